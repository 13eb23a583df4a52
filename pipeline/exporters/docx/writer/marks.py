"""Note marks: which notes are Word's own footnotes, and what each reference to a note is.

A footnote of Word's exists once, at its first reference in the text; a further reference is a
NOTEREF field that shows the same mark. Word allows no footnote in a footnote (ECMA-376-1,
17.11.14): a note that only other notes refer to stands below the first of them, under a mark and a
bookmark of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.exporters.docx.writer.allotments import Allotments, note_bookmark
from pipeline.exporters.docx.writer.markup import Markup, escape
from pipeline.exporters.docx.writer.runs import TEXT, field
from pipeline.model.nodes import Note, NoteReference
from pipeline.model.walk import walk

MARK_STYLE = '<w:rStyle w:val="FootnoteReference"/>'
_MARK = f"<w:r><w:rPr>{MARK_STYLE}</w:rPr>"


@dataclass(frozen=True, slots=True)
class Footnote:
    """One of Word's own footnotes: the note, its `w:id`, the reference that it hangs on."""

    note: Note
    number: int
    anchor: str

    @property
    def counted(self) -> bool:
        """Whether Word, counting from 1, comes to the mark that is wanted."""
        return self.note.number == str(self.number)


class NoteMarks:
    """The marks of all notes of a publication."""

    def __init__(self, notes: tuple[Note, ...], allotments: Allotments) -> None:
        inner = {
            node.identifier
            for note in notes
            for node in walk(note.blocks)
            if isinstance(node, NoteReference)
        }
        self._allotments = allotments
        self.footnotes = dict(_footnotes(notes, inner))
        self.inner_notes = {
            note.identifier: note for note in notes if note.identifier not in self.footnotes
        }
        running = enumerate(self.inner_notes, start=len(self.footnotes) + 1)
        self._inner_names = {name: note_bookmark(str(number)) for number, name in running}

    def mark(self, reference: NoteReference) -> Markup:
        """Make the mark that a reference shows."""
        footnote = self.footnotes.get(reference.note)
        if footnote is None:
            return self._inner_mark(reference)
        name = note_bookmark(str(footnote.number))
        if reference.identifier != footnote.anchor:
            return field(f"NOTEREF {name} \\f \\h", shown_mark(footnote.note.number), MARK_STYLE)
        mark = _anchored(footnote)
        several = len(footnote.note.references) > 1
        return self._allotments.bookmarked(name, mark) if several else mark

    def _inner_mark(self, reference: NoteReference) -> Markup:
        name = self.inner_name(reference.note)
        return Markup(
            f'<w:hyperlink w:anchor="{name}" w:history="1">{shown_mark(reference.number)}'
            "</w:hyperlink>"
        )

    def inner_name(self, identifier: str) -> str:
        """Name the bookmark of a note that stands inside another one."""
        return self._inner_names[identifier]


def _footnotes(notes: tuple[Note, ...], inner: Iterable[str]) -> Iterable[tuple[str, Footnote]]:
    number = 0
    for note in notes:
        anchor = next((name for name in note.references if name not in inner), None)
        if anchor is not None:
            number += 1
            yield note.identifier, Footnote(note, number, anchor)


def shown_mark(mark: str) -> Markup:
    """Make a mark of plain text in the style of note marks."""
    return Markup(f"{_MARK}{TEXT}{escape(mark)}</w:t></w:r>")


def _anchored(footnote: Footnote) -> Markup:
    if footnote.counted:
        return Markup(f'{_MARK}<w:footnoteReference w:id="{footnote.number}"/></w:r>')
    return Markup(
        f'{_MARK}<w:footnoteReference w:customMarkFollows="1" w:id="{footnote.number}"/>'
        f"{TEXT}{escape(footnote.note.number)}</w:t></w:r>"
    )


def own_mark(footnote: Footnote) -> Markup:
    """Make the mark at the head of a footnote."""
    if footnote.counted:
        return Markup(f"{_MARK}<w:footnoteRef/></w:r>")
    return shown_mark(footnote.note.number)
