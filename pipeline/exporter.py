"""The contract of the plugins: what an exporter is given, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from pipeline.diagnostics import Diagnostics
from pipeline.model.publication import Publication
from pipeline.theme import Theme
from pipeline.typesetting.pages import Pages


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """All that an exporter is given, and all that it may know.

    `options` is an instance of the exporter's own `options` type. `pages` typesets when first
    asked, once for all formats.
    """

    publication: Publication
    theme: Theme
    options: object
    pages: Callable[[], Pages]


@dataclass(frozen=True, slots=True)
class HeadingFact:
    """A heading as an edition has it: depth from 1, number ("" for none), plain text."""

    level: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class ContentsFact:
    """A line of an edition's contents.

    `target` is what its link leads to, told as links tell it (see `LinkFact`). `page` is the
    page number that is shown, "" where the format shows none.
    """

    level: int
    number: str
    text: str
    target: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link of the running text or of a note, in reading order.

    `target` is the URL of a link that leads out; for one that leads to a place inside, `#` and
    the plain text (without the number) of the block that holds the place; from the second
    heading with that same text on, its ordinal among them in brackets (`#Results (2)`); for the
    title of the publication `#` and the title. A link whose place does not exist: `#?`. Note
    marks and contents lines are no links in this sense.
    """

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class NoteFact:
    """A note: the mark that is shown, its plain text, how many references lead to it."""

    mark: str
    text: str
    references: int


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What a finished edition says, read back without the code that wrote it.

    `outline` has every heading of the body in reading order (not the title, no rubrics).
    `bookmarks` are the format's own navigation (PDF outline, EPUB nav, for DOCX the same as
    contents): level and label ("2.1 Title" or "Title"). `contents` is the visible contents.
    `images` are the alternative texts of all images that carry meaning, in reading order. `words`
    is the running text: headings without their numbers, rubrics, paragraphs, code, quotes, list
    items without markers, cells row by row, captions, stand-ins; without title block, contents,
    notes, note marks, page furniture; NFC, soft hyphens dropped, split at white space; a block,
    a cell and a hard break always end a word. Texts of other facts are normalised the same way
    and joined by single spaces.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    outline: tuple[HeadingFact, ...]
    bookmarks: tuple[HeadingFact, ...]
    contents: tuple[ContentsFact, ...]
    links: tuple[LinkFact, ...]
    notes: tuple[NoteFact, ...]
    images: tuple[str, ...]
    words: tuple[str, ...]


@runtime_checkable
class Exporter(Protocol):
    """A format's plugin, registered under the entry-point group `pipeline.exporters`."""

    suffix: str
    """The file name's ending, with its dot."""

    options: type
    """A frozen dataclass; its fields are the keys of `[editions.<format>]`."""

    def write(self, plan: EditionPlan, target: Path) -> Diagnostics:
        """Write the edition to `target`: the same bytes for the same plan, every time.

        What could not be done comes back as diagnostics. Raises OSError where writing fails.
        """

    def read_back(self, edition: Path) -> EditionFacts:
        """Read a finished edition without the code that wrote it.

        Raises EditionError where the file cannot be read as its format.
        """
