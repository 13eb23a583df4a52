"""Tables too wide for the page stand on pages that lie on their side, as those of the PDF do."""

import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx_editions import PLAIN, W, checked, members, part, publication_of, write
from publications import cells, paragraph, png
from validators import openxml_audit

from pipeline.exporters.docx.options import DocxOptions
from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.model.nodes import (
    Admonition,
    Alignment,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Division,
    Heading,
    Image,
    Length,
    ListItem,
    Row,
    Table,
    Text,
)
from pipeline.model.publication import Asset, Publication
from pipeline.model.roles import Matter
from pipeline.theme import Theme
from pipeline.typesetting import typeset

DOCUMENT = "word/document.xml"
THEME = Theme()


def table(columns: int, word: str = "measurement", name: str = "", rows: int = 3) -> Table:
    header = cells(*(f"{word}{at}" for at in range(columns)))
    body = tuple(cells(*(f"{row}of{at}" for at in range(columns))) for row in range(rows))
    return Table((Alignment.START,) * columns, (header,), body, name, caption=(Text("Wide"),))


WIDE = table(12)


def turned(path: Path) -> list[bool]:
    """Tell of each section whether its pages lie on their side."""
    sections = docx.Document(str(path)).sections
    for section in sections:
        is_landscape = section.orientation is WD_ORIENT.LANDSCAPE
        assert is_landscape is (section.page_width > section.page_height)
    return [section.page_width > section.page_height for section in sections]


def on_their_side(publication: Publication) -> bool:
    """Tell whether some pages of the PDF lie on their side."""
    return any(page.width > page.height for page in typeset(publication, THEME).pages)


def test_a_wide_table_has_a_section_of_its_own(tmp_path: Path) -> None:
    publication = publication_of(paragraph("Before."), WIDE, paragraph("After."))
    path = checked(publication, tmp_path / "a.docx")
    assert turned(path) == [False, True, False]
    assert openxml_audit(path) == []


def test_it_is_as_wide_as_the_page_on_its_side_allows(tmp_path: Path) -> None:
    path = checked(publication_of(paragraph("Before."), WIDE), tmp_path / "a.docx")
    width = part(path).find(f".//{W}tbl/{W}tblPr/{W}tblW").get(f"{W}w")
    upright, broad = THEME.page.measure * 20, THEME.page.turned.measure * 20
    assert upright < int(width) <= broad + 12  # columns are rounded one by one


@pytest.mark.parametrize("columns", range(5, 15))
@pytest.mark.parametrize("word", ["column", "measurement", "Dampfschifffahrt"])
def test_word_and_print_decide_alike(columns: int, word: str, tmp_path: Path) -> None:
    publication = publication_of(paragraph("Before."), table(columns, word), paragraph("After."))
    write(publication, tmp_path / "a.docx")
    assert any(turned(tmp_path / "a.docx")) is on_their_side(publication)


AROUND = {
    "a quote": BlockQuote((WIDE,)),
    "a list": BulletList((ListItem((WIDE,)),)),
    "a box": Admonition("note", (Text("Note"),), (WIDE,)),
    "a division": Division((WIDE,)),
}


@pytest.mark.parametrize("what", AROUND)
def test_what_is_around_it_decides_alike(what: str, tmp_path: Path) -> None:
    publication = publication_of(paragraph("Before."), AROUND[what], paragraph("After."))
    path = checked(publication, tmp_path / "a.docx")
    assert any(turned(path)) is on_their_side(publication)


FLOWS: dict[str, tuple[tuple[Block, ...], list[bool]]] = {
    "first": ((WIDE, paragraph("After.")), [False, True, False]),
    "last": ((paragraph("Before."), WIDE), [False, True]),
    "two in a row": ((paragraph("Before."), WIDE, WIDE), [False, True, True]),
    "two with words between": (
        (WIDE, paragraph("Between."), WIDE),
        [False, True, False, True],
    ),
    "a narrow one before": ((table(2), WIDE, table(2)), [False, True, False]),
    "none": ((paragraph("Words."), table(3)), [False]),
}


HEAD = Heading(1, (Text("Head"),), "head")
HEADED: dict[str, tuple[tuple[Block, ...], list[bool]]] = {
    "one": ((paragraph("Before."), HEAD, WIDE), [False, True]),
    "two": (
        (paragraph("Before."), HEAD, Heading(2, (Text("Inner"),), "inner"), WIDE),
        [False, True],
    ),
    "between two": ((paragraph("Before."), WIDE, HEAD, WIDE), [False, True, True]),
    "before words": ((paragraph("Before."), HEAD, paragraph("Words."), WIDE), [False, True]),
}


