"""Trimming: the sheet around a page, and the marks that tell a printer where to cut it.

A page keeps its coordinates; the sheet reaches beyond them. The boxes are those of ISO 32000-1,
14.11.2: the media box is the sheet, the bleed box what is printed, the trim box the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.exporters.pdf.options import PdfOptions
from pipeline.exporters.pdf.writer.syntax import Syntax, array, numbers
from pipeline.typesetting.pages import Box, Page

_MARK_LENGTH = 15.0
_MARK_WIDTH = 0.25
_MARK_GAP = 6.0
_MARK_COLOUR = "000000"
_MOST_BLEED = 72.0
"""The most that a sheet reaches beyond its page, in points."""


@dataclass(frozen=True, slots=True)
class Trim:
    """What is around each page: room for bleed, in points, and marks."""

    bleed: float = 0.0
    marked: bool = False

    @classmethod
    def of(cls, options: PdfOptions) -> "Trim":
        """Give what an author asks for."""
        return cls(min(options.bleed.points, _MOST_BLEED), options.crop_marks)

    @property
    def _reach(self) -> float:
        return self._gap + _MARK_LENGTH + _MARK_GAP if self.marked else self.bleed

    @property
    def _gap(self) -> float:
        """How far marks stand off the page: outside what is printed to its edge."""
        return max(self.bleed, _MARK_GAP)

    def boxes(self, width: float, height: float) -> dict[str, Syntax]:
        """Give the boxes of a page of a size in points."""
        boxes = {"MediaBox": _box(self._reach, width, height)}
        if self.bleed or self.marked:
            boxes["BleedBox"] = _box(self.bleed, width, height)
            boxes["TrimBox"] = _box(0.0, width, height)
        return boxes

    def marked_page(self, page: Page) -> Page:
        """Give a page with its marks, which are artifacts."""
        if not self.marked:
            return page
        return replace(page, items=(*page.items, *self._marks(page.width, page.height)))

    def _marks(self, width: float, height: float) -> Iterator[Box]:
        """Yield two marks at each corner, in line with the edges that meet there."""
        gap, half = self._gap, _MARK_WIDTH / 2
        for x in (0.0, width):
            for y in (-gap - _MARK_LENGTH, height + gap):
                yield Box(x - half, y, _MARK_WIDTH, _MARK_LENGTH, _MARK_COLOUR)
        for y in (0.0, height):
            for x in (-gap - _MARK_LENGTH, width + gap):
                yield Box(x, y - half, _MARK_LENGTH, _MARK_WIDTH, _MARK_COLOUR)


def _box(reach: float, width: float, height: float) -> Syntax:
    return array([numbers(-reach, -reach, width + reach, height + reach)])
