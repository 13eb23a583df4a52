"""Constructs that hold no other inlines: escapes, references, code, breaks, autolinks."""

import re
from bisect import bisect_left

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.nodes import CodeSpan, HardBreak, Link, SoftBreak, Text
from pipeline.readers.characters import LITERAL
from pipeline.readers.entities import REFERENCE, decode, resolve_references
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.spans import add_with_braces
from pipeline.readers.urls import is_safe

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20\x7f]*+)>")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"<([A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]++@{_LABEL}(?:\.{_LABEL})*)>")
_BACKTICKS = re.compile("`+")
# What says in pymdown's extension for Python-Markdown which language code is in.
_LANGUAGE = re.compile(r"\A#!(?:[A-Za-z][\w.+#-]*)[ \t]+(?=[^ \t])")
_RAW = re.compile(r"\{=([A-Za-z0-9_-]+)\}")
_SPACE_WITHIN = "\N{NO-BREAK SPACE}"


class Escape(Construct):
    r"""A backslash before punctuation, or at the end of a line (2.4, 6.7).

    Within a script (`~a\ b~`) a space behind it is kept.
    """

    triggers = "\\"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the character as it is, or a hard break."""
        character = scanner.text[at + 1 : at + 2]
        if character == "\n":
            scanner.add(at, HardBreak(location=scanner.places.line_at(at)))
        elif character == " " and at < scanner.script_end:
            scanner.add_text(at, _SPACE_WITHIN)
        elif character in _PUNCTUATION:
            literal = character.translate(LITERAL)
            scanner.add_text(at, literal)
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
        scanner.add_text(at, literal)
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
            scanner.add_text(at, text[at:start])
            return start
        code = text[start:end].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        if code.startswith("#!"):
            code = _LANGUAGE.sub("", code)
        span = CodeSpan(code, location=scanner.places.at(at))
        if text.startswith("{", end + length):
            return _add_with_braces(scanner, at, span, end + length)
        scanner.add(at, span)
        return end + length


def _add_with_braces(scanner: Scanner, at: int, code: CodeSpan, end: int) -> int:
    """Add code; where it says that it is text of another format (as in Pandoc), it stays code."""
    raw = _RAW.match(scanner.text, end)
    if raw is None:
        return add_with_braces(scanner, at, code, end)
    message = f"text for '{raw[1]}' alone is no part of any edition; it is shown as code"
    scanner.reading.findings.say(Code.MARKUP_DROPPED, message, code.location)
    scanner.add(at, code)
    return raw.end()


def _end_of_run(text: str, at: int) -> int:
    match = _BACKTICKS.match(text, at)
    return match.end() if match else at


def _find_closing(scanner: Scanner, length: int, at: int) -> int:
    """Find the next run of so many backticks; where all runs stand is looked up once."""
    text = scanner.text
    end = text.find("`", at)
    if end < 0:
        return NOT_HERE
    if length == 1 and text[end + 1 : end + 2] != "`":  # most code is alone in its place
        return end
    if scanner.backticks is None:
        scanner.backticks = {}
        for match in _BACKTICKS.finditer(text):
            run = match.end() - match.start()
            scanner.backticks.setdefault(run, []).append(match.start())
    starts = scanner.backticks.get(length, [])
    index = bisect_left(starts, at)
    return starts[index] if index < len(starts) else NOT_HERE


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
        link = _address(scanner, at, match.group(1), prefix)
        return add_with_braces(scanner, at, link, match.end())


def add_address(scanner: Scanner, at: int, address: str, prefix: str = "") -> None:
    """Add a link whose text is its own address, with `prefix` before it in the URL."""
    scanner.add(at, _address(scanner, at, address, prefix))


def _address(scanner: Scanner, at: int, address: str, prefix: str) -> Link | Text:
    """Give a link to an address, or the address as text where it is not safe."""
    place = scanner.places.at(at)
    address = resolve_references(address)
    text = Text(address.translate(LITERAL), location=place)
    if is_safe(prefix + address):
        scanner.links += 1
        return Link((text,), prefix + address, location=place)
    say_unsafe(scanner, address, place)
    return text


def say_unsafe(scanner: Scanner, url: str, place: Location) -> None:
    """Say that a link was dropped, and name its scheme."""
    scanner.reading.findings.say(*unsafe_message(url), place)


def unsafe_message(url: str) -> tuple[Code, str]:
    """Give what is said of a link that is dropped."""
    scheme = url.partition(":")[0].strip()[:40]
    return Code.LINK_UNSAFE, f"link with the scheme '{scheme}:' dropped; its text stays"
