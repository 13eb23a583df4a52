"""Tables: a grid of fixed widths taken from the content, header rows that repeat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.exporters.docx.writer.cells import CONTINUED, Slot, SlotRow, slot_rows
from pipeline.exporters.docx.writer.frames import SIDES_OF_PAGE
from pipeline.exporters.docx.writer.inlines import InlineWriter
from pipeline.exporters.docx.writer.looks import rule
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, joined, quoted
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.runs import on_bold
from pipeline.exporters.docx.writer.widths import InlineWidths
from pipeline.model.nodes import Alignment, Inline, Row, Table
from pipeline.model.plain_text import plain_text
from pipeline.theme import Theme
from pipeline.typesetting.columns import SMALLEST, share_width

GUTTER = 12.0
"""The distance between two columns, in points."""
OUTER_RULE, MIDDLE_RULE, THIN_RULE = 0.9, 0.6, 0.35
"""The weights of rules above a table, below its header and its end, between rows; in points."""
SMALL, SMALL_SCALE = "Small", 0.75
_EASE, _EASE_SHARE = 2.0, 0.02
"""What a column has beyond its widest text, in points and as a share: programs differ a little."""
_GUTTER_SHARE = 0.3
JUSTIFICATION = {Alignment.START: "", Alignment.CENTER: "center", Alignment.END: "right"}
_LONGEST_CAPTION = 250


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns: widths in twips, how each is justified, the margins of cells.

    `margins` are those of cells within a row and of the last one. `size` is what the names of the
    styles end in: tables with long words have smaller type. `header` tells how many header rows
    there are, `turned` the direction of cells (`w:bidi`).
    """

    widths: tuple[int, ...]
    justified: tuple[str, ...]
    margins: tuple[str, str]
    size: str = ""
    header: int = 0
    turned: str = ""


