"""The nodes of a document: a closed set of frozen values.

A reader makes them, the passes rewrite them, exporters read them. Fields marked "after the
passes" are empty in what a reader yields. Nodes with the same content are equal wherever they
stand: a location is never part of equality.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, TypeAlias

from pipeline.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class Node:
    """What all nodes share: where they stand in the source."""

    location: Location = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Length:
    """A length that an author asks for: in points, or as a share of the text's width (0 to 1)."""

    points: float = 0.0
    share: float = 0.0


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
class Deletion(Node):
    """Words that no longer hold, struck through."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Insertion(Node):
    """Words that were added."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Mark(Node):
    """Words that are pointed out, as by a marker pen."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Superscript(Node):
    """Small and above the line."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Subscript(Node):
    """Small and below the line."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Keyboard(Node):
    """A key, or what is to be typed."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Abbreviation(Node):
    """A short form; `expansion` is what it stands for."""

    content: tuple["Inline", ...]
    expansion: str


@dataclass(frozen=True, slots=True)
class Span(Node):
    """Words with a name, with classes, or in a language or direction of their own.

    `language` is a BCP 47 tag, `direction` is "ltr" or "rtl"; "" means: as around it.
    """

    content: tuple["Inline", ...]
    identifier: str = ""
    classes: tuple[str, ...] = ()
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Math(Node):
    """A formula within a line; `tex` is what its author wrote, without delimiters.

    After the passes `mathml` is the formula as a `math` element in the MathML namespace, and
    `text` what editions are compared by: the characters of its leaves in their order, without
    white space and invisible operators (U+2061 to U+2064). What is in an `mphantom` or an
    annotation is no text, nor are spaces, strokes, and the signs of fractions and roots.
    """

    tex: str
    text: str = ""
    mathml: str = ""


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
    the bytes, and `alternative` is then never empty. `width` and `height` are the author's
    wishes; where one is None it follows from the other.
    """

    url: str
    alternative: str
    title: str = ""
    asset: str = ""
    identifier: str = ""
    width: Length | None = None
    height: Length | None = None


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
    | Deletion
    | Insertion
    | Mark
    | Superscript
    | Subscript
    | Keyboard
    | Abbreviation
    | Span
    | Math
    | CodeSpan
    | Link
    | CrossReference
    | Image
    | NoteReference
    | SoftBreak
    | HardBreak
)

Worded: TypeAlias = (
    Emphasis
    | Strong
    | Deletion
    | Insertion
    | Mark
    | Superscript
    | Subscript
    | Keyboard
    | Abbreviation
    | Span
    | Link
    | CrossReference
)
"""The inlines that hold inlines, for `isinstance`."""


# Blocks


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """The title of a section.

    `level` is the source's, 1 to 6; after the passes it is the depth in the outline, from 1,
    without gaps. `identifier` is the explicit one in what a reader yields (`{#id}`), and after
    the passes never empty. `number` ("2.1") is empty for a heading that has none; `numbered` is
    the author's wish (`{.unnumbered}` is false), and so is `listed` (`{.unlisted}` is false: it
    stands in no contents and no bookmarks). `classes` are the author's other ones.
    """

    level: int
    content: tuple[Inline, ...]
    identifier: str = ""
    classes: tuple[str, ...] = ()
    numbered: bool = True
    number: str = ""
    listed: bool = True


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


class TokenKind(Enum):
    """What a piece of code is to its language, as far as colours tell pieces apart."""

    PLAIN = "plain"
    KEYWORD = "keyword"
    NAME = "name"
    FUNCTION = "function"
    TYPE = "type"
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"
    OPERATOR = "operator"
    META = "meta"
    INSERTED = "inserted"
    DELETED = "deleted"


class CodeToken(NamedTuple):
    """A piece of code of one kind; line breaks belong to the pieces that they stand in."""

    kind: TokenKind
    text: str


@dataclass(frozen=True, slots=True)
class CodeBlock(Node):
    """Lines of code; `text` has no final line break, `language` is "" where none is given.

    `title` stands above it. `first_number` is the number of its first line, 0 where lines have no
    numbers; `highlighted` are the lines that are pointed out, counted from 1. `tokens` (after the
    passes) are the text in pieces, () where nothing is known of its language.
    """

    text: str
    language: str = ""
    title: str = ""
    identifier: str = ""
    first_number: int = 0
    highlighted: tuple[int, ...] = ()
    tokens: tuple[CodeToken, ...] = ()


@dataclass(frozen=True, slots=True)
class MathBlock(Node):
    """A formula on a line of its own; `tex`, `text` and `mathml` are those of `Math`.

    `number` (after the passes) is shown beside one that has an identifier of the author's.
    """

    tex: str
    identifier: str = ""
    number: str = ""
    text: str = ""
    mathml: str = ""


@dataclass(frozen=True, slots=True)
class BlockQuote(Node):
    """Blocks that somebody else said."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Admonition(Node):
    """Blocks beside the running text, under a title: a note, a warning, a tab, what was folded.

    `kind` is the author's word in lower case ("warning"); `tone_of` gives what it amounts to.
    `title` may be empty.
    """

    kind: str
    title: tuple[Inline, ...]
    blocks: tuple["Block", ...]
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Division(Node):
    """Blocks with a name, with classes, aligned, or in a language or direction of their own.

    `language` is a BCP 47 tag, `direction` is "ltr" or "rtl"; "" means: as around it. After the
    passes it holds no Heading.
    """

    blocks: tuple["Block", ...]
    identifier: str = ""
    classes: tuple[str, ...] = ()
    language: str = ""
    direction: str = ""
    alignment: "Alignment | None" = None


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """One item of a list; `checked` is None for one that is no task."""

    blocks: tuple["Block", ...]
    checked: bool | None = None


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
class Term(Node):
    """What a definition list defines."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """What is said of a term."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class DefinitionItem(Node):
    """One or several terms, and what is said of them."""

    terms: tuple[Term, ...]
    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(Node):
    """A list of terms and their definitions."""

    items: tuple[DefinitionItem, ...]
    tight: bool = True


