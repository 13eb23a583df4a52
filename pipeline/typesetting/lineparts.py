"""The part of a strand that makes one line: where each of its pieces stands."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import cast

from pipeline.typesetting.breaking import Cut
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.pages import ShapedWord
from pipeline.typesetting.shaping import SOFT_HYPHEN, slice_word
from pipeline.typesetting.strand import Strand


class Part:
    """The part of a strand that makes one line: pieces `first` to `last`, cut where told."""

    __slots__ = ("_elastic", "_head", "_origin", "_tail", "first", "last", "strand", "stretch")

    def __init__(self, strand: Strand, cut: Cut) -> None:
        places = cut.places
        self.strand = strand
        self._head = places.inner.get(cut.start)
        self._tail = places.inner.get(cut.end)
        self.first = places.pieces[cut.start] + (0 if self._head else 1)
        self.last = places.pieces[cut.end]
        self._origin = places.begins[cut.start]
        self._elastic = places.elastic_begins[cut.start]
        self.stretch = cut.stretch

    @property
    def width(self) -> float:
        """How wide the line is."""
        return self.end_of(self.last)

    def begin_of(self, at: int) -> float:
        """Give where a piece begins, from the line's beginning."""
        return self._begin(at)

    def _begin(self, at: int) -> float:
        if at == self.first and self._head:
            return 0.0
        strand = self.strand
        elastic = strand.elastic_starts[at] - self._elastic
        return strand.starts[at] - self._origin + self.stretch * elastic

    def end_of(self, at: int) -> float:
        """Give where a piece ends, from the line's beginning."""
        if at == self.last and self._tail:
            (word,) = self.words(at, at)
            piece = self.strand.pieces[at]
            scale = self.strand.widths[at] / piece.width if piece.width else 0.0
            return self._begin(at) + word.width * scale
        strand = self.strand
        elastic = strand.elastic_starts[at] - self._elastic
        return strand.starts[at] + strand.widths[at] - self._origin + self.stretch * elastic

    def words(self, first: int, last: int) -> tuple[ShapedWord, ...]:
        """Give pieces as they stand in the line."""
        words = self.strand.pieces[first : last + 1]
        if last == self.last and self._tail:
            words[-1] = self._cut(last)
        if first == self.first and self._head and not (first == self.last and self._tail):
            words[0] = self._cut(first)
        return cast("tuple[ShapedWord, ...]", tuple(words))

    def runs(self, first: int, last: int) -> Iterable[tuple[int, int]]:
        """Give the first and last pieces of what stands together, of pieces drawn alike."""
        return ((first, last),)

    def extent(self, first: int, last: int) -> tuple[float, float]:
        """Give where pieces begin and end, from the line's beginning."""
        return self.begin_of(first), self.end_of(last)

    def ends_within(self, at: int) -> bool:
        """Tell whether the line ends within a piece."""
        return at == self.last and self._tail is not None

    def _cut(self, at: int) -> ShapedWord:
        head = self._head if at == self.first else None
        tail = self._tail if at == self.last else None
        piece = cast("ShapedWord", self.strand.pieces[at])
        text = self.strand.texts[at].replace(SOFT_HYPHEN, "")
        start, end = head.offset if head else 0, tail.offset if tail else len(text)
        if (head and head.hyphen) or (tail and tail.hyphen):
            shapes = self._ink(at).shapes
            return shapes.part(text[start:end], hyphen=tail is not None and tail.hyphen)
        return slice_word(piece, start, end)

    def _ink(self, at: int) -> Ink:
        stretches = self.strand.stretches
        return stretches[bisect_right(stretches, at, key=lambda stretch: stretch.start) - 1].ink
