"""PDF's syntax: numbers, strings and names as they stand in a file.

All syntax is kept as `str` whose characters are the file's bytes (U+0000 to U+00FF), and encoded
as Latin-1 when an object is written. Clauses are those of ISO 32000-1.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NewType

Syntax = NewType("Syntax", str)
"""Text that is escaped already and may stand in an object or a page's content."""

_ESCAPED = {ord("("): r"\(", ord(")"): r"\)", ord("\\"): r"\\", ord("\r"): r"\r"}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.+\-]")
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=1 << 16)
def number(value: float) -> Syntax:
    """Give a number with at most three decimals (7.3.3); a point's thousandth is never seen."""
    if value == int(value):
        return Syntax(str(int(value)))
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return Syntax("0" if text == "-0" else text)


def numbers(*values: float) -> Syntax:
    """Give numbers parted by spaces."""
    return Syntax(" ".join(map(number, values)))


@cache
def colour_numbers(colour: str) -> Syntax:
    """Give a colour, six hexadecimal digits, as three numbers (8.6.4.3)."""
    return numbers(*(int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)))


def byte_string(content: bytes) -> Syntax:
    """Give bytes as a literal string (7.3.4.2)."""
    return Syntax(f"({content.decode('latin-1').translate(_ESCAPED)})")


def text_string(text: str) -> Syntax:
    """Give a text string (7.9.2.2): ASCII as it is, anything else in UTF-16BE.

    What XML and PDF readers choke on (control characters, surrogates) is dropped.
    """
    text = clean_text(text)
    if text.isascii():
        return byte_string(text.encode("ascii"))
    return byte_string(b"\xfe\xff" + text.encode("utf-16-be"))


def clean_text(text: str) -> str:
    """Drop the characters that no text of an edition may hold."""
    return _NOT_IN_TEXT.sub("", text)


def language_string(tag: str) -> Syntax:
    """Give a language tag (14.9.2); what is none by BCP 47 becomes "und", the undetermined one."""
    tag = tag.replace("_", "-")
    return byte_string(tag.encode() if _LANGUAGE_TAG.fullmatch(tag) else b"und")


def name(text: str) -> Syntax:
    """Give a name (7.3.5); characters outside the plain ones are written as #xx."""

    def escaped(match: re.Match[str]) -> str:
        return "".join(f"#{byte:02X}" for byte in match[0].encode())

    return Syntax(f"/{_NOT_IN_NAMES.sub(escaped, text)}")


def array(items: Iterable[str]) -> Syntax:
    """Give an array (7.3.6) of syntax."""
    return Syntax(f"[{' '.join(items)}]")


def dictionary(entries: dict[str, str]) -> Syntax:
    """Give a dictionary (7.3.7): plain keys, syntax as values; empty values are left out."""
    return Syntax(f"<<{''.join(f'/{key} {value}' for key, value in entries.items() if value)}>>")