@dataclass(frozen=True, slots=True)
class ThematicBreak(Node):
    """A change of subject without a heading."""


@dataclass(frozen=True, slots=True)
class PageBreak(Node):
    """The author wants what follows on a new page, where an edition has pages."""


class Alignment(Enum):
    """How a column of a table is aligned; START is the side where reading begins."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """One cell of a table.

    It stands in so many `columns` and `rows`. `is_header` marks a cell in a body row that is the
    header of its row; `alignment` is its own, None where it has its column's.
    """

    content: tuple[Inline, ...]
    columns: int = 1
    rows: int = 1
    is_header: bool = False
    alignment: Alignment | None = None


@dataclass(frozen=True, slots=True)
class Row(Node):
    """One row of a table: the cells that begin in it.

    Without cells that span rows or columns it has as many as the table has alignments; in any case
    `pipeline.model.tables.grid` tells where each cell stands, and every place has one.
    """

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table: one alignment a column, header rows (often one, or none), body rows.

    The caption, which may be empty, stands above it. No cell spans header and body.
    """

    alignments: tuple[Alignment, ...]
    caption: tuple[Inline, ...] = field(default=(), kw_only=True)  # read before the rows
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """An image that stands alone, with its caption (which may be empty) below it."""

    image: Image
    caption: tuple[Inline, ...] = ()
    identifier: str = ""


Block: TypeAlias = (
    Heading
    | Rubric
    | Paragraph
    | CodeBlock
    | MathBlock
    | BlockQuote
    | Admonition
    | Division
    | BulletList
    | OrderedList
    | DefinitionList
    | ThematicBreak
    | PageBreak
    | Table
    | Figure
)

Anchored: TypeAlias = Span | Image | CodeBlock | MathBlock | Admonition | Division | Table | Figure
"""The nodes that have an identifier where their author gave them one, for `isinstance`."""


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
