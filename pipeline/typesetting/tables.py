"""Tables: a caption, columns as wide as their content asks for, the header on every page."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from pipeline.diagnostics import Code, Diagnostic
from pipeline.model.nodes import Table
from pipeline.typesetting.cells import CellRow, body_rows, count_columns, header_rows
from pipeline.typesetting.columns import Demand, column_widths, share_width
from pipeline.typesetting.lines import Frame, Line
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.places import narrowest, natural_width
from pipeline.typesetting.rows import Shape, row_lines
from pipeline.typesetting.setting import SHARES
from pipeline.typesetting.strand import Strand
from pipeline.typesetting.tablerules import rule_above, rule_body, rule_header
from pipeline.typesetting.texts import Galley, drop_if_bare, mark_place, text_lines

_GUTTER = 12.0
_GUTTER_SHARE = 0.3
_SMALLEST = 0.72
_ROUNDING = 0.999
_KEPT_ROWS = 4
_REPEATED_SHARE = 1 / 3


def set_table(galley: Galley, table: Table) -> None:
    """Append a table."""
    stack = galley.stack
    first = len(stack.lines)
    columns = count_columns(table)
    whole = bool(columns and (table.header or table.rows))
    role = Role.TABLE if whole else Role.DIVISION
    inner = galley.below(Element(role, identifier=table.identifier))
    stack.space(galley.style.after)
    _set_caption(inner, table, kept=whole)
    if whole:
        stack.add_rows(_table_lines(inner, table, columns))
    stack.space(galley.style.after * 1.5)
    mark_place(galley, table.identifier, first)


def _set_caption(galley: Galley, table: Table, *, kept: bool) -> None:
    """Append the caption; the table stays on its page."""
    style, stack = galley.job.theme.table_caption, galley.stack
    captioned = galley.below(Element(Role.CAPTION))
    lines = text_lines(captioned, table.caption, style, table.location)
    if not lines:
        drop_if_bare(galley)
        return
    stack.space(style.before)
    stack.add_together(lines)
    stack.space(style.after)
    if kept:
        stack.keep()


def _table_lines(galley: Galley, table: Table, columns: int) -> list[Line]:
    head, body = header_rows(galley, table, columns), body_rows(galley, table, columns)
    shape = _shape(galley, table, columns, (*head, *body))
    heads = list(row_lines(head, shape, sinks=True))
    repeated = sum(line.height for lines in heads for line in lines)
    if repeated < shape.limit * _REPEATED_SHARE:
        shape = Shape(shape.frames, shape.scale, shape.limit - repeated)
    bodies = list(row_lines(body, shape))
    colours = galley.job.theme.colours
    rule_header(head, heads, shape, colours)
    rule_body(body, bodies, shape, colours)
    rule_above([*heads, *bodies][0][0], shape, colours)
    header = [line for lines in heads for line in lines]
    _keep_rows(header, bodies, shape.limit + repeated)
    rows = [line for lines in bodies for line in lines]
    if repeated < shape.limit * _REPEATED_SHARE:
        for line in rows:
            line.header = tuple(header)
    return [*header, *rows]


def _shape(galley: Galley, table: Table, columns: int, rows: Sequence[CellRow]) -> Shape:
    """Give the frames of the columns; the type gets smaller before words are broken."""
    frame = galley.frame
    gutter = min(_GUTTER, frame.width * _GUTTER_SHARE / columns)
    room = frame.width - gutter * (columns - 1)
    most = column_widths(_demands(rows, natural_width), columns, gutter)
    scale, widths = 1.0, tuple(most)
    if sum(most) > room:
        least = column_widths(_demands(rows, narrowest), columns, gutter)
        scale = _scale(galley, table, room, sum(least))
        least, most = [low * scale for low in least], [high * scale for high in most]
        widths = share_width(least, most, room)
    if scale < 1.0:
        for row in rows:
            for cell in row.cells:
                cell.strand.scale(scale)
    side = galley.around.alignment and galley.around.side
    spare = frame.width - sum(widths) - gutter * (columns - 1)
    left = frame.left + (max(spare, 0.0) * SHARES[side] if side else 0.0)
    starts = accumulate(widths, lambda x, width: x + width + gutter, initial=left)
    frames = tuple(Frame(x, width) for x, width in zip(starts, widths, strict=False))
    return Shape(frames, scale, max(galley.job.height - galley.around.reach, 1.0))


def _demands(rows: Sequence[CellRow], width: Callable[[Strand], float]) -> Iterator[Demand]:
    for row in rows:
        for cell in row.cells:
            yield Demand(cell.column, cell.columns, width(cell.strand))


def _scale(galley: Galley, table: Table, room: float, least: float) -> float:
    """Give how much smaller the type has to be so that no word is broken, down to a limit."""
    scale = min(1.0, room / least * _ROUNDING) if least > room else 1.0
    if scale < _SMALLEST:
        message = "a table is too wide for the page; its words are broken"
        hint = "fewer columns, or shorter words in them"
        galley.job.diagnostics.append(
            Diagnostic(Code.TABLE_TOO_WIDE, message, table.location, hint)
        )
    return max(scale, _SMALLEST)


def _keep_rows(header: list[Line], bodies: list[list[Line]], limit: float) -> None:
    """Keep the header with the first row, and a short table whole."""
    together = [*header, *(line for lines in bodies[:_KEPT_ROWS] for line in lines)]
    if len(bodies) > _KEPT_ROWS or sum(line.height for line in together) > limit / 2:
        together = [*header, *(bodies[0] if header and bodies else [])][: len(header) + 1]
    for line in together[1:]:
        line.breakable = False
