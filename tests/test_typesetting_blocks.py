"""Blocks that hold blocks, listings and page breaks: grounds, keeping together, narrow frames."""

import itertools
from dataclasses import replace

import pytest
from publications import LONG, cells, item, paragraph, sample_publication
from typeset_checks import check_pages, elements, run_width, runs_of

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.inlines import Placement
from pipeline.model.nodes import (
    Admonition,
    Alignment,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    CodeToken,
    Definition,
    DefinitionItem,
    DefinitionList,
    Division,
    Figure,
    Image,
    Length,
    ListItem,
    MathBlock,
    OrderedList,
    PageBreak,
    Table,
    Term,
    Text,
    ThematicBreak,
    TokenKind,
)
from pipeline.model.publication import Publication
from pipeline.model.tones import Tone
from pipeline.theme import Theme, theme_for
from pipeline.typesetting import typeset
from pipeline.typesetting.pages import Box, Element, Page, Pages, Picture, Role, Run

THEME = Theme()
COLOURS = THEME.colours
TOP = THEME.page.height - THEME.page.top


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


def set_checked(*blocks: Block, theme: Theme = THEME) -> Pages:
    """Set blocks and hold what holds for all pages."""
    publication = publication_of(*blocks)
    pages = typeset(publication, theme)
    check_pages(pages, publication, theme)
    return pages


def text(words: str) -> tuple[Text]:
    return (Text(words),)


def filling(pages: int) -> tuple[Block, ...]:
    """Give paragraphs for about so many pages."""
    return (paragraph(LONG),) * (11 * pages)


def boxes(page: Page, colour: str) -> list[Box]:
    return [item for item in page.items if isinstance(item, Box) and item.colour == colour]


def texts(page: Page) -> list[str]:
    return [" ".join(word.text for word in run.words) for run in runs_of(page)]


def run_of(pages: Pages, word: str) -> Run:
    return next(r for page in pages.pages for r in runs_of(page) if r.words[0].text.strip() == word)


def page_of(pages: Pages, word: str) -> int:
    return next(
        index
        for index, page in enumerate(pages.pages)
        if any(run.words[0].text == word for run in runs_of(page))
    )


def found(pages: Pages, role: Role) -> list[Element]:
    return [element for element in elements(pages.structure) if element.role is role]


def is_within(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.x + inner.width <= outer.x + outer.width + 0.01
        and inner.y + inner.height <= outer.y + outer.height + 0.01
    )


# Admonitions


def test_an_admonition_has_a_ground_a_rule_and_a_title_in_its_tone() -> None:
    pages = set_checked(Admonition("warning", text("Careful"), (paragraph("It breaks."),)))
    (page,) = pages.pages
    tone = THEME.tone(Tone.WARNING)
    (ground,), (rule,) = boxes(page, tone.ground), boxes(page, tone.rule)
    title, words = run_of(pages, "Careful"), run_of(pages, "It")
    assert title.colour == tone.title
    assert rule.x == ground.x == THEME.page.left
    assert (rule.y, rule.height) == (ground.y, ground.height)
    assert ground.width == pytest.approx(THEME.page.measure)
    assert ground.y < words.y - 4
    assert ground.y + ground.height > title.y + title.size
    assert page.items.index(ground) < page.items.index(rule) < page.items.index(title)


def test_a_long_admonition_has_a_ground_on_each_of_its_pages() -> None:
    pages = set_checked(
        paragraph("Start."), Admonition("tip", text("Tip"), filling(2)), paragraph("End.")
    )
    tone = THEME.tone(Tone.TIP)
    shown = [index for index, page in enumerate(pages.pages) if boxes(page, tone.ground)]
    assert len(shown) >= 2
    for index in shown:
        (ground,) = boxes(pages.pages[index], tone.ground)
        within = [
            run
            for run in runs_of(pages.pages[index])
            if run.x > THEME.page.left + 5 and run.y < TOP and run.words[0].text != "End."
        ]
        assert all(ground.y <= run.y < ground.y + ground.height for run in within)
        assert ground.y >= THEME.page.bottom - 1.0
        assert ground.y + ground.height <= TOP + 0.01


