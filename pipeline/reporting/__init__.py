"""Reports of what `verify` found, as files: JSON, JUnit's XML, and a page for people."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.files import whole_file
from pipeline.reporting.account import Account
from pipeline.reporting.junit import junit_report
from pipeline.reporting.page import page_report
from pipeline.reporting.plain import json_report

__all__ = ["Account", "accept_report", "write_report"]

_WRITERS: Mapping[str, Callable[[tuple[Account, ...]], str]] = {
    ".json": json_report,
    ".xml": junit_report,
    ".html": page_report,
    ".htm": page_report,
}


def accept_report(path: Path) -> None:
    """Raise UsageError where a file's ending does not say which report it shall be."""
    if path.suffix.lower() not in _WRITERS:
        raise UsageError(
            f"--report {path}: the name must end in .json, .xml (JUnit's) or .html (for people)"
        )


def write_report(path: Path, accounts: Iterable[Account]) -> None:
    """Write a report as its ending says; raises OutputError where that cannot be."""
    text = _WRITERS[path.suffix.lower()](tuple(accounts))
    with whole_file(path) as draft:
        draft.write_text(text, encoding="utf-8")
