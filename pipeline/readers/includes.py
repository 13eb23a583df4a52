"""Includes: the lines of other files, in the place of the marks that ask for them.

This happens before the lines mean anything, as in mdBook and in pymdown's snippets: what is
included may be part of a list, a table or a block of code. Each line goes on to know the file and
the line that it comes from. A mark that stands alone on its line gives its indentation, and the
quotes and lists around it, to all lines that it brings.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.diagnostics import Code
from pipeline.location import NOWHERE, Location
from pipeline.readers.findings import Findings, SourceLine
from pipeline.readers.include_files import (
    IncludedFile,
    IncludeFiles,
    IncludeTroubleError,
    Numbered,
    shortened,
)
from pipeline.readers.include_marks import (
    Kind,
    Mark,
    Snippet,
    Wanted,
    is_section,
    marks_in,
    of_snippet,
    snippet_in,
    without_escape,
)

MAX_DEPTH = 10
_LEAD = re.compile(r"[ \t]*(?:>[ \t]*|(?:[-*+:]|\d{1,9}[.)])[ \t]+)*$")
_NO_QUOTE = re.compile(r"[^\s>]")
_FENCE = re.compile(r"[ \t>]*(?:```|~~~)")
_RUN = re.compile(r"`{3,}")
_PLAIN_NAME = str.maketrans("[]`", "()'")

Row = tuple[str, SourceLine]


@dataclass(frozen=True, slots=True)
class Expansion:
    """Lines with everything included: `rows`.

    `title` is what a mark calls the publication, "" without one, and `title_place` its place.
    """

    rows: list[Row]
    title: str
    title_place: Location


@dataclass(frozen=True, slots=True)
class _Here:
    """The file whose lines are read: its label and folder, those that led to it.

    `lead` counts the characters that marks on the way put before each line.
    """

    label: str
    folder: Path
    trail: tuple[str, ...]
    lead: int = 0


@dataclass(frozen=True, slots=True)
class _Request:
    """What a mark asks for, its place, and the text that it puts before all lines but the first."""

    wanted: Wanted
    column: int
    place: SourceLine
    lead: str = ""


def expand_includes(
    lines: Iterable[Numbered], files: IncludeFiles, findings: Findings
) -> Expansion:
    """Put what is included into the numbered lines of a source."""
    expander = _Expander(files, findings)
    here = _Here(findings.file, files.folder, (findings.file,))
    rows = expander.expand(list(lines), here)
    for said in files.said:
        findings.extend(said)
    return Expansion(rows, expander.title, expander.title_place)


class _Expander:
    """Expands the lines of a source and of the files that it includes."""

    def __init__(self, files: IncludeFiles, findings: Findings) -> None:
        self.title = ""
        self.title_place = NOWHERE
        self._files = files
        self._findings = findings

    def expand(self, lines: Sequence[Numbered], here: _Here) -> list[Row]:
        """Expand the lines of a file, or some of them."""
        rows: list[Row] = []
        borders = _borders(lines)
        is_within = False
        for index, (number, text) in enumerate(lines):
            place = SourceLine(here.label, number)
            snippet = snippet_in(text)
            if index in borders:
                is_within = not is_within
            elif is_within and snippet is None:
                rows.extend(self._named(text, place, here))
            elif snippet and snippet.path and not snippet.is_escaped:
                following = lines[index + 1][1] if index + 1 < len(lines) else ""
                rows.extend(self._snippet(snippet, place, here, following))
            elif snippet:
                rows.append((self._plain_snippet(snippet, text, place), place))
            elif not is_section(text):
                rows.extend(self._marks(without_escape(text), place, here))
        return rows

    # pymdown's snippets

    def _plain_snippet(self, snippet: Snippet, text: str, place: SourceLine) -> str:
        if snippet.is_escaped:
            return text.replace(";", "", 1)
        message = "this block of file names is never closed, so the line stays text"
        location = Location(place.file, place.number, len(snippet.indent) + 1)
        self._findings.say(Code.FENCE_UNCLOSED, message, location, "close it with the same line")
        return text

    def _named(self, text: str, place: SourceLine, here: _Here) -> list[Row]:
        """Include what a line within a block of file names asks for."""
        path = text.strip()
        if not path:
            return [("", place)]
        if path.startswith(";"):
            return []
        indent = text[: len(text) - len(text.lstrip())]
        return self._snippet(Snippet(indent, is_escaped=False, path=path), place, here, "")

    def _snippet(
        self, snippet: Snippet, place: SourceLine, here: _Here, following: str
    ) -> list[Row]:
        if snippet.path.startswith(";"):
            return []
        wanted = of_snippet(snippet.path)
        request = _Request(wanted, len(snippet.indent) + 1, place, snippet.indent)
        rows, is_open = self._include(request, self._folders(here)[::-1], here)
        # pymdown keeps the line break at the end of a file, which keeps paragraphs apart; a block
        # of code would show it.
        if is_open and not wanted.name and not wanted.ranges and not _FENCE.match(following):
            rows.append(("", place))
        return _led(rows, snippet.indent, snippet.indent)

    # mdBook's marks

    def _marks(self, text: str, place: SourceLine, here: _Here) -> list[Row]:
        marks = marks_in(text)
        if not marks:
            return [(text, place)]
        mark = marks[0]
        before = text[: mark.start]
        if not _brings_lines(mark) or text[mark.end :].strip() or not _LEAD.match(before):
            return self._within(text, marks, place, here)
        lead = _NO_QUOTE.sub(" ", before)
        rows = self._rows(mark, place, here, lead) or [("", place)]
        return _led(rows, before, lead)

    def _within(
        self, text: str, marks: Iterable[Mark], place: SourceLine, here: _Here
    ) -> list[Row]:
        """Expand a line with marks among other text; columns in such a line are not known."""
        done: list[Row] = []
        pieces: list[str] = []
        at, start = place, 0
        for mark in marks:
            pieces.append(text[start : mark.start])
            start = mark.end
            (first, _), *others = self._rows(mark, place, here) or [("", place)]
            pieces.append(first)
            for other, its_place in others:
                done.append(("".join(pieces), at))
                pieces, at = [other], its_place
        pieces.append(text[start:])
        done.append(("".join(pieces), at))
        ends = {0, len(done) - 1}
        return [
            (row, its_place.without_columns() if index in ends else its_place)
            for index, (row, its_place) in enumerate(done)
        ]

    def _rows(self, mark: Mark, place: SourceLine, here: _Here, lead: str = "") -> list[Row]:
        """Give what stands in the place of a mark."""
        match mark.kind:
            case Kind.TEXT:
                return [(mark.words, place)]
            case Kind.TITLE:
                self._call(mark, place)
                return []
            case Kind.FILE | Kind.CODE:
                request = _Request(mark.wanted, mark.start + 1, place, lead)
                rows, _ = self._include(request, self._folders(here), here)
                return rows if mark.kind is Kind.FILE else _as_code(rows, mark.words, place)

    def _folders(self, here: _Here) -> tuple[Path, ...]:
        """Give where files are looked for: mdBook begins beside the file, pymdown at the root."""
        root = self._files.root
        return (root,) if here.folder == root else (here.folder, root)

    def _call(self, mark: Mark, place: SourceLine) -> None:
        """Note the title that a mark gives; the first one counts."""
        if not self.title:
            self.title = mark.words
            self.title_place = Location(place.file, place.number, mark.start + 1)

    # What both ask for

    def _include(
        self, request: _Request, folders: tuple[Path, ...], here: _Here
    ) -> tuple[list[Row], bool]:
        """Give the rows of a file, or a stand-in; and whether the file ends with a line break."""
        stand_in = f"[missing file: {shortened(request.wanted.words).translate(_PLAIN_NAME)}]"
        if self._files.is_full:
            return [(stand_in, request.place)], False
        try:
            file = self._files.find(request.wanted.path, folders)
            below = _below(file, here, request)
            lines = self._files.select(file, request.wanted)
            self._files.charge(sum(len(text) + 1 for _, text in lines) + len(lines) * below.lead)
        except IncludeTroubleError as trouble:
            place = Location(request.place.file, request.place.number, request.column)
            self._findings.say(trouble.code, trouble.sentence, place, trouble.hint)
            return [(stand_in, request.place)], False
        return self.expand(lines, below), file.ends_with_break


def _brings_lines(mark: Mark) -> bool:
    return mark.kind is Kind.FILE or mark.kind is Kind.CODE


def _below(file: IncludedFile, here: _Here, request: _Request) -> _Here:
    """Give where the lines of a file are read; raises IncludeTroubleError in a circle."""
    trail = (*here.trail, file.label)
    if file.label in here.trail:
        circle = " → ".join(trail[here.trail.index(file.label) :])
        raise IncludeTroubleError(
            Code.INCLUDE_TOO_DEEP, f"files include each other in a circle: {shortened(circle)}"
        )
    if len(here.trail) > MAX_DEPTH:
        raise IncludeTroubleError(
            Code.INCLUDE_TOO_DEEP, f"files include each other more than {MAX_DEPTH} levels deep"
        )
    return _Here(file.label, file.folder, trail, here.lead + len(request.lead))


def _borders(lines: Sequence[Numbered]) -> set[int]:
    """Give the indices of the lines that begin and end blocks of file names, in pairs."""
    found = [
        index
        for index, (_, text) in enumerate(lines)
        if (snippet := snippet_in(text)) and not snippet.path and not snippet.is_escaped
    ]
    return set(found[: len(found) // 2 * 2])


def _led(rows: Iterable[Row], first: str, others: str) -> list[Row]:
    """Put text before rows; what it leaves blank is left without spaces at its end."""
    led: list[Row] = []
    lead = first
    for text, place in rows:
        led.append((lead + text if text else lead.rstrip(), place.moved(len(lead))))
        lead = others
    return led


def _as_code(rows: list[Row], properties: str, place: SourceLine) -> list[Row]:
    """Put rows between fences that are longer than what they hold."""
    runs = [len(run) for text, _ in rows for run in _RUN.findall(text)]
    fence = "`" * max(3, 1 + max(runs, default=0))
    words = f"rust,{properties}" if properties else "rust"
    return [(fence + words, place), *rows, (fence, place)]
