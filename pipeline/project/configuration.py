"""`book.toml`: what it says of a publication, with the line of each key."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.errors import SourceError
from pipeline.location import Location
from pipeline.model.source import Configured, Distribution, Value
from pipeline.project.distribution import TABLE, read_distribution
from pipeline.project.tables import FOREIGN_TABLES, OPEN_TABLES, OTHER_TABLES, TABLES

NAME = "book.toml"
_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*([^\]\[]+?)[ \t]*\]\]?[ \t]*(?:#.*)?$")
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_\-\"'. \t]+?)[ \t]*=")
_QUOTES = str.maketrans("", "", "\"' \t")
_KNOWN = (*TABLES, *OPEN_TABLES, *OTHER_TABLES, *FOREIGN_TABLES)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a `book.toml` says.

    `configured` are keys of the front matter with their values, `said` is what is wrong with the
    others; `src` is the folder of the chapters, as its author wrote it, "" where it is not named.
    `distribution` is how the publication is released.
    """

    configured: tuple[Configured, ...] = ()
    said: Diagnostics = ()
    src: str = ""
    distribution: Distribution = field(default_factory=Distribution)


def read_configuration(folder: Path, label: Path) -> Configuration:
    """Read a folder's `book.toml`, if there is one; `label` is the folder's name in diagnostics.

    Raises SourceError where the file cannot be read, or is not TOML.
    """
    path, name = folder / NAME, label / NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text)
    except FileNotFoundError:
        return Configuration()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{name} cannot be read: {_reason(error)}") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"{name} is not TOML: {error}") from error
    reader = _Reader(str(name), _lines(text))
    configured = tuple(reader.configured(tables))
    book = tables.get("book")
    src = book.get("src", "") if isinstance(book, dict) else ""
    distribution = read_distribution(tables.get(TABLE), reader.tell_wrong)
    src = src if isinstance(src, str) else ""
    return Configuration(configured, tuple(reader.said), src, distribution)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "" if isinstance(error, OSError) else "it is not UTF-8"


def _lines(text: str) -> Mapping[str, int]:
    """Give the lines of tables and keys by their dotted names; tomllib tells none.

    A key within the braces of another has no line of its own.
    """
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = header[1].translate(_QUOTES)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{key[1].translate(_QUOTES)}".lstrip("."), number)
    return lines


class _Reader:
    """Turns the tables of a file into what they configure; `said` is what is wrong."""

    def __init__(self, label: str, lines: Mapping[str, int]) -> None:
        self.said: list[Diagnostic] = []
        self._label = label
        self._lines = lines

    def configured(self, tables: Mapping[str, object]) -> Iterator[Configured]:
        """Give what the tables configure."""
        for name, table in tables.items():
            if name not in _KNOWN:
                self._unknown(name, "table" if isinstance(table, dict) else "key", _KNOWN, name)
            elif name in FOREIGN_TABLES or name in OTHER_TABLES:
                continue
            elif not isinstance(table, dict):
                message = f"'{name}' is no table; write [{name}] above its lines"
                self.said.append(Diagnostic(Code.VALUE_INVALID, message, self._place(name)))
            elif name in OPEN_TABLES:
                yield from self._open(name, table)
            else:
                yield from self._table(name, table)

    def tell_wrong(self, key: str, trouble: str) -> None:
        """Say what is wrong with the value of a key of `[distribute]`."""
        place = self._place(f"{TABLE}.{key}", TABLE)
        self.said.append(Diagnostic(Code.VALUE_INVALID, f"'{key}' {trouble}", place))

    def _open(self, name: str, table: Mapping[str, object]) -> Iterator[Configured]:
        for key, value in table.items():
            dotted = f"{name}.{key}"
            if isinstance(value, dict):
                # A table within the table: of a format, with its options.
                yield from self._open(dotted, value)
            else:
                yield Configured(dotted, _value(value), self._place(dotted, name))

    def _table(self, name: str, table: Mapping[str, object]) -> Iterator[Configured]:
        known = TABLES[name]
        for written, value in table.items():
            key = known.get(written.replace("_", "-"))
            dotted = f"{name}.{written}"
            if key is None:
                self._unknown(written, "key", tuple(known), dotted, name)
            elif key.target:
                yield Configured(key.target, _value(value), self._place(dotted, name))

    def _unknown(self, name: str, noun: str, known: tuple[str, ...], *dotted: str) -> None:
        near = difflib.get_close_matches(name, known, n=1)
        within = f" in [{dotted[1]}]" if len(dotted) > 1 else ""
        self.said.append(
            Diagnostic(
                Code.KEY_UNKNOWN,
                f"'{name[:60]}' is no {noun} that is known here{within}",
                self._place(*dotted),
                hint=f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}",
            )
        )

    def _place(self, *dotted: str) -> Location:
        """Give the first line that is known of some names."""
        line = next((self._lines[name] for name in dotted if name in self._lines), 1)
        return Location(self._label, line)


def _value(value: object) -> Value:
    """Give a value of TOML as its author typed it, or nearly so."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return tuple(_value(part) for part in value)
        case dict():
            return {str(key): _value(part) for key, part in value.items()}
        case _:
            return str(value)
