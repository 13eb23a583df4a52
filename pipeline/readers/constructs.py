"""Constructs that hold no other inlines: escapes, references, code, breaks, autolinks."""

import re
from bisect import bisect_left

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.nodes import CodeSpan, HardBreak, Link, SoftBreak, Text
from pipeline.readers.characters import LITERAL
from pipeline.readers.emphasis import Delimiters
from pipeline.readers.entities import REFERENCE, decode, resolve_references
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.urls import is_safe

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20\x7f]*+)>")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"<([A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]++@{_LABEL}(?:\.{_LABEL})*)>")
_BACKTICKS = re.compile("`+")
_RUN = {mark: re.compile(re.escape(mark) + "+") for mark in "*_`"}


class Escape(Construct):
    """A backslash before punctuation, or at the end of a line (2.4, 6.7)."""

    triggers = "\\"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the character as it is, or a hard break."""
        character = scanner.text[at + 1 : at + 2]
        if character == "\n":
            scanner.add(at, HardBreak(location=scanner.places.line_at(at)))
        elif character in _PUNCTUATION:
            literal = character.translate(LITERAL)
            scanner.add(at, Text(literal, location=scanner.places.line_at(at)))
        else:
            return NOT_HERE
        return at + 2


class Reference(Construct):
    """A character reference such as `&amp;` (2.5)."""

    triggers = "&"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the characters that it stands for."""
        match = REFERENCE.match(scanner.text, at)
        characters = decode(*match.group(1, 2, 3)) if match else None
        if match is None or characters is None:
            return NOT_HERE
        literal = characters.translate(LITERAL)
        scanner.add(at, Text(literal, location=scanner.places.line_at(at)))
        return match.end()


class LineEnd(Construct):
    """The end of a line: a hard break after two spaces, else a soft one (6.7, 6.8)."""

    triggers = "\n"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the break; the spaces before it go."""
        text, done = scanner.text, scanner.done
        end = at
        while end > done and text[end - 1] == " ":
            end -= 1
        kind = HardBreak if at - end > 1 else SoftBreak
        scanner.add(end, kind(location=scanner.places.line_at(end)))
        return at + 1


class Backticks(Construct):
    """A code span (6.1)."""

    triggers = "`"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the code span; a run of backticks that nothing closes is text."""
        text = scanner.text
        start = _end_of_run(text, at)
        length = start - at
        end = _find_closing(scanner, length, start)
        if end < 0:
            run = Text(text[at:start], location=scanner.places.line_at(at))
            scanner.add(at, run)
            return start
        code = text[start:end].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        scanner.add(at, CodeSpan(code, location=scanner.places.at(at)))
        return end + length


def _end_of_run(text: str, at: int) -> int:
    match = _RUN[text[at]].match(text, at)
    return match.end() if match else at


def _find_closing(scanner: Scanner, length: int, at: int) -> int:
    """Find the next run of so many backticks; where all runs stand is looked up once."""
    if scanner.backticks is None:
        scanner.backticks = {}
        for match in _BACKTICKS.finditer(scanner.text):
            run = match.end() - match.start()
            scanner.backticks.setdefault(run, []).append(match.start())
    starts = scanner.backticks.get(length, [])
    index = bisect_left(starts, at)
    return starts[index] if index < len(starts) else NOT_HERE


class Delimiter(Construct):
    """A run of asterisks or underscores, to be paired later (6.2)."""

    triggers = "*_"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the run."""
        text = scanner.text
        end = _end_of_run(text, at)
        run = Delimiters(text[at], end - at, scanner.places.line_at(at))
        run.flank(text[at - 1] if at else "", text[end : end + 1])
        scanner.add(at, run)
        return end


class Autolink(Construct):
    """An address in pointed brackets (6.5)."""

    triggers = "<"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the link; one that is not safe stays as text."""
        match = _AUTOLINK.match(scanner.text, at)
        prefix = ""
        if match is None:
            match, prefix = _EMAIL.match(scanner.text, at), "mailto:"
        if match is None:
            return NOT_HERE
        add_address(scanner, at, match.group(1), prefix)
        return match.end()


def add_address(scanner: Scanner, at: int, address: str, prefix: str = "") -> None:
    """Add a link whose text is its own address, with `prefix` before it in the URL."""
    place = scanner.places.at(at)
    address = resolve_references(address)
    text = Text(address.translate(LITERAL), location=place)
    if is_safe(prefix + address):
        scanner.links += 1
        scanner.add(at, Link((text,), prefix + address, location=place))
        return
    say_unsafe(scanner, address, place)
    scanner.add(at, text)


def say_unsafe(scanner: Scanner, url: str, place: Location) -> None:
    """Say that a link was dropped, and name its scheme."""
    scheme = url.partition(":")[0].strip()[:40]
    scanner.reading.findings.say(
        Code.LINK_UNSAFE,
        f"link with the scheme '{scheme}:' dropped; its text stays",
        place,
    )
