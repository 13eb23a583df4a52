"""Where a word may be broken without a hyphen: after a dash, in an address, in a path."""

import re
from collections.abc import Iterator
from typing import TypeAlias

Breaks: TypeAlias = tuple[tuple[int, float], ...]
"""Offsets in characters, each with its penalty, whose square counts as demerits."""

_DASH, _SLASH, _ADDRESS, _CODE, _FREE = 20.0, 60.0, 80.0, 90.0, 0.0
_ADDRESS_LENGTH = 12
_CODE_LENGTH = 8
# Signs of Chinese and Japanese, which lines break between, and those that stand at one of their
# ends: no line begins with a closing one or a small letter, none ends with an opening one (JIS X
# 4051 and UAX 14, classes ID, CL, NS, EX and OP). Korean parts words by spaces.
_WIDE = re.compile(
    "[\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_NO_START = frozenset(
    "\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u301c\u301f"
    "\u303b\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u309b\u309c"
    "\u309d\u309e\u30a0\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6"
    "\u30fb\u30fc\u30fd\u30fe\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\uff60\uff61"
    "\uff63\uff64\uff65\uff67\uff68\uff69\uff6a\uff6b\uff6c\uff6d\uff6e\uff6f\uff70\uff9e\uff9f"
)
_NO_END = frozenset(
    "\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\u301d\uff08\uff3b\uff5b\uff5f\uff62"
)
_OPENING = "([{\u2018\u201c\u00ab"
_CLOSING = ")]}\u2019\u201d\u00bb.,;:!?%\u2026"
_FIRST_CJK = "\u3000"
_BREAK = "\u200b"
# Marks of voice, variation selectors.
_SIGN = re.compile(f"{_WIDE.pattern}[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*")

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
    """Tell whether a line may end before a character: after U+200B, or beside a CJK sign."""
    if not 0 < at < len(text):
        return False
    before, here = text[at - 1], text[at]
    if before == _BREAK:
        return True
    if here in _NO_START or before in _NO_END:
        return False
    if is_wide(before):
        return is_wide(here) or here.isalnum() or here in _OPENING
    return is_wide(here) and (before.isalnum() or before in _CLOSING)


def is_wide(character: str) -> bool:
    """Tell whether a character is one of the signs of Chinese and Japanese."""
    return character >= _FIRST_CJK and _WIDE.match(character) is not None


def has_wide(text: str) -> bool:
    """Tell whether a text has signs of Chinese and Japanese."""
    return _WIDE.search(text) is not None


def signs(word: str) -> Iterator[str]:
    """Yield a word's wide signs one by one, with what belongs to each, and what is between."""
    at = 0
    for match in _SIGN.finditer(word):
        if match.start() > at:
            yield word[at : match.start()]
        yield match[0]
        at = match.end()
    if at < len(word):
        yield word[at:]


def _add(places: dict[int, float], pattern: re.Pattern[str], word: str, penalty: float) -> None:
    for match in pattern.finditer(word):
        places[match.start()] = penalty


def _inside(places: dict[int, float], word: str) -> Breaks:
    return tuple((at, places[at]) for at in sorted(places) if 0 < at < len(word))
