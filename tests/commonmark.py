"""CommonMark's examples, and HTML made comparable.

The examples come with npm's package `commonmark-spec`, which `.ci/install-validators` puts into
`build/`. What is compared are rows of events: the tags that CommonMark writes itself, with the
attributes that it gives them, and the text between them.

Raw HTML is compared by a policy of its own, for which no code is shared with the reader: a document
keeps what elements mean, not the elements. So on both sides

* comments, declarations, instructions and CDATA sections are left out, `script` and `style`
  with their content;
* of an element that CommonMark does not write itself, or that is never closed, only the content
  counts; `i`, `b`, `s` count as `em`, `strong`, `del`; `a` without an address or without words
  counts as nothing, and so does an empty paragraph;
* where an example holds elements that CommonMark does not write itself, or text that stands in no
  block, the borders of blocks count as mere breaks, since text that stands in a `div` has no
  paragraph there and one here;
* of attributes, only those that CommonMark writes itself count, where they are not empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from validators import absent

SPEC = Path(__file__).parent.parent / ("build/commonmark/node_modules/commonmark-spec/spec.txt")
_EXAMPLE = re.compile(
    r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} *(.*?)$", re.MULTILINE | re.DOTALL
)

_HIDDEN = re.compile(
    r"<!-->|<!--->|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![A-Za-z].*?>", re.DOTALL
)
BLOCKS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol", "li", "hr"]
)
INLINES = frozenset(["em", "strong", "code", "a", "img", "br", "del"])
_SAME = {"i": "em", "b": "strong", "s": "del", "strike": "del"}
_GONE = frozenset({"script", "style"})
_ATTRIBUTES = frozenset({"href", "src", "alt", "title", "start"})
_OTHER_BLOCKS = frozenset(
    [
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "address",
        "section",
        "dl",
        "dt",
        "dd",
        "figure",
    ]
)


@dataclass(frozen=True)
class Example:
    """One example: its number, the section that it stands in, a source and what it becomes."""

    number: int
    section: str
    markdown: str
    html: str


def examples() -> tuple[Example, ...]:
    """Give all examples; the calling test is skipped, or fails, where they are not there."""
    if not SPEC.is_file():
        absent("commonmark-spec is not in build/commonmark; .ci/install-validators puts it there")
    return tuple(_examples(SPEC.read_text("utf-8").partition("<!-- END TESTS -->")[0]))


def _examples(text: str) -> Iterator[Example]:
    section, number = "", 0
    for markdown, html, heading in _EXAMPLE.findall(text):
        if heading:
            section = heading
            continue
        number += 1
        yield Example(number, section, markdown.replace("→", "\t"), html.replace("→", "\t"))


Event = tuple[str, ...]


class _Events(HTMLParser):
    """Reads HTML into events: `("text", …)`, `("open", name, attributes)`, `("close", name)`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []
        self.is_raw = False
        self._gone = 0
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = _SAME.get(tag, tag)
        self.is_raw = self.is_raw or name != tag or tag not in BLOCKS | INLINES
        if tag in _GONE:
            self._gone += 1
        elif name in BLOCKS | INLINES:
            kept = sorted(
                f"{key}={unquote(value or '')}"
                for key, value in attrs
                if value and (key in _ATTRIBUTES or (key == "class" and tag == "code"))
            )
            self._depth += name in BLOCKS and name != "hr"
            self.events.append(("open", name, *kept))
        elif tag in _OTHER_BLOCKS:
            self.events.append(("break",))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._gone -= tag in _GONE

    def handle_endtag(self, tag: str) -> None:
        name = _SAME.get(tag, tag)
        if tag in _GONE:
            self._gone = max(self._gone - 1, 0)
        elif name in BLOCKS | INLINES and name not in {"br", "img", "hr"}:
            self._depth -= name in BLOCKS
            self.events.append(("close", name))
        elif tag in _OTHER_BLOCKS:
            self.events.append(("break",))

    def handle_data(self, data: str) -> None:
        if not self._gone:
            self.is_raw = self.is_raw or (not self._depth and bool(data.strip()))
            self.events.append(("text", data))


