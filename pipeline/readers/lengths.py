"""Lengths as authors write them: `50%`, `300`, `300px`, `4cm`, `2in`, `30mm`, `20pt`, `6em`."""

import re

from pipeline.model.nodes import Length

_LENGTH = re.compile(r"\s*+(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})\s*+(%|[a-z]{0,3})\s*+$", re.IGNORECASE)
_POINTS = {
    "": 0.75,  # pixels, as in HTML's attributes; 96 an inch (CSS Values 3, 5.2)
    "px": 0.75,
    "pt": 1.0,
    "pc": 12.0,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
    "q": 72 / 101.6,
    "em": 10.5,
    "rem": 10.5,
    "ex": 5.0,
}
_SHARES = {"%": 0.01, "vw": 0.01}


def read_length(text: str) -> Length | None:
    """Read a length; None where it is none, is zero, or has a unit that is not known."""
    match = _LENGTH.match(text)
    if match is None:
        return None
    number, unit = float(match.group(1)), match.group(2).lower()
    if not number:
        return None
    if unit in _SHARES:
        return Length(share=round(min(number * _SHARES[unit], 1.0), 4))
    return Length(points=round(number * _POINTS[unit], 3)) if unit in _POINTS else None
