"""What holds of every reading, whatever the text: used by the property tests and by the fuzzer."""

import re
from collections.abc import Iterator

from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.dump import dump
from pipeline.model.source import SourceFile
from pipeline.model.walk import walk
from pipeline.passes import Origin, prepare
from pipeline.readers import read

FILE = "a.md"
# What the readers keep for themselves, and must not let out.
_OWN = re.compile(r"\\x0[0-8]")


def check_reading(text: str) -> None:
    """Read a text and hold what must hold; raises AssertionError, or what went wrong."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as the project hands it over
    document, said = read(SourceFile(FILE, text, "/nowhere", "a"))
    shown = dump((*document.blocks, *document.notes), lines=True)
    assert not _OWN.search(shown), shown
    lines = text.split("\n")
    for place in (*_places(document), *(diagnostic.location for diagnostic in said)):
        assert is_inside(place, lines), f"{place} is not in the text"
    if document.blocks:
        prepare(document, Origin("a"))


def _places(document: Document) -> Iterator[Location]:
    for node in walk((*document.blocks, *document.notes)):
        yield node.location


def is_inside(place: Location, lines: list[str]) -> bool:
    """Tell whether a place is one of a text of these lines; the end of a line is in it."""
    if place.file != FILE or not 1 <= place.line <= len(lines):
        return False
    return 0 <= place.column <= len(lines[place.line - 1]) + 1
