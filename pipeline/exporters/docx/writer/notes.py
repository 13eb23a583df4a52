"""The footnotes part: separators, and every note once."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from pipeline.exporters.docx.writer.blocks import BlockWriter
from pipeline.exporters.docx.writer.marks import Footnote, NoteMarks, own_mark, shown_mark
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, joined, story_part
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import NOTE_STYLES, ends_in_table, spacer, top
from pipeline.exporters.docx.writer.runs import TAB
from pipeline.exporters.docx.writer.styles import NOTE_HANG
from pipeline.model.nodes import Block, Note, NoteReference, Paragraph
from pipeline.model.walk import walk

SEPARATOR_ID, CONTINUATION_ID = -1, 0
_POSITION = replace(top(NOTE_STYLES), indent=twips(NOTE_HANG))


class NoteWriter:
    """Writes the notes of a publication, those that only notes refer to inside of others."""

    def __init__(self, marks: NoteMarks, writer: BlockWriter) -> None:
        self._marks = marks
        self._writer = writer
        self._placed: set[str] = set()

    def part(self) -> bytes:
        """Make the bytes of the footnotes part."""
        notes = (self._footnote(footnote) for footnote in self._marks.footnotes.values())
        separators = (
            _separator(SEPARATOR_ID, "separator", "separator"),
            _separator(CONTINUATION_ID, "continuationSeparator", "continuationSeparator"),
        )
        return story_part("w:footnotes", joined((*separators, *notes)))

    def _footnote(self, footnote: Footnote) -> Markup:
        content = joined(self._with_inner(footnote.note, own_mark(footnote)))
        return Markup(f'<w:footnote w:id="{footnote.number}">{content}</w:footnote>')

    def _with_inner(self, note: Note, mark: Markup) -> Iterator[Markup]:
        """Yield a note, then those that it is the first to refer to, and theirs."""
        waiting = deque([(note, mark)])
        while waiting:
            shown, own = waiting.popleft()
            yield self._note(shown, own)
            for inner in self._inner_notes(shown):
                self._placed.add(inner.identifier)
                name = self._marks.inner_name(inner.identifier)
                target = self._writer.inlines.allotments.bookmarked(name, shown_mark(inner.number))
                waiting.append((inner, target))

    def _inner_notes(self, note: Note) -> list[Note]:
        named = (node.note for node in walk(note.blocks) if isinstance(node, NoteReference))
        return [
            self._marks.inner_notes[identifier]
            for identifier in dict.fromkeys(named)
            if identifier in self._marks.inner_notes and identifier not in self._placed
        ]

    def _note(self, note: Note, mark: Markup) -> Markup:
        head, blocks = _split(note.blocks)
        content = self._writer.inlines.runs(head.content) if head else ""
        first = f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{mark}{TAB}{content}</w:p>'
        rest = self._writer.blocks(blocks, _POSITION)
        return Markup(first + rest + (spacer(0) if ends_in_table(rest) else NOTHING))


def _split(blocks: tuple[Block, ...]) -> tuple[Paragraph | None, tuple[Block, ...]]:
    """Take off the paragraph that can carry the mark, where a note begins with one."""
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0], blocks[1:]
    return None, blocks


def _separator(number: int, kind: str, mark: str) -> Markup:
    return Markup(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" '
        f'w:after="40" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p>'
        "</w:footnote>"
    )
