"""Inlines as markup."""

from collections.abc import Iterable
from typing import assert_never

from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.markup.places import Places
from pipeline.model.nodes import (
    CodeSpan,
    CrossReference,
    Emphasis,
    HardBreak,
    Image,
    Inline,
    Link,
    Node,
    NoteReference,
    SoftBreak,
    Strong,
    Text,
)
from pipeline.model.walk import rewrite, walk


def inlines_markup(content: Iterable[Inline], places: Places) -> Markup:
    """Write inlines one after the other."""
    # No comprehension: it would cost a frame of the stack for every level of nesting.
    pieces: list[Markup] = []
    for inline in content:
        pieces.append(_inline(inline, places))  # noqa: PERF401 - as said
    return Markup("".join(pieces))


def _inline(inline: Inline, places: Places) -> Markup:  # noqa: C901, PLR0911, PLR0912 - a line a node
    match inline:
        case Text():
            return escape_text(inline.text)
        case SoftBreak():
            return Markup(" ")
        case CodeSpan():
            return Markup(f"<code{places.code_direction}>{escape_text(inline.text)}</code>")
        case Emphasis():
            return Markup(f"<em>{inlines_markup(inline.content, places)}</em>")
        case Strong():
            return Markup(f"<strong>{inlines_markup(inline.content, places)}</strong>")
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
        case _:
            assert_never(inline)


def _link(link: Link, places: Places) -> Markup:
    where = attribute("href", link.url)
    return _anchor(link, Markup(where + attribute("title", link.title)) if where else where, places)


def _anchor(link: Link | CrossReference, attributes: Markup, places: Places) -> Markup:
    content = inlines_markup(link.content, places)
    marks = Markup("")
    if "<a" in content:
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


def image_markup(image: Image, places: Places) -> Markup:
    """Write an image with its alternative text, or what stands for one that is not there."""
    placed = places.images.get(image.asset)
    if placed is None:
        shown = image.alternative or image.title or image.url
        return Markup(f"<em>{escape_text(f'[{places.words.image_missing}: {shown}]')}</em>")
    size = f' width="{placed.width}" height="{placed.height}"' if placed.width else ""
    source = attribute("src", placed.source)
    # The attribute stands even when empty: without one, screen readers spell the address.
    alternative = attribute("alt", image.alternative) or Markup(' alt=""')
    return Markup(f"<img{source}{alternative}{attribute('title', image.title)}{size}/>")


def _note_reference(reference: NoteReference, places: Places) -> Markup:
    mark = escape_text(reference.number or reference.label)
    identifier = attribute("id", reference.identifier)
    href = attribute("href", places.href(reference.note))
    if not href:
        return Markup(f"<sup{identifier}>{mark}</sup>")
    return Markup(f"<sup><a{identifier}{href}{places.role('noteref')}>{mark}</a></sup>")
