"""What `book.toml` says beside a source: how grave diagnostics are to be, for now."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.location import Location
from pipeline.model.source import Configured

NAME = "book.toml"
_TABLE = "diagnostics"


def read_configuration(folder: Path) -> tuple[Configured, ...]:
    """Read the table `[diagnostics]` of a folder's `book.toml`, if there is one.

    Raises SourceError where the file cannot be read, or is not TOML.
    """
    path = folder / NAME
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {_reason(error)}") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path} is not TOML: {error}") from error
    table = tables.get(_TABLE, {})
    if not isinstance(table, dict):
        raise SourceError(f"{path}: '{_TABLE}' is no table; write [{_TABLE}] above its lines")
    return tuple(_configured(path, text, table))


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "" if isinstance(error, OSError) else "it is not UTF-8"


def _configured(path: Path, text: str, table: dict[str, object]) -> Iterator[Configured]:
    for code, value in table.items():
        location = Location(str(path), _line_of(text, code))
        yield Configured(f"{_TABLE}.{code}", str(value), location)


def _line_of(text: str, code: str) -> int:
    """Give the line that sets a code; tomllib tells none. 0 where it is written in another way."""
    below = text.find(f"[{_TABLE}]")
    pattern = re.compile(rf"^[ \t]*[\"']?{re.escape(code)}[\"']?[ \t]*=", re.MULTILINE)
    match = pattern.search(text, max(below, 0))
    return text.count("\n", 0, match.start()) + 1 if match else 0
