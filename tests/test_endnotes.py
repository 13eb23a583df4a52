"""Notes behind the text: all of them, in order, none at the foot of a page; the editions agree."""

from pathlib import Path

import pytest
from commands import pipeline
from validators import vera_check

from pipeline.model.publication import Publication
from pipeline.model.source import SourceFile
from pipeline.passes import Origin, prepare
from pipeline.readers import read
from pipeline.theme import Theme
from pipeline.typesetting import typeset
from pipeline.typesetting.pages import Pages, Run

FILL = "Words that fill a page. " * 60 + "\n\n"
TEXT = (
    "# One\n\nFirst.[^a] Second.[^b]\n\n"
    + FILL * 4
    + "# Two\n\n| a[^c] | b |\n|---|---|\n| c | d |\n\n"
    + FILL
    + "[^a]: ALPHA\n\n    More of it.\n\n[^b]: BETA[^d]\n\n[^c]: GAMMA\n\n[^d]: DELTA\n"
)


def pages_of(kind: str, text: str = TEXT) -> tuple[Publication, Pages]:
    front = f"---\ntitle: x\nkind: {kind}\nendnotes: true\n---\n"
    source = SourceFile("a.md", front + text, "/nowhere", "a.md")
    publication, _ = prepare(read(source)[0], Origin("a"))
    return publication, typeset(publication, Theme())


def lines_of(pages: Pages) -> list[tuple[int, float, str]]:
    """Give the page, the place and the words of each run, from the top down."""
    return [
        (at, run.y, run.text.strip())
        for at, page in enumerate(pages.pages)
        for run in sorted((i for i in page.items if isinstance(i, Run)), key=lambda run: -run.y)
    ]


@pytest.mark.parametrize("kind", ["article", "book"])
def test_notes_follow_the_text_in_order(kind: str) -> None:
    _, pages = pages_of(kind)
    lines = lines_of(pages)
    words = [text for _, _, text in lines]
    order = [words.index(text) for text in ("Notes", "ALPHA", "BETA", "GAMMA", "DELTA")]
    assert order == sorted(order)
    assert max(at for at, text in enumerate(words) if "Words that" in text) < order[0]
    assert words.count("ALPHA") == 1


def test_in_a_book_they_begin_a_page() -> None:
    _, pages = pages_of("book")
    page = next(at for at, _, text in lines_of(pages) if text == "ALPHA")
    assert not any("Words that" in text for at, _, text in lines_of(pages) if at == page)


def test_a_text_without_notes_has_no_title_for_them() -> None:
    _, pages = pages_of("article", "# One\n\nWords.\n")
    assert "Notes" not in [text for _, _, text in lines_of(pages)]


def test_the_editions_agree_and_are_accessible(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nendnotes: true\n---\n\n{TEXT}", encoding="utf-8")
    ended = pipeline(tmp_path, "build", "a.md", "-o", "out")
    assert (ended.code, ended.err) == (0, "")
    assert vera_check([tmp_path / "out" / "a.pdf"]) == []
