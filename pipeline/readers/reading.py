"""What the parts of one reading share."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import accumulate

from pipeline.location import Location
from pipeline.model.nodes import Note
from pipeline.readers.findings import Findings
from pipeline.readers.link_parts import normal_label
from pipeline.readers.variables import Values

MAX_COMPARISONS = 10_000
MAX_COMPARED_LENGTH = 100


@dataclass(slots=True)
class Reading:
    """One reading of one source.

    `references` are the link references by label (`normal_label`), each a URL and a title;
    `references_used` the labels that some text refers to. `note_labels` are the labels of the
    notes that are defined, by normal label, as their definitions spell them; `notes_used` those
    that some text refers to; `notes_within` the notes that stand in the text that they belong to,
    whose words have no typography yet. `abbreviations` are short forms and what they stand for,
    `unknown_symbols` the names that were said to be no symbol's. `language` is the publication's,
    `values` are those of variables. `cites` tells that there is a bibliography.
    """

    findings: Findings
    references: dict[str, tuple[str, str]]
    note_labels: dict[str, str] = field(default_factory=dict)
    notes_used: set[str] = field(default_factory=set)
    references_used: set[str] = field(default_factory=set)
    notes_within: list[Note] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    unknown_symbols: set[str] = field(default_factory=set)
    language: str = "en"
    values: Values = field(kw_only=True)
    cites: bool = False
    _comparisons: int = MAX_COMPARISONS

    def find_reference(self, label: str) -> tuple[str, str] | None:
        """Give the URL and the title that a label stands for, and note that it is used."""
        key = normal_label(label)
        found = self.references.get(key)
        if found is not None:
            self.references_used.add(key)
        return found

    def nearest_label(self, label: str) -> str:
        """Give the note label that is most like one that is not defined, or ""."""
        if self._comparisons < len(self.note_labels) or len(label) > MAX_COMPARED_LENGTH:
            return ""
        self._comparisons -= len(self.note_labels)
        return next(iter(get_close_matches(label, self.note_labels.values(), n=1)), "")


class Places:
    """Where the characters of a leaf's text stand in the source.

    `line` is the source line of the first of its lines, `columns` the source column of each.
    Places are asked for from left to right.
    """

    __slots__ = ("_columns", "_end", "_findings", "_here", "_line", "_row", "_starts")

    def __init__(self, lines: list[str], line: int, columns: list[int], findings: Findings) -> None:
        self._starts = [0, *accumulate(len(text) + 1 for text in lines)]
        self._line = line
        self._columns = columns
        self._findings = findings
        self._row = 0
        self._end = self._starts[1]  # where the row ends
        self._here = findings.place(line)

    def _move_to(self, at: int) -> None:
        starts, row = self._starts, self._row
        while row + 2 < len(starts) and starts[row + 1] <= at:
            row += 1
        self._row = row
        self._end = starts[row + 1]
        self._here = self._findings.place(self._line + row)

    def line_at(self, at: int) -> Location:
        """Give the line of a character."""
        if at >= self._end:
            self._move_to(at)
        return self._here

    def at(self, at: int) -> Location:
        """Give the line and column of a character."""
        self.line_at(at)
        column = self._columns[self._row] + at - self._starts[self._row]
        return self._findings.place(self._line + self._row, column)
