"""Case files: prose, with fences that hold a source, a line with a dot, and what is expected.

A fence whose info string is `case` is a test; the fence may be of any length, so that sources can
hold fences themselves. What is expected is the dump of the tree (each line with its source line),
then what the front matter changed, then the diagnostics.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from pipeline.model.document import Document
from pipeline.model.dump import dump
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.source import SourceFile
from pipeline.readers import read

CASES = Path(__file__).parent / "cases"
_OPENING = re.compile(r"(`{3,}|~{3,})case$")


@dataclass(frozen=True)
class Case:
    """One fence of a case file; `line` is that of the fence, `start` and `end` bound its content.

    The bounds are indices into the file's lines.
    """

    path: Path
    line: int
    start: int
    end: int
    source: str
    expected: str

    @property
    def name(self) -> str:
        """Its id: file and line."""
        return f"{self.path.name}:{self.line}"


def all_cases() -> list[Case]:
    """Give the cases of all files, in order."""
    return [case for path in sorted(CASES.glob("*.md")) for case in cases_of(path)]


def cases_of(path: Path) -> Iterator[Case]:
    """Yield the cases of a file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    number = 0
    while number < len(lines):
        opening = _OPENING.match(lines[number])
        if opening:
            end = lines.index(opening.group(1), number + 1)
            yield _case(path, lines, number, end)
            number = end
        number += 1


def _case(path: Path, lines: list[str], opening: int, end: int) -> Case:
    content = lines[opening + 1 : end]
    dot = content.index(".") if "." in content else len(content)
    source = "".join(f"{line}\n" for line in content[:dot])
    return Case(path, opening + 1, opening + 1, end, source, "\n".join(content[dot + 1 :]))


def actual(source: str) -> str:
    """Read a source and tell what came of it."""
    document, diagnostics = read(SourceFile("case", source, "/nowhere", "case"))
    parts = [
        dump(document.blocks, lines=True),
        dump(document.notes, lines=True),
        *_changed(document),
        *map(str, diagnostics),
    ]
    return "\n".join(part for part in parts if part)


def _changed(document: Document) -> Iterator[str]:
    """Yield the fields that the front matter set."""
    defaults = {**_values(Metadata()), **_values(Settings())}
    for name, value in {**_values(document.metadata), **_values(document.settings)}.items():
        if value != defaults[name]:
            yield f"{name} = {value!r}"


def _values(record: Metadata | Settings) -> dict[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def rewrite(path: Path, expectations: dict[int, str]) -> None:
    """Put new expectations, by the line of their case, into a file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for case in reversed(list(cases_of(path))):
        if case.line in expectations:
            source = case.source.split("\n")[:-1]
            expected = expectations[case.line].split("\n") if expectations[case.line] else []
            lines[case.start : case.end] = [*source, ".", *expected]
    path.write_text("\n".join(lines), encoding="utf-8")
