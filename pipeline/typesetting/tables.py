"""Tables: a caption, columns as wide as their content asks for, the header on every page."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.diagnostics import Code, Diagnostic
from pipeline.model.nodes import Table
from pipeline.model.publication import Publication
from pipeline.theme import Theme
from pipeline.typesetting.cells import CellRow, body_rows, count_columns, header_rows
from pipeline.typesetting.columns import SMALLEST, Demand, column_widths, share_width
from pipeline.typesetting.job import Job, open_job
from pipeline.typesetting.lines import Frame, Line, Stack
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.places import narrowest, natural_width
from pipeline.typesetting.rows import Shape, row_lines
from pipeline.typesetting.setting import SHARES
from pipeline.typesetting.strand import Strand
from pipeline.typesetting.tablerules import rule_above, rule_body, rule_header
from pipeline.typesetting.texts import Galley, drop_if_bare, mark_place, strand_lines, text_strand

_GUTTER = 12.0
_GUTTER_SHARE = 0.3
_ROUNDING = 0.999
_TALLEST = 0.7
_KEPT_ROWS = 4
_REPEATED_SHARE = 1 / 3


class _Rows(NamedTuple):
    """The rows of a table as strands: `head` is repeated on every page."""

    columns: int
    head: list[CellRow]
    body: list[CellRow]

    @property
    def every(self) -> tuple[CellRow, ...]:
        """All rows, in order."""
        return (*self.head, *self.body)

    @property
    def strands(self) -> Iterator[Strand]:
        """What all cells say."""
        return (cell.strand for row in self.every for cell in row.cells)

    def least(self, gutter: float) -> list[float]:
        """Give the widths that columns need so that no word is broken, in points."""
        return column_widths(_demands(self.every, narrowest), self.columns, gutter)


def set_table(galley: Galley, table: Table) -> None:
    """Append a table; one that is too wide for the page gets pages that lie on their side."""
    job, stack = galley.job, galley.stack
    first = len(stack.lines)
    columns = count_columns(table)
    whole = bool(columns and (table.header or table.rows))
    role = Role.TABLE if whole else Role.DIVISION
    inner = galley.below(Element(role, identifier=table.identifier))
    stack.space(galley.style.after)
    caption = _caption_strand(inner, table)
    if not whole:
        _set_caption(inner, table, caption, kept=False)
    else:
        head, body = header_rows(inner, table, columns), body_rows(inner, table, columns)
        rows, height = _Rows(columns, head, body), job.height
        turned = galley.may_float and _wants_turned_page(rows, job)
        if turned:
            inner, height = inner.moved(job.turned_frame), job.turned_height
            for strand in (caption[1], *rows.strands):
                strand.lower_pictures(height * _TALLEST)
        _set_caption(inner, table, caption, kept=True)
        stack.add_rows(_table_lines(inner, table, rows, height - galley.around.reach))
        if turned:
            stack.float_from(first, turned=True)
    stack.space(galley.style.after * 1.5)
    mark_place(galley, table.identifier, first)


def table_judge(publication: Publication, theme: Theme) -> Callable[[Table], bool]:
    """Give what tells which tables with nothing around them get pages that lie on their side.

    For formats without pages of their own, which are to decide as the typesetting does.
    """
    job = open_job(publication, theme, {})
    galley = Galley(job, Stack(), job.frame, Element(Role.DIVISION), theme.body)

    def turned(table: Table) -> bool:
        columns = count_columns(table)
        if not columns or not (table.header or table.rows):
            return False
        head, body = header_rows(galley, table, columns), body_rows(galley, table, columns)
        return _wants_turned_page(_Rows(columns, head, body), job)

    return turned


def _wants_turned_page(rows: _Rows, job: Job) -> bool:
    return job.turned_frame.width > job.frame.width and _is_beyond(rows, job.frame)


def _is_beyond(rows: _Rows, frame: Frame) -> bool:
    """Tell whether words would be broken in a frame, however small the type may get."""
    gutter = _gutter(frame, rows.columns)
    room = frame.width - gutter * (rows.columns - 1)
    return sum(rows.least(gutter)) * SMALLEST > room


def _caption_strand(galley: Galley, table: Table) -> tuple[Galley, Strand]:
    """Give the caption, which stands first in the table, before it is known how wide that is."""
    captioned = galley.below(Element(Role.CAPTION))
    strand = text_strand(captioned, table.caption, galley.job.theme.table_caption)
    if not strand.pieces:
        drop_if_bare(galley)
    return captioned, strand


def _set_caption(
    galley: Galley, table: Table, caption: tuple[Galley, Strand], *, kept: bool
) -> None:
    """Append the caption; the table stays on its page."""
    style, stack = galley.job.theme.table_caption, galley.stack
    captioned, strand = caption
    lines = strand_lines(captioned.moved(galley.frame), strand, style, table.location)
    if not lines:
        return
    stack.space(style.before)
    stack.add_together(lines)
    stack.space(style.after)
    if kept:
        stack.keep()


def _table_lines(galley: Galley, table: Table, rows: _Rows, height: float) -> list[Line]:
    shape = _shape(galley, table, rows, max(height, 1.0))
    heads = list(row_lines(rows.head, shape, sinks=True))
    repeated = sum(line.height for lines in heads for line in lines)
    if repeated < shape.limit * _REPEATED_SHARE:
        shape = Shape(shape.frames, shape.scale, shape.limit - repeated)
    bodies = list(row_lines(rows.body, shape))
    colours = galley.job.theme.colours
    rule_header(rows.head, heads, shape, colours)
    rule_body(rows.body, bodies, shape, colours)
    rule_above([*heads, *bodies][0][0], shape, colours)
    header = [line for lines in heads for line in lines]
    _keep_rows(header, bodies, shape.limit + repeated)
    lines = [line for lines in bodies for line in lines]
    if repeated < shape.limit * _REPEATED_SHARE:
        for line in lines:
            line.header = tuple(header)
    return [*header, *lines]


def _gutter(frame: Frame, columns: int) -> float:
    return min(_GUTTER, frame.width * _GUTTER_SHARE / columns)


def _shape(galley: Galley, table: Table, rows: _Rows, limit: float) -> Shape:
    """Give the frames of the columns; the type gets smaller before words are broken."""
    frame, columns = galley.frame, rows.columns
    gutter = _gutter(frame, columns)
    room = frame.width - gutter * (columns - 1)
    most = column_widths(_demands(rows.every, natural_width), columns, gutter)
    scale, widths = 1.0, tuple(most)
    if sum(most) > room:
        least = rows.least(gutter)
        scale = _scale(galley, table, room, sum(least))
        least, most = [low * scale for low in least], [high * scale for high in most]
        widths = share_width(least, most, room)
    if scale < 1.0:
        for strand in rows.strands:
            strand.scale(scale)
    side = galley.around.alignment and galley.around.side
    spare = frame.width - sum(widths) - gutter * (columns - 1)
    left = frame.left + (max(spare, 0.0) * SHARES[side] if side else 0.0)
    starts = accumulate(widths, lambda x, width: x + width + gutter, initial=left)
    frames = tuple(Frame(x, width) for x, width in zip(starts, widths, strict=False))
    return Shape(frames, scale, limit)


def _demands(rows: Sequence[CellRow], width: Callable[[Strand], float]) -> Iterator[Demand]:
    for row in rows:
        for cell in row.cells:
            yield Demand(cell.column, cell.columns, width(cell.strand))


def _scale(galley: Galley, table: Table, room: float, least: float) -> float:
    """Give how much smaller the type has to be so that no word is broken, down to a limit."""
    scale = min(1.0, room / least * _ROUNDING) if least > room else 1.0
    if scale < SMALLEST:
        message = "a table is too wide for the page; its words are broken"
        hint = "fewer columns, or shorter words in them"
        galley.job.diagnostics.append(
            Diagnostic(Code.TABLE_TOO_WIDE, message, table.location, hint)
        )
    return max(scale, SMALLEST)


def _keep_rows(header: list[Line], bodies: list[list[Line]], limit: float) -> None:
    """Keep the header with the first row, and a short table whole."""
    together = [*header, *(line for lines in bodies[:_KEPT_ROWS] for line in lines)]
    if len(bodies) > _KEPT_ROWS or sum(line.height for line in together) > limit / 2:
        together = [*header, *(bodies[0] if header and bodies else [])][: len(header) + 1]
    for line in together[1:]:
        line.breakable = False
