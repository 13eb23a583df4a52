"""Formats that something is for: some only, or all but some.

A tuple of names ("pdf"): these only; names after an exclamation mark ("!pdf"): all but these; an
empty tuple: all.
"""

Formats = tuple[str, ...]

NONE: Formats = ("",)
"""For no format at all: no format has an empty name."""


def all_but(names: Formats) -> Formats:
    """Give all formats but some."""
    return tuple(f"!{name}" for name in names)


def is_for(formats: Formats, name: str) -> bool:
    """Tell whether something is for a format."""
    if not formats:
        return True
    if formats[0].startswith("!"):
        return f"!{name}" not in formats
    return name in formats


def both(one: Formats, other: Formats) -> Formats:
    """Give the formats that two conditions have in common."""
    if not one or not other:
        return one or other
    if one[0].startswith("!") and other[0].startswith("!"):
        return tuple(dict.fromkeys((*one, *other)))
    if one[0].startswith("!"):
        one, other = other, one
    return tuple(name for name in one if is_for(other, name)) or NONE
