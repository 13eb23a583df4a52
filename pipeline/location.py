"""Where something stands in a source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source file.

    `file` is the name as the user knows it, `line` counts from 1, `column` from 1 in characters;
    0 stands for "not known".
    """

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Print as `file:12` or `file:12:5`, as far as it is known."""
        parts = [self.file or "<source>"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


NOWHERE = Location()


def first_known(*locations: Location) -> Location:
    """Give the first of some places that has a line, `NOWHERE` where none has."""
    return next((location for location in locations if location.line), NOWHERE)
