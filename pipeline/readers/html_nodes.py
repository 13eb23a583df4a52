"""Elements of HTML as blocks."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple, cast

from pipeline.location import Location
from pipeline.model.nodes import (
    Admonition,
    Block,
    Division,
    Figure,
    HardBreak,
    Heading,
    Image,
    Inline,
    Node,
    PageBreak,
    Paragraph,
    SoftBreak,
    Text,
)
from pipeline.readers.constructs import unsafe_message
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.emphasis import merged
from pipeline.readers.entities import resolve_references
from pipeline.readers.findings import Findings
from pipeline.readers.html_blocks import MAKERS
from pipeline.readers.html_elements import Child, Element, Words
from pipeline.readers.html_inlines import element_inlines, image_of, stand_in
from pipeline.readers.html_tags import INLINE, STAND_INS, Tag
from pipeline.readers.scanner import trimmed
from pipeline.readers.urls import is_safe

_BREAKS = frozenset({"always", "page", "left", "right", "recto", "verso"})
_SPACES = re.compile(r"[ \t\r\f\v]+")
_TITLE = frozenset({"admonition-title", "title"})


class Surroundings(NamedTuple):
    """What elements are read with.

    `finish` gives the words of a leaf their typography, `title_of` the title that a kind of
    admonition has by default.
    """

    findings: Findings
    dropped: DroppedTags
    language: str
    finish: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
    title_of: Callable[[str, Location], tuple[Inline, ...]]


class ElementReader:
    """Reads the tree of elements."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.findings = around.findings
        self.title_of = around.title_of

    def blocks(self, children: Iterable[Child]) -> tuple[Block, ...]:
        """Give what stands in an element as blocks; text between them becomes paragraphs."""
        result: list[Block] = []
        run: list[Child] = []
        for child in children:
            if self._is_inline(child):
                run.append(child)
                continue
            result.extend(self._paragraphs(run))
            run = []
            if isinstance(child, Element):
                result.extend(self._element(child))
            else:
                result.append(cast("Block", child))
        result.extend(self._paragraphs(run))
        return tuple(result)

    def _is_inline(self, child: Child) -> bool:
        if isinstance(child, Words):
            return True
        if not isinstance(child, Element) or child.name in STAND_INS:
            return False
        return child.name in INLINE and all(map(self._is_inline, child.children))

    def _paragraphs(self, run: list[Child]) -> Iterable[Block]:
        content: list[Inline] = []
        for child in run:
            if not isinstance(child, Words):
                content.extend(self._inline(child))
                continue
            for number, text in enumerate(re.split(r"\n[ \t]*\n\s*", child.text)):
                if number:
                    yield from self._paragraph(content)
                    content = []
                line = child.line + child.text.count("\n", 0, max(child.text.find(text), 0))
                content.extend(self._words(text, line))
        yield from self._paragraph(content)

    def _paragraph(self, content: list[Inline]) -> Iterable[Block]:
        shown = self._finished(content)
        if not shown:
            return
        if len(shown) == 1 and isinstance(shown[0], Image):
            image = shown[0]
            bare = replace(image, identifier="")
            yield Figure(bare, (), image.identifier, location=image.location)
        elif any(not isinstance(inline, HardBreak | SoftBreak) for inline in shown):
            yield Paragraph(shown, location=shown[0].location)

    def _finished(self, content: list[Inline]) -> tuple[Inline, ...]:
        return self._around.finish(trimmed(merged(content)))

    def inlines(self, children: Iterable[Child]) -> tuple[Inline, ...]:
        """Give what stands in an element as inlines; of blocks, the words."""
        return self._finished([i for child in children for i in self._inline(child)])

    def _inline(self, child: Child) -> tuple[Inline, ...]:
        if isinstance(child, Words):
            return tuple(self._words(child.text, child.line))
        if not isinstance(child, Element):
            return self._words_of_block(child)
        place = self.findings.place(child.line)
        match child.name:
            case "br":
                return (HardBreak(location=place),)
            case "img":
                image = image_of(child.tag, place)
                return (image,) if image else ()
            case "wbr":
                return (Text("\u200b", location=place),)
            case _:
                content = merged([i for c in child.children for i in self._inline(c)])
                return self._wrapped(child.tag, content, place)

    def _wrapped(
        self, tag: Tag, content: tuple[Inline, ...], place: Location
    ) -> tuple[Inline, ...]:
        url = tag.get("href")
        if tag.name == "a" and url and not is_safe(url):
            self.findings.say(*unsafe_message(url), place)
            return content
        return element_inlines(tag, content, place, self._around.language)

    def _words_of_block(self, node: Node) -> tuple[Inline, ...]:
        if isinstance(node, Paragraph | Heading):
            return node.content
        if isinstance(node, Figure):
            return (node.image, *node.caption)
        return ()

    def _words(self, text: str, line: int) -> Iterable[Inline]:
        """Give text between tags: white space is one space, a line end a soft break."""
        for number, row in enumerate(text.split("\n")):
            place = self.findings.place(line + number)
            if number:
                yield SoftBreak(location=self.findings.place(line + number - 1))
            words = resolve_references(_SPACES.sub(" ", row))
            if words:
                yield Text(words, location=place)

    # Blocks

    def _element(self, element: Element) -> tuple[Block, ...]:
        make = MAKERS.get(element.name, ElementReader.division)
        blocks = make(self, element)
        before, after = _page_breaks(element.tag)
        place = self.findings.place(element.line)
        return (
            *([PageBreak(location=place)] if before else []),
            *blocks,
            *([PageBreak(location=place)] if after else []),
        )

    def division(self, element: Element) -> tuple[Block, ...]:
        """Give the blocks of an element that only groups, names or aligns them."""
        if element.name in INLINE:
            return self._around_blocks(element)
        if element.name in STAND_INS:
            return self._stand_in(element)
        tag = element.tag
        blocks = self.blocks(element.children)
        classes = tag.get("class").split()
        if "admonition" in classes:
            return (self._admonition(element, classes),)
        if not (tag.identifier or tag.language or tag.direction or tag.alignment):
            return blocks
        place = self.findings.place(element.line)
        return (
            Division(
                blocks,
                tag.identifier,
                tuple(classes),
                tag.language,
                tag.direction,
                tag.alignment,
                location=place,
            ),
        )

    def _admonition(self, element: Element, classes: list[str]) -> Admonition:
        kind = next((name.lower() for name in classes if name != "admonition"), "note")
        titles = [p for p in element.elements("p") if _TITLE & set(p.tag.get("class").split())]
        rest = [child for child in element.children if child not in titles]
        place = self.findings.place(element.line)
        title = self.inlines(titles[0].children) if titles else self._around.title_of(kind, place)
        identifier = element.tag.identifier
        return Admonition(kind, title, self.blocks(rest), identifier, location=place)

    def _around_blocks(self, element: Element) -> tuple[Block, ...]:
        """Put an inline element around the words of each paragraph that stands in it."""
        place = self.findings.place(element.line)
        return tuple(
            replace(block, content=self._wrapped(element.tag, block.content, place))
            if isinstance(block, Paragraph)
            else block
            for block in self.blocks(element.children)
        )

    def _stand_in(self, element: Element) -> tuple[Block, ...]:
        """Link to what an edition cannot hold: a film, a sound, a page within the page."""
        place = self.findings.place(element.line)
        self._around.dropped.drop_tag(element.name, place, is_closing=False)
        sources = element.elements("source")
        found = (stand_in(tag, place) for tag in (element.tag, *(s.tag for s in sources)))
        link = next(filter(None, found), None)
        if link is None:
            return self.blocks(child for child in element.children if child not in sources)
        return (Paragraph((link,), location=place),)


def _page_breaks(tag: Tag) -> tuple[bool, bool]:
    """Tell whether an element wants a new page before it, and after it."""
    if "style" not in tag.attributes:
        return False, False
    styles = tag.styles
    said = [
        any(styles.get(f"{prefix}break-{side}", "").lower() in _BREAKS for prefix in ("", "page-"))
        for side in ("before", "after")
    ]
    return said[0], said[1]
