"""Levels of headings: a depth without gaps, and rubrics where no section can open."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import (
    Block,
    Heading,
    Image,
    Node,
    Note,
    NoteReference,
    Paragraph,
    Rubric,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.walk import rewrite, walk

B = TypeVar("B", bound=Node)


def heading_text(heading: Heading | Rubric) -> str:
    """Give a heading's words on one line; of one that is only images, what they show."""
    text = " ".join(plain_text(heading.content).split())
    if text:
        return text
    images = (node for node in walk(heading.content) if isinstance(node, Image))
    return " ".join(image.alternative for image in images if image.alternative)


def level_headings(document: Document) -> tuple[Document, Diagnostics]:
    """Make a heading's level its depth in the outline; make nested headings rubrics.

    The shallowest level of a source need not be 1, and a skipped level is still a child: both
    come out without gaps, since PDF/UA-1 (7.4.2) and reading systems allow none. Empty headings
    are left out; one that holds notes alone is a paragraph of them.
    """
    diagnostics: list[Diagnostic] = []
    blocks = _rubrics_below(document.blocks)
    kept = [kept for block in blocks for kept in _unless_empty(block, diagnostics)]
    above = document.title.level if document.title else 0
    levelled = tuple(_with_depths(kept, diagnostics, above))
    notes: tuple[Note, ...] = rewrite(document.notes, _as_rubric)
    return replace(document, blocks=levelled, notes=notes), tuple(diagnostics)


def close_gaps(document: Document) -> Document:
    """Make the levels of headings depths in the outline, where chapters were put together."""
    blocks = depths_without_gaps(document.blocks)
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def depths_without_gaps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give blocks whose headings' levels are depths in the outline."""
    return tuple(_with_depths(blocks, [], 0))


def _rubrics_below(blocks: tuple[Block, ...]) -> list[Block]:
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            result.append(block)
        else:
            result.extend(rewrite((block,), _as_rubric))
    return result


def _as_rubric(node: Node) -> Node:
    if isinstance(node, Heading):
        return Rubric(node.content, node.identifier, location=node.location)
    return node


def _unless_empty(block: Block, diagnostics: list[Diagnostic]) -> Iterable[Block]:
    if not isinstance(block, Heading) or heading_text(block):
        yield block
        return
    holds_notes = any(isinstance(node, NoteReference) for node in walk(block.content))
    what = "shown as a paragraph of its notes" if holds_notes else "left out"
    message = f"a heading has no text and is {what}"
    diagnostics.append(Diagnostic(Code.HEADING_EMPTY, message, block.location))
    if holds_notes:
        yield Paragraph(block.content, location=block.location)


def _with_depths(
    blocks: Iterable[Block], diagnostics: list[Diagnostic], above: int
) -> Iterable[Block]:
    """Yield blocks with their headings' depths; `above` is the title's level, 0 without one."""
    open_levels: list[int] = []
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        while open_levels and open_levels[-1] >= block.level:
            open_levels.pop()
        parent = open_levels[-1] if open_levels else above
        if parent and block.level > parent + 1:
            diagnostics.append(_skipped(block, parent))
        open_levels.append(block.level)
        yield replace(block, level=len(open_levels))


def _skipped(heading: Heading, parent: int) -> Diagnostic:
    wanted = "#" * (parent + 1)
    return Diagnostic(
        Code.HEADING_LEVEL_SKIPPED,
        f"heading '{heading_text(heading)}' has level {heading.level}, "
        f"but the heading above it has level {parent}",
        heading.location,
        hint=f"write it with {wanted} (level {parent + 1})",
    )
