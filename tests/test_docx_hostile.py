"""DOCX editions of publications that are empty, deep, long, strange or simply unusual."""

import io
from pathlib import Path

import pytest
from docx_editions import W, checked, members, part, publication_of, write
from docx_lint import lint
from PIL import Image as Raster
from publications import cells, item, paragraph, png
from validators import openxml_audit

from pipeline.diagnostics import Code
from pipeline.exporter import LinkFact
from pipeline.exporters.docx import exporter
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import (
    Alignment,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Link,
    ListItem,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Rubric,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from pipeline.model.publication import Asset
from pipeline.theme import Theme

START = (Alignment.START,)
ODD = 'größe & "mehr" <x>'
TABLE = Table(START * 2, (cells("a", "b"),), (cells("c", "d"),))


def heading(level: int, text: str, identifier: str, number: str = "") -> Heading:
    """Make a heading."""
    return Heading(level, (Text(text),), identifier, number=number)


def nested(depth: int, leaf: Block) -> Block:
    """Nest a block in lists and quotes."""
    for level in range(depth):
        item_of = ListItem((paragraph(f"level {level}"), leaf))
        leaf = (BulletList((item_of,)), OrderedList((item_of,)), BlockQuote((leaf,)))[level % 3]
    return leaf


STRANGE: dict[str, tuple[Block, ...]] = {
    "nothing": (),
    "empty-blocks": (
        Paragraph(()),
        BlockQuote(()),
        BulletList(()),
        BulletList((ListItem(()), item("x"))),
        OrderedList((ListItem(()),)),
        CodeBlock(""),
        Table((), (), ()),
        Table(START, (), ()),
        Rubric((), "r"),
    ),
    "very-long-words": (
        paragraph("x" * 5000),
        CodeBlock("y" * 5000),
        paragraph(CodeSpan("z" * 999)),
    ),
    "scripts": (
        paragraph("مرحبا بالعالم — שלום — 日本語 — हिन्दी"),
        paragraph("👩‍👩‍👧‍👦 🇪🇺 — e\u0301 \u00ad soft\u00adhyphen"),
        heading(1, "العربية 👍", "ar"),
    ),
    "deep": (nested(100, CodeBlock("deep\n\tdown")),),
    "markup": (
        paragraph("<w:p>&amp; ]]> \"quotes\" 'and' {braces}"),
        CodeBlock("<?xml version='1.0'?>\n<!-- & -->\n\ttabbed"),
        paragraph("a\tb", HardBreak(), HardBreak(), Strong((Emphasis((CodeSpan("<&>"),)),))),
    ),
    "tables-that-touch": (TABLE, TABLE, BlockQuote((TABLE,)), BulletList((item(TABLE),)), TABLE),
    "a-table-at-the-end-of-a-list": (BulletList((item("x", TABLE),)), paragraph("after"), TABLE),
    "a-heading-below-a-table": (TABLE, heading(1, "Below", "below"), TABLE),
    "wide-table": (
        Table(
            START * 30, (cells(*["wide" * 9] * 30),), tuple([cells(*["long words here"] * 30)] * 2)
        ),
    ),
    "lists-in-items-without-words": (
        BulletList((item(BulletList((item("x"),))), item(CodeBlock("c"), ThematicBreak()))),
        OrderedList((item(BlockQuote((paragraph("q"),))), item(TABLE)), start=0),
    ),
    "the-same-heading-often": (
        heading(1, "Same", "same"),
        paragraph(CrossReference((Text("second"),), "same-1")),
        heading(1, "Same", "same-1"),
        heading(2, "same", "same-2"),
        BlockQuote((Rubric((Text("Same"),), "same-3"),)),
        paragraph(CrossReference((Text("rubric"),), "same-3")),
        paragraph(CrossReference((Text("title"),), "the-title")),
    ),
    "odd-identifiers": (
        heading(1, "One", "x" * 500),
        heading(1, "Two", ODD),
        paragraph(CrossReference((Text("one"),), "x" * 500)),
        paragraph(CrossReference((Text("two"),), ODD)),
    ),
    "links": tuple(
        paragraph(Link((Text(f"link {n}"),), url, title))
        for n, (url, title) in enumerate(
            [
                ("https://example.org/a b?x=\"1\"&y='2'#c#d", 'tip "quoted" \\ back'),
                ("http://[::1]:80/", ""),
                ("http://", "x" * 500),
                ("mailto:a@b@c", ""),
                ("mailto:someone@example.org?subject=hi", ""),
                ("https://пример.рф/путь?q=ё#ф", ""),
                ("file.pdf", ""),
                ("../up/a%20b%2", "t"),
                ("javascript:alert(1)", ""),
                ("https://example.org/" + "p/" * 2000, ""),
                ("https://user:pw@example.org:99999/\\back", ""),
                ("", ""),
            ]
        )
    ),
    "a-link-with-everything": (
        paragraph(
            Link(
                (Strong((Text("bold "), CodeSpan("code"))), HardBreak(), Text("x")), "https://e.org"
            ),
            Link((), "https://nobody.org"),
            Link((Text("  "),), "https://blank.org"),
        ),
    ),
    "code-with-odd-ends": (CodeBlock("\n\na\r\nb\rc\n\n"), CodeBlock("\u2028x\x85y")),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_publications_are_whole(name: str, tmp_path: Path) -> None:
    checked(publication_of(*STRANGE[name]), tmp_path / "strange.docx")


def test_a_ragged_table_is_filled_up(tmp_path: Path) -> None:
    ragged = Table(START, (cells("a", "b", "c"),), (cells("d"), cells("e", "f")))
    path = tmp_path / "ragged.docx"
    write(publication_of(ragged), path)
    structure = exporter.read_back(path).structure
    assert structure is not None
    assert [cell.text for cell in structure.cells] == ["a", "b", "c", "d", "", "", "e", "f", ""]
    assert lint(path) == []


def test_an_open_xml_validator_finds_nothing_in_all_of_it(tmp_path: Path) -> None:
    blocks = [block for blocks in STRANGE.values() for block in blocks]
    unique = [b for b in blocks if not isinstance(b, Heading)]
    path = tmp_path / "strange.docx"
    write(publication_of(*unique, heading(1, "One", "x" * 500)), path)
    assert openxml_audit(path) == []


def test_control_characters_never_reach_the_file(tmp_path: Path) -> None:
    publication = publication_of(
        paragraph("a\x00\x07\x1b\ufffe\uffff\ud800b"), CodeBlock("c\x0bd\x0c\ud83de")
    )
    path = tmp_path / "control.docx"
    write(publication, path)
    assert exporter.read_back(path).words == ("ab", "cde")


def test_numbers_are_words_own_down_to_the_sixth_level(tmp_path: Path) -> None:
    blocks = [
        heading(1, "A", "a", "1"),
        heading(2, "B", "b", "1.1"),
        heading(3, "C", "c", "1.1.1"),
        heading(4, "D", "d", "1.1.1.1"),
        heading(5, "E", "e", "1.1.1.1.1"),
        heading(6, "F", "f", "1.1.1.1.1.1"),
        heading(3, "G", "g", "1.1.2"),
        heading(1, "Not counted", "n"),
        heading(2, "Nor this", "o"),
        heading(1, "H", "h", "2"),
        *(heading(2, f"I{n}", f"i{n}", f"2.{n}") for n in range(1, 13)),
        heading(3, "J", "j", "2.12.1"),
    ]
    settings = Settings(number_sections=True, number_depth=6, toc_depth=6)
    checked(publication_of(*blocks, settings=settings), tmp_path / "numbers.docx")


def test_a_note_of_a_note_stands_below_it(tmp_path: Path) -> None:
    notes = (
        Note(
            "a",
            (paragraph("first", NoteReference("c", "fn-3", "3", "r-c"), " end"), CodeBlock("x")),
            "fn-1",
            "1",
            ("r-a", "r-a2"),
        ),
        Note(
            "b",
            (BulletList((item("listed"),)), paragraph(NoteReference("a", "fn-1", "1", "r-a2"))),
            "fn-2",
            "2",
            ("r-b",),
        ),
        Note(
            "c",
            (paragraph("inner", NoteReference("c", "fn-3", "3", "r-c2")), BlockQuote((TABLE,))),
            "fn-3",
            "3",
            ("r-c", "r-c2"),
        ),
        Note("d", (), "fn-4", "4", ("r-d",)),
    )
    publication = publication_of(
        paragraph("text", NoteReference("a", "fn-1", "1", "r-a")),
        Table(START, (), (cells("cell"),)),
        paragraph("more", NoteReference("b", "fn-2", "2", "r-b")),
        notes=notes[:3],
    )
    path = checked(publication, tmp_path / "notes.docx")
    assert openxml_audit(path) == []
    with_empty = publication_of(
        paragraph("text", NoteReference("d", "fn-4", "4", "r-d")), notes=notes[3:]
    )
    checked(with_empty, tmp_path / "empty.docx")


def test_lists_count_for_themselves_however_deep_they_are(tmp_path: Path) -> None:
    inner = OrderedList((item("x"), item("y")), start=7)
    for _ in range(12):
        inner = OrderedList((item("before", inner), item("after")), start=2)
    path = checked(publication_of(inner, inner), tmp_path / "deep.docx")
    root = part(path)
    paragraphs = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}numPr") is not None]
    assert {_level(p) for p in paragraphs} == set(range(9))
    nums = [p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for p in paragraphs]
    assert len(set(nums)) == 26


def _level(element: object) -> int:
    found = element.find(f"{W}pPr/{W}numPr/{W}ilvl")  # type: ignore[attr-defined]
    return int(found.get(f"{W}val"))


@pytest.mark.parametrize("kind", [BulletList, OrderedList])
def test_however_deep_an_item_is_its_marker_stands_beside_its_text(
    kind: type[BulletList | OrderedList], tmp_path: Path
) -> None:
    block = kind((item("deepest"),))
    for level in range(40):
        block = kind((item(f"level {level}", block),))
    path = checked(publication_of(block), tmp_path / "deep.docx")
    levels = part(path, "word/numbering.xml").iter(f"{W}lvl")
    hangings = {p.find(f"{W}pPr/{W}ind").get(f"{W}hanging") for p in list(levels)[9:]}
    items = [p for p in part(path).iter(f"{W}p") if p.find(f"{W}pPr/{W}numPr") is not None]
    assert len(items) == 41
    assert all("".join(p.itertext()).strip() for p in items)
    for indent in (p.find(f"{W}pPr/{W}ind") for p in items[9:]):
        assert int(indent.get(f"{W}left")) <= round(Theme().page.measure / 2 * 20)
        assert {indent.get(f"{W}hanging")} == hangings


def test_a_start_that_word_has_not_is_told(tmp_path: Path) -> None:
    block = OrderedList((item("x"),), start=999_999_999)
    (said,) = write(publication_of(block), tmp_path / "start.docx")
    assert said.code is Code.VALUE_INVALID


def test_images_fit_the_page_and_are_kept_once(tmp_path: Path) -> None:
    assets = (
        Asset("tall.png", "image/png", png(1, 4000), 1, 4000),
        Asset("wide.png", "image/png", png(6000, 2), 6000, 2, 300.0),
        Asset("nil.png", "image/png", png(1, 1), 0, 0),
    )
    pictures = [
        block
        for name in ("tall.png", "wide.png", "nil.png", "tall.png", "gone.png")
        for block in (
            Figure(Image(name, 'says <"so">', 'a "title"', name)),
            paragraph(Link((Image(name, "in line", asset=name),), "https://e.org")),
        )
    ]
    blocks = (*pictures[:8], BlockQuote((BlockQuote((pictures[2],)),)))
    path = checked(publication_of(*blocks, assets=assets), tmp_path / "images.docx")
    media = [name for name in part_names(path) if name.startswith("word/media/")]
    assert len(media) == 3
    missing = tmp_path / "missing.docx"
    write(publication_of(*pictures[8:], assets=assets), missing)
    assert "[Missing" in exporter.read_back(missing).words


def test_an_image_that_word_may_not_know_is_carried_as_png(tmp_path: Path) -> None:
    drawn = io.BytesIO()
    Raster.new("RGB", (30, 20), "red").save(drawn, "WEBP")
    asset = Asset("red.webp", "image/webp", drawn.getvalue(), 30, 20)
    figure = Figure(Image("red.webp", "red", asset="red.webp"))
    path = checked(publication_of(figure, assets=(asset,)), tmp_path / "webp.docx")
    (image,) = [c for n, c in members(path).items() if n.startswith("word/media/")]
    with Raster.open(io.BytesIO(image)) as carried:
        assert (carried.format, carried.size) == ("PNG", (30, 20))


def part_names(path: Path) -> list[str]:
    """Give the names of an archive's members."""
    return list(members(path))


def test_semicolons_in_names_do_not_make_more_of_them(tmp_path: Path) -> None:
    metadata = Metadata(
        title='A; B <& "C"\x01',
        authors=("One; the first", "Two"),
        keywords=("k;1", "k2"),
        description="d" * 5000,
        language="de-CH-1996",
        rights="© <all>",
        identifier="urn:x:1",
    )
    path = tmp_path / "names.docx"
    write(publication_of(paragraph("x"), metadata=metadata), path)
    facts = exporter.read_back(path)
    assert facts.authors == ("One; the first", "Two")
    assert facts.title == 'A; B <& "C"'
    assert facts.language == "de-CH-1996"
    assert openxml_audit(path) == []


def test_links_that_are_no_clean_addresses_keep_them(tmp_path: Path) -> None:
    path = tmp_path / "links.docx"
    write(publication_of(*STRANGE["links"]), path)
    links = exporter.read_back(path).links
    assert links[1] == LinkFact("link 1", "http://[::1]:80/")
    assert links[0].target.startswith("https://example.org/a%20b?x=%221%22&y='2'#c")
