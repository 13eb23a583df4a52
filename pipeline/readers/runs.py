"""Constructs that begin and end with runs of the same marks, to be paired later.

`*emphasis*`, `**importance**`, `~~deletion~~`, `^^insertion^^` and `==mark==` may hold anything
(CommonMark 6.2; GitHub Flavored Markdown 6.5). `~sub~` and `^super^` are scripts: no white space
stands within them but behind a backslash, as in Pandoc.
"""

import re

from pipeline.readers.emphasis import Delimiters
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.spans import braces_at
from pipeline.readers.wide import UNSPACED_SIGNS

_RUN = {mark: re.compile(re.escape(mark) + "+") for mark in "*_~^="}
_DOUBLE = 2
_SCRIPTS = {  # wide punctuation ends what has no spaces: `10~20、30~40` are two ranges
    mark: re.compile(
        rf"{sign}(?P<content>(?:[^\s\\{sign}{UNSPACED_SIGNS}]++|\\(?!\n).)+){sign}(?!{sign})"
    )
    for mark, sign in (("~", "~"), ("^", r"\^"))
}


class Delimiter(Construct):
    """A run of asterisks or underscores (6.2)."""

    triggers = "*_"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the run."""
        return _add_run(scanner, at, _end_of_run(scanner.text, at), scanner.text[at])


class EqualSigns(Construct):
    """A run of two equal signs: what they surround is marked."""

    triggers = "="

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add a run of two."""
        end = _end_of_run(scanner.text, at)
        return _add_doubled(scanner, at, end) if end - at > 1 else NOT_HERE


class ScriptMarks(Construct):
    """A run of marks of which two are something else, and one begins or ends a script."""

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add a run of two, or the mark of a script."""
        end = _end_of_run(scanner.text, at)
        if end - at > 1:
            return _add_doubled(scanner, at, end)
        run = Delimiters(self.triggers, 1, scanner.places.line_at(at))
        run.can_close = at in scanner.closers
        run.can_open = not run.can_close and self._opens(scanner, at)
        return _add(scanner, at, end, run) if run.can_close or run.can_open else NOT_HERE

    def _opens(self, scanner: Scanner, at: int) -> bool:
        """Tell whether a script begins here, and remember where it ends."""
        match = _SCRIPTS[self.triggers].match(scanner.text, at)
        if match is None or _is_between_notes(scanner.text, at, match["content"]):
            return False
        scanner.closers.add(match.end() - 1)
        scanner.script_end = max(scanner.script_end, match.end())
        return True


class Tildes(ScriptMarks):
    """Tildes: a deletion, or what stands below the line."""

    triggers = "~"


class Carets(ScriptMarks):
    """Carets: an insertion, or what stands above the line."""

    triggers = "^"


def _is_between_notes(text: str, at: int, content: str) -> bool:
    """Tell whether a caret is that of a note's mark (`[^a][^b]`)."""
    return text.startswith("[^", at - 1) and at > 0 and "]" in content


def _end_of_run(text: str, at: int) -> int:
    match = _RUN[text[at]].match(text, at)
    return match.end() if match else at


def _add_doubled(scanner: Scanner, at: int, end: int) -> int:
    """Add a run of two; a longer one is text."""
    text = scanner.text
    if end - at == _DOUBLE:
        return _add_run(scanner, at, end, text[at:end])
    scanner.add_text(at, text[at:end])
    return end


def _add_run(scanner: Scanner, at: int, end: int, mark: str) -> int:
    text = scanner.text
    run = Delimiters(mark, (end - at) // len(mark), scanner.places.line_at(at))
    run.flank(text[at - 1] if at else "", text[end : end + 1])
    return _add(scanner, at, end, run)


def _add(scanner: Scanner, at: int, end: int, run: Delimiters) -> int:
    """Add a run, with the attributes behind it where it may close something."""
    scanner.add(at, run)
    if not run.can_close or not scanner.text.startswith("{", end):
        return end
    run.tail = braces = braces_at(scanner, end)
    scanner.has_tails |= braces is not None
    return braces.end if braces else end
