"""Front matter: the YAML between two lines of `---` at the very beginning of a source."""

import re
from dataclasses import dataclass

from pipeline.diagnostics import Code
from pipeline.model.metadata import Metadata, Settings
from pipeline.readers.findings import Findings
from pipeline.readers.keys import Entry, apply_entries

_FENCE = re.compile(r"---[ \t]*$")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_ENTRY = re.compile(r"[\"']?[A-Za-z_][\w.-]*[\"']?[ \t]*:(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `lines` counts the lines that it covers, fences too."""

    metadata: Metadata
    settings: Settings
    lines: int = 0


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

    A `---` before a blank line, or before text that a blank line divides, is a thematic break,
    unless the text begins with a key.
    """
    if not lines or not _FENCE.match(lines[0]):
        return 0
    first = next((text for text in lines[1:] if text.strip() and not text.startswith("#")), "")
    has_keys = _ENTRY.match(first) is not None
    for number, text in enumerate(lines[1:], 1):
        if _END.match(text):
            return number
        if not has_keys and not text.strip():
            return 0
    return -1 if has_keys else 0


def _unclosed_length(lines: list[str]) -> int:
    """Count the lines up to the first blank one after the first key."""
    number = 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    while number < len(lines) and lines[number].strip():
        number += 1
    return number


def _read_entries(lines: list[str], findings: Findings) -> list[Entry]:
    from pipeline.readers.yaml_entries import (  # noqa: PLC0415 - imports PyYAML, for this alone
        YamlUnreadableError,
        read_entries,
    )

    try:
        found = read_entries("\n".join(lines))
    except YamlUnreadableError as error:
        place = findings.place(error.line + 2)
        findings.say(Code.FRONT_MATTER_UNREADABLE, f"the front matter {error}", place)
        return []
    entries = [Entry(key, value, findings.place(line + 2)) for key, value, line in found]
    _say_repeated(entries, findings)
    return entries


def _say_repeated(entries: list[Entry], findings: Findings) -> None:
    known: set[str] = set()
    for entry in entries:
        if entry.key in known:
            message = f"'{entry.key}' is given twice; the last one counts"
            findings.say(Code.VALUE_INVALID, message, entry.location)
        known.add(entry.key)
