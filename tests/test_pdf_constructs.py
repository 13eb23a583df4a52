"""The constructs beyond plain text in PDF: judged by veraPDF, read by others, read back."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from constructs import constructs_publication
from generated import documents
from hypothesis import HealthCheck, Phase, given, settings
from roads import exporters, write_edition
from validators import absent, vera_check

from pipeline.exporter import EditionFacts, LinkFact
from pipeline.exporters.pdf import exporter
from pipeline.model.document import Document
from pipeline.passes import Origin, prepare
from pipeline.verify import compare
from pipeline.verify.report import report_text


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("constructs") / "constructs.pdf"
    write_edition(constructs_publication(), exporters()["pdf"], target)
    return target


def tags(element: Any, kind: str) -> list[Any]:
    """Give the structure elements of a type, in order."""
    found, kids = [], element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid] if str(kid.S) == f"/{kind}" else []
            found += tags(kid, kind)
    return found


@pytest.fixture(scope="module")
def root(edition: Path) -> Iterator[Any]:
    with pikepdf.open(edition) as pdf:
        yield pdf.Root.StructTreeRoot


def test_an_edition_says_what_the_publication_says(edition: Path) -> None:
    comparison = compare(constructs_publication(), {"pdf": exporter.read_back(edition)})
    assert comparison.agrees, report_text(comparison)


def test_it_is_accessible_and_archival(edition: Path) -> None:
    assert vera_check([edition]) == []


def test_editions_of_anything_are_accessible_and_archival(tmp_path: Path) -> None:
    paths: list[Path] = []

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(document=documents())
    def write(document: Document) -> None:
        publication, _ = prepare(document, Origin("generated"))
        paths.append(tmp_path / f"{len(paths)}.pdf")
        write_edition(publication, exporters()["pdf"], paths[-1])

    write()
    assert vera_check(paths) == []


@pytest.mark.parametrize(
    ("kind", "count", "key", "value"),
    [
        ("Deletion", 1, "/A", "/LineThrough"),
        ("Insertion", 1, "/A", "/Underline"),
        ("Abbreviation", 1, "/E", "Hypertext Markup Language"),
        ("Formula", 4, "/Alt", "a^2 + b^2 = c^2"),
        ("Formula", 4, "/ActualText", ""),
        ("Division", 3, "/Lang", "fr"),
        ("Lbl", None, "/ActualText", "[x]"),
        ("TH", 6, "/A", "/Scope /Row"),
        ("TH", 6, "/A", "/ColSpan 2"),
        ("TH", 6, "/A", "/RowSpan 2"),
        ("TD", None, "/A", "/ColSpan 2"),
        ("Admonition", 6, "/ID", "careful"),
        ("Table", 2, "/ID", "data"),
        ("Listing", 2, "/ID", "listing"),
        ("Span", None, "/ID", "named-place"),
        ("DefinitionList", 1, "/A", "/ListNumbering /None"),
        ("Term", 3, "/P", "LI"),
        ("AdmonitionTitle", 5, "/P", "Admonition"),
    ],
)
def test_the_structure_says_what_things_are(
    root: Any, kind: str, count: int | None, key: str, value: str
) -> None:
    found = tags(root, kind)
    assert count in {len(found), None}
    said = [_said(element[key]) for element in found if key in element]
    assert any(value in text for text in said), said


def _said(value: Any) -> str:
    if isinstance(value, pikepdf.Dictionary) and "/S" in value:
        return str(value.S)
    if isinstance(value, pikepdf.Dictionary):
        return " ".join(f"{key} {entry}" for key, entry in value.items())
    return str(value)


def test_links_lead_to_blocks_and_to_the_blocks_of_words(edition: Path) -> None:
    links = exporter.read_back(edition).links
    assert links[:5] == (
        LinkFact("the place", "#¶ A named place, a mot français, and שלום עולם; see the place,"),
        LinkFact("the table", "#¶ Table 1 Sales by region"),
        LinkFact("the warning", "#¶ Be careful"),
        LinkFact("the listing", "#¶ Listing 1 src/main.rs"),
        LinkFact("the French part", "#¶ Un paragraphe en français."),
    )


def changed(
    edition: Path, target: Path, change: Callable[[pikepdf.Pdf, Any], None]
) -> EditionFacts:
    """Read back what an edition says after a change to its file."""
    with pikepdf.open(edition) as pdf:
        change(pdf, pdf.Root.StructTreeRoot)
        pdf.save(target)
    return exporter.read_back(target)


def test_a_place_without_its_name_is_missed(edition: Path, tmp_path: Path) -> None:
    def forget(_: pikepdf.Pdf, root: Any) -> None:
        del tags(root, "Table")[0]["/ID"]

    facts = changed(edition, tmp_path / "x.pdf", forget)
    assert facts.links[1] == LinkFact("the table", "#?")


def test_a_destination_on_another_page_is_missed(edition: Path, tmp_path: Path) -> None:
    def move(pdf: pikepdf.Pdf, _: Any) -> None:
        names = pdf.Root.Names.Dests.Names
        at = [bytes(name) for name in list(names)[::2]].index(b"data")
        names[2 * at + 1][0] = pdf.pages[0].obj

    facts = changed(edition, tmp_path / "x.pdf", move)
    assert facts.links[1] == LinkFact("the table", "#?")


def test_a_term_that_is_only_a_label_is_no_word(edition: Path, tmp_path: Path) -> None:
    def demote(_: pikepdf.Pdf, root: Any) -> None:
        for term in tags(root, "Term"):
            term.S = pikepdf.Name.Lbl

    assert "Apple" in exporter.read_back(edition).words
    assert "Apple" not in changed(edition, tmp_path / "x.pdf", demote).words


def test_the_text_of_a_formula_is_its_actual_text(edition: Path, tmp_path: Path) -> None:
    def rewrite(_: pikepdf.Pdf, root: Any) -> None:
        formulas = [found for found in tags(root, "Formula") if "c^2" in str(found.Alt)]
        formulas[0].ActualText = pikepdf.String("α²")

    words = changed(edition, tmp_path / "x.pdf", rewrite).words
    assert words[words.index("α²") - 1 :][:3] == ("formula", "α²", "in")


def test_code_is_copied_without_the_numbers_of_its_lines(edition: Path) -> None:
    path = shutil.which("pdftotext")
    if path is None:
        absent("pdftotext is not on PATH")
    copied = subprocess.run([path, edition, "-"], capture_output=True, encoding="utf-8", check=True)
    text = copied.stdout.replace("\u200b", "")
    assert "println!" in text
    lines = [line for line in text.splitlines() if any(w in line for w in ("greet", "println!"))]
    assert not any(character in line for line in lines for character in "0179")


def test_check_boxes_and_line_numbers_are_no_words(edition: Path) -> None:
    words = exporter.read_back(edition).words
    assert words[words.index("done") - 1] == "است."
    assert not {"☐", "☑", "[x]", "[", "]", "9", "10", "11"} & set(words)
