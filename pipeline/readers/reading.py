"""What the parts of one reading share."""

from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.location import Location
from pipeline.readers.findings import Findings


@dataclass(slots=True)
class Reading:
    """One reading of one source.

    `references` are the link references by label (`normal_label`), each a URL and a title;
    `note_labels` the labels of the notes that are defined, by normal label, as their definitions
    spell them; `notes_used` those that some text refers to.
    """

    findings: Findings
    references: dict[str, tuple[str, str]]
    note_labels: dict[str, str] = field(default_factory=dict)
    notes_used: set[str] = field(default_factory=set)


class Places:
    """Where the characters of a leaf's text stand in the source.

    `line` is the source line of the first of its lines, `columns` the source column of each.
    Places are asked for from left to right.
    """

    __slots__ = ("_columns", "_findings", "_line", "_row", "_starts")

    def __init__(self, lines: list[str], line: int, columns: list[int], findings: Findings) -> None:
        self._starts = [0]
        if len(lines) > 1:
            self._starts += accumulate(len(text) + 1 for text in lines[:-1])
        self._line = line
        self._columns = columns
        self._findings = findings
        self._row = 0

    def _move_to(self, at: int) -> int:
        starts, row = self._starts, self._row
        while row + 1 < len(starts) and starts[row + 1] <= at:
            row += 1
        self._row = row
        return row

    def line_at(self, at: int) -> Location:
        """Give the line of a character."""
        return self._findings.place(self._line + self._move_to(at))

    def at(self, at: int) -> Location:
        """Give the line and column of a character."""
        row = self._move_to(at)
        column = self._columns[row] + at - self._starts[row]
        return Location(self._findings.file, self._line + row, column)
