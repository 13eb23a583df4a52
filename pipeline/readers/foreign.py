"""Inline patterns of Python-Markdown's extensions, beside the constructs of our own.

A pattern finds its matches in a text once, in one pass; the scanner then offers it those places
alone. What it makes is an element, which becomes nodes here.
"""

import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.nodes import (
    Abbreviation,
    CodeSpan,
    Deletion,
    Emphasis,
    HardBreak,
    Image,
    Inline,
    Insertion,
    Keyboard,
    Link,
    Mark,
    Math,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.urls import is_safe

_STASHED = re.compile("\x02[^\x03]*\x03")
Scan = Callable[[str, Location], tuple[Inline, ...]]


class FoundPattern(Construct):
    """A pattern of an extension, with the places where one text matches it."""

    def __init__(self, pattern: InlineProcessor, text: str, scan: Scan) -> None:
        matches = pattern.getCompiledRegExp().finditer(text)
        self._matches = {match.start(): match for match in matches if match.group()}
        self._pattern = pattern
        self._scan = scan
        self.triggers = "".join(sorted({text[at] for at in self._matches}))

    def scan(self, scanner: Scanner, at: int) -> int:
        """Let the pattern read its match, and add what it makes of it."""
        match = self._matches.get(at)
        if match is None:
            return NOT_HERE
        made, start, end = self._pattern.handleMatch(match, scanner.text)
        if made is None or start is None or end is None or end <= at:
            return NOT_HERE
        place = scanner.places.at(at)
        scanner.flush(max(start, scanner.done))
        scanner.items.extend(_Elements(scanner, place, self._scan).inlines(made))
        return end


class _Elements:
    """Makes nodes of what a pattern made at one place."""

    def __init__(self, scanner: Scanner, place: Location, scan: Scan) -> None:
        self._scanner = scanner
        self._place = place
        self._scan = scan

    def inlines(self, made: Element | str) -> tuple[Inline, ...]:
        if isinstance(made, Element):
            return self._element(made)
        return (Text(self._unstashed(made), location=self._place),) if made else ()

    def _unstashed(self, text: str) -> str:
        """Take out what refers to raw HTML that the pattern has put aside."""
        clean, count = _STASHED.subn("", text)
        if count:
            self._say_dropped("raw HTML")
        return clean

    def _say_dropped(self, what: str) -> None:
        message = f"{what} of an extension dropped"
        self._scanner.reading.findings.say(Code.MARKUP_DROPPED, message, self._place)

    def _content(self, element: Element) -> tuple[Inline, ...]:
        return (*self._text(element.text), *self._children(element))

    def _children(self, element: Iterable[Element]) -> tuple[Inline, ...]:
        parts: list[Inline] = []
        for child in element:
            parts.extend(self._element(child))
            parts.extend(self._text(child.tail))
        return tuple(parts)

    def _text(self, text: str | None) -> tuple[Inline, ...]:
        if not text:
            return ()
        if isinstance(text, AtomicString):
            return (Text(self._unstashed(text), location=self._place),)
        return self._scan(self._unstashed(text), self._place)

    def _element(self, element: Element) -> tuple[Inline, ...]:
        kind = _KINDS.get(element.tag)
        if kind is not None:
            return (kind(self._content(element), location=self._place),)
        make = _MAKERS.get(element.tag)
        if make is not None:
            return make(self, element)
        self._say_dropped(f"element <{element.tag}>")
        return self._content(element)

    def code(self, element: Element) -> tuple[Inline, ...]:
        return (CodeSpan("".join(element.itertext()), location=self._place),)

    def link(self, element: Element) -> tuple[Inline, ...]:
        url, title = element.get("href", ""), element.get("title", "")
        content = self._content(element)
        if not is_safe(url):
            self._say_dropped("unsafe link")
            return content
        self._scanner.links += 1
        return (Link(content, url, title, location=self._place),)

    def image(self, element: Element) -> tuple[Inline, ...]:
        url, alternative = element.get("src", ""), element.get("alt", "")
        return (Image(url, alternative, element.get("title", ""), location=self._place),)

    def line_break(self, element: Element) -> tuple[Inline, ...]:  # noqa: ARG002 - all makers take one
        return (HardBreak(location=self._place),)

    def abbreviation(self, element: Element) -> tuple[Inline, ...]:
        content, expansion = self._content(element), element.get("title", "")
        return (Abbreviation(content, expansion, location=self._place),) if expansion else content

    def span(self, element: Element) -> tuple[Inline, ...]:
        classes = tuple(element.get("class", "").split())
        if _FORMULA in classes:
            return (Math(_tex(element), location=self._place),)
        content = self._content(element)
        span = Span(content, element.get("id", ""), classes, location=self._place)
        return content if span == Span(content) else (span,)


def _tex(element: Element) -> str:
    """Give the formula that pymdown's extension puts into a script, or between parentheses."""
    script = element.find("script")
    text = "".join(element.itertext()) if script is None else script.text or ""
    return text.strip().removeprefix(r"\(").removesuffix(r"\)").strip()


_FORMULA = "arithmatex"
_KINDS: dict[
    str, type[Emphasis | Strong | Deletion | Insertion | Mark | Superscript | Subscript | Keyboard]
] = {
    "b": Strong,
    "del": Deletion,
    "em": Emphasis,
    "i": Emphasis,
    "ins": Insertion,
    "kbd": Keyboard,
    "mark": Mark,
    "s": Deletion,
    "strong": Strong,
    "sub": Subscript,
    "sup": Superscript,
}
_MAKERS: dict[str, Callable[[_Elements, Element], tuple[Inline, ...]]] = {
    "a": _Elements.link,
    "abbr": _Elements.abbreviation,
    "br": _Elements.line_break,
    "code": _Elements.code,
    "img": _Elements.image,
    "span": _Elements.span,
}
