"""Characters that no edition can carry, and the few that the readers keep for themselves.

XML 1.0 (section 2.2) has no place for control characters, surrogates, U+FFFE and U+FFFF; they are
taken out of a source before anything is read. So are other characters that are nothing to a
reader of a book, and that formats treat as each likes: the other noncharacters, the byte-order
mark within a text, the marks of interlinear annotations (The Unicode Standard, 23.7 to 23.8), and
the format characters that it strongly discourages (U+206A to U+206F, U+E0001). All that
leaves U+0001 to U+0008 free for the readers: they stand for characters that must not become
typographic.

All text is in Unicode's normalization form C, code too: formats and programs bring text into that
form or leave it as they like, and editions must agree.
"""

import re
import unicodedata

from pipeline.diagnostics import Code
from pipeline.readers.findings import Findings

# Where the planes begin above the basic one, but for that of the tags, U+E0000.
_PLANES = (*range(0x10000, 0xE0000, 0x10000), 0xF0000, 0x100000)
# Said by what is carried: one look tells of nearly every character that it is.
_DROPPED = re.compile(
    "[^\t\n -~\xa0-\u2069\u2070-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufff8\ufffc\ufffd"
    "\U000e0000\U000e0002-\U000efffd"
    + "".join(f"{chr(first)}-{chr(first + 0xFFFD)}" for first in _PLANES)
    + "]"
)
# Characters that are carried and that normalization leaves alone, whatever stands beside them: most
# texts have no others, and one look tells so.
_ORDINARY = (
    "\t\n -~\xa0-\u02ff\u0388-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2069\u20a0-\u20cf"
    "\u2190-\u2328\u232b-\u2adb\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ufe00-\ufe0f\uff00-\uffef\U0001f000-\U0001faff"
)
_UNUSUAL = re.compile(f"[^{_ORDINARY}]")
# More accents on one letter than any language has; to put them in order takes time that grows with
# the square of their number (Python 3.11), so such lines stay as they are (UAX #15, 13).
_MANY = 64
_LONG_RUN = re.compile(f"[^{_ORDINARY}]{{{_MANY},}}")
_FEEDS = str.maketrans("\x0b\x0c", "  ")
_FIRST_NO_CONTROL = "\xa0"

LITERAL = str.maketrans("\"'-.", "\x01\x02\x03\x04")
"""Marks quotes, hyphens and full stops as meant just so."""

PLAIN = str.maketrans("\x01\x02\x03\x04", "\"'-.")
"""Takes the marks away again."""


def drop_controls(text: str, findings: Findings) -> str:
    """Take out what no edition can carry, say so once, at the first place, and normalize the rest.

    Form feeds and vertical tabs are white space and become spaces. Where accents were typed as
    characters of their own, columns count what is left of them: an editor may count more.
    """
    text = _without_feeds(text)
    if _UNUSUAL.search(text) is None:
        return text
    first = _DROPPED.search(text)
    if first is None:
        return normalized(text)
    line = text.count("\n", 0, first.start()) + 1
    column = first.start() - text.rfind("\n", 0, first.start())
    text, dropped = split_dropped(text)
    message = drop_message(dropped, "the source")
    findings.say(Code.CHARACTER_DROPPED, message, findings.place(line, column))
    return normalized(text)


def normalized(text: str) -> str:
    """Give a text in normalization form C; only lines with unusual characters are worked on."""
    if text.isascii():
        return text
    parts: list[str] = []
    done = end = 0
    while match := _UNUSUAL.search(text, end):
        start = text.rfind("\n", end, match.start()) + 1 or end
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        line = text[start:end]
        if not _has_many_accents(line) and not unicodedata.is_normalized("NFC", line):
            parts += text[done:start], unicodedata.normalize("NFC", line)
            done = end
    return "".join([*parts, text[done:]]) if parts else text


def _has_many_accents(text: str) -> bool:
    return any(_MANY * "^" in _accents(run.group()) for run in _LONG_RUN.finditer(text))


def _accents(text: str) -> str:
    """Give a text with a caret for each character that belongs to the one before it."""
    return "".join("^" if unicodedata.combining(character) else " " for character in text)


def split_dropped(text: str) -> tuple[str, str]:
    """Give a text without what no edition can carry, and the characters taken out of it.

    What is left is normalized.
    """
    text = _without_feeds(text)
    dropped = "".join(_DROPPED.findall(text))
    return normalized(_DROPPED.sub("", text) if dropped else text), dropped


def _without_feeds(text: str) -> str:
    return text.translate(_FEEDS) if "\x0b" in text or "\x0c" in text else text


def drop_message(dropped: str, whole: str) -> str:
    """Say what was taken out of a whole, at least one character."""
    kind = "control character" if dropped < _FIRST_NO_CONTROL else "character"
    more = f", and {len(dropped) - 1} more" if len(dropped) > 1 else ""
    return f"{kind} U+{ord(dropped[0]):04X} dropped from {whole}{more}"


def is_carried(character: str) -> bool:
    """Tell whether an edition can carry a character that a reference (`&#2;`) asks for."""
    return _DROPPED.match(character) is None
