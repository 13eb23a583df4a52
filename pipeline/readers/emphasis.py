"""Runs of delimiters are paired, then the tree is built (CommonMark 6.2)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeAlias

from pipeline.location import Location
from pipeline.model.nodes import (
    Deletion,
    Emphasis,
    Inline,
    Insertion,
    Mark,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.readers.characters import normalized
from pipeline.readers.wide import is_wide

MAX_DEPTH = 30
"""How deep inlines may be nested."""
_SPACES = re.compile(r"[ \t]+")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

# What a pair means, by its mark and how much of its runs it takes. Asterisks and underscores can
# be taken from a run one by one; the other marks are taken whole.
_Kind: TypeAlias = type[Emphasis | Strong | Deletion | Insertion | Mark | Superscript | Subscript]
_KINDS: dict[tuple[str, int], _Kind] = {
    ("*", 1): Emphasis,
    ("*", 2): Strong,
    ("_", 1): Emphasis,
    ("_", 2): Strong,
    ("~", 1): Subscript,
    ("~~", 1): Deletion,
    ("^", 1): Superscript,
    ("^^", 1): Insertion,
    ("==", 1): Mark,
}
# Marks that are code or arithmetic within words: `a==b`, `2^^10`.
_APART = frozenset({"==", "^^"})


class Tail(Protocol):
    """What stands directly behind a run and belongs to what the run closes."""

    @property
    def shown(self) -> Text:
        """It, where it belongs to nothing."""

    def put_on(self, inline: Inline) -> Inline:
        """Give an inline with it."""


class Delimiters:
    """A run of one delimiter, which may open and may close emphasis and the like.

    `count` is how many times the run has its `mark`. After the pairing, `closes` says how many
    marks each pair took that the run closes (innermost first), `count` how many are left as text,
    and `opens` how many pairs it opens.
    """

    __slots__ = (
        "can_close",
        "can_open",
        "closes",
        "count",
        "length",
        "location",
        "mark",
        "opens",
        "tail",
    )

    def __init__(self, mark: str, count: int, location: Location) -> None:
        self.mark = mark
        self.count = count
        self.length = count
        self.location = location
        self.can_open = False
        self.can_close = False
        self.opens = 0
        self.closes: list[int] = []
        self.tail: Tail | None = None

    def flank(self, before: str, after: str) -> None:
        """Decide what the run may do, from the characters around it ("" at an end)."""
        space_before, space_after = is_space(before), is_space(after)
        mark_before, mark_after = is_punctuation(before), is_punctuation(after)
        left = not space_after and (not mark_after or space_before or mark_before)
        right = not space_before and (not mark_before or space_after or mark_after)
        if self.mark == "_":
            self.can_open = left and (not right or mark_before)
            self.can_close = right and (not left or mark_after)
        elif self.mark in _APART:
            self.can_open = left and not _is_letter(before)
            self.can_close = right and not _is_letter(after)
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


def _is_letter(character: str) -> bool:
    """Tell whether a character belongs to a word in a script that puts spaces between words."""
    return character.isalnum() and not is_wide(character)


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


def build(items: Iterable[Item], limit: int) -> tuple[Inline, ...]:
    """Build inlines from items whose runs are paired.

    Pairs nested deeper than the limit are left out (`depth_of` tells); their text stays.
    """
    frames: list[list[Inline]] = [[]]
    places: list[Location] = []
    for item in items:
        if not isinstance(item, Delimiters):
            frames[-1].append(item)
            continue
        is_closed = False
        for taken in item.closes:
            is_closed = _close(frames, _KINDS[item.mark, taken], places.pop())
        if item.count:
            frames[-1].append(Text(item.mark * item.count, location=item.location))
        if item.tail:
            _add_tail(frames[-1], item, item.tail, is_closed=is_closed)
        for _ in range(item.opens):
            frames.append([] if len(frames) <= limit else frames[-1])
            places.append(item.location)
    return merged(frames[0])


def _close(frames: list[list[Inline]], kind: _Kind, place: Location) -> bool:
    """End the innermost frame; give whether an inline came of it."""
    content = frames.pop()
    if content is frames[-1] or not content:
        return False
    frames[-1].append(kind(merged(content), location=place))
    return True


def _add_tail(frame: list[Inline], run: Delimiters, tail: Tail, *, is_closed: bool) -> None:
    """Put a run's tail on what the run has closed, or show it."""
    if is_closed and not run.count and not run.opens:
        frame[-1] = tail.put_on(frame[-1])
    else:
        frame.append(tail.shown)


def depth_of(runs: Iterable[Delimiters]) -> int:
    """Give how deep pairs are nested."""
    depth = deepest = 0
    for run in runs:
        depth += run.opens - len(run.closes)
        deepest = max(deepest, depth)
    return deepest


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
    # Single texts are the source's; what was put together may be an accent behind a letter.
    text = normalized("".join([t.text for t in texts])) if len(texts) > 1 else first.text
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return first if text == first.text else Text(text, location=first.location)
