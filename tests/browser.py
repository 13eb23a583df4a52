"""Judges of HTML pages that nobody here wrote: Chromium, and axe-core in it."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from commands import ROOT
from validators import absent

MODULES = ROOT / "build" / "axe" / "node_modules"
"""Where `.ci/install-validators` puts axe-core, and what drives Chromium."""

LIMIT = 300  # seconds


@cache
def looked_at(page: Path) -> dict[str, Any]:
    """Give what is to be seen of a page: `views` by their names, `paper` as a PDF in Base64."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    node = shutil.which("node")
    if chromium is None or node is None:
        absent("Chromium or Node.js is not on PATH, and pages need them to be looked at")
    if not (MODULES / "axe-core" / "axe.min.js").is_file():
        absent("axe-core is not installed: .ci/install-validators")
    script = Path(__file__).parent / "page_checks.cjs"
    finished = subprocess.run(
        [node, str(script), str(MODULES), chromium, str(page)],
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
    )
    if finished.returncode:
        raise AssertionError(f"nothing is to be seen: {finished.stderr}")
    seen: dict[str, Any] = json.loads(finished.stdout)
    return seen
