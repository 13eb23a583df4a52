"""Pages: what stands where, and that it all belongs to the structure."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest
from publications import LONG, cells, item, paragraph, png, sample_publication
from typeset_checks import (
    check_leaves,
    check_pages,
    check_texts,
    drawn_texts,
    elements,
    leaves,
    run_width,
    runs_of,
    structure_texts,
)

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.metadata import Kind, Settings
from pipeline.model.nodes import (
    Alignment,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from pipeline.model.publication import Asset, Publication, Section, flatten_outline
from pipeline.theme import PageShape, Theme, theme_for
from pipeline.typesetting import typeset
from pipeline.typesetting.pages import Box, Content, Element, Page, Pages, Picture, Role, Run

THEME = Theme()
TOP = THEME.page.height - THEME.page.top
WORDS = (LONG + " ").replace("“", "").split()


def publication_of(*blocks: Block, notes: tuple[Note, ...] = ()) -> Publication:
    """Give a publication without front matter but for its title."""
    return replace(
        sample_publication(),
        preamble=blocks,
        sections=(),
        outline=(),
        bookmarks=(),
        contents=(),
        notes=notes,
    )


def note(name: str, *blocks: Block) -> Note:
    return Note(name, blocks, f"fn-{name}", name, (f"ref-{name}",))


def reference(name: str) -> NoteReference:
    return NoteReference(name, f"fn-{name}", name, f"ref-{name}")


def words(count: int) -> str:
    """Give text of so many words."""
    return " ".join(WORDS[at % len(WORDS)] for at in range(count))


def text_of(page: Page) -> str:
    """Give all text on a page, furniture too."""
    runs = [item for item in page.items if isinstance(item, Run)]
    return " ".join(word.text for run in runs for word in run.words)


def lines_of(page: Page, role: Role) -> dict[float, list[Run]]:
    """Give the runs in elements of a role, by their baselines."""
    lines: dict[float, list[Run]] = defaultdict(list)
    for run in runs_of(page):
        if run.content and run.content.element.role is role:
            lines[run.y].append(run)
    return lines


def found(pages: Pages, role: Role) -> list[Element]:
    return [element for element in elements(pages.structure) if element.role is role]


def own_text(pages: Pages, element: Element) -> str:
    texts = drawn_texts(pages)
    return "".join(texts[leaf] for leaf in leaves(element))


def outline_of(element: Element, depth: int = 0) -> Iterator[str]:
    """Yield an element tree as indented role names."""
    yield "  " * depth + element.role.name
    for child in element.children:
        if isinstance(child, Element):
            yield from outline_of(child, depth + 1)


SAMPLE = sample_publication()


@pytest.fixture(scope="module")
def sample() -> Pages:
    return typeset(SAMPLE, THEME)


def test_the_sample_keeps_every_promise(sample: Pages) -> None:
    check_pages(sample, SAMPLE, THEME)
    assert sample.diagnostics == ()


@pytest.mark.parametrize("size", ["a4", "a5", "b5", "letter", "legal"])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_page_size_and_kind_keeps_every_promise(size: str, kind: Kind) -> None:
    publication = replace(SAMPLE, settings=replace(SAMPLE.settings, kind=kind))
    theme = theme_for("report", size)
    check_pages(typeset(publication, theme), publication, theme)


def test_the_same_publication_gives_the_same_pages(sample: Pages) -> None:
    again = typeset(sample_publication(), THEME)

    def drawing(pages: Pages) -> list[object]:
        numbers = {id(leaf): at for at, leaf in enumerate(leaves(pages.structure))}

        def plain(item: object) -> object:
            if isinstance(item, Run):
                texts = tuple((w.face.name, w.glyphs) for w in item.words)
                return numbers.get(id(item.content)), item.x, item.y, texts, item.space
            if isinstance(item, Picture):
                return numbers[id(item.content)], item.x, item.y, item.width, item.height
            return item

        return [[plain(item) for item in page.items] for page in pages.pages]

    assert drawing(sample) == drawing(again)
    assert dict(sample.places) == dict(again.places)
    assert list(outline_of(sample.structure)) == list(outline_of(again.structure))


def test_the_structure_is_the_contract_s(sample: Pages) -> None:
    root = sample.structure
    names = [child.role.name for child in root.children if isinstance(child, Element)]
    assert names == [
        "TITLE",
        "SUBTITLE",
        "BYLINE",
        "BYLINE",
        "CONTENTS_TITLE",
        "CONTENTS",
        "PARAGRAPH",
        "SECTION",
        "SECTION",
    ]
    (contents,) = found(sample, Role.CONTENTS)
    assert list(outline_of(contents)) == [
        "CONTENTS",
        "  CONTENTS_ENTRY",
        "    SECTION_NUMBER",
        "    PAGE_NUMBER",
        "  CONTENTS_GROUP",
        "    CONTENTS_ENTRY",
        "      PAGE_NUMBER",
        "  CONTENTS_ENTRY",
        "    SECTION_NUMBER",
        "    PAGE_NUMBER",
    ]
    (table,) = found(sample, Role.TABLE)
    assert list(outline_of(table))[:6] == [
        "TABLE",
        "  TABLE_HEAD",
        "    TABLE_ROW",
        "      HEADER_CELL",
        "      HEADER_CELL",
        "      HEADER_CELL",
    ]
    (figure,) = found(sample, Role.FIGURE)
    assert list(outline_of(figure)) == ["FIGURE", "  IMAGE", "  CAPTION"]


def test_a_note_follows_its_first_reference_only(sample: Pages) -> None:
    notes = found(sample, Role.NOTE)
    assert [each.identifier for each in notes] == ["fn-1", "fn-2"]
    for paragraph_element in found(sample, Role.PARAGRAPH):
        children = paragraph_element.children
        for before, here in itertools.pairwise(children):
            if isinstance(here, Element) and here.role is Role.NOTE:
                assert isinstance(before, Element)
                assert (before.role, before.target) == (Role.NOTE_REFERENCE, here.identifier)
    first = notes[0].children[0]
    assert isinstance(first, Element)
    assert (first.role, first.target) == (Role.NOTE_MARK, "fnref-1")


def test_numbers_of_headings_and_items_are_elements_of_their_own(sample: Pages) -> None:
    numbers = [own_text(sample, e).strip() for e in found(sample, Role.SECTION_NUMBER)]
    assert numbers == ["1", "2", "1", "2"]
    labels = [own_text(sample, e).strip() for e in found(sample, Role.LIST_LABEL)]
    assert labels == ["•", "•", "–", "–", "3.", "4."]
    assert [e.ordered for e in found(sample, Role.LIST)] == [False, False, True]


def test_page_numbers_in_the_contents_are_where_the_headings_are(sample: Pages) -> None:
    entries = found(sample, Role.CONTENTS_ENTRY)
    assert [e.target for e in entries] == [e.identifier for e in flatten_outline(SAMPLE.contents)]
    for entry in entries:
        (number,) = (
            c for c in entry.children if isinstance(c, Element) and c.role is Role.PAGE_NUMBER
        )
        assert own_text(sample, number) == sample.label_of(entry.target) != ""


def test_a_contents_row_is_a_link_as_wide_as_the_text(sample: Pages) -> None:
    rows = [a for a in sample.pages[0].links if a.element.role is Role.CONTENTS_ENTRY]
    assert len(rows) == 3
    assert {(row.x, row.width) for row in rows} == {(THEME.page.left, THEME.page.measure)}


def test_contents_with_hundreds_of_entries_have_right_numbers() -> None:
    sections = tuple(
        Section(
            Heading(1, (Text(f"Chapter {n} {words(n % 30)}"),), f"c{n}"), (paragraph(words(150)),)
        )
        for n in range(150)
    )
    entries = tuple(
        replace(SAMPLE.contents[1], text=f"Chapter {n} {words(n % 30)}", identifier=f"c{n}")
        for n in range(150)
    )
    publication = replace(
        publication_of(), sections=sections, outline=entries, contents=entries, bookmarks=entries
    )
    pages = typeset(publication, THEME)
    texts = drawn_texts(pages)
    for entry in found(pages, Role.CONTENTS_ENTRY):
        text = "".join(texts[leaf] for leaf in leaves(entry))
        assert text.endswith(" " + pages.label_of(entry.target))


def test_justified_lines_fill_the_measure_and_last_lines_do_not() -> None:
    pages = typeset(publication_of(paragraph(words(400))), THEME)
    rows = [line for page in pages.pages for line in lines_of(page, Role.PARAGRAPH).values()]
    right = THEME.page.left + THEME.page.measure
    ends = [line[-1].x + run_width(line[-1]) for line in rows]
    assert len(ends) > 25
    assert all(abs(end - right) < 0.5 for end in ends[:-1])
    assert ends[-1] < right


def test_spaces_stay_within_limits_in_common_text() -> None:
    pages = typeset(publication_of(paragraph(words(1500))), THEME)
    for page in pages.pages:
        for (
            run,
            *_,
        ) in lines_of(page, Role.PARAGRAPH).values():
            natural = run.face.advance(run.face.glyph_for(" ")) * run.size / 1000
            assert 0.65 * natural <= run.space <= 2.0 * natural


def test_words_divided_at_a_line_s_end_have_a_soft_hyphen() -> None:
    theme = replace(THEME, page=PageShape(300, 600, 50, 50, 50, 50))
    long_words = "responsibility characteristically misunderstanding administration " * 30
    pages = typeset(publication_of(paragraph(long_words)), theme)
    check_pages(pages, publication_of(paragraph(long_words)), theme)
    last = [line[-1].words[-1].text for line in lines_of(pages.pages[0], Role.PARAGRAPH).values()]
    assert any(text.endswith("\xad") for text in last)
    assert "\xad" not in text_of(typeset(publication_of(paragraph("short")), theme).pages[0])


def test_code_headings_and_addresses_are_never_hyphenated() -> None:
    theme = replace(THEME, page=PageShape(260, 600, 50, 50, 50, 50))
    many = "responsibility " * 40
    blocks = (
        Paragraph((CodeSpan(many),)),
        CodeBlock(many),
        paragraph("https://example.org/" + "responsibility/" * 20),
    )
    section = Section(Heading(2, (Text(many),), "h"), ())
    pages = typeset(replace(publication_of(*blocks), sections=(section,)), theme)
    assert "\xad" not in "".join(text_of(page) for page in pages.pages)


def test_pieces_of_one_word_stay_on_one_line() -> None:
    word: tuple[Inline, ...] = (
        Text(" un"),
        Emphasis((Text("believ"),)),
        Text("able"),
        CodeSpan("x"),
        Text(","),
    )
    publication = publication_of(Paragraph(word * 60))
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    for page in pages.pages:
        lines: dict[float, str] = defaultdict(str)
        for run in runs_of(page):
            if run.content and run.content.element.role is not Role.TITLE:
                lines[run.y] += " ".join(w.text for w in run.words) + " " * run.space_after
        body = [text for text in lines.values() if "believ" in text]
        assert body
        assert all(part == "unbelievablex," for text in body for part in text.split())


def test_a_no_break_space_holds_and_a_soft_hyphen_and_zero_width_space_break() -> None:
    theme = replace(THEME, page=PageShape(200, 400, 40, 40, 50, 50))
    text = (
        "aaaa\u00a0bbbb " * 20
        + "in\u00adcom\u00adpre\u00adhen\u00adsi\u00adble " * 20
        + "iiiii\u200biiiii " * 20
    )
    publication = publication_of(paragraph(text))
    pages = typeset(publication, theme)
    check_pages(pages, publication, theme)
    shown = [w.text for page in pages.pages for run in runs_of(page) for w in run.words]
    assert shown.count("aaaa\u00a0bbbb") == 20
    assert any(text.endswith("\xad") for text in shown)
    assert any(text.strip("\u200b") == "iiiii" for text in shown)


def test_a_word_wider_than_the_measure_is_broken_anywhere() -> None:
    publication = publication_of(paragraph("x" * 1000), BulletList((item("y" * 500),)))
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert pages.diagnostics == ()


def test_hard_breaks_end_lines_and_words() -> None:
    publication = publication_of(Paragraph((Text("one"), HardBreak(), Text("two"), HardBreak())))
    pages = typeset(publication, THEME)
    assert structure_texts(pages, pages.structure) == [("one", "two")]
    assert len(lines_of(pages.pages[0], Role.PARAGRAPH)) == 2


def long_paragraphs(count: int) -> tuple[Block, ...]:
    return tuple(paragraph(words(40 + 7 * (n % 13))) for n in range(count))


def test_no_line_of_a_paragraph_stands_alone_on_a_page() -> None:
    pages = typeset(publication_of(*long_paragraphs(120)), THEME)
    per_page: dict[int, list[int]] = defaultdict(list)
    for page in pages.pages:
        counts: dict[int, int] = defaultdict(int)
        for runs in lines_of(page, Role.PARAGRAPH).values():
            assert runs[0].content
            counts[id(runs[0].content)] += 1
        for content, count in counts.items():
            per_page[content].append(count)
    split = [counts for counts in per_page.values() if len(counts) > 1]
    assert len(split) > 5
    assert all(min(counts) >= 2 for counts in split)


def test_a_heading_is_never_last_on_a_page() -> None:
    blocks: list[Section] = []
    for n in range(120):
        inner = Section(
            Heading(2, (Text(words(3)),), f"s{n}"), (paragraph(words(30 + 11 * (n % 9))),)
        )
        blocks.append(Section(Heading(1, (Text(words(12)),), f"h{n}"), (), (inner,)))
    pages = typeset(replace(publication_of(), sections=tuple(blocks)), THEME)
    assert len(pages.pages) > 10
    for page in pages.pages:
        last = [run for run in runs_of(page) if run.content][-1]
        assert last.content
        assert last.content.element.role is Role.PARAGRAPH
        lines = lines_of(page, Role.PARAGRAPH)
        headings = lines_of(page, Role.HEADING)
        assert sum(y < min(headings, default=0.0) for y in lines) != 1


def test_a_book_opens_chapters_on_new_pages_after_title_and_contents() -> None:
    publication = replace(SAMPLE, settings=Settings(kind=Kind.BOOK))
    pages = typeset(publication, THEME)
    assert {run.content.element.role for run in runs_of(pages.pages[0]) if run.content} == {
        Role.TITLE,
        Role.SUBTITLE,
        Role.BYLINE,
    }
    assert "Contents" in text_of(pages.pages[1])
    for section in publication.sections:
        place = pages.places[section.heading.identifier]
        assert place.y == pytest.approx(TOP)
    assert pages.places["a-first-chapter"].page > 1


def test_headers_and_page_numbers_are_artifacts_and_begin_on_the_second_page(sample: Pages) -> None:
    def furniture(page: Page) -> str:
        runs = [i for i in page.items if isinstance(i, Run) and i.content is None]
        return " ".join(word.text for run in runs for word in run.words if word.text != ".")

    assert furniture(sample.pages[0]) == "1"
    assert furniture(sample.pages[1]) == "Bridges & Budgets 2 Zweites Kapitel: Größe 2"
    assert [page.label for page in sample.pages] == ["1", "2", "3", "4", "5"]


def test_notes_stand_on_the_page_of_their_reference() -> None:
    blocks: list[Block] = []
    notes = []
    for n in range(60):
        blocks.append(paragraph(words(60), reference(str(n)), words(20)))
        notes.append(note(str(n), paragraph(words(10 + n))))
    publication = publication_of(*blocks, notes=tuple(notes))
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert len(pages.pages) > 8
    for n in range(60):
        assert pages.places[f"fn-{n}"].page == pages.places[f"ref-{n}"].page
    bodies = list(found(pages, Role.NOTE))
    assert len(bodies) == 60


def test_a_note_too_long_for_its_page_goes_on_on_the_next() -> None:
    publication = publication_of(
        *long_paragraphs(4),
        paragraph(words(80), reference("a"), words(60)),
        *long_paragraphs(30),
        notes=(note("a", paragraph(words(1400))),),
    )
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    (element,) = found(pages, Role.NOTE)
    inside = set(map(id, leaves(element)))
    shown = [
        index
        for index, page in enumerate(pages.pages)
        if any(id(run.content) in inside for run in runs_of(page))
    ]
    assert len(shown) >= 2
    assert shown == list(range(shown[0], shown[0] + len(shown)))
    assert all(
        any(id(run.content) not in inside for run in runs_of(pages.pages[index])) for index in shown
    )


def test_notes_of_headings_items_cells_and_notes_are_set_too() -> None:
    table = Table(
        (Alignment.START,),
        (Row((Cell((Text("Head"), reference("t"))),)),),
        (Row((Cell((Text("Cell"), reference("c"))),)),),
    )
    publication = replace(
        publication_of(
            BulletList((ListItem((paragraph("Item", reference("i")),)),)),
            table,
            notes=(
                *(note(n, paragraph(f"Note {n}")) for n in "itcdh"),
                note("o", paragraph("Outer", reference("d"))),
            ),
        ),
        sections=(
            Section(
                Heading(1, (Text("Head"), reference("h")), "h"), (paragraph("x", reference("o")),)
            ),
        ),
    )
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert [e.identifier for e in found(pages, Role.NOTE)] == [
        "fn-i",
        "fn-t",
        "fn-c",
        "fn-h",
        "fn-o",
        "fn-d",
    ]
    assert all(f"fn-{n}" in pages.places for n in "itchod")


def test_a_chain_of_a_thousand_notes_is_no_deep_tree() -> None:
    notes = [note(str(n), paragraph("n", reference(str(n + 1)))) for n in range(1000)]
    publication = publication_of(paragraph("x", reference("0")), notes=tuple(notes))
    pages = typeset(publication, THEME)
    assert len(found(pages, Role.NOTE)) == 1000


def test_a_table_repeats_its_header_as_an_artifact() -> None:
    rows = tuple(cells(f"Row {n}", words(12), str(n)) for n in range(120))
    header = cells("Name", "Description", "Count")
    publication = publication_of(
        Table((Alignment.START, Alignment.START, Alignment.END), (header,), rows)
    )
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert len(pages.pages) > 3
    for page in pages.pages[1:]:
        headers = [i for i in page.items if isinstance(i, Run) and i.words[0].text == "Description"]
        assert [run.content for run in headers] == [None]
    assert pages.diagnostics == ()


def test_a_row_taller_than_a_page_is_split() -> None:
    table = Table(
        (Alignment.START,) * 2, (), (Row((Cell((Text(words(3000)),)), Cell((Text("b"),)))),)
    )
    publication = publication_of(table)
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert len(pages.pages) > 3


def test_cells_are_aligned() -> None:
    aligned = (Alignment.START, Alignment.CENTER, Alignment.END)
    table = Table(
        aligned, (cells("wide heading", "wide heading", "wide heading"),), (cells("a", "b", "c"),)
    )
    pages = typeset(publication_of(table), THEME)
    heads = [run for run in runs_of(pages.pages[0]) if run.words[0].text == "wide"]
    small = [next(r for r in runs_of(pages.pages[0]) if r.words[0].text == t) for t in "abc"]
    assert small[0].x == pytest.approx(heads[0].x)
    middle = heads[1].x + run_width(heads[1]) / 2
    assert small[1].x + run_width(small[1]) / 2 == pytest.approx(middle, abs=0.1)
    end = heads[2].x + run_width(heads[2])
    assert small[2].x + run_width(small[2]) == pytest.approx(end, abs=0.1)


def test_a_wide_table_shrinks_and_one_far_too_wide_is_reported() -> None:
    def table(columns: int) -> Table:
        row = Row(tuple(Cell((Text("circumstances"),)) for _ in range(columns)))
        return Table((Alignment.START,) * columns, (row,), (row,), location=Location("a.md", 7))

    publication = publication_of(table(7))
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert pages.diagnostics == ()
    sizes = {run.size for run in runs_of(pages.pages[0]) if run.words[0].text == "circumstances"}
    assert all(6.0 < size < THEME.cell.size for size in sizes)

    publication = publication_of(table(60))
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert [(d.code, str(d.location)) for d in pages.diagnostics] == [
        (Code.TABLE_TOO_WIDE, "a.md:7")
    ]


def test_ragged_rows_become_regular_ones() -> None:
    table = Table(
        (Alignment.START,), (cells("a", "b"),), (cells("1"), cells("1", "2", "3"), Row(()))
    )
    publication = publication_of(table)
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert [len(row.children) for row in found(pages, Role.TABLE_ROW)] == [3, 3, 3, 3]


def test_code_keeps_its_lines_and_indentation_and_stays_in_its_frame() -> None:
    code = (
        "def f(x):\n\n\treturn x  # two  spaces\n    " + "long_name(" * 40 + "\n\U0001f680 rocket"
    )
    publication = publication_of(CodeBlock(code))
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    (element,) = found(pages, Role.CODE_BLOCK)
    text = own_text(pages, element)
    assert text.startswith("def f(x):     return x  # two  spaces     long_name(long_name(")
    assert any(isinstance(i, Box) and i.colour == THEME.colours.shade for i in pages.pages[0].items)


def test_a_code_block_has_its_shade_on_every_page() -> None:
    pages = typeset(publication_of(CodeBlock("\n".join(f"line {n}" for n in range(200)))), THEME)
    assert len(pages.pages) > 3
    for page in pages.pages:
        (shade,) = (i for i in page.items if isinstance(i, Box) and i.colour == THEME.colours.shade)
        ys = list(lines_of(page, Role.CODE_BLOCK))
        assert shade.y < min(ys)
        assert shade.y + shade.height > max(ys)
        assert shade.y >= THEME.page.bottom - 0.1
        assert shade.y + shade.height <= TOP + 0.1


def test_images_fit_the_page_and_keep_their_captions() -> None:
    assets = (
        Asset("wide.png", "image/png", png(2, 2), 5000, 500),
        Asset("tall.png", "image/png", png(2, 2), 500, 5000),
        Asset("dot.png", "image/png", png(2, 2), 10, 10),
        Asset("fine.png", "image/png", png(2, 2), 600, 300, 300.0),
    )
    blocks: list[Block] = []
    for asset in assets * 3:
        image = Image(asset.name, "alternative", asset=asset.name)
        blocks += [Figure(image, (Text("A caption"),)), paragraph(words(90))]
    publication = replace(publication_of(*blocks), assets=assets)
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    pictures = {i.asset: i for page in pages.pages for i in page.items if isinstance(i, Picture)}
    assert pictures["wide.png"].width == pytest.approx(THEME.page.measure)
    assert pictures["tall.png"].height == pytest.approx(0.7 * (TOP - THEME.page.bottom))
    assert pictures["dot.png"].width == pytest.approx(10 * 72 / 96)
    assert pictures["fine.png"].width == pytest.approx(600 * 72 / 300)
    for page in pages.pages:
        captions = lines_of(page, Role.CAPTION)
        assert len(captions) == sum(isinstance(i, Picture) for i in page.items)


def test_a_label_stands_on_the_first_line_of_its_item() -> None:
    blocks = (
        OrderedList(
            (item("one"), item(CodeBlock("code")), item(BulletList((item("deep"),))), ListItem(())),
            9,
        ),
        BulletList((ListItem((Table((Alignment.START,), (), (cells("cell"),)),)),)),
    )
    pages = typeset(publication_of(*blocks), THEME)
    check_pages(pages, publication_of(*blocks), THEME)
    label_ys = list(lines_of(pages.pages[0], Role.LIST_LABEL))
    text = {run.words[0].text: run.y for run in runs_of(pages.pages[0])}
    assert {text["one"], text["code"], text["deep"], text["cell"]} < set(label_ys)
    ends = {
        round(runs[0].x + run_width(runs[0]), 3)
        for runs in lines_of(pages.pages[0], Role.LIST_LABEL).values()
        if runs[0].words[0].text.endswith(".")
    }
    assert len(ends) == 1


def test_characters_of_other_scripts_are_drawn_by_other_faces() -> None:
    text = "Ωμέγα Привет שלום مرحبا नमस्ते สวัสดี \U0001f680 é"
    publication = publication_of(
        paragraph(text), Paragraph((Strong((Text(text),)),)), CodeBlock(text)
    )
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert pages.diagnostics == ()
    families = {face.family for face in pages.faces}
    assert {"Source Serif 4", "NotoSansArabic", "NotoSansHebrew", "NotoEmoji"} <= families


def test_a_character_in_no_font_is_shown_by_its_number_and_reported_once() -> None:
    first = Paragraph((Text("x 한"),), location=Location("a.md", 3))
    second = Paragraph((Emphasis((Text("한 한국"),)),), location=Location("a.md", 9))
    publication = publication_of(first, second)
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert [(d.code, d.location.line) for d in pages.diagnostics] == [
        (Code.GLYPH_MISSING, 3),
        (Code.GLYPH_MISSING, 9),
    ]
    assert "'한' (U+D55C)" in pages.diagnostics[0].message
    stand_in = next(
        word
        for page in pages.pages
        for run in runs_of(page)
        for word in run.words
        if word.text == "한"
    )
    drawn = [glyph.index for glyph in stand_in.glyphs]
    assert drawn == [stand_in.face.glyph_for(character) for character in "[U+D55C]"]


def test_links_have_an_area_on_every_line() -> None:
    publication = publication_of(
        Paragraph(
            (
                Text(words(9)),
                Link((Text(words(30)),), "https://example.org/"),
                CrossReference((Text(" up"),), "t"),
            )
        ),
    )
    publication = replace(publication, title_identifier="t")
    pages = typeset(publication, THEME)
    areas = [a for a in pages.pages[0].links if a.element.url]
    assert len(areas) >= 2
    assert len({area.y for area in areas}) == len(areas)
    assert all(area.x + area.width <= THEME.page.left + THEME.page.measure + 0.5 for area in areas)
    (other,) = (a for a in pages.pages[0].links if not a.element.url)
    assert pages.places[other.element.target].page == 0


EMPTY: tuple[Block, ...] = (
    Paragraph(()),
    Paragraph((Text("  "),)),
    BulletList(()),
    BulletList((ListItem(()),)),
    BlockQuote(()),
    CodeBlock(""),
    CodeBlock("\n\n"),
    Table((), (), ()),
    Table((Alignment.START,), (), ()),
    Figure(Image("", "", asset="dot.png")),
)


def test_a_publication_without_anything_has_one_page() -> None:
    nothing = replace(
        publication_of(),
        metadata=replace(SAMPLE.metadata, title="", subtitle="", authors=()),
        date="",
    )
    for kind in Kind:
        pages = typeset(replace(nothing, settings=Settings(kind=kind)), THEME)
        assert len(pages.pages) >= 1


def test_empty_blocks_leave_nothing_behind() -> None:
    publication = publication_of(*EMPTY)
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)


@pytest.mark.parametrize("shape", [(60, 60, 10), (30, 30, 14), (10, 10, 50)])
def test_a_page_without_room_still_has_text(shape: tuple[float, float, float]) -> None:
    width, height, margin = shape
    theme = replace(THEME, page=PageShape(width, height, margin, margin, margin, margin))
    pages = typeset(SAMPLE, theme)
    check_texts(pages, SAMPLE)
    check_leaves(pages)


def test_a_hundred_levels_of_lists_and_quotes_are_set() -> None:
    block: Block = paragraph("deep")
    for level in range(100):
        block = BulletList((ListItem((block,)),)) if level % 2 else BlockQuote((block,))
    inline: Inline = Text("deep")
    for level in range(100):
        inline = Emphasis((inline,)) if level % 2 else Strong((inline,))
    publication = publication_of(block, Paragraph((inline,)))
    check_pages(typeset(publication, THEME), publication, THEME)


def test_huge_paragraphs_words_and_code_lines_take_linear_time() -> None:
    publication = publication_of(
        paragraph(words(20_000)),
        paragraph("word" * 30_000),
        CodeBlock("y" * 60_000),
        Paragraph((Text("a"), HardBreak()) * 2000),
    )
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)


def test_every_leaf_belongs_to_its_element(sample: Pages) -> None:
    for element in elements(sample.structure):
        for child in element.children:
            assert not isinstance(child, Content) or child.element is element
