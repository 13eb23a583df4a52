"""Runs the command line as a user does: in a process of its own, from a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIMIT = 120  # seconds


@dataclass(frozen=True, slots=True)
class Finished:
    """How a run ended: its exit code, what it printed, and its sentences of complaint."""

    code: int
    out: str
    err: str


def pipeline(folder: Path, *words: str, stdin: bytes = b"", **environment: str) -> Finished:
    """Run `pipeline WORDS` in a folder; a traceback fails the test whatever else it is about."""
    finished = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=LIMIT,
        check=False,
        env=clean_environment(**environment),
    )
    result = Finished(finished.returncode, finished.stdout.decode(), finished.stderr.decode())
    assert "Traceback" not in result.err, result.err
    return result


def clean_environment(**environment: str) -> dict[str, str]:
    """Give the environment, without what could change an edition, and with `environment`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "SOURCE_DATE"))}
    return {**kept, "COLUMNS": "100", "NO_COLOR": "1", **environment}


def write(path: Path, text: str) -> Path:
    """Write a source, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    """Name everything in a folder, hidden files too; an absent folder holds nothing."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