@pytest.mark.parametrize("flow", HEADED)
def test_a_heading_goes_with_its_table(flow: str, tmp_path: Path) -> None:
    blocks, sides = HEADED[flow]
    path = checked(publication_of(*blocks), tmp_path / "a.docx")
    assert turned(path) == sides
    before, _, _ = members(path)[DOCUMENT].decode().partition("</w:sectPr>")
    assert ("Heading1" in before) is (flow == "before words")


@pytest.mark.parametrize("flow", FLOWS)
def test_there_is_no_section_without_content(flow: str, tmp_path: Path) -> None:
    blocks, sides = FLOWS[flow]
    path = checked(publication_of(*blocks), tmp_path / "a.docx")
    assert turned(path) == sides
    assert b"<?" not in members(path)[DOCUMENT].partition(b"?>")[2]


def test_headers_footers_and_numbers_go_on(tmp_path: Path) -> None:
    publication = publication_of(paragraph("Before."), WIDE, paragraph("After."))
    path = checked(publication, tmp_path / "a.docx")
    first, side, after = docx.Document(str(path)).sections
    assert [s.different_first_page_header_footer for s in (first, side, after)] == [
        True,
        False,
        False,
    ]
    title = publication.metadata.title
    assert side.header.paragraphs[0].text.startswith(title)
    assert after.header.paragraphs[0].text.startswith(title)
    assert "PAGE" in side.footer.paragraphs[0]._p.xml
    # The running title's other half stands at the right of the longer line.
    stops = {int(s.position.pt) for s in side.header.paragraphs[0].paragraph_format.tab_stops}
    assert int(THEME.page.turned.measure) in stops
    assert b"w:start=" not in members(path)[DOCUMENT].partition(b"<w:sectPr>")[2]


def book(*front: Block) -> Publication:
    preface = Heading(1, (Text("Preface"),), "preface", matter=Matter.FRONT)
    chapter = Heading(1, (Text("One"),), "one", "1")
    return publication_of(
        preface,
        *front,
        chapter,
        paragraph("Words."),
        replace(WIDE, identifier="t"),
        paragraph("More."),
        settings=Settings(kind=Kind.BOOK, number_sections=True),
        metadata=Metadata(title="A title", identifier="urn:x:1"),
    )


@pytest.mark.parametrize("front", [(paragraph("Words."),), (paragraph("Words."), WIDE)])
def test_roman_and_arabic_numbers_go_on_too(front: tuple[Block, ...], tmp_path: Path) -> None:
    path = checked(book(*front), tmp_path / "a.docx")
    kinds = re.findall(r"<w:pgNumType ([^/]*)/>", members(path)[DOCUMENT].decode())
    romans = ['w:fmt="lowerRoman"'] * len(front)
    arabic = 'w:fmt="decimal"'
    assert kinds == [*romans, f'{arabic} w:start="1"', arabic, arabic]
    assert turned(path) == [*[False, True][: len(front)], False, True, False]


def test_the_place_of_a_turned_table_is_on_its_page(tmp_path: Path) -> None:
    publication = publication_of(paragraph("Before."), table(12, name="wide"))
    path = checked(publication, tmp_path / "a.docx")
    markup = members(path)[DOCUMENT].decode()
    end = markup.index("</w:sectPr>")
    assert markup.index("<w:bookmarkStart", end) < markup.index("<w:tbl>")


def test_a_picture_in_it_has_room(tmp_path: Path) -> None:
    tall = Image("tall.png", "tall", asset="tall.png", height=Length(points=600.0))
    row = Row((Cell((tall,)), *(Cell((Text("measurement"),)) for _ in range(11))))
    publication = replace(
        publication_of(paragraph("Before."), Table((Alignment.START,) * 12, (), (row,))),
        assets=(Asset("tall.png", "image/png", png(10, 100), 10, 100),),
    )
    path = checked(publication, tmp_path / "a.docx")
    assert any(turned(path))
    page = THEME.page.turned
    height = re.search(r'<wp:extent cx="\d+" cy="(\d+)"', members(path)[DOCUMENT].decode())
    assert height
    assert int(height[1]) / 12700 < page.height - page.top - page.bottom


def test_a_house_has_its_own_page_on_its_side(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "The House"
    document.save(str(tmp_path / "house.docx"))
    options = DocxOptions(embed_fonts=False, reference=tmp_path / "house.docx")
    path = checked(publication_of(paragraph("Before."), WIDE), tmp_path / "a.docx", options)
    upright, side = docx.Document(str(path)).sections
    assert (side.page_width, side.page_height) == (upright.page_height, upright.page_width)
    assert side.header.paragraphs[0].text == "The House"
    assert options != PLAIN
