"""A paragraph as it was read, with the links and marks in it."""

from dataclasses import dataclass, field

from pipeline.exporter import ENOUGH_BEFORE_MARK
from pipeline.exporters.docx.read_back.styles import Style

PLAIN = ("", "")
"""The look and the language of words that do not stand out."""


@dataclass
class ReadLink:
    """A link as it was met: its words, an address that leads out, or the bookmark inside.

    `shown` tells that there is something to follow: words or an image.
    """

    url: str = ""
    anchor: str = ""
    words: list[str] = field(default_factory=list)
    shown: bool = False


@dataclass
class ReadMark:
    """The mark of a note in the text: what stands before it, and what it shows.

    `note` is the `w:id` of the footnote that hangs on it, None where it only names a note. Of
    footnotes that Word counts, `shown` is "" until they are counted.
    """

    before: str
    note: int | None = None
    shown: str = ""


@dataclass
class ReadPage:
    """A page number in the text: the bookmark whose page it shows, and what is shown."""

    anchor: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell of a table: its row and its place there, from 1; columns and rows that it spans."""

    row: int
    place: int
    spans: tuple[int, int]
    is_header: bool


@dataclass
class ReadParagraph:
    """A paragraph: its style, number and text, and what it holds, in reading order.

    `names` are the bookmarks of which this is the first paragraph with text, `blank_names` those of
    places without text that were met before it.

    `marks` are the marks of notes in it, `note_names` the bookmarks around the marks of footnotes
    with their `w:id`, `note_fields` the bookmarks of the notes that NOTEREF fields and links of
    marks refer to, `pages` the results of PAGEREF fields, `own_names` bookmarks around a mark that
    stands here. `pictures` are the SHA-256 of the images' files, "" for lost ones. `said_as` are
    the looks and the language of every piece of the text; `item` is the level and the marker of
    one that begins an item of a list, `box` the check box that it has, `cell` the cell that it
    stands in; `is_counted` tells that a field counts it (SEQ). The last two fields are the end of
    the text before the last mark, and how many pieces of the text stood before it.
    """

    style: Style
    outline: int
    number: str
    in_contents: bool
    text: list[str] = field(default_factory=list)
    links: list[ReadLink] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    blank_names: list[str] = field(default_factory=list)
    marks: list[ReadMark] = field(default_factory=list)
    note_names: dict[str, int] = field(default_factory=dict)
    note_fields: list[str] = field(default_factory=list)
    pages: list[ReadPage] = field(default_factory=list)
    own_mark: str = ""
    own_names: list[str] = field(default_factory=list)
    said_as: list[tuple[str, str]] = field(default_factory=list)
    item: tuple[int, str] | None = None
    box: str = ""
    cell: ReadCell | None = None
    is_counted: bool = False
    text_before_mark: str = ""
    pieces_before_mark: int = 0

    def add_mark(self, note: int | None = None) -> ReadMark:
        """Add the mark of a note behind the text that is there."""
        told = self.text_before_mark + "".join(self.text[self.pieces_before_mark :])
        self.text_before_mark = told[-ENOUGH_BEFORE_MARK:]
        self.pieces_before_mark = len(self.text)
        self.marks.append(ReadMark(self.text_before_mark, note))
        return self.marks[-1]

    def extend(self, other: "ReadParagraph") -> None:
        """Take in a paragraph that is the next lines of this one."""
        self.text += ["\n", *other.text]
        self.said_as += [PLAIN, *other.said_as]
        self.links += other.links
        self.images += other.images
        self.pictures += other.pictures
        self.names += other.names
        self.blank_names += other.blank_names
        self.marks += other.marks
        self.note_names.update(other.note_names)
        self.note_fields += other.note_fields
        self.pages += other.pages
