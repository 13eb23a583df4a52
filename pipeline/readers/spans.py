"""Attributes behind inlines: `[text]{.mark}`, `![image](a.png){#id width=50%}`, `*word*{lang=fr}`.

What they name, and which language something is in, is kept. What tells browsers how to show
something goes without a word; what would run there is said.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.inlines import Placement
from pipeline.model.nodes import Image, IndexTerm, Inline, Keyboard, Length, Link, Mark, Span, Text
from pipeline.readers.attributes import Attributes, attributes_at
from pipeline.readers.conditions import KEYS, split_condition
from pipeline.readers.entities import resolve
from pipeline.readers.findings import Findings
from pipeline.readers.lengths import read_length
from pipeline.readers.scanner import Scanner
from pipeline.readers.values import ValueInvalidError, read_language

_DIRECTIONS = frozenset({"ltr", "rtl"})
_READ = frozenset({"id", "class", "lang", "xml:lang", "dir"}) | KEYS | {"entry", "see", "see-also"}
INDEX = "index"
"""The class of words that the index leads to."""
_READ_OF_LINKS = frozenset({"title"})
_READ_OF_IMAGES = frozenset(
    {"title", "alt", "fig-alt", "fig-cap", "fig-pos", "placement", "width", "height", "style"}
)
# Those of HTML and of Quarto's figures that are about looks, loading and programs.
_NEEDLESS = (
    "align alt border charset cite column crossorigin data datetime decoding download draggable"
    " fetchpriority fig-align fig-alt fig-cap fig-env fig-link fig-pos fig-scap height"
    " hidden hreflang hspace ismap lightbox loading markdown media name ping referrerpolicy rel"
    " role sizes spellcheck src srcset style tabindex target title translate type usemap valign"
    " vspace width"
)
_IS_NEEDLESS = frozenset(_NEEDLESS.split())
_NEEDLESS_STARTS = ("data-", "aria-")
_SIZES_OF_STYLES = re.compile(r"(?:^|;)\s*(?:max-)?(width|height)\s*:\s*([^;!]+)", re.IGNORECASE)
_AUTOMATIC = frozenset({"", "auto"})
_PLACEMENTS = {placement.value: placement for placement in Placement}
_PLACEMENT_EXPECTED = "expected 'here' or 'float'"
_LENGTH_EXPECTED = "expected a length such as '50%', '8cm' or '300px'"
READ_OF_BLOCKS = frozenset({"title", "icon", "collapse", "appearance", "open", "type"})
"""The keys that mean something on blocks, or on boxes of other tools."""


class Braces:
    """Attributes that stand directly behind an inline; `end` is where they end in the text."""

    __slots__ = ("_attributes", "_findings", "_place", "_values", "end", "shown")

    def __init__(self, attributes: Attributes, shown: Text, findings: Findings, end: int) -> None:
        self.end = end
        self.shown = shown
        self._attributes = attributes
        self._values = {key.lower(): resolve(value) for key, value in attributes.values}
        self._findings = findings
        self._place = shown.location

    def put_on(self, inline: Inline) -> Inline:
        """Give an inline with the attributes; its classes are left out."""
        if isinstance(inline, Image):
            self._judge(_READ_OF_IMAGES)
            return self._around((self._image(inline),), "", inline.location)
        self._judge(_READ_OF_LINKS)
        if isinstance(inline, Link) and self._values.get("title"):
            inline = replace(inline, title=self._values["title"])
        return self._around((inline,), self._identifier, inline.location)

    def _around(self, content: tuple[Inline], identifier: str, place: Location) -> Inline:
        language, direction = self._language(), self._direction()
        if not identifier and not language and not direction:
            return content[0]
        return Span(content, identifier, (), language, direction, location=place)

    def span(self, content: tuple[Inline, ...], place: Location) -> tuple[Inline, ...]:
        """Give words in brackets with the attributes."""
        self._judge(frozenset())
        names = dict.fromkeys((*self._attributes.classes, *self._values.get("class", "").split()))
        for name, kind in (("mark", Mark), ("kbd", Keyboard)):
            if name in names:
                del names[name]
                content = (kind(content, location=place),)
        others = tuple(name for name in names if name != INDEX)
        classes, formats = split_condition(others, self._values, self._findings, place)
        span = Span(
            content,
            self._identifier,
            classes,
            self._language(),
            self._direction(),
            formats,
            self._indexed(names),
            location=place,
        )
        return content if span == Span(content) else (span,)

    def _indexed(self, names: Iterable[str]) -> tuple[IndexTerm, ...]:
        """Give what the index says of words that have its class."""
        if INDEX not in names:
            return ()
        values = self._values
        path = tuple(part.strip() for part in values.get("entry", "").split("!") if part.strip())
        return (IndexTerm(path, values.get("see", ""), values.get("see-also", "")),)

    @property
    def _identifier(self) -> str:
        return self._attributes.identifier or self._values.get("id", "")

    def _language(self) -> str:
        return language_in(self._values, self._findings, self._place)

    def _direction(self) -> str:
        return direction_in(self._values, self._findings, self._place)

    def _image(self, image: Image) -> Image:
        values = self._values
        sizes = {
            name.lower(): size for name, size in _SIZES_OF_STYLES.findall(values.get("style", ""))
        }
        return replace(
            image,
            alternative=values.get("fig-alt") or values.get("alt") or image.alternative,
            title=values.get("title") or values.get("fig-cap") or image.title,
            identifier=self._identifier,
            width=self._length("width", sizes),
            height=self._length("height", sizes),
            placement=self._placement(),
        )

    def _placement(self) -> Placement | None:
        """Give where a figure stands; Quarto's `fig-pos` has LaTeX's letters for it."""
        text = self._values.get("placement")
        if text is None:
            letters = self._values.get("fig-pos", "")
            return _placement_of(letters) if letters else None
        if text not in _PLACEMENTS:
            _say_invalid(("placement", text, _PLACEMENT_EXPECTED), self._findings, self._place)
        return _PLACEMENTS.get(text)

    def _length(self, name: str, sizes: dict[str, str]) -> Length | None:
        text = self._values.get(name)
        if text is None:  # styles have units that mean nothing on paper: what is unread goes
            return read_length(sizes.get(name, ""))
        length = read_length(text)
        if length is None and text.strip().lower() not in _AUTOMATIC:
            _say_invalid((name, text, _LENGTH_EXPECTED), self._findings, self._place)
        return length

    def _judge(self, read: frozenset[str]) -> None:
        judge(self._values, read, self._findings, self._place)


def _placement_of(letters: str) -> Placement:
    return Placement.HERE if letters.strip("!").lower() == "h" else Placement.FLOAT


def language_in(values: Mapping[str, str], findings: Findings, place: Location) -> str:
    """Give the language that attributes name, "" for none; one that is none is told."""
    text = values.get("lang") or values.get("xml:lang") or ""
    try:
        return read_language(text) if text else ""
    except ValueInvalidError as error:
        _say_invalid(("lang", text, str(error)), findings, place)
        return ""


def direction_in(values: Mapping[str, str], findings: Findings, place: Location) -> str:
    """Give the direction that attributes name, "" for none; one that is none is told."""
    text = values.get("dir", "").lower()
    if text in _DIRECTIONS:
        return text
    if text not in _AUTOMATIC:
        _say_invalid(("dir", text, "expected 'ltr' or 'rtl'"), findings, place)
    return ""


def _say_invalid(said: tuple[str, str, str], findings: Findings, place: Location) -> None:
    name, text, expected = said
    message = f"'{name}' cannot be '{text[:40]}': {expected}"
    findings.say(Code.VALUE_INVALID, message, place)


def judge(
    values: Mapping[str, str], read: frozenset[str], findings: Findings, place: Location
) -> None:
    """Say which attributes are dropped that may have been meant for more than looks."""
    for key in values:
        if key.lower().startswith("on"):
            message = f"attribute '{key[:40]}' dropped: editions run no programs"
            findings.say(Code.MARKUP_DROPPED, message, place)
        elif not (key in _READ or key in read or _is_needless(key)):
            message = f"attribute '{key[:40]}' means nothing here and is dropped"
            near = get_close_matches(key[:40].lower(), sorted(_READ | read), n=1)
            hint = f"did you mean '{near[0]}'?" if near else ""
            findings.say(Code.ATTRIBUTE_UNKNOWN, message, place, hint)


def spoken(
    content: tuple[Inline, ...], attributes: Attributes, findings: Findings, place: Location
) -> tuple[Inline, ...]:
    """Give the words of a heading in the language that its attributes name."""
    values = dict(attributes.values)
    language = language_in(values, findings, place)
    direction = direction_in(values, findings, place)
    if not (language or direction):
        return content
    return (Span(content, language=language, direction=direction, location=place),)


def _is_needless(key: str) -> bool:
    return key in _IS_NEEDLESS or key.startswith(_NEEDLESS_STARTS)


def braces_at(scanner: Scanner, at: int) -> Braces | None:
    """Read the attributes that stand at `at`; None where there are none."""
    found = attributes_at(scanner.text, at) if scanner.text.startswith("{", at) else None
    if found is None:
        return None
    shown = Text(scanner.text[at : found.end].replace("\n", " "), location=scanner.places.at(at))
    return Braces(found.attributes, shown, scanner.reading.findings, found.end)


def add_with_braces(scanner: Scanner, at: int, inline: Inline, end: int) -> int:
    """Add an inline that ends at `end`, with the attributes behind it; give their end."""
    if not scanner.text.startswith("{", end):
        scanner.add(at, inline)
        return end
    scanner.flush(at)
    braces = braces_at(scanner, end)
    scanner.items.append(braces.put_on(inline) if braces else inline)
    return braces.end if braces else end
