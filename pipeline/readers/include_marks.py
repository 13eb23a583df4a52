r"""Marks of includes: what a line asks for, in the words of mdBook and of pymdown's snippets.

mdBook: `{{#include file.md:2:10}}`, wherever it stands in a line; `\{{#…}}` is text. Snippets:
`--8<-- "file.md:2:10"`, alone on its line, or file names between two lines of `--8<--`; a `;`
before the mark makes it text. In `file:5`, mdBook means one line, and pymdown all from there on.
"""

import re
from dataclasses import dataclass
from enum import Enum

_ANY = re.compile(r"\{\{[ \t]*#|8<-")
_MDBOOK = re.compile(r"\\\{\{[ \t]*#[^{}]*\}\}|\{\{[ \t]*#(\w+)[ \t]+([^{}\s][^{}]*)\}\}", re.ASCII)
_SNIPPET = re.compile(r"([ \t]*)(;*)-+8<-+(?:[ \t]+(?:\"([^\"]+)\"|'([^']+)'))?[ \t]*$")
# A run of dashes is tried from its first one only, or long runs would be read over and over.
_SECTION = re.compile(
    r"(?<![;-])(;*)-+8<-+[ \t]+\[[ \t]*(start|end)[ \t]*:[ \t]*([a-z][-\w]*)[ \t]*\]", re.IGNORECASE
)
_ANCHOR = re.compile(r"ANCHOR(_END)?:\s*([\w-]+)")
_COMMENT = re.compile(r"[\W_]*(?:(?:rem|dnl)\W*)?$", re.IGNORECASE)
_RANGES = re.compile(r"(?:-?\d{0,9}(?::-?\d{0,9})?)(?:,-?\d{0,9}(?::-?\d{0,9})?)*$", re.ASCII)
_NAME = re.compile(r"[\w-]+$")
_NUMBER = re.compile(r"\d{1,9}$", re.ASCII)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:[\\/]", re.IGNORECASE)

Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a mark asks for, and which lines of it: ranges, a named part, or all.

    `words` is what the author wrote. A range has the bounds of a Python slice.
    """

    words: str
    path: str
    ranges: tuple[Range, ...] = ()
    name: str = ""


class Kind(Enum):
    """What a mark wants."""

    FILE = "the lines of a file"
    CODE = "a file as a block of code"
    TITLE = "a title for the publication"
    TEXT = "to be text"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of mdBook's in a line, from `start` up to `end`.

    `words` are the title, the properties of the code or the text that it shows.
    """

    kind: Kind
    start: int
    end: int
    words: str = ""
    wanted: Wanted = Wanted("", "")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line that is a mark of pymdown's; without `path` it begins or ends a block of names."""

    indent: str
    is_escaped: bool
    path: str


@dataclass(frozen=True, slots=True)
class Boundary:
    """The beginning or the end of a named part of a file; `is_alone` but for comment signs."""

    name: str
    is_end: bool
    is_alone: bool


def has_marks(text: str) -> bool:
    """Tell quickly whether a text may hold marks of includes."""
    return ("{{" in text or "8<-" in text) and _ANY.search(text) is not None


def marks_in(line: str) -> list[Mark]:
    """Find mdBook's marks in a line; what only looks like one is left out."""
    if "{{" not in line:
        return []
    return [mark for match in _MDBOOK.finditer(line) if (mark := _mark(match))]


def _mark(match: re.Match[str]) -> Mark | None:
    start, end = match.span()
    name, rest = match.group(1, 2)
    match name:
        case None:
            return Mark(Kind.TEXT, start, end, match[0][1:])
        case "title":
            return Mark(Kind.TITLE, start, end, rest.strip())
        case "include" | "rustdoc_include":
            return Mark(Kind.FILE, start, end, "", _of_mdbook(rest.split()[0]))
        case "playground" | "playpen":
            path, *properties = rest.split()
            return Mark(Kind.CODE, start, end, ",".join(properties), Wanted(path, path))
        case _:
            return None


def _of_mdbook(words: str) -> Wanted:
    path, part = _split(words)
    if not part:
        return Wanted(words, path)
    first, *others = part.split(":")
    start = _number(first)
    if start is None and first:
        return Wanted(words, path, name=first)
    begin = None if start is None else max(start - 1, 0)
    if others:
        return Wanted(words, path, ((begin, _number(others[0])),))
    return Wanted(words, path, ((begin, None if begin is None else begin + 1),))


def _split(words: str) -> tuple[str, str]:
    """Divide a path from what is wanted of it."""
    if is_address(words) or is_absolute(words):
        return words, ""
    path, _, part = words.partition(":")
    return path, part


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.match(text) else None


def snippet_in(line: str) -> Snippet | None:
    """Read a line that is a mark of pymdown's, escaped or not."""
    match = _SNIPPET.match(line) if "8<-" in line else None
    if match is None:
        return None
    indent, escape, double, single = match.groups()
    return Snippet(indent, bool(escape), (double or single or "").strip())


def of_snippet(words: str) -> Wanted:
    """Read what a snippet asks for: `file`, `file:2:5,8:9` or `file:name`."""
    path, part = _split(words)
    if part and _RANGES.match(part):
        return Wanted(words, path.strip(), tuple(_range(item) for item in part.split(",")))
    if part and _NAME.match(part):
        return Wanted(words, path.strip(), name=part)
    return Wanted(words, words.rstrip(":"))


def _range(item: str) -> Range:
    first, _, last = item.partition(":")
    start = _signed(first)
    end = _signed(last)
    return (
        start - 1 if start and start > 0 else start,
        end if end is None or end >= 0 else (end + 1 or None),
    )


def _signed(text: str) -> int | None:
    return int(text) if text.strip("-") else None


def is_address(path: str) -> bool:
    """Tell whether a path is an address on a network, or of another scheme."""
    match = _ADDRESS.match(path)
    return match is not None and path.startswith("//", match.end())


def is_absolute(path: str) -> bool:
    """Tell whether a path is absolute, here or on Windows."""
    return path.startswith(("/", "\\", "~")) or _DRIVE.match(path) is not None


def boundary_in(line: str) -> Boundary | None:
    """Read a line that begins or ends a named part, in either language."""
    if "8<-" in line:
        match = _SECTION.search(line)
        if match and not match[1]:
            return Boundary(match[3], match[2].lower() == "end", _is_alone(line, match))
    if "ANCHOR" in line:
        match = _ANCHOR.search(line)
        if match:
            return Boundary(match[2], match[1] is not None, _is_alone(line, match))
    return None


def _is_alone(line: str, match: re.Match[str]) -> bool:
    around = f"{line[: match.start()]} {line[match.end() :]}"
    return _COMMENT.match(around) is not None


def is_section(line: str) -> bool:
    """Tell whether a line is but a boundary of pymdown's, which is shown nowhere."""
    boundary = boundary_in(line) if "8<-" in line else None
    return boundary is not None and boundary.is_alone


def without_escape(line: str) -> str:
    """Take one `;` from the marks that a line shows as text."""
    match = _SECTION.search(line) if "8<-" in line else None
    if match and match[1]:
        return line[: match.start()] + line[match.start() + 1 :]
    return line
