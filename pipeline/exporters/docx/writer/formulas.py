"""Formulas: Word's own equations, within a line or in a paragraph of their own."""

from pipeline.exporters.docx.writer.allotments import Allotments
from pipeline.exporters.docx.writer.captions import formula_number
from pipeline.exporters.docx.writer.equations import equation
from pipeline.exporters.docx.writer.markup import Markup
from pipeline.exporters.docx.writer.runs import TAB, Look, code_run, coded, text_run
from pipeline.model.nodes import MathBlock


def formula(mathml: str, tex: str, look: Look) -> Markup:
    """Make a formula within a line; one that nobody could read is shown as its author wrote it."""
    return equation(mathml, display=False) if mathml else text_run(tex, coded(look))


def displayed_formula(block: MathBlock, plain: Look, allotments: Allotments) -> Markup:
    """Make the content of a formula's paragraph: one with a number stands between tabs.

    Word's own display equations fill their paragraph and have no place for a number.
    """
    if not block.number:
        return equation(block.mathml, display=True) if block.mathml else code_run(block.tex)
    shown = equation(block.mathml, display=False) if block.mathml else code_run(block.tex)
    return Markup(f"{TAB}{shown}{TAB}{formula_number(block, plain, allotments)}")
