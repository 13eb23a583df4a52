"""Identifiers: one slug algorithm, unique names for everything that can be linked to."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.nodes import Heading, Node, Note, Rubric
from pipeline.model.slug import slug
from pipeline.model.walk import rewrite, walk
from pipeline.passes.headings import heading_text

_NAMELESS = "section"


def assign_identifiers(document: Document) -> tuple[Document, Diagnostics]:
    """Give every heading, rubric and the title a unique identifier.

    Explicit ones go first, wherever they stand; of two equal ones the later gets a number and a
    diagnostic. "section" stands for an empty slug.
    Slugs that are taken get `-1`, `-2`, … in reading order.
    """
    names = _Names(tuple(_headings(document)))

    def named(node: Node) -> Node:
        if isinstance(node, Heading | Rubric):
            return replace(node, identifier=names.next_identifier())
        return node

    title = document.title
    if title is not None:
        title = replace(title, identifier=names.next_identifier())
    blocks = rewrite(document.blocks, named)
    notes: tuple[Note, ...] = rewrite(document.notes, named)
    return replace(document, title=title, blocks=blocks, notes=notes), tuple(names.diagnostics)


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
        self._taken: dict[str, Location] = {}
        self._suffixes: dict[str, int] = {}
        explicit = [self._claim(heading) for heading in headings]
        self._identifiers = iter(
            [
                name or self._unique(slug(heading_text(heading)) or _NAMELESS, heading.location)
                for name, heading in zip(explicit, headings, strict=True)
            ]
        )

    def next_identifier(self) -> str:
        return next(self._identifiers)

    def _claim(self, heading: Heading | Rubric) -> str:
        name = heading.identifier
        if not name:
            return ""
        first = self._taken.get(name)
        if first is None:
            self._taken[name] = heading.location
            return name
        self.diagnostics.append(
            Diagnostic(
                Code.IDENTIFIER_DUPLICATE,
                f"the identifier '{name}' is already taken at {first}",
                heading.location,
                hint="give this heading another one; links go to the first",
            )
        )
        return self._unique(name, heading.location)

    def _unique(self, name: str, location: Location) -> str:
        result = name
        while result in self._taken:
            self._suffixes[name] = self._suffixes.get(name, 0) + 1
            result = f"{name}-{self._suffixes[name]}"
        self._taken[result] = location
        return result
