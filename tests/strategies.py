"""Strategies for publications with every node of the model, nested at random."""

from dataclasses import replace

from hypothesis import strategies as st

from pipeline.model.document import Document
from pipeline.model.metadata import Metadata, Settings
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
    Node,
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
from pipeline.model.publication import Publication
from pipeline.model.walk import rewrite
from pipeline.passes import Origin, prepare

NAMES = ("p-0", "p-1", "p-2", "p-3", "größe", "日本")
"""What links lead to: those that no node has are taken out by the passes."""

NOTES = ("a", "b", "c")
IMAGE = "dot.png"
ONE_AND_MORE = st.integers(1, 3)

_WORDS = st.sampled_from(
    (
        "a word",
        " ",
        "  spaces ",
        ']]> & <b> "q"',
        "no\u00a0break",
        "soft\u00adhyphen",
        "\u200b",
        "e\u0301",
        "عربي",
        "日本語",
        "x_1",
    )
)
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.one_of(_WORDS, st.text(_CHARACTERS, max_size=6))
CLASSES = st.lists(
    st.sampled_from(("mark", "number", "rubric", "line", "task-box", "own", "tok-keyword", "ü")),
    max_size=2,
).map(tuple)
LANGUAGES = st.sampled_from(("", "", "fr", "he", "zh-Hant", "fa_IR", "x-own", "no language"))
DIRECTIONS = st.sampled_from(("", "", "ltr", "rtl"))
IDENTIFIERS = st.sampled_from(("", "", *NAMES))
LENGTHS = st.one_of(
    st.none(), st.builds(Length, points=st.just(20.0)), st.builds(Length, share=st.just(0.5))
)
ALIGNMENTS = st.sampled_from(Alignment)
IMAGES = st.builds(
    Image,
    st.just(IMAGE),
    TEXTS,
    identifier=IDENTIFIERS,
    width=LENGTHS,
    height=LENGTHS,
)
_LEAVES: tuple[st.SearchStrategy[Inline], ...] = (
    *[st.builds(Text, TEXTS)] * 4,
    st.builds(CodeSpan, TEXTS),
    st.builds(Math, TEXTS),
    st.builds(lambda name: Math("x", *_formula(name)), st.sampled_from(("a + b", "x", "| y |"))),
    st.builds(NoteReference, st.sampled_from(NOTES)),
    st.just(SoftBreak()),
    st.just(HardBreak()),
    IMAGES,
)
_HOLDERS = (
    Emphasis, Strong, Deletion, Insertion, Mark, Superscript, Subscript, Keyboard,
)  # fmt: skip


def _formula(tex: str) -> tuple[str, str]:
    """Give a formula's text and MathML, with white space where it means nothing."""
    items = "\n ".join(f"<mi>{character}</mi>" for character in tex if character != " ")
    noted = f"<semantics><mrow>{items}</mrow><annotation>{tex}</annotation></semantics>"
    mathml = f'<math xmlns="http://www.w3.org/1998/Math/MathML">{noted}</math>'
    return tex.replace(" ", ""), mathml


def _held(content: st.SearchStrategy[tuple[Inline, ...]]) -> st.SearchStrategy[Inline]:
    return st.one_of(
        *(st.builds(holder, content) for holder in _HOLDERS),
        st.builds(Abbreviation, content, TEXTS),
        st.builds(Link, content, st.sampled_from(NAMES).map(lambda name: f"#{name}")),
        st.builds(Link, content, st.just("https://example.org/")),
        st.builds(Span, content, IDENTIFIERS, CLASSES, LANGUAGES, DIRECTIONS),
    )


def _content(depth: int) -> st.SearchStrategy[tuple[Inline, ...]]:
    one = st.one_of(*_LEAVES, _held(_content(depth - 1))) if depth else st.one_of(*_LEAVES)
    return st.lists(one, max_size=3).map(tuple)


CONTENT = _content(2)


@st.composite
def code_blocks(draw: st.DrawFn) -> CodeBlock:
    """Draw code, sometimes in tokens that run over lines."""
    lines = draw(st.lists(TEXTS, max_size=4))
    text = "\n".join(lines)
    cut = draw(st.integers(0, len(text)))
    kinds = st.sampled_from(TokenKind)
    tokens = (CodeToken(draw(kinds), text[:cut]), CodeToken(draw(kinds), text[cut:]))
    return CodeBlock(
        text,
        draw(st.sampled_from(("", "rust", "c++ x"))),
        draw(st.one_of(st.just(""), TEXTS)),
        draw(IDENTIFIERS),
        draw(st.sampled_from((0, 1, 98))),
        tuple(draw(st.sets(st.integers(1, 5), max_size=2))),
        tokens if draw(st.booleans()) else (),
    )


