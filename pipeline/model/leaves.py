"""The leaves of blocks: what holds inlines, or no blocks at all, in reading order."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    DefinitionItem,
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

Source: TypeAlias = tuple[Inline, ...] | CodeBlock | MathBlock | Figure
"""A leaf: a block's inlines, or a block that has none. One is told from another by identity."""


def sources_of(blocks: Iterable[Block]) -> Iterator[Source]:
    """Yield the inlines of blocks, and the blocks that have none; the very objects, no copies."""
    for block in blocks:
        yield from _sources(block)


def _sources(block: Block) -> Iterator[Source]:  # noqa: C901, PLR0912 - a case a node
    match block:
        case Paragraph() | Heading() | Rubric():
            yield block.content
        case CodeBlock() | MathBlock():
            yield block
        case Figure():
            yield block
            yield block.caption
        case BlockQuote() | Division():
            yield from sources_of(block.blocks)
        case Admonition():
            yield block.title
            yield from sources_of(block.blocks)
        case BulletList() | OrderedList():
            for item in block.items:
                yield from sources_of(item.blocks)
        case DefinitionList():
            for definition in block.items:
                yield from _definition_sources(definition)
        case Table():
            yield block.caption
            for row in (*block.header, *block.rows):
                yield from (cell.content for cell in row.cells)
        case ThematicBreak() | PageBreak():
            return
        case _:
            assert_never(block)


def _definition_sources(item: DefinitionItem) -> Iterator[Source]:
    yield from (term.content for term in item.terms)
    for definition in item.definitions:
        yield from sources_of(definition.blocks)
