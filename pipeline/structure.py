"""What an edition says of its lists, tables, code, emphasis and languages: facts for `verify`."""

from enum import StrEnum
from typing import NamedTuple


class Limit(StrEnum):
    """What a format, or our reading of it, cannot tell."""

    CODE_LINES = "code lines"
    """Where lines of code end: they are joined by a space, as `flat_code` says."""

    TASK_LEVELS = "task levels"
    """How deep the items of tasks lie: theirs is 0."""


class ItemFact(NamedTuple):
    """An item of a list: how many lists it lies in (9 for more), its marker, the words behind it.

    The marker is "•" for a bullet of any shape, "3." for a number (`LARGEST_NUMBER` for larger
    ones), "[ ]" or "[x]" for a task, "1. [x]" for a numbered one. The words are those of the
    running text, whatever block they stand in: the first `LONGEST_BEGINNING` characters.
    """

    level: int
    marker: str
    text: str


class CellFact(NamedTuple):
    """A cell of a table: its row, its place among the cells that begin there, what it spans.

    Rows and places count from 1, header rows first; a row in which no cell begins is none, nor
    is one that would belong to another group of rows (header, body).
    `is_header` tells that it names its row or column; of an empty cell that is not told.
    """

    row: int
    place: int
    columns: int
    rows: int
    is_header: bool
    text: str


class LookFact(NamedTuple):
    """Words of one block that stand out in the same way: by which looks, and the words.

    The looks are the names in `LOOKS`, in alphabetical order, joined by "+". White space belongs
    to the words before it. Formulas have no looks, nor has code in blocks. A block of a note whose
    words are all strong may be a term, which is not told as strong.
    """

    look: str
    text: str


class SpokenFact(NamedTuple):
    """Words of one block in a language that is not the edition's: its tag in lower case."""

    language: str
    text: str


class BlockFact(NamedTuple):
    """A block of the running text that is no mere paragraph: what it is, and its words.

    The kinds are `QUOTE` (a paragraph of a quote, whatever divisions are between), `TERM` and
    `BOX_TITLE`. One that begins an item of a list, or has no words, is not told.
    """

    kind: str
    text: str


QUOTE, TERM, BOX_TITLE = "quote", "term", "title of a box"

LOOKS = (
    *("code", "deletion", "emphasis", "insertion", "keyboard", "mark"),
    *("strong", "subscript", "superscript"),
)
"""How words stand out."""


class PictureFact(NamedTuple):
    """What an image shows: its name in the publication, or the digests by which it is found.

    Digests are SHA-256 in hexadecimal, of the image's file, of what a format holds of it, or of
    its pixels, row by row; of a drawing, of its steps: for each outline its segments ("m", "l",
    "c", "h"), a space, the colour of its fill, a space, that of its stroke ("-" for none), and a
    line feed. None where the edition has lost it.
    """

    name: str = ""
    digests: frozenset[str] = frozenset()


class Structure(NamedTuple):
    """What an edition says beside its words; each in reading order, then (but for `blocks`) notes.

    `code` has the text of each code block, without blanks at the ends of lines. `limits` are what
    is told less exactly.
    """

    items: tuple[ItemFact, ...] = ()
    cells: tuple[CellFact, ...] = ()
    code: tuple[str, ...] = ()
    looks: tuple[LookFact, ...] = ()
    languages: tuple[SpokenFact, ...] = ()
    blocks: tuple[BlockFact, ...] = ()
    limits: frozenset[Limit] = frozenset()
