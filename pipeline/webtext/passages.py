"""Documents as passages: what stands between two block boundaries."""

import re
import sys
from dataclasses import dataclass, replace
from enum import Enum, auto
from urllib.parse import unquote, urlsplit

from pipeline.exporter import ENOUGH_BEFORE_MARK
from pipeline.telling import FORMULA, with_look
from pipeline.webtext.elements import (
    HEADINGS,
    Element,
    Step,
    classes_of,
    is_block,
    is_unread,
    local_name,
    resolved,
    roles_of,
    steps,
    text_of,
)
from pipeline.webtext.reading import (
    FoundLink,
    FoundMark,
    FoundPage,
    Kind,
    Passage,
    Reading,
    Zone,
)
from pipeline.webtext.sheets import HidingRules
from pipeline.webtext.structure import (
    LOOKS,
    StructureReader,
    is_formula,
    language_of,
)

_NOTES = frozenset({"endnote", "footnote", "rearnote"})
_TITLE_PAGES = frozenset({"cover", "halftitlepage", "title-page", "titlepage"})
_NUMBERS = frozenset({"header-section-number", "number"})
_LINES_OF_THEIR_OWN = frozenset({"author", "byline", "date", "rubric", "subtitle", "title"})
"""Classes of rubrics and, on title pages, of what makes the title block."""

_UNSAID = frozenset({"lineno", "linenos", "task-box"})
"""Classes of what is no part of the words: numbers of lines of code, boxes of tasks."""

_INVISIBLE = re.compile("[\\s\u2061-\u2064\ufe00-\ufe0f]+")
"""What a formula is read without, besides what no text is compared by."""

_NO_IMAGE = " [no image]"
"""What follows the alternative text of an image whose file an edition does not carry."""

_TOLD = frozenset({"a", "br", "img", "math", *HEADINGS})
"""Elements that mean something even without attributes."""


class _Sink(Enum):
    """Where text goes."""

    PASSAGE = auto()
    FORMULA = auto()
    NUMBER = auto()
    MARK = auto()
    NOWHERE = auto()


def place_key(document: str, reference: str) -> str:
    """Give the key of the place that a reference leads to, seen from a document."""
    path, _, fragment = reference.partition("#")
    home = resolved(document, path)
    return f"{home}#{unquote(fragment)}" if fragment else home


