"""What every edition must say, taken from the publication alone.

The definitions are those of `pipeline.exporter`; readers of editions follow the same ones from
the other end.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

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
    place_in_text,
)
from pipeline.location import NOWHERE, Location
from pipeline.model.direction import is_right_to_left
from pipeline.model.nodes import (
    Anchored,
    Block,
    CrossReference,
    Heading,
    Image,
    Link,
    Node,
    Note,
    NoteReference,
    PageReference,
    Rubric,
    Span,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import (
    OutlineEntry,
    Publication,
    body_blocks,
    contents_entries,
    flatten_outline,
)
from pipeline.model.walk import walk
from pipeline.structure import PictureFact
from pipeline.verify.discrepancy import Aspect
from pipeline.verify.leaves import Leaf, leaf_texts, leaves_of
from pipeline.verify.marks import note_marks
from pipeline.verify.structured import expected_structure, named_places

BROKEN = "#?"
"""The target of a link whose place does not exist."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What every edition must say, and where the source says it.

    `locations` has one location for each fact of an aspect, in order; for `Aspect.WORDS` there is
    one for each block, and `word_starts` tells which word of `facts.words` begins that block.
    """

    facts: EditionFacts
    locations: Mapping[Aspect, tuple[Location, ...]]
    word_starts: tuple[int, ...]


def expected_facts(publication: Publication) -> EditionFacts:
    """Give what every edition of a publication must say.

    Pages are not known here: contents entries have none, and there are no places.
    """
    return expect(publication).facts


def expect(publication: Publication) -> Expectation:
    """Give what every edition of a publication must say, with places in the source."""
    body = tuple(body_blocks(publication))
    nodes = tuple(walk((*body, *(b for note in publication.notes for b in note.blocks))))
    gathered = _Gathered(
        headings=tuple(block for block in body if isinstance(block, Heading)),
        links=tuple(node for node in nodes if _is_link(node)),
        images=tuple(node for node in nodes if isinstance(node, Image)),
        targets=_targets(publication, nodes),
        marks=tuple(note_marks(nodes)),
        marked=tuple(node.location for node in nodes if isinstance(node, NoteReference)),
        references=tuple(node for node in nodes if isinstance(node, PageReference)),
    )
    words, starts, blocks = _running_text(body)
    structure, places = expected_structure(publication)
    locations = {**_locations(publication, gathered), **places, Aspect.WORDS: blocks}
    pictures = tuple(PictureFact(image.asset) for image in gathered.images)
    facts = _facts(publication, gathered, words)
    named = tuple(named_places(publication, nodes))
    names = tuple(f"#{name}" for name, _ in named)
    facts = replace(facts, structure=structure, pictures=pictures, identifiers=names)
    locations[Aspect.PLACES] = tuple(place for _, place in named)
    return Expectation(facts, locations, starts)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The nodes that facts are made of, in reading order; how links name each identifier.

    `marks` are the notes' marks, already told, `marked` where they stand.
    """

    headings: tuple[Heading, ...]
    links: tuple[Node, ...]
    images: tuple[Image, ...]
    targets: Mapping[str, str]
    marks: tuple[str, ...]
    marked: tuple[Location, ...]
    references: tuple[PageReference, ...]


def _facts(publication: Publication, gathered: _Gathered, words: tuple[str, ...]) -> EditionFacts:
    metadata = publication.metadata
    bookmarks = flatten_outline(publication.bookmarks)
    contents = contents_entries(publication)
    return EditionFacts(
        title=normal_text(metadata.title),
        authors=tuple(normal_text(author) for author in metadata.authors),
        language=normal_text(metadata.language),
        direction="rtl" if is_right_to_left(metadata.language) else "ltr",
        outline=tuple(_heading_fact(heading) for heading in gathered.headings),
        bookmarks=tuple(HeadingFact(e.level, "", normal_text(e.label)) for e in bookmarks),
        contents=(
            *(_contents_fact(entry, gathered.targets) for entry in contents),
            *(
                ContentsFact(0, "", "", gathered.targets.get(reference.identifier, BROKEN))
                for reference in gathered.references
            ),
        ),
        links=tuple(_link_fact(link, gathered.targets) for link in gathered.links),
        notes=tuple(_note_fact(note) for note in publication.notes),
        images=tuple(normal_text(image.alternative) for image in gathered.images),
        words=words,
        title_block=tuple(_title_block(publication)),
        revision=Revision(normal_text(metadata.version), publication.digest),
        marks=gathered.marks,
    )


def _title_block(publication: Publication) -> Iterator[str]:
    metadata = publication.metadata
    shown = (metadata.title, metadata.subtitle, ", ".join(metadata.authors), publication.date)
    return filter(None, map(normal_text, shown))


def _heading_fact(heading: Heading) -> HeadingFact:
    text = normal_text(plain_text(heading.content))
    return HeadingFact(heading.level, normal_text(heading.number), text)


def _contents_fact(entry: OutlineEntry, targets: Mapping[str, str]) -> ContentsFact:
    target = targets.get(entry.identifier, BROKEN)
    return ContentsFact(entry.level, normal_text(entry.number), normal_text(entry.text), target)


