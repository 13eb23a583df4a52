"""Setting: a strand that has been cut becomes lines with everything at its place."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from pipeline.model.nodes import Alignment
from pipeline.typesetting.breaking import Cut
from pipeline.typesetting.dress import Dress
from pipeline.typesetting.formulas import Formula
from pipeline.typesetting.lineparts import Part
from pipeline.typesetting.lines import Equation, Frame, Inset, Line, LinkSpan, Mark, Stroke
from pipeline.typesetting.mixedlines import MixedPart, directions
from pipeline.typesetting.pages import Element, ShapedWord
from pipeline.typesetting.strand import SIGN_EASE, Pictured, Strand, Stretch

_FORMULA_ROOM = 1.0
_TOLERANCE = 1.0
SHARES = {Alignment.START: 0.0, Alignment.CENTER: 0.5, Alignment.END: 1.0}
"""The share of a line's spare room that stands before its text."""


class Grid(NamedTuple):
    """What the lines of a paragraph share: room, leading and the drop of the baseline.

    `against` tells that the text runs against the direction of the page.
    """

    frame: Frame
    leading: float
    baseline: float
    alignment: Alignment = Alignment.START
    against: bool = False


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
        self._directions = directions(strand, against=grid.against) if strand.is_mixed else None

    def line(self, cut: Cut) -> Line:
        grid, part = self._grid, self._part(cut)
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
                x, end = part.extent(first, last)
                x, end = left + x, left + end
                worn += [(dress, x, end) for dress in stretches[index].dresses]
            index += 1
        if worn:
            _put_on(line, worn)
        self._add_notes(line, part.last)
        self._add_anchors(line, part.last)
        return line

    def _part(self, cut: Cut) -> Part:
        if self._directions:
            return MixedPart(self._strand, cut, self._directions)
        return Part(self._strand, cut)

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


def _add(line: Line, stretch: Stretch, part: Part, where: tuple[int, int, float]) -> None:
    first, last, left = where
    piece = part.strand.pieces[first]
    if isinstance(piece, ShapedWord):
        for run in part.runs(first, last):
            line.marks.append(_stroke(stretch, part, run, (left, line.baseline)))
    elif isinstance(piece, Pictured):
        x, drop = left + part.begin_of(first), line.baseline + piece.drop
        line.marks.append(Inset(stretch.content, x, drop, piece.width, piece.height, piece.asset))
    elif isinstance(piece, Formula):
        x, drop = left + part.begin_of(first), line.baseline - stretch.ink.rise
        line.marks.append(Equation(stretch.content, x, drop, piece.pieces, stretch.ink.colour))
    if stretch.link is not None:
        x, end = part.extent(first, last)
        add_link(line, stretch.link, left + x, end - x)


def _stroke(
    stretch: Stretch, part: Part, run: tuple[int, int], corner: tuple[float, float]
) -> Stroke:
    (first, last), (left, baseline), ink = run, corner, stretch.ink
    return Stroke(
        stretch.content,
        left + part.extent(first, last)[0],
        baseline - ink.rise,
        part.words(first, last),
        ink.size,
        ink.colour,
        _space(stretch, part),
        part.strand.gaps[last] > 0.0 and not stretch.apart and not part.ends_within(last),
        stretch.joined,
    )


def _space(stretch: Stretch, part: Part) -> float:
    ink = stretch.ink
    if stretch.joined:
        return ink.size * SIGN_EASE * part.stretch
    return ink.space * (1.0 + part.stretch) if ink.elastic else ink.space


def _put_on(line: Line, worn: list[tuple[Dress, float, float]]) -> None:
    """Put grounds behind the words of a line, and rules over them, each in one piece."""
    extents: dict[Dress, tuple[float, float]] = {}
    for dress, x, end in worn:
        first, last = extents.get(dress, (x, end))
        extents[dress] = (min(first, x), max(last, end))
    grounds: list[Mark] = []
    for dress, (x, end) in extents.items():
        rules = dress.rules(x, end, line.baseline)
        (grounds if dress.is_ground else line.marks).extend(rules)
    line.marks[:0] = grounds


def add_link(line: Line, element: Element, x: float, width: float) -> None:
    """Make a part of a line lead where an element says; one area a line for each element."""
    links = line.links
    if links and links[-1].element is element:
        last = links.pop()
        end = max(x + width, last.x + last.width)
        x = min(x, last.x)
        width = end - x
    links.append(LinkSpan(element, x, line.height, width, line.height))
