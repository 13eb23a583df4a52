"""Divisions that hold headings are opened: sections are made of headings at the top level."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.formats import both
from pipeline.model.nodes import Block, Division, Heading, Span


def open_divisions(document: Document) -> tuple[Document, Diagnostics]:
    """Take headings out of divisions, to any depth; runs first, since the title may be in one.

    What stands between the headings stays in divisions of the same kind; the identifier goes to
    the first of them. A heading keeps the division's language, as a span.
    """
    blocks = tuple(new for block in document.blocks for new in _opened(block))
    return (document if blocks == document.blocks else replace(document, blocks=blocks)), ()


def _opened(block: Block) -> Iterator[Block]:
    if not isinstance(block, Division) or not _holds_heading(block):
        yield block
        return
    identifier, run = block.identifier, list[Block]()
    inner = (new for child in block.blocks for new in _opened(child))
    for child in (*inner, None):
        if child is not None and not isinstance(child, Heading):
            run.append(child)
            continue
        if run:
            yield replace(block, blocks=tuple(run), identifier=identifier)
            identifier, run = "", []
        if child is not None:
            named = identifier if not child.identifier else ""
            formats = both(child.formats, block.formats)
            heading = replace(child, identifier=child.identifier or named, formats=formats)
            yield _spoken(heading, block)
            identifier = "" if named else identifier


def _holds_heading(division: Division) -> bool:
    """Tell whether there is a heading in a division that only divisions are around."""
    return any(
        isinstance(child, Heading) or (isinstance(child, Division) and _holds_heading(child))
        for child in division.blocks
    )


def _spoken(heading: Heading, division: Division) -> Heading:
    if not (division.language or division.direction):
        return heading
    span = Span(
        heading.content,
        language=division.language,
        direction=division.direction,
        location=heading.location,
    )
    return replace(heading, content=(span,))
