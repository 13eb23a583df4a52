"""Formulas on lines of their own, in the middle, with their numbers at the line's end."""

from pipeline.model.nodes import MathBlock
from pipeline.typesetting.expressions import fitted, formula_element
from pipeline.typesetting.formulas import Formula
from pipeline.typesetting.inks import PLAIN, StyleInks
from pipeline.typesetting.lines import Equation, Line
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import Galley, Label, mark_place, set_label

_ASCENT, _DESCENT = 0.75, 0.25
_ROOM = 0.3  # above and below a formula on its line, in type sizes
_BEFORE_NUMBER = 1.0
_HIGHEST = 0.95


def set_equation(galley: Galley, block: MathBlock) -> None:
    """Append a formula in the middle of a line, with its number in brackets at the line's end.

    Equations that are aligned stay together where a page has room for them.
    """
    job, frame, style = galley.job, galley.frame, galley.style
    inks = job.style(style)
    equation = Element(Role.EQUATION, identifier=block.identifier, source=block)
    galley.below(equation)
    element = equation.add(formula_element(block))
    number = _number(block, inks, equation)
    room = frame.width - (number.width + _BEFORE_NUMBER * style.size if block.number else 0.0)
    formula = fitted(job, job.formula(block.mathml, inks, PLAIN), room, block.location)
    left = frame.left + min((frame.width - formula.width) / 2, max(room - formula.width, 0.0))
    divided = formula.height + formula.depth > job.height * _HIGHEST and formula.rows
    lines = [
        _line(part, left, element, inks, part.text if divided else "")
        for part in (formula.rows if divided else (formula,))
    ]
    last = lines[-1]
    last.marks += number.placed(frame.left + frame.width - number.width, last.baseline)
    first = len(galley.stack.lines)
    galley.stack.space(style.after)
    galley.stack.add(lines)
    galley.stack.space(style.after)
    mark_place(galley, block.identifier, first)


def _line(part: Formula, left: float, element: Element, inks: StyleInks, text: str) -> Line:
    size, colour = inks.style.size, inks.ink().colour
    above = max(part.height, size * _ASCENT) + _ROOM * size
    height = above + max(part.depth, size * _DESCENT) + _ROOM * size
    mark = Equation(element.content(), left, above, part.pieces, colour, text)
    return Line(height, above, [mark])


def _number(block: MathBlock, inks: StyleInks, equation: Element) -> Label:
    """Give the number in brackets, with a space before it in the text."""
    if not block.number:
        return Label((), 0.0)
    ink = inks.ink()
    label = set_label(f"({block.number})", ink, equation)
    space = label.strokes[0]._replace(words=(ink.shapes.space,), x=-ink.space)
    return Label((space, *label.strokes), label.width)
