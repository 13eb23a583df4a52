"""What the paragraphs of a document say of lists, tables, code, emphasis and languages."""

from collections.abc import Iterable

from pipeline.exporters.docx.read_back.notes import ReadNote
from pipeline.exporters.docx.read_back.paragraph import ReadCell, ReadParagraph
from pipeline.structure import BOX_TITLE, QUOTE, TERM, Limit, Structure
from pipeline.telling import Teller, language_key, without_look

_CODE_STYLE = "source code"
_HEADER_STYLE = "table heading"
_KINDS = {"quote": QUOTE, "definition term": TERM}
_BOX_TITLE = "admonition title"
_AFTER_MARK = frozenset({"\t", " "})
_LIMITS = frozenset({Limit.TASK_LEVELS})


def read_structure(
    body: Iterable[ReadParagraph], notes: Iterable[ReadNote], language: str
) -> Structure:
    """Give the structure of running text and notes."""
    teller = _Teller(language_key(language))
    teller.story(body)
    for note in notes:
        teller.told.begin_note()
        teller.story(note.paragraphs, is_note=True)
    return teller.told.structure()


class _Teller:
    def __init__(self, language: str) -> None:
        self.told = Teller(_LIMITS)
        self._language = language
        self._cell: ReadCell | None = None
        self._is_header = False

    def story(self, paragraphs: Iterable[ReadParagraph], *, is_note: bool = False) -> None:
        """Tell the paragraphs of a story."""
        for at, paragraph in enumerate(paragraphs):
            if paragraph.cell is not self._cell:
                self._end_cell()
                self._begin_cell(paragraph)
            self._paragraph(paragraph, is_noted=is_note and not at)
        self._end_cell()

    def _begin_cell(self, paragraph: ReadParagraph) -> None:
        self._cell = paragraph.cell
        if self._cell is not None:
            is_named = paragraph.style.name.startswith(_HEADER_STYLE)
            self._is_header = self._cell.is_header or is_named
            self.told.begin_cell()

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is not None:
            self.told.end_cell(cell.row, cell.place, cell.spans, is_header=self._is_header)

    def _paragraph(self, paragraph: ReadParagraph, *, is_noted: bool) -> None:
        """Tell a paragraph; that the label of a caption is bold is a matter of style.

        One that a note begins with, where `is_noted`, has the note's mark before it, and tasks have
        a box; what follows those is no code.
        """
        if paragraph.item is not None:
            self.told.item(*paragraph.item)
        kind = _kind(paragraph)
        if kind:
            self.told.block(kind)
        is_code = paragraph.style.name == _CODE_STYLE
        if is_code:
            self.told.begin_code()
        in_label = paragraph.is_counted
        said = list(zip(paragraph.text, paragraph.said_as, strict=True))
        for marked in (is_noted, bool(paragraph.box)):
            if is_code and marked and said and said[0][0] in _AFTER_MARK:
                del said[0]
        for text, (looks, language) in said:
            in_label = in_label and ("strong" in looks or not text.strip())
            shown = without_look(looks, "strong") if in_label else looks
            self.told.say(text, shown, "" if language == self._language else language)
        if is_code:
            self.told.end_code()
        self.told.edge()


def _kind(paragraph: ReadParagraph) -> str:
    """Tell what a paragraph is, by its style, "" for a mere one."""
    name = paragraph.style.name
    return BOX_TITLE if name.startswith(_BOX_TITLE) else _KINDS.get(name, "")
