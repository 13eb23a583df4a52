"""Identifiers: one slug algorithm, unique names for everything that can be linked to."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import Anchored, Heading, Node, Note, Rubric
from pipeline.model.slug import slug
from pipeline.model.walk import rewrite, walk
from pipeline.passes.free_names import FreeNames
from pipeline.passes.headings import heading_text

_NAMELESS = "section"


def assign_identifiers(document: Document) -> tuple[Document, Diagnostics]:
    """Give every heading, rubric and the title a unique identifier; see to those of other nodes.

    Explicit ones go first, wherever they stand: those of headings, then those of other nodes
    (`Anchored`), which have one only where their author gave it. Of two equal ones the later gets a
    number and a diagnostic. "section" stands for an empty slug.
    Slugs that are taken get `-1`, `-2`, … in reading order.
    """
    names = _Names(tuple(_headings(document)))
    document = _map_nodes(document, names.anchored)
    names.name_headings()

    def named(node: Node) -> Node:
        if isinstance(node, Heading | Rubric):
            return replace(node, identifier=names.next_identifier())
        return node

    title = document.title
    if title is not None:
        title = replace(title, identifier=names.next_identifier())
    named_document = _map_nodes(document, named)
    return replace(named_document, title=title), tuple(names.diagnostics)


def _map_nodes(document: Document, change: Callable[[Node], Node]) -> Document:
    blocks = rewrite(document.blocks, change)
    notes: tuple[Note, ...] = rewrite(document.notes, change)
    return replace(document, blocks=blocks, notes=notes)


def _headings(document: Document) -> Iterator[Heading | Rubric]:
    if document.title is not None:
        yield document.title
    for node in walk((*document.blocks, *document.notes)):
        if isinstance(node, Heading | Rubric):
            yield node


class _Names:
    """The identifiers of a document, given out in reading order."""

    def __init__(self, headings: tuple[Heading | Rubric, ...]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._free = FreeNames()
        self._headings = headings
        self._explicit = [self._claim(heading, "heading") for heading in headings]
        self._identifiers: Iterator[str] = iter(())

    def anchored(self, node: Node) -> Node:
        """Give a node that is no heading with its identifier, or with the one that it gets."""
        if not isinstance(node, Anchored) or not node.identifier:
            return node
        name = self._claim(node, "place")
        return node if name == node.identifier else replace(node, identifier=name)

    def name_headings(self) -> None:
        """Give names to the headings that have none, now that all explicit ones are known."""
        self._identifiers = iter(
            [
                name or self._free.free(slug(heading_text(heading)) or _NAMELESS, heading.location)
                for name, heading in zip(self._explicit, self._headings, strict=True)
            ]
        )

    def next_identifier(self) -> str:
        return next(self._identifiers)

    def _claim(self, node: Heading | Rubric | Anchored, noun: str) -> str:
        name = node.identifier
        if not name:
            return ""
        first = self._free.place(name)
        if first is None:
            return self._free.free(name, node.location)
        self.diagnostics.append(
            Diagnostic(
                Code.IDENTIFIER_DUPLICATE,
                f"the identifier '{name}' is already taken at {first}",
                node.location,
                hint=f"give this {noun} another one; links go to the first",
            )
        )
        return self._free.free(name, node.location)
