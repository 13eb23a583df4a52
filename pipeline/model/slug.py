"""Slugs: names made of words."""

import unicodedata

_KEPT_CATEGORIES = frozenset({"L", "M", "N"})


def slug(text: str) -> str:
    """Make a slug as GitHub does: lower case, spaces to hyphens, letters of all scripts kept.

    Everything else but hyphens and underscores goes; what is left may be empty.
    """
    lowered = unicodedata.normalize("NFC", text).strip().lower()
    kept = (
        "-" if c == " " else c
        for c in lowered
        if c in " -_" or unicodedata.category(c)[0] in _KEPT_CATEGORIES
    )
    return "".join(kept)
