"""Formulas as markup: MathML where there is any, else the TeX as code."""

from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.markup.places import Places
from pipeline.model.nodes import Math, MathBlock

_SURELY_NARROW = 24
"""Characters of a formula that fit beside each other on a telephone."""


def formula_markup(math: Math | MathBlock, places: Places) -> Markup:
    """Write a formula without what stands around it."""
    if math.mathml:
        return Markup(math.mathml)
    return Markup(f'<code class="tex"{places.code_direction}>{escape_text(math.tex)}</code>')


def formula_block_markup(block: MathBlock, places: Places) -> Markup:
    """Write a formula on a line of its own, its number in brackets behind it.

    A long one may scroll in its frame, and can then be reached by the keyboard (WCAG 2.2, 2.1.1).
    """
    number = f'<span class="formula-number">({escape_text(block.number)})</span>'
    focus = ' tabindex="0"' if len(block.text or block.tex) > _SURELY_NARROW else ""
    opening = f'<div class="formula"{attribute("id", block.identifier)}{focus}>'
    formula = formula_markup(block, places)
    return Markup(f"{opening}{formula}{f' {number}' if block.number else ''}</div>")
