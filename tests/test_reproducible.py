"""The same source gives the same bytes: elsewhere, at another time, under another hash seed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT, clean_environment, pipeline
from roads import ARTICLE, FORMATS

EVERY = ("--to", ",".join(FORMATS))
SOURCES = (ARTICLE, ROOT / "tests" / "samples" / "readme.md")


def editions(folder: Path) -> dict[str, bytes]:
    """Give the editions in a folder by their names."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def lay_out(folder: Path) -> list[str]:
    """Copy the sources to a folder; give their names there."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "tests" / "samples" / "images", folder / "images")
    for source in SOURCES:
        shutil.copy(source, folder)
    return [source.name for source in SOURCES]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the editions as an ordinary build makes them."""
    folder = tmp_path_factory.mktemp("here") / "work"
    finished = pipeline(folder.parent, "build", *lay_out_in(folder), *EVERY, PYTHONHASHSEED="1")
    assert finished.code == 0, finished.err
    return editions(folder.parent / "output")


def lay_out_in(folder: Path) -> list[str]:
    """Copy the sources to a folder; give their names as seen from the folder above."""
    return [f"{folder.name}/{name}" for name in lay_out(folder)]


def test_other_folder_zone_language_seed_and_mask_give_the_same_bytes(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "somewhere else" / "Ünder a long näme"
    sources = lay_out(folder)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pipeline",
            "build",
            *reversed(sources),
            *EVERY,
            "-o",
            "there",
            "-q",
        ],
        cwd=folder,
        env=clean_environment(
            PYTHONHASHSEED="4711", TZ="Pacific/Kiritimati", LC_ALL="C", HOME=str(tmp_path)
        ),
        umask=0o077,
        check=True,
    )
    assert editions(folder / "there") == here


def test_a_format_built_alone_has_the_same_bytes(here: dict[str, bytes], tmp_path: Path) -> None:
    sources = lay_out(tmp_path / "work")
    for name in FORMATS:
        finished = pipeline(tmp_path / "work", "build", *sources, "--to", name, "-o", "../alone")
        assert finished.code == 0, finished.err
    assert editions(tmp_path / "alone") == here


def test_a_later_build_in_the_same_folder_changes_nothing(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    sources = lay_out(tmp_path / "work")
    for source in sources:
        (tmp_path / "work" / source).touch()
    for _ in range(2):
        assert pipeline(tmp_path / "work", "build", *sources, *EVERY).code == 0
    assert editions(tmp_path / "work" / "output") == here


def test_source_date_epoch_is_the_only_time_that_changes_an_edition(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    sources = lay_out(tmp_path / "work")
    for name in ("one", "two"):
        finished = pipeline(
            tmp_path / "work",
            *("build", *sources, *EVERY, "-o", f"../{name}"),
            SOURCE_DATE_EPOCH="86400",
        )
        assert finished.code == 0, finished.err
    dated = editions(tmp_path / "one")
    assert dated == editions(tmp_path / "two")
    changed = [name for name in here if name.startswith("article") and dated[name] != here[name]]
    assert changed == ["article.docx", "article.epub", "article.pdf"]
