"""The facts of a PDF edition, taken from its tag tree."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pikepdf

from pipeline.exporter import (
    ENOUGH_BEFORE_MARK,
    SEVERAL_PAGES,
    ContentsFact,
    EditionFacts,
    HeadingFact,
    LinkFact,
    NoteFact,
    PlaceFact,
    normal_text,
    normal_words,
    note_mark,
    place_in_text,
)
from pipeline.exporters.pdf.read_back.content import MarkedTexts
from pipeline.exporters.pdf.read_back.elements import (
    GROUPS,
    BlockEdge,
    Element,
    TreeReader,
    element_pieces,
    element_text,
    elements_below,
    is_inline,
    joined_text,
)
from pipeline.exporters.pdf.read_back.metadata import read_metadata
from pipeline.exporters.pdf.read_back.pictures import PictureReader
from pipeline.exporters.pdf.read_back.places import (
    BROKEN,
    Places,
    bookmarks,
    destination_of,
    names_place,
    page_direction,
    page_labels,
    read_places,
)
from pipeline.exporters.pdf.read_back.structure import read_structure
from pipeline.exporters.pdf.read_back.syntax import elements_of
from pipeline.structure import PictureFact

_MARK = "NoteReference"
"""The kind that is given to what turns out to lead to a note."""

_TITLE_BLOCK = frozenset({"Title", "Subtitle", "Byline"})
_BESIDE = _TITLE_BLOCK | {"ContentsTitle", "TOC", "Cover"}
"""Types that are no running text: title block, contents, cover."""

_NUMBERS = frozenset({"SectionNumber", "PageNumber", "Lbl"})
"""Types whose text is a number, a mark or a bullet."""

_NOTES = frozenset({"Note", "FENote"})
_PAGE_REFERENCE = "PageReference"
"""The type of links that show the page of a place."""

_NO_WORDS = _BESIDE | _NUMBERS | _NOTES | {_MARK, _PAGE_REFERENCE}
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
    title_block: tuple[Element, ...]
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
    pieces = _pieces(edition.root)
    return EditionFacts(
        title=metadata.title,
        authors=metadata.authors,
        language=metadata.language,
        direction=page_direction(pdf),
        outline=tuple(_outline(edition)),
        bookmarks=tuple(_bookmarks(pdf, edition.places)),
        contents=(*_contents(edition), *_page_references(edition)),
        links=tuple(_links(edition)),
        notes=tuple(_note_fact(edition, note) for note in edition.notes),
        images=tuple(_images(edition)),
        words=normal_words(joined_text(pieces)),
        places=tuple(_placed(edition, labels)),
        title_block=tuple(filter(None, map(_plain, edition.title_block))),
        revision=metadata.revision,
        marks=tuple(_marks((pieces, *map(_pieces, edition.notes)))),
        pictures=tuple(_pictures(edition)),
        identifiers=tuple(edition.places.reachable()),
        structure=read_structure(edition.root, edition.notes, metadata.language, _NO_WORDS),
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
    marks = tuple(_mark_references(root, places))
    references = Counter(mark.note for mark in marks if mark.is_clickable)
    notes = tuple(_notes_by_reference(root, marks))
    body = tuple(elements_below(root, without=_NO_WORDS))
    within = tuple(e for note in notes for e in elements_below(note, without=_NO_WORDS))
    before = elements_below(root, without=_NO_WORDS - _TITLE_BLOCK)
    title_block = tuple(element for element in before if element.kind in _TITLE_BLOCK)
    titles = (element for element in title_block if element.kind == "Title")
    named = dict(_named_blocks((*titles, *body, *within)))
    places.names.update({note: f"#{_plain(note)}" for note in notes})
    places.names.update(named)
    others = (element for element in places.identified.values() if element not in places.names)
    leaves: dict[Element, str] = {}
    places.names.update({element: _place_name(element, named, leaves) for element in others})
    return _Edition(root, title_block, body, notes, within, references, places, named)


def _placed(edition: _Edition, labels: Sequence[str]) -> Iterator[PlaceFact]:
    """Yield the pages of what links can lead to; headings and their like go last, and so count."""
    others: dict[str, set[str]] = {}
    for element, name in edition.places.names.items():
        if element not in edition.named and element.role not in _NOTES:
            others.setdefault(name, set()).add(_label(element, labels))
    for name, pages in others.items():
        yield PlaceFact(name, SEVERAL_PAGES if len(pages) > 1 else next(iter(pages)))
    for element, name in edition.named.items():
        yield PlaceFact(name, _label(element, labels))


def _label(element: Element, labels: Sequence[str]) -> str:
    return labels[element.page] if element.page >= 0 else ""


def _pieces(holder: Element) -> list[Element | str]:
    """Give the pieces of running text, the marks of notes among them."""
    return element_pieces(holder, without=_NO_WORDS, whole={_MARK})


def _plain(element: Element) -> str:
    return normal_text(element_text(element, without=_NO_WORDS))


# Notes


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark of the running text (then `holder` is None) or of a note, and where it leads."""

    holder: Element | None
    note: Element
    is_clickable: bool


