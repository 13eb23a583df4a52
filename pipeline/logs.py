"""The log file: every diagnostic as JSON, for other programs."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.errors import OutputError, UsageError
from pipeline.files import whole_file

STANDARD_OUTPUT = Path("-")


def refuse_log(path: Path, spared: Iterable[Path]) -> None:
    """Raise where a log would replace one of the files to spare, or cannot be written at all.

    UsageError for a source or an edition, OutputError for a folder or a folder that is not there.
    """
    if path == STANDARD_OUTPUT:
        return
    if any(_is_same(path, file) for file in spared):
        raise UsageError(f"--log {path} would replace a source or an edition")
    if path.is_dir():
        raise OutputError(f"--log {path} is a folder")
    if not path.parent.is_dir():
        raise OutputError(f"--log {path}: there is no folder {path.parent}")


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def write_log(path: Path, diagnostics: Iterable[Diagnostic], exit_code: int) -> None:
    """Write `{"exit_code": n, "diagnostics": [{file, line, column, severity, code, …}]}`.

    Lines and columns count from 1, 0 stands for "not known"; `-` is standard output. What is no
    plain file (a device, a pipe) is written into. Raises OutputError where that cannot be.
    """
    content = {
        "exit_code": exit_code,
        "diagnostics": [_entry(diagnostic) for diagnostic in diagnostics],
    }
    text = json.dumps(content, indent=2) + "\n"
    if path == STANDARD_OUTPUT:
        sys.stdout.write(text)
    elif path.exists() and not path.is_file():
        _write_into(path, text)
    else:
        with whole_file(path) as draft:
            draft.write_text(text, encoding="utf-8")


def _write_into(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def _entry(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        "file": diagnostic.location.file,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "severity": diagnostic.severity.word,
        "code": diagnostic.code.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
