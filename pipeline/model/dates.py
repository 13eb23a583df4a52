"""Dates of ISO 8601: which texts are one, for every edition alike."""

import re
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def date_parts(text: str) -> tuple[int, ...] | None:
    """Give year, month and day of an ISO 8601 date, as many as it names.

    None for what is no such date, or no day of the calendar.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    parts = tuple(int(part) for part in match.groups() if part)
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        return None
    return parts