class _CellLook(NamedTuple):
    """How the cells of a row look: as headers, with a rule below, with words standing on it."""

    header: bool
    edges: str
    sunk: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: how far it is moved in, in twips, and the room's width in points.

    `aligned` is how it is aligned in the room, "" for at the side where reading begins; `turned`
    tells whether lines run from right to left where that is not the document's direction.
    """

    indent: int
    room: float
    aligned: str = ""
    turned: bool | None = None


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes tables into one story; `widening` is how much wider than measured words may be."""

    theme: Theme
    inlines: InlineWriter
    widening: float = 1.0
    _widths: InlineWidths = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_widths", InlineWidths(self.theme))

    @property
    def right_to_left(self) -> bool:
        """Whether rows run from right to left."""
        return self.inlines.plain.right_to_left

    def table(self, table: Table, place: Place) -> Markup:
        """Write a table without its caption; one without cells is nothing."""
        rows = slot_rows(table)
        if not rows or not rows[0].slots:
            return NOTHING
        grid = self._grid(table, rows, place)
        body = joined(self._row(row, grid) for row in rows)
        columns_markup = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
        return Markup(
            f"<w:tbl>{_properties(table, grid, place, right_to_left=self.right_to_left)}"
            f"<w:tblGrid>{columns_markup}</w:tblGrid>{body}</w:tbl>"
        )

    def least_width(self, table: Table, room: float) -> float:
        """Give the width below which words of a table would be broken in the smallest type."""
        rows = slot_rows(table)
        columns = sum(slot.columns for slot in rows[0].slots) if rows else 0
        if not columns:
            return 0.0
        gutter = min(GUTTER, room * _GUTTER_SHARE / columns)
        least, _ = self._asked(rows, columns, gutter)
        between = gutter * columns
        return (sum(least) - between) * SMALLEST + between

    def _grid(self, table: Table, rows: tuple[SlotRow, ...], place: Place) -> _Grid:
        """Give the columns: as wide as their content asks for, if it fits the room."""
        room = place.room
        columns = sum(slot.columns for slot in rows[0].slots)
        gutter = min(GUTTER, room * _GUTTER_SHARE / columns)
        least, most = self._asked(rows, columns, gutter)
        is_crowded = sum(least) - gutter > room
        if is_crowded:
            least, most = _smaller(least), _smaller(most)
            gutter *= SMALL_SCALE
        beyond = 0.0 if self.right_to_left else gutter
        least[-1], most[-1] = max(least[-1] - beyond, 1.0), max(most[-1] - beyond, 1.0)
        least, most = [max(low, 1.0) for low in least], [max(high, 1.0) for high in most]
        widths = share_width(least, most, room)
        if self.right_to_left and not place.aligned:
            widths = _filled(widths, room)
        missing = (Alignment.START,) * (columns - len(table.alignments))
        return _Grid(
            widths=_whole(widths),
            justified=tuple(map(_justified, (*table.alignments, *missing))),
            margins=self._margins(twips(gutter)),
            size=SMALL if is_crowded else "",
            header=len(table.header),
            turned="" if place.turned is None else f'<w:bidi w:val="{int(place.turned)}"/>',
        )

    def _asked(
        self, rows: tuple[SlotRow, ...], columns: int, gutter: float
    ) -> tuple[list[float], list[float]]:
        """Give the least and the largest widths that the cells ask for, in points.

        What a cell over several columns needs beyond them is shared among them, when all others
        have what they need.
        """
        ease, share = gutter + _EASE, self.widening + _EASE_SHARE
        least, most = [0.0] * columns, [0.0] * columns
        wide: list[tuple[Slot, float, float]] = []
        for row in rows:
            for slot in row.slots:
                if slot.merged == CONTINUED:
                    continue
                is_header = row.header or slot.cell.is_header
                style = self.theme.header_cell if is_header else self.theme.cell
                natural, longest = self._widths.measured(slot.cell.content, style)
                natural, longest = natural * share + ease, longest * share + ease
                if slot.columns > 1:
                    wide.append((slot, longest, natural))
                    continue
                most[slot.column] = max(most[slot.column], natural)
                least[slot.column] = max(least[slot.column], longest)
        for slot, longest, natural in sorted(wide, key=lambda asked: asked[0].columns):
            _widen(least, slot, longest)
            _widen(most, slot, natural)
        return least, most

    def _row(self, row: SlotRow, grid: _Grid) -> Markup:
        repeated = "<w:tblHeader/>" if row.header else ""
        look = _CellLook(row.header, self._edges(row, grid), _sunk(row, grid))
        named = look._replace(header=True)
        cells = joined(
            self._cell(slot, grid, named if slot.cell.is_header else look) for slot in row.slots
        )
        return Markup(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>")

    def _cell(self, slot: Slot, grid: _Grid, look: _CellLook) -> Markup:
        cell, column, plain = slot.cell, slot.column, self.inlines.plain
        style = f"{'TableHeading' if look.header else 'TableText'}{grid.size}"
        width, spans = grid.widths[column], ""
        if slot.columns > 1 or slot.merged:
            width, spans = sum(grid.widths[column : column + slot.columns]), _spans(slot)
        margins = grid.margins[column + slot.columns == len(grid.widths)]
        justified = _justified(cell.alignment) if cell.alignment else grid.justified[column]
        content = self.inlines.runs(cell.content, on_bold(plain) if look.header else plain)
        return Markup(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            f"{spans}{look.edges}{margins}{look.sunk}</w:tcPr>"
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{grid.turned}{justified}</w:pPr>'
            f"{content}</w:p></w:tc>"
        )

    def _edges(self, row: SlotRow, grid: _Grid) -> str:
        """Give the rule below a cell of several header rows; Word's style has one for the first."""
        if not row.header or grid.header == 1:
            return ""
        colours = self.theme.colours
        strong = rule("bottom", colours.muted, MIDDLE_RULE, 0)
        edge = strong if row.last_header else rule("bottom", colours.rule, THIN_RULE, 0)
        return f"<w:tcBorders>{edge}</w:tcBorders>"

    def _margins(self, gutter: int) -> tuple[str, str]:
        """Give the margins of cells, and of the last in a row, where the table's style differs.

        Word means the side where a row begins by the left one, LibreOffice 7 the left of the page:
        from right to left, both are the same.
        """
        if self.right_to_left:
            return (_margin(gutter // 2, gutter // 2),) * 2
        return _margin(0, gutter), _margin(0, 0)


def _margin(left: int, right: int) -> str:
    if (left, right) == (0, twips(GUTTER)):
        return ""
    begin = f'<w:left w:w="{left}" w:type="dxa"/>' if left else ""
    return f'<w:tcMar>{begin}<w:right w:w="{right}" w:type="dxa"/></w:tcMar>'


def _justified(alignment: Alignment) -> str:
    side = JUSTIFICATION[alignment]
    return f'<w:jc w:val="{side}"/>' if side else ""


def _filled(widths: Sequence[float], room: float) -> tuple[float, ...]:
    """Let columns that run to the left fill the room.

    Word would put a narrow table to the right, where such lines begin, LibreOffice 7 to the left.
    """
    scale = max(room / sum(widths), 1.0)
    return tuple(width * scale for width in widths)


def _smaller(widths: Sequence[float]) -> list[float]:
    return [width * SMALL_SCALE for width in widths]


def _whole(widths: Sequence[float]) -> tuple[int, ...]:
    return tuple(max(1, twips(width)) for width in widths)


def _widen(widths: list[float], slot: Slot, wanted: float) -> None:
    columns = range(slot.column, slot.column + slot.columns)
    more = (wanted - sum(widths[at] for at in columns)) / slot.columns
    for at in columns:
        widths[at] += max(more, 0.0)


def _spans(slot: Slot) -> str:
    columns = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    rows = f'<w:vMerge w:val="{slot.merged}"/>' if slot.merged else ""
    return columns + rows


def _sunk(row: SlotRow, grid: _Grid) -> str:
    """Let the words of several header rows stand on the rule below them."""
    return '<w:vAlign w:val="bottom"/>' if row.header and grid.header > 1 else ""


def _properties(table: Table, grid: _Grid, place: Place, *, right_to_left: bool) -> Markup:
    has_header = int(bool(table.header))
    has_names = int(_has_named_rows(table))
    look = 0x0400 | 0x0020 * has_header | 0x0080 * has_names
    aligned = f'<w:jc w:val="{place.aligned}"/>' if place.aligned else ""
    return Markup(
        '<w:tblPr><w:tblStyle w:val="EditionTable"/>'
        f"{_direction(place, right_to_left=right_to_left)}"
        f'<w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/>{aligned}'
        f'<w:tblInd w:w="{place.indent}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="{has_header}" w:lastRow="0" '
        f'w:firstColumn="{has_names}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoted(_caption(table))}/></w:tblPr>"
    )


def _direction(place: Place, *, right_to_left: bool) -> str:
    """Tell which way columns run; LibreOffice 7 wants to hear it wherever the document differs."""
    if right_to_left:
        return "<w:bidiVisual/>"
    return SIDES_OF_PAGE if place.turned is not None else ""


def _has_named_rows(table: Table) -> bool:
    """Tell whether a table has cells that are headers of their rows."""
    return any(cell.is_header for row in table.rows for cell in row.cells[:1])


def _caption(table: Table) -> str:
    """Name a table for those who do not see it: by its caption, its columns, or its first words."""
    texts = (text for text in (_words(table.caption), *_row_texts(table)) if text)
    return next(texts, "–")[:_LONGEST_CAPTION]  # noqa: RUF001 - a dash stands for "nothing in it"


def _row_texts(table: Table) -> Iterator[str]:
    for row in (*table.header, *table.rows):
        yield _row_text(row)


def _row_text(row: Row) -> str:
    texts = (_words(cell.content) for cell in row.cells)
    return ", ".join(text for text in texts if text)


def _words(content: tuple[Inline, ...]) -> str:
    return " ".join(plain_text(content).split())
