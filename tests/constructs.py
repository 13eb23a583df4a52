"""A publication with the constructs that go beyond plain text, made by hand and then prepared.

`tests/publications.py` has the plain ones. Every exporter writes this one and reads it back.
"""

from publications import item, paragraph

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
    Definition,
    DefinitionItem,
    DefinitionList,
    Deletion,
    Division,
    Emphasis,
    HardBreak,
    Heading,
    Insertion,
    Keyboard,
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
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)
from pipeline.model.publication import Publication
from pipeline.passes import Origin, prepare


def text(words: str) -> tuple[Text]:
    """Make the content of an inline."""
    return (Text(words),)


def words_chapter() -> tuple[Block, ...]:
    """Give every inline that holds words."""
    return (
        Heading(
            1, (Text("Words with "), Mark(text("marks")), Text(" and H"), Subscript(text("2")))
        ),
        paragraph(
            Deletion(text("Struck out")),
            ", ",
            Insertion(text("put in")),
            ", ",
            Mark((Text("pointed "), Strong(text("out")))),
            ", E = mc",
            Superscript(text("2")),
            " and H",
            Subscript(text("2")),
            "O; press ",
            Keyboard(text("Ctrl")),
            "+",
            Keyboard(text("C")),
            "; the ",
            Abbreviation(text("HTML"), "Hypertext Markup Language"),
            " text",
            NoteReference("n"),
            ".",
        ),
        paragraph(
            "A ",
            Span(text("named place"), identifier="named-place", classes=("term",)),
            ", a ",
            Span((Text("mot "), Emphasis(text("français"))), language="fr"),
            ", and ",
            Span(text("שלום עולם"), language="he", direction="rtl"),
            "; see ",
            Link(text("the place"), "#named-place"),
            ", ",
            Link(text("the table"), "#data"),
            ", ",
            Link(text("the warning"), "#careful"),
            ", ",
            Link(text("the listing"), "#listing"),
            " and ",
            Link(text("the French part"), "#partie"),
            ".",
        ),
        paragraph("A formula ", Math("a^2 + b^2 = c^2"), " in a line, and one alone:"),
        MathBlock(r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}", identifier="gauss"),
        MathBlock(r"\int_0^1 x\,dx"),
        paragraph("See ", Link(text("the sum"), "#gauss"), "."),
    )


def blocks_chapter() -> tuple[Block, ...]:
    """Give every block that holds blocks, and code."""
    return (
        Heading(1, text("Blocks")),
        Admonition("note", text("Note"), (paragraph("Something to know."),)),
        Admonition(
            "warning",
            (Text("Be "), Emphasis(text("careful"))),
            (
                paragraph("It may ", Strong(text("break")), "."),
                BulletList((item("one"), item("two"))),
                CodeBlock("rm -rf build", "sh"),
            ),
            identifier="careful",
        ),
        Admonition("tip", (), (paragraph("A tip without a title."),)),
        Admonition("tab", text("Linux"), (paragraph("Take the package."),)),
        Admonition("details", text("More"), (paragraph("What was folded."), PageBreak())),
        BlockQuote((Admonition("danger", text("Inside"), (paragraph("a quote"),)),)),
        Division(
            (paragraph("Un paragraphe en français."), BulletList((item("premier"),))),
            identifier="partie",
            language="fr",
        ),
        Division((paragraph("In the middle."),), alignment=Alignment.CENTER),
        Division((paragraph("زبان فارسی راست به چپ است."),), language="fa", direction="rtl"),
        BulletList(
            (
                ListItem((paragraph("done"),), checked=True),
                ListItem((paragraph("to do"), BulletList((item("and below"),))), checked=False),
                item("no task"),
            )
        ),
        OrderedList((ListItem((paragraph("first task"),), checked=True),), start=1),
        DefinitionList(
            (
                DefinitionItem((Term(text("Apple")),), (Definition((paragraph("A fruit."),)),)),
                DefinitionItem(
                    (Term(text("Bank")), Term((CodeSpan("bench"),))),
                    (
                        Definition((paragraph("Money."), paragraph("A second paragraph."))),
                        Definition((paragraph("A seat."), CodeBlock("sit()"))),
                    ),
                ),
            ),
            tight=False,
        ),
        CodeBlock(
            'fn main() {\n    // greet\n    println!("Hello, {}", 42);\n}\n\nstruct Point;',
            "rust",
            title="src/main.rs",
            identifier="listing",
            first_number=9,
            highlighted=(2, 3),
        ),
        CodeBlock("- old\n+ new\n", "diff"),
        CodeBlock("plain text of no language", highlighted=(1,)),
        paragraph("Before a page break."),
        PageBreak(),
        paragraph("After it."),
    )


def table_chapter() -> tuple[Block, ...]:
    """Give tables with spans, captions and headers of rows."""
    start, end = Alignment.START, Alignment.END
    return (
        Heading(1, text("Tables"), listed=True),
        Table(
            (start, end, end),
            (
                Row((Cell(text("Region"), rows=2), Cell(text("Sales"), columns=2))),
                Row((Cell(text("2024")), Cell(text("2025")))),
            ),
            (
                Row((Cell(text("North"), is_header=True), Cell(text("1")), Cell(text("2")))),
                Row((Cell(text("South"), is_header=True, rows=2), Cell(text("3"), columns=2))),
                Row((Cell(text("4"), alignment=Alignment.CENTER), Cell(text("5")))),
            ),
            caption=(Text("Sales by "), Emphasis(text("region"))),
            identifier="data",
        ),
        Table(
            (start, start),
            (),
            (Row((Cell(text("no")), Cell(text("header")))),),
        ),
        Heading(2, text("Not listed"), listed=False, numbered=False),
        paragraph("Below what is not listed", HardBreak(), "and another line."),
        Heading(3, text("Deep below")),
        paragraph("The end."),
    )


def constructs_document() -> Document:
    """Give the document, as a reader would."""
    return Document(
        Metadata(title="Constructs", authors=("A. Writer",), language="en"),
        Settings(number_sections=True, number_depth=2, toc_depth=3),
        (*words_chapter(), *blocks_chapter(), *table_chapter()),
        (
            Note(
                "n",
                (
                    Paragraph((Text("A note with "), Math("x_1"), Text("."))),
                    CodeBlock("code in a note", "python", title="note.py"),
                ),
            ),
        ),
        folder="/nowhere",
    )


def constructs_publication() -> Publication:
    """Give the publication."""
    publication, _ = prepare(constructs_document(), Origin("constructs"))
    return publication
