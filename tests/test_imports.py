"""Nobody pays for a format that is not asked for."""

import subprocess
import sys
from pathlib import Path

import pytest
from commands import LIMIT, clean_environment, write

LIBRARIES = ("reportlab", "uharfbuzz", "pyphen", "docx", "ebooklib", "pikepdf", "PIL", "markdown")


def imported(folder: Path, *words: str) -> set[str]:
    """Run a command line and give those of the libraries that it imported."""
    program = (
        "import sys\nfrom pipeline.cli import run\n"
        f"code = run({list(words)!r})\n"
        f"print('imported', *[n for n in {LIBRARIES!r} if n in sys.modules])\nsys.exit(code)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=True,
        env=clean_environment(),
    )
    return set(finished.stdout.splitlines()[-1].split()[1:])


def test_formats_imports_no_library_of_a_format(tmp_path: Path) -> None:
    assert imported(tmp_path, "formats") == set()


@pytest.mark.parametrize(
    ("to", "never"),
    [
        ("docx", {"reportlab", "ebooklib"}),
        ("epub", {"reportlab", "docx"}),
        ("pdf", {"docx", "ebooklib"}),
    ],
)
def test_a_build_of_one_format_imports_the_library_of_no_other(
    to: str, never: set[str], tmp_path: Path
) -> None:
    write(tmp_path / "bridges.md", "# Bridges\n\nText.\n")
    found = imported(tmp_path, "build", "bridges.md", "--to", to)
    assert "markdown" in found
    assert not found & never


def test_check_imports_no_library_of_a_format(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", "# Bridges\n\nText.\n")
    assert imported(tmp_path, "check", "bridges.md") <= {"markdown"}
