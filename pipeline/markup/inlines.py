"""Inlines as markup."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from pipeline.markup.attributes import class_attribute, speech_attributes
from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.markup.formulas import formula_markup
from pipeline.markup.images import image_markup
from pipeline.markup.pagebreaks import page_break_markup, with_page_breaks
from pipeline.markup.places import Places
from pipeline.model.nodes import (
    Abbreviation,
    CaptionLabel,
    Citation,
    CodeSpan,
    CrossReference,
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
    Node,
    NoteReference,
    PageReference,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.model.walk import rewrite, walk

_ELEMENTS = {
    Emphasis: "em",
    Strong: "strong",
    Deletion: "del",
    Insertion: "ins",
    Mark: "mark",
    Superscript: "sup",
    Subscript: "sub",
}


def inlines_markup(content: Iterable[Inline], places: Places) -> Markup:
    """Write inlines one after the other."""
    # No comprehension: it would cost a frame of the stack for every level of nesting.
    pieces: list[Markup] = []
    for inline in content:
        pieces.append(_inline(inline, places))  # noqa: PERF401 - as said
    return Markup("".join(pieces))


def text_markup(content: tuple[Inline, ...], places: Places) -> Markup:
    """Write the inlines of a block, with the marks of the pages that begin among them."""
    if id(content) not in places.breaks:
        return inlines_markup(content, places)
    marked = with_page_breaks(content, places.breaks[id(content)])
    return inlines_markup(marked.content, replace(places, marks=marked.breaks))


def _inline(inline: Inline, places: Places) -> Markup:  # noqa: C901, PLR0911, PLR0912 - a line a node
    match inline:
        case Text() | Citation():
            return escape_text(inline.text)
        case SoftBreak():
            return Markup(" ")
        case CodeSpan():
            return Markup(f"<code{places.code_direction}>{escape_text(inline.text)}</code>")
        case (
            Emphasis() | Strong() | Deletion() | Insertion() | Mark() | Superscript() | Subscript()
        ):
            name = _ELEMENTS[type(inline)]
            return Markup(f"<{name}>{inlines_markup(inline.content, places)}</{name}>")
        case Link():
            return _link(inline, places)
        case CrossReference():
            return _anchor(inline, attribute("href", places.href(inline.identifier)), places)
        case Image():
            return image_markup(inline, places)
        case NoteReference():
            return _note_reference(inline, places)
        case HardBreak():
            return Markup("<br/>")
        case Math():
            return formula_markup(inline, places)
        case Keyboard():
            content = inlines_markup(inline.content, places)
            return Markup(f"<kbd{places.code_direction}>{content}</kbd>")
        case Abbreviation():
            title = attribute("title", inline.expansion)
            return Markup(f"<abbr{title}>{inlines_markup(inline.content, places)}</abbr>")
        case Span():
            return _span(inline, places)
        case PageReference():
            return _page_reference(inline, places)
        case CaptionLabel():
            return Markup(f'<span class="caption-label">{escape_text(inline.text)}</span>')
        case _:
            assert_never(inline)


def _page_reference(reference: PageReference, places: Places) -> Markup:
    href = attribute("href", places.href(reference.identifier))
    return Markup(f'<a class="page-reference"{href}>{escape_text(reference.text)}</a>')


def _span(span: Span, places: Places) -> Markup:
    if span.identifier in places.marks:
        return page_break_markup(places.marks[span.identifier], "span", places)
    attributes = (
        attribute("id", span.identifier)
        + class_attribute(theirs=span.classes)
        + speech_attributes(span.language, span.direction)
    )
    content = inlines_markup(span.content, places.facing(span.direction))
    return Markup(f"<span{attributes}>{content}</span>" if attributes else content)


def _link(link: Link, places: Places) -> Markup:
    where = attribute("href", link.url)
    return _anchor(link, Markup(where + attribute("title", link.title)) if where else where, places)


def _anchor(link: Link | CrossReference, attributes: Markup, places: Places) -> Markup:
    content = inlines_markup(link.content, places)
    marks = Markup("")
    if "<a " in content:
        # HTML 4.5.1: no link inside a link. Inner ones keep their words, note marks follow.
        marks = inlines_markup(_note_references(link.content), places)
        content = inlines_markup(rewrite(link.content, _unlinked), places)
    if not content.strip() or not attributes:
        return Markup(content + marks)
    return Markup(f"<a{attributes}>{content}</a>{marks}")


def _note_references(content: tuple[Inline, ...]) -> tuple[NoteReference, ...]:
    return tuple(node for node in walk(content) if isinstance(node, NoteReference))


def _unlinked(node: Node) -> Node | tuple[Node, ...]:
    if isinstance(node, Link | CrossReference):
        return node.content
    return () if isinstance(node, NoteReference) else node


def _note_reference(reference: NoteReference, places: Places) -> Markup:
    mark = escape_text(reference.number or reference.label)
    identifier = attribute("id", reference.identifier)
    href = attribute("href", places.href(reference.note))
    if not href:
        return Markup(f"<sup{identifier}>{mark}</sup>")
    return Markup(f"<sup><a{identifier}{href}{places.role('noteref')}>{mark}</a></sup>")
