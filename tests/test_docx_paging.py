"""Page numbers by LibreOffice: the contents name the pages that its layout has."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from commands import pipeline
from validators import absent

from pipeline.exporters.docx import exporter

FRONT = "---\ntitle: Pages\ntoc-depth: 1\neditions.docx.page-numbers: libreoffice\n{}---\n\n"
WORDS = "The keeper trims the wick, and then the light is steady until the morning. " * 60


def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        absent("LibreOffice Writer (soffice or libreoffice) is not on PATH")
    return found


def built(folder: Path, front: str = "", **environment: str) -> tuple[str, Path]:
    """Build a text of twelve chapters, its PDF beside it; the editions must agree."""
    chapters = "".join(f"# Chapter {at}\n\n{WORDS}\n\n" for at in range(12))
    (folder / "a.md").write_text(FRONT.format(front) + chapters, encoding="utf-8")
    ended = pipeline(folder, "build", "a.md", "--to", "docx,pdf", "-o", "out", **environment)
    assert ended.code == 0, ended.out
    assert "The editions say what the source says" in ended.out
    return ended.err, folder / "out" / "a.docx"


def test_the_contents_name_the_pages_of_libreoffice(tmp_path: Path) -> None:
    program = office()
    said, path = built(tmp_path)
    assert said == ""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=300)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages]
    facts = exporter.read_back(path)
    assert facts.has_own_pages
    assert len(facts.contents) == 12
    for at, fact in enumerate(facts.contents):
        shown = [
            number
            for number, text in enumerate(pages, 1)
            if re.search(rf"(?m)^\s*Chapter {at}\s*$", text)
        ]
        assert fact.page == str(shown[-1])


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    office()
    first, second = tmp_path / "1", tmp_path / "2"
    for folder in (first, second):
        folder.mkdir()
    assert built(first)[1].read_bytes() == built(second)[1].read_bytes()


def test_without_libreoffice_the_pages_are_those_of_the_pdf(tmp_path: Path) -> None:
    said, path = built(tmp_path, PATH=str(tmp_path))
    assert "a.md:4: warning: LibreOffice is not installed" in said
    assert "hint: the page numbers are those of the PDF" in said
    assert not exporter.read_back(path).has_own_pages


FAILING = {"it makes nothing": "exit 0", "it fails": "exit 1"}


@pytest.mark.parametrize("how", FAILING)
def test_a_libreoffice_that_fails_is_told(how: str, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{FAILING[how]}\n", encoding="utf-8")
    program.chmod(0o755)
    said, _ = built(tmp_path, PATH=str(tmp_path))
    assert "LibreOffice made no pages of the edition" in said


def test_a_book_has_roman_numbers_before_its_chapters(tmp_path: Path) -> None:
    office()
    (tmp_path / "src").mkdir()
    chapters = ["Preface", *(f"Chapter {at}" for at in range(3))]
    for title in chapters:
        text = f"# {title}\n\n{WORDS}\n"
        (tmp_path / "src" / f"{title[-1]}.md").write_text(text, encoding="utf-8")
    listed = "".join(f"- [Chapter {at}]({at}.md)\n" for at in range(3))
    summary = f"# Summary\n\n[Preface](e.md)\n\n{listed}"
    (tmp_path / "src" / "SUMMARY.md").write_text(summary, encoding="utf-8")
    book = '[book]\ntitle = "Book"\n[editions.docx]\npage-numbers = "libreoffice"\n'
    (tmp_path / "book.toml").write_text(book, encoding="utf-8")
    log = ("--log", "log.json")
    ended = pipeline(tmp_path, "build", ".", "--to", "docx", "-o", "out", "--name", "b", *log)
    assert ended.code == 0
    assert json.loads((tmp_path / "log.json").read_text("utf-8"))["diagnostics"] == []
    pages = [fact.page for fact in exporter.read_back(tmp_path / "out" / "b.docx").contents]
    assert pages[0].strip("ivx") == ""
    assert pages[1] == "1"
    assert pages[1:] == sorted(pages[1:], key=int)
