"""Bibliography files: BibTeX, BibLaTeX and CSL-JSON become what a CSL processor takes.

Files are looked for below the root of the source. Only entries that are cited are turned from LaTeX
into text, for that takes a millisecond each.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Code, Diagnostic
from pipeline.location import Location
from pipeline.passes.bibtex import entries_of

MAX_BYTES = 16 * 1024 * 1024
Record = Mapping[str, Any]


@dataclass(slots=True)
class Library:
    """The entries of all files by their keys in lower case; `diagnostics` is what is wrong."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    _records: dict[str, Record] = field(default_factory=dict)

    def add(self, name: str, root: Path, place: Location) -> None:
        """Read a file that an author names; what is wrong with it is told."""
        try:
            path = (root / name).resolve()
            if not path.is_relative_to(root.resolve()):
                self._say(f"the bibliography '{name}' lies outside the source's folder", place)
                return
            content = path.read_bytes()[: MAX_BYTES + 1]
            text = content.decode("utf-8-sig")
        except FileNotFoundError:
            self._say(f"there is no bibliography '{name}'", place)
            return
        except (OSError, ValueError) as error:
            self._say(f"the bibliography '{name}' cannot be read: {_reason(error)}", place)
            return
        if len(content) > MAX_BYTES:
            self._say(f"the bibliography '{name}' is larger than {MAX_BYTES // 1024**2} MiB", place)
            return
        is_json = path.suffix.lower() == ".json"
        found = self._json(text, name, place) if is_json else self._bibtex(text, name)
        for key, record in found:
            if self._records.setdefault(key.lower(), record) is not record:
                self._say(f"the bibliography '{name}' has the key '{key}' twice", place)

    def keys(self) -> tuple[str, ...]:
        """Give all keys, in lower case."""
        return tuple(self._records)

    def record(self, key: str) -> Record | None:
        """Give an entry as CSL-JSON has it, None for a key that is not there."""
        return self._records.get(key.lower())

    def _bibtex(self, text: str, name: str) -> Iterator[tuple[str, Record]]:
        for entry in entries_of(text):
            if entry.trouble:
                self._say(entry.trouble, Location(name, entry.line))
            else:
                yield entry.key, entry.record

    def _json(self, text: str, name: str, place: Location) -> Iterator[tuple[str, Record]]:
        try:
            records = json.loads(text)
        except (ValueError, RecursionError) as error:
            self._say(f"the bibliography '{name}' is no JSON: {error}", place)
            return
        if not isinstance(records, list):
            self._say(f"the bibliography '{name}' is no list of entries", place)
            return
        for record in records:
            if isinstance(record, dict) and record.get("id") and isinstance(record["id"], str):
                yield record["id"], record

    def _say(self, message: str, place: Location) -> None:
        self.diagnostics.append(Diagnostic(Code.BIBLIOGRAPHY_UNREADABLE, message, place))


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return re.sub(r"\s+", " ", getattr(error, "strerror", None) or "its name is none")
