"""The options of single formats: from the front matter, `book.toml` and the command line."""

import zipfile
from pathlib import Path

import pytest
from commands import pipeline

TEXT = "# One\n\nWords.\n\n# Two\n\nMore.\n"


def contents_pages(edition: Path) -> bool:
    """Tell whether the contents of a DOCX edition name pages."""
    with zipfile.ZipFile(edition) as archive:
        return "PAGEREF" in archive.read("word/document.xml").decode()


def build(folder: Path, *words: str, front: str = "") -> tuple[str, Path]:
    (folder / "a.md").write_text(f"---\ntitle: Lamps\n{front}---\n{TEXT}", encoding="utf-8")
    ended = pipeline(folder, "build", "a.md", "--to", "docx", "-o", "out", *words)
    assert ended.code == 0
    return ended.err, folder / "out" / "a.docx"


WAYS = {
    "nothing said": ("", (), True),
    "front matter": ("editions:\n  docx:\n    page-numbers: none\n", (), False),
    "dotted": ("editions.docx.page_numbers: none\n", (), False),
    "command line": ("", ("--set", "editions.docx.page-numbers=none"), False),
    "the last one counts": (
        "editions:\n  docx:\n    page-numbers: none\n",
        ("--set", "editions.docx.page-numbers=print"),
        True,
    ),
    "of another format": ("editions:\n  odt:\n    page-numbers: none\n", (), True),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_option_reaches_its_exporter(way: str, tmp_path: Path) -> None:
    front, words, paged = WAYS[way]
    said, edition = build(tmp_path, *words, front=front)
    assert said == ""
    assert contents_pages(edition) is paged


WRONG = {
    "editions:\n  docx:\n    page-numbres: none\n": (
        "[key-unknown]",
        "did you mean 'page-numbers'?",
    ),
    "editions:\n  docx:\n    page-numbers: all\n": (
        "[value-invalid]",
        "one of: print, libreoffice, none",
    ),
    "editions:\n  docx:\n    embed-fonts: perhaps\n": ("[value-invalid]", "expected true or false"),
    "editions: docx\n": ("[value-invalid]", "no mapping"),
    "editions:\n  docx: none\n": ("[value-invalid]", "names no option of a format"),
}


@pytest.mark.parametrize("front", WRONG)
def test_what_is_wrong_is_told_and_costs_nothing(front: str, tmp_path: Path) -> None:
    said, edition = build(tmp_path, front=front)
    assert contents_pages(edition)
    for part in WRONG[front]:
        assert part in said
    assert said.startswith("a.md:")


def test_a_book_has_tables_for_its_formats(tmp_path: Path) -> None:
    book = '[book]\ntitle = "Lamps"\nsrc = "."\n\n[editions.docx]\npage-numbers = "none"\nodd = 1\n'
    (tmp_path / "book.toml").write_text(book, encoding="utf-8")
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    ended = pipeline(tmp_path, "build", ".", "--to", "docx", "-o", "out", "--name", "a")
    assert ended.code == 0
    assert "book.toml:7: warning: 'odd' is no option of docx editions [key-unknown]" in ended.err
    assert not contents_pages(tmp_path / "out" / "a.docx")
