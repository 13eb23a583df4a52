"""The index at the back of a book: made of the places that its author marked."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.labels import word_of
from pipeline.model.nodes import (
    Block,
    BulletList,
    Division,
    Emphasis,
    Heading,
    IndexTerm,
    Inline,
    ListItem,
    Node,
    Note,
    PageReference,
    Paragraph,
    Span,
    Text,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.roles import Matter, Role
from pipeline.model.walk import rewrite
from pipeline.passes.free_names import names_of

CLASS = "index"
_NAME = "index-entry"


def build_index(document: Document) -> tuple[Document, Diagnostics]:
    """Make the index, where places are marked for it; every place gets a name.

    An entry leads to the first of its places in each section. It stands under the heading that is
    the index's (`kind: index`), if there is one, else at the end under a heading of its own.
    """
    marker = _Marker(document)
    blocks = tuple(block for old in document.blocks for block in marker.marked(old))
    notes: tuple[Note, ...] = rewrite(document.notes, marker.named)
    if not marker.root.entries:
        return document, ()
    language = document.metadata.language
    index = Division((_list(marker.root, language),), classes=(CLASS,))
    place = next((i for i, block in enumerate(blocks) if _is_index(block)), -1)
    if place >= 0:
        blocks = (*blocks[: place + 1], index, *blocks[place + 1 :])
    else:
        heading = Heading(
            1,
            (Text(word_of("index", language)),),
            marker.names.free("index", document.location),
            numbered=False,
            role=Role.INDEX,
            matter=Matter.BACK,
        )
        blocks = (*blocks, heading, index)
    return replace(document, blocks=blocks, notes=notes), ()


def _is_index(block: Block) -> bool:
    return isinstance(block, Heading) and block.role is Role.INDEX


@dataclass(slots=True)
class _Entry:
    """An entry while places are gathered: these, what to see instead or too, what is below it."""

    term: str = ""
    places: list[PageReference] = field(default_factory=list)
    see: dict[str, None] = field(default_factory=dict)
    also: dict[str, None] = field(default_factory=dict)
    entries: dict[str, "_Entry"] = field(default_factory=dict)
    sections: dict[str, None] = field(default_factory=dict)

    def below(self, term: str) -> "_Entry":
        """Give the entry of a term below this one."""
        return self.entries.setdefault(term, _Entry(term))


class _Marker:
    """Names the places that are marked, and gathers what the index says of them."""

    def __init__(self, document: Document) -> None:
        self.names = names_of(document)
        self._count = 0
        self._section = ""
        self._place = ""
        self.root = _Entry()

    def marked(self, block: Block) -> tuple[Block, ...]:
        """Give a block of the text with its marked places named."""
        if isinstance(block, Heading):
            self._section, self._place = block.number, block.identifier
        return rewrite((block,), self.named)

    def named(self, node: Node) -> Node:
        """Name a place that is marked, and gather it."""
        if not isinstance(node, Span) or not node.indexed:
            return node
        if not node.identifier:
            node = replace(node, identifier=self.names.free(_NAME, node.location))
        for term in node.indexed:
            self._gather(node, term)
        return node

    def _gather(self, span: Span, term: IndexTerm) -> None:
        path = term.path or (" ".join(plain_text(span.content).split()),)
        entry = self.root
        for name in filter(None, path):
            entry = entry.below(name)
        if entry is self.root:
            return
        self._count += 1
        if term.see:
            entry.see[term.see] = None
            return
        if term.also:
            entry.also[term.also] = None
        if self._place in entry.sections:
            return
        entry.sections[self._place] = None
        shown = self._section or str(self._count)
        entry.places.append(PageReference(span.identifier, shown, location=span.location))


def _list(entry: _Entry, language: str) -> BulletList:
    items = (_item(below, language) for below in sorted(entry.entries.values(), key=_order))
    return BulletList(tuple(items), is_marked=False)


def _order(entry: _Entry) -> tuple[str, str]:
    """Give what entries are sorted by: letters alone first, whatever their case and accents."""
    plain = unicodedata.normalize("NFKD", entry.term.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return letters, entry.term


def _item(entry: _Entry, language: str) -> ListItem:
    words = Paragraph(tuple(_words(entry, language)))
    return ListItem((words, _list(entry, language)) if entry.entries else (words,))


def _words(entry: _Entry, language: str) -> Iterator[Inline]:
    yield Text(entry.term)
    for place in entry.places:
        yield Text(", ")
        yield place
    for word, terms in (("see", entry.see), ("see also", entry.also)):
        if terms:
            yield Text(", " if word == "see" else "; ")
            yield Emphasis((Text(word_of(word, language)),))
            yield Text(f" {'; '.join(terms)}")
