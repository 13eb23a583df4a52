"""The log file: every diagnostic as JSON, or as SARIF for code hosts, for other programs."""

import json
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from pipeline.diagnostics import Code, Diagnostic, severity_of
from pipeline.errors import OutputError, UsageError
from pipeline.explanations import CATALOGUE
from pipeline.files import whole_file
from pipeline.location import Location

STANDARD_OUTPUT = Path("-")
Json: TypeAlias = dict[str, Any]
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def refuse_log(path: Path, spared: Iterable[Path], option: str = "--log") -> None:
    """Raise where an option's file would replace one of those to spare, or cannot be written.

    UsageError for a source or an edition, OutputError for a folder or a folder that is not there.
    """
    if path == STANDARD_OUTPUT:
        return
    if any(_is_same(path, file) for file in spared):
        raise UsageError(f"{option} {path} would replace a source or an edition")
    if path.is_dir():
        raise OutputError(f"{option} {path} is a folder")
    if not path.parent.is_dir():
        raise OutputError(f"{option} {path}: there is no folder {path.parent}")


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def write_log(path: Path, diagnostics: Iterable[Diagnostic], exit_code: int) -> None:
    """Write the diagnostics as the file's ending says: `.sarif` as SARIF 2.1.0, all else as JSON.

    `-` is standard output. What is no plain file (a device, a pipe) is written into. Raises
    OutputError where that cannot be.
    """
    log = sarif_log if path.suffix.lower() == ".sarif" else json_log
    text = json.dumps(log(tuple(diagnostics), exit_code), indent=2) + "\n"
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


def json_log(diagnostics: Iterable[Diagnostic], exit_code: int) -> Json:
    """Give `{"exit_code": n, "diagnostics": [{file, line, column, severity, code, …}]}`.

    Lines and columns count from 1, 0 stands for "not known".
    """
    return {
        "exit_code": exit_code,
        "diagnostics": [
            {
                "file": said.location.file,
                "line": said.location.line,
                "column": said.location.column,
                "severity": said.severity.word,
                "code": said.code.value,
                "message": said.message,
                "hint": said.hint,
            }
            for said in diagnostics
        ],
    }


def sarif_log(diagnostics: Iterable[Diagnostic], exit_code: int) -> Json:
    """Give a log of the Static Analysis Results Interchange Format 2.1.0 (OASIS)."""
    said = tuple(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in said})
    driver: Json = {
        "name": "edition-pipeline",
        "version": version("edition-pipeline"),
        "rules": [_rule(code) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": exit_code}],
        "results": [_result(diagnostic, codes) for diagnostic in said],
    }
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> Json:
    entry = CATALOGUE[code]
    return {
        "id": code.value,
        "shortDescription": {"text": entry.meaning},
        "help": {"text": entry.advice},
        "defaultConfiguration": {"level": severity_of(code).word},
    }


def _result(said: Diagnostic, codes: list[Code]) -> Json:
    text = f"{said.message}\n{said.hint}" if said.hint else said.message
    return {
        "ruleId": said.code.value,
        "ruleIndex": codes.index(said.code),
        "level": said.severity.word,
        "message": {"text": text},
        "locations": [{"physicalLocation": _physical(said.location)}] if said.location.file else [],
    }


def _physical(location: Location) -> Json:
    path = Path(location.file)
    address = path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/~")
    place: Json = {"artifactLocation": {"uri": address}}
    if location.line:
        region: Json = {"startLine": location.line}
        if location.column:
            region["startColumn"] = location.column
        place["region"] = region
    return place
