"""What is read of the documents of an edition: passages, links, marks, places."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from pipeline.webtext.structure import StructureReader


class Zone(Enum):
    """What kind of page a passage stands in."""

    BODY = auto()
    NOTE = auto()
    TITLE_PAGE = auto()
    CONTENTS = auto()


class Kind(Enum):
    """What a passage is; TITLE is a line of the title block."""

    TEXT = auto()
    HEADING = auto()
    RUBRIC = auto()
    TITLE = auto()


@dataclass(slots=True)
class Passage:
    """A run of text; `level` and `number` are a heading's, `note` is the key of its note."""

    zone: Zone
    note: str = ""
    kind: Kind = Kind.TEXT
    level: int = 0
    number: str = ""
    text: str = ""


@dataclass(slots=True)
class FoundLink:
    """A link: its text, its target (a URL, or the key of a place), the key of its note."""

    target: str
    leads_out: bool
    note: str
    text: str = ""
    has_image: bool = False


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A reference to a note: the mark, the note's key, the key of the note that it stands in.

    `before` is the end of the text before the mark in its passage.
    """

    mark: str
    target: str
    note: str
    before: str


class FoundPage(NamedTuple):
    """The mark of another edition's page: its label, the passage that it stands in or before.

    `before` is the text before the mark in that passage.
    """

    label: str
    passage: int
    before: str


@dataclass(slots=True)
class Reading:
    """All that the documents say, in reading order.

    A place has a key: "path#identifier", or "path" for the start of a document. `anchors` tells
    the passages that a place holds or, where it stands in one or is one, which that is. `notes`
    has the keys of notes as they stand. `images` are alternative texts, each with the key of its
    note, `pictures` the paths of their files, `page_references` the targets of links that stand
    for page numbers, as well; `pages` are the marks of another edition's pages, by the keys of
    their places; `files` are the paths of what is in the zip, `language` is the
    edition's. `identifiers` are the keys of places that are no note marks. `structures` tell the
    structure of the running text and, by its key, of each note.
    """

    files: frozenset[str]
    language: str = ""
    passages: list[Passage] = field(default_factory=list)
    anchors: dict[str, range | int] = field(default_factory=dict)
    links: list[FoundLink] = field(default_factory=list)
    marks: list[FoundMark] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    images: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    page_references: list[tuple[str, str]] = field(default_factory=list)
    pages: dict[str, FoundPage] = field(default_factory=dict)
    identifiers: list[str] = field(default_factory=list)
    structures: dict[str, StructureReader] = field(default_factory=dict)