def test_a_title_is_never_stranded_at_the_foot_of_a_page() -> None:
    for count in range(30, 48):
        lines = [paragraph("x") for _ in range(count)]
        pages = set_checked(*lines, Admonition("note", text("Title"), (paragraph("Words."),)))
        assert page_of(pages, "Title") == page_of(pages, "Words.")


def test_grounds_lie_within_those_around_them_and_touch_no_sibling() -> None:
    code = CodeBlock("code")
    inner = Admonition("danger", text("Inner"), (paragraph("words"), code))
    outer = Admonition("note", text("Outer"), (paragraph("words"), inner))
    pages = set_checked(outer, Admonition("tip", text("Next"), (code,)), BlockQuote((code,)))
    (page,) = pages.pages
    (around,) = boxes(page, THEME.tone(Tone.NOTE).ground)
    (within,) = boxes(page, THEME.tone(Tone.DANGER).ground)
    (after,) = boxes(page, THEME.tone(Tone.TIP).ground)
    first, second, third = boxes(page, COLOURS.shade)
    assert is_within(within, around)
    assert is_within(first, within)
    assert is_within(second, after)
    assert within.y - around.y >= 5
    assert around.y - (after.y + after.height) >= 5
    assert after.y - (third.y + third.height) >= 5


def test_a_quote_has_its_rule_as_far_as_the_shade_of_its_code() -> None:
    page = set_checked(BlockQuote((paragraph("words"), CodeBlock("code")))).pages[0]
    (shade,) = boxes(page, COLOURS.shade)
    rule = next(box for box in boxes(page, COLOURS.rule) if box.width == 1.5)
    assert rule.y == pytest.approx(shade.y)


@pytest.mark.parametrize("kind", ["tab", "details"])
def test_what_can_be_folded_is_plain(kind: str) -> None:
    (page,) = set_checked(Admonition(kind, text("More"), (paragraph("words"),))).pages
    tone = THEME.tone(Tone.NEUTRAL)
    assert boxes(page, tone.ground) == []
    (rule,) = boxes(page, tone.rule)
    assert rule.width < 1


@pytest.mark.parametrize(
    "empty",
    [
        Admonition("note", (), ()),
        Admonition("note", text(" "), (PageBreak(),)),
        Admonition("note", (), (Division(()),)),
    ],
)
def test_an_admonition_without_anything_leaves_no_trace(empty: Admonition) -> None:
    def gap(*between: Block) -> float:
        pages = set_checked(paragraph("above"), *between, paragraph("below"))
        return run_of(pages, "above").y - run_of(pages, "below").y

    if PageBreak() not in empty.blocks:
        assert gap(empty) <= gap() + 2
    (*_, last) = set_checked(paragraph("above"), empty).pages
    assert [box for box in last.items if isinstance(box, Box) and box.height > 1] == []


def test_a_label_stands_beside_the_title_of_an_admonition() -> None:
    note = Admonition("note", text("Title"), (paragraph("words"),))
    pages = set_checked(OrderedList((ListItem((note,)), item("two"))))
    assert run_of(pages, "1.").y == run_of(pages, "Title").y


# Narrow frames


def test_hundreds_of_levels_end_and_lose_nothing() -> None:
    block: Block = paragraph("words in the middle")
    for level in range(500):
        around: tuple[Block, ...] = (
            BlockQuote((block,)),
            Admonition("warning", text(f"t{level}"), (block,), identifier=f"a{level}"),
            BulletList((ListItem((block,), checked=True),)),
            OrderedList((ListItem((block,)),)),
            DefinitionList((DefinitionItem((Term(text("term")),), (Definition((block,)),)),)),
            Division((block,), identifier=f"d{level}"),
        )
        block = around[level % len(around)]
    pages = typeset(publication_of(block), THEME)
    words = " ".join(itertools.chain.from_iterable(map(texts, pages.pages)))
    assert "words in the middle" in words
    assert all(f"t{level} " in words for level in range(1, 500, 6))
    assert len(pages.places) > 150


