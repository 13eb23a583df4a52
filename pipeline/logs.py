"""The log file: every diagnostic as JSON, for other programs."""

import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.files import whole_file


def write_log(path: Path, diagnostics: Iterable[Diagnostic], exit_code: int) -> None:
    """Write `{"exit_code": n, "diagnostics": [{file, line, column, severity, code, …}]}`.

    Lines and columns count from 1, 0 stands for "not known". Raises OutputError where the file
    cannot be written.
    """
    content = {
        "exit_code": exit_code,
        "diagnostics": [_entry(diagnostic) for diagnostic in diagnostics],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    with whole_file(path) as draft:
        draft.write_text(text + "\n", encoding="utf-8")


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
