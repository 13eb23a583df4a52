"""Tables of HTML: cells find their places, and every place has a cell (HTML 4.9.12.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.diagnostics import Code
from pipeline.model.nodes import Alignment, Cell, Row, Table, Text
from pipeline.readers.html_attributes import Identity, alignment_of, read_number
from pipeline.readers.html_names import CELLS
from pipeline.readers.html_phrases import spanned
from pipeline.readers.html_tree import Child, Element
from pipeline.readers.lines_of_blocks import Lines

if TYPE_CHECKING:
    from pipeline.location import Location
    from pipeline.model.nodes import Block, Inline
    from pipeline.readers.html_blocks import HtmlBlocks

MAX_SPAN = 100
"""How many columns one cell may span; HTML allows 1,000, which no page can show."""
MAX_PLACES = 200_000
"""How many places of a table may be there without a cell of their own."""
_FEW = 20


@dataclass(slots=True)
class _Spot:
    """A cell, the column that it begins in, and how far it goes; `more` are cells put into it."""

    element: Element
    column: int
    columns: int
    rows: int
    more: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A row of the source, and what is in it."""

    element: Element
    spots: list[_Spot] = field(default_factory=list)

    @property
    def is_header(self) -> bool:
        """Whether it has cells, all of them header cells."""
        cells = _cells(self.element)
        return bool(cells) and all(cell.name == "th" for cell in cells)


@dataclass(slots=True)
class _Parts:
    """What a table holds: its caption, the rows of its head, groups of rows, and what is astray."""

    caption: Element | None = None
    head: list[_Line] = field(default_factory=list)
    groups: list[list[_Line]] = field(default_factory=list)
    feet: list[list[_Line]] = field(default_factory=list)
    columns: list[Alignment | None] = field(default_factory=list)
    astray: list[Child] = field(default_factory=list)