def read_document(
    document: str, root: Element, reading: Reading, hiding: HidingRules | None = None
) -> None:
    """Read a document into `reading`; rules of style sheets may hide parts of it."""
    reader = _Reader(document, reading, hiding)
    for step, element, text in steps(root):
        if step is Step.TEXT:
            reader.text(text)
        elif step is Step.START:
            reader.start(element)
        else:
            reader.end()


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside an element and all that is in it."""

    zone: Zone = Zone.BODY
    note: str = ""
    sink: _Sink = _Sink.PASSAGE
    link: FoundLink | None = None
    looks: str = ""
    language: str = ""
    structure: StructureReader | None = None


class _Reader:
    """Takes the steps through one document."""

    def __init__(self, document: str, reading: Reading, hiding: HidingRules | None) -> None:
        self._document = document
        self._reading = reading
        self._hiding = hiding
        structure = reading.structures.setdefault("", StructureReader())
        self._state = _State(structure=structure)
        self._outer: list[tuple[_State, Element, str, str]] = []
        self._passage = Passage(Zone.BODY)
        self._pieces: list[str] = []
        self._inner_places: list[tuple[str, bool]] = []
        reading.anchors.setdefault(document, range(len(reading.passages), sys.maxsize))

    def text(self, text: str) -> None:
        """Take a text to where it belongs."""
        state = self._state
        if state.sink is _Sink.PASSAGE:
            self._say(text)
        elif state.sink is _Sink.FORMULA:
            self._say(_INVISIBLE.sub("", text), is_formula=True)
        elif state.sink is _Sink.NUMBER:
            self._passage.number += text
        elif state.sink is _Sink.MARK:
            last = self._reading.marks[-1]
            self._reading.marks[-1] = replace(last, mark=last.mark + text)

    def _say(self, text: str, *, is_formula: bool = False) -> None:
        self._pieces.append(text)
        state = self._state
        if state.structure is not None:
            looks, language = (FORMULA, "") if is_formula else (state.looks, state.language)
            state.structure.told.say(text, looks, language)
        if self._state.link is not None:
            self._state.link.text += text

    def start(self, element: Element) -> None:
        """Begin an element."""
        name = local_name(element)
        parts = is_block(name)
        outer = self._state
        if parts:
            self._part(starting=name)
        if outer.sink is not _Sink.NOWHERE:
            if name in _TOLD or element.attrib:
                self._begin(element, name)
            elif is_unread(element, name):
                self._state = replace(outer, sink=_Sink.NOWHERE)
            self._begin_structure(element, name, outer)
        identifier = element.get("id")
        place = self._begin_place(element, name, identifier) if identifier else ""
        self._outer.append((outer, element, name if parts else "", place))

    def _begin_structure(self, element: Element, name: str, outer: _State) -> None:
        """Tell what an element is to the words in it."""
        look = LOOKS.get(name)
        if look is not None and not is_formula(element):
            self._state = replace(self._state, looks=with_look(self._state.looks, look))
        if element.attrib:
            language = language_of(element)
            if language:
                language = "" if language == self._reading.language else language
                self._state = replace(self._state, language=language)
        structure = self._state.structure
        if structure is not None and is_block(name) and structure is outer.structure:
            structure.begin(element, name)

    def _begin_place(self, element: Element, name: str, identifier: str) -> str:
        """Note where a place begins; give its key where its end will tell what it holds."""
        key = f"{self._document}#{identifier}"
        if "pagebreak" in roles_of(element):
            self._see_page(element, key)
        anchors, first = self._reading.anchors, len(self._reading.passages)
        if key in anchors:
            return ""
        if self._state.sink is not _Sink.MARK:
            self._reading.identifiers.append(key)
        if not is_block(name):
            is_milestone = name == "a" and not len(element) and not (element.text or "").strip()
            self._inner_places.append((key, is_milestone))
            anchors[key] = range(0)
            return ""
        anchors[key] = range(first, first) if self._passage.kind is Kind.TEXT else first
        return key

    def _begin(self, element: Element, name: str) -> None:
        roles, classes = roles_of(element), classes_of(element)
        is_hidden = self._hiding is not None and self._hiding.hide(element)
        if is_hidden or is_unread(element, name) or self._is_unsaid(roles, classes):
            self._state = replace(self._state, sink=_Sink.NOWHERE)
            return
        self._enter_zone(element, name, roles | (classes & _TITLE_PAGES))
        if name == "math" and self._state.sink is _Sink.PASSAGE:
            self._state = replace(self._state, sink=_Sink.FORMULA)
        elif name == "a":
            self._begin_link(element, roles, classes)
        elif name == "img":
            self._see_image(element, roles)
        elif name == "br":
            self.text(" ")
        elif name in HEADINGS or (name == "p" and classes & _LINES_OF_THEIR_OWN):
            self._begin_line(HEADINGS.get(name, 0), classes)
        elif self._passage.kind is Kind.HEADING and classes & _NUMBERS:
            self._state = replace(self._state, sink=_Sink.NUMBER)

    def _is_unsaid(self, roles: frozenset[str], classes: frozenset[str]) -> bool:
        """Tell what is shown but is no part of the text."""
        if "pagebreak" in roles or classes & _UNSAID:
            return True
        return "mark" in classes and self._state.zone is Zone.NOTE

    def _enter_zone(self, element: Element, name: str, roles: frozenset[str]) -> None:
        if name == "nav":
            self._state = replace(self._state, zone=Zone.CONTENTS, structure=None)
        elif roles & _TITLE_PAGES:
            self._state = replace(self._state, zone=Zone.TITLE_PAGE, structure=None)
        elif roles & _NOTES and name != "a":
            key = f"{self._document}#{element.get('id', len(self._reading.notes))}"
            self._reading.notes.setdefault(key)
            structure = self._reading.structures.setdefault(key, _note_structure())
            self._state = replace(self._state, zone=Zone.NOTE, note=key, structure=structure)

    def _begin_line(self, level: int, classes: frozenset[str]) -> None:
        if self._state.zone is Zone.TITLE_PAGE:
            self._passage.kind = Kind.TITLE
        elif level or "rubric" in classes:
            self._passage.kind = Kind.HEADING if level else Kind.RUBRIC
            self._passage.level = level

    def _text_before(self) -> str:
        """Give the end of what has been read of the passage."""
        found: list[str] = []
        missing = ENOUGH_BEFORE_MARK
        for piece in reversed(self._pieces):
            found.append(piece[-missing:])
            missing -= len(found[-1])
            if not missing:
                break
        return "".join(reversed(found))

    def _begin_link(self, element: Element, roles: frozenset[str], classes: frozenset[str]) -> None:
        state, href = self._state, element.get("href")
        if "noteref" in roles and href:
            key = place_key(self._document, href)
            self._reading.marks.append(FoundMark("", key, state.note, self._text_before()))
            self._state = replace(state, sink=_Sink.MARK)
        elif "backlink" in roles or "footnote-back" in classes:
            self._state = replace(state, sink=_Sink.NOWHERE)
        elif "page-reference" in classes and href and not _leads_out(href):
            key = place_key(self._document, href)
            self._reading.page_references.append((key, state.note))
            self._state = replace(state, sink=_Sink.NOWHERE)
        elif href and state.zone in {Zone.BODY, Zone.NOTE}:
            leads_out = _leads_out(href)
            target = href if leads_out else place_key(self._document, href)
            link = FoundLink(target, leads_out, state.note)
            self._reading.links.append(link)
            self._state = replace(state, link=link)

    def _see_image(self, element: Element, roles: frozenset[str]) -> None:
        alternative = element.get("alt")
        seen = self._state.sink is _Sink.PASSAGE and self._state.zone in {Zone.BODY, Zone.NOTE}
        if not seen or alternative == "" or roles & {"none", "presentation"}:
            return
        missing = "" if self._is_there(element.get("src", "")) else _NO_IMAGE
        self._reading.images.append((f"{alternative or ''}{missing}", self._state.note))
        self._reading.pictures.append((self._picture(element.get("src", "")), self._state.note))
        if self._state.link is not None:
            self._state.link.has_image = True

    def _picture(self, source: str) -> str:
        """Give the path of an image's file, its whole address where it has none."""
        is_inner = source.startswith("data:")
        return source if is_inner else resolved(self._document, source.partition("#")[0])

    def _see_page(self, element: Element, key: str) -> None:
        """Note the mark of a page; it is called what it says to assistive technology."""
        told = element.get("aria-label") or element.get("title") or text_of(element)
        found = FoundPage(told, len(self._reading.passages), sum(map(len, self._pieces)))
        self._reading.pages.setdefault(key, found)

    def _is_there(self, source: str) -> bool:
        """Tell whether an edition carries an image: as a file of its own or in its address."""
        path = resolved(self._document, source.partition("#")[0])
        return path in self._reading.files or source.startswith("data:image/")

    def end(self) -> None:
        """End the element that was begun last."""
        outer, element, block, place = self._outer.pop()
        if block:
            self._part()
            structure = outer.structure
            if structure is not None and structure is self._state.structure:
                structure.end(element, block)
        if place:
            held = self._reading.anchors[place]
            if isinstance(held, range):
                self._reading.anchors[place] = range(held.start, len(self._reading.passages))
        self._state = outer

    def _part(self, starting: str = "") -> None:
        """End the passage that is being read; a heading is one even without text.

        `starting` is the name of the element whose start ends it.
        """
        passage = self._passage
        passage.text = "".join(self._pieces)
        if self._state.link is not None:
            self._state.link.text += " "
        if passage.kind is not Kind.TEXT or passage.text.strip():
            passage.zone, passage.note = self._state.zone, self._state.note
            self._end_places(len(self._reading.passages))
            self._reading.passages.append(passage)
            self._passage = Passage(Zone.BODY)
        elif self._inner_places and starting != "figcaption":
            # What other tools put before a heading or paragraph, to have a place there, waits.
            self._inner_places = [place for place in self._inner_places if starting and place[1]]
        self._pieces = []

    def _end_places(self, passage: int) -> None:
        """Say of the places within a passage which one that is."""
        for key, _ in self._inner_places:
            self._reading.anchors[key] = passage
        self._inner_places = []


def _note_structure() -> StructureReader:
    structure = StructureReader()
    structure.told.begin_note()
    return structure


def _leads_out(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
