"""Judges that nobody here wrote: Chromium, axe-core in it, and epub.js, a reader of EPUB files."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from commands import ROOT
from validators import absent

MODULES = ROOT / "build" / "browser" / "node_modules"
"""Where `.ci/install-validators` puts axe-core, epub.js, and what drives Chromium."""

LIMIT = 300  # seconds


@cache
def looked_at(page: Path) -> dict[str, Any]:
    """Give what is to be seen of a page: `views` by their names, `paper` as a PDF in Base64."""
    return _told("page_checks.cjs", page)


@cache
def opened(edition: Path) -> dict[str, Any]:
    """Give what epub.js finds in an EPUB file."""
    return _told("epub_reader.cjs", edition)


def _told(script: str, file: Path) -> dict[str, Any]:
    """Run one of our scripts in Node.js; it drives Chromium, and tells what it saw as JSON."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    node = shutil.which("node")
    if chromium is None or node is None:
        absent("Chromium or Node.js is not on PATH, and nothing can be looked at")
    if not (MODULES / "axe-core" / "axe.min.js").is_file():
        absent("axe-core, epub.js and puppeteer-core are not installed: .ci/install-validators")
    finished = subprocess.run(
        [node, str(Path(__file__).parent / script), str(MODULES), chromium, str(file)],
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
    )
    if finished.returncode:
        raise AssertionError(f"nothing is to be seen: {finished.stderr}")
    seen: dict[str, Any] = json.loads(finished.stdout)
    return seen
