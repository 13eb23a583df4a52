"""A release as a value: what is released, and what is known of each of its files."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file of a release: its name in the folder, media type, bytes, SHA-256 in hexadecimal."""

    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Validation:
    """A standard that a validator found met: their names, the validator's version ("" unknown)."""

    standard: str
    validator: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class ReleasedEdition:
    """An edition: its file, and what was read from the finished file.

    `standards` are those that the file itself says it meets, `validated` those that validators
    found it to meet. `pages` is None for a format without
    fixed pages; `words` counts the running text, None where the format's reader tells none.
    """

    format: str
    file: ReleasedFile
    standards: tuple[str, ...] = ()
    pages: int | None = None
    words: int | None = None
    validated: tuple[Validation, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture of the cover: its file, and its size in pixels."""

    file: ReleasedFile
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: its level from 1, number ("" for none) and text."""

    level: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of the publication, as its metadata say it; "" and () for what is not given.

    `language` is a BCP 47 tag, `date` the author's text; `identifier` is a URN, ISBN or URL, and
    never empty.
    """

    title: str
    language: str
    identifier: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a release comes from.

    `digest` is the SHA-256 of the source, `commit` git's name for the last change of the source,
    "" where there is none; `generator` is what made the release. `time` is seconds since
    1970-01-01T00:00Z: the date of the publication, else that of the commit, else None.
    """

    digest: str
    commit: str = ""
    generator: str = ""
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature of the checksums: its kind ("ssh", "minisign"), its file, the public key's."""

    kind: str
    file: str
    key: str


@dataclass(frozen=True, slots=True)
class Release:
    """A version of a publication, with everything that readers can get of it.

    `name` and `version` are fit for file names; `label` is the version as its author writes it.
    `address` is where the folder of all releases can be read by everyone, "" where that is not
    known. The archive's digest is in SHA256SUMS alone: the archive holds what is said here.
    """

    name: str
    version: str
    label: str
    about: Description
    origin: Origin
    editions: tuple[ReleasedEdition, ...]
    contents: tuple[ContentsLine, ...] = ()
    cover: Cover | None = None
    licence: ReleasedFile | None = None
    address: str = ""
    signature: Signature | None = None

    @property
    def folder(self) -> str:
        """The name of the release's folder."""
        return f"{self.name}-{self.version}"

    @property
    def archive(self) -> str:
        """The name of the file that holds the release as a whole."""
        return f"{self.folder}.zip"

    def readers_files(self) -> Iterator[ReleasedFile]:
        """Yield the files that the release is about: editions, cover, licence."""
        for edition in self.editions:
            yield edition.file
        if self.cover is not None:
            yield self.cover.file
        if self.licence is not None:
            yield self.licence
