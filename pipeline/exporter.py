"""The contract of the plugins: what an exporter is given, and what it gives back.

Readers of editions share a few definitions with `verify`, and no more: `normal_text`,
`normal_words` and `normal_url` say when two texts or addresses are the same, `note_mark` how a
note's mark is told. Every text of a fact has gone through `normal_text`, `EditionFacts.words`
through `normal_words`, the URL of a link that leads out through `normal_url`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from pipeline.diagnostics import Diagnostics
from pipeline.model.publication import Publication
from pipeline.structure import PictureFact, Structure
from pipeline.theme import Theme

if TYPE_CHECKING:  # it loads HarfBuzz, which a format without pages does not need
    from pipeline.typesetting.pages import Pages


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """All that an exporter is given, and all that it may know.

    `options` is an instance of the exporter's own `options` type; a field `page_list` in it that
    is true tells that the edition names the pages of the PDF. `pages` typesets when first asked,
    once for all formats; `printed` gives the pages that the PDF edition has, where these are
    others, for parts of the text can be for some formats only.
    """

    publication: Publication
    theme: Theme
    options: object
    pages: Callable[[], "Pages"]
    printed: Callable[[], "Pages"] | None = None

    def printed_pages(self) -> "Pages":
        """Give the pages of the PDF edition, whose numbers readers cite."""
        return (self.printed or self.pages)()


_INVISIBLE = re.compile("[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphen, zero width space, word joiner, byte-order mark, and the marks of direction."""

LONGEST_BEFORE_MARK = 40
"""How many characters of the word before a mark are told."""

LONGEST_PLACE = 60
"""How many characters of a block tell a place in it."""

ENOUGH_BEFORE_MARK = 4096
"""How many characters before a mark are looked at, whatever invisible ones are among them."""

_DIGEST = re.compile("sha256:([0-9a-f]{64})")
_UNSAFE = re.compile(r"[^A-Za-z0-9%/:?#\[\]@!$&'()*+,;=._~-]|%(?![0-9A-Fa-f]{2})")
_BEFORE_PATH = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?")


