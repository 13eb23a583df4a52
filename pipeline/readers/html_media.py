"""What stands in for elements that no edition can show."""

import re

from pipeline.model.nodes import Inline, Link, Text
from pipeline.readers.characters import LITERAL
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.entities import resolve_references
from pipeline.readers.html_attributes import clean_url
from pipeline.readers.html_names import PLAYED
from pipeline.readers.html_tags import Tag, read_tag

_WEB = re.compile(r"(?:https?:)?//[^\s/]", re.IGNORECASE)
_SOURCE = re.compile(r"<(?:source|embed|iframe|video)\s[^<>]*+>", re.IGNORECASE)
_TITLE = re.compile(r"<title(?:\s[^<>]*+)?>([^<]*+)</title", re.IGNORECASE)


def emptied(tag: Tag, inner: str, dropped: DroppedTags) -> tuple[Inline, ...]:
    """Drop an element with what it holds; give a link to what it plays, or its title."""
    if tag.name in PLAYED:
        link = _link(tag, inner)
        dropped.drop_element(tag, is_linked=bool(link))
        return link
    dropped.drop_element(tag)
    title = _title(tag, inner) if tag.name == "svg" else ""
    return (Text(title.translate(LITERAL), location=tag.place),) if title else ()


def _link(tag: Tag, inner: str) -> tuple[Inline, ...]:
    source = _SOURCE.search(inner)
    within = read_tag(source.group(), tag.place).attributes if source else {}
    url = clean_url(tag.attributes.get("src") or within.get("src", ""))
    if not _WEB.match(url):
        return ()
    url = f"https:{url}" if url.startswith("//") else url
    name = _title(tag, "") or url
    text = Text(name.translate(LITERAL), location=tag.place)
    return (Link((text,), url, location=tag.place),)


def _title(tag: Tag, inner: str) -> str:
    values = tag.attributes
    match = _TITLE.search(inner)
    said = values.get("aria-label") or values.get("title") or (match[1] if match else "")
    return " ".join(resolve_references(said).split())
