"""HTML within text: comments vanish, elements with a meaning become nodes, other tags go."""

import re
from typing import TYPE_CHECKING

from pipeline.location import Location
from pipeline.model.nodes import HardBreak, Text
from pipeline.readers.constructs import say_unsafe
from pipeline.readers.dropped_tags import HIDDEN
from pipeline.readers.html_inlines import element_inlines, image_of, stand_in
from pipeline.readers.html_tags import (
    DROPPED_WITH_CONTENT,
    INLINE,
    KNOWN,
    STAND_INS,
    VOID,
    Tag,
    read_tag,
)
from pipeline.readers.scanner import NOT_HERE, Construct, OpenTag, Scanner
from pipeline.readers.urls import is_safe

if TYPE_CHECKING:
    from pipeline.model.nodes import Inline

_DECLARATION = re.compile(r"<!(?![A-Za-z])")
MAX_OPEN = 20


class RawHtml(Construct):
    """A tag, comment, declaration or instruction of HTML (6.6)."""

    triggers = "<"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Read it; add what it means."""
        found = read_tag(scanner.text, at)
        if found is None:
            return _scan_hidden(scanner, at)
        return _scan_tag(scanner, at, *found)


def _scan_hidden(scanner: Scanner, at: int) -> int:
    """Read what browsers do not show."""
    text = scanner.text
    for start, mark in HIDDEN:
        if not text.startswith(start, at):
            continue
        if start == "<!" and _DECLARATION.match(text, at):
            return NOT_HERE
        end = scanner.find(mark, at + 2)
        if end < 0:
            return NOT_HERE
        scanner.flush(at)
        scanner.dropped.drop_hidden(start, mark, scanner.places.at(at))
        return end + len(mark)
    return NOT_HERE


def _scan_tag(scanner: Scanner, at: int, tag: Tag, end: int) -> int:
    place = scanner.places.at(at)
    if tag.may_be_text and scanner.find(f"</{tag.written}", end) < 0:
        scanner.dropped.show_tag(tag.written, place)
        scanner.add_text(at, scanner.text[at:end].replace("\n", " "))
        return end
    scanner.flush(at)
    if tag.is_closing:
        _close(scanner, tag, place)
        return end
    scanner.dropped.judge(tag, place)
    if tag.name in DROPPED_WITH_CONTENT:
        content = _end_of_content(scanner, tag.name, end)
        if content >= 0:
            scanner.dropped.drop_element(tag.name, place)
            return content
    if tag.name in VOID or tag.name in STAND_INS:
        scanner.items.extend(_alone(scanner, tag, place))
    elif tag.name in INLINE and len(scanner.tags) < MAX_OPEN:
        scanner.tags.append(OpenTag(tag, place, scanner))
    elif tag.name in KNOWN:
        scanner.dropped.drop_tag(tag.name, place, is_closing=False)
    return end


def _alone(scanner: Scanner, tag: Tag, place: Location) -> "tuple[Inline, ...]":
    """Give what a tag without content means."""
    if tag.name == "br":
        return (HardBreak(location=scanner.places.line_at(scanner.done)),)
    if tag.name == "wbr":
        return (Text("\u200b", location=place),)
    if tag.name == "img":
        image = image_of(tag, place)
        scanner.described = ()
        return (image,) if image else ()
    if tag.name not in INLINE:
        scanner.dropped.drop_tag(tag.name, place, is_closing=False)
    link = stand_in(tag, place) if tag.name in STAND_INS else None
    return (link,) if link else ()


def _close(scanner: Scanner, tag: Tag, place: Location) -> None:
    """Make an element of what stands between a tag and the one that opened it."""
    tags = scanner.tags
    index = next((i for i in range(len(tags) - 1, -1, -1) if tags[i].tag.name == tag.name), -1)
    if index < 0:
        if tag.name not in VOID:
            scanner.dropped.drop_tag(tag.name, place, is_closing=True)
        return
    opened = tags[index]
    scanner.drop_tags(index + 1)
    tags.pop()
    scanner.close_brackets(opened.openers)
    content = scanner.take(opened.item, opened.depth)
    _deepen(scanner, scanner.taken + 1)
    element = opened.tag
    if element.name == "a" and element.get("href") and not is_safe(element.get("href")):
        say_unsafe(scanner, element.get("href"), opened.place)
        scanner.items.extend(content)
        return
    if element.name == "a" and element.get("href"):
        scanner.links += 1
    scanner.items.extend(element_inlines(element, content, opened.place, scanner.reading.language))


def _deepen(scanner: Scanner, depth: int) -> None:
    """Note how deep an element is that was read, for what is around it."""
    if scanner.tags:
        scanner.tags[-1].depth = max(scanner.tags[-1].depth, depth)
    if scanner.openers:
        scanner.openers[-1].depth = max(scanner.openers[-1].depth, depth)
    if not scanner.tags and not scanner.openers:
        scanner.depth = max(scanner.depth, depth)


def _end_of_content(scanner: Scanner, name: str, at: int) -> int:
    """Find where the content ends that goes with its tags; -1 where there is none."""
    if name in scanner.absent:
        return -1
    match = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(scanner.text, at)
    if match is None:
        scanner.absent.add(name)
    return match.start() if match else -1
