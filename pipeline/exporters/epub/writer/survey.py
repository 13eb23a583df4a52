"""What is known of all documents before the first is written: where things are, what is used."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from posixpath import dirname, relpath
from typing import TypeAlias, get_args
from urllib.parse import quote

from pipeline.exporters.epub.writer.documents import FOLDER, ContentDocument
from pipeline.model.nodes import (
    Anchored,
    Figure,
    Heading,
    Image,
    Math,
    MathBlock,
    Node,
    Note,
    NoteReference,
    Rubric,
)
from pipeline.model.publication import Publication
from pipeline.model.walk import walk

NAV = "nav.xhtml"
COVER_PAGE = f"{FOLDER}cover.xhtml"
TITLE_PAGE = f"{FOLDER}title-page.xhtml"
_UNSAFE_IN_FRAGMENT = re.compile(r'[\x00-\x20"#%<>\[\\\]^`{|}\x7f-\x9f]')
"""What neither RFC 3986 nor RFC 3987 allows in a fragment; letters of all scripts may stay."""

_Named: TypeAlias = Heading | Rubric | NoteReference | Note | Anchored
_NOTED = frozenset((*get_args(_Named), Math))
"""The nodes that a survey is about."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Where identifiers and notes stand, and which images are shown, in reading order.

    `homes` names the document that holds an identifier, `notes` has the notes that stand at the
    end of a document, by its name. `figures` are the figures among the places of `images`.
    `formulas` are those within lines and those on lines of their own.
    """

    documents: tuple[ContentDocument, ...]
    homes: dict[str, str]
    notes: dict[str, tuple[Note, ...]]
    images: tuple[Image, ...]
    figures: tuple[Figure, ...]
    formulas: tuple[Math | MathBlock, ...] = ()

    def href_from(self, origin: str) -> Callable[[str], str]:
        """Give the function that finds identifiers as seen from a document."""
        return lambda identifier: self._href(origin, identifier)

    def _href(self, origin: str, identifier: str) -> str:
        home = self.homes.get(identifier)
        if home is None:
            return ""
        document = "" if home == origin else _path_between(origin, home)
        return f"{document}#{_fragment(identifier)}"


@cache
def _path_between(origin: str, home: str) -> str:
    return relpath(home, dirname(origin) or ".")


def _fragment(identifier: str) -> str:
    return _UNSAFE_IN_FRAGMENT.sub(lambda unsafe: quote(unsafe[0]), identifier)


def _noted(nodes: Iterable[Node]) -> list[Node]:
    return [node for node in walk(nodes) if type(node) in _NOTED]


def survey(publication: Publication, documents: tuple[ContentDocument, ...]) -> Survey:
    """Walk all documents once; notes stand where they are first referred to."""
    nodes = {document.name: _noted(document.blocks()) for document in documents}
    notes = _standing_notes(publication, nodes)
    for name, standing in notes.items():
        nodes[name] += _noted(standing)
    homes = {
        identifier: name
        for name, found in nodes.items()
        for node in found
        if (identifier := _identifier(node))
    }
    if publication.title_identifier:
        homes[publication.title_identifier] = TITLE_PAGE
    everything = [node for found in nodes.values() for node in found]
    images = tuple(node for node in everything if isinstance(node, Image))
    figures = tuple(node for node in everything if isinstance(node, Figure))
    formulas = tuple(node for node in everything if isinstance(node, Math | MathBlock))
    return Survey(documents, homes, notes, images, figures, formulas)


def _standing_notes(
    publication: Publication, nodes: dict[str, list[Node]]
) -> dict[str, tuple[Note, ...]]:
    homes = _note_homes(publication, nodes)
    standing: dict[str, list[Note]] = {}
    for note in publication.notes:
        if note.identifier in homes:
            standing.setdefault(homes[note.identifier], []).append(note)
    return {name: tuple(notes) for name, notes in standing.items()}


def _identifier(node: Node) -> str:
    """Give the identifier that a node carries (a cross-reference only refers to one)."""
    return node.identifier if isinstance(node, _Named) else ""


def _note_homes(publication: Publication, nodes: dict[str, list[Node]]) -> dict[str, str]:
    """Give each note the document that first refers to it, itself or through another note."""
    homes: dict[str, str] = {}
    if not nodes or not publication.notes:
        return homes
    for name, found in nodes.items():
        _claim(homes, found, name)
    last = next(reversed(nodes))
    for note in publication.notes:
        home = homes.setdefault(note.identifier, last)
        _claim(homes, _noted(note.blocks), home)
    return homes


def _claim(homes: dict[str, str], nodes: list[Node], name: str) -> None:
    for node in nodes:
        if isinstance(node, NoteReference):
            homes.setdefault(node.note, name)