# Listings


def test_pieces_of_code_have_their_colours_and_stand_where_they_stood() -> None:
    source = 'fn  main("a  b");\t// end\n    x\n'
    kinds = (
        (TokenKind.KEYWORD, "fn"),
        (TokenKind.PLAIN, "  "),
        (TokenKind.FUNCTION, "main"),
        (TokenKind.PLAIN, "("),
        (TokenKind.STRING, '"a  b"'),
        (TokenKind.OPERATOR, ");\t"),
        (TokenKind.COMMENT, "// end\n    x\n"),
    )
    tokens = tuple(CodeToken(*piece) for piece in kinds)
    coloured = set_checked(CodeBlock(source, tokens=tokens))
    plain = set_checked(CodeBlock(source))
    colours = {run.words[0].text.strip(): run.colour for run in runs_of(coloured.pages[0])}
    for kind, piece in (
        (TokenKind.KEYWORD, "fn"),
        (TokenKind.FUNCTION, "main"),
        (TokenKind.STRING, '"a'),
        (TokenKind.COMMENT, "//"),
        (TokenKind.COMMENT, "x"),
    ):
        assert colours[piece] == THEME.token(kind).colour
    assert run_of(coloured, "fn").face.weight == 700
    assert run_of(coloured, "//").face.italic
    assert letters(coloured) == letters(plain)


def letters(pages: Pages) -> list[tuple[float, float, str]]:
    """Give every letter of code with its place."""
    found: list[tuple[float, float, str]] = []
    for run in runs_of(pages.pages[0]):
        if run.content and run.content.element.role is Role.CODE_BLOCK:
            x = run.x
            for word in run.words:
                for glyph in word.glyphs:
                    if glyph.text.strip():
                        found.append((round(x, 2), round(run.y, 2), glyph.text))
                    x += glyph.advance * run.size / 1000
                x += run.space
    return sorted(found)


LONG_LINE = "let total = " + " + ".join(f"function_{at}(argument, {at})" for at in range(20)) + ";"


def test_long_coloured_lines_are_broken_where_plain_ones_are() -> None:
    pieces = LONG_LINE.replace("(", "\0(\0").split("\0")
    kinds = itertools.cycle((TokenKind.FUNCTION, TokenKind.OPERATOR, TokenKind.NUMBER))
    tokens = tuple(CodeToken(next(kinds), piece) for piece in pieces)
    coloured = set_checked(CodeBlock(LONG_LINE, tokens=tokens))
    assert letters(coloured) == letters(set_checked(CodeBlock(LONG_LINE)))


def test_tokens_that_are_not_the_text_are_left_aside() -> None:
    pages = set_checked(CodeBlock("x = 1", tokens=(CodeToken(TokenKind.KEYWORD, "y"),)))
    assert run_of(pages, "x").colour == THEME.code.colour


def test_numbers_stand_beside_lines_and_are_no_part_of_the_text() -> None:
    pages = set_checked(CodeBlock(f"one\n{LONG_LINE}\nthree", first_number=9))
    shown = [i for i in pages.pages[0].items if isinstance(i, Run) and not i.content]
    beside = [run for run in shown if THEME.page.bottom < run.y < TOP]
    one, three = run_of(pages, "one"), run_of(pages, "three")
    assert [run.y for run in beside][:: len(beside) - 1] == [one.y, three.y]
    assert len(beside) == 3
    assert {word.text for run in beside for word in run.words} == {""}
    ends = {round(run.x + run_width(run), 3) for run in beside}
    assert len(ends) == 1
    assert ends.pop() < one.x


