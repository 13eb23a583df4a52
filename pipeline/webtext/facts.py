"""What an edition says, put together from its metadata, its navigation and its passages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.exporter import (
    ContentsFact,
    EditionFacts,
    HeadingFact,
    LinkFact,
    NoteFact,
    Revision,
    normal_text,
    normal_url,
    normal_words,
    note_mark,
    place_in_text,
)
from pipeline.structure import PictureFact
from pipeline.webtext.lists import Entry
from pipeline.webtext.pagelist import gather_pages
from pipeline.webtext.reading import FoundLink, Kind, Passage, Reading, Zone
from pipeline.webtext.structure import StructureReader, joined_structure

_NOWHERE = "#?"
Digest: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class About:
    """What the metadata of an edition say."""

    title: str
    authors: tuple[str, ...]
    language: str
    revision: Revision
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Navigation:
    """What leads through an edition.

    `is_read`: it is a page of the edition; then what it shows is the contents. `is_bookmarks`: it
    is what programs show beside the edition, too. `pages` are the lines of a page list: labels, and
    the keys of places.
    """

    entries: tuple[Entry, ...]
    is_read: bool
    is_bookmarks: bool
    pages: tuple[tuple[str, str], ...] = ()


def gather_facts(
    about: About, navigation: Navigation, reading: Reading, digest: Digest
) -> EditionFacts:
    """Give the facts of an edition whose documents have been read.

    `digest` gives the SHA-256 of an image by its path or address, "" where it is not there.
    """
    return _Facts(about, navigation, reading, digest).gather()


class _Facts:
    """The facts of one reading."""

    def __init__(
        self, about: About, navigation: Navigation, reading: Reading, digest: Digest
    ) -> None:
        self._about = about
        self._digest = digest
        self._navigation = navigation
        self._reading = reading
        self._note_order = _note_order(reading)
        self._ranks = {key: rank for rank, key in enumerate(("", *self._note_order))}
        self._by_note: dict[str, list[Passage]] = {key: [] for key in self._note_order}
        for passage in reading.passages:
            if passage.zone is Zone.NOTE:
                self._by_note[passage.note].append(passage)
        self._names = self._name_places()

    def gather(self) -> EditionFacts:
        """Give them."""
        about, navigation = self._about, self._navigation
        entries = [entry for entry in navigation.entries if not self._is_title_page(entry)]
        shown = [e for e in entries if e.is_shown and navigation.is_read]
        marks = tuple(_bookmark(entry) for entry in entries if not entry.is_listed)
        body = [p for p in self._reading.passages if p.zone is Zone.BODY]
        return EditionFacts(
            title=normal_text(self._about.title),
            authors=tuple(normal_text(author) for author in about.authors),
            language=normal_text(about.language),
            direction=about.direction,
            outline=tuple(_heading_fact(p) for p in body if p.kind is Kind.HEADING),
            bookmarks=marks if navigation.is_bookmarks else None,
            contents=(
                *(self._contents_fact(entry) for entry in shown),
                *self._page_references(),
            ),
            links=tuple(self._links()),
            notes=tuple(self._notes()),
            images=tuple(self._images()),
            words=normal_words("\n".join(passage.text for passage in body)),
            title_block=tuple(self._title_block()),
            revision=about.revision,
            marks=tuple(self._marks()),
            pictures=tuple(self._pictures()),
            identifiers=tuple(self._reading.identifiers),
            structure=joined_structure(self._structures()),
            page_list=gather_pages(navigation.pages, self._reading),
        )

    def _name_places(self) -> dict[int, str]:
        """Name title, headings and rubrics, by the identity of their passages; see `LinkFact`."""
        seen = {normal_text(self._about.title): 1}
        names: dict[int, str] = {}
        body = (p for p in self._reading.passages if p.zone is not Zone.NOTE)
        noted = (p for key in self._note_order for p in self._by_note[key])
        for passage in (*body, *noted):
            if passage.kind is Kind.TEXT:
                continue
            text = normal_text(passage.text)
            names[id(passage)] = f"#{text}"
            if passage.zone in {Zone.BODY, Zone.NOTE}:
                ordinal = seen[text] = seen.get(text, 0) + 1
                names[id(passage)] += f" ({ordinal})" if ordinal > 1 else ""
        return names

    def _target(self, key: str) -> str:
        if key in self._by_note:
            return f"#{self._note_text(key)}"
        if key not in self._reading.anchors:
            return _NOWHERE
        passage = self._passage_at(key)
        if passage is None:
            return place_in_text("")
        return self._names.get(id(passage)) or place_in_text(passage.text)

    def _passage_at(self, key: str) -> Passage | None:
        """Give the passage that tells a place: the one that it stands in, or holds first."""
        passages = self._reading.passages
        place = self._reading.anchors.get(key, range(0))
        if isinstance(place, int):
            return passages[place]
        held = (passages[n] for n in range(place.start, min(place.stop, len(passages))))
        return next((passage for passage in held if normal_text(passage.text)), None)

    def _is_title_page(self, entry: Entry) -> bool:
        """Tell whether an entry leads to a title page or cover, which no outline has."""
        passage = self._passage_at(entry.target)
        return passage is not None and passage.zone is Zone.TITLE_PAGE

    def _contents_fact(self, entry: Entry) -> ContentsFact:
        number, text = normal_text(entry.number), normal_text(entry.text)
        return ContentsFact(entry.level, number, text, self._target(entry.target))

    def _page_references(self) -> Iterator[ContentsFact]:
        found = sorted(self._reading.page_references, key=lambda each: self._ranks[each[1]])
        return (ContentsFact(0, "", "", self._target(key)) for key, _ in found)

    def _links(self) -> Iterator[LinkFact]:
        for link in sorted(self._reading.links, key=lambda link: self._ranks[link.note]):
            if link.has_image or link.text.strip():
                yield self._link_fact(link)

    def _link_fact(self, link: FoundLink) -> LinkFact:
        target = normal_url(link.target) if link.leads_out else self._target(link.target)
        return LinkFact(normal_text(link.text), target)

    def _images(self) -> Iterator[str]:
        for alternative, _ in sorted(self._reading.images, key=lambda image: self._ranks[image[1]]):
            yield normal_text(alternative)

    def _pictures(self) -> Iterator[PictureFact]:
        for path, _ in sorted(self._reading.pictures, key=lambda each: self._ranks[each[1]]):
            yield PictureFact(digests=frozenset(filter(None, (self._digest(path),))))

    def _title_block(self) -> Iterator[str]:
        lines = (p for p in self._reading.passages if p.kind is Kind.TITLE)
        return filter(None, (normal_text(line.text) for line in lines))

    def _structures(self) -> Iterator[StructureReader]:
        structures = self._reading.structures
        return (structures[key] for key in ("", *self._note_order) if key in structures)

    def _marks(self) -> Iterator[str]:
        for found in sorted(self._reading.marks, key=lambda mark: self._ranks[mark.note]):
            yield note_mark(found.before, found.mark)

    def _notes(self) -> Iterator[NoteFact]:
        marks: dict[str, list[str]] = {key: [] for key in self._note_order}
        for found in self._reading.marks:
            if found.target in marks:
                marks[found.target].append(normal_text(found.mark))
        for key, shown in marks.items():
            yield NoteFact(shown[0] if shown else "", self._note_text(key), len(shown))

    def _note_text(self, key: str) -> str:
        return normal_text("\n".join(passage.text for passage in self._by_note[key]))


def _note_order(reading: Reading) -> tuple[str, ...]:
    """Order notes by their first references: those of the text, then those that notes make."""
    referred: dict[str, list[str]] = {}
    for mark in reading.marks:
        if mark.target in reading.notes:
            referred.setdefault(mark.note, []).append(mark.target)
    order: dict[str, None] = {}
    pending = [""]
    while pending:
        found = [key for standing_in in pending for key in referred.get(standing_in, ())]
        pending = [key for key in dict.fromkeys(found) if key not in order]
        order.update(dict.fromkeys(pending))
    return (*order, *(key for key in reading.notes if key not in order))


def _heading_fact(passage: Passage) -> HeadingFact:
    return HeadingFact(passage.level, normal_text(passage.number), normal_text(passage.text))


def _bookmark(entry: Entry) -> HeadingFact:
    return HeadingFact(entry.level, "", normal_text(f"{entry.number} {entry.text}"))
