"""What keys may be set to: texts, lists, dates, languages, flags, names."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pipeline.location import Location
from pipeline.model.metadata import STANDARDS, Kind
from pipeline.model.roles import CHAPTER_ROLES, Role
from pipeline.model.source import Value

_FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "y"), True),
    **dict.fromkeys(("false", "no", "off", "n"), False),
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_TIME = r"(?:[Tt ]\d{1,2}:\d\d[\d:.,]*[ ]?(?:[Zz]|[+-]\d\d(?::?\d\d)?)?)?"
_DATE = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}", re.ASCII)
_DIGITS = re.compile(rf"\d{{1,4}}(?:([-/.])\d{{1,2}}\1)\d{{1,4}}{_TIME}", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
_WHITE = re.compile("[ \t\n\u2028\u2029]+")


class Doubt(NamedTuple):
    """What is doubtful about a value that is taken all the same, and what would be better."""

    message: str
    hint: str


class ValueInvalidError(ValueError):
    """A value is none of those that its key may have; the sentence says which it may."""


def read_text(value: Value) -> str:
    """Read a text; white space in it is collapsed, but for spaces that are meant to be kept."""
    if not isinstance(value, str):
        raise ValueInvalidError("expected a text")
    text = _WHITE.sub(" ", value).strip(" ")
    return text if text.strip() else ""


def read_lines(value: Value) -> str:
    """Read a text of several lines as it stands."""
    if not isinstance(value, str):
        raise ValueInvalidError("expected a text")
    return value.strip("\n").rstrip()


def read_texts(value: Value) -> tuple[str, ...]:
    """Read a list of texts, or texts with commas between them."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise ValueInvalidError("expected a list of texts")
    return tuple(text for part in parts if (text := read_text(part)))


def read_standards(value: Value) -> tuple[str, ...]:
    """Read a list of standards that validators know."""
    return tuple(map(one_of(STANDARDS), read_texts(value)))


def read_names(value: Value) -> tuple[str, ...]:
    """Read a name or a list of names; each may be a mapping that has a `name`."""
    parts = value if isinstance(value, tuple) else (value,)
    return tuple(name for part in parts if (name := _read_name(part)))


def _read_name(value: Value) -> str:
    if isinstance(value, dict):
        if "name" not in value:
            raise ValueInvalidError("expected a name, a list of names, or mappings with a 'name'")
        value = value["name"]
    return read_text(value)


def read_date(value: Value) -> str:
    """Read a date: an ISO one without its time of day, any other as it stands."""
    text = read_text(value)
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return text


def doubt_date(text: str) -> Doubt | None:
    """Doubt a date of digits that is none of the calendar, or not in the order of ISO 8601."""
    if not _DIGITS.fullmatch(text) or _is_day(text):
        return None
    return Doubt(
        f"'{text}' is no date of ISO 8601; it is shown as it stands",
        "write the date as year-month-day, such as 2025-03-10",
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def read_language(value: Value) -> str:
    """Read a language tag (BCP 47)."""
    text = read_text(value)
    if not _LANGUAGE.fullmatch(text):
        raise ValueInvalidError("expected a language tag such as 'en' or 'de-AT'")
    return text.replace("_", "-")


def read_flag(value: Value) -> bool:
    """Read a yes or no."""
    flag = _FLAGS.get(value.lower()) if isinstance(value, str) else None
    if flag is None:
        raise ValueInvalidError("expected true or false")
    return flag


def read_depth(value: Value) -> int:
    """Read a depth of headings, from 1 to 6."""
    number = int(value) if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value) else 0
    if not 1 <= number <= 6:  # noqa: PLR2004 - Markdown has six levels of headings
        raise ValueInvalidError("expected a whole number from 1 to 6")
    return number


def one_of(names: Iterable[str]) -> Callable[[Value], str]:
    """Make a reader of one of some names."""
    known = tuple(names)

    def read(value: Value) -> str:
        name = value.lower() if isinstance(value, str) else ""
        if name not in known:
            raise ValueInvalidError(f"expected one of: {', '.join(known)}")
        return name

    return read


def read_kind(value: Value) -> Kind:
    """Read what the publication is."""
    return Kind(one_of(kind.value for kind in Kind)(value))


def read_role(value: Value) -> Role:
    """Read what a chapter is."""
    return Role(one_of(role.value for role in CHAPTER_ROLES)(value))


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, where its author wrote it."""

    key: str
    value: Value
    location: Location
