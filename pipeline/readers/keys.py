"""The keys of the front matter: what each one sets, and what it may be.

The command line's `--set key=value` takes the same keys with the same checks.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, TypeAlias

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.location import Location
from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.theme import PAGE_SIZES, THEMES

Value: TypeAlias = "str | tuple[Value, ...] | dict[str, Value]"
"""A value as its author typed it: text, a list, or a mapping."""

_FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "y"), True),
    **dict.fromkeys(("false", "no", "off", "n"), False),
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ].*)?")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
SET = Location("--set")


class ValueInvalidError(ValueError):
    """A value is none of those that its key may have; the sentence says which it may."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the field that it sets, in the metadata or the settings, and how it is read.

    `read` raises ValueInvalidError.
    """

    field: str
    read: Callable[[Value], Any]
    is_setting: bool = False


def read_text(value: Value) -> str:
    """Read a text; white space in it is collapsed."""
    if not isinstance(value, str):
        raise ValueInvalidError("expected a text")
    return " ".join(value.split())


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
    year, month, day = match.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


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
    "date": Key("date", read_date),
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


def apply_entries(
    metadata: Metadata, settings: Settings, entries: Iterable[Entry]
) -> tuple[Metadata, Settings, Diagnostics]:
    """Give metadata and settings as the entries want them; what is wrong keeps its old value."""
    found: list[Diagnostic] = []
    for entry in entries:
        key = KEYS.get(entry.key)
        if key is None:
            found.append(_unknown(entry))
            continue
        try:
            change = {key.field: key.read(entry.value)}
        except ValueInvalidError as error:
            message = f"'{entry.key}' cannot be {_shown(entry.value)}: {error}"
            found.append(Diagnostic(Code.VALUE_INVALID, message, entry.location))
            continue
        if key.is_setting:
            settings = replace(settings, **change)
        else:
            metadata = replace(metadata, **change)
    return metadata, settings, tuple(found)


def _unknown(entry: Entry) -> Diagnostic:
    near = get_close_matches(entry.key.replace("_", "-").lower(), KEYS, n=1)
    hint = f"did you mean '{near[0]}'?" if near else ""
    message = f"'{entry.key[:60]}' is no key that is known here"
    return Diagnostic(Code.KEY_UNKNOWN, message, entry.location, hint)


def _shown(value: Value) -> str:
    match value:
        case str():
            return f"'{value[:60]}'"
        case tuple():
            return "a list"
        case dict():
            return "a mapping"


def apply_overrides(
    metadata: Metadata, settings: Settings, overrides: Mapping[str, str]
) -> tuple[Metadata, Settings, Diagnostics]:
    """Apply what the command line sets; its diagnostics have `--set` for a file."""
    entries = [Entry(key, text, SET) for key, text in overrides.items()]
    return apply_entries(metadata, settings, entries)