def normal_words(text: str) -> tuple[str, ...]:
    """Split a text into words: NFC, invisible characters dropped, split at white space.

    Invisible are soft hyphen, zero width space, word joiner, byte-order mark and the marks of
    direction: a format may add or drop them to get its lines right. White space is what
    `str.split` takes for it, so a no-break space ends a word too.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return tuple(text.split())


def without_invisible(text: str) -> str:
    """Drop the characters that nobody sees and that formats may add."""
    return _INVISIBLE.sub("", text)


def normal_text(text: str) -> str:
    """Give a text as facts have it: its normal words, joined by single spaces."""
    return " ".join(normal_words(text))


def note_mark(before: str, number: str) -> str:
    """Tell the mark of a note as facts have it: the word before it, a bar, its number.

    `before` is the text before the mark in its block (heading, rubric, paragraph, cell, caption),
    by the rules of `EditionFacts.words`; its last `ENOUGH_BEFORE_MARK` characters are enough. The
    word is the last normal one, or what is before the mark of a word that the mark divides; of a
    long one its last `LONGEST_BEFORE_MARK` characters.
    """
    word = "".join(normal_words(before[-ENOUGH_BEFORE_MARK:])[-1:])
    return f"{word[-LONGEST_BEFORE_MARK:]}|{normal_text(number)}"


def place_in_text(text: str) -> str:
    """Tell a place that is neither title nor heading nor rubric, by the text of its block.

    The block is the one that holds the place; of a place that is a block or holds blocks (a
    table, a figure, a division) it is the first one in it that has text. Of a long text the first
    `LONGEST_PLACE` characters are told.
    """
    return f"#¶ {normal_text(text)[:LONGEST_PLACE]}".rstrip()


def page_beginning(texts: Iterable[str]) -> str:
    """Tell where a page begins, by the running text that follows, in the texts of its blocks."""
    behind = ""
    for text in texts:
        behind = f"{behind}\n{text[:ENOUGH_BEHIND_MARK]}"
        if len(behind) > ENOUGH_BEHIND_MARK:
            break
    return normal_text(behind)[:LONGEST_BEGINNING].rstrip()


def normal_url(url: str) -> str:
    """Percent-encode whatever RFC 3986 does not allow in a URL; escapes stay as they are."""
    encoded = _UNSAFE.sub(_percent_encoded, url.strip())
    # Square brackets belong to hosts alone, and the first number sign begins the fragment.
    before = _BEFORE_PATH.match(encoded)
    start = before.end() if before else 0
    path, sign, fragment = encoded[start:].partition("#")
    return encoded[:start] + _bracketless(path) + sign + _bracketless(fragment.replace("#", "%23"))


def _bracketless(text: str) -> str:
    return text.replace("[", "%5B").replace("]", "%5D")


def _percent_encoded(character: re.Match[str]) -> str:
    encoded = character[0].encode("utf-8", "replace")
    return "".join(f"%{byte:02X}" for byte in encoded)


SOURCE_PREFIX = "sha256:"
"""What the digest of a source has before it in the metadata of editions."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What an edition says of the source that it was made of; "" for what it does not say.

    `version` is the author's, `digest` the SHA-256 in hexadecimal, `generator` what made it.
    """

    version: str = ""
    digest: str = ""
    generator: str = field(default="", compare=False)


def source_digest(text: str) -> str:
    """Give the digest that a text of the metadata tells, "" where it is none."""
    found = _DIGEST.fullmatch(text.strip())
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class HeadingFact:
    """A heading as an edition has it: depth from 1, number ("" for none), plain text.

    Of a bookmark the number is "" and the text is the whole label ("2.1 Title"); one that does not
    lead to the heading of its label has what it leads to behind it (`2.1 Title -> #?`).
    """

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
    """A link: its plain text and what it leads to.

    `target` is the URL of a link that leads out. One that leads to a place inside has `#` and the
    plain text (without number and note marks) of the block that holds the place: the title of the
    publication, a heading or a rubric. Where several of these have the same text, from the second
    one on the ordinal follows in brackets (`#Results (2)`); titles, headings and rubrics are
    counted together in reading order: title, body, then the notes. A link to a note has `#` and
    the note's text. A place anywhere else is told as `place_in_text` says. A link whose place does
    not exist: `#?`.

    Note marks, the way back from a note, and contents lines are no links in this sense; nor is a
    link that has neither text nor image, for nobody can follow it.
    """

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class NoteFact:
    """A note: the mark that is shown, its plain text, how many references lead to it.

    The text has all the note's blocks, by the rules of `EditionFacts.words`, without the mark and
    without the way back.
    """

    mark: str
    text: str
    references: int


SEVERAL_PAGES = "?"
"""Stands for the page of places that are told alike and are on several pages."""


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """The page on which a place really is: the place as links tell it, the page's label.

    Where places that are told alike are on several pages, the page is `SEVERAL_PAGES`.
    """

    target: str
    page: str


LONGEST_BEGINNING = 40
"""How many characters tell where a page begins."""

ENOUGH_BEHIND_MARK = 1000
"""How many characters behind the mark of a page are looked at, whatever white space they are."""


@dataclass(frozen=True, slots=True)
class PageFact:
    """A line of a list of another edition's pages: the page's number, and what begins there.

    `begins` is the running text that follows the place, as `page_beginning` tells it; `#?` where
    there is no such place. Where the place is marked as that of another page, ` -> ` and that
    follow the label.
    """

    label: str
    begins: str


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What a finished edition says, read back without the code that wrote it.

    `title`, `authors` and `language` come from the format's metadata; where a format has a single
    field for all authors, the reader divides it. `outline` has every heading of the body in
    reading order (not the title, no rubrics). `bookmarks` are the format's own navigation (PDF
    outline, EPUB nav): level and label; None for a format that has none of its own (DOCX: Word's
    navigation pane is the outline itself). `contents` is the visible contents, () where there are
    none: the lines of the lists of figures and the like follow, then the page references of the
    text (level 0, neither number nor text), which are neither links nor words.

    `links` and `images` are in reading order: first those of the running text (headings and
    captions with it), then those of the notes, note by note; none of title block, contents and
    cover. `images` are the alternative texts of all images that carry meaning, "" where one is
    missing; of an image that the file itself has lost, ` [no image]` follows. `notes` are in the
    order of their first references: those that the text refers to, then those that notes refer to.

    `words` is the running text: headings without their numbers, rubrics, paragraphs, code below
    its title, quotes, titles of admonitions before their blocks, list items without markers and
    check boxes, terms before their definitions, a table's caption before its cells, these row by
    row (header rows first, once; a cell that spans several once, where it begins), captions of
    figures, formulas, stand-ins; without title block, contents, notes, note marks, ornaments of
    thematic breaks, numbers of code lines, page furniture. A block, a cell, a hard break and a
    line of code always end a word; images and note marks end none. A formula is its characters in
    the order of its MathML, without spaces (`Math.text`), and ends no word; one on a line of its
    own is followed by its number in brackets, if it has one. Texts of other facts follow the same
    rules.

    `places` is where the blocks that links can lead to really are; only a format with fixed
    pages knows, and its reader always tells. So a fixed-page edition whose contents show no page
    numbers has lost them.

    What follows is None where a reader does not tell it. `title_block` is what readers of the
    edition see of title, subtitle, authors (in one line, joined by ", ") and date, in this order,
    each as one text; without those that are empty, and without anything else that stands there.
    `revision` is what the metadata say of the source. `marks` are the marks of notes, each as
    `note_mark` tells it, in the order of `links`. `structure` is what the edition says of lists,
    tables, code, emphasis and languages; `pipeline.telling` makes it of what is read. `pictures`
    are what the `images` show. `page_list` is the list of the PDF edition's pages that a format
    without pages can have. `has_own_pages` tells that the page numbers of
    an edition without fixed pages are those of another layout than the printed edition's.
    `identifiers` are the names by which links from outside reach the places of the edition
    (`#name`, or `file#name` where it has several documents), but for those of note marks.
    `direction` is that of the pages: "ltr" or "rtl".
    """

    title: str
    authors: tuple[str, ...]
    language: str
    outline: tuple[HeadingFact, ...]
    bookmarks: tuple[HeadingFact, ...] | None
    contents: tuple[ContentsFact, ...]
    links: tuple[LinkFact, ...]
    notes: tuple[NoteFact, ...]
    images: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[PlaceFact, ...] = ()
    title_block: tuple[str, ...] | None = None
    marks: tuple[str, ...] | None = None
    revision: Revision | None = None
    structure: Structure | None = None
    pictures: tuple[PictureFact, ...] | None = None
    page_list: tuple[PageFact, ...] | None = None
    has_own_pages: bool = False
    identifiers: tuple[str, ...] | None = None
    direction: str | None = None


class StyleUse(NamedTuple):
    """A style of an edition: its name, its kind, what it is for."""

    name: str
    kind: str
    purpose: str


@runtime_checkable
class HasStyles(Protocol):
    """What an exporter may have beside: named styles, which a reference document can set."""

    def styles(self) -> tuple[StyleUse, ...]:
        """Give the styles that its editions use."""


@runtime_checkable
class Exporter(Protocol):
    """A format's plugin, registered under the entry-point group `pipeline.exporters`.

    One with an attribute `on_request` that is true is for those alone who ask for its format by
    name.
    """

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
