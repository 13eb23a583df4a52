"""Tables: columns as wide as their content asks for, rows as bands, the header on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.diagnostics import Code, Diagnostic
from pipeline.model.nodes import Alignment, Row, Table
from pipeline.theme import TextStyle
from pipeline.typesetting.breaking import cut_strand
from pipeline.typesetting.columns import share_width
from pipeline.typesetting.inlines import build_strand
from pipeline.typesetting.lines import Frame, Line, NoteBody, Rule
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.places import narrowest, natural_width
from pipeline.typesetting.setting import Grid, set_lines
from pipeline.typesetting.strand import Strand
from pipeline.typesetting.texts import Galley, baseline_drop

_PADDING = 3.2
_GUTTER = 12.0
_STRONG_RULE, _MIDDLE_RULE, _THIN_RULE = 0.9, 0.6, 0.35
_SMALLEST = 0.72
_ROUNDING = 0.999
_EASE = 0.05
_TALL_PART = 4


_KEPT_ROWS = 4
_GUTTER_SHARE = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    """What the rows of a table share: a frame for each column, and how small the type is."""

    frames: tuple[Frame, ...]
    alignments: tuple[Alignment, ...]
    scale: float
    left: float
    width: float


@dataclass(frozen=True, slots=True, eq=False)
class _StrandRow:
    """A row whose cells are strands."""

    cells: tuple[Strand, ...]
    style: TextStyle


def set_table(galley: Galley, table: Table) -> None:
    """Append a table."""
    given = [row for row in (table.header, *table.rows) if row]
    columns = max([len(table.alignments), *(len(row.cells) for row in given)])
    if not columns or not given:
        return
    inner = galley.below(Element(Role.TABLE))
    header, rows = _header_strands(inner, table, columns), _body_strands(inner, table, columns)
    shape = _shape(inner, table, columns, (*header, *rows))
    limit = galley.job.height
    head = [_row_lines(row, shape, limit) for row in header]
    room = limit - sum(line.height for lines in head for line in lines)
    body = [_row_lines(row, shape, room if room > limit / 2 else limit) for row in rows]
    _draw_rules(galley, shape, [*head, *body], len(head))
    _keep_rows(head, body, limit)
    galley.stack.space(galley.style.after)
    galley.stack.add_rows([line for lines in (*head, *body) for line in lines])
    galley.stack.space(galley.style.after * 1.5)


def _header_strands(galley: Galley, table: Table, columns: int) -> list[_StrandRow]:
    if table.header is None:
        return []
    part = galley.below(Element(Role.TABLE_HEAD))
    style = galley.job.theme.header_cell
    return [_strand_row(part, table.header, columns, (style, Role.HEADER_CELL))]


def _body_strands(galley: Galley, table: Table, columns: int) -> list[_StrandRow]:
    if not table.rows:
        return []
    part = galley.below(Element(Role.TABLE_BODY))
    style = galley.job.theme.cell
    return [_strand_row(part, row, columns, (style, Role.CELL)) for row in table.rows]


def _strand_row(galley: Galley, row: Row, columns: int, kind: tuple[TextStyle, Role]) -> _StrandRow:
    style, role = kind
    part = galley.below(Element(Role.TABLE_ROW))
    inks = galley.job.style(style)
    strands = []
    for column in range(columns):
        element = part.element.add(Element(role))
        content = row.cells[column].content if column < len(row.cells) else ()
        strands.append(build_strand(galley.job, content, inks, element))
    return _StrandRow(tuple(strands), style)


def _shape(galley: Galley, table: Table, columns: int, rows: Sequence[_StrandRow]) -> _Shape:
    frame = galley.frame
    gutter = min(_GUTTER, frame.width * _GUTTER_SHARE / columns)
    room = frame.width - gutter * (columns - 1)
    most = [max(natural_width(row.cells[at]) for row in rows) for at in range(columns)]
    scale, widths = 1.0, tuple(most)
    if sum(most) > room:
        least = [max(narrowest(row.cells[at]) for row in rows) for at in range(columns)]
        scale = _scale(galley, table, room, sum(least))
        least, most = [low * scale for low in least], [high * scale for high in most]
        widths = share_width(least, most, room)
    if scale < 1.0:
        for row in rows:
            for strand in row.cells:
                strand.scale(scale)
    starts = accumulate(widths, lambda x, width: x + width + gutter, initial=frame.left)
    frames = tuple(Frame(x, width) for x, width in zip(starts, widths, strict=False))
    missing = (Alignment.START,) * (columns - len(table.alignments))
    width = frames[-1].left + frames[-1].width - frame.left
    return _Shape(frames, (*table.alignments, *missing), scale, frame.left, width)


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


def _row_lines(row: _StrandRow, shape: _Shape, limit: float) -> list[Line]:
    """Give a row as one line, or as several where it is taller than the limit."""
    leading = row.style.leading * shape.scale
    drop = baseline_drop(row.style) * shape.scale
    cells = [
        set_lines(
            strand,
            cut_strand(strand, frame.width + _EASE, justified=False, hyphenation=None),
            Grid(frame, leading, drop, alignment),
        )
        for strand, frame, alignment in zip(row.cells, shape.frames, shape.alignments, strict=True)
    ]
    count = max(1, *map(len, cells))
    step = count if count * leading + 2 * _PADDING <= limit else _TALL_PART
    parts = [
        _merged([lines[at : at + step] for lines in cells], (leading, drop), min(step, count - at))
        for at in range(0, count, step)
    ]
    _pad(parts)
    return parts


def _merged(cells: list[list[Line]], rhythm: tuple[float, float], count: int) -> Line:
    """Give lines that stand beside each other as one, cell by cell."""
    leading, drop = rhythm
    merged = Line(leading * count, drop)
    notes: list[NoteBody] = []
    for lines in cells:
        for at, line in enumerate(lines):
            down = at * leading
            merged.marks.extend(mark._replace(drop=mark.drop + down) for mark in line.marks)
            merged.links.extend(link._replace(drop=link.drop + down) for link in line.links)
            merged.anchors.extend(line.anchors)
            notes.extend(line.notes)
    merged.notes = tuple(notes)
    return merged


def _pad(parts: list[Line]) -> None:
    first = parts[0]
    first.marks = [mark._replace(drop=mark.drop + _PADDING) for mark in first.marks]
    first.links = [link._replace(drop=link.drop + _PADDING) for link in first.links]
    first.baseline += _PADDING
    first.height += _PADDING
    parts[-1].height += _PADDING


def _draw_rules(galley: Galley, shape: _Shape, rows: list[list[Line]], heads: int) -> None:
    """Draw a rule above the first row and one below each."""
    colours = galley.job.theme.colours
    for at, lines in enumerate(rows):
        last = lines[-1]
        strong = at in {heads - 1, len(rows) - 1}
        thickness = _MIDDLE_RULE if strong else _THIN_RULE
        colour = colours.muted if strong else colours.rule
        last.marks.insert(0, Rule(shape.left, last.height, shape.width, thickness, colour))
    rows[0][0].marks.insert(
        0, Rule(shape.left, _STRONG_RULE / 2, shape.width, _STRONG_RULE, colours.muted)
    )


def _keep_rows(head: list[list[Line]], body: list[list[Line]], limit: float) -> None:
    """Keep the header with the first row, a short table whole; repeat the header elsewhere."""
    header = [line for lines in head for line in lines]
    together = [*header, *(line for lines in body[:_KEPT_ROWS] for line in lines)]
    if len(body) > _KEPT_ROWS or sum(line.height for line in together) > limit / 2:
        together = [*header, *(body[0] if header and body else [])][: len(header) + 1]
    for line in together[1:]:
        line.breakable = False
    if len(header) == 1 and header[0].height < limit / 3:
        for lines in body:
            for line in lines:
                line.header = header[0]
