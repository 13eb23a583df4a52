"""Elements of HTML within text, as inlines."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from pipeline.location import Location
from pipeline.model.nodes import (
    Abbreviation,
    CodeSpan,
    Deletion,
    Emphasis,
    Image,
    Inline,
    Insertion,
    Keyboard,
    Link,
    Mark,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    Worded,
)
from pipeline.model.plain_text import plain_text
from pipeline.readers.characters import PLAIN
from pipeline.readers.html_tags import Tag
from pipeline.readers.smart import quotes_of

Content = tuple[Inline, ...]
_Maker = Callable[[Content, Location], Inline]

_MAKERS: Mapping[str, _Maker] = {
    **dict.fromkeys(("em", "i", "cite", "var", "dfn"), lambda c, p: Emphasis(c, location=p)),
    **dict.fromkeys(("strong", "b"), lambda c, p: Strong(c, location=p)),
    **dict.fromkeys(("del", "s", "strike"), lambda c, p: Deletion(c, location=p)),
    **dict.fromkeys(("ins", "u"), lambda c, p: Insertion(c, location=p)),
    "mark": lambda c, p: Mark(c, location=p),
    "sub": lambda c, p: Subscript(c, location=p),
    "sup": lambda c, p: Superscript(c, location=p),
    "kbd": lambda c, p: Keyboard(c, location=p),
}
_CODE = frozenset({"code", "samp", "tt"})
_ABBREVIATIONS = frozenset({"abbr", "acronym"})


def element_inlines(tag: Tag, content: Content, place: Location, language: str = "en") -> Content:
    """Give what an element with that content means; `language` decides the quotes of `q`.

    A link's address is not judged here.
    """
    return _named(tag, _meaning(tag, content, place, language), place)


def _meaning(tag: Tag, content: Content, place: Location, language: str) -> Content:
    if tag.name in _MAKERS:
        return (_MAKERS[tag.name](content, place),) if content else ()
    if tag.name in _CODE:
        return _code(content, place)
    if tag.name in _ABBREVIATIONS and tag.get("title") and content:
        return (Abbreviation(content, tag.get("title"), location=place),)
    if tag.name == "q":
        opening, closing = quotes_of(language)[:2]
        return (Text(opening, location=place), *content, Text(closing, location=place))
    if tag.name == "a" and tag.get("href") and content:
        return (Link(_unlinked(content), tag.get("href"), tag.get("title"), location=place),)
    return content


def _code(content: Content, place: Location) -> Content:
    if all(isinstance(inline, Text | SoftBreak) for inline in content):
        text = plain_text(content).translate(PLAIN)
        return (CodeSpan(text, location=place),) if text.strip() else ()
    return tuple(map(_coded, content))


def _coded(inline: Inline) -> Inline:
    """Make code of the words within an inline."""
    if isinstance(inline, Text) and inline.text.strip():
        return CodeSpan(inline.text.translate(PLAIN), location=inline.location)
    if isinstance(inline, Worded):
        return replace(inline, content=tuple(map(_coded, inline.content)))
    return inline


def _unlinked(content: Content) -> Content:
    """Put the words of links in their place: links hold no links."""
    result: list[Inline] = []
    for inline in content:
        if isinstance(inline, Link):
            result.extend(_unlinked(inline.content))
        elif isinstance(inline, Worded):
            result.append(replace(inline, content=_unlinked(inline.content)))
        else:
            result.append(inline)
    return tuple(result)


def _named(tag: Tag, content: Content, place: Location) -> Content:
    """Put a span around content that has a name, a language or a direction of its own."""
    if not (tag.identifier or tag.language or tag.direction):
        return content
    span = Span(content, tag.identifier, (), tag.language, tag.direction, location=place)
    return (span,) if content or tag.identifier else ()


def image_of(tag: Tag, place: Location) -> Image | None:
    """Make an image of an `img`; None where it names no file."""
    url = tag.get("src") or tag.get("data-src")
    if not url:
        return None
    return Image(
        url,
        tag.get("alt"),
        tag.get("title"),
        identifier=tag.identifier,
        width=tag.length("width"),
        height=tag.length("height"),
        location=place,
    )


def stand_in(tag: Tag, place: Location) -> Link | None:
    """Give a link to what an edition cannot hold: a film, a sound, a page within the page.

    None where it lies on no web server.
    """
    url = tag.get("src")
    if not url.lower().startswith(("http://", "https://")):
        return None
    return Link((Text(tag.get("title") or url, location=place),), url, location=place)
