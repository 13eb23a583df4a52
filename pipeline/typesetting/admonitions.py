"""Admonitions: a ground, a rule at its side, a title in the colour of its tone."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.model.nodes import Admonition
from pipeline.model.tones import tone_of
from pipeline.theme import Theme
from pipeline.typesetting.lines import Backdrop, Frame
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import Galley, Inner, drop_if_bare, mark_place, text_lines

_PLAIN_KINDS = frozenset({"tab", "details"})
_NARROWEST = 5
_APART = 9.0


class _Shape(NamedTuple):
    """What is around the text of an admonition, in points.

    `above` reaches from its first line to the edge of its ground, `below` from the last one.
    """

    rule: float
    left: float
    right: float
    above: float
    below: float


_SHAPE = _Shape(2.5, 13.0, 11.0, 7.0, 8.0)
_PLAIN_SHAPE = _Shape(0.75, 11.0, 0.0, 1.0, 1.0)
_BARE_SHAPE = _Shape(0.0, 0.0, 0.0, 0.0, 0.0)


def set_admonition(galley: Galley, admonition: Admonition) -> Iterator[Inner]:
    """Append an admonition; one that can be folded, or a tab, has a thin rule and no ground."""
    stack, theme = galley.stack, galley.job.theme
    shape = _shape(admonition, galley.frame)
    frame = Frame(galley.frame.left + shape.left, galley.frame.width - shape.left - shape.right)
    element = Element(Role.ADMONITION, identifier=admonition.identifier)
    inner = galley.below(element).moved(frame)
    reach = galley.around.reach + shape.above + shape.below
    inner = inner.within(galley.around._replace(reach=reach))
    first = len(stack.lines)
    stack.space(_APART)
    stack.pad(shape.above)
    _set_title(inner, admonition)
    titled = len(stack.lines)
    yield inner, admonition.blocks
    if first < titled == len(stack.lines):
        stack.release()
    if first == len(stack.lines):
        stack.pad(-shape.above)
    else:
        stack.back(first, *_backdrops(admonition, galley.frame, shape, theme))
        stack.space(_APART)
        stack.pad(shape.below)
    mark_place(galley, admonition.identifier, first)


def _shape(admonition: Admonition, frame: Frame) -> _Shape:
    shape = _PLAIN_SHAPE if admonition.kind in _PLAIN_KINDS else _SHAPE
    return shape if frame.width >= _NARROWEST * (shape.left + shape.right) else _BARE_SHAPE


def _set_title(galley: Galley, admonition: Admonition) -> None:
    """Append the title; the next line stays on its page."""
    theme = galley.job.theme
    tone = theme.tone(tone_of(admonition.kind))
    style = replace(theme.admonition_title, colour=tone.title)
    titled = galley.below(Element(Role.ADMONITION_TITLE))
    lines = text_lines(titled, admonition.title, style, admonition.location)
    if not lines:
        drop_if_bare(galley)
        return
    galley.stack.add_together(lines)
    galley.stack.space(style.after)
    galley.stack.keep()


def _backdrops(
    admonition: Admonition, frame: Frame, shape: _Shape, theme: Theme
) -> Iterator[Backdrop]:
    """Yield the ground and the rule at its side, the ground first."""
    tone = theme.tone(tone_of(admonition.kind))
    if shape is _SHAPE:
        yield Backdrop(frame.left, frame.width, tone.ground)
    if shape.rule:
        yield Backdrop(frame.left, shape.rule, tone.rule, shape.above, shape.below)
