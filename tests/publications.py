"""A publication made by hand that holds every construct, for tests of single formats."""

import struct
import zlib

from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import (
    Alignment,
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


def png(width: int, height: int, colour: tuple[int, int, int] = (40, 90, 140)) -> bytes:
    """Draw a PNG image of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def paragraph(*content: object) -> Paragraph:
    """Make a paragraph of strings and inlines."""
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content))  # type: ignore[misc]


def item(*blocks: object) -> ListItem:
    """Make a list item of strings (paragraphs) and blocks."""
    return ListItem(tuple(paragraph(b) if isinstance(b, str) else b for b in blocks))  # type: ignore[misc]


def cells(*texts: str) -> Row:
    """Make a table row."""
    return Row(tuple(Cell((Text(t),)) for t in texts))


LONG = (
    "The bridge carries more than cars: it carries the expectations of two towns, a century of "
    "compromises and the quiet arithmetic of maintenance budgets. “Nobody notices a bridge that "
    "works,” says the engineer who looks after it — and he means it as praise."
)


def sample_publication() -> Publication:
    """Give a publication with two chapters, one of them with sections, and every node."""
    first = Heading(
        1, (Text("A first "), Emphasis((Text("chapter"),))), "a-first-chapter", number="1"
    )
    sub = Heading(2, (Text("Details & <signs>"),), "details--signs")
    deep = Heading(3, (Text("Deeper still"),), "deeper")
    second = Heading(1, (Text("Zweites Kapitel: Größe"),), "größe", number="2")
    blocks = (
        paragraph(
            LONG,
            " See ",
            Link((Text("the office"),), "https://example.org/a?b=1&c=2", "Office"),
            ", ",
            CrossReference((Text("the second chapter"),), "größe"),
            " and ",
            Strong((Text("bold "), Emphasis((Text("both"),)))),
            ".",
            NoteReference("a", "fn-1", "1", "fnref-1"),
        ),
        paragraph(
            "A soft",
            SoftBreak(),
            "break and a hard",
            HardBreak(),
            "one, with ",
            CodeSpan("x = 1"),
            ".",
        ),
        BulletList(
            (item("One"), item("Two", BulletList((item("Two a"), item("Two b"))))), tight=True
        ),
        OrderedList(
            (item("Third", "and its second paragraph"), item("Fourth")), start=3, tight=False
        ),
        BlockQuote((Rubric((Text("A rubric"),), "a-rubric"), paragraph("Quoted words."))),
        CodeBlock("def f(x):\n    return x & 1 < 2\n\nprint('done')", "python"),
        ThematicBreak(),
    )
    detail_blocks = (
        Table(
            (Alignment.START, Alignment.CENTER, Alignment.END),
            (cells("Name", "Kind", "Count"),),
            (cells("Alpha", "a", "1,234"), cells("Beta & more", "b", "56")),
        ),
        Figure(
            Image("bridge.png", "A blue bridge", asset="bridge.png"), (Text("The bridge at night"),)
        ),
        paragraph(
            "Inline ",
            Image("dot.png", "dot", asset="dot.png"),
            " image, same note",
            NoteReference("a", "fn-1", "1", "fnref-1-2"),
            " and another.",
            NoteReference("b", "fn-2", "2", "fnref-2"),
        ),
    )
    notes = (
        Note(
            "a",
            (
                paragraph(
                    "First note, with ",
                    Emphasis((Text("stress"),)),
                    " and a ",
                    Link((Text("link"),), "https://example.org/note"),
                    ".",
                ),
            ),
            "fn-1",
            "1",
            ("fnref-1", "fnref-1-2"),
        ),
        Note(
            "b",
            (paragraph("Second note."), paragraph("Its second paragraph.")),
            "fn-2",
            "2",
            ("fnref-2",),
        ),
    )
    deep_entry = OutlineEntry(3, "", "Deeper still", "deeper")
    sub_entry = OutlineEntry(2, "", "Details & <signs>", "details--signs", (deep_entry,))
    outline = (
        OutlineEntry(1, "1", "A first chapter", "a-first-chapter", (sub_entry,)),
        OutlineEntry(1, "2", "Zweites Kapitel: Größe", "größe"),
    )
    shown = (
        OutlineEntry(
            1,
            "1",
            "A first chapter",
            "a-first-chapter",
            (OutlineEntry(2, "", "Details & <signs>", "details--signs"),),
        ),
        outline[1],
    )
    long_section = tuple(paragraph(f"{n}. {LONG}") for n in range(1, 31))
    return Publication(
        metadata=Metadata(
            title="Bridges & Budgets",
            subtitle="A sample",
            authors=("Ada Writer", "Ben Müller"),
            date="2025-02-14",
            language="en",
            description="What a bridge costs.",
            keywords=("bridges", "budgets"),
            rights="CC BY 4.0",
            publisher="Town Press",
            identifier="urn:uuid:1b4e28ba-2fa1-5d2e-883f-0016d3cca427",
            version="1.0",
        ),
        settings=Settings(number_sections=True, number_depth=1),
        words=words_for("en"),
        preamble=(paragraph("Before any heading."),),
        sections=(
            Section(
                first, blocks, (Section(sub, detail_blocks, (Section(deep, (paragraph(LONG),)),)),)
            ),
            Section(
                second,
                (
                    *long_section,
                    paragraph(
                        "Back to ", CrossReference((Text("details"),), "details--signs"), "."
                    ),
                ),
            ),
        ),
        outline=outline,
        bookmarks=shown,
        contents=shown,
        notes=notes,
        assets=(
            Asset("bridge.png", "image/png", png(400, 240), 400, 240),
            Asset("dot.png", "image/png", png(12, 12, (200, 60, 60)), 12, 12),
        ),
        title_identifier="bridges--budgets",
        date="14 February 2025",
        timestamp=1739491200,
        digest="0" * 64,
    )
