"""The marks of notes that every edition must show, each with the word before it."""

from collections.abc import Iterable, Iterator

from pipeline.exporter import ENOUGH_BEFORE_MARK, note_mark
from pipeline.model.nodes import (
    CaptionLabel,
    CodeSpan,
    HardBreak,
    Image,
    Math,
    Node,
    NoteReference,
    SoftBreak,
    Text,
    Worded,
)
from pipeline.model.plain_text import plain_text


def note_marks(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the notes' marks, each with the word before it in its block."""
    before = ""
    for node in nodes:
        match node:
            case Text() | CodeSpan() | Math() | CaptionLabel():
                before = before[-ENOUGH_BEFORE_MARK:] + plain_text((node,))
            case SoftBreak() | HardBreak():
                before += " "
            case NoteReference():
                yield note_mark(before, node.number)
            case _:
                before = before if isinstance(node, Worded | Image) else ""  # A block begins.
