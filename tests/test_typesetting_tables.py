"""Tables with spans: widths, heights, headers, groups of rows that stay together."""

from dataclasses import replace

import pytest
from publications import LONG, cells, paragraph, png, sample_publication
from typeset_checks import check_pages, elements, run_width, runs_of

from pipeline.diagnostics import Code
from pipeline.model.nodes import (
    Alignment,
    Block,
    BlockQuote,
    Cell,
    Figure,
    Image,
    Length,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
)
from pipeline.model.publication import Asset, Publication
from pipeline.theme import PageShape, Theme
from pipeline.typesetting import typeset
from pipeline.typesetting.columns import Demand, column_widths
from pipeline.typesetting.pages import Box, Element, Page, Pages, Role, Run

THEME = Theme()
START, END = Alignment.START, Alignment.END


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


def cell(words: str, **changes: object) -> Cell:
    return Cell((Text(words),), **changes)  # type: ignore[arg-type]


def run_of(pages: Pages, word: str) -> Run:
    return next(r for page in pages.pages for r in runs_of(page) if r.words[0].text == word)


def page_of(pages: Pages, word: str) -> int:
    return next(
        index
        for index, page in enumerate(pages.pages)
        if any(run.words[0].text == word for run in runs_of(page))
    )


def rules(page: Page) -> list[Box]:
    """Give the rules of tables, from the top down."""
    thin = [item for item in page.items if isinstance(item, Box) and item.height < 1]
    within = [box for box in thin if box.y < THEME.page.height - THEME.page.top + 1]
    return sorted(within, key=lambda box: (-box.y, box.x))


def found(pages: Pages, role: Role) -> list[Element]:
    return [element for element in elements(pages.structure) if element.role is role]


SALES = Table(
    (START, END, END),
    (
        Row((cell("Region", rows=2), cell("Sales", columns=2))),
        Row((cell("2024"), cell("2025"))),
    ),
    (
        Row((cell("North", is_header=True), cell("1"), cell("2"))),
        Row((cell("South", is_header=True, rows=2), cell("3", columns=2))),
        Row((cell("4", alignment=START), cell("5"))),
    ),
    "sales",
    caption=(Text("Caption"),),
)


def test_a_caption_stands_above_its_table_and_stays_with_it() -> None:
    for count in range(30, 48):
        lines = [paragraph("x") for _ in range(count)]
        pages = set_checked(*lines, SALES)
        at = page_of(pages, "Caption")
        assert at == page_of(pages, "Region") == page_of(pages, "North")
        assert pages.places["sales"].page == at
        assert run_of(pages, "Caption").y > rules(pages.pages[at])[0].y > run_of(pages, "Sales").y


def test_cells_say_what_they_span_and_what_they_head() -> None:
    pages = set_checked(SALES)
    heads = [(e.columns, e.rows) for e in found(pages, Role.HEADER_CELL)]
    assert heads == [(1, 2), (2, 1), (1, 1), (1, 1)]
    assert [(e.columns, e.rows) for e in found(pages, Role.ROW_HEADER)] == [(1, 1), (1, 2)]
    assert [len(row.children) for row in found(pages, Role.TABLE_ROW)] == [2, 2, 3, 2, 2]


def test_a_header_that_spans_rows_ends_where_they_end_others_begin_where_they_begin() -> None:
    pages = set_checked(SALES)
    assert run_of(pages, "Region").y == pytest.approx(run_of(pages, "2024").y)
    assert run_of(pages, "South").y == run_of(pages, "3").y


def test_cells_are_aligned_as_their_columns_or_as_they_say_themselves() -> None:
    pages = set_checked(SALES)
    last, one = run_of(pages, "2025"), run_of(pages, "3")
    assert one.x + run_width(one) == pytest.approx(last.x + run_width(last), abs=0.1)
    assert run_of(pages, "4").x < run_of(pages, "1").x


def test_rules_do_not_go_through_cells_that_span_rows() -> None:
    (page,) = set_checked(SALES).pages
    above, shared, below, first, through, last = rules(page)
    assert above.x == below.x == first.x == last.x == THEME.page.left
    assert above.width == below.width == first.width == last.width
    assert shared.x == through.x > THEME.page.left + 20
    assert shared.x + shared.width == pytest.approx(last.x + last.width)