@st.composite
def row_groups(draw: st.DrawFn, columns: int) -> tuple[Row, ...]:
    """Draw rows in which every place has one cell, some of them larger than their place."""
    height = draw(st.integers(0, 3))
    taken = [[False] * columns for _ in range(height)]
    rows = []
    for down in range(height):
        cells = []
        for across in range(columns):
            if taken[down][across]:
                continue
            free = next((n for n in range(across, columns) if taken[down][n]), columns) - across
            width = min(draw(ONE_AND_MORE), free)
            depth = min(draw(ONE_AND_MORE), height - down)
            for y in range(down, down + depth):
                taken[y][across : across + width] = [True] * width
            alignment = draw(st.one_of(st.none(), ALIGNMENTS))
            cells.append(Cell(draw(CONTENT), width, depth, draw(st.booleans()), alignment))
        rows.append(Row(tuple(cells)))
    return tuple(rows)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table; it has one row at least."""
    columns = draw(ONE_AND_MORE)
    header = draw(row_groups(columns))
    rows = draw(row_groups(columns))
    if not header and not rows:
        rows = (Row(tuple(Cell(()) for _ in range(columns))),)
    alignments = tuple(draw(ALIGNMENTS) for _ in range(columns))
    return Table(
        alignments, caption=draw(CONTENT), header=header, rows=rows, identifier=draw(IDENTIFIERS)
    )


def _flat_blocks() -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(Paragraph, CONTENT),
        st.builds(Heading, st.integers(1, 4), CONTENT, IDENTIFIERS, listed=st.booleans()),
        code_blocks(),
        st.builds(MathBlock, TEXTS, IDENTIFIERS, st.sampled_from(("", "1", "A.2"))),
        st.builds(lambda name: MathBlock("x", name, "", *_formula("x = 1")), IDENTIFIERS),
        st.just(ThematicBreak()),
        st.just(PageBreak()),
        st.builds(Figure, IMAGES, CONTENT, IDENTIFIERS),
        tables(),
    )


def _holding_blocks(
    blocks: st.SearchStrategy[tuple[Block, ...]],
) -> st.SearchStrategy[Block]:
    checked = st.sampled_from((None, None, True, False))
    items = st.lists(st.builds(ListItem, blocks, checked), min_size=1, max_size=3).map(tuple)
    terms = st.lists(st.builds(Term, CONTENT), min_size=1, max_size=2).map(tuple)
    definitions = st.lists(st.builds(Definition, blocks), min_size=1, max_size=2).map(tuple)
    defined = st.lists(st.builds(DefinitionItem, terms, definitions), min_size=1, max_size=2)
    kinds = st.sampled_from("note tip warning danger important tab details mark own".split())  # noqa: SIM905 - a list of names
    return st.one_of(
        st.builds(BlockQuote, blocks),
        st.builds(Admonition, kinds, CONTENT, blocks, IDENTIFIERS),
        st.builds(
            Division, blocks, IDENTIFIERS, CLASSES, LANGUAGES, DIRECTIONS,
            st.one_of(st.none(), ALIGNMENTS),
        ),
        st.builds(BulletList, items, st.booleans()),
        st.builds(OrderedList, items, st.integers(0, 3), st.booleans()),
        st.builds(DefinitionList, defined.map(tuple), st.booleans()),
    )  # fmt: skip


def _blocks(depth: int) -> st.SearchStrategy[tuple[Block, ...]]:
    if not depth:
        return st.lists(_flat_blocks(), max_size=2).map(tuple)
    held = _holding_blocks(_blocks(depth - 1))
    return st.lists(st.one_of(_flat_blocks(), held, held), max_size=3).map(tuple)


BLOCKS = _blocks(2)
TOP_BLOCKS = st.lists(st.one_of(_flat_blocks(), _holding_blocks(BLOCKS)), min_size=2, max_size=6)


@st.composite
def publications(draw: st.DrawFn, folder: str) -> Publication:
    """Draw a publication whose images lie in a folder; the passes have gone over it."""
    blocks = tuple(draw(TOP_BLOCKS))
    notes = tuple(Note(label, draw(BLOCKS)) for label in NOTES)
    metadata = Metadata(title="Generated", language=draw(st.sampled_from(("en", "ar"))))
    settings = Settings(number_sections=draw(st.booleans()))
    document = Document(
        metadata, settings, rewrite(blocks, _links_apart), rewrite(notes, _links_apart), folder
    )
    publication, _ = prepare(document, Origin("generated"))
    return publication


def _links_apart(node: Node) -> Node:
    """Take links out of links: no source can say such a thing."""
    if not isinstance(node, Link):
        return node
    return replace(node, content=rewrite(node.content, _unlinked))


def _unlinked(node: Node) -> Node | tuple[Node, ...]:
    return node.content if isinstance(node, Link) else node
