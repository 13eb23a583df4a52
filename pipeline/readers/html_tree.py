"""The tree of elements: tags are paired, and what they pair around finds its place.

It is made like that of a browser (HTML 13.2.6), but bounded: what is never closed holds nothing,
so that no forgotten tag swallows the rest of a text. Elements may hold words of HTML, drafts of
Markdown's blocks, or inlines that Markdown made.
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from pipeline.diagnostics import Code
from pipeline.model.nodes import Inline, PageBreak, Text, Worded
from pipeline.readers.characters import LITERAL
from pipeline.readers.drafts import BlockDraft, Draft
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.findings import Findings
from pipeline.readers.html_names import (
    BLOCKS,
    CELLS,
    CLOSED_BY,
    KNOWN,
    OPTIONAL_END,
    PLAIN,
    STRUCTURES,
    TABLE_PARTS,
)
from pipeline.readers.html_tags import Tag

MAX_DEPTH = 40
"""How deep elements may be nested; the tags of deeper ones go, their words stay."""
_REOPENED = 4  # badly nested elements that go on behind what closes them
_NO_TAG = Tag("", "")


class Words(NamedTuple):
    """Characters between tags as they stand in the source, and the line that they begin in."""

    text: str
    line: int


class Source(NamedTuple):
    """Markdown between tags, the line that it begins in, and whether it may hold blocks."""

    text: str
    line: int
    holds_blocks: bool


class Element:
    """An element and what it holds; `node` is set where it is one of Markdown's inlines.

    `own` is how many children it had where its block of HTML ended. `has_blocks` tells of an
    element for use within paragraphs that there is a block in it.
    """

    __slots__ = ("children", "has_blocks", "is_again", "node", "own", "tag")

    def __init__(self, tag: Tag, node: Worded | None = None, *, is_again: bool = False) -> None:
        self.tag = tag
        self.node = node
        self.is_again = is_again
        self.children: list[Child] = []
        self.has_blocks = False
        self.own = -1

    @property
    def name(self) -> str:
        """The tag's name, "" for one of Markdown's inlines."""
        return self.tag.name

    @property
    def is_block(self) -> bool:
        """Whether it stands between paragraphs."""
        return self.tag.name in BLOCKS


Child: TypeAlias = "Element | Words | Source | Inline | PageBreak | BlockDraft"


def is_block(child: Child) -> bool:
    """Tell whether something stands between paragraphs."""
    if isinstance(child, Element):
        return child.is_block or child.has_blocks
    if isinstance(child, Source):
        return child.holds_blocks
    return isinstance(child, Draft | PageBreak)


class Tree:
    """The making of a tree: tags and what stands between them come in, in their order.

    `room` is how deep its elements may be nested.
    """

    def __init__(self, findings: Findings, dropped: DroppedTags, room: int = MAX_DEPTH) -> None:
        self._findings = findings
        self._dropped = dropped
        self._room = room
        self._root = Element(_NO_TAG)
        self._open = [self._root]
        self._ignored: dict[str, int] = {}
        self._is_too_deep = False
        self._is_at_end = False

    def add(self, child: Child) -> None:
        """Add what stands between tags, or an element."""
        self._open[-1].children.append(child)
        if is_block(child):
            for element in reversed(self._open):
                if element.is_block or element.has_blocks:
                    break
                element.has_blocks = True

    def open(self, tag: Tag) -> None:
        """Open an element; what cannot stand around it is closed."""
        self._close_implied(tag.name)
        if tag.is_empty:
            self.add(Element(tag))
        elif len(self._open) > self._room:
            self._ignore(tag)
        else:
            self._push(Element(tag))

    def _push(self, element: Element) -> None:
        self.add(element)
        self._open.append(element)

    def _ignore(self, tag: Tag) -> None:
        self._ignored[tag.name] = self._ignored.get(tag.name, 0) + 1
        self._part(tag)
        if self._is_too_deep:
            return
        self._is_too_deep = True
        self._findings.say(
            Code.NESTING_TOO_DEEP,
            f"HTML is nested more than {self._room} levels deep; the tags of deeper levels are"
            " dropped, their text stays",
            tag.place,
        )

    def _part(self, tag: Tag) -> None:
        """Keep words apart that a block's tag stands between."""
        if tag.name in BLOCKS:
            self.add(Words("\n\n", tag.place.line))

    def enter(self, node: Worded) -> None:
        """Enter one of Markdown's inlines."""
        self._push(Element(_NO_TAG, node))

    def leave(self, node: Worded) -> None:
        """Leave it; tags that are open within it go on behind it."""
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].node is node:
                self._close_at(index)
                return

    def close(self, tag: Tag) -> None:
        """Close an element, and what is open within it."""
        if self._ignored.get(tag.name):
            self._ignored[tag.name] -= 1
            self._part(tag)
            return
        index = self._find(tag.name)
        if index:
            self._close_at(index)
        elif tag.name == "br":
            self.add(Element(tag))
        elif tag.name not in KNOWN and tag.looks_typed:
            self._show_typed(tag)
        elif tag.name not in PLAIN:
            self._dropped.drop_tag(tag)

    def _find(self, name: str) -> int:
        """Find the open element that a closing tag closes; 0 for none."""
        is_inline = name not in BLOCKS
        for index in range(len(self._open) - 1, 0, -1):
            element = self._open[index]
            if element.name == name:
                return index
            if is_inline and element.is_block:
                return 0
            if element.name in CELLS and name not in TABLE_PARTS:
                return 0
        return 0

    def is_open(self, name: str) -> bool:
        """Tell whether a closing tag of that name would close something."""
        return self._find(name) > 0

    @property
    def is_in_markdown(self) -> bool:
        """Whether an element is open whose author says that it holds Markdown."""
        return any(element.tag.holds_markdown for element in self._open)

    def _close_at(self, index: int) -> None:
        above = self._open[index + 1 :]
        if self._open[index].is_block and not any(element.node for element in above):
            self._abandon_to(index + 1)
            self._open.pop()
            return
        del self._open[index:]
        for element in above[-_REOPENED:]:
            self._push(Element(element.tag, element.node, is_again=True))

    def _close_implied(self, name: str) -> None:
        """Close what an opening tag closes."""
        closed, limits = CLOSED_BY.get(name, (frozenset(), frozenset()))
        found = 0
        for index in range(len(self._open) - 1, 0, -1) if closed else ():
            element = self._open[index]
            if element.node or element.name in limits:
                break
            found = index if element.name in closed else found
        if found:
            self._abandon_to(found)

    def end_draft(self) -> None:
        """Note that a block of HTML ends here, and with it a paragraph."""
        children = self._open[-1].children
        if children and not is_block(children[-1]):
            self.add(Words("\n\n", 0))
        for element in self._open:
            if element.own < 0:
                element.own = len(element.children)

    def children(self) -> list[Child]:
        """End, and give what was found."""
        self._is_at_end = True
        self._abandon_to(1)
        return self._root.children

    # What is never closed

    def _abandon_to(self, length: int) -> None:
        while len(self._open) > length:
            self._abandon(self._open.pop())

    def _abandon(self, element: Element) -> None:
        """Decide on an element without a closing tag, the last child of what is open now."""
        tag = element.tag
        if element.node or element.is_again:
            return
        if tag.name in OPTIONAL_END:
            self._release(element, self._first_foreign(element))
        elif tag.name in STRUCTURES:
            self._say_unclosed(tag)
            self._release(element, self._first_foreign(element))
        elif _is_anchor(tag):
            self._release(element, 0)
        else:
            self._dissolve(element)

    def _first_foreign(self, element: Element) -> int:
        """Give the first child that a later block holds, which the element need not own."""
        is_cut = self._is_at_end and element.own >= 0
        return element.own if is_cut else len(element.children)

    def _release(self, element: Element, first: int) -> None:
        """Put the children from `first` on behind their element."""
        children = element.children[first:]
        del element.children[first:]
        element.has_blocks = any(map(is_block, element.children))
        for child in children:
            self.add(child)

    def _dissolve(self, element: Element) -> None:
        tag = element.tag
        self._open[-1].children.pop()
        self._part(tag)
        if tag.name in BLOCKS:
            self._say_unclosed(tag)
        elif tag.name not in KNOWN and tag.looks_typed:
            self._show_typed(tag)
        elif tag.name not in PLAIN:
            self._dropped.drop_tag(tag)
        self._extend(element.children)

    def _extend(self, children: Iterable[Child]) -> None:
        for child in children:
            self.add(child)

    def _show_typed(self, tag: Tag) -> None:
        self._dropped.show_typed(tag)
        self.add(Text(tag.raw.translate(LITERAL), location=tag.place))

    def _say_unclosed(self, tag: Tag) -> None:
        self._findings.say(
            Code.DIVISION_UNCLOSED,
            f"<{tag.name}> is never closed; what follows stays outside of it",
            tag.place,
            f"close it with </{tag.name}> on a line of its own, in the same quote or list item",
        )


def _is_anchor(tag: Tag) -> bool:
    """Tell whether an element names a place and nothing more."""
    has_name = "name" in tag.attributes or "id" in tag.attributes
    return tag.name == "a" and has_name and "href" not in tag.attributes
