"""Blocks become lines in a stack: paragraphs, rubrics, quotes, code, breaks; the rest by name."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from pipeline.model.nodes import (
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    Figure,
    Heading,
    MathBlock,
    OrderedList,
    Paragraph,
    Rubric,
    Table,
    ThematicBreak,
)
from pipeline.typesetting.code import set_code
from pipeline.typesetting.equations import set_equation
from pipeline.typesetting.figures import set_figure
from pipeline.typesetting.headings import set_heading, set_rubric
from pipeline.typesetting.labels import put_label
from pipeline.typesetting.lines import Backdrop, Line, Rule, Stroke
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.tables import set_table
from pipeline.typesetting.texts import Galley, set_label, text_lines

_QUOTE_RULE = 1.5
_BREAK_SHARE = 0.16
_BREAK_RULE = 0.7
_TIGHT = 2.0
_BULLETS = ("\u2022", "\u2013", "\u00b7")


def set_blocks(galley: Galley, blocks: Iterable[Block], depth: int = 0) -> None:
    """Append blocks to a galley's stack; `depth` counts the lists around them."""
    for block in blocks:
        _set_block(galley, block, depth)


def _set_block(galley: Galley, block: Block, depth: int) -> None:  # noqa: C901, PLR0912 - a case a node
    match block:
        case Heading():
            set_heading(galley, block)
        case Rubric():
            set_rubric(galley, block)
        case Paragraph():
            set_paragraph(galley, block)
        case CodeBlock():
            set_code(galley, block)
        case MathBlock():
            set_equation(galley, block)
        case BlockQuote():
            set_quote(galley, block, depth)
        case BulletList():
            bullet = _BULLETS[depth % len(_BULLETS)]
            set_list(galley, block, [bullet] * len(block.items), depth)
        case OrderedList():
            ends = range(block.start, block.start + len(block.items))
            set_list(galley, block, [f"{number}." for number in ends], depth)
        case ThematicBreak():
            set_break(galley)
        case Table():
            set_table(galley, block)
        case Figure():
            set_figure(galley, block)
        case _:
            assert_never(block)


def set_paragraph(galley: Galley, paragraph: Paragraph) -> None:
    """Append a paragraph."""
    inner = galley.below(Element(Role.PARAGRAPH))
    lines = text_lines(inner, paragraph.content, galley.style, paragraph.location)
    if not lines:
        galley.element.children.pop()
        return
    galley.stack.space(galley.style.before)
    galley.stack.add(lines)
    galley.stack.space(galley.style.after)
    if _announces(lines[-1]):
        galley.stack.keep()


def _announces(line: Line) -> bool:
    """Tell whether a line ends in a colon: what follows belongs to it."""
    last = line.marks[-1] if line.marks else None
    return isinstance(last, Stroke) and last.words[-1].text.endswith(":")


def set_quote(galley: Galley, quote: BlockQuote, depth: int) -> None:
    """Append a quote: moved in, with a rule at its side."""
    theme, stack, frame = galley.job.theme, galley.stack, galley.frame
    inner = galley.below(Element(Role.QUOTE))._replace(
        frame=frame.indented(theme.indent),
        style=theme.quote if galley.style == theme.body else galley.style,
    )
    first = len(stack.lines)
    set_blocks(inner, quote.blocks, depth)
    moved = inner.frame.left - frame.left
    rule = Backdrop(frame.left + moved / 4, _QUOTE_RULE, theme.colours.rule)
    if moved:
        for line in stack.lines[first:]:
            line.backdrops = (rule, *line.backdrops)
    stack.space(galley.style.after)


def set_list(
    galley: Galley, items: BulletList | OrderedList, labels: list[str], depth: int
) -> None:
    """Append a list: labels at the right of their column, items beside them."""
    ink = galley.job.style(galley.style).ink()
    ordered = isinstance(items, OrderedList)
    listed = galley.below(Element(Role.LIST, ordered=ordered))
    gap = galley.style.size * 0.5
    widest = max(
        (set_label(text, ink, Element(Role.LIST_LABEL)).width for text in labels), default=0.0
    )
    inner = galley.frame.indented(max(galley.job.theme.indent, widest + gap))
    after = _TIGHT if items.tight else galley.style.after
    for item, text in zip(items.items, labels, strict=True):
        part = listed.below(Element(Role.LIST_ITEM))
        label = set_label(text, ink, part.element.add(Element(Role.LIST_LABEL)))
        body = part.below(Element(Role.LIST_BODY))._replace(
            frame=inner,
            style=replace(galley.style, after=min(after, galley.style.after)),
        )
        first = len(galley.stack.lines)
        set_blocks(body, item.blocks, depth + 1)
        put_label(galley, label, first, inner.left - gap - label.width)
        galley.stack.space(after)
    galley.stack.space(galley.style.after)


def set_break(galley: Galley) -> None:
    """Append a short rule in the middle."""
    frame, theme = galley.frame, galley.job.theme
    height = theme.body.leading
    width = frame.width * _BREAK_SHARE
    left = frame.left + (frame.width - width) / 2
    rule = Rule(left, height / 2, width, _BREAK_RULE, theme.colours.rule)
    galley.stack.space(theme.body.after)
    galley.stack.add([Line(height, height / 2, [rule])])
    galley.stack.space(theme.body.after)
