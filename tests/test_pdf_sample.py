"""The sample publication as a PDF edition: typeset, written, and judged by other programs."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from publications import sample_publication
from validators import absent, vera_check

from pipeline.exporter import EditionPlan
from pipeline.exporters.pdf import PdfOptions, exporter
from pipeline.model.metadata import Kind, Settings
from pipeline.model.nodes import Paragraph
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication, body_blocks, flatten_outline
from pipeline.theme import Theme, theme_for
from pipeline.typesetting import typeset


def write_sample(target: Path, said: Publication, theme: Theme) -> Path:
    pages = typeset(said, theme)
    assert pages.diagnostics == ()
    assert exporter.write(EditionPlan(said, theme, PdfOptions(), lambda: pages), target) == ()
    return target


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    said = sample_publication()
    book = replace(said, settings=replace(said.settings, kind=Kind.BOOK))
    bare = replace(said, contents=(), bookmarks=(), outline=(), settings=Settings(toc=False))
    write_sample(folder / "article.pdf", said, Theme())
    write_sample(folder / "book.pdf", book, theme_for("report", "a5"))
    write_sample(folder / "bare.pdf", bare, theme_for("report", "letter"))
    return folder


def program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        absent(f"{name} is not on PATH")
    return path


def output(*command: str) -> str:
    finished = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (finished.returncode, finished.stderr) == (0, "")
    return finished.stdout


def words(text: str) -> str:
    return " ".join(text.split())


def test_it_is_accessible_and_archival(folder: Path) -> None:
    assert vera_check(sorted(folder.iterdir())) == []


def test_qpdf_has_nothing_to_complain_of(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        assert "No syntax or stream encoding errors" in output(
            program("qpdf"), "--check", str(path)
        )


def test_all_fonts_are_embedded_subsets_with_their_texts(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        rows = output(program("pdffonts"), str(path)).splitlines()[2:]
        assert rows
        for row in rows:
            assert re.match(r"[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes ", row), row


def test_poppler_reads_every_paragraph_as_the_source_has_it(folder: Path) -> None:
    said = sample_publication()
    shown = words(output(program("pdfinfo"), "-struct-text", str(folder / "article.pdf")))
    shown = words(re.sub(r'"|(?m:^ *Object.*$)', "", shown))
    for block in body_blocks(said):
        if isinstance(block, Paragraph) and len(block.content) == 1:
            text = words(plain_text(block.content))
            assert text in shown.replace("\u00ad", ""), text


def test_the_outline_is_that_of_the_publication(folder: Path) -> None:
    said = sample_publication()
    with pikepdf.open(folder / "article.pdf") as file, file.open_outline() as outline:
        found = list(labels(outline.root))
    assert found == [(entry.level, entry.label) for entry in flatten_outline(said.bookmarks)]


def labels(items: list[Any], level: int = 1) -> Any:
    for item in items:
        yield level, item.title
        yield from labels(item.children, level + 1)


def test_every_link_leads_somewhere(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        with pikepdf.open(path) as file:
            names = {bytes(name) for name in list(file.Root.Names.Dests.Names)[::2]}
            links = [link for page in file.pages for link in page.get("/Annots", [])]
            assert links
            for link in links:
                assert "/A" in link or bytes(link.Dest) in names
