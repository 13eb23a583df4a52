"""Blocks become lines in a stack: what holds blocks waits until they are set; no recursion."""

from collections.abc import Iterable, Iterator
from typing import assert_never

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
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Rubric,
    Table,
    ThematicBreak,
)
from pipeline.typesetting.admonitions import set_admonition
from pipeline.typesetting.code import set_code
from pipeline.typesetting.definitions import set_definitions
from pipeline.typesetting.divisions import set_division, set_quote
from pipeline.typesetting.equations import set_equation
from pipeline.typesetting.figures import set_figure
from pipeline.typesetting.headings import set_heading, set_rubric
from pipeline.typesetting.lines import Line, Rule, Stroke
from pipeline.typesetting.lists import set_list
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.tables import set_table
from pipeline.typesetting.texts import Galley, Inner, drop_if_bare, text_lines

_BREAK_SHARE = 0.16
_BREAK_RULE = 0.7


def set_blocks(galley: Galley, blocks: Iterable[Block]) -> None:
    """Append blocks to a galley's stack."""
    waiting = [_steps(galley, blocks)]
    while waiting:
        inner = next(waiting[-1], None)
        if inner is None:
            waiting.pop()
        else:
            waiting.append(_steps(*inner))


def _steps(galley: Galley, blocks: Iterable[Block]) -> Iterator[Inner]:
    """Append blocks one by one; yield those that have to be set in between."""
    for block in blocks:
        match block:
            case BlockQuote():
                yield from set_quote(galley, block)
            case Admonition():
                yield from set_admonition(galley, block)
            case Division():
                yield from set_division(galley, block)
            case BulletList() | OrderedList():
                yield from set_list(galley, block)
            case DefinitionList():
                yield from set_definitions(galley, block)
            case _:
                _set_single(galley, block)


def _set_single(  # noqa: C901 - a case a node
    galley: Galley,
    block: Heading
    | Rubric
    | Paragraph
    | CodeBlock
    | MathBlock
    | ThematicBreak
    | PageBreak
    | Table
    | Figure,
) -> None:
    match block:
        case Paragraph():
            set_paragraph(galley, block)
        case Heading():
            set_heading(galley, block)
        case Rubric():
            set_rubric(galley, block)
        case CodeBlock():
            set_code(galley, block)
        case MathBlock():
            set_equation(galley, block)
        case ThematicBreak():
            set_break(galley)
        case PageBreak():
            galley.stack.open_page()
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
        drop_if_bare(galley)
        return
    galley.stack.space(galley.style.before)
    galley.stack.add(lines)
    galley.stack.space(galley.style.after)
    if _announces(lines[-1]):
        galley.stack.keep()


def _announces(line: Line) -> bool:
    """Tell whether a line ends in a colon: what follows belongs to it."""
    last = line.marks[-1] if line.marks else None
    return isinstance(last, Stroke) and last.words[-1].text.endswith((":", "\uff1a"))


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