def _locations(publication: Publication, gathered: _Gathered) -> dict[Aspect, tuple[Location, ...]]:
    places = {heading.identifier: heading.location for heading in gathered.headings}
    listed = {entry.identifier for found in publication.lists for entry in found.entries}
    if listed:
        nodes = walk(body_blocks(publication))
        places |= {
            node.identifier: node.location
            for node in nodes
            if isinstance(node, Anchored) and node.identifier in listed
        }
    return {
        Aspect.OUTLINE: tuple(heading.location for heading in gathered.headings),
        Aspect.BOOKMARKS: _entry_locations(publication.bookmarks, places),
        Aspect.CONTENTS: (
            *(places.get(entry.identifier, NOWHERE) for entry in contents_entries(publication)),
            *(reference.location for reference in gathered.references),
        ),
        Aspect.LINKS: tuple(link.location for link in gathered.links),
        Aspect.MARKS: gathered.marked,
        Aspect.NOTES: tuple(note.location for note in publication.notes),
        Aspect.PICTURES: tuple(image.location for image in gathered.images),
        Aspect.IMAGES: tuple(image.location for image in gathered.images),
    }


def _targets(publication: Publication, nodes: tuple[Node, ...]) -> dict[str, str]:
    """Tell for every identifier how links name its place (see `LinkFact`)."""
    names = PlaceNames()
    title = names.name(publication.metadata.title)
    targets = {note.identifier: f"#{_blocks_text(note.blocks)}" for note in publication.notes}
    targets[publication.title_identifier] = title
    for node in nodes:
        if isinstance(node, Heading | Rubric):
            targets[node.identifier] = names.name(plain_text(node.content))
    if any(isinstance(node, Anchored) and node.identifier for node in nodes):
        anchors = _Anchors(targets)
        anchors.tell(body_blocks(publication))
        for note in publication.notes:
            anchors.tell(note.blocks)
    return targets


class _Anchors:
    """The places that are neither title nor heading nor rubric nor note, told one by one."""

    def __init__(self, targets: dict[str, str]) -> None:
        self._targets = targets

    def tell(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            leaves = tuple(leaves_of(block))
            for node in walk((block,)):
                if not isinstance(node, Anchored) or isinstance(node, Span | Image):
                    continue
                if node.identifier:
                    within = leaves if node is block else tuple(leaves_of(node))
                    first = next((leaf for leaf in within if normal_text(leaf.text)), None)
                    self._targets[node.identifier] = self._name(first)
            for leaf in leaves:
                for node in walk(leaf.content):
                    if isinstance(node, Anchored) and node.identifier:
                        self._targets[node.identifier] = self._name(leaf)

    def _name(self, leaf: Leaf | None) -> str:
        if leaf is None:
            return place_in_text("")
        if leaf.identifier:
            return self._targets[leaf.identifier]
        return place_in_text(leaf.text)


class PlaceNames:
    """Names places by their text: from the second one with the same text on, with its ordinal."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def name(self, text: str) -> str:
        """Name the next place in reading order."""
        text = normal_text(text)
        ordinal = self._seen[text] = self._seen.get(text, 0) + 1
        return f"#{text}" if ordinal == 1 else f"#{text} ({ordinal})"


def _entry_locations(
    entries: tuple[OutlineEntry, ...], places: Mapping[str, Location]
) -> tuple[Location, ...]:
    return tuple(places.get(entry.identifier, NOWHERE) for entry in flatten_outline(entries))


def _is_link(node: Node) -> bool:
    """Tell links that somebody can follow: those with text or an image in them."""
    if not isinstance(node, Link | CrossReference):
        return False
    return bool(plain_text(node.content).strip()) or any(
        isinstance(inline, Image) for inline in walk(node.content)
    )


def _link_fact(link: Node, targets: Mapping[str, str]) -> LinkFact:
    if isinstance(link, CrossReference):
        return LinkFact(normal_text(plain_text(link.content)), targets.get(link.identifier, BROKEN))
    if isinstance(link, Link):
        return LinkFact(normal_text(plain_text(link.content)), normal_url(link.url))
    raise TypeError(f"{type(link).__name__} is no link")


def _note_fact(note: Note) -> NoteFact:
    return NoteFact(normal_text(note.number), _blocks_text(note.blocks), len(note.references))


def _blocks_text(blocks: Iterable[Block]) -> str:
    return normal_text(" ".join(leaf.text for leaf in leaf_texts(blocks)))


def _running_text(
    body: Iterable[Block],
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[Location, ...]]:
    """Give the words, and for each block of text the index of its first word and its location."""
    runs: list[tuple[str, ...]] = []
    starts: list[int] = []
    locations: list[Location] = []
    count = 0
    for leaf in leaf_texts(body):
        words = normal_words(leaf.text)
        if words:
            runs.append(words)
            starts.append(count)
            locations.append(leaf.location)
            count += len(words)
    return tuple(chain.from_iterable(runs)), tuple(starts), tuple(locations)