def read_table(element: Element, identity: Identity, html: HtmlBlocks) -> tuple[Block, ...]:
    """Make a table; what stands in none of its cells goes before it."""
    parts = _parts_of(element)
    _move_header(parts)
    groups = [parts.head, *parts.groups, *parts.feet]
    total = sum(len(_cells(line.element)) for group in groups for line in group)
    maker = _TableMaker(html, element, max(_FEW, MAX_PLACES // max(total, 1)))
    before = html.blocks(parts.astray)
    for group in groups:
        maker.place(group)
    maker.narrow(groups)
    body = [line for group in (*parts.groups, *parts.feet) for line in group if line.spots]
    head = [line for line in parts.head if line.spots]
    caption = html.content(parts.caption) if parts.caption else ()
    if not head and not body:
        return before
    table = maker.table(head, body, parts.columns)
    place = element.tag.place
    named = Table(
        table.alignments,
        table.header,
        table.rows,
        identity.identifier,
        caption=caption,
        location=place,
    )
    return (*before, named)


def _cells(row: Element) -> list[Element]:
    return [c for c in row.children if isinstance(c, Element) and c.name in {"td", "th"}]


def _parts_of(element: Element) -> _Parts:
    parts = _Parts()
    loose: list[_Line] = []
    for child in element.children:
        if isinstance(child, Element) and child.name == "tr":
            if not loose:
                parts.groups.append(loose)
            loose.append(_line(child, parts))
            continue
        if isinstance(child, Element) and child.name in {"thead", "tbody", "tfoot"}:
            loose = []
            _add_group(child, parts)
        else:
            _add_part(child, parts)
    return parts


def _add_group(group: Element, parts: _Parts) -> None:
    lines: list[_Line] = []
    for child in group.children:
        if isinstance(child, Element) and child.name == "tr":
            lines.append(_line(child, parts))
        else:
            parts.astray.append(child)
    if group.name == "thead" and not parts.head:
        parts.head = lines
    else:
        (parts.feet if group.name == "tfoot" else parts.groups).append(lines)


def _line(row: Element, parts: _Parts) -> _Line:
    parts.astray += [
        child for child in row.children if not (isinstance(child, Element) and child.name in CELLS)
    ]
    return _Line(row)


def _add_part(child: Child, parts: _Parts) -> None:
    if not isinstance(child, Element):
        parts.astray.append(child)
    elif child.name == "caption" and parts.caption is None:
        parts.caption = child
    elif child.name == "col":
        count = min(read_number(child.tag, "span", 1), MAX_SPAN)
        parts.columns += [alignment_of(child.tag)] * count
    elif child.name == "colgroup":
        for inner in child.children:
            _add_part(inner, parts)
    else:
        parts.astray.append(child)


def _move_header(parts: _Parts) -> None:
    """Make the rows of header cells, which the first group begins with, the table's head."""
    if parts.head or not parts.groups:
        return
    first = parts.groups[0]
    count = next((n for n, line in enumerate(first) if not line.is_header), len(first))
    if count == len(first) and len(parts.groups) == 1:
        count = min(count, 1)
    count = _with_spans(first, count) or count
    parts.head, parts.groups[0] = first[:count], first[count:]


def _with_spans(lines: list[_Line], count: int) -> int:
    """Give how many rows a head has that no cell spans out of; 0 where nothing would be below."""
    reached = 0
    while reached < count:
        ends = (
            at + read_number(cell.tag, "rowspan", 1)
            for at in range(reached, count)
            for cell in _cells(lines[at].element)
        )
        reached, count = count, max(count, min(max(ends, default=0), len(lines)))
    return count if count < len(lines) else 0


class _TableMaker:
    """The making of one table; a cell may span so many columns."""

    def __init__(self, html: HtmlBlocks, element: Element, span: int) -> None:
        self._html = html
        self._place = element.tag.place
        self._span = min(span, MAX_SPAN)
        self._area = MAX_PLACES
        self._lines = Lines()
        self._width = 0

    def place(self, group: list[_Line]) -> None:
        """Give the cells of a group of rows their places; none goes beyond the group."""
        taken: dict[int, int] = {}
        for number, line in enumerate(group):
            new: dict[int, int] = {}
            column = 0
            for cell in _cells(line.element):
                while column in taken:
                    column += 1
                spot = self._spot(cell, column, taken, len(group) - number)
                line.spots.append(spot)
                column += spot.columns
                if spot.rows > 1:
                    new.update(dict.fromkeys(range(spot.column, column), spot.rows))
            taken.update(new)
            taken = {at: left - 1 for at, left in taken.items() if left > 1}

    def _spot(self, cell: Element, column: int, taken: dict[int, int], left: int) -> _Spot:
        """Cut the spans of a cell at what is taken, at its group's end, and where they are many."""
        wanted = min(max(read_number(cell.tag, "colspan", 1), 1), self._span)
        columns = next((n for n in range(1, wanted) if column + n in taken), wanted)
        rows = min(read_number(cell.tag, "rowspan", 1) or left, left)
        self._area -= columns * (rows - 1)
        return _Spot(cell, column, columns, rows if self._area > 0 else 1)

    def narrow(self, groups: list[list[_Line]]) -> None:
        """Leave out rows and columns that no cell begins in, and columns that are too many."""
        for group in groups:
            self._drop_rows(group)
        lines = [line for group in groups for line in group]
        spots = [spot for line in lines for spot in line.spots]
        starts = sorted({spot.column for spot in spots})
        index = {column: number for number, column in enumerate(starts)}
        for spot in spots:
            spot.columns = bisect_left(starts, spot.column + spot.columns) - index[spot.column]
            spot.column = index[spot.column]
        self._width = len(starts)
        limit = (16 * len(spots) + 2 * MAX_PLACES) // max(len(lines), 1)
        if self._width > max(limit, 1):
            self._cut(lines, max(limit, 1))

    def _drop_rows(self, group: list[_Line]) -> None:
        held = [0]
        for line in group:
            held.append(held[-1] + bool(line.spots))
        for number, line in enumerate(group):
            for spot in line.spots:
                spot.rows = held[number + spot.rows] - held[number]

    def _cut(self, lines: list[_Line], width: int) -> None:
        """Put cells beyond a width into the last one within it."""
        self._width = width
        for line in lines:
            kept = [spot for spot in line.spots if spot.column < width]
            for spot in line.spots[len(kept) :] if kept else ():
                kept[-1].more.append(spot.element)
            for spot in kept:
                spot.columns = min(spot.columns, width - spot.column)
            line.spots = kept
        message = f"table has more columns than its rows fill; what is beyond {width} is moved"
        self._html.findings.say(Code.MARKUP_DROPPED, message, self._place)

    def table(self, head: list[_Line], body: list[_Line], columns: list[Alignment | None]) -> Table:
        """Make the table, and say what its cells have lost."""
        alignments = self._alignments(body or head, columns)
        header = self._rows(head, alignments, is_head=True)
        rows = self._rows(body, alignments, is_head=False)
        if self._lines.lost:
            kinds = ", ".join(f"{kind}s" for kind in self._lines.lost)
            message = f"cells hold no {kinds}; in this table they become lines of text"
            self._html.findings.say(Code.MARKUP_DROPPED, message, self._place)
        return Table(alignments, header, rows)

    def _alignments(
        self, lines: list[_Line], columns: list[Alignment | None]
    ) -> tuple[Alignment, ...]:
        """Give each column the alignment that all cells of its own have, else the start."""
        said: list[Counter[Alignment | None]] = [Counter() for _ in range(self._width)]
        for line in lines:
            for spot in line.spots:
                if spot.columns == 1:
                    said[spot.column][_own_alignment(spot.element, line.element)] += 1
        result: list[Alignment] = []
        for number, counts in enumerate(said):
            column = columns[number] if number < len(columns) else None
            common = next(iter(counts)) if len(counts) == 1 else None
            result.append(common or column or Alignment.START)
        return tuple(result)

    def _rows(
        self, lines: list[_Line], alignments: tuple[Alignment, ...], *, is_head: bool
    ) -> tuple[Row, ...]:
        rows: list[Row] = []
        taken: dict[int, int] = {}
        for line in lines:
            cells: list[Cell] = []
            new: dict[int, int] = {}
            column = 0
            place = line.element.tag.place
            for spot in line.spots:
                cells += self._empty(column, spot.column, taken, place)
                cells.append(self._cell(spot, line, alignments, is_head=is_head))
                column = spot.column + spot.columns
                if spot.rows > 1:
                    new.update(dict.fromkeys(range(spot.column, column), spot.rows))
            cells += self._empty(column, self._width, taken, place)
            rows.append(Row(tuple(cells), location=place))
            taken.update(new)
            taken = {at: left - 1 for at, left in taken.items() if left > 1}
        return tuple(rows)

    def _empty(self, start: int, end: int, taken: dict[int, int], place: Location) -> list[Cell]:
        """Give a cell for each place that nothing stands in."""
        empty = Cell((), location=place)
        return [empty for column in range(start, end) if column not in taken]

    def _cell(
        self, spot: _Spot, line: _Line, alignments: tuple[Alignment, ...], *, is_head: bool
    ) -> Cell:
        own = _own_alignment(spot.element, line.element)
        is_own = own not in {None, alignments[spot.column]}
        return Cell(
            self._content(spot),
            spot.columns,
            spot.rows,
            is_header=spot.element.name == "th" and not is_head,
            alignment=own if is_own else None,
            location=spot.element.tag.place,
        )

    def _content(self, spot: _Spot) -> tuple[Inline, ...]:
        result: list[Inline] = []
        for element in (spot.element, *spot.more):
            if result:
                result.append(Text(" ", location=element.tag.place))
            content = self._html.lines(element, self._lines)
            result.extend(spanned(content, self._html.identity(element), element))
        return tuple(result)


def _own_alignment(cell: Element, row: Element) -> Alignment | None:
    return alignment_of(cell.tag) or alignment_of(row.tag)
