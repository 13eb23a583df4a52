"""Whatever a document is made of, its DOCX edition says the same and has no fault."""

import tempfile
from pathlib import Path

from docx_editions import PLAIN, checked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.exporters.docx.options import DocxOptions, PageNumbers
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
    Rubric,
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
from pipeline.passes import Origin, prepare

NAMES = tuple("abcdefgh")
FOLDER = Path(__file__).parent / "samples" / "images"
IMAGE = "steps.png"
WITHOUT_PAGES = DocxOptions(page_numbers=PageNumbers.NONE, embed_fonts=PLAIN.embed_fonts)

words = st.sampled_from(
    (
        "word",
        "two words",
        " ",
        "",
        "tab\tbed",
        "שלום",
        "مرحبا 12",
        "中文",
        "a\u00adb",
        "1. x",
        "<&>",
    )
)
texts = st.one_of(words, st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=6))
names = st.sampled_from(("", "", "", *NAMES))
languages = st.sampled_from(("", "", "fr", "he", "ja", "fa"))
directions = st.sampled_from(("", "", "rtl", "ltr"))
lengths = st.one_of(
    st.none(),
    st.builds(Length, st.floats(0, 2000)),
    st.builds(Length, share=st.floats(0, 3)),
)
formulas = st.sampled_from((r"\sum_{i=1}^n \frac{i}{2}", "x^2", r"\sqrt[3]{a} \neq b", "y"))
images = st.builds(
    Image,
    st.just(IMAGE),
    st.just("dot"),
    identifier=names,
    width=lengths,
    height=lengths,
)
leaves: list[st.SearchStrategy[Inline]] = [
    st.builds(Text, texts),
    st.builds(CodeSpan, texts),
    st.just(SoftBreak()),
    st.just(HardBreak()),
    st.builds(Math, formulas),
    images,
    st.builds(NoteReference, st.sampled_from(("n", "m"))),
]


def worded(content: st.SearchStrategy[tuple[Inline, ...]]) -> st.SearchStrategy[Inline]:
    """Give inlines that hold others."""
    kinds = (Emphasis, Strong, Deletion, Insertion, Mark, Superscript, Subscript, Keyboard)
    targets = st.sampled_from((*(f"#{name}" for name in NAMES), "https://example.org/"))
    return st.one_of(
        *(st.builds(kind, content) for kind in kinds),
        st.builds(Abbreviation, content, texts),
        st.builds(Span, content, names, language=languages, direction=directions),
        st.builds(Link, content, targets),
    )


def several(one: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Give some inlines in a row."""
    return st.lists(one, max_size=3).map(tuple)


inlines = several(
    st.one_of(*leaves, worded(several(st.one_of(*leaves, worded(several(leaves[0]))))))
)


@st.composite
def code_blocks(draw: st.DrawFn) -> CodeBlock:
    """Draw code: plain or in tokens, with and without numbers, with lines pointed out."""
    pieces = draw(
        st.lists(st.sampled_from(("if", " ", "\n", "\n\n", "\tx", "'s'", "<&>")), max_size=9)
    )
    kinds = draw(st.lists(st.sampled_from(TokenKind), min_size=9, max_size=9))
    tokens = tuple(map(CodeToken, kinds, pieces))
    return CodeBlock(
        "".join(pieces),
        title=draw(st.sampled_from(("", "", "main.py"))),
        identifier=draw(names),
        first_number=draw(st.sampled_from((0, 0, 1, 98))),
        highlighted=tuple(draw(st.lists(st.integers(0, 6), max_size=3))),
        tokens=draw(st.sampled_from(((), tokens))),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table; its spans need not agree with each other."""
    sizes = st.sampled_from((1, 1, 1, 2, 3))
    sides = st.sampled_from(Alignment)
    cell = st.builds(Cell, inlines, sizes, sizes, st.booleans(), st.one_of(st.none(), sides))
    rows = st.lists(st.builds(Row, st.lists(cell, max_size=3).map(tuple)), max_size=3).map(tuple)
    return Table(
        tuple(draw(st.lists(sides, max_size=4))),
        draw(rows),
        draw(rows),
        draw(names),
        caption=draw(inlines),
    )


def holders(inner: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[Block]:
    """Give blocks that hold others."""
    kinds = st.sampled_from(("note", "warning", "tab", "details", "quote", "unheard-of"))
    checks = st.sampled_from((None, None, True, False))
    items = st.lists(st.builds(ListItem, inner, checks), max_size=3).map(tuple)
    terms = st.lists(st.builds(Term, inlines), max_size=2).map(tuple)
    said = st.lists(st.builds(Definition, inner), max_size=2).map(tuple)
    defined = st.lists(st.builds(DefinitionItem, terms, said), max_size=2).map(tuple)
    return st.one_of(
        st.builds(BlockQuote, inner),
        st.builds(Admonition, kinds, inlines, inner, names),
        st.builds(
            Division,
            inner,
            names,
            language=languages,
            direction=directions,
            alignment=st.one_of(st.none(), st.sampled_from(Alignment)),
        ),
        st.builds(BulletList, items, st.booleans()),
        st.builds(OrderedList, items, st.integers(0, 99), st.booleans()),
        st.builds(DefinitionList, defined, st.booleans()),
    )


plain_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inlines),
    st.builds(Rubric, inlines),
    code_blocks(),
    st.builds(MathBlock, formulas, names),
    tables(),
    st.builds(Figure, images, inlines, names),
    st.just(ThematicBreak()),
    st.just(PageBreak()),
)


def nested(depth: int) -> st.SearchStrategy[tuple[Block, ...]]:
    """Give blocks that are nested so deep."""
    block = st.one_of(plain_blocks, holders(nested(depth - 1))) if depth else plain_blocks
    return st.lists(block, max_size=3).map(tuple)


headings = st.builds(
    Heading,
    st.integers(1, 4),
    inlines.map(lambda content: (Text("Heading "), *content)),
    names,
    numbered=st.booleans(),
    listed=st.booleans(),
)
bodies = st.lists(st.one_of(nested(3), st.tuples(headings)), max_size=4).map(
    lambda parts: tuple(block for part in parts for block in part)
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document with two notes."""
    notes = tuple(Note(label, draw(nested(1))) for label in ("n", "m"))
    return Document(
        Metadata(title="A title", language=draw(st.sampled_from(("en", "ar")))),
        Settings(kind=draw(st.sampled_from(Kind)), number_sections=True, number_depth=2),
        draw(bodies),
        notes,
        folder=str(FOLDER),
    )


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(documents())
def test_any_document_is_written_as_it_is(document: Document) -> None:
    publication, _ = prepare(document, Origin("any"))
    with tempfile.TemporaryDirectory() as folder:
        checked(publication, Path(folder) / "any.docx", WITHOUT_PAGES)
