"""The documents of the spine, read as passages: what stands between two block boundaries."""

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from urllib.parse import unquote, urlsplit

from pipeline.exporters.epub.read_back.archive import resolved
from pipeline.exporters.epub.read_back.elements import (
    HEADINGS,
    Element,
    Step,
    classes_of,
    is_block,
    is_unread,
    local_name,
    roles_of,
    steps,
)

_NOTES = frozenset({"endnote", "footnote", "rearnote"})
_TITLE_PAGES = frozenset({"cover", "halftitlepage", "titlepage"})
_NUMBERS = frozenset({"header-section-number", "number"})


class Zone(Enum):
    """What kind of page a passage stands in."""

    BODY = auto()
    NOTE = auto()
    TITLE_PAGE = auto()
    CONTENTS = auto()


class Kind(Enum):
    """What a passage is."""

    TEXT = auto()
    HEADING = auto()
    RUBRIC = auto()


class _Sink(Enum):
    """Where text goes."""

    PASSAGE = auto()
    NUMBER = auto()
    MARK = auto()
    NOWHERE = auto()


@dataclass(slots=True)
class Passage:
    """A run of text; `level` and `number` are a heading's, `note` is the key of its note."""

    zone: Zone
    note: str = ""
    kind: Kind = Kind.TEXT
    level: int = 0
    number: str = ""
    text: str = ""


@dataclass(slots=True)
class FoundLink:
    """A link: its text, its target (a URL, or the key of a place), the key of its note."""

    target: str
    leads_out: bool
    note: str
    text: str = ""
    has_image: bool = False


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A reference to a note: the mark, the note's key, the key of the note that it stands in."""

    mark: str
    target: str
    note: str


@dataclass(slots=True)
class Reading:
    """All that the documents say, in reading order.

    A place has a key: "path#identifier", or "path" for the start of a document. `anchors` tells
    which passage holds a place. `notes` has the keys of notes as they stand. `images` are
    alternative texts, each with the key of its note.
    """

    passages: list[Passage] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    links: list[FoundLink] = field(default_factory=list)
    marks: list[FoundMark] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    images: list[tuple[str, str]] = field(default_factory=list)


def place_key(document: str, reference: str) -> str:
    """Give the key of the place that a reference leads to, seen from a document."""
    path, _, fragment = reference.partition("#")
    home = resolved(document, path)
    return f"{home}#{unquote(fragment)}" if fragment else home


def read_document(document: str, root: Element, reading: Reading) -> None:
    """Read a document into `reading`."""
    reader = _Reader(document, reading)
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


class _Reader:
    """Takes the steps through one document."""

    def __init__(self, document: str, reading: Reading) -> None:
        self._document = document
        self._reading = reading
        self._state = _State()
        self._outer: list[tuple[_State, bool]] = []
        self._passage = Passage(Zone.BODY)
        self._pieces: list[str] = []
        reading.anchors.setdefault(document, len(reading.passages))

    def text(self, text: str) -> None:
        """Take a text to where it belongs."""
        state = self._state
        if state.sink is _Sink.PASSAGE:
            self._pieces.append(text)
            if state.link is not None:
                state.link.text += text
        elif state.sink is _Sink.NUMBER:
            self._passage.number += text
        elif state.sink is _Sink.MARK:
            last = self._reading.marks[-1]
            self._reading.marks[-1] = replace(last, mark=last.mark + text)

    def start(self, element: Element) -> None:
        """Begin an element."""
        name = local_name(element)
        parts = is_block(name)
        self._outer.append((self._state, parts))
        if parts:
            self._part()
        identifier = element.get("id")
        if identifier:
            key = f"{self._document}#{identifier}"
            self._reading.anchors.setdefault(key, len(self._reading.passages))
        if self._state.sink is _Sink.NOWHERE:
            return
        if name in {"a", "br", "img"} or element.attrib or name in HEADINGS:
            self._begin(element, name)
        elif is_unread(element, name):
            self._state = replace(self._state, sink=_Sink.NOWHERE)

    def _begin(self, element: Element, name: str) -> None:
        if is_unread(element, name):
            self._state = replace(self._state, sink=_Sink.NOWHERE)
            return
        roles, classes = roles_of(element), classes_of(element)
        self._enter_zone(element, name, roles)
        if name == "a":
            self._begin_link(element, roles, classes)
        elif name == "img":
            self._see_image(element, roles)
        elif name == "br":
            self.text(" ")
        elif name in HEADINGS or (name == "p" and "rubric" in classes):
            self._begin_heading(HEADINGS.get(name, 0))
        elif self._passage.kind is Kind.HEADING and classes & _NUMBERS:
            self._state = replace(self._state, sink=_Sink.NUMBER)
        elif "pagebreak" in roles or ("mark" in classes and self._state.zone is Zone.NOTE):
            self._state = replace(self._state, sink=_Sink.NOWHERE)

    def _enter_zone(self, element: Element, name: str, roles: frozenset[str]) -> None:
        if name == "nav":
            self._state = replace(self._state, zone=Zone.CONTENTS)
        elif roles & _TITLE_PAGES:
            self._state = replace(self._state, zone=Zone.TITLE_PAGE)
        elif roles & _NOTES and name != "a":
            key = f"{self._document}#{element.get('id', len(self._reading.notes))}"
            self._reading.notes.setdefault(key)
            self._state = replace(self._state, zone=Zone.NOTE, note=key)

    def _begin_heading(self, level: int) -> None:
        self._passage.kind = Kind.HEADING if level else Kind.RUBRIC
        self._passage.level = level

    def _begin_link(self, element: Element, roles: frozenset[str], classes: frozenset[str]) -> None:
        state, href = self._state, element.get("href")
        unusable = element.get("data-url")
        if "noteref" in roles and href:
            key = place_key(self._document, href)
            self._reading.marks.append(FoundMark("", key, state.note))
            self._state = replace(state, sink=_Sink.MARK)
        elif "backlink" in roles or "footnote-back" in classes:
            self._state = replace(state, sink=_Sink.NOWHERE)
        elif (href or unusable) and state.zone in {Zone.BODY, Zone.NOTE}:
            leads_out = not href or _leads_out(href)
            target = href if href and leads_out else place_key(self._document, href or "")
            link = FoundLink(target if href else unusable or "", leads_out, state.note)
            self._reading.links.append(link)
            self._state = replace(state, link=link)

    def _see_image(self, element: Element, roles: frozenset[str]) -> None:
        alternative = element.get("alt")
        seen = self._state.sink is _Sink.PASSAGE and self._state.zone in {Zone.BODY, Zone.NOTE}
        if not seen or alternative == "" or roles & {"none", "presentation"}:
            return
        self._reading.images.append((alternative or "", self._state.note))
        if self._state.link is not None:
            self._state.link.has_image = True

    def end(self) -> None:
        """End the element that was begun last."""
        outer, parts = self._outer.pop()
        if parts:
            self._part()
        self._state = outer

    def _part(self) -> None:
        """End the passage that is being read; a heading is one even without text."""
        passage = self._passage
        passage.text = "".join(self._pieces)
        if self._state.link is not None:
            self._state.link.text += " "
        if passage.kind is not Kind.TEXT or passage.text.strip():
            passage.zone, passage.note = self._state.zone, self._state.note
            self._reading.passages.append(passage)
            self._passage = Passage(Zone.BODY)
        self._pieces = []


def _leads_out(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
