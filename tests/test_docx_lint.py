"""The lint for DOCX files: silent on what is clean, and every rule is shown to fire."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx_editions import changed, substituted, write
from docx_lint import RULES, lint
from publications import cells, paragraph, sample_publication

from pipeline.model.nodes import (
    Admonition,
    Alignment,
    BulletList,
    Cell,
    ListItem,
    Row,
    Table,
    Text,
)
from pipeline.model.publication import Publication

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
SETTINGS, NOTES = "word/settings.xml", "word/footnotes.xml"
LOST_COLUMN = substituted(r"(<w:tr>.*?)<w:tc>.*?</w:tc>", r"\1")
SEPARATOR = '<w:fldChar w:fldCharType="separate"/>'
STARTING = '<w:pgNumType w:start="1"/>'
LAST_TABLE = r"(</w:tbl>)(?!.*</w:tbl>).*(<w:sectPr>)"
TWO_TABLES = substituted(r"(<w:tbl>.*?</w:tbl>)", r"\1\1")

FAULTS: list[tuple[str, str, Callable[[str], str]]] = [
    ("bookmark-names", DOCUMENT, substituted(r'w:name="_Ref\d+"', 'w:name="a-first-chapter"')),
    ("bookmark-names", DOCUMENT, substituted(r'w:name="_Ref\d+"', f'w:name="_{"x" * 40}"')),
    ("bookmark-names", DOCUMENT, substituted(r'w:name="_Ref\d+"', 'w:name="_Toc000001"')),
    ("bookmark-ends", DOCUMENT, substituted(r"<w:bookmarkEnd [^>]*>", "")),
    ("bookmark-ends", DOCUMENT, substituted(r"<w:bookmarkStart [^>]*>", "")),
    ("bookmark-ends", DOCUMENT, substituted(r'(<w:bookmarkStart w:id=)"2"', r'\1"1"')),
    ("dead-anchors", DOCUMENT, substituted(r'w:anchor="\w+"', 'w:anchor="nowhere"')),
    ("dead-anchors", DOCUMENT, substituted(r"PAGEREF _Toc\d+", "PAGEREF _Toc999999")),
    ("dead-anchors", DOCUMENT, substituted(r"NOTEREF \w+", "NOTEREF _Note99")),
    ("field-balance", DOCUMENT, substituted(r'<w:fldChar w:fldCharType="end"/>', "")),
    ("field-balance", DOCUMENT, substituted(r'<w:fldChar w:fldCharType="begin"/>', "")),
    ("field-balance", DOCUMENT, substituted('"separate"/>', f'"separate"/>{SEPARATOR}')),
    ("drawing-numbers", DOCUMENT, substituted(r'<wp:docPr id="2"', '<wp:docPr id="1"')),
    ("stray-text", DOCUMENT, substituted("<w:p>", "<w:p>lost")),
    ("stray-text", DOCUMENT, substituted("</w:r>", "</w:r>lost")),
    ("table-grids", DOCUMENT, LOST_COLUMN),
    ("table-grids", DOCUMENT, substituted(r'<w:tcW w:w="\d+"', '<w:tcW w:w="7"')),
    ("merged-cells", DOCUMENT, substituted(' w:val="restart"', "")),
    ("merged-cells", DOCUMENT, substituted('<w:gridSpan w:val="2"/>', "")),
    ("touching-tables", DOCUMENT, TWO_TABLES),
    ("touching-tables", DOCUMENT, substituted("(</w:tbl>)<w:p>.*?</w:p>(<w:tbl>)", r"\1\2")),
    ("cell-ends", DOCUMENT, substituted(r"<w:p>(?:(?!<w:p>).)*?</w:p>(</w:tc>)", r"\1")),
    ("check-boxes", DOCUMENT, substituted("☐", "☒")),
    ("check-boxes", DOCUMENT, substituted('mc:Ignorable="w14"', 'mc:Ignorable=""')),
    ("touching-tables", DOCUMENT, substituted(LAST_TABLE, r"\1\2")),
    ("table-titles", DOCUMENT, substituted(r"<w:tblCaption [^>]*>", "")),
    ("table-titles", DOCUMENT, substituted("<w:tblHeader/>", "")),
    ("prompts", DOCUMENT, substituted('="begin"', '="begin" w:dirty="1"')),
    ("prompts", SETTINGS, substituted("<w:compat>", "<w:updateFields/><w:compat>")),
    ("prompts", "word/_rels/document.xml.rels", substituted('/hyperlink"', '/attachedTemplate"')),
    ("compatibility", SETTINGS, substituted('w:val="15"', 'w:val="14"')),
    ("properties", CORE, substituted(r"<dc:title>.*?</dc:title>", "")),
    ("properties", CORE, substituted(r"<dc:language>.*?</dc:language>", "")),
    ("properties", STYLES, substituted(r"<w:lang [^>]*>", "")),
    ("code-proofing", STYLES, substituted("<w:noProof/>", "")),
    ("alternative-texts", DOCUMENT, substituted('descr="[^"]+"', 'descr=""')),
    ("footnotes", DOCUMENT, substituted(r'<w:footnoteReference w:id="2"/>', "")),
    ("footnotes", DOCUMENT, substituted('Reference w:id="2"', 'Reference w:id="1"')),
    ("footnotes", NOTES, substituted('<w:footnote w:id="2">', '<w:footnote w:id="9">')),
    ("relationships", DOCUMENT, substituted(r'r:embed="\w+"', 'r:embed="rIdNone"')),
    ("contents-lines", DOCUMENT, substituted(r"(separate.*?separate.*?)>\d+</w:t>", r"\1></w:t>")),
    ("sections", DOCUMENT, substituted(r' w:orient="landscape"', "")),
    ("sections", DOCUMENT, substituted(r"(<w:p><w:pPr>[^/]*/><w:sectPr>.*?</w:p>)", r"\1\1")),
    ("sections", DOCUMENT, lambda text: text.replace("<w:cols", f"{STARTING}<w:cols")),
    ("contents-lines", DOCUMENT, substituted(r"(<w:sdtContent>.*?)>Contents<", r"\1><")),
]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an edition without a fault."""
    path = tmp_path_factory.mktemp("docx") / "clean.docx"
    write(with_constructs(), path)
    return path


def with_constructs() -> Publication:
    """Give the sample with some constructs that rules are about."""
    spanning = Row((Cell((Text("wide"),), columns=2), Cell((Text("high"),), rows=2)))
    table = Table((Alignment.START,) * 3, (), (spanning, cells("a", "b")))
    tasks = BulletList((ListItem((paragraph("to do"),), checked=False),))
    note = Admonition("note", (Text("Note"),), (paragraph("Words."),))
    words = tuple(Cell((Text(f"measurement{at}"),)) for at in range(12))
    wide = Table((Alignment.START,) * 12, (), (Row(words),))
    sample = sample_publication()
    return replace(sample, preamble=(*sample.preamble, note, table, tasks, wide))


def test_an_edition_is_clean(clean: Path) -> None:
    assert lint(clean) == []


@pytest.mark.parametrize(("rule", "name", "fault"), FAULTS)
def test_a_planted_fault_is_found(
    clean: Path, tmp_path: Path, rule: str, name: str, fault: Callable[[str], str]
) -> None:
    said = lint(changed(clean, tmp_path / "faulty.docx", name, fault))
    assert rule in {sentence.partition(":")[0] for sentence in said}


def test_every_rule_is_shown_to_fire() -> None:
    assert {rule for rule, _, _ in FAULTS} == set(RULES)
