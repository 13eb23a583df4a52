"""Tables that are too wide for the page: which ones stand on pages that lie on their side.

The typesetting of the printed edition decides, so that the editions agree. It measures only what
may be beyond the page by a rougher measure.
"""

from collections.abc import Callable
from functools import cached_property

from pipeline.exporters.docx.writer.position import NOTE_STYLES, Position
from pipeline.exporters.docx.writer.tables import TableWriter
from pipeline.model.nodes import Image, Math, Table
from pipeline.model.publication import Publication
from pipeline.model.walk import walk
from pipeline.theme import Theme

_SURELY = 0.9
"""What share of the page's room, by the rougher measure, is surely not beyond it."""


class Turning:
    """Tells which tables of a publication stand on pages that lie on their side."""

    def __init__(self, publication: Publication, theme: Theme) -> None:
        self._publication = publication
        self._theme = theme

    @property
    def measure(self) -> float:
        """The width of the text on a page that lies on its side, in points."""
        return self._theme.page.turned.measure

    @property
    def height(self) -> float:
        """The height of the text on such a page, in points."""
        page = self._theme.page.turned
        return page.height - page.top - page.bottom

    def turns(self, table: Table, position: Position, writer: TableWriter) -> bool:
        """Tell whether a table does: nothing may be around it, and it is too wide for the page."""
        page = self._theme.page
        is_free = not position.indent and not position.depth and position.styles is not NOTE_STYLES
        if not is_free or page.turned.measure <= page.measure:
            return False
        rough = writer.least_width(table, page.measure)
        if rough < page.measure * _SURELY and not _has_drawn(table):
            return False
        return self._judge(table)

    @cached_property
    def _judge(self) -> Callable[[Table], bool]:
        # It loads HarfBuzz and hyphenation patterns; few editions have such a table.
        from pipeline.typesetting.tables import table_judge  # noqa: PLC0415

        return table_judge(self._publication, self._theme)


def _has_drawn(table: Table) -> bool:
    """Tell whether there is something in a table that the rougher measure does not know."""
    cells = (cell for row in (*table.header, *table.rows) for cell in row.cells)
    return any(isinstance(node, Image | Math) for cell in cells for node in walk(cell.content))
