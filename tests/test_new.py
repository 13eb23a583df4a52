"""`pipeline new` writes starts that build without a word."""

from pathlib import Path

import pytest
from commands import names, pipeline, write

from pipeline.build import Wishes, read_source
from pipeline.project import find_source
from pipeline.starts import bars


@pytest.mark.parametrize("options", [(), ("--book",)])
def test_a_start_builds_and_its_editions_agree(options: tuple[str, ...], tmp_path: Path) -> None:
    started = pipeline(tmp_path, "new", "my start", *options)
    assert started.code == 0
    assert started.out.endswith("now build it: pipeline build 'my start'\n")
    built = pipeline(tmp_path, "build", "my start", "--strict")
    assert (built.code, built.err) == (0, "")
    assert {path.suffix for path in (tmp_path / "output").iterdir()} == {".pdf", ".docx", ".epub"}


def test_a_book_has_what_books_have(tmp_path: Path) -> None:
    pipeline(tmp_path, "new", "book", "--book")
    reading = read_source(find_source(str(tmp_path / "book")), Wishes())
    assert reading.publication is not None
    labels = [entry.label for entry in reading.publication.outline]
    assert labels == ["Preface", "Beginning", "Going further", "A Where to look"]
    assert reading.publication.lists[0].entries[0].text == "Figure 2.1 Four bars"
    assert "Say pipeline outside" in repr(reading.publication.sections[0])


@pytest.mark.parametrize("there", ["full/a.txt", "full"])
def test_nothing_is_overwritten(there: str, tmp_path: Path) -> None:
    write(tmp_path / there, "mine")
    refused = pipeline(tmp_path, "new", "full")
    assert refused.code == 2
    assert "'full' is there already, and not empty" in refused.err
    assert (tmp_path / there).read_text("utf-8") == "mine"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert pipeline(tmp_path, "new", "empty").code == 0
    assert names(tmp_path / "empty") == ["article.md"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    write(tmp_path / "file", "x")
    refused = pipeline(tmp_path, "new", "file/below")
    assert refused.code in {2, 5}
    assert "file/below" in refused.err


def test_the_picture_is_a_png_that_stays_the_same() -> None:
    assert bars() == bars()
    assert bars().startswith(b"\x89PNG")
