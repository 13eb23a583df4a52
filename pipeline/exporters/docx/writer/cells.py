"""Where the cells of a table stand in its grid, row by row, as Word wants to have them told.

Word repeats a cell that spans rows as an empty one in each of them (`w:vMerge`).
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from pipeline.model.nodes import Cell, Row, Table
from pipeline.model.tables import Placed, grid

EMPTY = Cell(())
BEGUN, CONTINUED = "restart", "continue"


class Slot(NamedTuple):
    """A place of the grid: a cell, the column that it begins in, how many it takes.

    `merged` is BEGUN for a cell that goes on below, CONTINUED where one of a row above does.
    """

    cell: Cell
    column: int
    columns: int = 1
    merged: str = ""


class SlotRow(NamedTuple):
    """A row of slots that fill it; whether it is a header, and the last of them."""

    slots: tuple[Slot, ...]
    header: bool = False
    last_header: bool = False


def slot_rows(table: Table) -> tuple[SlotRow, ...]:
    """Give the rows of a table, header first; all are equally wide."""
    parts = (table.header, table.rows)
    rows = (*table.header, *table.rows)
    # Every cell stands in one column and one row, in most tables.
    if all(cell.columns == 1 == cell.rows for row in rows for cell in row.cells):
        columns = max((len(row.cells) for row in rows), default=0)
        slots = _plain_rows(rows, max(columns, len(table.alignments)))
    else:
        placed = chain.from_iterable(cells for part in parts for cells in grid(part))
        columns = max(cell.column + cell.cell.columns for cell in placed)
        slots = chain.from_iterable(_rows(p, max(columns, len(table.alignments))) for p in parts)
    header = len(table.header)
    return tuple(SlotRow(row, at < header, at == header - 1) for at, row in enumerate(slots))


def _plain_rows(rows: tuple[Row, ...], columns: int) -> Iterator[tuple[Slot, ...]]:
    for row in rows:
        cells = (*row.cells, *[EMPTY] * (columns - len(row.cells)))
        yield tuple(Slot(cell, column) for column, cell in enumerate(cells))


def _rows(rows: tuple[Row, ...], columns: int) -> Iterator[tuple[Slot, ...]]:
    """Yield the slots of rows; none goes on below the last one, or where another cell begins."""
    open_slots: dict[int, tuple[Slot, int]] = {}
    for at, placed in enumerate(grid(rows)):
        left = len(rows) - at
        slots = tuple(_row({cell.column: cell for cell in placed}, open_slots, columns, left))
        open_slots = {
            slot.column: (slot, more)
            for slot in slots
            if (more := _rows_below(slot, open_slots, left)) > 0
        }
        yield slots


def _rows_below(slot: Slot, open_slots: Mapping[int, tuple[Slot, int]], left: int) -> int:
    """Tell how many rows a slot of the present row goes on for."""
    if slot.merged == CONTINUED:
        return open_slots[slot.column][1] - 1
    return min(slot.cell.rows, left) - 1


def _row(
    placed: Mapping[int, Placed],
    open_slots: Mapping[int, tuple[Slot, int]],
    columns: int,
    left: int,
) -> Iterator[Slot]:
    column = 0
    while column < columns:
        above = open_slots[column][0] if column in open_slots else None
        if column in placed:
            cell = placed[column].cell
            width = _free(column, max(cell.columns, 1), open_slots, placed)
            slot = Slot(cell, column, width, BEGUN if min(cell.rows, left) > 1 else "")
        elif above is not None and _free(column, above.columns, placed) == above.columns:
            slot = Slot(EMPTY, column, above.columns, CONTINUED)
        else:
            slot = Slot(EMPTY, column)
        yield slot
        column += slot.columns


def _free(column: int, wanted: int, *taken: Mapping[int, object]) -> int:
    """Give how many columns a cell can have before the next one begins."""
    ends = (at for at in range(column + 1, column + wanted) if any(at in t for t in taken))
    return next(ends, column + wanted) - column
