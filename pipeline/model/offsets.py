"""Offsets in texts that are told alike wherever the text stands: in marks that can be seen."""

import re

_UNSEEN = re.compile(
    r"[\s\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+"
)


def visible_length(text: str) -> int:
    """Count the characters that can be seen: no white space, no marks that only steer.

    An edition may add or drop those to get its lines right.
    """
    if text.isascii():
        return len("".join(text.split()))
    return len(_UNSEEN.sub("", text))


def place_after(text: str, count: int) -> int:
    """Give the place in a text right before the visible character that follows `count` others.

    Where there are no more than that, it is the end of the text.
    """
    seen = 0
    for at, character in enumerate(text):
        if _UNSEEN.match(character):
            continue
        if seen == count:
            return at
        seen += 1
    return len(text)
