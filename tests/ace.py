"""One more judge that nobody here wrote: Ace, DAISY's accessibility checker for EPUB.

It reads every content document in a browser, which takes about a second a document: the long
tests ask it, `make test` does not.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from commands import ROOT
from validators import absent

INSTALLED = ROOT / "build" / "ace" / "node_modules" / ".bin" / "ace-puppeteer"
"""Where `.ci/install-validators --ace` puts it."""

LIMIT = 1800  # seconds


def ace(edition: Path, folder: Path) -> list[str]:
    """Judge an EPUB file; `folder` is for Ace's report. An empty list means: passed."""
    program = shutil.which("ace-puppeteer") or (str(INSTALLED) if INSTALLED.exists() else "")
    if not program:
        absent("Ace is not installed: .ci/install-validators --ace")
    finished = subprocess.run(
        [program, "--force", "--silent", "--outdir", str(folder / "ace"), str(edition)],
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(_browser(folder))},
    )
    report = folder / "ace" / "report.json"
    if not report.is_file():
        raise AssertionError(f"Ace gave no judgement: {finished.stdout}{finished.stderr}")
    return list(_findings(json.loads(report.read_text("utf-8"))))


def _browser(folder: Path) -> Path:
    """Make a start of Chromium that works in a container too, where its own sandbox cannot."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        absent("Chromium is not on PATH, and Ace needs it")
    script = folder / "chromium"
    script.write_text(f'#!/bin/sh\nexec {chromium} --no-sandbox "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def _findings(report: dict[str, list[dict[str, dict[str, str]]]]) -> Iterator[str]:
    for document in report["assertions"]:
        for assertion in document["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            yield (
                f"{document['earl:testSubject']['url']} {test['earl:impact']} "
                f"{test['dct:title']}: {result['dct:description']}"
            )
