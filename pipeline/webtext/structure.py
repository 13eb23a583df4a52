"""What the documents say of lists, tables, code, emphasis and languages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from pipeline.structure import BOX_TITLE, QUOTE, TERM, Structure
from pipeline.telling import BULLET, CHECKED, UNCHECKED, Teller, language_key, number_marker
from pipeline.webtext.elements import Element, classes_of, local_name

LOOKS = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "del": "deletion",
    "s": "deletion",
    "ins": "insertion",
    "u": "insertion",
    "mark": "mark",
    "sup": "superscript",
    "sub": "subscript",
    "kbd": "keyboard",
    "code": "code",
}
"""The looks that elements give to words."""

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BOX, _CHECKED = "task-box", "\u2611"
_TOLD = frozenset({"ol", "ul", "li", "table", "tr", "td", "th", "pre"})


def is_formula(element: Element) -> bool:
    """Tell whether an element is a formula on a line of its own that is shown as code."""
    around = element.getparent()
    return around is not None and "formula" in classes_of(around)


def language_of(element: Element) -> str:
    """Give the language that an element says it has, "" where it says none."""
    return language_key(element.get(_XML_LANGUAGE) or element.get("lang") or "")


@dataclass(slots=True)
class StructureReader:
    """Takes in blocks of one text (all that is no note, or one note) as they begin and end."""

    told: Teller = field(default_factory=Teller)
    _lists: list[int] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)

    def begin(self, element: Element, name: str) -> None:
        """Begin a block."""
        self.told.edge()
        kind = _kind(element, name)
        if kind:
            self.told.block(kind)
        if name in _TOLD:
            self._begin_told(element, name)

    def _begin_told(self, element: Element, name: str) -> None:
        match name:
            case "ol" | "ul":
                self._lists.append(_start(element) if name == "ol" else 0)
            case "li":
                self._item(element)
            case "table":
                self._rows.append(0)
                self._places.append(0)
            case "tr" if self._rows:
                self._places[-1] = 0
            case "td" | "th" if self._rows:
                self._places[-1] += 1
                # A row in which no cell begins counts for none.
                self._rows[-1] += self._places[-1] == 1
                self.told.begin_cell()
            case "pre":
                self.told.begin_code()
            case _:  # a row or a cell without a table
                pass

    def end(self, element: Element, name: str) -> None:
        """End a block."""
        if name not in _TOLD:
            self.told.edge()
            return
        match name:
            case "ol" | "ul" if self._lists:
                self._lists.pop()
            case "table" if self._rows:
                self._rows.pop()
                self._places.pop()
            case "td" | "th" if self._rows:
                spans = _span(element, "colspan"), _rows_of(element)
                is_header = name == "th"
                self.told.end_cell(self._rows[-1], self._places[-1], spans, is_header=is_header)
            case "pre":
                self.told.end_code()
            case _:
                pass
        self.told.edge()

    def _item(self, element: Element) -> None:
        around = element.getparent()
        if not self._lists or around is None:
            return
        box = _box(element)
        marker = "" if "unmarked" in classes_of(around) else BULLET
        if local_name(around) == "ol":
            number = _number(element.get("value"), self._lists[-1])
            self._lists[-1] = number + 1
            marker = f"{number_marker(number)} {box}".rstrip()
        else:
            marker = box or marker
        if marker:
            self.told.item(len(self._lists), marker)


def joined_structure(readers: Iterable[StructureReader]) -> Structure:
    """Give what several texts say, one after the other."""
    found = [reader.told.structure() for reader in readers]
    return Structure(
        items=tuple(item for each in found for item in each.items),
        cells=tuple(cell for each in found for cell in each.cells),
        code=tuple(code for each in found for code in each.code),
        looks=tuple(look for each in found for look in each.looks),
        blocks=tuple(block for each in found for block in each.blocks),
        languages=tuple(spoken for each in found for spoken in each.languages),
    )


def _kind(element: Element, name: str) -> str:
    """Tell what a block is, "" for a mere paragraph and for what only holds blocks."""
    if name == "dt":
        return TERM
    if name != "p":
        return ""
    if "admonition-title" in classes_of(element):
        return BOX_TITLE
    return QUOTE if _is_quoted(element) else ""


def _is_quoted(paragraph: Element) -> bool:
    """Tell whether a paragraph stands in a quote; divisions may be between."""
    around = paragraph.getparent()
    while around is not None and local_name(around) == "div" and not _is_box(around):
        around = around.getparent()
    is_quote = around is not None and local_name(around) == "blockquote"
    return is_quote and "rubric" not in classes_of(paragraph)


def _is_box(element: Element) -> bool:
    return "admonition" in classes_of(element)


def _start(element: Element) -> int:
    return _number(element.get("start"), 1)


def _span(element: Element, name: str) -> int:
    return max(_number(element.get(name), 1), 1)


def _rows_of(cell: Element) -> int:
    """Count the rows of a cell in which some cell begins, within its group of rows."""
    rows, row = _span(cell, "rowspan"), cell.getparent()
    if rows == 1 or row is None:
        return 1
    below = islice(row.itersiblings("{*}tr"), rows - 1)
    return 1 + sum(next(other.iter("{*}td", "{*}th"), None) is not None for other in below)


def _number(text: str | None, default: int) -> int:
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def _box(item: Element) -> str:
    """Give the check box of an item, if it has one."""
    for element in item.iter("{*}span", "{*}li"):
        if element is not item and local_name(element) == "li":
            return ""
        if _BOX in classes_of(element):
            return CHECKED if _CHECKED in (element.text or "") else UNCHECKED
    return ""
