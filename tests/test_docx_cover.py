"""The cover of a book: a page of its own in front of the title page, and no part of the text."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx_editions import W, assert_agrees, members, part, publication_of, write
from docx_lint import lint
from publications import paragraph, png
from validators import openxml_audit

from pipeline.exporters.docx import exporter
from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.model.nodes import Figure, Heading, Image, Text
from pipeline.model.publication import Asset, Publication
from pipeline.theme import Theme

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 12700


def book(width: int = 60, height: int = 80, **changes: object) -> Publication:
    """Give a book with a cover of a size in pixels, and an image in its text."""
    assets = (
        Asset("cover.png", "image/png", png(width, height), width, height),
        Asset("dot.png", "image/png", png(3, 3), 3, 3),
    )
    publication = publication_of(
        Heading(1, (Text("One"),), "one"),
        paragraph("words"),
        Figure(Image("dot.png", "a dot", asset="dot.png")),
        assets=assets,
        settings=Settings(kind=Kind.BOOK),
        metadata=Metadata(title="A <title>", identifier="urn:x:1", cover_image="cover.png"),
    )
    return replace(publication, **changes)  # type: ignore[arg-type]


def cover_of(path: Path) -> tuple[float, float, float]:
    """Give width and height of the first image, and the distance above it, in points."""
    paragraph_of = next(part(path).iter(f"{W}p"))
    extent = next(paragraph_of.iter(f"{_WP}extent"))
    spacing = paragraph_of.find(f"{W}pPr/{W}spacing")
    before = 0 if spacing is None else int(spacing.get(f"{W}before", "0"))
    return int(extent.get("cx", "0")) / EMU, int(extent.get("cy", "0")) / EMU, before / 20


def test_a_book_begins_with_its_cover_and_the_title_page_follows(tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    write(book(), path)
    first, second = list(part(path).iter(f"{W}p"))[:2]
    assert [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in (first, second)] == [
        "Cover",
        "Title",
    ]
    drawn = next(first.iter(f"{_WP}docPr"))
    assert drawn.get("descr") == "Cover: A <title>"
    assert "".join(first.itertext()) == ""
    assert lint(path) == []
    assert openxml_audit(path) == []


def test_the_cover_has_a_section_without_header_and_footer(tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    write(book(), path)
    cover, *_, text = part(path).iter(f"{W}sectPr")
    for reference in ("headerReference", "footerReference"):
        assert cover.find(f"{W}{reference}") is None
        assert len(text.findall(f"{W}{reference}")) == 2
    assert cover.find(f"{W}pgSz").attrib == text.find(f"{W}pgSz").attrib


def test_the_cover_is_none_of_the_texts_images(tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    write(book(), path)
    facts = assert_agrees(book(), path)
    assert facts.images == ("a dot",)
    assert facts.title_block == ("A <title>",)


@pytest.mark.parametrize("size", [(60, 80), (6000, 8000), (80, 30), (1, 4000), (4000, 1), (1, 1)])
def test_the_cover_fills_the_text_s_place_and_stands_in_its_middle(
    size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "book.docx"
    write(book(*size), path)
    page = Theme().page
    height = page.height - page.top - page.bottom
    shown_width, shown_height, above = cover_of(path)
    assert shown_width <= page.measure + 0.1
    assert shown_height + 2 * above < height
    assert shown_width > page.measure - 1 or shown_height > height - 10
    assert abs((height - shown_height) / 2 - above) < 5


@pytest.mark.parametrize(
    "publication",
    [
        book(settings=Settings()),
        book(metadata=Metadata(title="A <title>", identifier="urn:x:1")),
        book(metadata=Metadata(title="T", identifier="urn:x:1", cover_image="gone.png")),
    ],
    ids=["an article", "a book without a cover", "a cover that is no asset"],
)
def test_others_have_none(publication: Publication, tmp_path: Path) -> None:
    path = tmp_path / "none.docx"
    write(publication, path)
    assert_agrees(publication, path)
    assert "Cover" not in members(path)["word/document.xml"].decode()
    assert len([name for name in members(path) if name.startswith("word/media/")]) == 1


def test_an_image_that_is_cover_and_figure_is_kept_once(tmp_path: Path) -> None:
    publication = book()
    both = replace(
        publication, preamble=(Figure(Image("c", "the cover again", asset="cover.png")),)
    )
    path = tmp_path / "both.docx"
    write(both, path)
    assert exporter.read_back(path).images == ("the cover again", "a dot")
    assert len([name for name in members(path) if name.startswith("word/media/")]) == 2
