"""Quotes and divisions: blocks that are set apart, by a rule or by nothing to be seen."""

from collections.abc import Iterator

from pipeline.model.nodes import BlockQuote, Division
from pipeline.typesetting.lines import Backdrop
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import Galley, Inner, mark_place

_QUOTE_RULE = 1.5


def set_quote(galley: Galley, quote: BlockQuote) -> Iterator[Inner]:
    """Append a quote: moved in, with a rule at its side."""
    theme, stack, frame = galley.job.theme, galley.stack, galley.frame
    inner = galley.below(Element(Role.QUOTE))._replace(
        frame=frame.indented(theme.indent),
        style=theme.quote if galley.style == theme.body else galley.style,
    )
    first = len(stack.lines)
    yield inner, quote.blocks
    moved = inner.frame.left - frame.left
    if moved:
        stack.back(first, Backdrop(frame.left + moved / 4, _QUOTE_RULE, theme.colours.rule))
    stack.space(galley.style.after)


def set_division(galley: Galley, division: Division) -> Iterator[Inner]:
    """Append a division: its blocks in its language, direction and alignment."""
    around = galley.around
    language = "" if division.language == around.language else division.language
    element = Element(Role.DIVISION, identifier=division.identifier, language=language)
    within = around._replace(
        language=division.language or around.language,
        against=_runs_against(galley, division),
        alignment=division.alignment or around.alignment,
    )
    first = len(galley.stack.lines)
    yield galley.below(element).within(within), division.blocks
    mark_place(galley, division.identifier, first)


def _runs_against(galley: Galley, division: Division) -> bool:
    if not division.direction:
        return galley.around.against
    return (division.direction == "rtl") != galley.job.mirrored
