"""Where the cells of tables stand: spans of rows and columns, resolved."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model.nodes import Cell, Row


class Placed(NamedTuple):
    """A cell and the column that it begins in, from 0."""

    cell: Cell
    column: int


def grid(rows: Iterable[Row]) -> tuple[tuple[Placed, ...], ...]:
    """Give, for each of a table's header rows or body rows, the cells that begin in it.

    A cell begins in the first column that no cell of its row or of a row above takes (HTML,
    4.9.12.1).
    """
    taken: dict[int, int] = {}
    return tuple(_placed(row, taken) for row in rows)


def _placed(row: Row, taken: dict[int, int]) -> tuple[Placed, ...]:
    """Place the cells of a row; `taken` has, by column, how many more rows are taken there."""
    placed: list[Placed] = []
    new: dict[int, int] = {}
    column = 0
    for cell in row.cells:
        while taken.get(column):
            column += 1
        placed.append(Placed(cell, column))
        new.update(dict.fromkeys(range(column, column + cell.columns), cell.rows))
        column += cell.columns
    for place in [place for place in taken if place not in new]:
        new[place] = taken[place]
    taken.clear()
    taken.update({place: left - 1 for place, left in new.items() if left > 1})
    return tuple(placed)
