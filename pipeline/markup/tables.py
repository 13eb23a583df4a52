"""Tables as markup."""

from collections.abc import Iterable, Iterator

from pipeline.markup.escape import Markup, attribute
from pipeline.markup.inlines import inlines_markup, text_markup
from pipeline.markup.pagebreaks import breaks_before
from pipeline.markup.places import Places
from pipeline.model.nodes import Alignment, Cell, Row, Table
from pipeline.model.plain_text import plain_text
from pipeline.model.tables import Placed, grid

_SURELY_NARROW = 40
"""Characters that fit beside each other on a telephone."""

_BETWEEN_COLUMNS = 2
"""The space between two columns, in characters."""

_CLASSES = {
    Alignment.START: "",
    Alignment.CENTER: ' class="center"',
    Alignment.END: ' class="end"',
}

_OF_COLUMNS = frozenset({"col", "colgroup"})

PlacedRow = tuple[Placed, ...]


def table_markup(table: Table, places: Places) -> Markup:
    """Write a table in a frame that it may scroll in, its caption above its cells.

    A frame that may really scroll can be reached by the keyboard (WCAG 2.2, 2.1.1).
    """
    head, body = _placed_rows(table.header), _placed_rows(table.rows)
    identifier = attribute("id", table.identifier)
    caption = inlines_markup(table.caption, places)
    if not any(head) and not any(body):
        return Markup(f"<p{identifier}>{caption}</p>" if identifier or caption else "")
    writer = _Writer(table, places)
    focus = ' tabindex="0"' if _least_width((*head, *body)) > _SURELY_NARROW else ""
    content = "".join(
        (
            f"<caption>{caption}</caption>\n" if caption else "",
            _column_groups(head),
            writer.head(head),
            *(writer.body(group) for group in _row_groups(body)),
        )
    )
    # No mark within a caption or a header: it would be said with the table, or with every cell.
    headers = (cell.content for row in table.header for cell in row.cells)
    before = breaks_before((table.caption, *headers), places)
    opening = f'{before}<div class="table"{focus}>'
    return Markup(f"{opening}\n<table{identifier}>\n{content}</table>\n</div>")


def _placed_rows(rows: tuple[Row, ...]) -> tuple[PlacedRow, ...]:
    if any(cell.rows > 1 or cell.columns > 1 for row in rows for cell in row.cells):
        return grid(rows)
    return tuple(tuple(map(Placed, row.cells, range(len(row.cells)))) for row in rows)


def _least_width(rows: Iterable[PlacedRow]) -> int:
    """Give how many characters the longest words of all columns need beside each other."""
    longest: dict[int, int] = {}
    for row in rows:
        for cell, column in row:
            width = max(map(len, plain_text(cell.content).split()), default=0) // cell.columns
            longest[column] = max(longest.get(column, 0), width)
    return sum(longest.values()) + _BETWEEN_COLUMNS * len(longest)


def _column_groups(head: tuple[PlacedRow, ...]) -> str:
    """Group the columns as the cells of the first header row do, where one spans several.

    A header of a group needs a group that it begins (HTML, 4.9.12.2).
    """
    spans = [cell.columns for cell, _ in head[0]] if head else []
    if max(spans, default=1) == 1:
        return ""
    return "".join(f'<colgroup span="{span}"/>' for span in spans) + "\n"


def _row_groups(rows: tuple[PlacedRow, ...]) -> Iterator[tuple[PlacedRow, ...]]:
    """Part body rows so that a header of several rows has a group of its own.

    Where other cells hold on to rows further below, the group goes on: the header is then one
    of rows.
    """
    group: list[PlacedRow] = []
    last = 0  # the first row that no cell of a row before stands in
    for number, row in enumerate(rows):
        if group and number >= last and (_heads_group(row) or _heads_group(group[0])):
            yield tuple(group)
            group = []
        group.append(row)
        last = max((last, *(number + cell.rows for cell, _ in row)))
    if group:
        yield tuple(group)


def _heads_group(row: PlacedRow) -> bool:
    return any(cell.is_header and cell.rows > 1 and column == 0 for cell, column in row[:1])


class _Writer:
    """Writes the cells of one table."""

    def __init__(self, table: Table, places: Places) -> None:
        self._alignments = table.alignments
        self._places = places

    def head(self, rows: tuple[PlacedRow, ...]) -> str:
        """Write the header rows; nothing where there are none."""
        if not rows:
            return ""
        lines = [self._row(row, "colgroup" if row is rows[0] else "col") for row in rows]
        return f"<thead>\n{''.join(lines)}</thead>\n"

    def body(self, rows: tuple[PlacedRow, ...]) -> str:
        """Write a group of body rows."""
        lines = [self._row(row, "", len(rows)) for row in rows]
        return f"<tbody>\n{''.join(lines)}</tbody>\n"

    def _row(self, row: PlacedRow, scope: str, height: int = 0) -> str:
        cells = [self._cell(placed, _scope(placed.cell, scope, height)) for placed in row]
        return f"<tr>{''.join(cells)}</tr>\n"

    def _cell(self, placed: Placed, scope: str) -> str:
        cell, column = placed
        write = inlines_markup if scope in _OF_COLUMNS else text_markup
        content = write(cell.content, self._places)
        spans = _spans(cell) if cell.columns > 1 or cell.rows > 1 else ""
        # A header that says nothing would be announced with every cell that it is one of.
        if scope and not content.strip():
            return f"<td{spans}></td>"
        cls = _CLASSES[cell.alignment or self._alignments[column]]
        if scope:
            return f'<th scope="{scope}"{spans}{cls}>{content}</th>'
        return f"<td{spans}{cls}>{content}</td>"


def _scope(cell: Cell, scope: str, height: int) -> str:
    """Give what a cell is the header of; "" for one that is none."""
    if scope:
        return scope if cell.columns > 1 else "col"
    if not cell.is_header:
        return ""
    return "rowgroup" if 1 < cell.rows == height else "row"


def _spans(cell: Cell) -> str:
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return columns + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")
