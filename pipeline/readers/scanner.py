"""The inline scanner: one pass over the text of a leaf.

A regular expression finds the next character at which a construct may begin; the constructs that
begin with it are tried in the order of their priority; what none of them takes is text. Nothing
is looked at again when it has been read, so the time is linear in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markdown.inlinepatterns import InlineProcessor

from pipeline.diagnostics import Code
from pipeline.model.nodes import HardBreak, Inline, SoftBreak, Text
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.emphasis import (
    MAX_DEPTH,
    Delimiters,
    Item,
    build,
    depth_of,
    merged,
    pair,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.location import Location
    from pipeline.readers.reading import Places, Reading

NOT_HERE = -1


class Construct(InlineProcessor):
    """An inline construct of the language, as a pattern of Python-Markdown's registry.

    `triggers` are the characters that it may begin with; where `needle` is not "", a text
    without it cannot hold the construct. The scanner asks `scan`, not `handleMatch`.
    """

    triggers = ""
    needle = ""

    def __init__(self) -> None:
        super().__init__(any_of(self.triggers))

    def scan(self, scanner: Scanner, at: int) -> int:
        """Read the construct at `at`, add what it means, and give its end, or NOT_HERE."""
        raise NotImplementedError


def any_of(characters: Iterable[str]) -> str:
    """Give a regular expression that matches any one of some characters, or nothing."""
    if not characters:
        return "(?!)"
    return f"[{''.join(re.escape(c) for c in sorted(set(characters)))}]"


class Plan(NamedTuple):
    """How one text is scanned: where to stop, and what to try there."""

    search: Callable[[str, int], re.Match[str] | None]
    constructs: dict[str, tuple[Construct, ...]]


class Opener:
    """An opening bracket that may become a link, an image, a span or a note.

    `item` is its index among the items, `start` where its text begins, `mark` `[`, `![` or `^[`.
    `depth` is how deep the links and spans within it are nested; `links` and `inactive` are what
    the scanner's were when it was met.
    """

    __slots__ = ("depth", "has_inner", "inactive", "item", "links", "location", "mark", "start")

    def __init__(self, mark: str, start: int, scanner: Scanner) -> None:
        self.mark = mark
        self.start = start
        self.item = len(scanner.items)
        self.links = scanner.links
        self.inactive = scanner.inactive
        self.location = scanner.places.at(start - len(mark))
        self.has_inner = False
        self.depth = 0


class Scanner:
    """The scanning of one text.

    `items` is what was read so far, `openers` the brackets that are open, `inactive` how many of
    them can begin no link, since a link stands within them, `links` the number of links that were
    made, `described` the inlines that describe the last image. `closers` are the
    places where scripts end, `script_end` is behind the last of them. `depth` is how deep links
    and spans are nested, `has_tails` whether attributes stand behind any run.
    `absent` holds closing marks that the rest of the text is known not to have. `finish` is what a
    construct wants done with inlines when all are read.
    """

    __slots__ = (
        "_done",
        "_found",
        "_plan",
        "absent",
        "backticks",
        "closers",
        "depth",
        "described",
        "dropped",
        "finish",
        "has_tails",
        "inactive",
        "items",
        "links",
        "openers",
        "places",
        "reading",
        "script_end",
        "taken",
        "text",
    )

    def __init__(self, text: str, places: Places, plan: Plan, reading: Reading) -> None:
        self.text = text
        self.places = places
        self.reading = reading
        self._plan = plan
        self._done = 0
        self.items: list[Item] = []
        self.openers: list[Opener] = []
        self.inactive = 0
        self.links = 0
        self.described: tuple[Inline, ...] = ()
        self.closers: set[int] = set()
        self.script_end = 0
        self.finish: Callable[[Scanner, tuple[Inline, ...]], tuple[Inline, ...]] | None = None
        self.depth = self.taken = 0
        self.has_tails = False
        self.absent: set[str] = set()
        self._found: dict[str, int] = {}
        self.dropped = DroppedTags()
        self.backticks: dict[int, list[int]] | None = None

    def inlines(self) -> tuple[Inline, ...]:
        """Scan the text, as the content of a block."""
        return trimmed(self.content())

    def content(self) -> tuple[Inline, ...]:
        """Scan the text, with the space and the breaks at its ends."""
        text = self.text
        search, constructs = self._plan
        match = search(text, 0)
        while match is not None:
            at = match.start()
            end = NOT_HERE
            for construct in constructs[match.group()]:
                end = construct.scan(self, at)
                if end != NOT_HERE:
                    self._done = end
                    break
            match = search(text, end if end != NOT_HERE else at + 1)
        self.flush(len(text))
        content = self.finished(self.take(0, self.depth))
        self.described = self.finished(self.described)
        self.dropped.say(self.reading.findings)
        return content

    def finished(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Give inlines, as what they stand in ends, with all done that they wait for."""
        return content if self.finish is None else self.finish(self, content)

    def flush(self, end: int) -> None:
        """Add the text that no construct took, up to `end`."""
        start = self._done
        if start < end:
            self.items.append(Text(self.text[start:end], location=self.places.line_at(start)))

    @property
    def done(self) -> int:
        """Up to where the text is taken; what follows may be text yet."""
        return self._done

    def add(self, at: int, item: Item) -> None:
        """Add what begins at `at`, after the text before it."""
        self.flush(at)
        self.items.append(item)

    def add_text(self, at: int, text: str) -> None:
        """Add characters as they are, which stand for what begins at `at`."""
        self.add(at, Text(text, location=self.places.line_at(at)))

    def take(self, first: int, inner: int = 0) -> tuple[Inline, ...]:
        """Take the items from `first` on as finished inlines.

        `inner` is how deep they are nested already; `taken` is then how deep they are in all.
        """
        items = self.items[first:]
        del self.items[first:]
        self.taken = inner
        runs = [item for item in items if isinstance(item, Delimiters)]
        if not runs:
            return merged([item for item in items if not isinstance(item, Delimiters)])
        pair(runs)
        weight = 2 if self.has_tails else 1
        depth, limit = depth_of(runs), max(0, MAX_DEPTH - inner) // weight
        if depth > limit:
            self.say_too_deep(runs[0].location)
        self.taken += weight * min(depth, limit)
        return build(items, limit)

    def say_too_deep(self, place: Location) -> None:
        """Say that markup is left out since it is nested too deep."""
        self.reading.findings.say(
            Code.NESTING_TOO_DEEP,
            f"emphasis and spans are nested more than {MAX_DEPTH} levels deep; the text of deeper"
            " levels stays plain",
            place,
        )

    def find(self, mark: str, at: int) -> int:
        """Find a closing mark from `at` on, -1 where there is none; no text is searched twice.

        Each mark is asked for from left to right.
        """
        if mark in self.absent:
            return NOT_HERE
        found = self._found.get(mark, NOT_HERE)
        if found < at:
            found = self._found[mark] = self.text.find(mark, at)
            if found < 0:
                self.absent.add(mark)
        return found


