"""Formulas among words: on their baseline, and never broken."""

from pipeline.diagnostics import Code, Diagnostic
from pipeline.location import Location
from pipeline.model.nodes import Math, MathBlock
from pipeline.typesetting.formulas import Formula
from pipeline.typesetting.inks import Accent, StyleInks
from pipeline.typesetting.job import Job
from pipeline.typesetting.pages import Element, Role

_SMALLEST = 0.5
_HIGHEST = 0.95


def fitted_formula(job: Job, math: Math, inks: StyleInks, accent: Accent) -> Formula:
    """Give a formula among words: as large as they are, where a line has room for it."""
    return fitted(job, job.formula(math.mathml, inks, accent), job.frame.width, math.location)


def formula_element(math: Math | MathBlock) -> Element:
    """Give the element of a formula; ISO 14289-1, 7.7, demands that it says itself in words."""
    return Element(Role.FORMULA, alternative=" ".join(math.tex.split()), actual=math.text)


def fitted(job: Job, formula: Formula, room: float, location: Location) -> Formula:
    """Give a formula as large as there is room for; one that is set smaller is reported.

    One of several rows may be as high as they are.
    """
    height = 0.0 if formula.rows else formula.height + formula.depth
    most = job.height * _HIGHEST
    if formula.width <= room and height <= most:
        return formula
    factor = max(min(room / max(formula.width, 1.0), most / max(height, 1.0), 1.0), _SMALLEST)
    larger = "wider than the text" if formula.width > room else "higher than a page"
    message = f"a formula is {larger}, and is set smaller"
    hint = "divide it with aligned, or into several formulas"
    job.diagnostics.append(Diagnostic(Code.LINE_OVERFULL, message, location, hint=hint))
    return formula.scaled(factor)
