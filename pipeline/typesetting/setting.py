"""Setting: a strand that has been cut becomes lines with everything at its place."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, cast

from pipeline.model.nodes import Alignment
from pipeline.typesetting.breaking import Cut
from pipeline.typesetting.dress import Dress
from pipeline.typesetting.formulas import Formula
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.lines import Equation, Frame, Inset, Line, LinkSpan, Mark, Stroke
from pipeline.typesetting.pages import Element, ShapedWord
from pipeline.typesetting.shaping import SOFT_HYPHEN, slice_word
from pipeline.typesetting.strand import Pictured, Strand, Stretch

_FORMULA_ROOM = 1.0
_TOLERANCE = 1.0
SHARES = {Alignment.START: 0.0, Alignment.CENTER: 0.5, Alignment.END: 1.0}
"""The share of a line's spare room that stands before its text."""


class Grid(NamedTuple):
    """What the lines of a paragraph share: room, leading and the drop of the baseline."""

    frame: Frame
    leading: float
    baseline: float
    alignment: Alignment = Alignment.START


def set_lines(strand: Strand, cuts: Sequence[Cut], grid: Grid) -> list[Line]:
    """Give the lines of a cut strand."""
    setter = _Setter(strand, grid)
    return [setter.line(cut) for cut in cuts]


class _Setter:
    """Goes through a strand once, line by line."""

    def __init__(self, strand: Strand, grid: Grid) -> None:
        self._strand = strand
        self._grid = grid
        ends = [stretch.start for stretch in strand.stretches[1:]]
        self._ends = [*ends, len(strand.pieces)]
        self._stretch = 0
        self._note = 0
        self._anchor = 0
        self._picture = 0

    def line(self, cut: Cut) -> Line:
        grid, part = self._grid, _Part(self._strand, cut)
        spare = max(grid.frame.width - part.width, 0.0)
        left = grid.frame.left + spare * SHARES[grid.alignment]
        line = Line(grid.leading, grid.baseline)
        if self._strand.pictured:
            self._make_room(line, part.last)
        while self._ends[self._stretch] <= part.first:
            self._stretch += 1
        index = self._stretch
        stretches = self._strand.stretches
        worn: list[tuple[Dress, float, float]] = []
        while index < len(stretches) and stretches[index].start <= part.last:
            first = max(stretches[index].start, part.first)
            last = min(self._ends[index] - 1, part.last)
            _add(line, stretches[index], part, (first, last, left))
            if stretches[index].dresses:
                x, end = left + part.begin_of(first), left + part.end_of(last)
                worn += [(dress, x, end) for dress in stretches[index].dresses]
            index += 1
        if worn:
            _put_on(line, worn)
        self._add_notes(line, part.last)
        self._add_anchors(line, part.last)
        return line

    def _make_room(self, line: Line, last: int) -> None:
        """Make a line higher and deeper where its pictures and formulas ask for it."""
        strand = self._strand
        above, below = line.baseline, line.height - line.baseline
        while self._picture < len(strand.pictured) and strand.pictured[self._picture] <= last:
            piece = cast("Pictured | Formula", strand.pieces[strand.pictured[self._picture]])
            height, depth = _reach(piece)
            if height > above + _TOLERANCE:
                above = height
            if depth > below + _TOLERANCE:
                below = depth
            self._picture += 1
        line.baseline, line.height = above, above + below

    def _add_notes(self, line: Line, last: int) -> None:
        notes, begin = self._strand.notes, self._note
        while self._note < len(notes) and notes[self._note][0] <= last:
            self._note += 1
        line.notes = tuple(body for _, body in notes[begin : self._note])

    def _add_anchors(self, line: Line, last: int) -> None:
        anchors = self._strand.anchors
        while self._anchor < len(anchors) and anchors[self._anchor][0] <= last:
            line.anchors.append((anchors[self._anchor][1], self._grid.frame.left))
            self._anchor += 1


def _reach(piece: Pictured | Formula) -> tuple[float, float]:
    """Give how far an image or a formula reaches above and below the baseline."""
    if isinstance(piece, Pictured):
        return piece.height - piece.drop, piece.drop
    return piece.height + _FORMULA_ROOM, piece.depth + _FORMULA_ROOM


class _Part:
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
        if at == self.first:
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
            return self.begin_of(at) + word.width * scale
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


def _add(line: Line, stretch: Stretch, part: _Part, where: tuple[int, int, float]) -> None:
    first, last, left = where
    x = left + part.begin_of(first)
    strand = part.strand
    piece = strand.pieces[first]
    if isinstance(piece, ShapedWord):
        ink = stretch.ink
        line.marks.append(
            Stroke(
                stretch.content,
                x,
                line.baseline - ink.rise,
                part.words(first, last),
                ink.size,
                ink.colour,
                ink.space * (1.0 + part.stretch) if ink.elastic else ink.space,
                strand.gaps[last] > 0.0 and not stretch.apart and not part.ends_within(last),
            )
        )
    elif isinstance(piece, Pictured):
        drop = line.baseline + piece.drop
        line.marks.append(Inset(stretch.content, x, drop, piece.width, piece.height, piece.asset))
    elif isinstance(piece, Formula):
        drop = line.baseline - stretch.ink.rise
        line.marks.append(Equation(stretch.content, x, drop, piece.pieces, stretch.ink.colour))
    if stretch.link is not None:
        add_link(line, stretch.link, x, left + part.end_of(last) - x)


def _put_on(line: Line, worn: list[tuple[Dress, float, float]]) -> None:
    """Put grounds behind the words of a line, and rules over them, each in one piece."""
    extents: dict[Dress, tuple[float, float]] = {}
    for dress, x, end in worn:
        extents[dress] = (extents.get(dress, (x, x))[0], end)
    grounds: list[Mark] = []
    for dress, (x, end) in extents.items():
        rules = dress.rules(x, end, line.baseline)
        (grounds if dress.is_ground else line.marks).extend(rules)
    line.marks[:0] = grounds


def add_link(line: Line, element: Element, x: float, width: float) -> None:
    """Make a part of a line lead where an element says; one area a line for each element."""
    links = line.links
    if links and links[-1].element is element:
        x, width = links[-1].x, x + width - links[-1].x
        links.pop()
    links.append(LinkSpan(element, x, line.height, width, line.height))
