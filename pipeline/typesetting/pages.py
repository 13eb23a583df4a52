"""What typesetting yields: pages of placed things, and the structure that they belong to.

Pure data, no PDF in it. Lengths are points; the origin of a page is its lower left corner and y
grows upwards, as in PDF. What is drawn belongs to a `Content` of the structure tree, or to none:
then it is an artifact (running headers, rules, backgrounds, page numbers, repeated table headers).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from pipeline.diagnostics import Diagnostics
from pipeline.model.leaves import Source
from pipeline.typesetting.fonts import Face


class Role(Enum):
    """What an element of the structure is, in words of the model.

    The tree: DOCUMENT holds COVER (a picture), TITLE, SUBTITLE, BYLINE (authors; then date),
    CONTENTS_TITLE, CONTENTS, the preamble's blocks, and a SECTION for each chapter. A SECTION holds
    its HEADING, its blocks and its SECTIONs. CONTENTS holds CONTENTS_ENTRY and, after an entry that
    has entries of its own, a CONTENTS_GROUP of them. HEADING and CONTENTS_ENTRY hold SECTION_NUMBER
    (where there is one), then their text; CONTENTS_ENTRY ends in PAGE_NUMBER. A NOTE stands right
    after its first NOTE_REFERENCE (where that is in a note: after the note) and holds NOTE_MARK,
    then blocks. LIST holds LIST_ITEM, which holds LIST_LABEL and LIST_BODY. DEFINITIONS holds
    DEFINITION_ITEM, which holds TERM and DEFINITION. TABLE holds CAPTION, TABLE_HEAD (where there
    are any) and TABLE_BODY, these TABLE_ROW. FIGURE holds IMAGE and CAPTION (where there is one);
    an IMAGE also stands among inlines. A LISTING holds CODE_TITLE and CODE_BLOCK; a CODE_BLOCK
    without a title stands alone. ADMONITION holds ADMONITION_TITLE (where there is one), then
    blocks. EQUATION holds FORMULA and, as text, its number; a FORMULA also stands among inlines.
    """

    DOCUMENT = auto()
    COVER = auto()
    TITLE = auto()
    SUBTITLE = auto()
    BYLINE = auto()
    CONTENTS = auto()
    CONTENTS_TITLE = auto()
    CONTENTS_GROUP = auto()
    CONTENTS_ENTRY = auto()
    SECTION = auto()
    HEADING = auto()
    SECTION_NUMBER = auto()
    PAGE_NUMBER = auto()
    RUBRIC = auto()
    PARAGRAPH = auto()
    EMPHASIS = auto()
    STRONG = auto()
    DELETION = auto()
    INSERTION = auto()
    MARK = auto()
    SUPERSCRIPT = auto()
    SUBSCRIPT = auto()
    KEYBOARD = auto()
    ABBREVIATION = auto()
    SPAN = auto()
    FORMULA = auto()
    CODE_SPAN = auto()
    LINK = auto()
    CROSS_REFERENCE = auto()
    PAGE_REFERENCE = auto()
    NOTE_REFERENCE = auto()
    NOTE = auto()
    NOTE_MARK = auto()
    LISTING = auto()
    CODE_TITLE = auto()
    CODE_BLOCK = auto()
    EQUATION = auto()
    QUOTE = auto()
    ADMONITION = auto()
    ADMONITION_TITLE = auto()
    DIVISION = auto()
    LIST = auto()
    LIST_ITEM = auto()
    LIST_LABEL = auto()
    LIST_BODY = auto()
    DEFINITIONS = auto()
    DEFINITION_ITEM = auto()
    TERM = auto()
    DEFINITION = auto()
    TABLE = auto()
    TABLE_HEAD = auto()
    TABLE_BODY = auto()
    TABLE_ROW = auto()
    HEADER_CELL = auto()
    ROW_HEADER = auto()
    CELL = auto()
    FIGURE = auto()
    IMAGE = auto()
    CAPTION = auto()


@dataclass(eq=False, slots=True)
class Content:
    """A stretch of drawn content, a leaf of the structure.

    It may be drawn in several pieces (lines, pages); all of them together are its place in the
    reading order. Compared by identity.
    """

    element: "Element" = field(repr=False)


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree; `children` stand in reading order.

    `level` is a heading's or contents entry's depth from 1; `identifier` the anchor of whatever
    links can lead to; `alternative` an image's text or a formula's source; `url` a LINK's
    destination and `target` the identifier that a CROSS_REFERENCE, PAGE_REFERENCE (which shows
    the page of it), NOTE_REFERENCE, NOTE_MARK or contents entry leads to; `description` what a
    link's annotation says of itself (its words), or what an ABBREVIATION stands for; `actual`
    the text that stands for what is drawn, "" where that is text itself; `ordered` tells a
    numbered list; `language` a BCP 47 tag where it differs from what is around; `columns` and
    `rows` what a cell spans. A title, heading and contents entry are one element each, and its
    links are elements inside it. `source` is what of the publication it shows, the very object,
    None where that is told by an element around it or inside it.
    """

    role: Role
    children: list["Element | Content"] = field(default_factory=list, repr=False)
    level: int = 0
    identifier: str = ""
    alternative: str = ""
    actual: str = ""
    url: str = ""
    target: str = ""
    description: str = ""
    ordered: bool = False
    language: str = ""
    columns: int = 1
    rows: int = 1
    source: Source | None = field(default=None, repr=False)

    def add(self, child: "Element") -> "Element":
        """Append a child and give it back."""
        self.children.append(child)
        return child

    def content(self) -> Content:
        """Append a new leaf and give it back."""
        leaf = Content(self)
        self.children.append(leaf)
        return leaf


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a face.

    `text` is what it stands for (a ligature: several characters; a further glyph of a cluster:
    none; the hyphen at a line's end: U+00AD). `advance`, `dx` and `dy` are in thousandths of the
    type size, kerning included.
    """

    index: int
    text: str
    advance: float
    dx: float = 0.0
    dy: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class ShapedWord:
    """A word or a piece of one, shaped; shared between all lines that hold it.

    Compared by identity, so that a writer may keep what it made of a word in a dictionary.
    `width` is in thousandths of the type size. Glyphs stand in the order of the text; `leftwards`
    tells that they are seen in the opposite one, and `dx` takes each to its place.
    """

    face: Face
    glyphs: tuple[Glyph, ...]
    width: float
    leftwards: bool = False

    @property
    def text(self) -> str:
        """The characters that the word stands for."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one face, size and colour on one baseline, with equal spaces between them.

    `x` and `y` are where the baseline begins. `space` is the width of each space in points.
    `space_after` tells that a space follows the last word in the text (also at a line's end,
    where it shows nothing): written texts thus join to what the source says. `joined` tells that
    the words are parted by no spaces in the text, only by that room. `content` is None for
    artifacts.
    """

    content: Content | None
    x: float
    y: float
    words: tuple[ShapedWord, ...]
    size: float
    colour: str
    space: float = 0.0
    space_after: bool = False
    joined: bool = False

    @property
    def text(self) -> str:
        """What the words say, with the spaces between them and after them."""
        between = "" if self.joined else " "
        return between.join(word.text for word in self.words) + " " * self.space_after

    @property
    def face(self) -> Face:
        """The face of all words of the run."""
        return self.words[0].face


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, always an artifact: rules, backgrounds, table lines."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the publication's assets, placed; `asset` is the asset's name."""

    content: Content
    x: float
    y: float
    width: float
    height: float
    asset: str


class Sign(NamedTuple):
    """A glyph or word of a formula; x and y count from the left end of the formula's baseline.

    `colour` is "" where it has that of the text around.
    """

    x: float
    y: float
    word: ShapedWord
    size: float
    colour: str = ""


class Bar(NamedTuple):
    """A filled bar of a formula: its lower left corner, and how much higher its right end is."""

    x: float
    y: float
    width: float
    height: float
    colour: str = ""
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula, placed: `x` and `y` are where its baseline begins.

    `pieces` stand in the order of its text; `colour` is that of the text around. `text` is that
    of a part of a formula, "" for a whole one.
    """

    content: Content
    x: float
    y: float
    pieces: tuple[Sign | Bar, ...]
    colour: str
    text: str = ""


Item: TypeAlias = Run | Box | Picture | Expression


@dataclass(frozen=True, slots=True)
class LinkArea:
    """Where a link can be clicked: one area a line. `element` says where it leads."""

    element: Element
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an identifier stands: the page's index from 0, and the top of its line in points."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its label ("3"), its size in points, its things in drawing and reading order."""

    label: str
    width: float
    height: float
    items: tuple[Item, ...]
    links: tuple[LinkArea, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """A typeset publication.

    `places` has every identifier that a link or a bookmark can lead to. `structure` is the root
    element. `faces` are the faces in use, in order of first use.
    """

    pages: tuple[Page, ...]
    structure: Element
    places: Mapping[str, Place]
    faces: tuple[Face, ...]
    diagnostics: Diagnostics = ()

    def label_of(self, identifier: str) -> str:
        """Give the page number that readers see for an identifier ("" if it has no place)."""
        place = self.places.get(identifier)
        return self.pages[place.page].label if place else ""
