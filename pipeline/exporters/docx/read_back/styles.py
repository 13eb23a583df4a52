"""Styles and numbering as Word would resolve them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.exporters.docx.read_back.package import DocxPackage, W
from pipeline.telling import language_key, with_look, without_look

_VAL = f"{W}val"
_TRUE = ("1", "true", "on")
_LEVELS = 9
_LARGEST_LETTERS = 32767
_NO_OUTLINE = 9
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
_SMALL_ROMAN = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def val_of(element: etree._Element | None, name: str) -> str | None:
    """Give the `w:val` of a child, None where there is none."""
    if element is None:
        return None
    for child in element.iterchildren(f"{W}{name}"):
        return child.get(_VAL)
    return None


def switched(element: etree._Element | None, name: str) -> bool | None:
    """Tell whether a child switches a property on or off, None where there is none.

    One without a value switches it on (ECMA-376-1, 17.17.4, ST_OnOff).
    """
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(_VAL, "true") in _TRUE


def number_of(text: str | None, default: int) -> int:
    """Give a decimal number of an attribute, the default where it is none."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it takes from those that it builds on.

    `name` is Word's, in lower case; `outline` is 0 to 8, 9 for text; `num` and `level` are its
    place in a list, `num` None for none. `hidden` tells that its text is not shown; `looks` are
    those of its text, as `pipeline.structure` names them.
    """

    name: str = ""
    outline: int = _NO_OUTLINE
    num: int | None = None
    level: int = 0
    hidden: bool = False
    looks: str = ""


_PLAIN = Style()


class StyleReader:
    """The styles of a package by their ids."""

    def __init__(self, package: DocxPackage) -> None:
        found = package.related("styles")
        elements = found[1].iter(f"{W}style") if found else ()
        self._elements = {element.get(f"{W}styleId", ""): element for element in elements}
        self._styles: dict[str, Style] = {}
        self._default = next(
            (
                identifier
                for identifier, element in self._elements.items()
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in _TRUE
            ),
            "",
        )

    def style(self, identifier: str | None) -> Style:
        """Give a style; of a paragraph that names none, the default one."""
        wanted = self._default if identifier is None else identifier
        if wanted not in self._styles:
            self._styles[wanted] = self._resolved(wanted)
        return self._styles[wanted]

    def _resolved(self, identifier: str) -> Style:
        chain = tuple(self._chain(identifier))
        if not chain:
            return _PLAIN
        properties = [element.find(f"{W}pPr") for element in chain]
        numbered = [found for found in properties if found is not None]
        places = [found.find(f"{W}numPr") for found in numbered]
        nums = [val_of(place, "numId") for place in places if place is not None]
        levels = [val_of(place, "ilvl") for place in places if place is not None]
        outlines = [val_of(found, "outlineLvl") for found in numbered]
        hidden = (switched(element.find(f"{W}rPr"), "vanish") for element in chain)
        num = next((number_of(text, 0) for text in nums if text is not None), 0)
        return Style(
            name=(val_of(chain[0], "name") or "").lower(),
            outline=next((number_of(text, 9) for text in outlines if text is not None), 9),
            num=num or None,
            level=next((number_of(text, 0) for text in levels if text is not None), 0),
            hidden=next((on for on in hidden if on is not None), False),
            looks=_looks_of(chain),
        )

    def _chain(self, identifier: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        following: str | None = identifier
        while following is not None and following in self._elements and following not in seen:
            seen.add(following)
            yield self._elements[following]
            following = val_of(self._elements[following], "basedOn")


NAMED_LOOKS = {"html keyboard": "keyboard", "verbatim char": "code", "marked": "mark"}
"""The looks of character styles that are told by their names, not by what they do."""

_SWITCHED_LOOKS = {"b": "strong", "i": "emphasis", "strike": "deletion"}


def looks_in(properties: etree._Element | None, looks: str) -> str:
    """Give the looks of a run: those that its style has, and what its properties say."""
    if properties is None:
        return looks
    for name, look in _SWITCHED_LOOKS.items():
        on = switched(properties, name)
        if on is not None:
            looks = with_look(looks, look) if on else without_look(looks, look)
    if (val_of(properties, "u") or "none") != "none":
        looks = with_look(looks, "insertion")
    if properties.find(f"{W}shd") is not None:
        looks = with_look(looks, "mark")
    raised = val_of(properties, "vertAlign")
    return with_look(looks, raised) if raised in {"superscript", "subscript"} else looks


def _looks_of(chain: tuple[etree._Element, ...]) -> str:
    """Give the looks of a character style, from the one that it is built on outwards."""
    if chain[0].get(f"{W}type") != "character":
        return ""
    looks = ""
    for element in reversed(chain):
        named = NAMED_LOOKS.get((val_of(element, "name") or "").lower())
        looks = named or looks_in(element.find(f"{W}rPr"), looks)
    return looks


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@dataclass
class NumberingReader:
    """Counts as Word does (ECMA-376-1, 17.9): lists of one abstract definition share a count."""

    lists: Mapping[int, _List] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, package: DocxPackage) -> "NumberingReader":
        """Read the numbering part of a package."""
        found = package.related("numbering")
        if found is None:
            return cls()
        root = found[1]
        abstracts = {
            element.get(f"{W}abstractNumId", ""): dict(_levels(element))
            for element in root.iter(f"{W}abstractNum")
        }
        lists = {
            number_of(element.get(f"{W}numId"), 0): _list_of(element, abstracts)
            for element in root.iter(f"{W}num")
        }
        return cls(lists)

    def has_bullet(self, num: int, level: int) -> bool:
        """Tell whether the paragraphs of a list have bullets at a level."""
        found = self.lists.get(num)
        return found is not None and level in found.levels and found.levels[level].form == "bullet"

    def next_number(self, num: int, level: int) -> str:
        """Count one paragraph of a list and give the number that it shows."""
        found = self.lists.get(num)
        if found is None or level not in found.levels or level not in range(_LEVELS):
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        self._advance(found, num, level, counts)
        for lower in range(level + 1, _LEVELS):
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart != 0 and (restart is None or level < restart):
                counts[lower] = None
        return _shown(found, level, counts)

    def _advance(self, found: _List, num: int, level: int, counts: list[int | None]) -> None:
        count = counts[level]
        first = (num, level) not in self._begun
        self._begun.add((num, level))
        if first and level in found.starts:
            counts[level] = found.starts[level]
        else:
            counts[level] = found.levels[level].start if count is None else count + 1


def _levels(abstract: etree._Element) -> Iterator[tuple[int, _Level]]:
    for element in abstract.findall(f"{W}lvl"):
        restart = val_of(element, "lvlRestart")
        yield (
            number_of(element.get(f"{W}ilvl"), 0),
            _Level(
                start=number_of(val_of(element, "start"), 0),
                form=val_of(element, "numFmt") or "decimal",
                text=val_of(element, "lvlText") or "",
                restart=None if restart is None else number_of(restart, 0),
            ),
        )


def _list_of(num: etree._Element, abstracts: Mapping[str, dict[int, _Level]]) -> _List:
    abstract = val_of(num, "abstractNumId") or ""
    levels = dict(abstracts.get(abstract, {}))
    starts: dict[int, int] = {}
    for override in num.findall(f"{W}lvlOverride"):
        level = number_of(override.get(f"{W}ilvl"), 0)
        start = val_of(override, "startOverride")
        if start is not None:
            starts[level] = number_of(start, 1)
        levels.update(_levels(override))
    return _List(abstract, levels, starts)


def _shown(found: _List, level: int, counts: list[int | None]) -> str:
    shown = found.levels[level].text
    if found.levels[level].form in {"none", "bullet"}:
        return ""
    for above in range(level + 1):
        if above in found.levels:
            count = counts[above]
            number = found.levels[above].start if count is None else count
            shown = shown.replace(f"%{above + 1}", formatted(number, found.levels[above].form))
    return shown


def formatted(number: int, form: str) -> str:
    """Write a number in one of the commoner of Word's forms (ST_NumberFormat)."""
    if number not in range(1, _LARGEST_LETTERS + 1):
        return "" if form == "none" else str(number)
    if form in {"lowerRoman", "upperRoman"}:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return "" if form == "none" else str(number)


def _roman(number: int) -> str:
    shown = ""
    for worth, letters in (*_ROMAN, *_SMALL_ROMAN):
        shown += letters * (number // worth)
        number %= worth
    return shown


def language_in(properties: etree._Element) -> str:
    """Give the language of a run, "" where it has that of the document."""
    element = properties.find(f"{W}lang")
    if element is None:
        return ""
    said = (element.get(f"{W}{script}", "") for script in ("bidi", "eastAsia", "val"))
    return language_key(next(filter(None, said), ""))
