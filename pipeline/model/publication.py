"""A publication: a document of which everything is decided. Exporters take nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.model.fonts import OwnFamily
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import Block, Heading, Note
from pipeline.model.roles import Matter, Role
from pipeline.model.source import SourceText
from pipeline.model.vectors import Vectors
from pipeline.model.words import Words


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stands under it, and the sections below it."""

    heading: Heading
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One heading of the outline.

    `level` counts from 1, `number` is "" for a heading without one, `text` is plain; `role` and
    `matter` are its heading's.
    """

    level: int
    number: str
    text: str
    identifier: str
    entries: tuple["OutlineEntry", ...] = ()
    role: Role = Role.SECTION
    matter: Matter = Matter.MAIN

    @property
    def label(self) -> str:
        """Number and text as one string, as a bookmark shows them."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class CaptionList:
    """A list of figures, of tables or of listings; its entries have level 1 and no number.

    `series` is what is listed, as `CaptionLabel` has it; an entry's text is the whole caption.
    """

    series: str
    title: str
    entries: tuple[OutlineEntry, ...]


@dataclass(frozen=True, slots=True)
class Pixels:
    """Pixels of a drawing, made by `draw` when they are first asked for: a PNG file."""

    source: str
    draw: Callable[[str], bytes]

    def content(self) -> bytes:
        """Give the file's bytes."""
        return _made(self)


@lru_cache(maxsize=256)
def _made(pixels: Pixels) -> bytes:
    return pixels.draw(pixels.source)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that editions carry.

    `name` is a unique, plain file name (`bridge.png`); `held` are its bytes, or what makes them;
    `width` and `height` are in pixels and `resolution` in pixels an inch (72 where the file does
    not say). `drawing` is what it shows in outlines, where these can show it.
    """

    name: str
    media_type: str
    held: bytes | Pixels
    width: int
    height: int
    resolution: float = 72.0
    drawing: Vectors | None = None

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.held if isinstance(self.held, bytes) else self.held.content()


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that the editions say.

    `title_identifier` is the anchor of the title ("" where none is needed). `preamble` is what
    stands before the first heading. A top-level section is a chapter. `contents` is the outline
    down to `toc-depth`, or empty where no contents are wanted; bookmarks and nav show
    `bookmarks`, which is the outline to the same depth whether or not contents are shown.
    `has_conditions` tells that parts of it may be for some editions only.
    `lists` are those of figures, tables and listings that follow the contents.
    `notes` are in the order of their first references. `date` is the date as readers see it,
    in their language. `timestamp` is seconds since 1970-01-01T00:00Z, the only time that an
    edition may carry, or None. `digest` is the SHA-256 of the source, in hexadecimal, `texts` are
    its files. `families` are those that the author brings.
    """

    metadata: Metadata
    settings: Settings
    words: Words
    preamble: tuple[Block, ...]
    sections: tuple[Section, ...]
    outline: tuple[OutlineEntry, ...]
    bookmarks: tuple[OutlineEntry, ...]
    contents: tuple[OutlineEntry, ...]
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
    title_identifier: str = ""
    date: str = ""
    timestamp: int | None = None
    digest: str = ""
    texts: tuple[SourceText, ...] = ()
    lists: tuple[CaptionList, ...] = ()
    families: tuple[OwnFamily, ...] = ()
    has_conditions: bool = False


def contents_entries(publication: Publication) -> Iterator[OutlineEntry]:
    """Yield the lines of the contents and of the lists behind them, in reading order."""
    yield from flatten_outline(publication.contents)
    for listed in publication.lists:
        yield from listed.entries


def chapters_of(publication: Publication) -> Iterator[Section]:
    """Yield the chapters in reading order; a part comes without those that stand in it."""
    for section in publication.sections:
        if section.heading.role is Role.PART:
            yield replace(section, sections=())
            yield from section.sections
        else:
            yield section


def first_of_main(publication: Publication) -> str:
    """Give the identifier of the heading that the main matter of a book begins with, "" for none.

    Where nothing stands before it, and where nothing is the main matter, there is none.
    """
    before = ""
    for section in chapters_of(publication):
        heading = section.heading
        if heading.role is Role.PART:
            before = before or heading.identifier
        elif heading.matter is Matter.MAIN:
            return before or heading.identifier
        else:
            before = ""
    return ""


def flatten_outline(entries: tuple[OutlineEntry, ...]) -> Iterator[OutlineEntry]:
    """Yield the entries of a tree in reading order."""
    for entry in entries:
        yield entry
        yield from flatten_outline(entry.entries)


def section_blocks(section: Section) -> Iterator[Block]:
    """Yield a section's heading and blocks, then those of its subsections, in reading order."""
    yield section.heading
    yield from section.blocks
    for child in section.sections:
        yield from section_blocks(child)


def body_blocks(publication: Publication) -> Iterator[Block]:
    """Yield every top-level block of a publication in reading order."""
    yield from publication.preamble
    for section in publication.sections:
        yield from section_blocks(section)
