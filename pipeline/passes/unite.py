"""One document of many: the chapters of a book, with names that are unique in all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.nodes import Anchored, Heading, Node, Note, NoteReference, Rubric
from pipeline.model.walk import rewrite, walk
from pipeline.passes.directory import Directory, Names
from pipeline.passes.free_names import FreeNames, named_places


def explicit_names(document: Document) -> frozenset[str]:
    """Give the names that the author gave to places of a document; before any are made."""
    nodes = walk((*document.blocks, *document.notes))
    return frozenset(
        node.identifier for node in nodes if isinstance(node, Heading | Rubric | Anchored)
    )


def unite_names(
    documents: Sequence[Document], explicit: Sequence[frozenset[str]]
) -> tuple[list[Document], Directory, Diagnostics]:
    """Make the names of documents unique among all of them; tell what each file calls what.

    The names that authors gave go first; where two chapters give the same one, the later gets a
    number and a diagnostic. Links still mean the places of their own file.
    """
    naming = _Naming()
    found = [dict(named_places(document)) for document in documents]
    maps: list[dict[str, str]] = [{} for _ in documents]
    for names, renamed, given in zip(found, maps, explicit, strict=True):
        for name in names:
            if name in given:
                renamed[name] = naming.claim(name, names[name])
    for names, renamed in zip(found, maps, strict=True):
        for name in names:
            if name not in renamed:
                renamed[name] = naming.free(name, names[name])
    united = [
        _renamed(document, renamed, index)
        for index, (document, renamed) in enumerate(zip(documents, maps, strict=True))
    ]
    files = {
        document.path: Names({name: renamed[name] for name in names}, _start(document))
        for document, names, renamed in zip(united, found, maps, strict=True)
        if document.path
    }
    return united, Directory(files), tuple(naming.diagnostics)


def directory_of(document: Document) -> Directory:
    """Give the directory of a publication that is one file."""
    names = {name: name for name, _ in named_places(document)}
    return Directory({document.path: Names(names)})


class _Naming(FreeNames):
    """The names of all chapters; `diagnostics` is what is said of those that are given twice."""

    def __init__(self) -> None:
        super().__init__()
        self.diagnostics: list[Diagnostic] = []

    def claim(self, name: str, location: Location) -> str:
        """Give a name that an author chose, or one like it where it is taken."""
        first = self.place(name)
        if first is not None:
            self.diagnostics.append(
                Diagnostic(
                    Code.IDENTIFIER_DUPLICATE,
                    f"the identifier '{name}' is already taken at {first}",
                    location,
                    hint="links in this file go to this one, those in others to what they name",
                )
            )
        return self.free(name, location)


def _start(document: Document) -> str:
    first = next((block for block in document.blocks if isinstance(block, Heading)), None)
    return first.identifier if first else ""


def _renamed(document: Document, renamed: Mapping[str, str], index: int) -> Document:
    """Give a document the new names of its places, and notes that are told from others'."""
    has_new = any(name != new for name, new in renamed.items())
    if not has_new and not document.notes:
        return document

    def change(node: Node) -> Node:
        if isinstance(node, Heading | Rubric | Anchored) and node.identifier:
            new = renamed[node.identifier]
            return node if new == node.identifier else replace(node, identifier=new)
        if isinstance(node, Note | NoteReference):
            return replace(node, label=f"{index}:{node.label}")
        return node

    blocks = rewrite(document.blocks, change)
    notes: tuple[Note, ...] = rewrite(document.notes, change)
    return replace(document, blocks=blocks, notes=notes)


def joined(frame: Document, documents: Sequence[Document]) -> Document:
    """Give the document of a whole book; what is said about it stands in `frame`."""
    blocks = tuple(block for document in documents for block in document.blocks)
    notes = tuple(note for document in documents for note in document.notes)
    included = tuple(text for document in documents for text in document.included)
    has_conditions = any(document.has_conditions for document in documents)
    united = replace(frame, blocks=blocks, notes=notes, included=included)
    return replace(united, has_conditions=has_conditions)
