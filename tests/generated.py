"""Hypothesis strategies for documents of every node, as readers yield them."""

import atexit
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from publications import png

from pipeline.model.document import Document
from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.model.nodes import (
    Abbreviation,
    Admonition,
    Alignment,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    CodeSpan,
    CodeToken,
    Definition,
    DefinitionItem,
    DefinitionList,
    Deletion,
    Division,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Inline,
    Insertion,
    Keyboard,
    Length,
    Link,
    ListItem,
    Mark,
    Math,
    MathBlock,
    Note,
    NoteReference,
    OrderedList,
    PageBreak,
    Paragraph,
    Row,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
    ThematicBreak,
    TokenKind,
)


@cache
def picture_folder() -> str:
    """Give a folder, kept until the process ends, that holds the images of generated documents."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    for name, (width, height) in PICTURES.items():
        (Path(folder.name) / name).write_bytes(png(width, height))
    return folder.name


NOTES = ("fn-1", "fn-2", "fn-3")
PICTURES = {"dot.png": (12, 12), "wide.png": (1500, 500), "tall.png": (50, 1200)}
WORDS = st.sampled_from(
    (
        "a word",
        "Überraschung ",
        " well-known, “quoted” text—and more",
        "office\u00adbuilding",
        "https://example.org/a/very/long/path?with=query&and=more#fragment",
        "x" * 130,
        "שלום עולם",
        "नमस्ते दुनिया",
        "中文字",
        "👩\u200d🚀 ❤️ 🇩🇪",
        "e\u0301 n\u0303",
        "a\u00a0b",
        "zero\u200bwidth",
        "and so on, in a sentence that takes more than one line of any page that there is here: ",
        "end. ",
        " ",
    )
)
# What no font shows is shown by its number; readers leave no control characters.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TITLES = st.sampled_from(("A title", "Überraschung", "x" * 70, "a &amp; b"))
TEXTS = st.one_of(WORDS, st.text(CHARACTERS, max_size=12))
FORMULAS = st.sampled_from((r"a^2", r"\frac{1}{2} + x", "E = mc^2", "π ≤ 4", " x "))
IDENTIFIERS = st.sampled_from(("", "", "one", "two", "three", "four", "five"))
LANGUAGES = st.sampled_from(("", "de", "fr", "he", "zh-Hans"))
DIRECTIONS = st.sampled_from(("", "ltr", "rtl"))
LENGTHS = st.one_of(
    st.none(),
    st.builds(lambda share: Length(share=share), st.floats(0.01, 1.0)),
    st.builds(lambda points: Length(points=points), st.floats(1.0, 900.0)),
)


def images(name: str) -> st.SearchStrategy[Image]:
    """Give images of an asset."""
    return st.builds(
        lambda identifier, width, height: Image(
            name, name, identifier=identifier, width=width, height=height
        ),
        IDENTIFIERS,
        LENGTHS,
        LENGTHS,
    )


def inlines(depth: int = 1) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Give inlines that hold each other to a depth."""
    leaves: list[st.SearchStrategy[Inline]] = [
        st.builds(Text, TEXTS),
        st.builds(Text, TEXTS),
        st.builds(CodeSpan, TEXTS),
        st.builds(Math, FORMULAS),
        st.just(SoftBreak()),
        st.just(HardBreak()),
        images("dot.png"),
        images("wide.png"),
        st.builds(NoteReference, st.sampled_from(NOTES)),
    ]
    if depth:
        inner = inlines(depth - 1)
        leaves += [
            st.builds(kind, inner)
            for kind in (
                Emphasis,
                Strong,
                Deletion,
                Insertion,
                Mark,
                Superscript,
                Subscript,
                Keyboard,
            )
        ]
        leaves += [
            st.builds(Abbreviation, inner, st.sampled_from(("What it is", "Größe", ""))),
            st.builds(
                lambda content, name, language, way: Span(content, name, (), language, way),
                *(inner, IDENTIFIERS, LANGUAGES, DIRECTIONS),
            ),
            st.builds(lambda c: Link(c, "https://example.org/"), inner),
            st.builds(lambda c, name: Link(c, f"#{name}"), inner, IDENTIFIERS.filter(bool)),
        ]
    return st.lists(st.one_of(leaves), max_size=4).map(tuple)


