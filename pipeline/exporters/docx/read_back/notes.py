"""The notes, marked and counted as Word would show them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.exporter import NoteFact, normal_text
from pipeline.exporters.docx.read_back.package import DocxPackage, W
from pipeline.exporters.docx.read_back.paragraph import ReadParagraph
from pipeline.exporters.docx.read_back.story import StoryReader
from pipeline.exporters.docx.read_back.styles import (
    NumberingReader,
    StyleReader,
    formatted,
    number_of,
    val_of,
)


@dataclass
class ReadNote:
    """A note: its mark, its paragraphs, the bookmarks that name it, how often it is referred to."""

    mark: str
    paragraphs: list[ReadParagraph] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    references: int = 0

    @property
    def text(self) -> str:
        """The plain text of the note."""
        return normal_text("\n".join("".join(p.text) for p in self.paragraphs))


@dataclass
class ReadNotes:
    """All notes of a document in the order of their first references."""

    notes: tuple[ReadNote, ...] = ()

    @classmethod
    def of(
        cls,
        package: DocxPackage,
        styles: StyleReader,
        numbering: NumberingReader,
        body: Iterable[ReadParagraph],
    ) -> "ReadNotes":
        """Read the notes that the paragraphs of a body refer to."""
        body = tuple(body)
        stories = _stories(package, styles, numbering)
        own, names = _referred(body, stories, _number_form(package))
        inner = [note for found in own for note in _split(found)]
        notes = (*own, *sorted(inner, key=_rank))
        _count_fields(notes, names, (*body, *(p for note in notes for p in note.paragraphs)))
        return cls(notes)

    def facts(self) -> tuple[NoteFact, ...]:
        """Give the notes as facts."""
        return tuple(
            NoteFact(normal_text(note.mark), note.text, note.references) for note in self.notes
        )

    def named_texts(self) -> Iterator[tuple[str, str]]:
        """Yield the bookmarks of notes inside notes, with the notes' texts."""
        for note in self.notes:
            for name in note.names:
                yield name, note.text


def _stories(
    package: DocxPackage, styles: StyleReader, numbering: NumberingReader
) -> Mapping[int, list[ReadParagraph]]:
    found = package.related("footnotes")
    if found is None:
        return {}
    name, root = found
    reader = StoryReader(package, name, styles, numbering)
    return {
        number_of(element.get(f"{W}id"), 0): list(reader.paragraphs(element))
        for element in root.iterfind(f"{W}footnote")
        if element.get(f"{W}type", "normal") == "normal"
    }


def _number_form(package: DocxPackage) -> str:
    found = package.related("settings")
    properties = None if found is None else found[1].find(f"{W}footnotePr")
    return val_of(properties, "numFmt") or "decimal"


def _referred(
    body: Iterable[ReadParagraph], stories: Mapping[int, list[ReadParagraph]], form: str
) -> tuple[list[ReadNote], dict[str, ReadNote]]:
    """Give the notes in the order of their references, and those that bookmarks stand around.

    Marks that Word counts are counted.
    """
    notes: dict[int, ReadNote] = {}
    named: dict[str, ReadNote] = {}
    counted = 0
    for paragraph in body:
        for mark in paragraph.marks:
            if mark.note is None:
                continue
            if mark.note not in notes:
                counted += not mark.shown
                shown = mark.shown or formatted(counted, form)
                notes[mark.note] = ReadNote(shown, stories.get(mark.note, []))
            mark.shown = mark.shown or notes[mark.note].mark
            notes[mark.note].references += 1
        named |= {name: notes[number] for name, number in paragraph.note_names.items()}
    return list(notes.values()), named


def _split(note: ReadNote) -> list[ReadNote]:
    """Take off the notes that stand inside another one, each behind a bookmarked mark."""
    paragraphs, note.paragraphs = note.paragraphs, []
    inner: list[ReadNote] = []
    for paragraph in paragraphs:
        if paragraph.own_mark and paragraph.own_names:
            inner.append(ReadNote(paragraph.own_mark, names=paragraph.own_names))
        (inner[-1] if inner else note).paragraphs.append(paragraph)
    return inner


def _rank(note: ReadNote) -> int:
    return number_of(note.mark, 0)


def _count_fields(
    notes: Iterable[ReadNote], named: Mapping[str, ReadNote], told: Iterable[ReadParagraph]
) -> None:
    by_name = {name: note for note in notes for name in note.names} | dict(named)
    counts = Counter(name for paragraph in told for name in paragraph.note_fields)
    for name, count in counts.items():
        if name in by_name:
            by_name[name].references += count
