"""Pages set by hand, line by line, for tests of the PDF writer alone."""

from dataclasses import replace
from pathlib import Path

import uharfbuzz as hb

from pipeline.exporter import EditionPlan
from pipeline.exporters.pdf import PdfOptions, exporter
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.publication import Asset, Publication
from pipeline.model.words import words_for
from pipeline.theme import Family, Theme
from pipeline.typesetting.fonts import Face, load_face
from pipeline.typesetting.pages import (
    Content,
    Element,
    Glyph,
    Item,
    LinkArea,
    Page,
    Pages,
    Picture,
    Place,
    Role,
    Run,
    ShapedWord,
)

THEME = Theme()
SERIF = THEME.serif
LEFT, WIDTH, HEIGHT, SIZE, LEADING = 82.0, 595.0, 842.0, 10.5, 15.0


def shape(text: str, face: Face) -> ShapedWord:
    """Shape one word: a cluster's first glyph has all its text."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told: set[int] = set()
    glyphs = []
    for info, place in zip(infos, positions, strict=True):
        start = info.cluster
        own = "" if start in told else text[start : ends[start]]
        told.add(start)
        offsets = (place.x_advance, place.x_offset, place.y_offset)
        glyphs.append(Glyph(info.codepoint, own, *map(float, offsets)))
    return ShapedWord(face, tuple(glyphs), sum(glyph.advance for glyph in glyphs))


class Sheets:
    """A publication's pages in the making: one element a line, from the top down."""

    def __init__(self, family: Family = SERIF) -> None:
        self.face = load_face(family, 400, False)  # noqa: FBT003 - the slope
        self.root = Element(Role.DOCUMENT)
        self.pages: list[Page] = []
        self.places: dict[str, Place] = {}
        self._items: list[Item] = []
        self._links: list[LinkArea] = []
        self._y = HEIGHT - 100.0

    def write(self, content: Content | None, text: str, face: Face | None = None) -> Run:
        """Set a line of words, two points further apart than the face has it."""
        face = face or self.face
        words = tuple(shape(word, face) for word in text.split())
        space = face.advance(face.glyph_for(" ")) * SIZE / 1000 + 2
        run = Run(content, LEFT, self._y, words, SIZE, "1a1a1a", space, space_after=True)
        self._items.append(run)
        self._y -= LEADING
        return run

    def block(self, role: Role, text: str, parent: Element | None = None) -> Element:
        """Set an element of one line below the root or another parent."""
        element = (parent or self.root).add(Element(role))
        if text:
            self.write(element.content(), text)
        return element

    def heading(self, level: int, identifier: str, text: str) -> Element:
        """Set a heading that links can lead to."""
        self.place(identifier)
        element = self.root.add(Element(Role.HEADING, level=level, identifier=identifier))
        self.write(element.content(), text)
        return element

    def place(self, identifier: str) -> None:
        """Let links lead to the next line."""
        self.places[identifier] = Place(len(self.pages), LEFT, self._y + LEADING)

    def link(self, element: Element) -> None:
        """Make the line that was set last a link, over its whole width."""
        self.link_area(LinkArea(element, LEFT, self._y + LEADING - 3, 200, LEADING))

    def link_area(self, area: LinkArea) -> None:
        """Add an area that can be clicked."""
        self._links.append(area)

    def picture(self, asset: str, alternative: str, size: float = 100.0) -> Element:
        """Show an asset, square."""
        element = self.root.add(Element(Role.IMAGE, alternative=alternative))
        self._y -= size
        self._items.append(Picture(element.content(), LEFT, self._y, size, size, asset))
        self._y -= LEADING
        return element

    def item(self, item: Item) -> None:
        """Draw an item of any kind."""
        self._items.append(item)

    def turn(self, label: str = "") -> None:
        """End the page."""
        label = label or str(len(self.pages) + 1)
        self.pages.append(Page(label, WIDTH, HEIGHT, tuple(self._items), tuple(self._links)))
        self._items, self._links, self._y = [], [], HEIGHT - 100.0

    def pages_made(self) -> Pages:
        """Give the pages."""
        if self._items or self._links:
            self.turn()
        return Pages(tuple(self.pages), self.root, self.places, (self.face,))


def publication(*assets: Asset, **changes: object) -> Publication:
    """Make a publication that says little; the pages of these tests are set by hand."""
    made = Publication(
        Metadata(title="A title", authors=("Ada Writer",), language="en", identifier="urn:x:1"),
        *(Settings(), words_for("en"), (), (), (), (), ()),
        assets=assets,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def write_pdf(target: Path, sheets: Sheets, said: Publication | None = None) -> Path:
    """Write pages as a PDF file."""
    pages = sheets.pages_made()
    plan = EditionPlan(said or publication(), THEME, PdfOptions(), lambda: pages)
    exporter.write(plan, target)
    return target
