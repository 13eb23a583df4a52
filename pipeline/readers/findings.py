"""What one reading has to say, and the places that it says it of."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.diagnostics import Code, Diagnostic, Diagnostics, in_source_order
from pipeline.location import Location

_NO_COLUMNS = -1


class SourceLine(NamedTuple):
    """Where a line comes from: a file, its line there, and how far it was moved to the right."""

    file: str
    number: int
    shift: int = 0

    def moved(self, characters: int) -> "SourceLine":
        """Give the same line after so many characters."""
        if self.shift == _NO_COLUMNS or not characters:
            return self
        return SourceLine(self.file, self.number, self.shift + characters)

    def without_columns(self) -> "SourceLine":
        """Give the same line, of which nobody knows the columns."""
        return SourceLine(self.file, self.number, _NO_COLUMNS)


class Findings:
    """The diagnostics of one source, gathered while it is read.

    `file` is the source's name as diagnostics print it.
    """

    __slots__ = ("_first", "_found", "_lines", "_origins", "file")

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Diagnostic] = []
        self._lines: dict[int, Location] = {}
        self._origins: Sequence[SourceLine] = ()
        self._first = 0

    def follow(self, origins: Sequence[SourceLine], first: int) -> None:
        """Be told where lines come from, the first of which is read as the line `first`."""
        self._origins = origins
        self._first = first

    def place(self, line: int, column: int = 0) -> Location:
        """Give a place by line and column, both from 1; nodes of one line share its location.

        It is a place in the file that the line comes from.
        """
        if column:
            return (
                self._column(line, column) if self._origins else Location(self.file, line, column)
            )
        place = self._lines.get(line)
        if place is None:
            file, number, _ = self._origin(line)
            place = self._lines[line] = Location(file, number)
        return place

    def _column(self, line: int, column: int) -> Location:
        file, number, shift = self._origin(line)
        if shift == _NO_COLUMNS:
            return self.place(line)
        return Location(file, number, max(column - shift, 1))

    def _origin(self, line: int) -> SourceLine:
        index = line - self._first
        if index < 0 or not self._origins:
            return SourceLine(self.file, line)
        return self._origins[min(index, len(self._origins) - 1)]

    def say(self, code: Code, message: str, location: Location, hint: str = "") -> None:
        """Add a diagnostic."""
        self._found.append(Diagnostic(code, message, location, hint))

    def extend(self, found: Diagnostics) -> None:
        """Add diagnostics that somebody else found."""
        self._found.extend(found)

    def diagnostics(self) -> Diagnostics:
        """Give all that was said, in the order of the source."""
        return in_source_order(tuple(self._found))
