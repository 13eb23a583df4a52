"""The facts of a PDF edition, taken from its tag tree."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

import pikepdf

from pipeline.exporter import (
    ContentsFact,
    EditionFacts,
    HeadingFact,
    LinkFact,
    NoteFact,
    PlaceFact,
    normal_text,
    normal_words,
)
from pipeline.exporters.pdf.read_back.content import MarkedTexts
from pipeline.exporters.pdf.read_back.elements import (
    Element,
    TreeReader,
    element_text,
    elements_below,
)
from pipeline.exporters.pdf.read_back.metadata import read_metadata
from pipeline.exporters.pdf.read_back.places import (
    BROKEN,
    Places,
    bookmarks,
    destination_of,
    names_place,
    page_labels,
    read_places,
)
from pipeline.exporters.pdf.read_back.syntax import elements_of

_MARK = "NoteReference"
"""The kind that is given to what turns out to lead to a note."""

_BESIDE = frozenset({"Title", "Subtitle", "Byline", "ContentsTitle", "TOC"})
"""Types that are no running text: title block and contents."""

_NUMBERS = frozenset({"SectionNumber", "PageNumber", "Lbl"})
"""Types whose text is a number, a mark or a bullet."""

_NOTES = frozenset({"Note", "FENote"})
_NO_WORDS = _BESIDE | _NUMBERS | _NOTES | {_MARK}
_HEADINGS = {"H": 1} | {f"H{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class _Edition:
    """What is known once the objects of an edition are read.

    `body` has the elements of the running text in reading order, `notes` the notes in the order
    of their first references (those that the text refers to, then those that notes refer to),
    `within_notes` their elements. `named` are the blocks that links can lead to, with how links
    call them.
    """

    root: Element
    body: tuple[Element, ...]
    notes: tuple[Element, ...]
    within_notes: tuple[Element, ...]
    references: Counter[Element]
    places: Places
    named: dict[Element, str]


def read_facts(pdf: pikepdf.Pdf) -> EditionFacts:
    """Read the facts of an open file.

    Raises EditionError where it is not tagged, PdfError where it is damaged.
    """
    edition = _read_edition(pdf)
    labels = page_labels(pdf)
    metadata = read_metadata(pdf)
    return EditionFacts(
        title=metadata.title,
        authors=metadata.authors,
        language=metadata.language,
        outline=tuple(_outline(edition)),
        bookmarks=tuple(_bookmarks(pdf, edition.places)),
        contents=tuple(_contents(edition)),
        links=tuple(_links(edition)),
        notes=tuple(_note_fact(edition, note) for note in edition.notes),
        images=tuple(_images(edition)),
        words=normal_words(element_text(edition.root, without=_NO_WORDS)),
        places=tuple(
            PlaceFact(name, labels[element.page] if element.page >= 0 else "")
            for element, name in edition.named.items()
        ),
    )


def _read_edition(pdf: pikepdf.Pdf) -> _Edition:
    texts = MarkedTexts()
    pages = {}
    for index, page in enumerate(pdf.pages):
        pages[page.obj.objgen] = index
        texts.read_page(page.obj, page.resources)
    reader = TreeReader(texts, pages)
    root = reader.read(pdf.Root)
    places = read_places(pdf, pages, reader.by_key)
    references = _mark_references(root, places)
    notes = tuple(_notes_by_reference(root))
    body = tuple(elements_below(root, without=_NO_WORDS))
    within = tuple(e for note in notes for e in elements_below(note, without=_NO_WORDS))
    titles = [e for e in elements_below(root, without=_NO_WORDS - {"Title"}) if e.kind == "Title"]
    named = dict(_named_blocks((*titles, *body, *within)))
    places.names.update({note: f"#{_plain(note)}" for note in notes})
    places.names.update(named)
    return _Edition(root, body, notes, within, references, places, named)


def _plain(element: Element) -> str:
    return normal_text(element_text(element, without=_NO_WORDS))


# Notes


def _mark_references(root: Element, places: Places) -> Counter[Element]:
    """Give a kind of their own to the marks that lead to notes; count those for each note.

    A `Reference` whose name stands for nothing has lost its note: a mark too, but for no note.
    """
    counts: Counter[Element] = Counter()
    for element in elements_below(root, without=_BESIDE | _NUMBERS):
        if element.parent is not None and element.parent.kind == _MARK:
            continue
        for annotation in _annotations(element):
            leads_to = places.destined(destination_of(annotation))
            if leads_to is not None and leads_to.role in _NOTES:
                element.kind = _MARK
                counts[leads_to] += places.is_clickable(annotation)
            elif leads_to is None and element.kind == "Reference" and names_place(annotation):
                element.kind = _MARK
            break
    return counts


def _annotations(element: Element) -> list[object]:
    """Give the annotations of a link, or of the link that is all that a reference holds."""
    inner = element.children[:1]
    if element.role == "Reference" and isinstance(inner[0] if inner else None, Element):
        (link,) = inner
        return link.annotations if isinstance(link, Element) else []
    return element.annotations if element.role == "Link" else []


def _notes_by_reference(root: Element) -> Iterator[Element]:
    level = [root]
    while level:
        within = [note for holder in level for note in _notes_in(holder)]
        yield from within
        level = within


def _notes_in(holder: Element) -> Iterator[Element]:
    """Yield the notes below an element, but not those inside of other notes."""
    stack = [iter(holder.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, Element):
            if child.role in _NOTES:
                yield child
            else:
                stack.append(iter(child.children))


def _note_fact(edition: _Edition, note: Element) -> NoteFact:
    mark = _part_text(note, {"Lbl"})
    return NoteFact(mark, _plain(note), edition.references[note])


# Headings, and the ways to them


def _named_blocks(elements: Iterable[Element]) -> Iterator[tuple[Element, str]]:
    """Yield title, headings and rubrics with the names that links call them by."""
    seen: Counter[str] = Counter()
    for element in elements:
        if element.kind in {"Title", "Rubric"} or element.role in _HEADINGS:
            text = _plain(element)
            seen[text] += 1
            yield element, f"#{text}" if seen[text] == 1 else f"#{text} ({seen[text]})"


def _outline(edition: _Edition) -> Iterator[HeadingFact]:
    for element in edition.body:
        level = _HEADINGS.get(element.role)
        if level is not None:
            yield HeadingFact(level, _part_text(element, _NUMBERS), _plain(element))


def _part_text(element: Element, types: Container[str]) -> str:
    """Give the text of the first part of an element that is of one of these types, else ""."""
    parts = elements_below(element, without=_NOTES | {_MARK})
    first = next((part for part in parts if part.kind in types or part.role in types), None)
    return "" if first is None else normal_text(element_text(first))


def _bookmarks(pdf: pikepdf.Pdf, places: Places) -> Iterator[HeadingFact]:
    """Yield the bookmarks; of one that leads elsewhere than it says, both are told."""
    for bookmark in bookmarks(pdf):
        title = normal_text(bookmark.title)
        element = places.destined(bookmark.destination)
        if element is None:
            explicit = next(elements_of(bookmark.destination), None) is not None
            elsewhere = "" if explicit else BROKEN
        else:
            label = f"{_part_text(element, _NUMBERS)} {_plain(element)}".strip()
            elsewhere = "" if label in {title, ""} else places.names.get(element, BROKEN)
        yield HeadingFact(bookmark.level, "", f"{title} -> {elsewhere}" if elsewhere else title)


def _contents(edition: _Edition) -> Iterator[ContentsFact]:
    for element in elements_below(edition.root):
        if element.role == "TOCI":
            links = (part for part in elements_below(element) if part.role == "Link")
            link = next(links, element)
            yield ContentsFact(
                _contents_level(element),
                _part_text(element, {"SectionNumber", "Lbl"}),
                normal_text(element_text(element, without=_NUMBERS | {"TOC"})),
                edition.places.target(link),
                _part_text(element, {"PageNumber"}),
            )


def _contents_level(entry: Element) -> int:
    """Count the lists of contents that an entry is in."""
    level, element = 0, entry.parent
    while element is not None:
        level += element.role == "TOC"
        element = element.parent
    return level


# Links and images


def _links(edition: _Edition) -> Iterator[LinkFact]:
    for element in (*edition.body, *edition.within_notes):
        if element.role == "Link":
            text = _plain(element)
            inner = elements_below(element, without=_NO_WORDS)
            if text or any(part.role == "Figure" for part in inner):
                yield LinkFact(text, edition.places.target(element))


def _images(edition: _Edition) -> Iterator[str]:
    """Yield the alternative texts of figures that show something."""
    for element in (*edition.body, *edition.within_notes):
        if element.role == "Figure" and element.page >= 0:
            yield normal_text(element.alternative or "")
