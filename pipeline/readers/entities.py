"""Character references and backslash escapes (CommonMark 2.4 and 2.5)."""

import re
from html.entities import html5

from pipeline.readers.characters import is_carried, normalized

REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{0,31}));")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|" + REFERENCE.pattern)
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_LAST = 0x10FFFF
# What the byte-order mark once meant as well (The Unicode Standard, 23.2).
_NO_BREAK, _WORD_JOINER = "\ufeff", "\u2060"


def decode(hexadecimal: str | None, decimal: str | None, name: str | None) -> str | None:
    """Give the characters of a reference, or None where HTML knows no such name.

    A line break becomes a space, since text holds none; what no edition can carry becomes
    U+FFFD. A zero width no-break space becomes a word joiner.
    """
    if name is not None:
        characters = html5.get(f"{name};")
    else:
        code = int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
        characters = chr(code) if 0 < code <= _LAST else UNKNOWN
        characters = _WORD_JOINER if characters == _NO_BREAK else characters
        characters = characters if is_carried(characters) else UNKNOWN
    return characters.replace("\n", " ") if characters else characters


def resolve(text: str) -> str:
    """Resolve the escapes and references of a destination, title or info string."""
    if "\\" not in text and "&" not in text:
        return text
    return normalized(_ESCAPE.sub(_replacement, text))


def _replacement(match: re.Match[str]) -> str:
    if match.group(1):
        return match.group(1)
    characters = decode(*match.group(2, 3, 4))
    return match.group() if characters is None else characters


def resolve_references(text: str) -> str:
    """Resolve references alone, as HTML does."""
    if "&" not in text:
        return text
    return normalized(REFERENCE.sub(_html_replacement, text))


def _html_replacement(match: re.Match[str]) -> str:
    characters = decode(*match.group(1, 2, 3))
    return match.group() if characters is None else characters
