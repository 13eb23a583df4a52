"""Inlines beyond emphasis: what words wear, how they are raised, where names in them lead."""

import itertools
from dataclasses import replace

import pytest
from publications import LONG, paragraph, sample_publication
from typeset_checks import check_pages, elements, leaves, run_width, runs_of

from pipeline.model.nodes import (
    Abbreviation,
    Alignment,
    Block,
    CodeSpan,
    Deletion,
    Division,
    Image,
    Inline,
    Insertion,
    Keyboard,
    Length,
    Mark,
    Paragraph,
    Rubric,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.model.publication import Publication
from pipeline.theme import PageShape, Theme
from pipeline.typesetting import typeset
from pipeline.typesetting.pages import Box, Pages, Picture, Role, Run

THEME = Theme()
NARROW = replace(THEME, page=PageShape(260, 400, 40, 40, 30, 30))
COLOURS = THEME.colours


def publication_of(*blocks: Block) -> Publication:
    return replace(
        sample_publication(),
        preamble=blocks,
        sections=(),
        outline=(),
        bookmarks=(),
        contents=(),
        notes=(),
    )


def set_words(*content: Inline | str, theme: Theme = THEME) -> Pages:
    """Set a paragraph and hold what holds for all pages."""
    publication = publication_of(paragraph(*content))
    pages = typeset(publication, theme)
    check_pages(pages, publication, theme)
    return pages


def text(words: str) -> tuple[Text]:
    return (Text(words),)


def boxes(pages: Pages, colour: str) -> list[Box]:
    return [
        i for page in pages.pages for i in page.items if isinstance(i, Box) and i.colour == colour
    ]


def runs(pages: Pages, role: Role) -> list[Run]:
    return [
        run
        for page in pages.pages
        for run in runs_of(page)
        if run.content.element.role is role  # type: ignore[union-attr]
    ]


def run_of(pages: Pages, word: str) -> Run:
    return next(r for page in pages.pages for r in runs_of(page) if r.words[0].text == word)


def test_a_ground_stands_behind_all_words_of_a_mark_and_the_spaces_between_them() -> None:
    marked = Mark((Text("here " * 30), Strong(text("and there ")), CodeSpan("code"), Text(" end")))
    pages = set_words("Before ", marked, " after.")
    grounds = boxes(pages, COLOURS.marked)
    within = [run for role in (Role.MARK, Role.STRONG, Role.CODE_SPAN) for run in runs(pages, role)]
    lines = sorted({run.y for run in within}, reverse=True)
    assert len(lines) > 1
    assert len(grounds) == len(lines)
    for ground, y in zip(grounds, lines, strict=True):
        here = [run for run in within if run.y == y]
        assert ground.x == pytest.approx(min(run.x for run in here))
        assert ground.x + ground.width == pytest.approx(max(r.x + run_width(r) for r in here))
        assert ground.y < y - 1
        assert ground.y + ground.height > y + run_of(pages, "here").size * 0.7
    for above, below in itertools.pairwise(grounds):
        assert below.y + below.height <= above.y


def test_grounds_are_drawn_before_the_words_of_their_line() -> None:
    page = set_words("a ", Mark(text("marked"))).pages[0]
    ground = boxes(Pages((page,), runs_of(page)[0].content.element, {}, ()), COLOURS.marked)[0]  # type: ignore[union-attr]
    word = next(run for run in runs_of(page) if run.words[0].text == "marked")
    assert page.items.index(ground) < page.items.index(word)


def test_a_rule_goes_through_deleted_words_and_below_inserted_ones() -> None:
    pages = set_words(Deletion(text("gone gone")), " ", Insertion(text("new new")))
    gone, new = run_of(pages, "gone"), run_of(pages, "new")
    through, below = boxes(pages, THEME.body.colour)
    assert (through.x, through.width) == pytest.approx((gone.x, run_width(gone)))
    assert gone.y < through.y < gone.y + gone.size / 2
    assert (below.x, below.width) == pytest.approx((new.x, run_width(new)))
    assert new.y - new.size / 3 < below.y < new.y


def test_what_is_within_itself_is_worn_once() -> None:
    pages = set_words(Mark((Text("a "), Mark(text("b")))), Deletion((Deletion(text("c")),)))
    assert len(boxes(pages, COLOURS.marked)) == 1
    assert len(boxes(pages, THEME.body.colour)) == 1


def test_scripts_are_smaller_and_shifted_step_by_step_down_to_a_limit() -> None:
    nested = Superscript((Text("b"), Superscript((Text("c"), Superscript((Text("d"),))))))
    deep: tuple[Inline, ...] = text("deep")
    for _ in range(20):
        deep = (Superscript(deep),)
    pages = set_words("x", nested, " y", Subscript((Text("i"), Subscript(text("j")))), *deep)
    up = [run_of(pages, word) for word in ("x", "b", "c", "d")]
    assert [run.y for run in up] == sorted(run.y for run in up)
    assert [run.size for run in up] == sorted((run.size for run in up), reverse=True)
    down = [run_of(pages, word) for word in ("y", "i", "j")]
    assert [run.y for run in down] == sorted((run.y for run in down), reverse=True)
    assert run_of(pages, "deep").size >= 5.0
    assert run_of(pages, "deep").y - run_of(pages, "x").y < THEME.body.leading


def test_a_key_has_a_ground_wider_than_its_words_that_touches_no_neighbour() -> None:
    pages = set_words("Press ", Keyboard(text("Ctrl")), "+", Keyboard(text("C")), " now.")
    first, second = boxes(pages, COLOURS.key)
    key, plus, other = run_of(pages, "Ctrl"), run_of(pages, "+"), run_of(pages, "C")
    assert first.x < key.x
    assert key.x + run_width(key) < first.x + first.width <= plus.x + 0.01
    assert plus.x + run_width(plus) <= second.x + 0.01 < other.x
    assert run_of(pages, "now.").x > second.x + second.width


def test_a_span_is_hyphenated_in_its_own_language() -> None:
    german = "Landwirtschaftsministerium " * 12

    def parts(language: str) -> set[str]:
        pages = set_words(Span(text(german), language=language), theme=NARROW)
        words = [word.text for page in pages.pages for run in runs_of(page) for word in run.words]
        return {word for word in words if word.endswith("\xad")}

    assert "Landwirtschafts\xad" in parts("de")
    assert "Landwirtschafts\xad" not in parts("en")
    assert parts("xx") == set()


def test_a_division_has_its_language_too() -> None:
    german = paragraph("Landwirtschaftsministerium " * 12)
    pages = typeset(publication_of(Division((german,), language="de")), NARROW)
    words = [word.text for page in pages.pages for run in runs_of(page) for word in run.words]
    assert "Landwirtschafts\xad" in words
    (division,) = [e for e in elements(pages.structure) if e.role is Role.DIVISION]
    assert division.language == "de"


def test_spans_and_images_are_places_on_the_line_where_they_begin() -> None:
    span = Span(text("named"), identifier="name")
    image = Image("dot.png", "dot", asset="dot.png", identifier="dot")
    pages = set_words(LONG + " ", span, " " + LONG + " ", image, ".")
    assert 0 < pages.places["name"].y - run_of(pages, "named").y < THEME.body.leading
    (picture,) = [i for i in pages.pages[0].items if isinstance(i, Picture)]
    assert 0 < pages.places["dot"].y - picture.y < THEME.body.leading


@pytest.mark.parametrize("after", [(), (Paragraph(text("after")),)])
def test_an_empty_span_is_a_place_even_if_its_paragraph_shows_nothing(
    after: tuple[Block, ...],
) -> None:
    empty = Paragraph((Span((), identifier="here"),))
    publication = publication_of(paragraph("before"), empty, *after)
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    shown = run_of(pages, "after" if after else "before")
    assert 0 < pages.places["here"].y - shown.y < THEME.body.leading


@pytest.mark.parametrize("lines", range(1, 20, 3))
def test_a_place_is_where_something_is_shown_of_it(lines: int) -> None:
    wide = Image("dot.png", "dot", asset="dot.png", width=Length(share=1.0))
    key = Keyboard((wide, wide, Text("key")))
    for role, block in (
        (Role.RUBRIC, Rubric((key,), "here")),
        (Role.SPAN, paragraph(Span((key,), identifier="here"))),
    ):
        pages = typeset(publication_of(*(paragraph("x:"),) * lines, block), NARROW)
        (element,) = [e for e in elements(pages.structure) if e.role is role]
        shown = set(map(id, leaves(element)))
        on = [
            at
            for at, page in enumerate(pages.pages)
            for item in page.items
            if not isinstance(item, Box) and id(item.content) in shown
        ]
        assert pages.places["here"].page == min(on)


def test_an_abbreviation_knows_what_it_stands_for() -> None:
    pages = set_words(Abbreviation(text("HTML"), "Hypertext Markup Language"))
    (element,) = [e for e in elements(pages.structure) if e.role is Role.ABBREVIATION]
    assert element.description == "Hypertext Markup Language"


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_an_image_in_a_line_is_as_large_as_asked_and_lines_make_room(share: float) -> None:
    image = Image("dot.png", "dot", asset="dot.png", width=Length(share=share))
    pages = set_words(LONG + " ", image, " " + LONG)
    (picture,) = [i for i in pages.pages[0].items if isinstance(i, Picture)]
    assert picture.width == pytest.approx(THEME.page.measure * share, rel=0.01)
    assert picture.height == pytest.approx(picture.width)
    above = min(r.y for r in runs_of(pages.pages[0]) if r.y > picture.y + picture.height / 2)
    assert above - 3 > picture.y + picture.height - THEME.body.size


@pytest.mark.parametrize(
    ("alignment", "share"), [(Alignment.CENTER, 0.5), (Alignment.END, 1.0), (Alignment.START, 0.0)]
)
def test_a_division_aligns_the_lines_of_its_paragraphs(alignment: Alignment, share: float) -> None:
    publication = publication_of(Division((paragraph(LONG),), alignment=alignment))
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    lines: dict[float, list[Run]] = {}
    for run in runs(pages, Role.PARAGRAPH):
        lines.setdefault(run.y, []).append(run)
    last = lines[min(lines)]
    width = max(run.x + run_width(run) for run in last) - min(run.x for run in last)
    left = THEME.page.left + (THEME.page.measure - width) * share
    assert min(run.x for run in last) == pytest.approx(left, abs=0.1)


def test_a_division_from_right_to_left_begins_at_the_right() -> None:
    persian = Division((paragraph("زبان فارسی"),), direction="rtl")
    inner = Division((Division((paragraph("in English"),), direction="ltr"),), direction="rtl")
    pages = typeset(publication_of(persian, inner), THEME)
    first, second = runs(pages, Role.PARAGRAPH)[0], run_of(pages, "in")
    assert first.x > THEME.page.left + THEME.page.measure / 2
    assert second.x == pytest.approx(THEME.page.left)