def test_columns_are_as_wide_as_cells_that_span_them_ask_for() -> None:
    wide = Table(
        (START, START),
        (),
        (
            Row((cell("a heading that is much wider than both of them", columns=2),)),
            cells("a", "b"),
        ),
    )
    pages = set_checked(wide)
    heading, second = run_of(pages, "a"), run_of(pages, "b")
    rule = rules(pages.pages[0])[0]
    assert rule.width == pytest.approx(run_width(heading), abs=1)
    assert second.x > heading.x + run_width(heading) / 3


def test_wider_cells_widen_their_columns_in_proportion() -> None:
    demands = [Demand(0, 1, 10.0), Demand(1, 1, 30.0), Demand(0, 2, 90.0), Demand(2, 2, 22.0)]
    assert column_widths(demands, 4, 10.0) == pytest.approx([20.0, 60.0, 6.0, 6.0])
    assert sum(column_widths(demands, 4, 10.0)[:2]) + 10.0 == pytest.approx(90.0)


def test_several_header_rows_are_repeated_on_every_page() -> None:
    rows = tuple(cells(f"name {at}", "a", "b") for at in range(150))
    pages = set_checked(Table(SALES.alignments, SALES.header, rows))
    assert len(pages.pages) > 3
    for page in pages.pages[1:]:
        shown = [item for item in page.items if isinstance(item, Run) and not item.content]
        heads = [r for r in shown if r.words[0].text in {"Region", "Sales", "2024", "2025"}]
        assert len(heads) == 4
        assert min(run.y for run in heads) > max(run.y for run in runs_of(page))


def test_a_header_is_repeated_within_the_ground_around_its_table() -> None:
    rows = tuple(cells(f"name {at}", "a") for at in range(150))
    pages = set_checked(BlockQuote((Table((START, START), (cells("Head", "x"),), rows),)))
    for page in pages.pages[1:]:
        head = next(i for i in page.items if isinstance(i, Run) and i.words[0].text == "Head")
        side = next(i for i in page.items if isinstance(i, Box) and i.width == 1.5)
        assert side.y < head.y < side.y + side.height


def grouped(count: int, rows: int, words: str = "note") -> Table:
    """Give a table of groups of rows that a cell joins."""
    made = []
    for group in range(count):
        made.append(Row((cell(f"g{group}", rows=rows), cell("v0"), cell(words, rows=rows))))
        made.extend(cells(f"v{at}") for at in range(1, rows))
    return Table((START,) * 3, (cells("Group", "Value", "Note"),), tuple(made))


def test_rows_that_cells_join_stay_on_one_page() -> None:
    pages = set_checked(grouped(20, 5))
    assert len(pages.pages) > 2
    for page in pages.pages:
        texts = [run.words[0].text for run in runs_of(page)]
        for group in [text for text in texts if text.startswith("g")]:
            after = texts[texts.index(group) + 1 :]
            assert [t for t in after if t.startswith("v")][:5] == ["v0", "v1", "v2", "v3", "v4"]


def test_a_row_grows_for_a_cell_that_spans_it() -> None:
    pages = set_checked(grouped(1, 2, LONG * 3))
    note = [run for run in runs_of(pages.pages[0]) if run.content.element.rows == 2]  # type: ignore[union-attr]
    assert rules(pages.pages[0])[-1].y < min(run.y for run in note)


@pytest.mark.parametrize("words", ["note", LONG * 60])
def test_joined_rows_that_are_higher_than_a_page_are_parted(words: str) -> None:
    pages = set_checked(paragraph("before"), grouped(1, 120, words), paragraph("after"))
    assert len(pages.pages) > 3


def test_joined_rows_keep_together_before_their_notes_do() -> None:
    table = grouped(1, 29)
    marked = Cell((Text("v28"), NoteReference("n", "fn-n", "1", "ref-n")))
    table = replace(table, rows=(*table.rows[:-1], Row((marked,))))
    note = Note("n", (paragraph(LONG * 4),), "fn-n", "1", ("ref-n",))
    publication = replace(publication_of(paragraph("before"), table), notes=(note,))
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert page_of(pages, "v0") == page_of(pages, "v28")
    lowest = min(
        r.y for r in runs_of(pages.pages[page_of(pages, "v28")]) if r.words[0].text == "v28"
    )
    for run in runs_of(pages.pages[page_of(pages, "v28")]):
        assert run.y >= lowest - 0.01 or run.content.element.role is not Role.CELL  # type: ignore[union-attr]
    assert page_of(pages, "The") >= page_of(pages, "v28")


