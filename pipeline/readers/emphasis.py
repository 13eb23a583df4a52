"""Emphasis: runs of delimiters are paired, then the tree is built (CommonMark 6.2)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from pipeline.location import Location
from pipeline.model.nodes import Emphasis, Inline, Strong, Text

MAX_DEPTH = 30
_SPACES = re.compile(r"[ \t]+")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Delimiters:
    """A run of one delimiter, which may open and may close emphasis.

    After the pairing, `closes` says how many characters each pair took that the run closes
    (innermost first), `count` how many are left as text, and `opens` how many pairs it opens.
    """

    __slots__ = ("can_close", "can_open", "closes", "count", "length", "location", "mark", "opens")

    def __init__(self, mark: str, count: int, location: Location) -> None:
        self.mark = mark
        self.count = count
        self.length = count
        self.location = location
        self.can_open = False
        self.can_close = False
        self.opens = 0
        self.closes: list[int] = []

    def flank(self, before: str, after: str) -> None:
        """Decide what the run may do, from the characters around it ("" at an end)."""
        space_before, space_after = is_space(before), is_space(after)
        mark_before, mark_after = is_punctuation(before), is_punctuation(after)
        left = not space_after and (not mark_after or space_before or mark_before)
        right = not space_before and (not mark_before or space_after or mark_after)
        if self.mark == "_":
            self.can_open = left and (not right or mark_before)
            self.can_close = right and (not left or mark_after)
        else:
            self.can_open, self.can_close = left, right

    def may_pair(self, closer: "Delimiters") -> bool:
        """Apply the rule of three to this opener and a closer of the same mark."""
        if not (self.can_close or closer.can_open) or closer.length % 3 == 0:
            return True
        return (self.length + closer.length) % 3 != 0


Item: TypeAlias = Inline | Delimiters


def is_space(character: str) -> bool:
    """Tell whether a character, or the end of the text, counts as white space."""
    return not character or character.isspace()


def is_punctuation(character: str) -> bool:
    """Tell whether a character is punctuation or a symbol."""
    if character < "\x80":
        return character in _ASCII_PUNCTUATION
    return _is_sign(character)


@lru_cache(maxsize=4096)
def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def pair(runs: Iterable[Delimiters]) -> None:
    """Pair openers with closers.

    A stack holds the openers. What was searched in vain for one kind of closer is not searched
    again (`floors`), so the work is linear.
    """
    stack: list[tuple[int, Delimiters]] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for serial, run in enumerate(runs):
        while run.can_close and run.count:
            key = (run.mark, run.can_open, run.length % 3)
            index = _find_opener(stack, run, floors.get(key, -1))
            if index < 0:
                floors[key] = stack[-1][0] if stack else -1
                break
            del stack[index + 1 :]
            _join(stack[index][1], run)
            if not stack[index][1].count:
                stack.pop()
        if run.can_open and run.count:
            stack.append((serial, run))


def _find_opener(stack: list[tuple[int, Delimiters]], closer: Delimiters, floor: int) -> int:
    for index in range(len(stack) - 1, -1, -1):
        serial, opener = stack[index]
        if serial <= floor:
            return -1
        if opener.mark == closer.mark and opener.may_pair(closer):
            return index
    return -1


def _join(opener: Delimiters, closer: Delimiters) -> None:
    taken = 2 if opener.count > 1 and closer.count > 1 else 1
    opener.count -= taken
    closer.count -= taken
    opener.opens += 1
    closer.closes.append(taken)


def build(items: Iterable[Item]) -> tuple[Inline, ...]:
    """Build inlines from items whose runs are paired.

    Emphasis deeper than MAX_DEPTH is left out (`is_too_deep` tells); its text stays.
    """
    frames: list[list[Inline]] = [[]]
    places: list[Location] = []
    for item in items:
        if not isinstance(item, Delimiters):
            frames[-1].append(item)
            continue
        for taken in item.closes:
            _close(frames, taken, places.pop())
        if item.count:
            frames[-1].append(Text(item.mark * item.count, location=item.location))
        for _ in range(item.opens):
            frames.append([] if len(frames) <= MAX_DEPTH else frames[-1])
            places.append(item.location)
    return merged(frames[0])


def _close(frames: list[list[Inline]], taken: int, place: Location) -> None:
    content = frames.pop()
    if content is frames[-1] or not content:
        return
    kind = Emphasis if taken == 1 else Strong
    frames[-1].append(kind(merged(content), location=place))


def is_too_deep(items: Iterable[Item]) -> bool:
    """Tell whether `build` leaves emphasis out."""
    depth = 0
    for item in items:
        if isinstance(item, Delimiters):
            depth += item.opens - len(item.closes)
            if depth > MAX_DEPTH:
                return True
    return False


def merged(content: list[Inline]) -> tuple[Inline, ...]:
    """Join texts that follow each other; spaces in a row are one."""
    result: list[Inline] = []
    texts: list[Text] = []
    for inline in content:
        if isinstance(inline, Text):
            texts.append(inline)
            continue
        if texts:
            result.append(_joined(texts))
            texts = []
        result.append(inline)
    if texts:
        result.append(_joined(texts))
    return tuple(result)


def _joined(texts: list[Text]) -> Text:
    first = texts[0]
    text = "".join([text.text for text in texts]) if len(texts) > 1 else first.text
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return first if text == first.text else Text(text, location=first.location)
