"""The cells of a table, as strands: every place of its rows has one, whatever cells span."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.model.nodes import Alignment, Cell, Row, Table
from pipeline.model.tables import Placed, grid
from pipeline.theme import TextStyle
from pipeline.typesetting.inlines import build_strand
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.strand import Strand
from pipeline.typesetting.texts import Galley


@dataclass(frozen=True, slots=True, eq=False)
class SetCell:
    """A cell as a strand: where it begins, how many columns and rows it spans, how it stands."""

    strand: Strand
    column: int
    columns: int
    rows: int
    alignment: Alignment

    @property
    def end(self) -> int:
        """The column after its last one."""
        return self.column + self.columns


@dataclass(frozen=True, slots=True, eq=False)
class CellRow:
    """The cells that begin in a row, and the style that its lines have their height from."""

    cells: tuple[SetCell, ...]
    style: TextStyle


def count_columns(table: Table) -> int:
    """Give the number of columns that a table has room for."""
    cells = [placed for part in (table.header, table.rows) for row in grid(part) for placed in row]
    return max([len(table.alignments), *(column + max(cell.columns, 1) for cell, column in cells)])


def header_rows(galley: Galley, table: Table, columns: int) -> list[CellRow]:
    """Give the header rows, below an element of their own."""
    if not table.header:
        return []
    part = galley.below(Element(Role.TABLE_HEAD))
    setter = _RowSetter(part, table.alignments, columns, galley.job.theme.header_cell)
    return list(setter.rows(table.header))


def body_rows(galley: Galley, table: Table, columns: int) -> list[CellRow]:
    """Give the body rows, below an element of their own."""
    if not table.rows:
        return []
    part = galley.below(Element(Role.TABLE_BODY))
    setter = _RowSetter(part, table.alignments, columns, galley.job.theme.cell)
    return list(setter.rows(table.rows))


class _RowSetter:
    """Sets the rows of a table's header or body; `_taken` has what rows above reach into."""

    def __init__(
        self, galley: Galley, alignments: Sequence[Alignment], columns: int, style: TextStyle
    ) -> None:
        missing = (Alignment.START,) * (columns - len(alignments))
        self._galley = galley
        self._alignments = (*alignments, *missing)
        self._columns = columns
        self._style = style
        self._taken: dict[int, int] = {}

    def rows(self, rows: Sequence[Row]) -> Iterator[CellRow]:
        """Yield rows with a cell for every place; one in which no cell begins is left out."""
        whole = [self._whole(placed, len(rows) - at) for at, placed in enumerate(grid(rows))]
        reached = list(accumulate((1 if cells else 0 for cells in whole), initial=0))
        for at, cells in enumerate(whole):
            if cells:
                galley = self._galley.below(Element(Role.TABLE_ROW))
                ends = [reached[at + cell.rows] - reached[at] for cell, _ in cells]
                told = [
                    Placed(_cut(cell, cell.columns, rows_left), column)
                    for (cell, column), rows_left in zip(cells, ends, strict=True)
                ]
                yield CellRow(tuple(self._set(galley, *placed) for placed in told), self._style)

    def _whole(self, placed: Sequence[Placed], rows_left: int) -> list[Placed]:
        """Give the cells that begin in a row, and note how far they reach into others."""
        cells = list(self._filled(placed, rows_left))
        left = {place: count - 1 for place, count in self._taken.items() if count > 1}
        for cell, column in cells:
            if cell.rows > 1:
                left.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
        self._taken = left
        return cells

    def _filled(self, placed: Sequence[Placed], rows_left: int) -> Iterator[Placed]:
        """Yield the cells that begin in a row, cut to the table, and one for every empty place."""
        column = 0
        for cell, start in (*placed, Placed(Cell(()), self._columns)):
            for free in range(column, start):
                if free not in self._taken:
                    yield Placed(Cell(()), free)
            end = min(start + 1, self._columns)
            while end < min(start + cell.columns, self._columns) and end not in self._taken:
                end += 1
            column = end
            if start < end:
                yield Placed(_cut(cell, end - start, rows_left), start)

    def _set(self, galley: Galley, cell: Cell, column: int) -> SetCell:
        style, role = self._style, Role.CELL
        theme = galley.job.theme
        if style is theme.header_cell:
            role = Role.HEADER_CELL
        elif cell.is_header:
            style, role = theme.header_cell, Role.ROW_HEADER
        element = galley.element.add(Element(role, columns=cell.columns, rows=cell.rows))
        strand = build_strand(
            galley.job, cell.content, galley.job.style(style), element, galley.around.language
        )
        alignment = cell.alignment or self._alignments[column]
        return SetCell(strand, column, cell.columns, cell.rows, alignment)


def _cut(cell: Cell, columns: int, rows: int) -> Cell:
    """Give a cell that spans no more columns and rows than there are."""
    spans = (columns, min(max(cell.rows, 1), rows))
    if spans == (cell.columns, cell.rows):
        return cell
    return Cell(cell.content, *spans, cell.is_header, cell.alignment)
