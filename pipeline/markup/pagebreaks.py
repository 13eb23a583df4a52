"""Page breaks of another edition: marks in the text that say where its pages begin.

A mark stands before the first word that begins on a page, so a word that a page ends within stays
whole; words of Chinese or Japanese, which nothing parts, are parted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from unicodedata import east_asian_width

from pipeline.markup.escape import Markup, attribute
from pipeline.markup.places import PageBreak, Places
from pipeline.model.nodes import (
    CaptionLabel,
    Citation,
    CodeSpan,
    HardBreak,
    Image,
    Inline,
    Math,
    NoteReference,
    PageReference,
    SoftBreak,
    Span,
    Text,
)
from pipeline.model.offsets import place_after, visible_length


def page_break_markup(found: PageBreak, name: str, places: Places) -> Markup:
    """Write the mark of a page; `name` is the element's.

    It has no text, so that nobody copies it; its label is what assistive technology says.
    """
    named = attribute("id", found.identifier) + attribute("aria-label", found.label)
    return Markup(f"<{name}{places.role('pagebreak')}{named}></{name}>")


def breaks_before(sources: Iterable[object], places: Places) -> Markup:
    """Write the marks of the pages that begin with a block, above it."""
    if not places.breaks:
        return Markup("")
    breaks = (found for source in sources for found in places.breaks.get(id(source), ()))
    return Markup("".join(f"{page_break_markup(found, 'div', places)}\n" for found in breaks))


class Marked(NamedTuple):
    """Inlines in which an empty span holds the place of each page break, by its name."""

    content: tuple[Inline, ...]
    breaks: dict[str, PageBreak]


def with_page_breaks(content: tuple[Inline, ...], breaks: Sequence[PageBreak]) -> Marked:
    """Put places for page breaks into inlines; those behind all words come at their end."""
    inserter = _Inserter(sorted(breaks, key=lambda found: found.offset))
    inner = inserter.content(content)
    return Marked((*inner, *inserter.rest()), {found.identifier: found for found in breaks})


class _Inserter:
    """Goes through inlines once; `_seen` counts visible characters, `_before` is the last one.

    `_before` is white space where a word may begin.
    """

    def __init__(self, breaks: Sequence[PageBreak]) -> None:
        self._breaks = list(breaks)
        self._seen = 0
        self._before = " "

    def rest(self) -> Iterator[Span]:
        """Yield the places that nothing has come behind."""
        while self._breaks:
            yield Span((), identifier=self._breaks.pop(0).identifier)

    def content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Give inlines with places in them."""
        if not self._breaks:
            return content
        return tuple(piece for inline in content for piece in self._inline(inline))

    def _inline(self, inline: Inline) -> Iterator[Inline]:
        match inline:
            case Text() | CodeSpan() | Citation() | CaptionLabel():
                yield from self._worded(inline)
            case SoftBreak() | HardBreak():
                self._before = " "
                yield inline
            case Math() | Image():
                yield from self._due("")
                self._seen += 1
                self._before = "x"
                yield inline
            case NoteReference() | PageReference():
                yield inline
            case _:
                yield from self._due("")
                yield replace(inline, content=self.content(inline.content))

    def _due(self, after: str) -> Iterator[Span]:
        """Yield the places that are due where `after` ("" for what is not known) comes next."""
        while self._breaks and self._breaks[0].offset <= self._seen and self._parts(after):
            yield Span((), identifier=self._breaks.pop(0).identifier)

    def _parts(self, after: str) -> bool:
        """Tell whether a word may begin with a character here."""
        return self._before.isspace() or _is_wide(self._before) or _is_wide(after)

    def _worded(self, inline: Text | CodeSpan | Citation | CaptionLabel) -> Iterator[Inline]:
        """Yield a text in the pieces that breaks part it into."""
        text, start = inline.text, 0
        end = self._seen + visible_length(text)
        while self._breaks and self._breaks[0].offset < end:
            at = self._next_place(text, start)
            if at is None:
                break
            if at > start:
                yield replace(inline, text=text[start:at])
            self._seen += visible_length(text[start:at])
            self._before = text[at - 1] if at else self._before
            yield from self._due(text[at])
            start = at
        if text[start:]:
            self._before = text[-1]
            yield replace(inline, text=text[start:]) if start else inline
        self._seen = end

    def _next_place(self, text: str, start: int) -> int | None:
        """Give where the next break goes in a text, None where it goes behind that."""
        missing = max(self._breaks[0].offset - self._seen, 0)
        at = start + place_after(text[start:], missing)
        before = text[at - 1] if at else self._before
        while at < len(text):
            if not text[at].isspace() and (
                before.isspace() or _is_wide(before) or _is_wide(text[at])
            ):
                return at
            before = text[at]
            at += 1
        return None


def _is_wide(character: str) -> bool:
    return bool(character) and east_asian_width(character) in "WF"
