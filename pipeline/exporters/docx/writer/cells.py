"""Where the cells of a table stand in its grid, row by row, as Word wants to have them told.

Word repeats a cell that spans rows as an empty one in each of them (`w:vMerge`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.nodes import Cell, Row, Table
from pipeline.model.tables import Placed, grid

EMPTY = Cell(())
BEGUN, CONTINUED = "restart", "continue"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the grid: a cell, the column that it begins in, how many it takes.

    `merged` is BEGUN for a cell that goes on below, CONTINUED where one of a row above does.
    """

    cell: Cell
    column: int
    columns: int = 1
    merged: str = ""


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A row of slots that fill it; whether it is a header, and the last of them."""

    slots: tuple[Slot, ...]
    header: bool = False
    last_header: bool = False


def slot_rows(table: Table) -> tuple[SlotRow, ...]:
    """Give the rows of a table, header first; all are equally wide."""
    columns = max(len(table.alignments), _widest(table.header), _widest(table.rows))
    last = len(table.header) - 1
    header = (
        SlotRow(slots, header=True, last_header=at == last)
        for at, slots in enumerate(_rows(table.header, columns))
    )
    return (*header, *(SlotRow(slots) for slots in _rows(table.rows, columns)))


def _widest(rows: tuple[Row, ...]) -> int:
    placed = (cell for row in grid(rows) for cell in row)
    return max((cell.column + cell.cell.columns for cell in placed), default=0)


def _rows(rows: tuple[Row, ...], columns: int) -> Iterator[tuple[Slot, ...]]:
    """Yield the slots of rows; none goes on below the last one."""
    open_slots: dict[int, tuple[Slot, int]] = {}
    for at, placed in enumerate(grid(rows)):
        left = len(rows) - at
        slots = tuple(_row({cell.column: cell for cell in placed}, open_slots, columns, left))
        open_slots = {
            slot.column: (slot, more)
            for slot in slots
            if (more := _rows_below(slot, open_slots, left))
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
        if column in open_slots:
            above = open_slots[column][0]
            slot = Slot(EMPTY, column, above.columns, CONTINUED)
        elif column in placed:
            cell = placed[column].cell
            width = _free(column, max(cell.columns, 1), open_slots, placed)
            slot = Slot(cell, column, width, BEGUN if min(cell.rows, left) > 1 else "")
        else:
            slot = Slot(EMPTY, column)
        yield slot
        column += slot.columns


def _free(column: int, wanted: int, *taken: Mapping[int, object]) -> int:
    """Give how many columns a cell can have before the next one begins."""
    ends = (at for at in range(column + 1, column + wanted) if any(at in t for t in taken))
    return next(ends, column + wanted) - column
