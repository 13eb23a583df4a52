"""What one reading has to say, and the places that it says it of."""

from pipeline.diagnostics import Code, Diagnostic, Diagnostics, in_source_order
from pipeline.location import Location


class Findings:
    """The diagnostics of one source, gathered while it is read.

    `file` is the source's name as diagnostics print it.
    """

    __slots__ = ("_found", "_lines", "file")

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Diagnostic] = []
        self._lines: dict[int, Location] = {}

    def place(self, line: int, column: int = 0) -> Location:
        """Give a place by line and column, both from 1; nodes of one line share its location."""
        if column:
            return Location(self.file, line, column)
        place = self._lines.get(line)
        if place is None:
            place = self._lines[line] = Location(self.file, line)
        return place

    def say(self, code: Code, message: str, location: Location, hint: str = "") -> None:
        """Add a diagnostic."""
        self._found.append(Diagnostic(code, message, location, hint))

    def extend(self, found: Diagnostics) -> None:
        """Add diagnostics that somebody else found."""
        self._found.extend(found)

    def diagnostics(self) -> Diagnostics:
        """Give all that was said, in the order of the source."""
        return in_source_order(tuple(self._found))
