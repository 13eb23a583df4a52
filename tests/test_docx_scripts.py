"""Other scripts in DOCX editions: what Word is told of their languages and directions."""

from pathlib import Path

import pytest
from docx_editions import W, checked, part, publication_of, write
from publications import cells, paragraph
from validators import openxml_audit

from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.model.nodes import (
    Admonition,
    Alignment,
    BlockQuote,
    CodeBlock,
    CodeSpan,
    Division,
    Heading,
    Strong,
    Table,
    Text,
)
from pipeline.theme import Theme

TABLE = Table((Alignment.START,) * 2, (cells("a", "b"),), (cells("c", "d"),))


@pytest.mark.parametrize("language", ["ar", "he-IL", "ja", "zh-Hant-TW", "az-Arab", "x-klingon"])
def test_other_scripts_are_told_to_word(language: str, tmp_path: Path) -> None:
    metadata = Metadata(title="عنوان 表題", language=language, identifier="urn:x:1")
    settings = Settings(kind=Kind.BOOK)
    publication = publication_of(
        Heading(1, (Text("פרק 章"),), "h", number="1"),
        paragraph("x"),
        TABLE,
        metadata=metadata,
        settings=settings,
    )
    path = checked(publication, tmp_path / "script.docx")
    lang = part(path, "word/styles.xml").find(f".//{W}lang")
    assert lang is not None
    assert lang.get(f"{W}val") == language
    right_to_left = language in {"ar", "he-IL", "az-Arab"}
    assert (part(path).find(f".//{W}sectPr/{W}bidi") is not None) == right_to_left


def directed(path: Path, words: str) -> list[tuple[str, bool]]:
    """Give the runs of the paragraph that begins with words, and which run from right to left."""
    (found,) = (p for p in part(path).iter(f"{W}p") if "".join(p.itertext()).startswith(words))
    return [
        ("".join(run.itertext()), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in found.iter(f"{W}r")
    ]


def test_runs_are_told_their_direction_and_styles_are_not(tmp_path: Path) -> None:
    blocks = (
        paragraph("قال أحمد (Ada Byron, v1.2)، ثم 12."),
        paragraph("سلام ", Strong((Text("مهم"),)), "، ", CodeSpan("f(x)"), "!"),
        TABLE,
        CodeBlock("code()"),
    )
    metadata = Metadata(title="عنوان", language="ar", identifier="urn:x:1")
    path = checked(publication_of(*blocks, metadata=metadata), tmp_path / "ar.docx")
    assert openxml_audit(path) == []  # Word refuses w:rtl in styles
    assert list(part(path, "word/styles.xml").iter(f"{W}rtl")) == []
    assert directed(path, "قال") == [
        ("قال أحمد (", True),
        ("Ada Byron, v1.2", False),
        (")، ثم 12.", True),
    ]
    assert directed(path, "سلام") == [
        *(("سلام ", True), ("مهم", True), ("، ", True), ("f(x)", False), ("!", True)),
    ]
    assert directed(path, "عنوان") == [("عنوان", True)]
    assert directed(path, "code") == [("code()", False)]


def test_words_of_another_direction_are_told_it_too(tmp_path: Path) -> None:
    text = "He said שלום, עולם (twice) and עִם 3."
    path = checked(publication_of(paragraph(text)), tmp_path / "he.docx")
    assert directed(path, "He said") == [
        ("He said ", False),
        ("שלום, עולם", True),
        (" (twice) and ", False),
        ("עִם", True),
        (" 3.", False),
    ]


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right"), ("fa", "right")])
def test_the_rule_of_a_quote_stands_where_its_lines_begin(
    language: str, side: str, tmp_path: Path
) -> None:
    metadata = Metadata(title="T", language=language, identifier="urn:x:1")
    path = tmp_path / "quote.docx"
    write(publication_of(BlockQuote((paragraph("q"),)), metadata=metadata), path)
    (quote,) = (
        style
        for style in part(path, "word/styles.xml").iter(f"{W}style")
        if style.get(f"{W}styleId") == "Quote"
    )
    assert [edge.tag for edge in quote.find(f"{W}pPr/{W}pBdr")] == [f"{W}{side}"]


def test_cells_from_right_to_left_keep_their_distance_on_whatever_side(tmp_path: Path) -> None:
    metadata = Metadata(title="T", language="ar", identifier="urn:x:1")
    path = checked(publication_of(TABLE, metadata=metadata), tmp_path / "table.docx")
    assert openxml_audit(path) == []
    for margins in part(path).iter(f"{W}tcMar"):
        left, right = (int(side.get(f"{W}w")) for side in margins)
        assert left == right > 0
    assert len(list(part(path).iter(f"{W}tcMar"))) == len(list(part(path).iter(f"{W}tc")))


def directions(path: Path) -> list[str | None]:
    """Give what tables are told of the direction of their columns, None where it is nothing."""
    told = (table.find(f"{W}tblPr/{W}bidiVisual") for table in part(path).iter(f"{W}tbl"))
    return [None if found is None else found.get(f"{W}val", "on") for found in told]


@pytest.mark.parametrize(
    ("language", "other", "told"),
    [
        ("ar", "en", ["on", "off", "on", "off", "off"]),
        ("en", "ar", [None, None, None, "on", None]),
    ],
)
def test_tables_and_boxes_are_told_the_sides_of_the_page(
    language: str, other: str, told: list[str | None], tmp_path: Path
) -> None:
    """LibreOffice 7 takes the direction of the document where a table says nothing."""
    box = Admonition("note", (Text("Note"),), (paragraph("x"), TABLE))
    tip = Admonition("tip", (Text("Tip"),), (paragraph("y"),))
    direction = "rtl" if other == "ar" else "ltr"
    words = Division((TABLE, tip), language=other, direction=direction)
    metadata = Metadata(title="T", language=language, identifier="urn:x:1")
    publication = publication_of(paragraph("a"), TABLE, box, words, metadata=metadata)
    path = checked(publication, tmp_path / "a.docx")
    assert openxml_audit(path) == []
    assert directions(path) == told


def test_tables_from_right_to_left_fill_the_line(tmp_path: Path) -> None:
    """Word and LibreOffice put narrow ones to different sides."""
    widths = {}
    for language in ("ar", "en"):
        metadata = Metadata(title="T", language=language, identifier="urn:x:1")
        path = tmp_path / f"{language}.docx"
        checked(publication_of(TABLE, metadata=metadata), path)
        widths[language] = int(part(path).find(f".//{W}tblW").get(f"{W}w"))
    measure = Theme().page.measure * 20
    assert abs(widths["ar"] - measure) < 5
    assert widths["en"] < measure / 2
