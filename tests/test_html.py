"""HTML in sources: whatever tags there are, tables are whole, words stay and nesting is bounded."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Code, Diagnostics
from pipeline.model.document import Document
from pipeline.model.dump import dump
from pipeline.model.nodes import Block, Division, Heading, Link, Row, Span, Table
from pipeline.model.publication import body_blocks
from pipeline.model.source import SourceFile
from pipeline.model.tables import grid
from pipeline.model.walk import rewrite, walk
from pipeline.passes import Origin, prepare
from pipeline.readers import read

DEEPEST = 220  # containers, elements, inlines, each bounded
NAMES = re.split(
    " ",
    "a b i em code kbd sub q span abbr br img input p div h2 ul ol li dl dt dd table thead tbody tr"
    " td th caption blockquote pre details summary figure figcaption section center hr ruby rt"
    " T my-tag svg video select option textarea",
)
ATTRIBUTES = [
    *[
        "",
        "",
        "",
        ' id="x"',
        ' class="c"',
        ' lang="fr"',
        " dir=rtl",
        ' align="center"',
        " markdown",
    ],
    *[
        ' href="#x"',
        " colspan=3",
        " rowspan=3",
        " rowspan=0",
        " colspan=900",
        ' title="t"',
        " hidden",
    ],
    *[' markdown="1"', ' src="a.png"', " onclick=x", ' style="break-after: page"', " start=7"],
]
OPENING = st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
CLOSING = st.sampled_from(NAMES).map("</{}>".format)
MARKDOWN = st.sampled_from(
    [
        "word",
        " ",
        "\n",
        "\n\n",
        "\n\n",
        "\n- ",
        "\n> ",
        "\n\n  ",
        "*",
        "**",
        "`",
        "[",
        "](x)",
        "![",
        "# ",
    ]
)
TAGS = st.lists(OPENING | CLOSING | MARKDOWN, max_size=50)
TABLE_TAGS = st.lists(
    st.builds(
        "<{}{}>".format,
        st.sampled_from(["tr", "td", "td", "th", "thead", "tbody", "tfoot", "/tr", "/td", "table"]),
        st.sampled_from(
            ["", "", " colspan=2", " rowspan=2", " rowspan=0", " colspan=7", " rowspan=9"]
        ),
    ),
    max_size=40,
)


def read_text(text: str) -> tuple[Document, Diagnostics]:
    return read(SourceFile("a.md", text, "/", "a"))


def numbered(pieces: list[str]) -> str:
    return "".join(f" w{n}x " if piece == "word" else piece for n, piece in enumerate(pieces))


@settings(max_examples=300, deadline=None)
@given(TAGS)
def test_no_word_between_tags_is_lost(pieces: list[str]) -> None:
    kept = [p for p in pieces if not re.search("hidden|svg|video|</?details", p)]
    text = "Start\n" + numbered(kept)
    document, diagnostics = read_text(text)
    shown = dump((*document.blocks, *document.notes)) + " ".join(map(str, diagnostics))
    words = set(re.findall(r"w\d+x", text))
    assert words <= set(re.findall(r"w\d+x", shown))


@settings(max_examples=300, deadline=None)
@given(TAGS.map("".join) | TABLE_TAGS.map(lambda tags: "<table>" + "x".join(tags)))
def test_any_tags_make_a_sound_tree(text: str) -> None:
    document, _ = read_text(text)
    assert rewrite(document.blocks, lambda node: node) is document.blocks
    assert not re.search(r"\\x0[0-8]|RawTag", dump(document.blocks))
    for node in walk(document.blocks):
        if isinstance(node, Table):
            assert_whole(node.header, len(node.alignments))
            assert_whole(node.rows, len(node.alignments))
        if isinstance(node, Link):
            assert not any(isinstance(inner, Link) for inner in walk(node.content))
    prepare(document, Origin("a"))


def assert_whole(rows: tuple[Row, ...], width: int) -> None:
    """Hold that every place of some rows has one cell, and that none goes beyond them."""
    seen: set[tuple[int, int]] = set()
    for number, row in enumerate(grid(rows)):
        for cell, column in row:
            places = {(r, c) for r in range(number, number + cell.rows) for c in
                      range(column, column + cell.columns)}  # fmt: skip
            assert not places & seen
            seen |= places
    assert seen == {(r, c) for r in range(len(rows)) for c in range(width)}


@pytest.mark.parametrize(
    "text",
    [
        "<b>" * 5000 + "x",
        "a " + "<b>" * 5000 + "x" + "</b>" * 5000,
        "<div id=x>" * 5000 + "x",
        "<ul><li>" * 5000 + "x",
        "".join("> " * n + "<div id=x>\n" + "> " * n + "\n" for n in range(120)) + "> " * 120 + "x",
        "<blockquote markdown>\n\n" * 120 + "x",
        "*a <b>" * 200 + "x" + "*</b>" * 200,
        "<i>" * 500 + "<p>x</p>",
    ],
)
def test_nesting_is_bounded_and_words_stay(text: str) -> None:
    document, diagnostics = read_text(text)
    lines = dump(document.blocks).split("\n")
    assert max(len(line) - len(line.lstrip()) for line in lines) // 2 < DEEPEST
    assert "x'" in lines[-1]
    assert Code.NESTING_TOO_DEEP in {d.code for d in diagnostics}
    rewrite(document.blocks, lambda node: node)
    prepare(document, Origin("a"))


def test_a_span_of_a_million_columns_makes_no_million_columns() -> None:
    rows = "<tr><td colspan=1000000 rowspan=1000000>a</td></tr>\n<tr><td>b</td><td>c</td></tr>\n"
    document, _ = read_text(f"<table>\n{rows}</table>\n")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert len(table.alignments) == 3
    assert_whole(table.rows, 3)


def test_a_table_has_no_more_places_than_its_source_pays_for() -> None:
    wide = "<tr>" + "<td>a</td>" * 3000 + "</tr>\n"
    document, diagnostics = read_text(f"<table>{wide}{'<tr><td>b</td></tr>' * 3000}</table>\n")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert len(table.alignments) * len(table.rows) < 600_000
    assert dump((table,)).count("a") >= 3000
    assert Code.MARKUP_DROPPED in {d.code for d in diagnostics}


def test_headings_in_divisions_open_sections() -> None:
    document, _ = read_text('<div id="part" align="center">\n\n## A\n\na\n\n</div>\n\n## B\n')
    publication, _ = prepare(document, Origin("a"))
    blocks = tuple(body_blocks(publication))
    headings = [node for node in blocks if isinstance(node, Heading)]
    assert [heading.identifier for heading in headings] == ["part", "b"]
    assert any(isinstance(block, Division) for block in blocks)


def test_a_name_before_a_heading_stands_in_it() -> None:
    text = '# Title\n\n<a id="old"></a>\n\n## New\n\nSee [it](#old) and [it](#new).\n'
    document, _ = read_text(text)
    publication, diagnostics = prepare(document, Origin("a"))
    assert diagnostics == ()
    (heading,) = (node for node in body_blocks(publication) if isinstance(node, Heading))
    assert isinstance(heading.content[0], Span)
    assert heading.identifier == "new"


def test_lines_of_markdown_within_elements_are_those_of_the_source() -> None:
    text = '<div markdown="1">a\n\n`b`\n</div>\n\n<section markdown>\n`c`\n</section>\n'
    document, _ = read_text(text)
    lines = {
        node.text: node.location.line for node in walk(document.blocks) if hasattr(node, "text")
    }
    assert lines == {"a": 1, "b": 3, "c": 7}


def test_notes_and_definitions_within_elements_are_known_outside() -> None:
    text = '[^n] [l]\n\n<div markdown="1">\n[^n]: Note\n\n[l]: https://example.org\n</div>\n'
    document, diagnostics = read_text(text)
    assert diagnostics == ()
    assert [note.label for note in document.notes] == ["n"]
    assert any(isinstance(node, Link) for node in walk(document.blocks))


def test_blocks_are_of_one_kind_whatever_pairs_around_them() -> None:
    plain = "- a\n\n```\nb\n```\n\n| c |\n|---|\n"
    document, _ = read_text(plain)
    within, _ = read_text(f"<div>\n\n{plain}\n</div>\n")
    blocks: tuple[Block, ...] = within.blocks
    assert blocks == document.blocks
