r"""Mathematics within lines: `$…$`, `` $`…`$ ``, `$$…$$` and `\(…\)`; nothing in them is read.

A single dollar sign is one of a formula by Pandoc's rule: no space follows the opening one or
stands before the closing one, and no digit follows that. Beyond it, what is amounts of money and
names of shells is none either: `US$5 and CA$`, `$HOME:$PATH`, and what would end within code.
"""

import re

from pipeline.model.nodes import Math
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner

_DOLLARS = re.compile(r"\$+")
_SINGLE = re.compile(r"\$(?![\s`])((?:[^$\\`]++|\\.)+)\$(?!\d)", re.DOTALL)
_ENDS_IN_SPACE = re.compile(r"(?<!\\)\s\Z")
_SHELL = re.compile(r"[A-Za-z_]{2}|[({]")
_GOES_ON = re.compile(r"(?!(?:th|st|nd|rd|s)\b)[A-Za-z_({]")
_DOUBLE = 2


class Dollar(Construct):
    """A formula in dollar signs."""

    triggers = "$"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the formula; signs that begin none are text."""
        text = scanner.text
        match = _DOLLARS.match(text, at)
        count = match.end() - at if match else 1
        if count == 1:
            return (
                _scan_ticked(scanner, at) if text[at + 1 : at + 2] == "`" else _single(scanner, at)
            )
        end = _scan_until(scanner, at, at + 2, "$$") if count == _DOUBLE else NOT_HERE
        if end == NOT_HERE:
            scanner.add_text(at, text[at : at + count])
            return at + count
        return end


def _single(scanner: Scanner, at: int) -> int:
    text = scanner.text
    match = _SINGLE.match(text, at)
    if match is None or _ENDS_IN_SPACE.search(match[1]) or _is_letter(text[at - 1 : at]):
        return NOT_HERE
    if _SHELL.match(match[1]) and _GOES_ON.match(text, match.end()):
        return NOT_HERE
    return _add(scanner, at, match[1], match.end())


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _scan_ticked(scanner: Scanner, at: int) -> int:
    """Read GitHub's formula, which is code between dollar signs."""
    return _scan_until(scanner, at, at + 2, "`$")


def _scan_until(scanner: Scanner, at: int, start: int, mark: str) -> int:
    """Read a formula that a mark ends; it is not blank, and holds no code."""
    end = scanner.find(mark, start)
    if scanner.text.startswith("$", end + len(mark)) and mark == "$$":
        return NOT_HERE
    tick = scanner.find("`", start)
    if end < 0 or 0 <= tick < end or not scanner.text[start:end].strip():
        return NOT_HERE
    return _add(scanner, at, scanner.text[start:end], end + len(mark))


def _add(scanner: Scanner, at: int, tex: str, end: int) -> int:
    tex = tex.replace("\n", " ").lstrip(" ")
    bare = tex.rstrip(" ")
    if bare.endswith("\\") and bare != tex:  # a space that TeX was told to keep
        bare += " "
    scanner.add(at, Math(bare, location=scanner.places.at(at)))
    return end


class Parenthesis(Construct):
    r"""A formula in `\(…\)`."""

    triggers = "\\"
    needle = r"\("

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the formula."""
        if not scanner.text.startswith(r"\(", at):
            return NOT_HERE
        return _scan_until(scanner, at, at + 2, r"\)")
