"""Where a word may be broken without a hyphen: after a dash, in an address, in a path."""

import re
from typing import TypeAlias

Breaks: TypeAlias = tuple[tuple[int, float], ...]
"""Offsets in characters, each with its penalty (TeX's scale: 50 for a hyphen)."""

_DASH, _SLASH, _ADDRESS, _CODE, _FREE = 20.0, 60.0, 80.0, 90.0, 0.0
_ADDRESS_LENGTH = 12
_CODE_LENGTH = 8
_CJK = r"\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NO_START = r"\u3001\u3002\u3005\u30fb\u30fc\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087"

_AFTER_DASH = re.compile(
    r"(?<=[\w.]{2}[-\u2010])(?=[^\W\d_]{2})"
    r"|(?<=[^\s(\[\u201c\u2018\u2014][\u2014])(?=[\w\u201c\u2018(\[\"'])"
    r"|(?<=\w\w\u2013)(?=[^\W\d_]{2})"
    r"|(?<=\w\u2026)(?=\w)"
)
_AFTER_SLASH = re.compile(r"(?<=\w{2}/)(?=\w{2})")
_FREELY = re.compile(rf"(?<=\u200b)|(?<=[{_CJK}\u3001\u3002])(?=[{_CJK}])(?![{_NO_START}])")
_IN_ADDRESS = re.compile(r"(?<=\w[/\\.:_,;=&?#%+|~@-])(?=\w)|(?<=[/:)\]}>]/)(?=\w)")
_IN_CODE = re.compile(
    r"(?<=\w[/\\._,;=&?#%+|~@(\[{<-])(?=\w)"
    r"|(?<=[/:)\]}>,;-][/:.>])(?=\w)"
    r"|(?<=[)\]}>])(?=\.?\w)"
)
_LIKE_ADDRESS = re.compile(r"://|^www\.|(?:[\w.~-]+[/\\]){2}|[\w.]+@\w+\.\w|^[#/\\.][\w.-]+/")
_MAYBE = re.compile(r"[^\w.,;'\"!?()\u2019\u201c\u201d]")
_MAYBE_CJK = re.compile(rf"[{_CJK}]")


def text_breaks(word: str) -> Breaks:
    """Give the places in a word of running text, in order."""
    if not _MAYBE.search(word) and (word.isascii() or not _MAYBE_CJK.search(word)):
        return ()
    places = {match.start(): _DASH for match in _AFTER_DASH.finditer(word)}
    if len(word) > _ADDRESS_LENGTH and _LIKE_ADDRESS.search(word):
        _add(places, _IN_ADDRESS, word, _ADDRESS)
    else:
        _add(places, _AFTER_SLASH, word, _SLASH)
    _add(places, _FREELY, word, _FREE)
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
    return any(
        match.start() == len(tail)
        for pattern in (_AFTER_DASH, _FREELY)
        for match in pattern.finditer(joined)
    )


def _add(places: dict[int, float], pattern: re.Pattern[str], word: str, penalty: float) -> None:
    for match in pattern.finditer(word):
        places[match.start()] = penalty


def _inside(places: dict[int, float], word: str) -> Breaks:
    return tuple((at, places[at]) for at in sorted(places) if 0 < at < len(word))