def test_neighbours_among_highlighted_lines_share_a_ground() -> None:
    pages = set_checked(CodeBlock("a\nb\nc\nd\ne", highlighted=(1, 2, 4)))
    first, second = boxes(pages.pages[0], COLOURS.pointed)
    leading = THEME.code.leading
    assert (first.height, second.height) == pytest.approx((2 * leading, leading))
    assert first.y < run_of(pages, "b").y < run_of(pages, "a").y < first.y + first.height
    assert second.y < run_of(pages, "d").y < second.y + second.height


def test_a_title_stays_with_its_code() -> None:
    for count in range(30, 48):
        lines = [paragraph("x") for _ in range(count)]
        code = CodeBlock("first\nsecond\nthird", title="main.rs", identifier="code")
        pages = set_checked(*lines, code)
        at = page_of(pages, "main.rs")
        assert at == page_of(pages, "first") == page_of(pages, "second")
        assert pages.places["code"].page == at
        (band,) = boxes(pages.pages[at], COLOURS.key)
        (shade,) = boxes(pages.pages[at], COLOURS.shade)
        assert band.y == pytest.approx(shade.y + shade.height)


# Lists


def test_tasks_have_check_boxes_that_are_told_in_letters() -> None:
    tasks = (
        ListItem((paragraph("done"),), checked=True),
        ListItem((paragraph("open"),), checked=False),
    )
    pages = set_checked(BulletList((*tasks, item("plain"))), OrderedList((*tasks, item("more"))))
    told = [element.actual for element in found(pages, Role.LIST_LABEL)]
    assert told == ["[x]", "[ ]", "", "1. [x]", "2. [ ]", ""]
    labels = [r for r in runs_of(pages.pages[0]) if r.content.element.role is Role.LIST_LABEL]  # type: ignore[union-attr]
    numbers = [run for run in labels if run.words[0].text in {"1.", "2.", "3."}]
    assert len({round(run.x + run.words[0].width * run.size / 1000, 2) for run in numbers}) == 1


def test_a_term_stays_with_its_definition_which_is_moved_in() -> None:
    definition = Definition((paragraph("Meaning"), paragraph(LONG)))
    defined = DefinitionList(
        (DefinitionItem((Term(text("Word")), Term(text("Other"))), (definition,)),)
    )
    for count in range(30, 48):
        lines = [paragraph("x") for _ in range(count)]
        pages = set_checked(*lines, defined)
        assert page_of(pages, "Word") == page_of(pages, "Other") == page_of(pages, "Meaning")
    assert run_of(pages, "Word").x == THEME.page.left
    assert run_of(pages, "Meaning").x > THEME.page.left + 10
    assert run_of(pages, "Word").face.weight == 600


# Page breaks


def test_a_page_break_opens_a_page_and_two_open_no_two() -> None:
    pages = set_checked(
        PageBreak(), paragraph("one"), PageBreak(), PageBreak(), paragraph("two"), PageBreak()
    )
    assert [page_of(pages, word) for word in ("one", "two")] == [1, 2]
    assert len(pages.pages) == 3


def test_a_page_break_is_obeyed_within_other_blocks() -> None:
    broken = (paragraph("one"), PageBreak(), paragraph("two"))
    admonition = Admonition("note", text("Title"), broken)
    pages = set_checked(
        admonition, BulletList((ListItem((paragraph("three"), PageBreak(), paragraph("four"))),))
    )
    assert [page_of(pages, word) for word in ("one", "two", "three", "four")] == [0, 1, 1, 2]
    ground = THEME.tone(Tone.NOTE).ground
    assert [len(boxes(page, ground)) for page in pages.pages] == [1, 1, 0]


# Images


