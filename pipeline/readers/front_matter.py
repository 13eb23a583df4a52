"""Front matter: the YAML between two lines of `---` at the very beginning of a source."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.diagnostics import Code
from pipeline.model.metadata import Metadata, Settings
from pipeline.readers.findings import Findings
from pipeline.readers.keys import KEYS, Entry, Value, apply_entries, apply_overrides

if TYPE_CHECKING:
    from yaml import Event, Node

__all__ = ["KEYS", "FrontMatter", "apply_overrides", "read_front_matter"]

_FENCE = re.compile(r"---[ \t]*$")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_ENTRY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)")
_MAX_DEPTH = 20
_MAX_LENGTH = 100_000
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `lines` counts the lines that it covers, fences too."""

    metadata: Metadata
    settings: Settings
    lines: int = 0


class _UnreadableError(ValueError):
    """The front matter cannot be used; `line` counts from 0 within the YAML."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_front_matter(lines: list[str], findings: Findings) -> FrontMatter:
    """Read the front matter that a source's lines begin with, if they do.

    What is wrong with it is said; the source is then read with the defaults.
    """
    metadata, settings = Metadata(), Settings()
    end = _find_end(lines)
    if end == 0:
        return FrontMatter(metadata, settings)
    if end < 0:
        covered = _unclosed_length(lines)
        message = "the front matter is never closed by a line of '---'"
        findings.say(Code.FRONT_MATTER_UNREADABLE, message, findings.place(1))
        return FrontMatter(metadata, settings, covered)
    entries = _read_entries(lines[1:end], findings)
    metadata, settings, found = apply_entries(metadata, settings, entries)
    findings.extend(found)
    return FrontMatter(metadata, settings, end + 1)


def _find_end(lines: list[str]) -> int:
    """Give the index of the closing line: 0 without front matter, -1 where it is not closed.

    A `---` that a blank line follows is a thematic break, unless what then comes are keys.
    """
    if not lines or not _FENCE.match(lines[0]):
        return 0
    first = next((text for text in lines[1:] if text.strip()), "")
    has_keys = _ENTRY.match(first) is not None
    if len(lines) > 1 and not lines[1].strip() and not has_keys:
        return 0
    ends = (number for number, text in enumerate(lines[1:], 1) if _END.match(text))
    return next(ends, -1 if has_keys else 0)


def _unclosed_length(lines: list[str]) -> int:
    """Count the lines up to the first blank one after the first key."""
    number = 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    while number < len(lines) and lines[number].strip():
        number += 1
    return number


def _read_entries(lines: list[str], findings: Findings) -> list[Entry]:
    try:
        entries = _entries(_compose("\n".join(lines)), findings)
    except _UnreadableError as error:
        place = findings.place(error.line + 2)
        findings.say(Code.FRONT_MATTER_UNREADABLE, f"the front matter {error}", place)
        return []
    known: set[str] = set()
    for entry in entries:
        if entry.key in known:
            message = f"'{entry.key}' is given twice; the last one counts"
            findings.say(Code.VALUE_INVALID, message, entry.location)
        known.add(entry.key)
    return entries


def _compose(text: str) -> "Node | None":
    """Compose the YAML into nodes, which know their lines.

    No value is constructed: neither tags nor numbers nor dates have a meaning here. Aliases are
    refused, so that nothing can grow.
    """
    import yaml  # noqa: PLC0415 - a source without front matter does not wait for it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if len(text) > _MAX_LENGTH:
        raise _UnreadableError(f"is longer than {_MAX_LENGTH} characters")
    try:
        _check(yaml.parse(text, Loader=loader))
        return yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _UnreadableError(f"is not YAML: {error.problem}", mark.line if mark else 0) from error
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise _UnreadableError(f"is not YAML: {reason}") from error


def _check(events: "Iterable[Event]") -> None:
    depth = 0
    for event in events:
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if name == "AliasEvent":
            raise _UnreadableError("uses an alias (*), which is not supported", _line_of(event))
        if depth > _MAX_DEPTH:
            raise _UnreadableError("is nested too deeply", _line_of(event))


def _line_of(part: "Event | Node") -> int:
    return part.start_mark.line if part.start_mark else 0


def _entries(root: "Node | None", findings: Findings) -> list[Entry]:
    """Give the keys with their values; a key without a value is left out."""
    if root is None:
        return []
    if root.id != "mapping":
        raise _UnreadableError("is not a mapping of keys to values", _line_of(root))
    return [
        Entry(str(key.value), _value(value), findings.place(_line_of(key) + 2))
        for key, value in root.value
        if value.tag != _NULL
    ]


def _value(node: "Node") -> Value:
    if node.id == "mapping":
        return {str(key.value): _value(value) for key, value in node.value}
    if node.id == "sequence":
        return tuple(_value(item) for item in node.value if item.tag != _NULL)
    return str(node.value)
