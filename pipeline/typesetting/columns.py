"""Widths of table columns, from least and most as in CSS 2.2, section 17.5.2.2."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_HALVINGS = 40
SMALLEST = 0.72
"""How small the type of a table may get before its words are broken."""


class Demand(NamedTuple):
    """What a cell asks for: its first column, how many columns it spans, a width in points."""

    column: int
    columns: int
    width: float


def column_widths(demands: Iterable[Demand], count: int, gutter: float) -> list[float]:
    """Give the widths that columns need for their cells, in points.

    Cells of one column come first; then those of several widen their columns where these are too
    narrow, the fewest columns first and each column in proportion to what it has.
    """
    widths = [0.0] * count
    spanning: dict[tuple[int, int], float] = {}
    for column, columns, width in demands:
        if columns == 1:
            widths[column] = max(widths[column], width)
        else:
            key = (columns, column)
            spanning[key] = max(spanning.get(key, 0.0), width)
    for (columns, column), width in sorted(spanning.items()):
        end = column + columns
        has = sum(widths[column:end])
        lacks = width - gutter * (columns - 1) - has
        if lacks > 0.0:
            for at in range(column, end):
                widths[at] += lacks * widths[at] / has if has else lacks / columns
    return widths


def share_width(
    minimums: Sequence[float], maximums: Sequence[float], room: float
) -> tuple[float, ...]:
    """Give widths for columns in a room, all in points.

    Where the maximums fit, they are the widths. Else there is a width that no column may exceed
    unless its minimum does; narrow columns thus keep their maximum, and wide ones give way. Where
    not even the minimums fit, all shrink alike.
    """
    if sum(maximums) <= room:
        return tuple(maximums)
    least = sum(minimums)
    if least >= room:
        return tuple(minimum * room / least for minimum in minimums)
    low, high = 0.0, max(maximums)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = sum(_clamped(minimums, maximums, middle)) <= room
        low, high = (middle, high) if fits else (low, middle)
    return tuple(_clamped(minimums, maximums, low))


def _clamped(minimums: Sequence[float], maximums: Sequence[float], limit: float) -> Iterator[float]:
    return (min(most, max(least, limit)) for least, most in zip(minimums, maximums, strict=True))
