"""The leaves of a publication: every block's own text, in reading order, and where it stands."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple, assert_never

from pipeline.location import Location, first_known
from pipeline.model.leaves import Source
from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Inline,
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Rubric,
    Table,
    ThematicBreak,
)
from pipeline.model.plain_text import plain_text


class Leaf(NamedTuple):
    """A block's own text: where it stands, the text, and the inlines that it is made of.

    `identifier` is that of a heading or a rubric. `sources` tell it from others, by identity.
    """

    location: Location
    text: str
    content: tuple[Inline, ...] = ()
    identifier: str = ""
    sources: tuple[Source, ...] = ()


def leaf_texts(blocks: Iterable[Block]) -> Iterator[Leaf]:
    """Yield the plain text of every block that has text of its own, in reading order."""
    for block in blocks:
        yield from leaves_of(block)


def leaves_of(block: Block) -> Iterator[Leaf]:  # noqa: C901, PLR0912 - a case a node
    """Yield the texts of one block."""
    match block:
        case Heading() | Rubric():
            text = plain_text(block.content)
            sources = (block.content,)
            yield Leaf(block.location, text, block.content, block.identifier, sources)
        case Paragraph():
            yield _leaf(block.location, block.content)
        case CodeBlock():
            texts = (block.caption, block.text)
            yield from (Leaf(block.location, text, sources=(block,)) for text in texts)
        case MathBlock():
            number = f" ({block.number})" if block.number else ""
            text = block.text if block.mathml else block.tex
            yield Leaf(block.location, f"{text}{number}", sources=(block,))
        case BlockQuote() | Division():
            yield from leaf_texts(block.blocks)
        case Admonition():
            yield _leaf(block.location, block.title)
            yield from leaf_texts(block.blocks)
        case BulletList() | OrderedList():
            yield from leaf_texts(chain.from_iterable(item.blocks for item in block.items))
        case DefinitionList():
            yield from _definition_texts(block)
        case Table():
            yield from _table_texts(block)
        case Figure():
            caption = plain_text(block.caption)
            content = (block.image, *block.caption)
            yield Leaf(block.location, caption, content, sources=(block, block.caption))
        case ThematicBreak() | PageBreak():
            pass
        case _:
            assert_never(block)


def _leaf(location: Location, content: tuple[Inline, ...]) -> Leaf:
    return Leaf(location, plain_text(content), content, sources=(content,))


def _definition_texts(definitions: DefinitionList) -> Iterator[Leaf]:
    for item in definitions.items:
        for term in item.terms:
            yield _leaf(term.location, term.content)
        for definition in item.definitions:
            yield from leaf_texts(definition.blocks)


def _table_texts(table: Table) -> Iterator[Leaf]:
    yield _leaf(table.location, table.caption)
    for row in (*table.header, *table.rows):
        for cell in row.cells:
            place = first_known(cell.location, row.location, table.location)
            yield _leaf(place, cell.content)
