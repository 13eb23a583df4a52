"""Equations: a formula in the middle of a line of its own, its number at the right."""

from pipeline.model.nodes import Alignment, Math, MathBlock
from pipeline.typesetting.lines import Frame, Line
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import (
    Galley,
    Label,
    baseline_drop,
    drop_if_bare,
    mark_place,
    set_label,
    text_lines,
)

_GAP = 12.0
_LEAST_SHARE = 0.5


def set_equation(galley: Galley, equation: MathBlock) -> None:
    """Append an equation; it stays on one page."""
    stack, style, frame = galley.stack, galley.style, galley.frame
    first = len(stack.lines)
    inner = galley.below(Element(Role.EQUATION, identifier=equation.identifier))
    side = _number(inner, equation.number, Element(Role.EQUATION)).width
    side += _GAP if side else 0.0
    beside = frame.width - 2 * side >= frame.width * _LEAST_SHARE
    room = Frame(frame.left + side, frame.width - 2 * side) if beside else frame
    formula = (Math(equation.tex, equation.text),)
    lines = text_lines(inner.moved(room), formula, style, equation.location, Alignment.CENTER)
    if side:
        if not lines or not beside:
            lines.append(Line(style.leading, baseline_drop(style)))
        label = _number(inner, equation.number, inner.element)
        x = frame.left + max(frame.width - label.width, 0.0)
        lines[-1].marks.extend(label.placed(x, lines[-1].baseline))
    stack.space(style.after)
    stack.add_together(lines)
    stack.space(style.after)
    mark_place(galley, equation.identifier, first)
    if not lines:
        drop_if_bare(galley)


def _number(galley: Galley, number: str, element: Element) -> Label:
    """Give an equation's number in brackets as a label; a space stands before it in the text."""
    if not number:
        return Label((), 0.0)
    ink = galley.job.style(galley.style).ink()
    label = set_label(f"({number})", ink, element)
    space = label.strokes[0]._replace(words=(ink.shapes.space,), space=0.0, space_after=False)
    return Label((space, *label.strokes), label.width)
