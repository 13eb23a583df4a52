"""The nodes of a document: a closed set of frozen values.

A reader makes them, the passes rewrite them, exporters read them. Fields marked "after the
passes" are empty in what a reader yields. Nodes with the same content are equal wherever they
stand: a location is never part of equality. The blocks stand here, the inlines in a module of
their own; everybody takes both from here.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, TypeAlias

from pipeline.model.formats import Formats
from pipeline.model.inlines import (
    Abbreviation,
    CaptionLabel,
    Citation,
    CitationItem,
    CodeSpan,
    CrossReference,
    Deletion,
    Emphasis,
    HardBreak,
    Image,
    IndexTerm,
    Inline,
    Insertion,
    Keyboard,
    Length,
    Link,
    Mark,
    Math,
    Node,
    NoteReference,
    PageReference,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    Worded,
)
from pipeline.model.roles import Matter, Role

__all__ = [
    "Abbreviation",
    "CaptionLabel",
    "Citation",
    "CitationItem",
    "CodeSpan",
    "CrossReference",
    "Deletion",
    "Emphasis",
    "HardBreak",
    "Image",
    "IndexTerm",
    "Inline",
    "Insertion",
    "Keyboard",
    "Length",
    "Link",
    "Mark",
    "Math",
    "Node",
    "NoteReference",
    "PageReference",
    "SoftBreak",
    "Span",
    "Strong",
    "Subscript",
    "Superscript",
    "Text",
    "Worded",
]


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """The title of a section.

    `level` is the source's, 1 to 6; after the passes it is the depth in the outline, from 1,
    without gaps. `identifier` is the explicit one in what a reader yields (`{#id}`), and after
    the passes never empty. `number` ("2.1") is empty for a heading that has none; `numbered` is
    the author's wish (`{.unnumbered}` is false), and so is `listed` (`{.unlisted}` is false: it
    stands in no contents and no bookmarks). `classes` are the author's other ones. `role` and
    `matter` tell what its section is in a book, and where it stands; `rank` is its depth below
    parts, 0 where that is its level. `formats` are those of the editions that have it.
    """

    level: int
    content: tuple[Inline, ...]
    identifier: str = ""
    classes: tuple[str, ...] = ()
    numbered: bool = True
    number: str = ""
    listed: bool = True
    role: Role = Role.SECTION
    matter: Matter = Matter.MAIN
    rank: int = 0
    formats: Formats = ()

    @property
    def look(self) -> int:
        """The depth that it looks like: a chapter's in a part is that of one without."""
        return self.rank or self.level


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

    # Members are found in dictionaries for every token, and an enumeration's own hash is slow.
    __hash__ = object.__hash__

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

    `title` stands above it, behind the `label` (after the passes: "Listing 3.1") of one that has
    an identifier of its author's too. `first_number` is the number of its first line, 0 where
    lines have no numbers; `highlighted` are the lines that are pointed out, counted from 1.
    `tokens` (after the passes) are the text in pieces, () where nothing is known of its language.
    """

    text: str
    language: str = ""
    title: str = ""
    identifier: str = ""
    first_number: int = 0
    highlighted: tuple[int, ...] = ()
    tokens: tuple[CodeToken, ...] = ()
    label: str = ""

    @property
    def caption(self) -> str:
        """What stands above the lines: label and title, or nothing."""
        return f"{self.label} {self.title}" if self.label else self.title


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

    `language` is a BCP 47 tag, `direction` is "ltr" or "rtl"; "" means: as around it. `formats`
    are those of the editions that have it. After the passes it holds no Heading.
    """

    blocks: tuple["Block", ...]
    identifier: str = ""
    classes: tuple[str, ...] = ()
    language: str = ""
    direction: str = ""
    alignment: "Alignment | None" = None
    formats: Formats = ()


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """One item of a list; `checked` is None for one that is no task."""

    blocks: tuple["Block", ...]
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class BulletList(Node):
    """A list whose order means nothing; `tight`: no space between its items.

    One that is not `is_marked` has no bullets.
    """

    items: tuple[ListItem, ...]
    tight: bool = True
    is_marked: bool = True


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