def test_a_row_in_which_no_cell_begins_is_left_out() -> None:
    table = Table(
        (START, START),
        (),
        (Row((cell("a", rows=3), cell("b", rows=2))), Row(()), Row((cell("c"),))),
    )
    pages = set_checked(table)
    assert [len(row.children) for row in found(pages, Role.TABLE_ROW)] == [2, 1]
    assert [(e.columns, e.rows) for e in found(pages, Role.CELL)] == [(1, 2), (1, 1), (1, 1)]


def test_spans_beyond_the_table_are_cut() -> None:
    table = Table(
        (START,), (Row((cell("h", rows=5),)),), (Row((cell("a", rows=9), cell("b"))), cells("c"))
    )
    pages = set_checked(table)
    assert [e.rows for e in found(pages, Role.HEADER_CELL)][:1] == [1]
    assert max(element.rows for element in found(pages, Role.CELL)) == 2


def test_sixty_columns_with_spans_lose_nothing_in_a_narrow_frame() -> None:
    header = Row((*(cell(f"head{at}", columns=7) for at in range(8)), cell("h", columns=4)))
    rows = [Row(tuple(cell(f"c{at}") for at in range(60)))]
    rows += [Row((cell("wide", columns=59), cell("x", rows=2))), Row((cell("all", columns=59),))]
    table = Table((START,) * 60, (header,), tuple(rows))
    for page in (THEME.page, PageShape(160, 220, 20, 20, 15, 15)):
        pages = set_checked(BlockQuote((table,)), theme=replace(THEME, page=page))
        assert Code.TABLE_TOO_WIDE in {diagnostic.code for diagnostic in pages.diagnostics}


def test_a_table_without_rows_keeps_its_caption() -> None:
    pages = set_checked(Table((START,), (), (), "t", caption=(Text("Only words"),)))
    assert pages.places["t"].page == 0
    assert found(pages, Role.TABLE) == []


def test_a_place_in_an_empty_cell_is_a_place() -> None:
    named = Cell((Span((), identifier="here"),))
    pages = set_checked(Table((START, START), (), (cells("a", "b"), Row((cell("c"), named)))))
    assert 0 < pages.places["here"].y - run_of(pages, "c").y < THEME.body.leading


def wide_table(columns: int) -> Table:
    words = [f"measurement{at}" for at in range(columns)]
    rows = [cells(*(f"{row}of{at}" for at in range(columns))) for row in range(50)]
    return Table((START,) * columns, (cells(*words),), tuple(rows))


def test_a_table_too_wide_for_the_page_turns_its_pages() -> None:
    before, after = Text("Before"), Text("After")
    pages = set_checked(Paragraph((before,)), wide_table(12), Paragraph((after,)))
    width, height = THEME.page.width, THEME.page.height
    sizes = [(page.width, page.height) for page in pages.pages]
    assert sizes[0] == (width, height)
    assert set(sizes[1:]) == {(height, width)}
    assert len(sizes) > 2
    assert page_of(pages, "Before") == page_of(pages, "After") == 0
    assert not pages.diagnostics
    for page in pages.pages[1:]:
        shown = [item.words[0].text for item in page.items if isinstance(item, Run)]
        assert "measurement11" in shown


def test_beyond_a_turned_page_the_words_are_broken_and_that_is_told() -> None:
    pages = set_checked(wide_table(30))
    assert [said.code for said in pages.diagnostics] == [Code.TABLE_TOO_WIDE]
    assert {page.width for page in pages.pages[1:]} == {THEME.page.height}


def test_a_table_in_a_quote_or_on_a_broad_page_does_not_turn() -> None:
    pages = set_checked(BlockQuote((wide_table(12),)))
    assert {page.width for page in pages.pages} == {THEME.page.width}
    broad = replace(THEME, page=THEME.page.turned)
    pages = set_checked(wide_table(30), theme=broad)
    assert {page.width for page in pages.pages} == {broad.page.width}


def test_pictures_and_notes_on_a_turned_page_stay_in_its_frame() -> None:
    tall = Image("tall.png", "tall", asset="tall.png", height=Length(points=600.0))
    note = Note("n", (Figure(tall, ()),), "n", "1", ("r",))
    mark = NoteReference("n", "n", "1", "r")
    words = tuple(Cell((Text(f"measurement{at}"),)) for at in range(12))
    rows = (Row((Cell((tall,)), *words[1:])), Row((Cell((Text("a"), mark)), *words[1:])))
    table = Table((START,) * 12, (Row(words),), rows, caption=(tall,))
    publication = replace(
        publication_of(table),
        notes=(note,),
        assets=(Asset("tall.png", "image/png", png(10, 100), 10, 100),),
    )
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert THEME.page.height in {page.width for page in pages.pages}
