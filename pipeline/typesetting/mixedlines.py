"""Lines in which words may run both ways: each piece gets the place where it is seen."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.typesetting.bidi import is_directed, levels, seen_order
from pipeline.typesetting.breaking import Cut
from pipeline.typesetting.lineparts import Part
from pipeline.typesetting.pages import ShapedWord
from pipeline.typesetting.strand import Kern, Pictured, Strand

_PICTURE = "\ufffc"


class Directions(NamedTuple):
    """The level of each piece of a strand, and of the space after each: odd ones run leftwards.

    `mirrored` tells that lines are placed from the right.
    """

    pieces: list[int]
    gaps: list[int]
    mirrored: bool


def directions(strand: Strand, *, against: bool) -> Directions | None:
    """Give the levels of a strand that runs as the page does, or against it."""
    if not strand.stretches:
        return None
    mirrored = strand.stretches[0].ink.inks.mirrored
    texts = _texts(strand)
    found = levels("".join(texts), int(mirrored != against))
    pieces: list[int] = []
    gaps: list[int] = []
    at = 0
    before = int(mirrored != against)
    for text, gap in zip(texts, strand.gaps, strict=True):
        shown = len(text) - (1 if gap else 0)
        pieces.append(found[at] if shown else before)
        at += len(text)
        before = pieces[-1]
        gaps.append(found[at - 1] if gap else before)
    return Directions(pieces, gaps, mirrored)


def _texts(strand: Strand) -> list[str]:
    """Give the text of each piece with the space after it; code is one word, whatever it is."""
    texts: list[str] = []
    ends = [*(stretch.start for stretch in strand.stretches[1:]), len(strand.pieces)]
    for stretch, end in zip(strand.stretches, ends, strict=True):
        for at in range(stretch.start, end):
            piece, text = strand.pieces[at], strand.texts[at]
            if isinstance(piece, Pictured):
                text = _PICTURE
            elif isinstance(piece, Kern):
                text = ""
            elif not isinstance(piece, ShapedWord) or (text.isascii() and not stretch.ink.elastic):
                text = "x" * len(text)
            texts.append(f"{text} " if strand.gaps[at] else text)
    return texts


class MixedPart(Part):
    """The part of a strand that makes one line, in the order in which it is seen."""

    __slots__ = ("_begins", "_directions", "_ends")

    def __init__(self, strand: Strand, cut: Cut, found: Directions) -> None:
        super().__init__(strand, cut)
        self._directions = found
        pieces = range(self.first, self.last + 1)
        begins = [super(MixedPart, self).begin_of(at) for at in pieces]
        ends = [super(MixedPart, self).end_of(at) for at in pieces]
        # Pieces stand in even places, the spaces after them in odd ones.
        widths = [end - begin for begin, end in zip(begins, ends, strict=True)]
        units = [widths[0]]
        of_units = [found.pieces[self.first]]
        for at, (end, begin) in zip(pieces[1:], zip(ends, begins[1:], strict=False), strict=False):
            units += [begin - end, widths[at - self.first]]
            of_units += [found.gaps[at - 1], found.pieces[at]]
        order = seen_order(of_units)
        x = 0.0
        self._begins = [0.0] * len(widths)
        for unit in reversed(order) if found.mirrored else order:
            if not unit % 2:
                self._begins[unit // 2] = x
            x += units[unit]
        self._ends = [x + width for x, width in zip(self._begins, widths, strict=True)]

    @property
    def width(self) -> float:
        """How wide the line is."""
        return max(self._ends)

    def begin_of(self, at: int) -> float:
        """Give where a piece begins, from the line's beginning."""
        return self._begins[at - self.first]

    def end_of(self, at: int) -> float:
        """Give where a piece ends, from the line's beginning."""
        return self._ends[at - self.first]

    def extent(self, first: int, last: int) -> tuple[float, float]:
        """Give where pieces begin and end, from the line's beginning."""
        start, end = first - self.first, last - self.first + 1
        return min(self._begins[start:end]), max(self._ends[start:end])

    def runs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the first and last pieces of what stands together, of pieces drawn alike."""
        start = first
        known = self._directions
        for before, here in pairwise(range(first, last + 1)):
            level = known.pieces[before]
            if level % 2 or not level == known.gaps[before] == known.pieces[here]:
                yield start, before
                start = here
        yield start, last

    def words(self, first: int, last: int) -> tuple[ShapedWord, ...]:
        """Give pieces as they stand in the line: signs among leftward letters are mirrored."""
        words = super().words(first, last)
        if not self._directions.pieces[first] % 2 or is_directed(words[0].text):
            return words
        return (self._ink(first).inks.backwards(words[0]),)
