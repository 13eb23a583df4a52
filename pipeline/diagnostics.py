"""What the pipeline has to say about a source: values, never exceptions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import TypeAlias

from pipeline.location import Location


class Severity(Enum):
    """How grave a diagnostic is; the values order them."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case word that is printed."""
        return self.name.lower()


class Code(StrEnum):
    """The catalogue of diagnostics; the value is the name that users see."""

    FRONT_MATTER_UNREADABLE = "front-matter-unreadable"
    SOURCE_EMPTY = "source-empty"
    IMAGE_MISSING = "image-missing"
    IMAGE_UNREADABLE = "image-unreadable"
    IMAGE_OUTSIDE = "image-outside"
    IMAGE_REMOTE = "image-remote"
    LINK_TARGET_MISSING = "link-target-missing"
    LINK_UNPUBLISHED = "link-unpublished"
    IDENTIFIER_DUPLICATE = "identifier-duplicate"
    ALTERNATIVE_MISSING = "alternative-missing"
    HEADING_LEVEL_SKIPPED = "heading-level-skipped"
    HEADING_EMPTY = "heading-empty"
    KEY_UNKNOWN = "key-unknown"
    VALUE_INVALID = "value-invalid"
    MARKUP_DROPPED = "markup-dropped"
    LINK_UNSAFE = "link-unsafe"
    CHARACTER_DROPPED = "character-dropped"
    NESTING_TOO_DEEP = "nesting-too-deep"
    NOTE_UNDEFINED = "note-undefined"
    NOTE_UNUSED = "note-unused"
    NOTE_DUPLICATE = "note-duplicate"
    NOTE_EMPTY = "note-empty"
    LANGUAGE_UNKNOWN = "language-unknown"
    DIVISION_MARKER = "division-marker"
    GLYPH_MISSING = "glyph-missing"
    TABLE_TOO_WIDE = "table-too-wide"
    LINE_OVERFULL = "line-overfull"
    CONTENTS_DUPLICATE = "contents-duplicate"
    CONTENTS_MARKER = "contents-marker"
    REFERENCE_UNUSED = "reference-unused"
    FENCE_UNCLOSED = "fence-unclosed"
    DIVISION_UNCLOSED = "division-unclosed"
    TABLE_RAGGED = "table-ragged"
    ATTRIBUTE_UNKNOWN = "attribute-unknown"
    INCLUDE_MISSING = "include-missing"
    INCLUDE_OUTSIDE = "include-outside"
    INCLUDE_TOO_DEEP = "include-too-deep"
    MATH_UNREADABLE = "math-unreadable"
    SYMBOL_UNKNOWN = "symbol-unknown"
    IMAGE_TOO_LARGE = "image-too-large"
    EXTENSION_UNSUPPORTED = "extension-unsupported"
    BOX_EMPTY = "box-empty"
    BIBLIOGRAPHY_UNREADABLE = "bibliography-unreadable"
    CITATION_UNKNOWN = "citation-unknown"
    PLACE_VANISHED = "place-vanished"
    NUMBER_GAP = "number-gap"
    VARIABLE_UNKNOWN = "variable-unknown"
    CHAPTER_MISSING = "chapter-missing"
    CHAPTER_OUTSIDE = "chapter-outside"
    CHAPTER_DUPLICATE = "chapter-duplicate"
    CHAPTER_UNLISTED = "chapter-unlisted"
    CHAPTER_DRAFT = "chapter-draft"
    CHAPTER_TITLE_DIFFERS = "chapter-title-differs"
    CHAPTER_LIST_UNREADABLE = "chapter-list-unreadable"
    EXPANSION_HIDDEN = "expansion-hidden"
    IMAGE_COARSE = "image-coarse"
    FONT_MISSING = "font-missing"
    FONT_UNUSABLE = "font-unusable"
    HOUSE_UNREADABLE = "house-unreadable"


