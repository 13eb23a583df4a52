"""Readers that nobody here wrote open the EPUB: pandoc, EbookLib, and epub.js in Chromium."""

import json
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from chromium import opened
from commands import ROOT, pipeline
from ebooklib import epub
from roads import ARTICLE, exporters
from validators import absent

from pipeline.exporter import EditionFacts

BOOKS = {
    "article": ARTICLE,
    "handbook": ROOT / "tests" / "samples" / "handbook",
    "station-manual": ROOT / "tests" / "samples" / "station-manual.md",
}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the editions."""
    folder = tmp_path_factory.mktemp("editions")
    for name, source in BOOKS.items():
        words = ("build", str(source), "--to", "epub", "--name", name, "-o", "out")
        ended = pipeline(folder, *words)
        assert ended.code == 0, ended.err
    return {name: folder / "out" / f"{name}.epub" for name in BOOKS}


@cache
def facts_of(edition: Path) -> EditionFacts:
    """Read an edition as `pipeline verify` does."""
    return exporters()["epub"].read_back(edition)


def labels(facts: EditionFacts) -> list[str]:
    """Give the labels of the navigation."""
    return [mark.text for mark in facts.bookmarks or ()]


# pandoc


def pandoc() -> str:
    """Find pandoc, on PATH or in the package that carries it."""
    found = shutil.which("pandoc")
    if found:
        return found
    try:
        import pypandoc  # noqa: PLC0415 - it may not be there
    except ImportError:
        absent("pandoc is neither on PATH nor in the package pypandoc_binary")
    return str(pypandoc.get_pandoc_path())


def read_by_pandoc(edition: Path, *words: str) -> str:
    """Convert an EPUB by pandoc."""
    command = [pandoc(), "--from", "epub", *words, str(edition)]
    finished = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    # Its plain text and its HTML have formulas as TeX; it says so.
    assert re.sub(r"\[WARNING\] Could not convert TeX math .*\n", "", finished.stderr) == ""
    return finished.stdout


def nodes(tree: Any, kind: str) -> Iterator[Any]:
    """Yield what pandoc's elements of a kind hold, in their order."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree["c"]
        for value in tree.values():
            yield from nodes(value, kind)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value, kind)


def letters(text: str) -> str:
    """Give the letters and digits of a text alone."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def documents(edition: Path) -> Iterator[str]:
    """Yield the content documents of an edition."""
    with zipfile.ZipFile(edition) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                yield archive.read(name).decode()


def captions(edition: Path) -> list[str]:
    """Give the captions of figures and the titles of code."""
    found = (re.findall(r"<figcaption>(.*?)</figcaption>", text) for text in documents(edition))
    return [re.sub(r"<[^>]*>", "", caption) for captions in found for caption in captions]


@pytest.mark.parametrize("name", BOOKS)
def test_pandoc_finds_every_heading_link_and_word(name: str, editions: dict[str, Path]) -> None:
    facts = facts_of(editions[name])
    tree = json.loads(read_by_pandoc(editions[name], "--to", "json"))["blocks"]
    levels = [level for level, _, _ in nodes(tree, "Header")]
    assert len(levels) >= len(facts.outline)
    outward = [link.target for link in facts.links if not link.target.startswith("#")]
    targets = [target for _, _, (target, _) in nodes(tree, "Link")]
    assert [target for target in targets if target.startswith("http")] == outward
    plain = letters(read_by_pandoc(editions[name], "--to", "plain", "--wrap", "none"))
    # It spells formulas otherwise, and leaves captions of figures and code out.
    titles = "".join(letters(text) for text in captions(editions[name]))
    words = (word for word in facts.words if "=" not in word and letters(word) not in titles)
    assert [word for word in words if letters(word) not in plain] == []


@pytest.mark.parametrize("name", BOOKS)
def test_no_link_of_pandoc_s_leads_nowhere(name: str, editions: dict[str, Path]) -> None:
    page = read_by_pandoc(editions[name], "--to", "html")
    names = set(re.findall(r'\bid="([^"]+)"', page))
    links = [link for link in re.findall(r'href="#([^"]+)"', page) if "nav.xhtml" not in link]
    assert links
    # It forgets the names of figures, tables and code.
    forgotten = re.compile(r"<(?:figure|table|pre|div)[^>]* id=\"([^\"]+)\"")
    known = {name for text in documents(editions[name]) for name in forgotten.findall(text)}
    lost = [link for link in links if link not in names]
    assert [link for link in lost if link.partition(".xhtml_")[2] not in known] == []


# EbookLib, reading


def flat(toc: Any) -> Iterator[str]:
    """Yield the labels of EbookLib's contents."""
    for entry in toc:
        if isinstance(entry, tuple):
            yield entry[0].title
            yield from flat(entry[1])
        else:
            yield entry.title


@pytest.mark.parametrize("name", BOOKS)
def test_ebooklib_finds_title_contents_and_pages(name: str, editions: dict[str, Path]) -> None:
    facts = facts_of(editions[name])
    book = epub.read_epub(str(editions[name]), {"ignore_ncx": False})
    assert book.title == facts.title
    assert list(flat(book.toc)) == labels(facts)
    assert [page.title for page in book.pages] == [p.label for p in facts.page_list or ()]
    assert [author for author, _ in book.get_metadata("DC", "creator")] == list(facts.authors)


# epub.js


@pytest.mark.parametrize("name", BOOKS)
def test_epub_js_finds_contents_pages_and_every_place(name: str, editions: dict[str, Path]) -> None:
    facts, found = facts_of(editions[name]), opened(editions[name])
    assert found["title"] == facts.title
    assert [label for label, _ in found["toc"]] == labels(facts)
    # What a line of the contents leads to begins with the words of the line, or is a document.
    assert all(letters(place).startswith(letters(label)) for label, place in found["toc"])
    assert [place for _, place in found["pages"]] == [page.label for page in facts.page_list or ()]
    assert found["dead"] == []
    assert {"titlepage", "toc", "bodymatter"} <= set(found["landmarks"])


def test_epub_js_shows_the_text(editions: dict[str, Path]) -> None:
    assert "Conclusion" in opened(editions["article"])["shown"]
