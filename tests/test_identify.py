"""Editions tell which source they were made of."""

import hashlib
from pathlib import Path

import pytest
from commands import pipeline, write

TEXT = "---\ntitle: Lamps\nversion: 1.10\nauthor: [A, B]\n---\n\nText.\n"


def test_every_edition_tells_version_and_digest(tmp_path: Path) -> None:
    write(tmp_path / "a.md", TEXT)
    pipeline(tmp_path, "build", "a.md")
    editions = [f"output/a.{suffix}" for suffix in ("pdf", "docx", "epub")]
    told = pipeline(tmp_path, "identify", *editions)
    assert (told.code, told.err) == (0, "")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert told.out.count(f"source   sha256:{digest}") == 3
    assert told.out.count("version  1.10") == 3
    assert told.out.count("title    Lamps") == 3
    assert told.out.count("authors  A, B") == 3


def test_an_edition_of_another_text_disagrees(tmp_path: Path) -> None:
    write(tmp_path / "a.md", TEXT)
    pipeline(tmp_path, "build", "a.md")
    write(tmp_path / "a.md", TEXT + "<!-- nothing that is seen -->\n")
    verified = pipeline(tmp_path, "verify", "a.md")
    assert verified.code == 4
    assert verified.out.count("revision") == 4


def test_the_digest_of_a_book_is_the_same_from_everywhere(tmp_path: Path) -> None:
    pipeline(tmp_path, "new", "book", "--book")
    pipeline(tmp_path, "build", "book", "-o", "one", "--to", "epub")
    pipeline(tmp_path / "book", "build", ".", "-o", "../two", "--to", "epub", "--name", "book")
    one, two = (tmp_path / name / "book.epub" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.pdf", None, "there is no file 'gone.pdf'"),
        ("a.txt", "x", "'a.txt' ends in no suffix"),
        ("a.pdf", "x", "a.pdf cannot be read back"),
        ("a.docx", "x", "a.docx is no DOCX file"),
        ("a.epub", "x", "a.epub cannot be read back"),
    ],
)
def test_what_is_no_edition_is_told(
    name: str, content: str | None, sentence: str, tmp_path: Path
) -> None:
    if content is not None:
        write(tmp_path / name, content)
    told = pipeline(tmp_path, "identify", name)
    assert told.code == 4
    assert sentence in told.err
