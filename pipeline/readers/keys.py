"""The keys of the front matter: what each one sets, and what it may be.

The command line's `--set key=value` takes the same keys with the same checks.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeAlias, assert_never

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.readers.characters import drop_message, split_dropped
from pipeline.readers.findings import Findings
from pipeline.theme import PAGE_SIZES, THEMES

Value: TypeAlias = "str | tuple[Value, ...] | dict[str, Value]"
"""A value as its author typed it: text, a list, or a mapping."""

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
SET = Location("--set")


class Doubt(NamedTuple):
    """What is doubtful about a value that is taken all the same, and what would be better."""

    message: str
    hint: str


class ValueInvalidError(ValueError):
    """A value is none of those that its key may have; the sentence says which it may."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the field that it sets, in the metadata or the settings, and how it is read.

    `read` raises ValueInvalidError; `doubt` is asked about what it gave.
    """

    field: str
    read: Callable[[Value], Any]
    is_setting: bool = False
    doubt: Callable[[Any], Doubt | None] = lambda _: None


def read_text(value: Value) -> str:
    """Read a text; white space in it is collapsed, but for spaces that are meant to be kept."""
    if not isinstance(value, str):
        raise ValueInvalidError("expected a text")
    text = _WHITE.sub(" ", value).strip(" ")
    return text if text.strip() else ""


def read_texts(value: Value) -> tuple[str, ...]:
    """Read a list of texts, or texts with commas between them."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise ValueInvalidError("expected a list of texts")
    return tuple(text for part in parts if (text := read_text(part)))


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


KEYS: Mapping[str, Key] = {
    "title": Key("title", read_text),
    "subtitle": Key("subtitle", read_text),
    "author": Key("authors", read_names),
    "date": Key("date", read_date, doubt=doubt_date),
    "lang": Key("language", read_language),
    "description": Key("description", read_text),
    "keywords": Key("keywords", read_texts),
    "rights": Key("rights", read_text),
    "publisher": Key("publisher", read_text),
    "identifier": Key("identifier", read_text),
    "version": Key("version", read_text),
    "cover-image": Key("cover_image", read_text),
    "kind": Key("kind", read_kind, is_setting=True),
    "number-sections": Key("number_sections", read_flag, is_setting=True),
    "number-depth": Key("number_depth", read_depth, is_setting=True),
    "toc": Key("toc", read_flag, is_setting=True),
    "toc-depth": Key("toc_depth", read_depth, is_setting=True),
    "smart": Key("smart", read_flag, is_setting=True),
    "page-size": Key("page_size", one_of(PAGE_SIZES), is_setting=True),
    "theme": Key("theme", one_of(THEMES), is_setting=True),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, where its author wrote it."""

    key: str
    value: Value
    location: Location


@dataclass(frozen=True, slots=True)
class Declarations:
    """What entries declare of a publication; `places` tells by key where each was taken from."""

    metadata: Metadata = field(default_factory=Metadata)
    settings: Settings = field(default_factory=Settings)
    places: Mapping[str, Location] = field(default_factory=dict)


def make_entry(key: str, value: Value, location: Location, findings: Findings) -> Entry:
    """Make an entry, without the characters that no edition can carry."""
    name, dropped = split_dropped(key)
    clean, more = _clean(value)
    if dropped or more:
        message = drop_message(dropped + more, f"'{_short(name)}'")
        findings.say(Code.CHARACTER_DROPPED, message, location)
    return Entry(name, clean, location)


def _clean(value: Value) -> tuple[Value, str]:
    match value:
        case str():
            return split_dropped(value)
        case tuple():
            parts = [_clean(part) for part in value]
            return tuple(part for part, _ in parts), "".join(dropped for _, dropped in parts)
        case dict():
            named = {key: _clean(part) for key, part in value.items()}
            clean: Value = {key: part for key, (part, _) in named.items()}
            return clean, "".join(dropped for _, dropped in named.values())
        case _:
            assert_never(value)


def apply_entries(
    declared: Declarations, entries: Iterable[Entry], findings: Findings
) -> Declarations:
    """Give the declarations as the entries want them; what is wrong keeps its old value."""
    for entry in entries:
        key = KEYS.get(entry.key)
        if key is None:
            _say_unknown(entry, findings)
            continue
        try:
            value = key.read(entry.value)
        except ValueInvalidError as error:
            message = f"'{entry.key}' cannot be {_shown(entry.value)}: {error}"
            findings.say(Code.VALUE_INVALID, message, entry.location)
            continue
        if doubt := key.doubt(value):
            findings.say(Code.VALUE_INVALID, doubt.message, entry.location, doubt.hint)
        declared = _declare(declared, key, value, entry)
    return declared


def _declare(declared: Declarations, key: Key, value: object, entry: Entry) -> Declarations:
    change: dict[str, Any] = {key.field: value}
    places = {**declared.places, entry.key: entry.location}
    if key.is_setting:
        return replace(declared, settings=replace(declared.settings, **change), places=places)
    return replace(declared, metadata=replace(declared.metadata, **change), places=places)


def _say_unknown(entry: Entry, findings: Findings) -> None:
    near = get_close_matches(entry.key.replace("_", "-").lower(), KEYS, n=1)
    hint = f"did you mean '{near[0]}'?" if near else ""
    message = f"'{_short(entry.key)}' is no key that is known here"
    findings.say(Code.KEY_UNKNOWN, message, entry.location, hint)


def _short(text: str) -> str:
    return text[:60]


def _shown(value: Value) -> str:
    match value:
        case str():
            return f"'{_short(value)}'"
        case tuple():
            return "a list"
        case dict():
            return "a mapping"


def override(
    declared: Declarations, overrides: Mapping[str, str], findings: Findings
) -> Declarations:
    """Apply what the command line sets; its diagnostics have `--set` for a file."""
    entries = [make_entry(key, text, SET, findings) for key, text in overrides.items()]
    return apply_entries(declared, entries, findings)
