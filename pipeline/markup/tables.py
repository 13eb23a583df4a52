"""Tables as markup."""

from collections.abc import Iterable

from pipeline.markup.escape import Markup
from pipeline.markup.inlines import inlines_markup
from pipeline.markup.places import Places
from pipeline.model.nodes import Alignment, Cell, Row, Table
from pipeline.model.plain_text import plain_text

_SURELY_NARROW = 40
"""Characters that fit beside each other on a telephone."""

_BETWEEN_COLUMNS = 2
"""The space between two columns, in characters."""

_CLASSES = {
    Alignment.START: "",
    Alignment.CENTER: ' class="center"',
    Alignment.END: ' class="end"',
}


def table_markup(table: Table, places: Places) -> Markup:
    """Write a table in a frame that it may scroll in; nothing where it has no cells.

    A frame that may really scroll can be reached by the keyboard (WCAG 2.2, 2.1.1).
    """
    classes = tuple(_CLASSES[alignment] for alignment in table.alignments)
    head = _head(table.header, classes, places) if table.header else ""
    body = _body(table.rows, classes, places) if table.rows else ""
    if not classes or not (head or body):
        return Markup("")
    focus = ' tabindex="0"' if _least_width(table) > _SURELY_NARROW else ""
    return Markup(f'<div class="table"{focus}>\n<table>\n{head}{body}</table>\n</div>')


def _least_width(table: Table) -> int:
    """Give how many characters the longest words of all columns need beside each other."""
    rows = (*([table.header] if table.header else []), *table.rows)
    columns = zip(*(row.cells for row in rows), strict=False)
    return sum(_longest_word(cells) + _BETWEEN_COLUMNS for cells in columns)


def _longest_word(cells: Iterable[Cell]) -> int:
    return max(
        (len(word) for cell in cells for word in plain_text(cell.content).split()), default=0
    )


def _head(row: Row, classes: tuple[str, ...], places: Places) -> str:
    cells = "".join(
        _header_cell(cell, cls, places) for cell, cls in zip(row.cells, classes, strict=False)
    )
    return f"<thead>\n<tr>{cells}</tr>\n</thead>\n"


def _header_cell(cell: Cell, cls: str, places: Places) -> str:
    content = inlines_markup(cell.content, places)
    # A header that says nothing would be announced with every cell below it.
    return f'<th scope="col"{cls}>{content}</th>' if content.strip() else "<td></td>"


def _body(rows: tuple[Row, ...], classes: tuple[str, ...], places: Places) -> str:
    lines = "".join(f"<tr>{_cells(row, classes, places)}</tr>\n" for row in rows)
    return f"<tbody>\n{lines}</tbody>\n"


def _cells(row: Row, classes: tuple[str, ...], places: Places) -> str:
    return "".join(
        f"<td{cls}>{inlines_markup(cell.content, places)}</td>"
        for cell, cls in zip(row.cells, classes, strict=False)
    )
