"""Interrupted, or run twice at once: editions are whole and nothing else is left."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import LIMIT, clean_environment, names, pipeline, write

BOOK = "".join(f"# Chapter {n}\n\n{'Words upon words. ' * 200}\n\n" for n in range(80))
EDITIONS = ["book.docx", "book.epub", "book.pdf"]


def start(folder: Path) -> subprocess.Popen[str]:
    """Start a build of the book."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", "book.md"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment(),
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("delay", [0.0, 0.1, 0.2, 0.4])
def test_an_interrupted_build_leaves_whole_editions_and_no_litter(
    number: signal.Signals, delay: float, tmp_path: Path
) -> None:
    write(tmp_path / "book.md", BOOK)
    for name in EDITIONS:
        write(tmp_path / "output" / name, "yesterday")
    process = start(tmp_path)
    assert process.stdout is not None
    assert "book.docx" in process.stdout.readline()
    time.sleep(delay)
    process.send_signal(number)
    _, said = process.communicate(timeout=LIMIT)
    assert "Traceback" not in said
    # A signal that meets Python while it shuts down ends it at once, and Python itself may end by
    # SIGINT instead of 130 where the interruption came from within an `exec` of an import.
    assert process.returncode in {0, 128 + number, -number, -signal.SIGINT}, said
    assert names(tmp_path / "output") == EDITIONS
    for name in EDITIONS:
        edition = (tmp_path / "output" / name).read_bytes()
        assert edition == b"yesterday" or edition[:4] in {b"%PDF", b"PK\3\4"}


def test_two_builds_at_once_into_one_folder_agree(tmp_path: Path) -> None:
    write(tmp_path / "book.md", BOOK)
    both = [start(tmp_path), start(tmp_path)]
    for process in both:
        _, said = process.communicate(timeout=LIMIT)
        assert (process.returncode, said) == (0, "")
    assert names(tmp_path / "output") == EDITIONS
    assert pipeline(tmp_path, "verify", "book.md").code == 0


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    write(tmp_path / "book.md", "# A\n\nText.\n")
    process = start(tmp_path)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read()
    process.wait(timeout=LIMIT)
    process.stderr.close()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
