"""The parts of links: labels, destinations and titles (CommonMark 4.7 and 6.3)."""

import re
from typing import NamedTuple

from pipeline.readers.entities import resolve

MAX_LABEL = 999
_MAX_PARENTHESES = 32
_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,1000})\]", re.DOTALL)
_POINTED = re.compile(r"<((?:[^<>\n\\]|\\[^\n])*)>")
_PLAIN = re.compile(r"(?:[^\\()\x00-\x20\x7f]|\\[!-/:-@\[-`{-~]|\\(?=[^\x00-\x20\x7f]))*")
_TITLE = re.compile(
    r'"((?:[^"\\]|\\.)*)"'
    r"|'((?:[^'\\]|\\.)*)'"
    r"|\(((?:[^()\\]|\\.)*)\)",
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t]*\n?[ \t]*")


class Part(NamedTuple):
    """A part of a link, and where it ends in the text."""

    text: str
    end: int


class Target(NamedTuple):
    """Where a link leads, with its title, and where that ends in the text."""

    url: str
    title: str
    end: int


def normal_label(label: str) -> str:
    """Give the form in which labels are compared: case folded, white space collapsed."""
    return " ".join(label.split()).casefold()


def read_label(text: str, at: int) -> Part | None:
    """Read a label in square brackets; it is the text between them, as it stands."""
    match = _LABEL.match(text, at)
    if match is None or match.end() - at > MAX_LABEL + 2:
        return None
    return Part(match.group(1), match.end())


def read_destination(text: str, at: int) -> Part | None:
    """Read a destination, in pointed brackets or plain; it may be empty."""
    if text.startswith("<", at):
        match = _POINTED.match(text, at)
        return Part(resolve(match.group(1)), match.end()) if match else None
    end = _end_of_plain(text, at)
    return None if end is None else Part(resolve(text[at:end]), end)


def _end_of_plain(text: str, at: int) -> int | None:
    """Find where a plain destination ends: its parentheses are balanced."""
    depth = 0
    while True:
        match = _PLAIN.match(text, at)
        at = match.end() if match else at
        mark = text[at : at + 1]
        if mark == "(" and depth < _MAX_PARENTHESES:
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
        else:
            break
        at += 1
    return None if depth or text[at : at + 1] == "(" else at


def read_title(text: str, at: int) -> Part | None:
    """Read a title in quotes or parentheses; its line breaks become spaces."""
    match = _TITLE.match(text, at)
    if match is None:
        return None
    title = resolve(match.group(match.lastindex or 0))
    return Part(" ".join(title.split("\n")), match.end())


def after_space(text: str, at: int) -> int:
    """Pass spaces, tabs and at most one line break."""
    match = _SPACE.match(text, at)
    return match.end() if match else at


def read_target(text: str, at: int) -> Target | None:
    """Read what stands in the parentheses of an inline link; `at` is behind the opening one."""
    at = after_space(text, at)
    destination = read_destination(text, at)
    if destination is None:
        return None
    end = after_space(text, destination.end)
    title = read_title(text, end) if end > destination.end else None
    if title is not None:
        end = after_space(text, title.end)
    if not text.startswith(")", end):
        return None
    return Target(destination.text, title.text if title else "", end + 1)
