"""Where a word may be broken without a hyphen: after a dash, in an address, in a path."""

import re
from typing import TypeAlias

Breaks: TypeAlias = tuple[tuple[int, float], ...]
"""Offsets in characters, each with its penalty, whose square counts as demerits."""

_DASH, _SLASH, _ADDRESS, _CODE, _FREE = 20.0, 60.0, 80.0, 90.0, 0.0
_ADDRESS_LENGTH = 12
_CODE_LENGTH = 8
# Blocks of Chinese and Japanese signs, and the small ones that no line begins with (JIS X 4051).
_CJK = ((0x3041, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_CJK_COMMAS = "\u3001\u3002"
_NO_START = (
    "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9"
    "\u30c3\u30e3\u30e5\u30e7\u30fb\u30fc"
)
_FIRST_CJK = "\u3001"
_BREAK = "\u200b"

_AFTER_DASH = re.compile(
    r"(?<=[\w.]{2}[-\u2010])(?=[^\W\d_]{2})"
    r"|(?<=[^\s(\[\u201c\u2018\u2014][\u2014])(?=[\w\u201c\u2018(\[\"'])"
    r"|(?<=\w\w\u2013)(?=[^\W\d_]{2})"
    r"|(?<=\w\u2026)(?=\w)"
)
_AFTER_SLASH = re.compile(r"(?<=\w{2}/)(?=\w{2})")
_IN_ADDRESS = re.compile(r"(?<=\w[/\\.:_,;=&?#%+|~@-])(?=\w)|(?<=[/:)\]}>]/)(?=\w)")
_IN_CODE = re.compile(
    r"(?<=\w[/\\._,;=&?#%+|~@(\[{<-])(?=\w)"
    r"|(?<=[/:)\]}>,;-][/:.>])(?=\w)"
    r"|(?<=[)\]}>])(?=\.?\w)"
)
_LIKE_ADDRESS = re.compile(r"://|^www\.|(?:[\w.~-]+[/\\]){2}|[\w.]+@\w+\.\w|^[#/\\.][\w.-]+/")
_MAYBE = re.compile(r"[^\w.,;'\"!?()\u2019\u201c\u201d]")


def text_breaks(word: str) -> Breaks:
    """Give the places in a word of running text, in order."""
    if not _MAYBE.search(word) and (word.isascii() or max(word) < _FIRST_CJK):
        return ()
    places = {match.start(): _DASH for match in _AFTER_DASH.finditer(word)}
    if len(word) > _ADDRESS_LENGTH and _LIKE_ADDRESS.search(word):
        _add(places, _IN_ADDRESS, word, _ADDRESS)
    else:
        _add(places, _AFTER_SLASH, word, _SLASH)
    if not word.isascii():
        free = (at for at in range(1, len(word)) if breaks_freely(word, at))
        places.update(dict.fromkeys(free, _FREE))
    return _inside(places, word)


def code_breaks(word: str) -> Breaks:
    """Give the places in a word of code, in order; short words have none."""
    if len(word) < _CODE_LENGTH:
        return ()
    places: dict[int, float] = {}
    _add(places, _IN_CODE, word, _CODE)
    return tuple(at for at in _inside(places, word) if 1 < at[0] < len(word) - 1)


def breaks_between(left: str, right: str) -> bool:
    """Tell whether a line may end between two pieces that no space parts."""
    tail = left[-3:]
    joined = tail + right[:3]
    if any(match.start() == len(tail) for match in _AFTER_DASH.finditer(joined)):
        return True
    return not joined.isascii() and breaks_freely(joined, len(tail))


def breaks_freely(text: str, at: int) -> bool:
    """Tell whether a line may end before a character: after U+200B, or between two CJK signs."""
    if not 0 < at < len(text):
        return False
    before, here = text[at - 1], text[at]
    if before == _BREAK:
        return True
    return (_is_cjk(before) or before in _CJK_COMMAS) and _is_cjk(here) and here not in _NO_START


def _is_cjk(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _CJK)


def _add(places: dict[int, float], pattern: re.Pattern[str], word: str, penalty: float) -> None:
    for match in pattern.finditer(word):
        places[match.start()] = penalty


def _inside(places: dict[int, float], word: str) -> Breaks:
    return tuple((at, places[at]) for at in sorted(places) if 0 < at < len(word))
