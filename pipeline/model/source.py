"""The text of a source, as the project hands it to a reader."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from pipeline.diagnostics import Diagnostics
from pipeline.location import Location
from pipeline.model.roles import Matter

Value: TypeAlias = "str | tuple[Value, ...] | dict[str, Value]"
"""A value as its author typed it: text, a list, or a mapping."""


class Configured(NamedTuple):
    """A key that is set beside the source, its value as it was typed, and where."""

    key: str
    value: Value
    location: Location


class SourceText(NamedTuple):
    """A file that a publication is made of: its way from the source's folder, and its text.

    `digest` is the SHA-256 of its bytes in hexadecimal, "" where nobody needs it.
    """

    name: str
    text: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a source, or standard input.

    `label` is its name as diagnostics print it; `text` is decoded, with line feeds as line ends
    and no byte-order mark; `folder` is the absolute path of the folder that images and included
    files are looked for in; `stem` is the file's name without its ending, the title's last resort.
    `root` is the folder that nothing may lead out of, an absolute path too, and `root_label` its
    name in diagnostics: the file's own folder where they are empty.
    """

    label: str
    text: str
    folder: str
    stem: str
    configured: tuple[Configured, ...] = ()
    root: str = ""
    root_label: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of a book's list of chapters.

    `file` is None for a part, and for a chapter that is still to be written. `path` is the file's
    way from the book's folder of texts, with slashes. `title` is what the list calls it, "" where
    it does not say; `depth` counts from 1; `location` is its place in the list.
    """

    location: Location
    title: str = ""
    file: SourceFile | None = None
    path: str = ""
    depth: int = 1
    matter: Matter = Matter.MAIN
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a publication is released: the table `[distribute]` of a `book.toml`.

    `name` is that of its releases, "" for the title's slug. `licence` is the file of its licence,
    from the source's folder: None where nothing is said of it, "" for none. `address` is where
    the folder of all releases can be read by everyone, "" where that is not said; `targets` are
    the places that releases are sent to. `key` is the file of the key that signs releases, "" for
    none.
    """

    name: str = ""
    licence: str | None = None
    address: str = ""
    targets: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What one publication is made of: a file, or the chapters of a book.

    `name` is the editions' file name without its ending; `digest` the SHA-256 of the source's
    bytes, in hexadecimal. `file` of a book has no text: its label is that of the list of chapters,
    its folder that of the book. `said` is what was wrong with the list, as sentences for
    diagnostics; `is_book` tells a book of no chapters from an empty file.
    """

    name: str
    file: SourceFile
    digest: str
    chapters: tuple[Chapter, ...] = ()
    is_book: bool = False
    said: Diagnostics = ()
    distribution: Distribution = field(default_factory=Distribution)
