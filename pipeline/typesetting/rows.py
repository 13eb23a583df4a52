"""Rows of tables as bands of lines; rows that cells join stay on one page where they fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.typesetting.breaking import cut_strand
from pipeline.typesetting.cells import CellRow, SetCell
from pipeline.typesetting.lines import Frame, Line, NoteBody
from pipeline.typesetting.setting import Grid, set_lines
from pipeline.typesetting.texts import baseline_drop

_PADDING = 3.2
_EASE = 0.05
_TALL_PART = 4


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What the rows of a table share: a frame for each column, and how small the type is.

    `limit` is the height that a page has for a row, in points.
    """

    frames: tuple[Frame, ...]
    scale: float
    limit: float

    @property
    def left(self) -> float:
        """Where the table begins, in points."""
        return self.frames[0].left

    @property
    def width(self) -> float:
        """How wide the table is, in points."""
        return self.frames[-1].left + self.frames[-1].width - self.left

    @property
    def whole(self) -> Frame:
        """The room of all columns."""
        return Frame(self.left, self.width)

    def frame(self, start: int, end: int) -> Frame:
        """Give the room of columns from one to the one before `end`."""
        if end - start == 1:
            return self.frames[start]
        last = self.frames[end - 1]
        left = self.frames[start].left
        return Frame(left, last.left + last.width - left)


def row_lines(
    rows: Sequence[CellRow], shape: Shape, *, sinks: bool = False
) -> Iterator[list[Line]]:
    """Yield each row as one line, or as several where it is taller than a page.

    Cells that span rows begin at the top; where they sink they end at the bottom.
    """
    start = reached = 0
    for at, row in enumerate(rows):
        reached = max(reached, at, *(at + cell.rows - 1 for cell in row.cells))
        if reached == at:
            group = _Group(rows[start : at + 1], shape)
            yield from group.lines(sinks=sinks)
            start = at + 1


class _Pouring:
    """The lines of a cell that spans rows, dealt out to them; `end` is the last row."""

    def __init__(self, cell: SetCell, lines: list[Line], end: int) -> None:
        self.cell = cell
        self.end = end
        self._lines = lines
        self._poured = 0

    def next_lines(self, row: int, count: int) -> list[Line]:
        """Give the lines that stand in a row of so many lines; in the last one, all the others."""
        start = self._poured
        self._poured = len(self._lines) if row == self.end else start + count
        return self._lines[start : self._poured]


class _Group:
    """Rows that cells join."""

    def __init__(self, rows: Sequence[CellRow], shape: Shape) -> None:
        self._rows = rows
        self._shape = shape
        self._leading = rows[0].style.leading * shape.scale
        self._drop = baseline_drop(rows[0].style) * shape.scale
        self._cells = [[(cell, self._cell_lines(cell)) for cell in row.cells] for row in rows]

    def lines(self, *, sinks: bool) -> Iterator[list[Line]]:
        """Yield the lines of each row."""
        if len(self._rows) == 1:
            yield self._parts(self._cells[0])
            return
        heights = self._heights()
        if sum(heights) + 2 * _PADDING * len(heights) > self._shape.limit:
            yield from map(self._parts, self._poured())
            return
        for at, cells in enumerate(self._cells):
            line = self._merged(cells, self._sinkings(at, heights) if sinks else ())
            line.height = heights[at]
            _pad([line])
            line.breakable = not at
            line.joined = bool(at)
            yield [line]

    def _cell_lines(self, cell: SetCell) -> list[Line]:
        frame = self._shape.frame(cell.column, cell.end)
        cuts = cut_strand(cell.strand, frame.width + _EASE, justified=False, hyphenation=None)
        return set_lines(cell.strand, cuts, Grid(frame, self._leading, self._drop, cell.alignment))

    def _heights(self) -> list[float]:
        """Give the rows' heights, without what is left free above and below."""
        heights = [
            max(self._leading, *(_height(lines) for cell, lines in cells if cell.rows == 1), 0.0)
            for cells in self._cells
        ]
        joining = [
            (at + cell.rows, at, _height(lines))
            for at, cells in enumerate(self._cells)
            for cell, lines in cells
            if cell.rows > 1
        ]
        for end, start, needed in sorted(joining):
            heights[end - 1] += max(needed - _room(heights[start:end]), 0.0)
        return heights

    def _sinkings(self, at: int, heights: Sequence[float]) -> Sequence[float]:
        """Give how far the cells of a row have to sink so that they end where they reach to."""
        return [
            _room(heights[at : at + cell.rows]) - _height(lines) if cell.rows > 1 else 0.0
            for cell, lines in self._cells[at]
        ]

    def _poured(self) -> Iterator[list[tuple[SetCell, list[Line]]]]:
        """Yield rows in which cells that span several have only the lines beside each."""
        open_: list[_Pouring] = []
        for at, cells in enumerate(self._cells):
            single = [(cell, lines) for cell, lines in cells if cell.rows == 1]
            joining = [(cell, lines) for cell, lines in cells if cell.rows > 1]
            open_ += [_Pouring(cell, lines, at + cell.rows - 1) for cell, lines in joining]
            count = max(1, *(len(lines) for _, lines in single), 1)
            yield [*single, *((pouring.cell, pouring.next_lines(at, count)) for pouring in open_)]
            open_ = [pouring for pouring in open_ if pouring.end > at]

    def _parts(self, cells: Sequence[tuple[SetCell, list[Line]]]) -> list[Line]:
        """Give a row as one line, or as several where it is taller than a page."""
        count = max(1, *(len(lines) for _, lines in cells), 1)
        tallest = max(self._leading, *(_height(lines) for _, lines in cells), 0.0)
        if tallest + 2 * _PADDING <= self._shape.limit:
            step = count
        else:
            higher = any(line.height > self._leading for _, lines in cells for line in lines)
            step = 1 if higher else _TALL_PART
        parts = [
            self._merged([(cell, lines[at : at + step]) for cell, lines in cells])
            for at in range(0, count, step)
        ]
        _pad(parts)
        return parts

    def _merged(
        self, cells: Sequence[tuple[SetCell, list[Line]]], sinkings: Sequence[float] = ()
    ) -> Line:
        """Give lines that stand beside each other as one, cell by cell."""
        merged = Line(max(self._leading, *(_height(lines) for _, lines in cells), 0.0), self._drop)
        notes: list[NoteBody] = []
        for at, (cell, lines) in enumerate(cells):
            down = sinkings[at] if sinkings else 0.0
            for line in lines:
                merged.marks.extend(mark._replace(drop=mark.drop + down) for mark in line.marks)
                merged.links.extend(link._replace(drop=link.drop + down) for link in line.links)
                merged.anchors.extend(line.anchors)
                notes.extend(line.notes)
                down += line.height
            if not cell.strand.pieces:
                left = self._shape.frames[cell.column].left
                merged.anchors.extend((identifier, left) for _, identifier in cell.strand.anchors)
        merged.notes = tuple(notes)
        return merged


def _height(lines: Sequence[Line]) -> float:
    return sum([line.height for line in lines])


def _room(heights: Sequence[float]) -> float:
    """Give the room for the lines of a cell that spans rows of these heights."""
    return sum(heights) + 2 * _PADDING * (len(heights) - 1)


def _pad(parts: list[Line]) -> None:
    first = parts[0]
    first.marks = [mark._replace(drop=mark.drop + _PADDING) for mark in first.marks]
    first.links = [link._replace(drop=link.drop + _PADDING) for link in first.links]
    first.baseline += _PADDING
    first.height += _PADDING
    parts[-1].height += _PADDING
