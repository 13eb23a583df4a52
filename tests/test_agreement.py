"""The editions of one source say the same thing, whatever `verify` may think of it."""

from dataclasses import fields
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from roads import ARTICLE, FORMATS, SAMPLES, exporters, sample, write_edition

from pipeline.exporter import EditionFacts, HeadingFact
from pipeline.telling import limited

THIRTEEN = (
    (1, "1", "Introduction"),
    (1, "2", "The Context of Ceasefire Negotiations"),
    (1, "3", "The Role of Intelligence Dialogues in Diplomacy"),
    (1, "4", "Key Points in the Ceasefire Discussions"),
    (2, "", "Immediate Humanitarian Concerns"),
    (2, "", "Long-Term Security Frameworks"),
    (1, "5", "Challenges in Reaching a Ceasefire Agreement"),
    (2, "", "Political and Strategic Considerations"),
    (2, "", "Trust Issues Between the U.S. and Russia"),
    (1, "6", "The Impact of Intelligence Sharing"),
    (1, "7", "Global Reactions to the Ceasefire Talks"),
    (1, "8", "Future Implications for U.S.-Russia Relations"),
    (1, "9", "Conclusion"),
)
"""The contents of the article: level, number, text."""

FORMAT_OWN = {"contents", "bookmarks", "places", "pictures", "structure", "identifiers"}
"""Facts in which formats may differ.

Page numbers, navigation that a format has not got, how it holds images, and what it tells of code
and tasks.
"""


@cache
def facts(name: str) -> dict[str, EditionFacts]:
    """Give the facts of every edition of a sample."""
    publication = sample(name).publication
    found = {}
    with TemporaryDirectory() as folder:
        for format_name, exporter in exporters().items():
            target = Path(folder) / f"edition{exporter.suffix}"
            write_edition(publication, exporter, target)
            found[format_name] = exporter.read_back(target)
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_editions_agree_on_every_fact(name: str) -> None:
    for field in fields(EditionFacts):
        if field.name not in FORMAT_OWN:
            values = (getattr(edition, field.name) for edition in facts(name).values())
            first, *others = (value for value in values if value is not None)
            for other in others:
                assert first == other, field.name


@pytest.mark.parametrize("name", SAMPLES)
def test_structures_agree_as_far_as_every_format_tells_them(name: str) -> None:
    found = [edition.structure for edition in facts(name).values() if edition.structure]
    limits = frozenset(limit for structure in found for limit in structure.limits)
    first, *others = (limited(structure, limits) for structure in found)
    for other in others:
        assert first == other


@pytest.mark.parametrize("name", SAMPLES)
def test_contents_agree_but_for_the_pages(name: str) -> None:
    shown = {
        tuple((line.level, line.number, line.text, line.target) for line in edition.contents)
        for edition in facts(name).values()
    }
    assert len(shown) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_bookmarks_are_the_same_wherever_there_are_any(name: str) -> None:
    assert len({e.bookmarks for e in facts(name).values() if e.bookmarks is not None}) == 1


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_article_has_thirteen_contents_entries_nine_of_them_numbered(format_name: str) -> None:
    edition = facts(ARTICLE.stem)[format_name]
    assert tuple((e.level, e.number, e.text) for e in edition.contents) == THIRTEEN
    assert edition.outline == tuple(HeadingFact(*entry) for entry in THIRTEEN)


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_contents_entry_leads_to_its_heading(format_name: str) -> None:
    edition = facts(ARTICLE.stem)[format_name]
    assert [entry.target for entry in edition.contents] == [f"#{text}" for *_, text in THIRTEEN]


def test_page_numbers_of_the_contents_are_the_same_in_pdf_and_docx() -> None:
    editions = facts(ARTICLE.stem)
    pages = [[entry.page for entry in editions[name].contents] for name in ("pdf", "docx")]
    assert pages[0] == pages[1]
    assert all(page.isdecimal() for page in pages[0])
    assert pages[0] == sorted(pages[0], key=int)