def trimmed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Drop breaks at the ends, a soft break beside a hard one, and spaces around breaks."""
    if _is_trimmed(content):
        return content
    result: list[Inline] = []
    for inline in content:
        if isinstance(inline, HardBreak | SoftBreak):
            _add_break(result, inline)
        elif not result or isinstance(result[-1], HardBreak | SoftBreak):
            result.extend(_without_lead(inline))
        else:
            result.append(inline)
    _drop_space(result)
    while result and isinstance(result[-1], HardBreak | SoftBreak):
        result.pop()
        _drop_space(result)
    return tuple(result)


def _is_trimmed(content: tuple[Inline, ...]) -> bool:
    """Tell whether no break stands at an end or beside another, and no space at an end or break."""
    is_after_break, ends_in_space = True, False
    for inline in content:
        if isinstance(inline, Text):
            text = inline.text
            if is_after_break and text[0] == " ":
                return False
            is_after_break, ends_in_space = False, text[-1] == " "
        elif isinstance(inline, SoftBreak | HardBreak):
            if is_after_break or ends_in_space:
                return False
            is_after_break = True
        else:
            is_after_break = ends_in_space = False
    return not (is_after_break or ends_in_space)


def _add_break(result: list[Inline], new: HardBreak | SoftBreak) -> None:
    _drop_space(result)
    if not result:
        return
    last = result[-1]
    if isinstance(last, SoftBreak) and isinstance(new, HardBreak):
        result[-1] = new
    elif isinstance(new, HardBreak) or not isinstance(last, HardBreak | SoftBreak):
        result.append(new)


def _without_lead(inline: Inline) -> tuple[Inline, ...]:
    """Give an inline without leading space, or nothing where it is no more than that."""
    if not isinstance(inline, Text) or not inline.text.startswith(" "):
        return (inline,)
    text = inline.text.lstrip(" ")
    return (Text(text, location=inline.location),) if text else ()


def _drop_space(result: list[Inline]) -> None:
    """Drop the space at the end of the last text."""
    last = result[-1] if result else None
    if not isinstance(last, Text) or not last.text.endswith(" "):
        return
    result.pop()
    text = last.text.rstrip(" ")
    if text:
        result.append(Text(text, location=last.location))
