"""PDF/UA-1 and PDF/A-2a, by veraPDF; places are told by the elements of the tag tree."""

import re
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import pikepdf

from pipeline.exporters.pdf.read_back.content import MarkedTexts
from pipeline.exporters.pdf.read_back.elements import Element, TreeReader, element_text, is_inline
from pipeline.location import Location
from pipeline.standards import programs
from pipeline.standards.judgement import Fault, Judgement
from pipeline.standards.sourcelines import SourceLines

FLAVOURS = {"pdf/ua-1": "ua1", "pdf/a-2a": "2a"}
_OBJECT = re.compile(r"\((\d+) (\d+) obj SE")
_PAGE = re.compile(r"/pages\[(\d+)\]")
_QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_FIELDS = 9


def judge_pdf(
    edition: Path, name: str, standards: Sequence[str], lines: SourceLines
) -> Iterator[Judgement]:
    """Judge a PDF by each of these standards; raises ValidatorError where that cannot be."""
    java, jar = programs.vera()
    flavours = [FLAVOURS[standard] for standard in standards]
    with as_file(files("pipeline.standards").joinpath("VeraCheck.java")) as source:
        shipped = Path(source)
        command: list[str | Path] = [
            java,
            *_QUICK_START,
            "-cp",
            jar,
            shipped,
            *flavours,
            "--",
            edition,
        ]
        finished = programs.run(command)
    rows = [line.split("\t") for line in finished.stdout.splitlines()]
    judged = {row[2] for row in rows if row[0] == "RESULT"}
    if judged != set(flavours):
        raise programs.complaint("veraPDF", finished)
    found = [row for row in rows if row[0] == "FINDING" and len(row) == _FIELDS]
    places = _Places(edition, lines) if found else None
    for standard, flavour in zip(standards, flavours, strict=True):
        faults = (_fault(row, places) for row in found if places and row[2] == flavour)
        yield Judgement(
            standard, name, "veraPDF", tuple(faults), version=programs.vera_version(jar)
        )


def _fault(row: list[str], places: "_Places") -> Fault:
    clause, test, times, rule, message, context = row[3:]
    said = message or rule
    where, location = places.told(context)
    return Fault(f"{clause}-{test}", said, where, int(times), location)


class _Places:
    """What the places of veraPDF's findings stand for."""

    def __init__(self, edition: Path, lines: SourceLines) -> None:
        self._lines = lines
        with pikepdf.open(edition) as pdf:
            texts = MarkedTexts()
            pages = {}
            self._labels: list[str] = []
            for index, page in enumerate(pdf.pages):
                pages[page.obj.objgen] = index
                self._labels.append(str(page.label))
                texts.read_page(page.obj, page.resources)
            reader = TreeReader(texts, pages)
            reader.read(pdf.Root)
            self._elements = reader.by_key

    def told(self, context: str) -> tuple[str, Location]:
        """Tell a place in few words, and where the source has it."""
        objects = _OBJECT.findall(context)
        number, generation = objects[-1] if objects else (0, 0)
        element = self._elements.get((int(number), int(generation)))
        if element is not None:
            page = f" on page {self._labels[element.page]}" if element.page >= 0 else ""
            return f"{element.kind}{page}", self._lines.location(_texts(element))
        page_found = _PAGE.search(context)
        if page_found and int(page_found[1]) < len(self._labels):
            return f"page {self._labels[int(page_found[1])]}", self._lines.location(())
        return context.rpartition("/")[2], self._lines.location(())


def _texts(element: Element) -> Iterator[str]:
    """Yield the texts of an element and of those around it, the nearest first."""
    around: Element | None = element
    while around is not None and is_inline(around):
        around = around.parent
    while around is not None and around.role not in {"Sect", "Document", "Part"}:
        yield element_text(around, without={"Lbl", "NoteReference", "Note"})
        around = around.parent
