"""Directions: which parts of a line run to the left, and in what order they stand.

The rules of Unicode's bidirectional algorithm (UAX 9) for text without embedding characters: the
tree of a publication tells directions, and what is set apart by it is set apart by its element.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from unicodedata import bidirectional

_OPENING = (
    "([{\u27e8\u27e6\u27ea\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\uff08\uff3b\uff5b"
)
_CLOSED_BY = (
    ")]}\u27e9\u27e7\u27eb\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\uff09\uff3d\uff5d"
)
_PAIRS = dict(zip(_OPENING, _CLOSED_BY, strict=True))
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_MOST_OPEN = 63
# All that Unicode keeps for letters that run to the left, and the mark that makes text do so.
_MAY_RUN_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LEFTWARDS = frozenset(("R", "AL"))
_NUMBERS = frozenset(("EN", "AN"))
_SOLID = frozenset(("L", "EN", "AN"))
_STEERING = frozenset(("NSM", "BN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRE", "LRO", "RLE", "RLO", "PDF"))
_ISOLATING = frozenset(("LRI", "RLI", "FSI", "PDI"))


def runs_leftwards(text: str) -> bool:
    """Tell whether a text has letters that run from right to left."""
    if text.isascii() or not _MAY_RUN_LEFTWARDS.search(text):
        return False
    return any(bidirectional(c) in _LEFTWARDS for c in text)


def runs_both_ways(word: str) -> bool:
    """Tell whether a word has parts that run to the left, and others."""
    return runs_leftwards(word) and len(parts_by_direction(word)) > 1


@lru_cache(maxsize=4096)
def parts_by_direction(word: str) -> tuple[str, ...]:
    """Cut a word where its direction may change.

    A part has letters that run to the left, or begins and ends with letters or digits that do not,
    or has neither.
    """
    parts: list[tuple[str, str]] = []
    for character in word:
        kind = _kind(character)
        if parts and (kind == "" or kind == parts[-1][0]):
            parts[-1] = (parts[-1][0], parts[-1][1] + character)
        elif kind == "solid" and len(parts) > 1 and [p[0] for p in parts[-2:]] == ["solid", "mark"]:
            (_, solid), (_, mark) = parts[-2:]
            parts[-2:] = [("solid", f"{solid}{mark}{character}")]
        else:
            parts.append((kind or "mark", character))
    return tuple(text for _, text in parts)


def _kind(character: str) -> str:
    direction = bidirectional(character)
    if direction in _STEERING:
        return ""
    if direction in _LEFTWARDS:
        return "leftwards"
    return "solid" if direction in _SOLID else "mark"


def is_directed(text: str) -> bool:
    """Tell whether a text has a direction of its own: letters or digits."""
    return any(_kind(character) in ("leftwards", "solid") for character in text)


def levels(text: str, base: int) -> list[int]:
    """Give the level of every character in a paragraph: odd ones run to the left.

    `base` is 0 for a paragraph that runs to the right, 1 for one that runs to the left.
    """
    own = "R" if base else "L"
    kinds = [bidirectional(character) or "L" for character in text]
    joined = [kind in _STEERING for kind in kinds]
    _settle_marks(kinds, own)
    _join_separators(kinds)
    _settle_numbers(kinds, own)
    for place, side in _settled_pairs(text, kinds, own):
        kinds[place] = side
        for after in takewhile(joined.__getitem__, range(place + 1, len(kinds))):
            kinds[after] = side
    _settle_neutrals(kinds, own)
    if base:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [0 if kind == "L" else 1 if kind == "R" else 2 for kind in kinds]


def _settle_marks(kinds: list[str], own: str) -> None:
    """Apply the rules W1 to W3: marks join letters, digits after Arabic ones are theirs."""
    before = strong = own
    for at, kind in enumerate(kinds):
        if kind in _STEERING:
            kinds[at] = "ON" if before in _ISOLATING else before
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        elif kind in _LEFTWARDS or kind == "L":
            strong = kind
        before = kinds[at]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _settle_numbers(kinds: list[str], own: str) -> None:
    """Apply the rules W6 and W7: what is left of the separators, and digits after letters."""
    strong = own
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind in ("ES", "ET", "CS"):
            kinds[at] = "ON"


def _join_separators(kinds: list[str]) -> None:
    """Apply the rules W4 and W5: one separator between digits, any signs of money beside them."""
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and ((kind == "CS" and before in _NUMBERS) or kind + before == "ESEN"):
            kinds[at] = before
    for start, end in _stretches(kinds, frozenset(("ET",))):
        if "EN" in (kinds[start - 1 : start] + kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)


def _settled_pairs(text: str, kinds: list[str], own: str) -> Iterator[tuple[int, str]]:
    """Apply the rule N0: brackets run as what is within them, or else as what is before them."""
    for start, end in sorted(_pairs(text, kinds)):
        within = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
        side = own
        if within and own not in within:
            side = next(filter(None, map(_side, reversed(kinds[:start]))), own)
        if within:
            yield start, side
            yield end, side


def _pairs(text: str, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _PAIRS:
            if len(waiting) == _MOST_OPEN:
                return
            waiting.append((character, at))
        elif character in _CLOSING:
            for place in range(len(waiting) - 1, -1, -1):
                if waiting[place][0] == _CLOSING[character]:
                    yield waiting[place][1], at
                    del waiting[place:]
                    break


def _side(kind: str) -> str:
    """Give the side that a strong character or a number runs to, "" for all others."""
    if kind == "L":
        return "L"
    return "R" if kind == "R" or kind in _NUMBERS else ""


def _settle_neutrals(kinds: list[str], own: str) -> None:
    """Apply the rules N1 and N2: what is neutral runs as both its neighbours, or as the line."""
    for start, end in _stretches(kinds, _NEUTRAL | _ISOLATING):
        before = _side(kinds[start - 1]) if start else own
        after = _side(kinds[end]) if end < len(kinds) else own
        kinds[start:end] = [before if before == after else own] * (end - start)


def _stretches(kinds: Sequence[str], sought: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = None
    for at, kind in enumerate(kinds):
        if kind in sought:
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(kinds)


def seen_order(of_units: Sequence[int]) -> list[int]:
    """Give the order in which units of these levels are seen from left to right (rule L2)."""
    order = list(range(len(of_units)))
    odd = [level for level in of_units if level % 2]
    if not odd:
        return order
    for least in range(max(of_units), min(odd) - 1, -1):
        start = None
        for place in range(len(order) + 1):
            if place < len(order) and of_units[order[place]] >= least:
                start = place if start is None else start
            elif start is not None:
                order[start:place] = reversed(order[start:place])
                start = None
    return order
