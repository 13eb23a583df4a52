"""Widths of table columns, as in the automatic table layout of CSS 2.2, section 17.5.2.2."""

from collections.abc import Sequence


def share_width(
    minimums: Sequence[float], maximums: Sequence[float], room: float
) -> tuple[float, ...]:
    """Give widths for columns in a room, all in points.

    Where the maximums fit, they are the widths. Else every column has its minimum, and what is
    left is shared by what each one lacks. Where not even the minimums fit, all shrink alike.
    """
    least, most = sum(minimums), sum(maximums)
    if most <= room:
        return tuple(maximums)
    if least >= room:
        shrink = room / least
        return tuple(minimum * shrink for minimum in minimums)
    share = (room - least) / (most - least)
    return tuple(low + (high - low) * share for low, high in zip(minimums, maximums, strict=True))