@pytest.mark.parametrize(
    ("wish", "width", "height"),
    [
        ({"width": Length(share=0.5)}, 0.5 * THEME.page.measure, None),
        ({"width": Length(points=90)}, 90.0, None),
        ({"height": Length(points=60)}, None, 60.0),
        ({"width": Length(points=90), "height": Length(points=60)}, 90.0, 60.0),
        ({"width": Length(points=9000)}, THEME.page.measure, None),
    ],
)
def test_a_figure_is_as_large_as_asked_but_never_leaves_the_page(
    wish: dict[str, Length], width: float | None, height: float | None
) -> None:
    pages = set_checked(Figure(Image("wide.png", "wide", asset="dot.png", **wish)))
    (picture,) = [item for item in pages.pages[0].items if isinstance(item, Picture)]
    if width and height:
        assert (picture.width, picture.height) == pytest.approx((width, height))
    elif width:
        assert picture.width == pytest.approx(width)
    else:
        assert picture.height == pytest.approx(height)
    if not (width and height):
        assert picture.width == pytest.approx(picture.height)
    middle = THEME.page.left + THEME.page.measure / 2
    assert picture.x + picture.width / 2 == pytest.approx(middle)


@pytest.mark.parametrize("floating", ["setting", "nothing"])
@pytest.mark.parametrize("placement", [None, Placement.HERE, Placement.FLOAT])
def test_a_figure_floats_as_it_says_itself_or_else_as_the_setting_does(
    placement: Placement | None, floating: str
) -> None:
    tall = Length(points=0.6 * THEME.page.measure)
    image = Image("dot.png", "dot", asset="dot.png", width=tall, height=tall, placement=placement)
    before, after = (paragraph(f"{word} " * 300) for word in ("before", "after"))
    publication = publication_of(before, Figure(image, text("caption")), after)
    settings = replace(publication.settings, float_figures=floating == "setting")
    pages = typeset(replace(publication, settings=settings), THEME)
    floats = floating == "setting" if placement is None else placement is Placement.FLOAT
    assert ("after" in " ".join(texts(pages.pages[0]))) == floats


def test_a_division_aligns_images_and_tables_too() -> None:
    figure = Figure(Image("dot.png", "dot", asset="dot.png"), text("caption"))
    table = Table((Alignment.START,), (cells("head"),), (cells("cell"),))
    pages = set_checked(Division((figure, table), alignment=Alignment.END))
    right = THEME.page.left + THEME.page.measure
    (picture,) = [item for item in pages.pages[0].items if isinstance(item, Picture)]
    caption, head = run_of(pages, "caption"), run_of(pages, "head")
    assert picture.x + picture.width == pytest.approx(right)
    assert caption.x + run_width(caption) == pytest.approx(right)
    assert head.x + run_width(head) == pytest.approx(right, abs=0.1)


# Places


def test_blocks_with_identifiers_are_places_on_the_page_where_they_begin() -> None:
    named = (
        CodeBlock("code", identifier="a"),
        Admonition("note", (), (ThematicBreak(), paragraph("words")), identifier="b"),
        Division((paragraph("words"),), identifier="c"),
        Table((Alignment.START,), (), (cells("cell"),), "d", caption=text("caption")),
        Figure(Image("dot.png", "", asset="dot.png", identifier="f"), (), "e"),
        Division((), identifier="g"),
    )
    pages = set_checked(*filling(1), *named, theme=theme_for("report", "a5"))
    assert {"a", "b", "c", "d", "e", "f", "g"} <= pages.places.keys()


def test_a_character_that_no_font_has_is_told_where_it_stands_in_titles_and_formulas() -> None:
    title = CodeBlock("x", title="\U00084226", location=Location("a.md", 7))
    leaf = "<mi>\U00084227</mi>"
    mathml = f'<math xmlns="http://www.w3.org/1998/Math/MathML">{leaf}</math>'
    formula = MathBlock("\U00084227", mathml=mathml, location=Location("a.md", 9))
    told = set_checked(title, formula).diagnostics
    assert [(said.code, said.location.line) for said in told] == [
        (Code.GLYPH_MISSING, 7),
        (Code.GLYPH_MISSING, 9),
    ]
