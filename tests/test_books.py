"""Long texts: a book takes its time and no more, agrees and is valid. Run by `make test-long`."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from ace import ace
from commands import ROOT, clean_environment, pipeline
from roads import SAMPLES, exporters, sample, write_edition
from validators import epubcheck, openxml_audit, vera_check

sys.path.insert(0, str(ROOT / "benchmarks"))

from book import book

pytestmark = pytest.mark.long

CHAPTERS = 100
LIMIT = 1200  # seconds


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book of about 500 pages; give the folder of its editions."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "book.md").write_text(book(CHAPTERS), encoding="utf-8")
    finished = pipeline(folder, "build", "book.md")
    assert (finished.code, finished.err) == (0, ""), finished.out
    return folder / "output"


def test_a_book_is_valid_in_every_format(editions: Path) -> None:
    assert vera_check([editions / "book.pdf"]) == []
    assert epubcheck([editions / "book.epub"]) == []
    assert openxml_audit(editions / "book.docx") == []


def test_ace_finds_nothing_in_a_book(editions: Path, tmp_path: Path) -> None:
    assert ace(editions / "book.epub", tmp_path) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_ace_finds_nothing_in_any_sample(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.epub"
    write_edition(sample(name).publication, exporters()["epub"], path)
    assert ace(path, tmp_path) == []


def seconds_of(folder: Path, chapters: int) -> float:
    """Build a book in a process of its own; give the user CPU that it took."""
    (folder / "book.md").write_text(book(chapters), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(
        [sys.executable, "-m", "pipeline", "build", "book.md", "-q"],
        cwd=folder,
        env=clean_environment(),
        timeout=LIMIT,
        check=True,
    )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def test_time_grows_with_the_length_and_not_with_its_square(tmp_path: Path) -> None:
    seconds_of(tmp_path, 1)  # what is compiled or cached at the first run counts for nobody
    short, long = seconds_of(tmp_path, 20), seconds_of(tmp_path, 160)
    assert long < short * 8 * 1.5
