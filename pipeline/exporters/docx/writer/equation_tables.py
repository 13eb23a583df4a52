"""Matrices, cases and aligned equations as OMML's one kind of table (22.1.2.60)."""

from itertools import groupby
from typing import NamedTuple

from pipeline.exporters.docx.writer.equation_parts import argument, leaf_run, nothing
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, joined

_TIGHT = '<m:cGpRule m:val="3"/><m:cGp m:val="0"/>'
_BEFORE_OPERATOR = "\u2005"
_BETWEEN_EQUATIONS = "\u2003\u2003"


class Cell(NamedTuple):
    """A cell: its content, its alignment, and whether it begins with an operator."""

    content: Markup
    alignment: str
    begins_with_operator: bool


def matrix(rows: list[list[Cell]], spacing: str) -> Markup:
    """Write rows of cells; `spacing` is MathML's, for the gaps between columns.

    Columns of aligned equations touch. The space before an operator that begins a cell, which
    Word takes for one without a left operand, is then a character.
    """
    count = max(map(len, rows), default=1)
    gaps = spacing.split()
    tight = "0em" in gaps
    gap = _TIGHT if tight else ""
    columns = "".join(
        _columns(alignment, len([*group])) for alignment, group in groupby(_alignments(rows, count))
    )
    properties = f'<m:mPr><m:plcHide m:val="1"/>{gap}<m:mcs>{columns}</m:mcs></m:mPr>'
    written = joined(_row(row, count, gaps if tight else []) for row in rows)
    return Markup(f"<m:m>{properties}{written}</m:m>")


def _columns(alignment: str, count: int) -> str:
    properties = f'<m:count m:val="{count}"/><m:mcJc m:val="{alignment}"/>'
    return f"<m:mc><m:mcPr>{properties}</m:mcPr></m:mc>"


def _alignments(rows: list[list[Cell]], count: int) -> list[str]:
    """Give the alignment of each column, as its first cell has it."""
    columns = [[row[at].alignment for row in rows if at < len(row)] for at in range(count)]
    return [column[0] if column else "center" for column in columns]


def _row(row: list[Cell], count: int, gaps: list[str]) -> Markup:
    cells = [_cell(cell, gaps[at - 1 : at] if at else []) for at, cell in enumerate(row)]
    cells += [argument("m:e", nothing())] * (count - len(row))
    return Markup(f"<m:mr>{joined(cells)}</m:mr>")


def _cell(cell: Cell, gap: list[str]) -> Markup:
    before = NOTHING
    if gap == ["0em"] and cell.begins_with_operator:
        before = leaf_run("mtext", _BEFORE_OPERATOR, "", "")
    elif gap and gap != ["0em"]:
        before = leaf_run("mtext", _BETWEEN_EQUATIONS, "", "")
    return argument("m:e", Markup(before + (cell.content or nothing())))
