"""Chapters that begin on right-hand pages: the pages before them, their numbers, what they show."""

import pytest

from pipeline.model.publication import Publication
from pipeline.model.source import SourceFile
from pipeline.passes import Origin, prepare
from pipeline.readers import read
from pipeline.theme import Theme
from pipeline.typesetting import typeset
from pipeline.typesetting.pages import Pages

LONG = "Words that fill a page. " * 900
TEXT = """# Preface {.preface}

Words.

# One

WORDS

# Two[^1]

[^1]: A note.

## Within

More.

# Three

More.
"""


def pages_of(words: str, *, right: bool = True, kind: str = "book") -> tuple[Publication, Pages]:
    front = f"---\ntitle: x\nkind: {kind}\nopen-right: {str(right).lower()}\n---\n"
    source = SourceFile("a.md", front + TEXT.replace("WORDS", words), "/nowhere", "a.md")
    publication, _ = prepare(read(source)[0], Origin("a"))
    return publication, typeset(publication, Theme())


@pytest.mark.parametrize("words", ["Few words.", LONG, LONG * 2], ids=["1", "some", "more"])
def test_every_chapter_begins_on_a_right_hand_page(words: str) -> None:
    publication, pages = pages_of(words)
    for section in publication.sections:
        place = pages.places[section.heading.identifier]
        assert place.page % 2 == 0
    assert pages.label_of("one") == "1"
    assert all(int(pages.label_of(name)) % 2 for name in ("one", "two", "three"))
    assert pages.label_of("within") == pages.label_of("two")


def test_the_page_before_is_empty_and_counts() -> None:
    _, pages = pages_of("Few words.")
    place = pages.places["two"].page
    assert pages.pages[place - 1].items == ()
    assert pages.pages[place - 1].label == "2"


def test_nobody_gets_empty_pages_without_asking() -> None:
    for right, kind in ((False, "book"), (True, "article")):
        _, pages = pages_of("Few words.", right=right, kind=kind)
        assert all(page.items for page in pages.pages)
