"""Releases: complete, checked by sha256sum, never changed."""

import hashlib
from pathlib import Path

import pytest

from pipeline.distribute import release_editions
from pipeline.errors import OutputError


def test_a_release_holds_the_editions_and_their_checksums(tmp_path: Path) -> None:
    edition = tmp_path / "a.pdf"
    edition.write_bytes(b"pdf")
    folder = tmp_path / "dist" / "a-1"
    assert release_editions([edition], folder)
    digest = hashlib.sha256(b"pdf").hexdigest()
    assert (folder / "SHA256SUMS").read_text() == f"{digest}  a.pdf\n"
    assert (folder / "a.pdf").read_bytes() == b"pdf"
    assert sorted(path.name for path in folder.parent.iterdir()) == ["a-1"]


def test_a_release_is_never_changed(tmp_path: Path) -> None:
    edition = tmp_path / "a.pdf"
    edition.write_bytes(b"pdf")
    folder = tmp_path / "dist" / "a-1"
    release_editions([edition], folder)
    assert not release_editions([edition], folder)
    edition.write_bytes(b"other")
    with pytest.raises(OutputError, match="never changed"):
        release_editions([edition], folder)
    assert (folder / "a.pdf").read_bytes() == b"pdf"


def test_a_release_that_fails_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "dist" / "a-1"
    edition = tmp_path / "a.pdf"
    edition.write_bytes(b"pdf")
    (tmp_path / "dist").write_text("a file in the folder's place")
    with pytest.raises(OutputError, match="a file is in its place"):
        release_editions([edition], folder)
    assert (tmp_path / "dist").read_text() == "a file in the folder's place"
