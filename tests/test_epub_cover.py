"""The cover that a book gets in the EPUB edition where its author gives it none."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from epub_publications import member, parsed, publication_of
from PIL import Image as Pillow
from publications import paragraph
from validators import epubcheck

from pipeline.exporter import EditionPlan
from pipeline.exporters.epub import exporter
from pipeline.exporters.epub.options import EpubOptions
from pipeline.exporters.epub.writer.cover import HEIGHT, WIDTH, drawn_cover
from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.model.publication import Asset, Publication
from pipeline.theme import Colours, Theme


def book(**said: object) -> Publication:
    """Give a book of which something is said."""
    metadata = replace(Metadata(title="Lamps", identifier="urn:x:1"), **said)  # type: ignore[arg-type]
    settings = Settings(kind=Kind.BOOK)
    return publication_of([paragraph("Words.")], metadata=metadata, settings=settings)


def write(publication: Publication, folder: Path, **options: object) -> Path:
    """Write an edition of a book."""
    chosen = EpubOptions(page_list=False, **options)  # type: ignore[arg-type]  # told by callers
    plan = EditionPlan(publication, Theme(), chosen, pages=None)  # type: ignore[arg-type]
    assert exporter.write(plan, folder / "a.epub") == ()
    return folder / "a.epub"


def pixels(cover: Asset) -> Pillow.Image:
    """Open a cover."""
    return Pillow.open(io.BytesIO(cover.content)).convert("RGB")


def test_a_book_without_a_cover_gets_one(tmp_path: Path) -> None:
    edition = write(book(subtitle="How they burn", authors=("Ida Brandt",)), tmp_path)
    image = Pillow.open(io.BytesIO(member(edition, "images/cover.png")))
    assert image.size == (WIDTH, HEIGHT)
    package = parsed(edition, "content.opf")
    (item,) = (e for e in package.iter("{*}item") if e.get("properties") == "cover-image")
    assert item.get("href") == "images/cover.png"
    (shown,) = parsed(edition, "text/cover.xhtml").iter("{*}img")
    assert shown.get("alt") == "Cover: Lamps"
    assert epubcheck([edition]) == []


WITHOUT: Mapping[str, tuple[Publication, Mapping[str, object]]] = {
    "an article": (replace(book(), settings=Settings()), {}),
    "nobody wants it": (book(), {"draw_cover": False}),
    "a script that the theme has no face for": (book(title="日本の灯台"), {}),
    "a word beyond all measure": (book(title="x" * 400), {}),
}


@pytest.mark.parametrize("why", WITHOUT)
def test_none_is_drawn_where_it_makes_no_sense(why: str, tmp_path: Path) -> None:
    publication, options = WITHOUT[why]
    assert b"cover" not in member(write(publication, tmp_path, **options), "content.opf")


TITLES = (
    "X",
    "Lamps & <lights>",
    "Straße und Ufer: über die Donaudampfschifffahrtsgesellschaft",
    "Μια ιστορία των φάρων",
    "Маяки и люди, которые в них живут",
    "A title that goes on and on " * 6,
)


@pytest.mark.parametrize("title", TITLES)
def test_the_text_stays_within_the_cover(title: str) -> None:
    cover = drawn_cover(book(title=title, subtitle=title, authors=("Ida Brandt",) * 8), Theme())
    assert cover is not None
    image = pixels(cover)
    ground = image.getpixel((0, 0))
    frame = Pillow.new("RGB", image.size, ground)
    for box in (
        (0, 0, 140, HEIGHT),
        (WIDTH - 140, 0, WIDTH, HEIGHT),
        (0, HEIGHT - 150, WIDTH, HEIGHT),
    ):
        assert image.crop(box).tobytes() == frame.crop(box).tobytes()
    assert len(image.crop((140, 400, WIDTH - 140, 1200)).getcolors(1 << 20) or ()) > 2


def test_a_cover_is_the_same_every_time_and_in_the_theme_s_colour() -> None:
    theme = replace(Theme(), colours=replace(Colours(), accent="7a2f8f"))
    first, second = (drawn_cover(book(), theme) for _ in range(2))
    assert first is not None
    assert first == second
    assert pixels(first).getpixel((0, 0)) == (0x7A, 0x2F, 0x8F)


def test_a_cover_takes_no_other_image_s_name() -> None:
    cover = drawn_cover(book(), Theme(), frozenset({"cover.png", "cover-2.png"}))
    assert cover is not None
    assert cover.name == "cover-3.png"
