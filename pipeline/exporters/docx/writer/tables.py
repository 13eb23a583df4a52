"""Tables: a grid of fixed widths taken from the content, a header row that repeats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.exporters.docx.writer.inlines import InlineWriter
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, joined, quoted
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.runs import on_bold
from pipeline.exporters.docx.writer.widths import InlineWidths
from pipeline.model.nodes import Alignment, Cell, Row, Table
from pipeline.model.plain_text import plain_text
from pipeline.theme import Theme
from pipeline.typesetting.columns import share_width

GUTTER = 12.0
"""The distance between two columns, in points."""
SMALL, SMALL_SCALE = "Small", 0.75
_EASE, _EASE_SHARE = 2.0, 0.02
"""What a column has beyond its widest text, in points and as a share: programs differ a little."""
_GUTTER_SHARE = 0.3
_JUSTIFICATION = {Alignment.START: "", Alignment.CENTER: "center", Alignment.END: "right"}
_LONGEST_CAPTION = 250
_EMPTY = Cell(())


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns: widths in twips, alignments, the gutter between two of them.

    `size` is what the names of the styles end in: tables with long words have smaller type.
    """

    widths: tuple[int, ...]
    alignments: tuple[Alignment, ...]
    gutter: int
    size: str = ""


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes tables into one story."""

    theme: Theme
    inlines: InlineWriter
    _widths: InlineWidths = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_widths", InlineWidths(self.theme))

    @property
    def right_to_left(self) -> bool:
        """Whether rows run from right to left."""
        return self.inlines.plain.right_to_left

    def table(self, table: Table, indent: int) -> Markup:
        """Write a table that is moved in by `indent` twips; one without cells is nothing."""
        rows = tuple(row for row in (table.header, *table.rows) if row is not None)
        columns = max([len(table.alignments), *(len(row.cells) for row in rows)])
        if not columns or not rows:
            return NOTHING
        grid = self._grid(table, columns, self.theme.page.measure - indent / twips(1))
        body = joined(self._row(row, grid, is_header=row is table.header) for row in rows)
        columns_markup = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
        return Markup(
            f"<w:tbl>{_properties(table, grid, indent, right_to_left=self.right_to_left)}"
            f"<w:tblGrid>{columns_markup}</w:tblGrid>{body}</w:tbl>"
        )

    def _grid(self, table: Table, columns: int, room: float) -> _Grid:
        """Give the columns in a room of points: as wide as their content asks for, if it fits."""
        gutter = min(GUTTER, room * _GUTTER_SHARE / columns)
        ease, share = gutter + _EASE, 1.0 + _EASE_SHARE
        styled = [(table.header, self.theme.header_cell)] if table.header is not None else []
        styled += [(row, self.theme.cell) for row in table.rows]
        least, most = [0.0] * columns, [0.0] * columns
        for row, style in styled:
            for at, cell in enumerate(row.cells):
                natural, longest = self._widths.measured(cell.content, style)
                most[at] = max(most[at], natural * share + ease)
                least[at] = max(least[at], longest * share + ease)
        is_crowded = sum(least) - gutter > room
        if is_crowded:
            least, most = _smaller(least), _smaller(most)
            gutter *= SMALL_SCALE
        beyond = 0.0 if self.right_to_left else gutter
        least[-1], most[-1] = max(least[-1] - beyond, 1.0), max(most[-1] - beyond, 1.0)
        widths = share_width([max(low, 1.0) for low in least], [max(m, 1.0) for m in most], room)
        missing = (Alignment.START,) * (columns - len(table.alignments))
        aligned = (*table.alignments, *missing)
        return _Grid(_whole(widths), aligned, twips(gutter), SMALL if is_crowded else "")

    def _row(self, row: Row, grid: _Grid, *, is_header: bool) -> Markup:
        repeated = "<w:tblHeader/>" if is_header else ""
        missing = (_EMPTY,) * (len(grid.widths) - len(row.cells))
        cells = (
            self._cell(cell, grid, at, is_header=is_header)
            for at, cell in enumerate((*row.cells, *missing))
        )
        return Markup(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{joined(cells)}</w:tr>")

    def _cell(self, cell: Cell, grid: _Grid, at: int, *, is_header: bool) -> Markup:
        style = f"{'TableHeading' if is_header else 'TableText'}{grid.size}"
        justified = _JUSTIFICATION[grid.alignments[at]]
        aligned = f'<w:jc w:val="{justified}"/>' if justified else ""
        margins = self._margins(grid, is_last=at == len(grid.widths) - 1)
        plain = self.inlines.plain
        content = self.inlines.runs(cell.content, on_bold(plain) if is_header else plain)
        return Markup(
            f'<w:tc><w:tcPr><w:tcW w:w="{grid.widths[at]}" w:type="dxa"/>{margins}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{aligned}</w:pPr>{content}</w:p></w:tc>'
        )

    def _margins(self, grid: _Grid, *, is_last: bool) -> str:
        """Give a cell's margins where they are not those of the table's style.

        Word means the side where a row begins by the left one, LibreOffice 7 the left of the page:
        from right to left, both are the same.
        """
        left, right = 0, 0 if is_last else grid.gutter
        if self.right_to_left:
            left = right = grid.gutter // 2
        if (left, right) == (0, twips(GUTTER)):
            return ""
        begin = f'<w:left w:w="{left}" w:type="dxa"/>' if left else ""
        return f'<w:tcMar>{begin}<w:right w:w="{right}" w:type="dxa"/></w:tcMar>'


def _smaller(widths: Sequence[float]) -> list[float]:
    return [width * SMALL_SCALE for width in widths]


def _whole(widths: Sequence[float]) -> tuple[int, ...]:
    return tuple(max(1, twips(width)) for width in widths)


def _properties(table: Table, grid: _Grid, indent: int, *, right_to_left: bool) -> Markup:
    has_header = int(table.header is not None)
    look = 0x0420 if has_header else 0x0400
    return Markup(
        '<w:tblPr><w:tblStyle w:val="EditionTable"/>'
        f"{'<w:bidiVisual/>' if right_to_left else ''}"
        f'<w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="{has_header}" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoted(_caption(table))}/></w:tblPr>"
    )


def _caption(table: Table) -> str:
    """Name a table for those who do not see it: by its columns, else by its first words."""
    texts = (text for row in _rows(table) if (text := _row_text(row)))
    return next(texts, "–")[:_LONGEST_CAPTION]  # noqa: RUF001 - a dash stands for "nothing in it"


def _rows(table: Table) -> Iterator[Row]:
    if table.header is not None:
        yield table.header
    yield from table.rows


def _row_text(row: Row) -> str:
    texts = (" ".join(plain_text(cell.content).split()) for cell in row.cells)
    return ", ".join(text for text in texts if text)
