"""Anchors: names of places that stand alone (`<a id="place"></a>`) go to the block that follows."""

from dataclasses import replace
from typing import TypeGuard

from pipeline.model.nodes import (
    Anchored,
    Block,
    Division,
    Heading,
    Inline,
    Paragraph,
    SoftBreak,
    Span,
    Text,
)


def settled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give blocks without paragraphs that hold nothing but names of places."""
    if not any(map(_is_anchor, blocks)):
        return blocks
    result: list[Block] = []
    waiting: list[Span] = []
    for block in blocks:
        if _is_anchor(block):
            waiting += [inline for inline in block.content if isinstance(inline, Span)]
        else:
            result += _named(block, waiting)
            waiting = []
    if waiting:
        _add_last(result, waiting)
    return tuple(result)


def _is_anchor(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and all(map(_is_bare, block.content))


def _is_bare(inline: Inline) -> bool:
    """Tell whether an inline is the name of a place, or space beside one."""
    if isinstance(inline, Span):
        return bool(inline.identifier) and all(map(_is_bare, inline.content))
    return isinstance(inline, SoftBreak) or (
        isinstance(inline, Text) and not inline.text.strip(" ")
    )


def _named(block: Block, names: list[Span]) -> tuple[Block, ...]:
    """Give a block its names; where it has no place for them, what has one stands before it."""
    if not names:
        return (block,)
    if isinstance(block, Heading | Paragraph):
        return (replace(block, content=(*names, *block.content)),)
    *others, last = names
    if isinstance(block, Anchored) and not block.identifier:
        block = replace(block, identifier=last.identifier)
    else:
        block = Division((block,), last.identifier, location=last.location)
    if not others:
        return (block,)
    return (Paragraph(tuple(others), location=others[0].location), block)


def _add_last(result: list[Block], names: list[Span]) -> None:
    """Put names that nothing follows behind what is before them."""
    last = result[-1] if result else None
    if isinstance(last, Heading | Paragraph):
        result[-1] = replace(last, content=(*last.content, *names))
    else:
        result.append(Paragraph(tuple(names), location=names[0].location))
