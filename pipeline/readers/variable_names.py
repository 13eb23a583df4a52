"""Names of variables in the text: a construct of the language."""

from pipeline.model.nodes import Text
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.spans import add_with_braces
from pipeline.readers.variables import NAME


class VariableName(Construct):
    """The name of a variable between two pairs of braces; an unknown one is text."""

    triggers = "{"
    needle = "{{"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the value."""
        values = scanner.reading.values
        match = NAME.match(scanner.text, at) if values else None
        if match is None:
            return NOT_HERE
        value = values.find(match[1], scanner.places.at(at))
        if value is None:
            return NOT_HERE
        place = scanner.places.line_at(at)
        return add_with_braces(scanner, at, Text(value, location=place), match.end())
