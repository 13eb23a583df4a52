"""Hanging punctuation: marks at the ends of lines reach into the margins, and nothing else does."""

from dataclasses import replace

import pytest
from publications import paragraph, sample_publication
from typeset_checks import item_width, runs_of

from pipeline.model.metadata import Settings
from pipeline.model.publication import Publication
from pipeline.theme import Theme
from pipeline.typesetting import typeset
from pipeline.typesetting.pages import Run

THEME = Theme()
LEFT, RIGHT = THEME.page.left, THEME.page.left + THEME.page.measure
SENTENCE = (
    "\u201cThe lamp,\u201d wrote the well-known keeper, \u201cburns until dawn; its "
    "unextinguishable light, a comfort, a warning, an uninterrupted conversation with "
    "seafarers, never fails.\u201d "
)


def publication_of(words: str, *, hanging: bool) -> Publication:
    return replace(
        sample_publication(),
        settings=Settings(hanging_punctuation=hanging),
        preamble=(paragraph(words),),
        sections=(),
        outline=(),
        bookmarks=(),
        contents=(),
        notes=(),
    )


def lines_of(words: str, *, hanging: bool) -> list[list[Run]]:
    """Give the runs of each line of justified text."""
    pages = typeset(publication_of(words, hanging=hanging), THEME)
    lines: dict[tuple[int, float], list[Run]] = {}
    for at, page in enumerate(pages.pages):
        for run in runs_of(page):
            if run.size == THEME.body.size and run.colour == THEME.body.colour:
                lines.setdefault((at, run.y), []).append(run)
    return list(lines.values())


def ends(line: list[Run]) -> tuple[float, float]:
    """Give where the words of a line begin and end."""
    return line[0].x, line[-1].x + item_width(line[-1])


@pytest.fixture(scope="module")
def hung() -> list[list[Run]]:
    """Give lines that hang."""
    return lines_of(SENTENCE * 30, hanging=True)


def test_marks_stand_in_the_margins(hung: list[list[Run]]) -> None:
    seen = set()
    for line in hung[:-1]:
        text = "".join(run.text for run in line).strip()
        begin, end = ends(line)
        if text[-1] in ",.;\u00ad\u201d":
            assert end > RIGHT + 0.3
            seen.add(text[-1])
        else:
            assert end == pytest.approx(RIGHT, abs=0.05)
        if text[0] == "\u201c":
            assert begin < LEFT - 0.5
            seen.add(text[0])
        else:
            assert begin == pytest.approx(LEFT, abs=0.05)
    assert {";", "\u00ad", "\u201c"} <= seen


def test_marks_hang_no_further_than_they_are_wide(hung: list[list[Run]]) -> None:
    for line in hung:
        begin, end = ends(line)
        assert begin > LEFT - THEME.body.size / 2
        assert end < RIGHT + THEME.body.size / 2


def test_nothing_is_lost(hung: list[list[Run]]) -> None:
    text = "".join(run.text for line in hung for run in line).replace("\u00ad", "")
    assert text.split() == (SENTENCE * 30).split()


def test_nobody_who_does_not_ask_has_it() -> None:
    for line in lines_of(SENTENCE * 30, hanging=False)[:-1]:
        begin, end = ends(line)
        assert begin == pytest.approx(LEFT, abs=0.05)
        assert end == pytest.approx(RIGHT, abs=0.05)
