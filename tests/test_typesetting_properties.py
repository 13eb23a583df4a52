"""Any publication becomes pages on which nothing is lost and nothing leaves its frame."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publications import png
from typeset_checks import check_pages

from pipeline.model.metadata import Kind, Metadata, Settings
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
    Rubric,
    SoftBreak,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from pipeline.model.publication import Asset, OutlineEntry, Publication, Section
from pipeline.model.words import words_for
from pipeline.theme import PageShape, Theme
from pipeline.typesetting import typeset

NOTES = ("fn-1", "fn-2", "fn-3")
WORDS = st.sampled_from(
    (
        "a word",
        "Überraschung ",
        " well-known, “quoted” text—and more",
        "office\u00adbuilding",
        "https://example.org/a/very/long/path?with=query&and=more#fragment",
        "x" * 130,
        "שלום עולם",
        "مرحبا بالعالم",
        "नमस्ते दुनिया",
        "中文字",
        "👩\u200d🚀 ❤️ 🇩🇪",
        "e\u0301 n\u0303",
        "a\u00a0b",
        "zero\u200bwidth",
        "end. ",
    )
)
# What no font shows is shown by its number; what is no character cannot come back.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff")
TEXTS = st.one_of(WORDS, st.text(CHARACTERS, max_size=12))


def inlines(depth: int = 1) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Give strategies for inlines of a depth."""
    leaves: list[st.SearchStrategy[Inline]] = [
        st.builds(Text, TEXTS),
        st.builds(CodeSpan, TEXTS),
        st.just(SoftBreak()),
        st.just(HardBreak()),
        st.just(Image("dot.png", "dot", asset="dot.png")),
        st.builds(lambda n: NoteReference(n, n, n[-1], ""), st.sampled_from(NOTES)),
    ]
    if depth:
        inner = inlines(depth - 1)
        leaves += [
            st.builds(Emphasis, inner),
            st.builds(Strong, inner),
            st.builds(lambda c: Link(c, "https://example.org/"), inner),
            st.builds(lambda c: CrossReference(c, "start"), inner),
        ]
    return st.lists(st.one_of(leaves), max_size=4).map(tuple)


def rows(columns: int) -> st.SearchStrategy[Row]:
    """Give rows, ragged ones too."""
    cells = st.lists(st.builds(Cell, inlines(1)), max_size=columns)
    return st.builds(lambda c: Row(tuple(c)), cells)


TABLES = st.integers(1, 9).flatmap(
    lambda columns: st.builds(
        Table,
        st.lists(st.sampled_from(Alignment), min_size=columns, max_size=columns).map(tuple),
        st.lists(rows(columns), max_size=2).map(tuple),
        st.lists(rows(columns), max_size=4).map(tuple),
    )
)


def blocks(depth: int = 2) -> st.SearchStrategy[tuple[Block, ...]]:
    """Give strategies for blocks of a depth."""
    kinds: list[st.SearchStrategy[Block]] = [
        st.builds(Paragraph, inlines()),
        st.builds(Rubric, inlines(1)),
        st.builds(
            CodeBlock, st.text(CHARACTERS, max_size=60) | st.just("    x = 1\n\n" + "y" * 300)
        ),
        st.just(ThematicBreak()),
        TABLES,
        st.builds(lambda c: Figure(Image("wide.png", "wide", asset="wide.png"), c), inlines(1)),
    ]
    if depth:
        inner = blocks(depth - 1)
        items = st.lists(st.builds(ListItem, inner), max_size=3).map(tuple)
        kinds += [
            st.builds(BlockQuote, inner),
            st.builds(BulletList, items, st.booleans()),
            st.builds(OrderedList, items, st.integers(0, 10**7), st.booleans()),
        ]
    return st.lists(st.one_of(kinds), max_size=3).map(tuple)


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """Give a publication with a few sections and notes."""
    sections = []
    outline = []
    for at in range(draw(st.integers(0, 3))):
        content = draw(inlines(1))
        heading = Heading(1, content, f"h{at}", number=draw(st.sampled_from(("", "1", "12.4"))))
        sections.append(Section(heading, draw(blocks())))
        outline.append(OutlineEntry(1, heading.number, draw(TEXTS), f"h{at}"))
    notes = tuple(Note(name, draw(blocks(1)), name, name[-1]) for name in NOTES)
    return Publication(
        metadata=Metadata(title=draw(TEXTS) or "T", subtitle=draw(TEXTS), authors=("A", "B")),
        settings=Settings(kind=draw(st.sampled_from(Kind))),
        words=words_for("en"),
        preamble=(Paragraph((Text("Start"),)), Rubric((Text("Start"),), "start"), *draw(blocks())),
        sections=tuple(sections),
        outline=tuple(outline),
        bookmarks=tuple(outline),
        contents=tuple(outline),
        notes=notes,
        assets=(
            Asset("dot.png", "image/png", png(12, 12), 12, 12),
            Asset("wide.png", "image/png", png(2, 2), 3000, 1000),
        ),
        title_identifier="title",
    )


PAGES = (
    Theme().page,
    PageShape(300, 400, 40, 40, 30, 30),
    PageShape(160, 220, 20, 20, 15, 15),
)


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(publication=publications(), shape=st.sampled_from(PAGES))
def test_nothing_is_lost_and_nothing_leaves_its_frame(
    publication: Publication, shape: PageShape
) -> None:
    theme = replace(Theme(), page=shape)
    check_pages(typeset(publication, theme), publication, theme)
