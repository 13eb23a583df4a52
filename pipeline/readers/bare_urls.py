"""Addresses without brackets (GitHub Flavored Markdown, section 6.9).

Beyond that section, an address ends before closing typographic quotes and before the punctuation
of Chinese and Japanese, which stands close to it.
"""

# ruff: noqa: RUF001 - typographic quotes are meant here

import re

from pipeline.readers.constructs import add_address
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.wide import UNSPACED_SIGNS

_SCHEMES = ("https", "http", "ftp")
_ADDRESS = re.compile(rf"[^\s<\x00-\x20{UNSPACED_SIGNS}]*+")
_HOST_START = re.compile(r"[\w\[]")
_BARE_HOST = re.compile(r"www\.[A-Za-z0-9_-]+\.?")
_LOCAL = re.compile(r"[A-Za-z0-9.+_-]")
_DOMAIN = re.compile(r"[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)+")
_TRAILING = frozenset("?!.,:*_~'\"”’»›…")
_REFERENCE = re.compile(r"&[A-Za-z0-9]{1,32};$")
_LONGEST_REFERENCE = 34
_BEFORE_HOST = frozenset(" \t\n*_~([\"'“‘«„")


class BareUrl(Construct):
    """`https://…`, found at its colon."""

    triggers = ":"
    needle = "://"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the link, with its scheme from the text before the colon."""
        text = scanner.text
        if not text.startswith("://", at) or not _HOST_START.match(text, at + 3):
            return NOT_HERE
        start = _start_of_scheme(text, scanner.done, at)
        if start < 0:
            return NOT_HERE
        end = _end_of_address(scanner, start, at + 3)
        add_address(scanner, start, text[start:end])
        return end


def _start_of_scheme(text: str, done: int, at: int) -> int:
    before = text[max(done, at - 6) : at].lower()
    for scheme in _SCHEMES:
        if before.endswith(scheme):
            rest = before[: -len(scheme)]
            is_apart = not (rest and rest[-1].isascii() and rest[-1].isalnum())
            return at - len(scheme) if is_apart else NOT_HERE
    return NOT_HERE


class BareHost(Construct):
    """`www.…`."""

    triggers = "wW"
    needle = "www."

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the link; it leads to `http://www.…`."""
        text = scanner.text
        before = text[at - 1] if at else " "
        if not _BARE_HOST.match(text, at) or before not in _BEFORE_HOST:
            return NOT_HERE
        end = _end_of_address(scanner, at, at + len("www."))
        add_address(scanner, at, text[at:end], "http://")
        return end


class BareEmail(Construct):
    """`name@example.org`, found at its sign."""

    triggers = "@"
    needle = "@"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the link, with its name from the text before the sign."""
        text, start = scanner.text, at
        while start > scanner.done and _LOCAL.match(text, start - 1):
            start -= 1
        domain = _DOMAIN.match(text, at + 1)
        if start == at or domain is None or domain.group().endswith(("-", "_")):
            return NOT_HERE
        add_address(scanner, start, text[start : domain.end()], "mailto:")
        return domain.end()


def _end_of_address(scanner: Scanner, start: int, at: int) -> int:
    """Find where the address ends that begins at `start` and goes on at `at`."""
    text = scanner.text
    match = _ADDRESS.match(text, at)
    end = match.end() if match else at
    if scanner.openers:  # within brackets, the address ends where they do
        bracket = text.find("]", at, end)
        end = end if bracket < 0 else bracket
    surplus = text.count(")", start, end) - text.count("(", start, end)
    while end > at:
        last = text[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";":
            end = _before_reference(text, start, end)
            continue
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _before_reference(text: str, start: int, end: int) -> int:
    """Give the end without a character reference, or at least without its semicolon."""
    tail = text[max(start, end - _LONGEST_REFERENCE) : end]
    match = _REFERENCE.search(tail)
    return end - len(match.group()) if match else end - 1
