"""The nodes of a document: a closed set of frozen values.

A reader makes them, the passes rewrite them, exporters read them. Fields marked "after the
passes" are empty in what a reader yields. Nodes with the same content are equal wherever they
stand: a location is never part of equality.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from pipeline.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class Node:
    """What all nodes share: where they stand in the source."""

    location: Location = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


# Inlines


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Characters, with entities and escapes resolved; never a line break."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    """Stressed words, set in italics."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong(Node):
    """Important words, set in bold."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class CodeSpan(Node):
    """Code within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link as the source has it; after the passes, one that leads out of the publication.

    `url` is the destination with entities and escapes resolved (`#setup`, `https://…`).
    """

    content: tuple["Inline", ...]
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class CrossReference(Node):
    """A link to a place in this publication; made by the passes, and its target is there."""

    content: tuple["Inline", ...]
    identifier: str


@dataclass(frozen=True, slots=True)
class Image(Node):
    """An image within a line.

    `url` is the source's; `asset` (after the passes) names the publication's asset that holds
    the bytes, and `alternative` is then never empty.
    """

    url: str
    alternative: str
    title: str = ""
    asset: str = ""


@dataclass(frozen=True, slots=True)
class NoteReference(Node):
    """The mark in the text that leads to a note.

    `label` is the source's. After the passes, `note` is the note's identifier, `number` the
    mark that is shown, `identifier` this reference's own name (a note may have several).
    """

    label: str
    note: str = ""
    number: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class SoftBreak(Node):
    """A line break of the source, shown as a space."""


@dataclass(frozen=True, slots=True)
class HardBreak(Node):
    """A line break that the author wants."""


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | CodeSpan
    | Link
    | CrossReference
    | Image
    | NoteReference
    | SoftBreak
    | HardBreak
)


# Blocks


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """The title of a section.

    `level` is the source's, 1 to 6; after the passes it is the depth in the outline, from 1,
    without gaps. `identifier` is the explicit one in what a reader yields (`{#id}`), and after
    the passes never empty. `number` ("2.1") is empty for a heading that has none; `numbered` is
    the author's wish (`{.unnumbered}` is false). `classes` are the author's other ones.
    """

    level: int
    content: tuple[Inline, ...]
    identifier: str = ""
    classes: tuple[str, ...] = ()
    numbered: bool = True
    number: str = ""


@dataclass(frozen=True, slots=True)
class Rubric(Node):
    """A heading inside a quote or a list: it opens no section and is in no contents.

    Made by the passes; readers yield a Heading everywhere.
    """

    content: tuple[Inline, ...]
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    """Running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock(Node):
    """Lines of code; `text` has no final line break, `language` is "" where none is given."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class BlockQuote(Node):
    """Blocks that somebody else said."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """One item of a list."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class BulletList(Node):
    """A list whose order means nothing; `tight`: no space between its items."""

    items: tuple[ListItem, ...]
    tight: bool = True


@dataclass(frozen=True, slots=True)
class OrderedList(Node):
    """A numbered list whose first item has the number `start`."""

    items: tuple[ListItem, ...]
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True)
class ThematicBreak(Node):
    """A change of subject without a heading."""


class Alignment(Enum):
    """How a column of a table is aligned; START is the side where reading begins."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """One cell of a table."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row(Node):
    """One row of a table; it has as many cells as the table has alignments."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table: one alignment a column, one header row or none, body rows."""

    alignments: tuple[Alignment, ...]
    header: Row | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """An image that stands alone, with its caption (which may be empty)."""

    image: Image
    caption: tuple[Inline, ...] = ()


Block: TypeAlias = (
    Heading
    | Rubric
    | Paragraph
    | CodeBlock
    | BlockQuote
    | BulletList
    | OrderedList
    | ThematicBreak
    | Table
    | Figure
)


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A footnote.

    `label` is the source's. After the passes: `identifier` is its unique name, `number` the
    mark that is shown, `references` the identifiers of the references to it, in reading order.
    """

    label: str
    blocks: tuple[Block, ...]
    identifier: str = ""
    number: str = ""
    references: tuple[str, ...] = ()
