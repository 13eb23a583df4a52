"""What every edition must say, taken from the publication alone.

The definitions are those of `pipeline.exporter`; readers of editions follow the same ones from
the other end.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import assert_never

from pipeline.exporter import (
    ENOUGH_BEFORE_MARK,
    ContentsFact,
    EditionFacts,
    HeadingFact,
    LinkFact,
    NoteFact,
    normal_text,
    normal_url,
    normal_words,
    note_mark,
)
from pipeline.location import NOWHERE, Location
from pipeline.model.nodes import (
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Link,
    Node,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Rubric,
    SoftBreak,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import OutlineEntry, Publication, body_blocks, flatten_outline
from pipeline.model.walk import walk
from pipeline.verify.discrepancy import Aspect

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
        marks=tuple(_marks(nodes)),
    )
    words, starts, blocks = _running_text(body)
    locations = {**_locations(publication, gathered), Aspect.WORDS: blocks}
    return Expectation(_facts(publication, gathered, words), locations, starts)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The nodes that facts are made of, in reading order; how links name each identifier.

    `marks` are the notes' marks, already told.
    """

    headings: tuple[Heading, ...]
    links: tuple[Node, ...]
    images: tuple[Image, ...]
    targets: Mapping[str, str]
    marks: tuple[str, ...]


def _facts(publication: Publication, gathered: _Gathered, words: tuple[str, ...]) -> EditionFacts:
    metadata = publication.metadata
    bookmarks = flatten_outline(publication.bookmarks)
    contents = flatten_outline(publication.contents)
    return EditionFacts(
        title=normal_text(metadata.title),
        authors=tuple(normal_text(author) for author in metadata.authors),
        language=normal_text(metadata.language),
        outline=tuple(_heading_fact(heading) for heading in gathered.headings),
        bookmarks=tuple(HeadingFact(e.level, "", normal_text(e.label)) for e in bookmarks),
        contents=tuple(_contents_fact(entry, gathered.targets) for entry in contents),
        links=tuple(_link_fact(link, gathered.targets) for link in gathered.links),
        notes=tuple(_note_fact(note) for note in publication.notes),
        images=tuple(normal_text(image.alternative) for image in gathered.images),
        words=words,
        title_block=tuple(_title_block(publication)),
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
    return {
        Aspect.OUTLINE: tuple(heading.location for heading in gathered.headings),
        Aspect.BOOKMARKS: _entry_locations(publication.bookmarks, places),
        Aspect.CONTENTS: _entry_locations(publication.contents, places),
        Aspect.LINKS: tuple(link.location for link in gathered.links),
        Aspect.NOTES: tuple(note.location for note in publication.notes),
        Aspect.IMAGES: tuple(image.location for image in gathered.images),
    }


def _targets(publication: Publication, nodes: Iterable[Node]) -> dict[str, str]:
    """Tell for every identifier how links name its place (see `LinkFact`)."""
    names = PlaceNames()
    title = names.name(publication.metadata.title)
    targets = {note.identifier: f"#{_blocks_text(note.blocks)}" for note in publication.notes}
    targets[publication.title_identifier] = title
    for node in nodes:
        if isinstance(node, Heading | Rubric):
            targets[node.identifier] = names.name(plain_text(node.content))
    return targets


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


def _marks(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the notes' marks, each with the word before it in its block."""
    before = ""
    for node in nodes:
        match node:
            case Text() | CodeSpan():
                before = before[-ENOUGH_BEFORE_MARK:] + node.text
            case SoftBreak() | HardBreak():
                before += " "
            case NoteReference():
                yield note_mark(before, node.number)
            case Emphasis() | Strong() | Link() | CrossReference() | Image():
                pass
            case _:
                before = ""  # A block begins.


def _blocks_text(blocks: Iterable[Block]) -> str:
    return normal_text(" ".join(text for _, text in leaf_texts(blocks)))


def _running_text(
    body: Iterable[Block],
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[Location, ...]]:
    """Give the words, and for each block of text the index of its first word and its location."""
    runs: list[tuple[str, ...]] = []
    starts: list[int] = []
    locations: list[Location] = []
    count = 0
    for location, text in leaf_texts(body):
        words = normal_words(text)
        if words:
            runs.append(words)
            starts.append(count)
            locations.append(location)
            count += len(words)
    return tuple(chain.from_iterable(runs)), tuple(starts), tuple(locations)


def leaf_texts(blocks: Iterable[Block]) -> Iterator[tuple[Location, str]]:
    """Yield the plain text of every block that has text of its own, in reading order."""
    for block in blocks:
        yield from _texts_of(block)


def _texts_of(block: Block) -> Iterator[tuple[Location, str]]:
    match block:
        case Heading() | Rubric() | Paragraph():
            yield block.location, plain_text(block.content)
        case CodeBlock():
            yield block.location, block.text
        case BlockQuote():
            yield from leaf_texts(block.blocks)
        case BulletList() | OrderedList():
            yield from leaf_texts(chain.from_iterable(item.blocks for item in block.items))
        case Table():
            yield from _cell_texts(block)
        case Figure():
            yield block.location, plain_text(block.caption)
        case ThematicBreak():
            pass
        case _:
            assert_never(block)


def _cell_texts(table: Table) -> Iterator[tuple[Location, str]]:
    rows = table.rows if table.header is None else (table.header, *table.rows)
    for row in rows:
        for cell in row.cells:
            yield (
                _first_known(cell.location, row.location, table.location),
                plain_text(cell.content),
            )


def _first_known(*locations: Location) -> Location:
    return next((location for location in locations if location.line), NOWHERE)
