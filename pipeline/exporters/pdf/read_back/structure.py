"""What the tag tree says of lists, tables, code, emphasis and languages."""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

from pipeline.exporter import normal_text
from pipeline.exporters.pdf.read_back.elements import TERM as TERM_TYPE
from pipeline.exporters.pdf.read_back.elements import Element, element_text, is_inline
from pipeline.structure import BOX_TITLE, QUOTE, TERM, Limit, Structure
from pipeline.telling import BULLET, FORMULA, Teller, language_key, with_look

_LOOKS = {
    "Emphasis": "emphasis",
    "Em": "emphasis",
    "Strong": "strong",
    "Deletion": "deletion",
    "Insertion": "insertion",
    "Mark": "mark",
    "Superscript": "superscript",
    "Subscript": "subscript",
    "Keyboard": "keyboard",
    "Code": "code",
}
_BULLETS = frozenset("•–·")  # noqa: RUF001 - an en dash is a bullet too
_KINDS = {TERM_TYPE: TERM, "AdmonitionTitle": BOX_TITLE}
_CODE_BLOCK = "CodeBlock"
_LIMITS = frozenset({Limit.CODE_LINES})


class _Around(NamedTuple):
    """What holds for the words of an element: looks, language, how many lists are around."""

    looks: str
    language: str
    lists: int


_Ending = Callable[[], None]


def read_structure(
    root: Element, notes: Iterable[Element], language: str, without: Container[str]
) -> Structure:
    """Give the structure of a tree and of notes, without elements of some kinds or roles."""
    reader = _Reader(language, without)
    reader.read(root)
    for note in notes:
        reader.told.begin_note()
        reader.read(note)
    return reader.told.structure()


class _Reader:
    """Tells the elements of a tree in reading order; no recursion, so any depth will do."""

    def __init__(self, language: str, without: Container[str]) -> None:
        self.told = Teller(_LIMITS)
        self._language = language_key(language)
        self._without = without
        self._rows: list[int] = []
        self._place = 0

    def read(self, root: Element) -> None:
        """Tell what an element holds."""
        plain = _Around("", self._spoken(root), 0)
        stack: list[tuple[Iterator[Element | str], _Around, _Ending | None]] = [
            (_held(root), plain, None)
        ]
        while stack:
            children, around, ending = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if ending is not None:
                    ending()
            elif isinstance(child, str):
                self.told.say(child, around.looks, around.language)
            elif not (child.kind in self._without or child.role in self._without):
                stack.append(
                    (_held(child), self._within(child, around), self._begin(child, around))
                )

    def _spoken(self, element: Element) -> str:
        """Give the language of an element: its own, or that of what it stands in."""
        around: Element | None = element
        while around is not None and not around.language:
            around = around.parent
        language = "" if around is None else language_key(around.language)
        return "" if language == self._language else language

    def _within(self, element: Element, around: _Around) -> _Around:
        if element.role == "Formula":
            return _Around(FORMULA, "", around.lists)
        looks, language, lists = around
        look = _LOOKS.get(element.kind)
        if look is not None:
            looks = with_look(looks, look)
        if element.language:
            language = language_key(element.language)
            language = "" if language == self._language else language
        return _Around(looks, language, lists + (element.kind == "L"))

    def _begin(self, element: Element, around: _Around) -> _Ending | None:
        """Tell that an element begins; give what tells its end."""
        if is_inline(element):
            return None
        self.told.edge()
        if element.kind == _CODE_BLOCK:
            self.told.begin_code()
            return self.told.end_code
        if element.role in {"TH", "TD"}:
            return self._begin_cell(element)
        if element.role == "TR":
            self._place = 0
        elif element.role == "Table":
            self._rows.append(0)
            return self._end_table
        elif element.role == "LI":
            self._item(element, around.lists)
        else:
            self._tell_kind(element)
        return self.told.edge

    def _begin_cell(self, element: Element) -> _Ending:
        self.told.begin_cell()
        self._place += 1
        if self._place == 1:  # a row in which no cell begins counts for none
            self._rows[-1:] = [row + 1 for row in self._rows[-1:]]
        row, place = (self._rows or [1])[-1], self._place
        is_header = element.role == "TH"
        return lambda: self.told.end_cell(row, place, element.spans, is_header=is_header)

    def _tell_kind(self, element: Element) -> None:
        """Tell of a block that it is no mere paragraph."""
        kind = _KINDS.get(element.kind, "")
        if element.kind == "P" and _is_quoted(element):
            kind = QUOTE
        if kind:
            self.told.block(kind)

    def _end_table(self) -> None:
        self._rows.pop()
        self.told.edge()

    def _item(self, element: Element, lists: int) -> None:
        labels = (e for e in element.children if isinstance(e, Element) and e.role == "Lbl")
        label = next((label for label in labels if label.kind != TERM_TYPE), None)
        marker = "" if label is None else normal_text(element_text(label))
        if marker:
            self.told.item(lists, BULLET if marker in _BULLETS else marker)


def _is_quoted(element: Element) -> bool:
    around = element.parent
    while around is not None and around.kind == "Division":
        around = around.parent
    return around is not None and around.role == "BlockQuote"


def _held(element: Element) -> Iterator[Element | str]:
    return iter(element.children) if element.actual is None else iter((element.actual,))
