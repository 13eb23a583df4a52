"""Headings: number, gap, text that hangs beside it; kept with what follows."""

from pipeline.model.nodes import Heading, Rubric
from pipeline.model.roles import Role as SectionRole
from pipeline.theme import TextStyle
from pipeline.typesetting.lines import Line
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import (
    Galley,
    Label,
    baseline_drop,
    has_content,
    set_label,
    text_lines,
)

_GAP = 0.75


def set_heading(galley: Galley, heading: Heading) -> None:
    """Append a heading; the next line stays on its page."""
    theme = galley.job.theme
    styles = theme.headings
    style = styles[min(max(heading.look, 1), len(styles)) - 1]
    if heading.role is SectionRole.PART:
        style = theme.part
    element = Element(Role.HEADING, level=heading.level, identifier=heading.identifier)
    inner = galley.below(element)
    label = section_number(inner, heading.number, style)
    hang = label.width + style.size * _GAP if heading.number else 0.0
    frame = galley.frame.indented(hang)
    hanging = frame.left > galley.frame.left or not hang
    lines = text_lines(inner.moved(frame), heading.content, style, heading.location)
    if heading.number and (not lines or not hanging):
        lines.insert(0, Line(style.leading, baseline_drop(style)))
    if heading.number:
        lines[0].marks[:0] = label.placed(galley.frame.left, lines[0].baseline)
    _add_kept(galley, lines, style, heading.identifier)


def set_rubric(galley: Galley, rubric: Rubric) -> None:
    """Append a rubric; the next line stays on its page."""
    style = galley.job.theme.rubric
    inner = galley.below(Element(Role.RUBRIC, identifier=rubric.identifier))
    lines = text_lines(inner, rubric.content, style, rubric.location)
    _add_kept(galley, lines, style, rubric.identifier)


def section_number(galley: Galley, number: str, style: TextStyle) -> Label:
    """Give a section's number as a label, a space following it in the text."""
    if not number:
        return Label((), 0.0)
    element = galley.element.add(Element(Role.SECTION_NUMBER))
    return set_label(number, galley.job.style(style).ink(), element).spaced()


def _add_kept(galley: Galley, lines: list[Line], style: TextStyle, identifier: str) -> None:
    if not lines:
        lines = [Line(style.leading, baseline_drop(style))]
    first = next(filter(has_content, lines), lines[0])
    first.anchors.insert(0, (identifier, galley.frame.left))
    galley.stack.space(style.before)
    galley.stack.add_together(lines)
    galley.stack.space(style.after)
    galley.stack.keep()
