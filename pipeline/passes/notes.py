"""Notes: numbered in the order in which the text first refers to them."""

from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import Node, Note, NoteReference
from pipeline.model.walk import rewrite, walk


def number_notes(document: Document) -> tuple[Document, Diagnostics]:
    """Give numbers to the notes that the text refers to, and name their references.

    Notes come out in the order of their first references: those of the text, then those that
    notes refer to. Notes that nothing refers to are left out (the reader has said so).
    """
    order = _reference_order(document)
    numbers = {label: str(index) for index, label in enumerate(order, start=1)}
    references: dict[str, list[str]] = {label: [] for label in order}

    def linked(node: Node) -> Node:
        if not isinstance(node, NoteReference):
            return node
        number = numbers[node.label]
        earlier = references[node.label]
        identifier = f"fnref-{number}-{len(earlier) + 1}" if earlier else f"fnref-{number}"
        earlier.append(identifier)
        return replace(node, note=f"fn-{number}", number=number, identifier=identifier)

    blocks = rewrite(document.blocks, linked)
    definitions = {note.label: note for note in document.notes}
    notes: tuple[Note, ...] = rewrite(tuple(definitions[label] for label in order), linked)
    numbered = tuple(
        replace(
            note,
            identifier=f"fn-{numbers[note.label]}",
            number=numbers[note.label],
            references=tuple(references[note.label]),
        )
        for note in notes
    )
    return replace(document, blocks=blocks, notes=numbered), ()


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
