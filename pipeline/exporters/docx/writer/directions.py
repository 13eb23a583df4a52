"""Stretches of text that run in one direction: Word wants to be told on every run (`w:rtl`).

Its styles and defaults cannot say it ([MS-OI29500], 2.1.260).
"""

import re
from collections.abc import Iterator
from unicodedata import bidirectional

# Every block with letters that run from right to left (Unicode, DerivedBidiClass).
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG = {"L": False, "R": True, "AL": True, "AN": True}


def stretches(text: str, *, right_to_left: bool) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of a text, each with whether it runs from right to left.

    `right_to_left` is how the text around runs: what stands between letters of the other
    direction goes with them, all else with the text around.
    """
    if not right_to_left and (text.isascii() or not _RIGHT_TO_LEFT.search(text)):
        yield text, False
        return
    begin, end, other = 0, 0, False
    for at, kind in enumerate(_kinds(text)):
        if kind is None:
            continue
        if (kind != right_to_left) != other:
            cut = end if other else at
            yield text[begin:cut], right_to_left != other
            begin, other = cut, not other
        end = at + 1
    if other:
        yield text[begin:end], not right_to_left
        begin = end
    yield text[begin:], right_to_left


def _kinds(text: str) -> Iterator[bool | None]:
    """Yield for each character whether it runs from right to left, None where it has no own way.

    Marks go with their letter (Unicode Standard Annex 9, W1), digits behind a letter that runs
    from left to right with it (W7).
    """
    before: bool | None = None
    letter: bool | None = None
    for character in text:
        name = bidirectional(character)
        kind = before if name == "NSM" else _STRONG.get(name)
        if name == "EN" and letter is False:
            kind = False
        letter = letter if kind is None else kind
        before = kind
        yield kind