def _mark_references(root: Element, places: Places) -> Iterator[_Mark]:
    """Give a kind of their own to the marks that lead to notes; yield them in reading order.

    A `Reference` whose name stands for nothing has lost its note: a mark too, but for no note.
    """
    for element in elements_below(root, without=_BESIDE | _NUMBERS):
        if element.parent is not None and element.parent.kind == _MARK:
            continue
        for annotation in _annotations(element):
            leads_to = places.destined(destination_of(annotation))
            if leads_to is not None and leads_to.role in _NOTES:
                element.kind = _MARK
                yield _Mark(_holder(element), leads_to, places.is_clickable(annotation))
            elif leads_to is None and element.kind == "Reference" and names_place(annotation):
                element.kind = _MARK
            break


def _holder(element: Element) -> Element | None:
    """Give the note that an element stands in."""
    above = element.parent
    while above is not None and above.role not in _NOTES:
        above = above.parent
    return above


def _annotations(element: Element) -> list[object]:
    """Give the annotations of a link, or of the link that is all that a reference holds."""
    inner = element.children[:1]
    if element.role == "Reference" and isinstance(inner[0] if inner else None, Element):
        (link,) = inner
        return link.annotations if isinstance(link, Element) else []
    return element.annotations if element.role == "Link" else []


def _notes_by_reference(root: Element, marks: Iterable[_Mark]) -> Iterator[Element]:
    """Yield the notes as marks first lead to them, those of the running text before others.

    Notes that no mark leads to come last.
    """
    held: dict[Element | None, list[Element]] = {}
    for mark in marks:
        held.setdefault(mark.holder, []).append(mark.note)
    found: dict[Element, None] = {}
    pending: list[Element | None] = [None]
    # The queue grows while notes of notes are met.
    for holder in pending:
        new = [note for note in dict.fromkeys(held.get(holder, ())) if note not in found]
        found.update(dict.fromkeys(new))
        pending.extend(new)
    yield from found
    every = (element for element in elements_below(root) if element.role in _NOTES)
    yield from (note for note in every if note not in found)


def _note_fact(edition: _Edition, note: Element) -> NoteFact:
    mark = _part_text(note, {"Lbl"})
    return NoteFact(mark, _plain(note), edition.references[note])


def _marks(texts: Iterable[list[Element | str]]) -> Iterator[str]:
    """Yield the marks of notes with the words before them; no word is of another text or block."""
    for pieces in texts:
        before = ""
        for piece in pieces:
            if isinstance(piece, Element):
                yield note_mark(before, element_text(piece))
            elif isinstance(piece, BlockEdge):
                before = ""
            else:
                before = before[-ENOUGH_BEFORE_MARK:] + piece


# Headings, and the ways to them


def _named_blocks(elements: Iterable[Element]) -> Iterator[tuple[Element, str]]:
    """Yield title, headings and rubrics with the names that links call them by."""
    seen: Counter[str] = Counter()
    for element in elements:
        if element.kind in {"Title", "Rubric"} or element.role in _HEADINGS:
            text = _plain(element)
            seen[text] += 1
            yield element, f"#{text}" if seen[text] == 1 else f"#{text} ({seen[text]})"


def _place_name(element: Element, named: dict[Element, str], leaves: dict[Element, str]) -> str:
    """Tell a place by the block that holds it, or by the first one in it that has text.

    `leaves` gets the texts of blocks that hold no blocks.
    """
    block = element
    while is_inline(block) and block.parent is not None:
        block = block.parent
    if block.kind == "Figure" and block.parent is not None and block.parent.role in GROUPS:
        block = block.parent
    below = (e for e in elements_below(block, without=_NO_WORDS) if not is_inline(e))
    within = chain((block,), below)
    inner = next((inner for inner in within if _leaf_text(inner, leaves)), block)
    return named.get(inner) or place_in_text(_leaf_text(inner, leaves))


def _leaf_text(block: Element, leaves: dict[Element, str]) -> str:
    text = leaves.get(block)
    if text is None:
        text = leaves[block] = "" if _holds_blocks(block) else _plain(block)
    return text


def _holds_blocks(element: Element) -> bool:
    children = (child for child in element.children if isinstance(child, Element))
    return any(not is_inline(child) for child in children)


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
            text = _plain(element)
            label = f"{_part_text(element, _NUMBERS)} {text}".strip()
            # A heading of an image alone has no text to compare.
            elsewhere = "" if label == title or not text else places.names.get(element, BROKEN)
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


def _page_references(edition: _Edition) -> Iterator[ContentsFact]:
    """Yield the page references of the text, then those of the notes."""
    notes = frozenset(edition.notes)
    found = [e for e in elements_below(edition.root) if e.kind == _PAGE_REFERENCE]
    for element in sorted(found, key=lambda element: _is_within(element, notes)):
        page = normal_text(element_text(element))
        yield ContentsFact(0, "", "", edition.places.target(element), page)


def _is_within(element: Element, holders: Container[Element]) -> bool:
    parent = element.parent
    while parent is not None and parent not in holders:
        parent = parent.parent
    return parent is not None


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


def _figures(edition: _Edition) -> Iterator[Element]:
    """Yield the figures that show something."""
    for element in (*edition.body, *edition.within_notes):
        if element.role == "Figure" and element.page >= 0:
            yield element


def _images(edition: _Edition) -> Iterator[str]:
    """Yield the alternative texts of figures."""
    for element in _figures(edition):
        lacks = any(e.lacks_picture for e in (element, *elements_below(element)))
        yield normal_text(f"{element.alternative or ''}{' [no image]' if lacks else ''}")


def _pictures(edition: _Edition) -> Iterator[PictureFact]:
    reader = PictureReader()
    return (reader.fact(element.picture) for element in _figures(edition))