@st.composite
def rows(draw: st.DrawFn, columns: int, most: int) -> tuple[Row, ...]:
    """Give rows in which every place has a cell, and some cells have several."""
    count = draw(st.integers(0, most))
    taken: set[tuple[int, int]] = set()
    made = []
    for row in range(count):
        cells = []
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = draw(st.integers(1, 3))
            while any((row, column + at) in taken for at in range(wide)):
                wide -= 1
            wide = min(wide, columns - column)
            high = min(draw(st.sampled_from((1, 1, 2, 3))), count - row)
            taken |= {(row + down, column + at) for down in range(high) for at in range(wide)}
            alignment = draw(st.sampled_from((None, *Alignment)))
            cells.append(Cell(draw(inlines(1)), wide, high, draw(st.booleans()), alignment))
        made.append(Row(tuple(cells)))
    return tuple(made)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Give tables of several header rows and body rows."""
    columns = draw(st.integers(1, 7))
    header, body = draw(rows(columns, 2)), draw(rows(columns, 5))
    header = tuple(
        Row(tuple(replace(cell, is_header=False) for cell in row.cells)) for row in header
    )
    return Table(
        tuple(draw(st.sampled_from(Alignment)) for _ in range(columns)),
        header,
        body or (() if header else (Row((Cell((Text("x"),), columns),)),)),
        draw(IDENTIFIERS),
        caption=draw(inlines(1)),
    )


@st.composite
def listings(draw: st.DrawFn) -> CodeBlock:
    """Give code with and without tokens, titles, numbers."""
    pieces = draw(
        st.lists(
            st.tuples(
                st.sampled_from(TokenKind),
                st.sampled_from(
                    (
                        "fn",
                        " ",
                        "    ",
                        "\n",
                        "\t",
                        '"a b  c"',
                        "main()",
                        "é\u0301",
                        "y" * 90,
                        "//\n",
                    )
                )
                | st.text(CHARACTERS, max_size=8),
            ),
            max_size=12,
        )
    )
    text = "".join(text for _, text in pieces)
    tokens = tuple(CodeToken(*piece) for piece in pieces) if draw(st.booleans()) else ()
    return CodeBlock(
        text,
        title=draw(st.sampled_from(("", "", "src/main.rs", "A title of " + "many words " * 20))),
        identifier=draw(IDENTIFIERS),
        first_number=draw(st.sampled_from((0, 1, 98))),
        highlighted=tuple(draw(st.sets(st.integers(1, 6), max_size=3).map(sorted))),
        tokens=tokens,
    )


def blocks(depth: int = 2) -> st.SearchStrategy[tuple[Block, ...]]:
    """Give blocks that hold each other to a depth."""
    kinds: list[st.SearchStrategy[Block]] = [
        st.builds(Paragraph, inlines(2)),
        st.builds(Heading, st.integers(1, 3), inlines(1), IDENTIFIERS),
        listings(),
        st.just(ThematicBreak()),
        st.just(PageBreak()),
        st.builds(MathBlock, FORMULAS, IDENTIFIERS),
        tables(),
        st.builds(
            Figure,
            st.sampled_from(("wide.png", "tall.png")).flatmap(images),
            inlines(1),
            IDENTIFIERS,
        ),
    ]
    if depth:
        inner = blocks(depth - 1)
        checks = st.sampled_from((None, None, True, False))
        items = st.lists(st.builds(ListItem, inner, checks), max_size=3).map(tuple)
        kinds += [
            st.builds(BlockQuote, inner),
            st.builds(BulletList, items, st.booleans()),
            st.builds(OrderedList, items, st.integers(0, 10**7), st.booleans()),
            st.builds(
                Admonition,
                st.sampled_from(("note", "warning", "tab", "details", "quote", "danger")),
                inlines(1),
                inner,
                IDENTIFIERS,
            ),
            st.builds(
                lambda inner, name, language, way, side: Division(
                    inner, name, (), language, way, side
                ),
                *(inner, IDENTIFIERS, LANGUAGES, DIRECTIONS),
                st.sampled_from((None, *Alignment)),
            ),
            st.builds(
                DefinitionList,
                st.lists(
                    st.builds(
                        DefinitionItem,
                        st.lists(st.builds(Term, inlines(1)), min_size=1, max_size=2).map(tuple),
                        st.lists(st.builds(Definition, inner), max_size=2).map(tuple),
                    ),
                    max_size=2,
                ).map(tuple),
                st.booleans(),
            ),
        ]
    return st.lists(st.one_of(kinds), max_size=3).map(tuple)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Give a document with notes, and links to places that may not exist."""
    start = (Heading(1, (Text("Start"),)), *draw(blocks()))
    more = (Heading(1, draw(inlines(1))), *draw(blocks()))
    notes = tuple(Note(name, draw(blocks(1))) for name in NOTES)
    return Document(
        Metadata(title=draw(TITLES), subtitle=draw(TITLES), authors=("A", "B"), language="en"),
        Settings(kind=draw(st.sampled_from(Kind)), number_sections=draw(st.booleans())),
        (*start, *more),
        notes,
        folder=picture_folder(),
    )
