"""A publication as lines of text."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from pipeline.exporter import normal_url
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
    Inline,
    Link,
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
from pipeline.model.publication import Publication, body_blocks, flatten_outline


def lines_of(publication: Publication) -> Iterator[str]:
    """Yield an edition's lines, without their ends."""
    metadata = publication.metadata
    yield _line("title", publication.title_identifier, escaped(metadata.title))
    yield from (_line("author", "", escaped(author)) for author in metadata.authors)
    yield _line("language", "", metadata.language)
    for entry in flatten_outline(publication.contents):
        text = _number(entry.number) + escaped(entry.text)
        yield _line(f"contents {entry.level}", entry.identifier, text)
    for entry in flatten_outline(publication.bookmarks):
        yield _line(f"bookmark {entry.level}", "", escaped(entry.label))
    yield from _blocks(body_blocks(publication))
    for note in publication.notes:
        yield _line(f"note {note.number}", note.identifier, "")
        yield from (f"  {line}" for line in _blocks(note.blocks))


def escaped(text: str) -> str:
    """Give text as it stands in a line: one line, its brackets, bars and backslashes escaped."""
    return re.sub(r"[\\\[\]|]", r"\\\g<0>", re.sub(r"[\r\n]", " ", text))


def _line(kind: str, identifier: str, text: str) -> str:
    return f"{kind} #{identifier}: {text}" if identifier else f"{kind}: {text}"


def _number(number: str) -> str:
    return f"[number {escaped(number)}]" if number else ""


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: C901 - a line for every node
    match block:
        case Heading():
            text = _number(block.number) + _inlines(block.content)
            yield _line(f"heading {block.level}", block.identifier, text)
        case Rubric():
            yield _line("rubric", block.identifier, _inlines(block.content))
        case Paragraph():
            yield _line("text", "", _inlines(block.content))
        case CodeBlock():
            yield from (_line("code", "", escaped(line)) for line in block.text.split("\n"))
        case BlockQuote():
            yield from _blocks(block.blocks)
        case BulletList() | OrderedList():
            yield from (line for item in block.items for line in _blocks(item.blocks))
        case ThematicBreak():
            yield _line("break", "", "")
        case Table():
            yield from _table(block)
        case Figure():
            yield _line("figure", "", _inline(block.image))
            yield _line("text", "", _inlines(block.caption))
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    rows = (*table.header, *table.rows)
    for row in rows:
        yield from (_line("cell", "", _inlines(cell.content)) for cell in row.cells)


def _inlines(content: Iterable[Inline]) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:  # noqa: PLR0911 - a line for every node
    match inline:
        case Text() | CodeSpan():
            return escaped(inline.text)
        case Emphasis() | Strong():
            return _inlines(inline.content)
        case Link():
            return f"[link {escaped(normal_url(inline.url))}|{_inlines(inline.content)}]"
        case CrossReference():
            return f"[link #{escaped(inline.identifier)}|{_inlines(inline.content)}]"
        case Image():
            return f"[image {escaped(inline.alternative)}]"
        case NoteReference():
            return f"[note {escaped(inline.number)}]"
        case SoftBreak() | HardBreak():
            return " "
        case _:
            assert_never(inline)
