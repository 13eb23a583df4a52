"""Variables: `{{ name }}` stands for the value of the table `variables`.

That is the key of the front matter, or the table of `book.toml`. Only where there is one is
anything replaced: texts about templates are full of such braces. Code and formulas stay as they
are; a value is text, whatever signs are in it, and is not looked through again.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.readers.findings import Findings
from pipeline.readers.values import Entry, ValueInvalidError, read_text

KEY = "variables"
PREFIX = f"{KEY}."
NAME = re.compile(r"\{\{[ \t]*([A-Za-z_][\w.-]{0,79})[ \t]*\}\}")


class Values:
    """The values of variables; each unknown name is said once a reading."""

    def __init__(self, values: Mapping[str, str], findings: Findings) -> None:
        self._values = values
        self._findings = findings
        self._said: set[str] = set()

    def __bool__(self) -> bool:
        """Whether there are any: without, nothing is replaced."""
        return bool(self._values)

    def find(self, name: str, place: Location) -> str | None:
        """Give the value of a variable; None, and a diagnostic, for one that has none."""
        value = self._values.get(name)
        if value is None and name not in self._said:
            self._said.add(name)
            near = get_close_matches(name, self._values, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"set it below `{KEY}:`"
            message = f"there is no variable '{name}', so its braces stay"
            self._findings.say(Code.VARIABLE_UNKNOWN, message, place, hint)
        return value

    def filled(self, text: str, place: Location) -> str:
        """Put values into a text that is no Markdown: an address, a title."""
        if not self._values or "{{" not in text:
            return text

        def replaced(match: re.Match[str]) -> str:
            value = self.find(match[1], place)
            return match[0] if value is None else value

        return NAME.sub(replaced, text)


def is_variable(entry: Entry) -> bool:
    """Tell whether an entry sets a variable."""
    return entry.key.startswith(PREFIX)


def with_variable(
    variables: tuple[tuple[str, str], ...], entry: Entry, findings: Findings
) -> tuple[tuple[str, str], ...]:
    """Add the variable that an entry sets; a list or a mapping is told and changes nothing."""
    name = entry.key.removeprefix(PREFIX)
    try:
        value = read_text(entry.value)
    except ValueInvalidError:
        message = f"the variable '{name[:60]}' cannot be a list or a mapping: expected a text"
        findings.say(Code.VALUE_INVALID, message, entry.location)
        return variables
    others = tuple(pair for pair in variables if pair[0] != name)
    return (*others, (name, value))