def events_of(html: str) -> tuple[list[Event], bool]:
    """Read HTML; tell too whether it holds elements that CommonMark does not write itself."""
    reader = _Events()
    reader.feed(_HIDDEN.sub("", html))
    reader.close()
    return reader.events, reader.is_raw


def same(html: str, expected: str) -> bool:
    """Tell whether two pieces of HTML say the same, by the policy above."""
    (found, _), (wanted, is_raw) = events_of(html), events_of(expected)
    is_raw = is_raw or "<!" in expected or "<?" in expected
    return normal(found, is_raw=is_raw) == normal(wanted, is_raw=is_raw)


def normal(events: list[Event], *, is_raw: bool) -> list[Event]:
    """Make events comparable: white space, empty anchors and, with raw HTML, block borders."""
    result: list[Event] = []
    depth = 0
    for event in _without_nothing(events):
        if event[:2] == ("open", "pre"):
            depth += 1
        elif event == ("close", "pre"):
            depth -= 1
        if is_raw and event[0] != "text" and event[1:2] and event[1] in BLOCKS:
            result.append(("break",))
        elif event[0] != "text":
            result.append(event)
        elif result and result[-1][0] == "text":
            result[-1] = ("text", result[-1][1] + event[1])
        else:
            result.append(("text", event[1]))
        if event[0] == "text" and not depth:
            result[-1] = ("text", re.sub(r"\s+", " ", result[-1][1]))
    return _without_edges(result)


def _without_nothing(events: list[Event]) -> list[Event]:
    """Drop elements that are never closed or opened, anchors that lead nowhere or hold nothing."""
    partners = _partners(events)
    dropped = {
        at
        for at, event in enumerate(events)
        if event[0] in {"open", "close"}
        and event[1] not in {"br", "img", "hr"}
        and (at not in partners or _is_nothing(events, *sorted((at, partners[at]))))
    }
    return [event for at, event in enumerate(events) if at not in dropped]


def _partners(events: list[Event]) -> dict[int, int]:
    """Give, by the index of a tag, that of the tag that goes with it."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for at, event in enumerate(events):
        if event[0] == "open":
            opened.append(at)
        elif event[0] == "close" and any(events[start][1] == event[1] for start in opened):
            while events[opened[-1]][1] != event[1]:
                opened.pop()
            partners[at] = opened.pop()
            partners[partners[at]] = at
    return partners


def _is_nothing(events: list[Event], start: int, end: int) -> bool:
    name = events[start][1]
    if name not in {"a", "p"}:
        return False
    leads = name == "p" or any(value.startswith("href=") for value in events[start][2:])
    return not leads or not any(
        (event[0] == "text" and event[1].strip()) or event[1:2] in (("img",), ("br",))
        for event in events[start:end]
    )


def _without_edges(events: list[Event]) -> list[Event]:
    """Drop white space at the borders of blocks, and breaks that follow each other.

    Space at the border of a block is none within an inline element either (CSS Text 3, 4.1.2).
    """
    result: list[Event] = []
    for at, event in enumerate(events):
        if event[0] == "text":
            text = event[1]
            if _is_at_border(events[:at][::-1], "open"):
                text = text.lstrip(" ") if "\n" not in text else text
            if _is_at_border(events[at + 1 :], "close"):
                text = text.rstrip(" ") if "\n" not in text else text
            if text.strip():
                result.append(("text", text))
        elif event != ("break",) or (result and result[-1] != event):
            result.append(event)
    while result and result[-1] == ("break",):
        result.pop()
    return result


def _is_at_border(events: list[Event], side: str) -> bool:
    """Tell whether the border of a block comes next, but for tags of inline elements."""
    for event in events:
        is_inline = event[0] == side and event[1] in INLINES - {"br", "img", "code"}
        if not is_inline and not (event[0] == "text" and not event[1].strip()):
            return _is_border(event)
    return True


def _is_border(event: Event) -> bool:
    return event[0] == "break" or event[1] in BLOCKS or event[1] == "br"
