"""What is said about a publication, and how it wants to be made."""

from dataclasses import dataclass
from enum import Enum

from pipeline.diagnostics import Severities
from pipeline.location import Location
from pipeline.model.source import Value


@dataclass(frozen=True, slots=True)
class Metadata:
    """The bibliographic part.

    `abstract` is Markdown; the reader makes it the first block of the text. `language` is a BCP 47
    tag. `date` is the author's text, ISO 8601 where it can be one.
    `identifier` is a URN, ISBN or URL. Empty means: not given. After `prepare` title, language
    and identifier are never empty.
    """

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = "en"
    description: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""
    publisher: str = ""
    identifier: str = ""
    version: str = ""
    cover_image: str = ""


class Kind(Enum):
    """What a publication is: decides its title page and where chapters begin."""

    ARTICLE = "article"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class EditionWish:
    """What an author wants of the editions of a format: an option, and its value as written."""

    format: str
    option: str
    value: Value
    location: Location


STANDARDS = ("pdf/ua-1", "pdf/a-2a", "epub", "ace", "ooxml")
"""What validators can hold editions to: two standards of PDF, EPUB 3.3, accessibility, Open XML."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the author wants the publication made: the same in every edition.

    `severities` say how grave diagnostics are to be; `variables` are names with their values;
    `fonts` is a folder, and the three `_font` are names of families in it.
    `editions` are options of single formats; `standards` are those of `STANDARDS` that `verify`
    holds the editions to; `ledger` is the file of the names of places that were published.
    """

    kind: Kind = Kind.ARTICLE
    number_sections: bool = False
    number_depth: int = 3
    number_captions: bool = True
    toc: bool = True
    toc_depth: int = 2
    list_of_figures: bool = False
    list_of_tables: bool = False
    list_of_listings: bool = False
    page_references: bool = False
    imprint: bool = False
    source_commit: bool = False
    open_right: bool = False
    endnotes: bool = False
    float_figures: bool = False
    hanging_punctuation: bool = False
    smart: bool = True
    page_size: str = "a4"
    theme: str = "report"
    fonts: str = ""
    serif_font: str = ""
    sans_font: str = ""
    mono_font: str = ""
    severities: Severities = ()
    variables: tuple[tuple[str, str], ...] = ()
    editions: tuple[EditionWish, ...] = ()
    bibliography: tuple[str, ...] = ()
    csl: str = ""
    nocite: tuple[str, ...] = ()
    link_citations: bool = True
    standards: tuple[str, ...] = ()
    ledger: str = ""
