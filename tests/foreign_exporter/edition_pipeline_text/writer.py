"""A publication as lines of text."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from pipeline.exporter import normal_url
from pipeline.model.nodes import (
    Admonition,
    Anchored,
    Block,
    BlockQuote,
    BulletList,
    CaptionLabel,
    CodeBlock,
    CodeSpan,
    CrossReference,
    DefinitionList,
    Division,
    Figure,
    HardBreak,
    Heading,
    Image,
    Inline,
    Link,
    Math,
    MathBlock,
    NoteReference,
    OrderedList,
    PageBreak,
    Paragraph,
    Rubric,
    SoftBreak,
    Span,
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
        if isinstance(block, Anchored) and block.identifier:
            yield _line("open", block.identifier, "")
            yield from _block(block)
            yield _line("close", block.identifier, "")
        else:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - a line for every node
    match block:
        case Heading():
            text = _number(block.number) + _inlines(block.content)
            yield _line(f"heading {block.level}", block.identifier, text)
        case Rubric():
            yield _line("rubric", block.identifier, _inlines(block.content))
        case Paragraph():
            yield _text(block.content)
        case CodeBlock():
            yield _line("text", "", escaped(block.caption))
            yield from (_line("code", "", escaped(line)) for line in block.text.split("\n"))
        case MathBlock():
            number = f" ({block.number})" if block.number else ""
            yield _line("text", "", escaped(block.text + number))
        case BlockQuote() | Division():
            yield from _blocks(block.blocks)
        case Admonition():
            yield _text(block.title)
            yield from _blocks(block.blocks)
        case BulletList() | OrderedList():
            yield from (line for item in block.items for line in _blocks(item.blocks))
        case DefinitionList():
            yield from _definitions(block)
        case ThematicBreak() | PageBreak():
            yield _line("break", "", "")
        case Table():
            yield from _table(block)
        case Figure():
            yield _line("figure", "", _inline(block.image))
            yield _text(block.caption)
        case _:
            assert_never(block)


def _text(content: Iterable[Inline]) -> str:
    return _line("text", "", _inlines(content))


def _definitions(block: DefinitionList) -> Iterator[str]:
    for item in block.items:
        yield from (_text(term.content) for term in item.terms)
        for definition in item.definitions:
            yield from _blocks(definition.blocks)


def _table(table: Table) -> Iterator[str]:
    yield _text(table.caption)
    for row in (*table.header, *table.rows):
        yield from (_line("cell", "", _inlines(cell.content)) for cell in row.cells)


def _inlines(content: Iterable[Inline]) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:  # noqa: C901, PLR0911 - a line for every node
    match inline:
        case Text() | CodeSpan() | CaptionLabel():
            return escaped(inline.text)
        case Math():
            return escaped(inline.text)
        case Link():
            return f"[link {escaped(normal_url(inline.url))}|{_inlines(inline.content)}]"
        case CrossReference():
            return f"[link #{escaped(inline.identifier)}|{_inlines(inline.content)}]"
        case Span() if inline.identifier:
            return f"[place {escaped(inline.identifier)}]{_inlines(inline.content)}"
        case Image():
            return f"{_place(inline)}[image {escaped(inline.alternative)}]"
        case NoteReference():
            return f"[note {escaped(inline.number)}]"
        case SoftBreak() | HardBreak():
            return " "
        case _:  # what is left holds inlines
            return _inlines(inline.content)


def _place(image: Image) -> str:
    return f"[place {escaped(image.identifier)}]" if image.identifier else ""
