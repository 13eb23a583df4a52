"""Formulas as elements of the structure: their source, and their characters."""

from pipeline.model.nodes import Math, MathBlock
from pipeline.typesetting.pages import Element, Role


def formula_element(formula: Math | MathBlock) -> Element | None:
    """Give the element of a formula; None for an empty one."""
    text = formula.text or formula.tex
    if not text.strip():
        return None
    return Element(Role.FORMULA, alternative=formula.tex.strip() or text, actual=text)
