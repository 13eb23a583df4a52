"""Numbers of headings: "2.1", by one rule for all editions."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import Block, Heading


def number_headings(document: Document) -> tuple[Document, Diagnostics]:
    """Give numbers to the headings down to `number-depth` where `number-sections` asks for it.

    A heading that the author wants unnumbered takes no number, nor do the headings below it.
    """
    settings = document.settings
    if not settings.number_sections:
        return document, ()
    return replace(document, blocks=tuple(_numbered(document.blocks, settings.number_depth))), ()


def _numbered(blocks: tuple[Block, ...], depth: int) -> Iterator[Block]:
    counters: list[int] = []
    unnumbered_above = 0
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        if unnumbered_above and block.level <= unnumbered_above:
            unnumbered_above = 0
        if not block.numbered and not unnumbered_above:
            unnumbered_above = block.level
        if unnumbered_above or block.level > depth:
            yield block
            continue
        counters = [*counters, 0][: block.level]
        counters[-1] += 1
        yield replace(block, number=".".join(str(counter) for counter in counters))