_ERRORS = frozenset(
    {
        Code.FRONT_MATTER_UNREADABLE,
        Code.SOURCE_EMPTY,
        Code.IMAGE_MISSING,
        Code.IMAGE_UNREADABLE,
        Code.IMAGE_OUTSIDE,
        Code.LINK_TARGET_MISSING,
        Code.IDENTIFIER_DUPLICATE,
        Code.INCLUDE_MISSING,
        Code.INCLUDE_OUTSIDE,
        Code.INCLUDE_TOO_DEEP,
        Code.IMAGE_TOO_LARGE,
        Code.CHAPTER_MISSING,
        Code.CHAPTER_OUTSIDE,
        Code.BIBLIOGRAPHY_UNREADABLE,
        Code.CITATION_UNKNOWN,
        Code.HOUSE_UNREADABLE,
        Code.PLACE_VANISHED,
    }
)
_NOTES = frozenset(
    {
        Code.CONTENTS_DUPLICATE,
        Code.CONTENTS_MARKER,
        Code.REFERENCE_UNUSED,
        Code.NUMBER_GAP,
        Code.LANGUAGE_UNKNOWN,
        Code.CHAPTER_UNLISTED,
        Code.CHAPTER_DRAFT,
        Code.CHAPTER_TITLE_DIFFERS,
        Code.EXPANSION_HIDDEN,
    }
)


def severity_of(code: Code) -> Severity:
    """Give the severity of a code."""
    if code in _ERRORS:
        return Severity.ERROR
    return Severity.NOTE if code in _NOTES else Severity.WARNING


_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _visible(text: str) -> str:
    """Escape what would break a line, turn it round, or tell a terminal something."""
    return _UNSHOWN.sub(lambda match: ascii(match[0])[1:-1], text)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One sentence about one place of a source, with a hint where it helps.

    The message starts in lower case and ends without a full stop. `wished` is the severity that
    the author of the source wants its code to have, None where nothing was said.
    """

    code: Code
    message: str
    location: Location
    hint: str = ""
    wished: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How grave it is: as its author wishes, else as its code has it."""
        return self.wished or severity_of(self.code)

    def __str__(self) -> str:
        """Print as `file:12: warning: message [code]`, the hint on a line of its own."""
        place, message, hint = map(_visible, (str(self.location), self.message, self.hint))
        line = f"{place}: {self.severity.word}: {message} [{self.code.value}]"
        return f"{line}\n    hint: {hint}" if hint else line


Diagnostics: TypeAlias = tuple[Diagnostic, ...]
Severities: TypeAlias = tuple[tuple[Code, Severity | None], ...]
"""Codes with the severity that an author wants them to have; None: nothing is to be said."""


def with_severities(diagnostics: Diagnostics, severities: Severities) -> Diagnostics:
    """Give diagnostics the severities that an author wants, without those to be ignored."""
    wishes = dict(severities)
    return tuple(
        replace(said, wished=wishes[said.code]) if said.code in wishes else said
        for said in diagnostics
        if wishes.get(said.code, said.severity) is not None
    )


def in_source_order(diagnostics: Diagnostics) -> Diagnostics:
    """Sort by file, line and column; equal ones are said once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(
        sorted(unique, key=lambda d: (d.location.file, d.location.line, d.location.column))
    )


def shortened(url: str) -> str:
    """Give as much of an address as a message tells: an image may be in its own address."""
    longest = 80
    return url if len(url) <= longest else f"{url[:longest]}…"


MAX_ALIKE = 3
"""How many diagnostics that differ in their place alone are shown one by one."""


def shown(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield what is printed of diagnostics: of many that are alike, the first and their number."""
    counts: Counter[Diagnostic] = Counter()
    for diagnostic in diagnostics:
        alike = replace(diagnostic, location=Location(diagnostic.location.file))
        counts[alike] += 1
        if counts[alike] <= MAX_ALIKE:
            yield str(diagnostic)
    for alike, count in counts.items():
        if count > MAX_ALIKE:
            more = f"{count - MAX_ALIKE} more like it (--log has them all): {alike.message}"
            yield str(replace(alike, message=more, hint=""))
