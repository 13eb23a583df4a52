"""Identifiers of publications and of their versions."""

import re
import uuid
from collections.abc import Iterable

_ISBN = re.compile(r"(?:urn:isbn:|isbn(?:-1[03])?:?\s*)?([0-9][0-9 -]{8,15}[0-9Xx])", re.IGNORECASE)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_SHORT, _LONG = 10, 13
_LONG_PREFIX = "978"


def isbn_in(identifier: str) -> str:
    """Give the ISBN that an identifier is, as 13 digits, "" where it is none.

    Its check digit must be right (ISO 2108, annex C); one of 10 digits becomes one of 13.
    """
    match = _ISBN.fullmatch(identifier.strip())
    digits = re.sub(r"[ -]", "", match[1]).upper() if match else ""
    if len(digits) == _SHORT and _is_right_short(digits):
        body = _LONG_PREFIX + digits[:-1]
        return body + _check_digit(body)
    is_right = (
        len(digits) == _LONG and digits.isdecimal() and digits[-1] == _check_digit(digits[:-1])
    )
    return digits if is_right else ""


def _is_right_short(digits: str) -> bool:
    values = [
        10 if digit == "X" else int(digit) for digit in digits if digit.isdecimal() or digit == "X"
    ]
    if "X" in digits[:-1]:
        return False
    return (
        sum(value * weight for value, weight in zip(values, range(_SHORT, 0, -1), strict=True)) % 11
        == 0
    )


def _check_digit(body: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return str(-total % 10)


def uri_of(identifier: str) -> str:
    """Give a URI for an identifier: itself, the URN of its ISBN, else a UUID made from it."""
    isbn = isbn_in(identifier)
    if isbn:
        return f"urn:isbn:{isbn}"
    if _URI.fullmatch(identifier) and identifier.isascii():
        return identifier
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, identifier)}"


def version_uri(identifier: str, version: str) -> str:
    """Give a URI for a version of what has an identifier: a UUID made from both."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{uri_of(identifier)} {version}')}"


def collection_uri(identifiers: Iterable[str]) -> str:
    """Give a URI for all publications of a folder, made from the first of their identifiers."""
    first = min(map(uri_of, identifiers), default="")
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'releases with {first}')}"
