"""Notes that refer to notes, in every shape that Markdown allows: told and numbered as decided."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx_editions import assert_agrees, changed, publication_of, substituted, write
from docx_lint import lint
from publications import paragraph

from pipeline.exporters.docx import exporter
from pipeline.exporters.docx.options import DocxOptions, PageNumbers
from pipeline.exporters.docx.writer.allotments import Allotments
from pipeline.exporters.docx.writer.marks import NoteMarks
from pipeline.model.nodes import CrossReference, Heading, Note, NoteReference, Paragraph, Text
from pipeline.model.publication import Publication
from pipeline.model.source import SourceFile
from pipeline.passes import Origin, prepare
from pipeline.readers import read

SHAPES = {
    "a note of the first note, behind the second one": (
        "A[^a] B[^b].\n\n[^a]: to c[^c]\n[^b]: bee\n[^c]: cee\n",
        ["A|1", "B|2", "c|3"],
    ),
    "two that refer to each other": (
        "A[^a] B[^b].\n\n[^a]: to b[^b]\n[^b]: to a[^a]\n",
        ["A|1", "B|2", "b|2", "a|1"],
    ),
    "a circle that the text does not refer to": (
        "A[^a].\n\n[^a]: to c[^c]\n[^c]: to d[^d]\n[^d]: back c[^c] and a[^a]\n",
        ["A|1", "c|2", "d|3", "c|2", "a|1"],
    ),
    "notes that refer to themselves": (
        "A[^a] B[^b].\n\n[^a]: self[^a]\n[^b]: inner[^c]\n[^c]: self[^c]\n",
        ["A|1", "B|2", "self|1", "inner|3", "self|3"],
    ),
    "three levels, shared between notes": (
        (
            "A[^a] B[^b] C[^e].\n\n[^e]: x[^x] d[^d]\n[^a]: c[^c] again[^c]\n[^b]: d[^d] c[^c]\n"
            "[^c]: x[^x]\n[^d]: y[^y]\n[^x]: ex\n[^y]: z[^z]\n[^z]: a[^a]\n"
        ),
        [
            *("A|1", "B|2", "C|3", "c|4", "again|4", "d|5", "c|4", "x|6", "d|5", "x|6", "y|7"),
            *("z|8", "a|1"),
        ],
    ),
    "in a heading, a quote, a table, a list, and as blocks in notes": (
        (
            "# Head[^h] one\n\n> quote[^q]\n\n| a[^t] | b |\n|--|--|\n| c[^u] | d[^h] |\n\n"
            "- item[^i]\n"
            "\n# Head[^h] one\n\n[^h]: hn[^n]\n[^q]: > quoted[^n]\n"
            "[^t]: | x | y |\n    |--|--|\n    | 1[^m] | 2 |\n[^u]: - item[^k]\n    - item2[^n]\n"
            "[^i]: i[^h]\n[^n]: enn\n\n    second para[^k]\n[^m]: em\n[^k]: kay[^n]\n"
        ),
        [
            *("Head|1", "quote|2", "a|3", "c|4", "d|1", "item|5", "Head|1", "hn|6", "quoted|6"),
            *("1|7", "item|8", "item2|6", "i|1", "para|8", "kay|6"),
        ],
    ),
    "inner notes of the same words": (
        "A[^a] B[^b].\n\n[^a]: same[^c]\n[^b]: same[^d]\n[^c]: inner\n[^d]: inner\n",
        ["A|1", "B|2", "same|3", "same|4"],
    ),
}


def prepared(text: str) -> Publication:
    """Give the publication of a text in Markdown."""
    document, _ = read(SourceFile("notes", text, "/nowhere", "notes"))
    return prepare(document, Origin("notes", "d" * 64))[0]


@pytest.mark.parametrize("shape", SHAPES)
def test_notes_inside_notes_are_told_in_their_order(shape: str, tmp_path: Path) -> None:
    text, marks = SHAPES[shape]
    publication = prepared(text)
    path = tmp_path / "notes.docx"
    write(publication, path)
    facts = assert_agrees(publication, path)
    assert lint(path) == []
    assert [note.mark for note in facts.notes] == [note.number for note in publication.notes]
    assert facts.marks is not None
    assert sorted(facts.marks) == sorted(marks)


def test_a_mark_that_has_moved_or_changed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    write(prepared("One[^a] two[^a] three.\n\n[^a]: note\n"), path)
    assert exporter.read_back(path).marks == ("One|1", "two|1")
    document = "word/document.xml"
    moved = changed(
        path,
        tmp_path / "moved.docx",
        document,
        lambda text: text.replace("> two<", "> 2wo<").replace("> three.<", "> 3.<"),
    )
    assert exporter.read_back(moved).marks == ("One|1", "2wo|1")
    renumbered = changed(
        path, tmp_path / "renumbered.docx", document, substituted(">1</w:t>", ">7</w:t>")
    )
    assert exporter.read_back(renumbered).marks == ("One|1", "two|7")


def test_finding_an_inner_note_is_no_search() -> None:
    count = 40_000
    marks = tuple(NoteReference(f"i{n}", f"in{n}", str(n + 2), f"r{n}") for n in range(count))
    notes = [Note("a", (Paragraph(marks),), "a", "1", ("ra",))]
    notes += [Note(m.label, (), m.note, m.number, (m.identifier,)) for m in marks]
    known = NoteMarks(tuple(notes), Allotments())
    names = {known.inner_name(mark.note) for mark in marks}  # by looking through a list: minutes
    assert len(names) == count


def test_thousands_of_notes_links_and_equal_headings_are_written_and_read(
    tmp_path: Path,
) -> None:
    count = 6000
    inner = [NoteReference(f"i{n}", f"in{n}", str(n + 2), f"r{n}") for n in range(count)]
    notes = [Note("a", tuple(paragraph("x", mark) for mark in inner), "a", "1", ("ra",))]
    notes += [
        Note(mark.label, (paragraph("y"),), mark.note, mark.number, (mark.identifier,))
        for mark in inner
    ]
    headings = [Heading(1, (Text("Same"),), f"h{n}") for n in range(count)]
    links = Paragraph(tuple(CrossReference((Text("s"),), f"h{n}") for n in range(count)))
    publication = publication_of(
        paragraph("t", NoteReference("a", "a", "1", "ra")), *headings, links, notes=tuple(notes)
    )
    path = tmp_path / "many.docx"
    options = DocxOptions(embed_fonts=False, page_numbers=PageNumbers.NONE)
    write(replace(publication, contents=()), path, options)
    facts = exporter.read_back(path)
    assert (len(facts.notes), len(facts.links)) == (count + 1, count)
