"""Where pages begin, told in terms of the publication: for editions without pages of their own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from pipeline.model.leaves import Source
from pipeline.model.offsets import visible_length
from pipeline.typesetting.pages import (
    Box,
    Content,
    Element,
    Item,
    Page,
    Pages,
    Role,
    Run,
)

Start: TypeAlias = Source | Role
"""What a page begins in: a block, told by its source, or what stands before the text, by its role:
COVER, TITLE or CONTENTS_TITLE."""

_FRONT = frozenset({Role.COVER, Role.TITLE, Role.CONTENTS_TITLE})
_UNCOUNTED = frozenset({Role.SECTION_NUMBER, Role.NOTE_REFERENCE, Role.PAGE_REFERENCE})
"""What an edition without pages may show otherwise than pages do, or not at all."""


@dataclass(frozen=True, slots=True, eq=False)
class PageStart:
    """Where a page begins.

    `label` is its number as readers see it. It begins in `source`, before the visible character
    (see `visible_length`) that `offset` others precede there; an image or a formula among words
    counts as one.
    """

    label: str
    source: Start
    offset: int = 0


class _Leaf(NamedTuple):
    """What content belongs to; `order` counts in reading order, `counts` tells whose text it is."""

    order: int
    source: Start
    counts: bool = True


def page_starts(pages: Pages, is_known: Callable[[Start], bool]) -> tuple[PageStart, ...]:
    """Give where the pages of a publication begin, in the order of pages and of reading.

    What is not known is passed over. A page is left out on which nothing begins that is known: an
    empty one, one that holds nothing but notes, the second one of contents. Of a page with
    something that has floated to it, it is told where its text goes on.
    """
    leaves: dict[Content | None, _Leaf] = {}
    leaves.update(_leaves(pages.structure, is_known))
    return tuple(_Finder(leaves).starts(pages.pages))


def _leaves(root: Element, is_known: Callable[[Start], bool]) -> Iterator[tuple[Content, _Leaf]]:
    """Yield the leaves of the structure that are known, without notes; no recursion."""
    order = 0
    stack: list[tuple[Element | Content, _Leaf | None]] = [(root, None)]
    while stack:
        node, leaf = stack.pop()
        if isinstance(node, Content):
            if leaf is not None:
                yield node, leaf
            continue
        if node.role is Role.NOTE:
            continue
        source = node.role if node.role in _FRONT else node.source
        if source is not None and is_known(source):
            order += 1
            leaf = _Leaf(order, source)
        elif source is not None:
            leaf = None
        if leaf is not None and node.role in _UNCOUNTED:
            leaf = leaf._replace(counts=False)
        stack.extend((child, leaf) for child in reversed(node.children))


class _Finder:
    """Goes through pages, one after the other.

    `_reached` is the leaf that those before have come to in reading order; `_drawn` tells how much
    of such leaves they have drawn.
    """

    def __init__(self, leaves: Mapping[Content | None, _Leaf]) -> None:
        self._leaves = leaves
        self._reached = 0
        self._drawn: dict[int, int] = {}
        self._front: set[Role] = set()

    def starts(self, pages: Iterable[Page]) -> Iterator[PageStart]:
        last = (0, 0)
        for page in pages:
            found = list(self._found(page))
            leaf = next((leaf for _, leaf in found if leaf.order >= self._reached), None)
            leaf = leaf or next((leaf for _, leaf in found), None)
            if leaf is None:
                continue
            offset = self._drawn.get(leaf.order, 0)
            # What has floated back behind the start of an earlier page tells nothing.
            if (leaf.order, offset) > last and not self._is_told(leaf.source):
                last = (leaf.order, offset)
                yield PageStart(page.label, leaf.source, offset)
            self._note(found)

    def _is_told(self, source: Start) -> bool:
        """Tell whether a page before has begun in this part of what stands before the text."""
        if not isinstance(source, Role):
            return False
        told = source in self._front
        self._front.add(source)
        return told

    def _found(self, page: Page) -> Iterator[tuple[Item, _Leaf]]:
        """Yield what on a page belongs to a leaf, with that."""
        for item in page.items:
            leaf = None if isinstance(item, Box) else self._leaves.get(item.content)
            if leaf is not None:
                yield item, leaf

    def _note(self, found: Sequence[tuple[Item, _Leaf]]) -> None:
        """Note how far a page has come, and how much of the last leaf is drawn on it."""
        self._reached = max((self._reached, *(leaf.order for _, leaf in found)))
        drawn = sum(
            _count(item) for item, leaf in found if leaf.order == self._reached and leaf.counts
        )
        self._drawn[self._reached] = self._drawn.get(self._reached, 0) + drawn


def _count(item: Item) -> int:
    """Count the visible characters of what is drawn; an image or a formula is one."""
    return visible_length(item.text) if isinstance(item, Run) else 1
