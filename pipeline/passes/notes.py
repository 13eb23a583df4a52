"""Notes: numbered in the order in which the text first refers to them."""

from dataclasses import replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import Anchored, Heading, Node, Note, NoteReference, Rubric
from pipeline.model.walk import rewrite, walk


def leave_out_unused(document: Document) -> tuple[Document, Diagnostics]:
    """Leave out the notes that nothing refers to, and with them what links could lead to."""
    if not document.notes:
        return document, ()
    used = frozenset(_reference_order(document))
    notes = tuple(note for note in document.notes if note.label in used)
    said = tuple(
        Diagnostic(
            Code.NOTE_EMPTY,
            f"the note '{note.label}' says nothing",
            note.location,
            "write its text behind the colon, or below it, moved in by four spaces",
        )
        for note in notes
        if not note.blocks
    )
    return (document if notes == document.notes else replace(document, notes=notes)), said


def number_notes(document: Document) -> tuple[Document, Diagnostics]:
    """Give numbers to the notes that the text refers to, and name their references.

    Notes come out in the order of their first references: those of the text, then those that
    notes refer to. Notes that nothing refers to are left out (the reader has said so).
    """
    order = _reference_order(document)
    numbers = {label: str(index) for index, label in enumerate(order, start=1)}
    references: dict[str, list[str]] = {label: [] for label in order}
    taken = _identifiers(document)
    names = {label: _free(f"fn-{number}", taken) for label, number in numbers.items()}

    def linked(node: Node) -> Node:
        if not isinstance(node, NoteReference):
            return node
        number = numbers[node.label]
        earlier = references[node.label]
        name = f"fnref-{number}-{len(earlier) + 1}" if earlier else f"fnref-{number}"
        identifier = _free(name, taken)
        earlier.append(identifier)
        return replace(node, note=names[node.label], number=number, identifier=identifier)

    blocks = rewrite(document.blocks, linked)
    definitions = {note.label: note for note in document.notes}
    notes: tuple[Note, ...] = rewrite(tuple(definitions[label] for label in order), linked)
    numbered = tuple(
        replace(
            note,
            identifier=names[note.label],
            number=numbers[note.label],
            references=tuple(references[note.label]),
        )
        for note in notes
    )
    return replace(document, blocks=blocks, notes=numbered), ()


def _identifiers(document: Document) -> frozenset[str]:
    nodes = walk((*document.blocks, *document.notes))
    names = {node.identifier for node in nodes if isinstance(node, Heading | Rubric | Anchored)}
    return frozenset(names | ({document.title.identifier} if document.title else set()))


def _free(name: str, taken: frozenset[str]) -> str:
    """Give a note's name that nothing else has; links of the author's mean the other."""
    while name in taken:
        name += "_"
    return name


def _reference_order(document: Document) -> tuple[str, ...]:
    definitions = {note.label: note for note in document.notes}
    order: dict[str, None] = {}
    pending: list[Node] = list(document.blocks)
    while pending:
        found = [
            node.label
            for node in walk(pending)
            if isinstance(node, NoteReference) and node.label in definitions
        ]
        new = [label for label in dict.fromkeys(found) if label not in order]
        order.update(dict.fromkeys(new))
        pending = [definitions[label] for label in new]
    return tuple(order)
