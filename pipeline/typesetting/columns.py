"""Widths of table columns, from least and most as in CSS 2.2, section 17.5.2.2."""

from collections.abc import Iterator, Sequence

_HALVINGS = 40


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
