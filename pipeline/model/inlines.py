"""The inlines of a document, and what all nodes share; `pipeline.model.nodes` has all of them."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, TypeAlias

from pipeline.location import NOWHERE, Location
from pipeline.model.formats import Formats


@dataclass(frozen=True, slots=True)
class Node:
    """What all nodes share: where they stand in the source."""

    location: Location = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Length:
    """A length that an author asks for: in points, or as a share of the text's width (0 to 1)."""

    points: float = 0.0
    share: float = 0.0


class Placement(Enum):
    """Where a figure stands on paper: where the text has it, or where it fits next."""

    HERE = "here"
    FLOAT = "float"


# Inlines


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Characters, with entities and escapes resolved; never a line break."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    """Stressed words, set in italics."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong(Node):
    """Important words, set in bold."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Deletion(Node):
    """Words that no longer hold, struck through."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Insertion(Node):
    """Words that were added."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Mark(Node):
    """Words that are pointed out, as by a marker pen."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Superscript(Node):
    """Small and above the line."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Subscript(Node):
    """Small and below the line."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Keyboard(Node):
    """A key, or what is to be typed."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Abbreviation(Node):
    """A short form; `expansion` is what it stands for."""

    content: tuple["Inline", ...]
    expansion: str


class IndexTerm(NamedTuple):
    """What the index is to say of a place: the entry that leads there, sub-entries behind it.

    An empty `path` is the words of the place themselves. `see` is another entry that stands in the
    place of this one, `also` one to look at besides.
    """

    path: tuple[str, ...] = ()
    see: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Span(Node):
    """Words with a name, with classes, or in a language or direction of their own.

    `language` is a BCP 47 tag, `direction` is "ltr" or "rtl"; "" means: as around it. `formats`
    are those of the editions that have it, `indexed` what the index says of it.
    """

    content: tuple["Inline", ...]
    identifier: str = ""
    classes: tuple[str, ...] = ()
    language: str = ""
    direction: str = ""
    formats: Formats = ()
    indexed: tuple[IndexTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class Math(Node):
    """A formula within a line; `tex` is what its author wrote, without delimiters.

    After the passes `mathml` is the formula as a `math` element in the MathML namespace, and
    `text` what editions are compared by: the characters of its leaves in their order, without
    white space and invisible operators (U+2061 to U+2064). What is in an `mphantom` or an
    annotation is no text, nor are spaces, strokes, and the signs of fractions and roots.
    """

    tex: str
    text: str = ""
    mathml: str = ""


@dataclass(frozen=True, slots=True)
class CodeSpan(Node):
    """Code within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link as the source has it; after the passes, one that leads out of the publication.

    `url` is the destination with entities and escapes resolved (`#setup`, `https://…`).
    """

    content: tuple["Inline", ...]
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class CrossReference(Node):
    """A link to a place in this publication; made by the passes, and its target is there.

    Where the passes gave it words with a number in them ("Section 4.1"), `series` is what is
    counted ("section", "appendix", or as `CaptionLabel` has it) and `number` the number.
    """

    content: tuple["Inline", ...]
    identifier: str
    series: str = ""
    number: str = ""


class CitationItem(NamedTuple):
    """One work that is cited: its key, what stands before it, a page or words behind it."""

    key: str
    prefix: str = ""
    suffix: str = ""
    is_author_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Citation(Node):
    """Works that the text cites; `text` is what its author wrote. The passes put words for it."""

    text: str
    items: tuple[CitationItem, ...]
    is_in_text: bool = False


@dataclass(frozen=True, slots=True)
class PageReference(Node):
    """A link that shows the page of a place, where an edition has pages; made by the passes.

    `text` is what it shows where there are none: the number of the section, or a count.
    """

    identifier: str
    text: str


@dataclass(frozen=True, slots=True)
class CaptionLabel(Node):
    """What a numbered caption begins with: "Figure 3.2"; made by the passes.

    `series` is what is counted ("figure", "table", "listing"), `number` the number in the label,
    `target` the identifier of what has the caption. The caption follows after a space.
    """

    text: str
    series: str
    number: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Image(Node):
    """An image within a line.

    `url` is the source's; `asset` (after the passes) names the publication's asset that holds
    the bytes, and `alternative` is then never empty. `width` and `height` are the author's
    wishes; where one is None it follows from the other. `placement` is a wish for an image that
    is a figure, None where the publication's setting decides.
    """

    url: str
    alternative: str
    title: str = ""
    asset: str = ""
    identifier: str = ""
    width: Length | None = None
    height: Length | None = None
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class NoteReference(Node):
    """The mark in the text that leads to a note.

    `label` is the source's. After the passes, `note` is the note's identifier, `number` the
    mark that is shown, `identifier` this reference's own name (a note may have several).
    """

    label: str
    note: str = ""
    number: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class SoftBreak(Node):
    """A line break of the source, shown as a space."""


@dataclass(frozen=True, slots=True)
class HardBreak(Node):
    """A line break that the author wants."""


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Deletion
    | Insertion
    | Mark
    | Superscript
    | Subscript
    | Keyboard
    | Abbreviation
    | Span
    | Math
    | CodeSpan
    | Link
    | CrossReference
    | CaptionLabel
    | PageReference
    | Citation
    | Image
    | NoteReference
    | SoftBreak
    | HardBreak
)

Worded: TypeAlias = (
    Emphasis
    | Strong
    | Deletion
    | Insertion
    | Mark
    | Superscript
    | Subscript
    | Keyboard
    | Abbreviation
    | Span
    | Link
    | CrossReference
)
"""The inlines that hold inlines, for `isinstance`."""
