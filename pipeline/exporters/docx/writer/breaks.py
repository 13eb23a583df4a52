"""Page breaks: paragraphs carry them, so that what follows a block has to be told of them."""

from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    BulletList,
    DefinitionList,
    Division,
    OrderedList,
    PageBreak,
)

HOLDERS = (BlockQuote, Division, Admonition, BulletList, OrderedList, DefinitionList)
"""The blocks that hold blocks, for `isinstance`."""


def ends_in_page_break(block: Block) -> bool:
    """Tell whether the last thing in a block is a page break, for what follows to begin a page."""
    if isinstance(block, PageBreak):
        return True
    inner = _last_blocks(block) if isinstance(block, HOLDERS) else ()
    while inner and not isinstance(inner[-1], PageBreak):
        inner = _last_blocks(inner[-1])
    return bool(inner)


def _last_blocks(block: Block) -> tuple[Block, ...]:
    """Give the blocks that a block ends with, () where it holds none."""
    match block:
        case BlockQuote() | Division() | Admonition():
            return block.blocks
        case BulletList() | OrderedList() if block.items:
            return block.items[-1].blocks
        case DefinitionList() if block.items and block.items[-1].definitions:
            return block.items[-1].definitions[-1].blocks
        case _:
            return ()
