"""Characters that no edition can carry, and the few that the readers keep for themselves.

XML 1.0 (section 2.2) has no place for control characters, surrogates and the two noncharacters
U+FFFE and U+FFFF; they are taken out of a source before anything is read. That leaves U+0001 to
U+0008 free for the readers: they stand for characters that must not become typographic.
"""

import re

from pipeline.diagnostics import Code
from pipeline.readers.findings import Findings

_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\r\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FEEDS = str.maketrans("\x0b\x0c", "  ")

LITERAL = str.maketrans("\"'-.", "\x01\x02\x03\x04")
"""Marks quotes, hyphens and full stops as meant just so."""

PLAIN = str.maketrans("\x01\x02\x03\x04", "\"'-.")
"""Takes the marks away again."""


def drop_controls(text: str, findings: Findings) -> str:
    """Take out what no edition can carry, and say so once, at the first place.

    Form feeds and vertical tabs are white space and become spaces.
    """
    text = text.translate(_FEEDS) if "\x0b" in text or "\x0c" in text else text
    first = _DROPPED.search(text)
    if first is None:
        return text
    clean, count = _DROPPED.subn("", text)
    line = text.count("\n", 0, first.start()) + 1
    column = first.start() - text.rfind("\n", 0, first.start())
    findings.say(
        Code.CHARACTER_DROPPED,
        f"control character U+{ord(first.group()):04X} dropped"
        + (f", and {count - 1} more in this source" if count > 1 else ""),
        findings.place(line, column),
    )
    return clean


def is_carried(character: str) -> bool:
    """Tell whether an edition can carry a character that a reference (`&#2;`) asks for."""
    return _DROPPED.match(character) is None
