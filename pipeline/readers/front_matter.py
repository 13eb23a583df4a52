"""Front matter: the YAML between two lines of `---` that a source begins with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from pipeline.diagnostics import Code
from pipeline.readers.findings import Findings
from pipeline.readers.keys import Declarations, apply_entries, make_entry
from pipeline.readers.values import Entry

_FENCE = re.compile(r"---[ \t]*$")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_NEVER = -1
_ENTRY = re.compile(r"[\"']?[A-Za-z_][\w.-]*[\"']?[ \t]*:(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `lines` counts the lines that it covers, fences too."""

    declared: Declarations
    lines: int = 0


def read_front_matter(
    lines: list[str], findings: Findings, declared: Declarations | None = None
) -> FrontMatter:
    """Read the front matter that a source's lines begin with, if they do.

    It goes before what is `declared` already. Blank lines may stand before it. What is wrong with
    it is said; the source is then read with the defaults.
    """
    declared = declared or Declarations()
    start = next((number for number, text in enumerate(lines) if text.strip()), 0)
    end = _find_end(lines, start)
    if end is None:
        return FrontMatter(declared)
    if end == _NEVER:
        message = "the front matter is never closed by a line of '---'"
        findings.say(Code.FRONT_MATTER_UNREADABLE, message, findings.place(start + 1))
        return FrontMatter(declared, _unclosed_end(lines, start))
    entries = _read_entries(lines[start + 1 : end], start + 2, findings)
    return FrontMatter(apply_entries(declared, entries, findings), end + 1)


def _find_end(lines: list[str], start: int) -> int | None:
    """Give the index of the closing line: None without front matter, `_NEVER` where there is none.

    A `---` before a blank line, or before text that a blank line divides, is a thematic break,
    unless the text begins with a key; so is one after blank lines, before any other text.
    """
    if not _FENCE.match(lines[start]):
        return None
    has_keys = _begins_with_key(islice(lines, start + 1, None))
    if start and not has_keys:
        return None
    for number in range(start + 1, len(lines)):
        if _END.match(lines[number]):
            return number
        if not has_keys and not lines[number].strip():
            return None
    return _NEVER if has_keys else None


def _begins_with_key(lines: Iterable[str]) -> bool:
    first = next((text for text in lines if text.strip() and not text.startswith("#")), "")
    return _ENTRY.match(first) is not None


def _unclosed_end(lines: list[str], start: int) -> int:
    """Give the index of the first blank line after the first key."""
    number = start + 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    while number < len(lines) and lines[number].strip():
        number += 1
    return number


def _read_entries(lines: list[str], first: int, findings: Findings) -> list[Entry]:
    """Read YAML, the first line of which is the source's line `first`."""
    from pipeline.readers.yaml_entries import (  # noqa: PLC0415 - imports PyYAML, for this alone
        YamlUnreadableError,
        read_entries,
    )

    try:
        found = read_entries("\n".join(lines))
    except YamlUnreadableError as error:
        place = findings.place(error.line + first)
        findings.say(Code.FRONT_MATTER_UNREADABLE, f"the front matter {error}", place)
        return []
    entries = [
        make_entry(key, value, findings.place(line + first), findings) for key, value, line in found
    ]
    _say_repeated(entries, findings)
    return entries


def _say_repeated(entries: list[Entry], findings: Findings) -> None:
    known: set[str] = set()
    for entry in entries:
        if entry.key in known:
            message = f"'{entry.key}' is given twice; the last one counts"
            findings.say(Code.VALUE_INVALID, message, entry.location)
        known.add(entry.key)
