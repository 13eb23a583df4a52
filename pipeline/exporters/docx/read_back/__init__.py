"""Reads a DOCX edition back, by code that shares nothing with the writer.

What is read is what Word would show: numbers are counted from the lists' definitions, notes by
their references, contents by the styles of their lines.
"""

from pathlib import Path

from pipeline.exporter import EditionFacts, normal_text, normal_words, note_mark
from pipeline.exporters.docx.read_back.contents import (
    contents_fact,
    is_contents_line,
    page_references,
)
from pipeline.exporters.docx.read_back.notes import ReadNotes
from pipeline.exporters.docx.read_back.package import DocxPackage, W
from pipeline.exporters.docx.read_back.paragraph import ReadParagraph
from pipeline.exporters.docx.read_back.places import (
    Places,
    is_running_text,
    is_title_block,
)
from pipeline.exporters.docx.read_back.properties import read_properties
from pipeline.exporters.docx.read_back.story import StoryReader
from pipeline.exporters.docx.read_back.structure import read_structure
from pipeline.exporters.docx.read_back.styles import NumberingReader, StyleReader, switched
from pipeline.structure import PictureFact


def read_back(edition: Path) -> EditionFacts:
    """Give the facts of a DOCX file.

    Raises EditionError where it is missing, no DOCX file, or damaged.
    """
    package = DocxPackage(edition)
    styles, numbering = StyleReader(package), NumberingReader.of(package)
    name = package.document_name
    story = StoryReader(package, name, styles, numbering)
    paragraphs = story.paragraphs(package.part(name))
    notes = ReadNotes.of(package, styles, numbering, paragraphs)
    return _facts(package, paragraphs, notes)


def _facts(
    package: DocxPackage, paragraphs: tuple[ReadParagraph, ...], notes: ReadNotes
) -> EditionFacts:
    properties = read_properties(package)
    running = tuple(paragraph for paragraph in paragraphs if is_running_text(paragraph))
    noted = tuple(paragraph for note in notes.notes for paragraph in note.paragraphs)
    places = Places(properties.title, (*paragraphs, *noted), notes)
    told = (*running, *noted)
    return EditionFacts(
        title=properties.title,
        authors=properties.authors,
        language=properties.language,
        direction=_direction(package),
        outline=tuple(heading for p in running if (heading := places.heading(p)) is not None),
        bookmarks=None,
        contents=(
            *(contents_fact(p, places) for p in paragraphs if is_contents_line(p)),
            *(fact for p in told for fact in page_references(p, places)),
        ),
        links=tuple(places.link(link) for p in told for link in p.links if link.shown),
        notes=notes.facts(),
        images=tuple(normal_text(image) for p in told for image in p.images),
        words=tuple(word for p in running for word in normal_words("".join(p.text))),
        title_block=tuple(normal_text("".join(p.text)) for p in paragraphs if is_title_block(p)),
        revision=properties.revision,
        has_own_pages=properties.has_own_pages,
        marks=tuple(note_mark(mark.before, mark.shown) for p in told for mark in p.marks),
        pictures=tuple(
            PictureFact(digests=frozenset({digest} - {""})) for p in told for digest in p.pictures
        ),
        structure=read_structure(running, notes.notes, properties.language),
    )


def _direction(package: DocxPackage) -> str:
    """Give the direction of the last section (ECMA-376-1, 17.6.1)."""
    body = package.part(package.document_name).find(f"{W}body")
    section = None if body is None else body.find(f"{W}sectPr")
    return "rtl" if switched(section, "bidi") else "ltr"
