"""Tables as blocks: the caption above, the place in the text, and pages that lie on their side."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.exporters.docx.writer.drawings import FIGURE_SHARE
from pipeline.exporters.docx.writer.inlines import InlineWriter
from pipeline.exporters.docx.writer.markup import NOTHING, Markup
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import Position, written
from pipeline.exporters.docx.writer.sections import TURNED_ENDS, UPRIGHT_ENDS
from pipeline.exporters.docx.writer.shapes import Shapes
from pipeline.exporters.docx.writer.tables import Place, TableWriter
from pipeline.exporters.docx.writer.turning import Turning
from pipeline.model.nodes import Table
from pipeline.theme import Theme

Lead = Callable[[Position], Markup]
"""Writes what a table cannot carry: the marker of an item, the beginning of a page."""


@dataclass(frozen=True, slots=True)
class TableBlocks:
    """Writes tables into a column that is `width` points wide.

    `turning` tells which of them stand on pages of their own, None where none may; `widening` how
    much wider than measured words may be.
    """

    theme: Theme
    inlines: InlineWriter
    shapes: Shapes
    width: float
    turning: Turning | None
    widening: float

    def block(self, table: Table, position: Position, lead: Lead) -> Markup:
        """Write a table with its caption."""
        writer = TableWriter(self.theme, self.inlines, self.widening)
        if self.turning is not None and self.turning.turns(table, position, writer):
            return self._turned(table, position.alone(), self.turning)
        caption = self._caption(table, position)
        below = position.below() if caption else position
        placed = self._table(table, below, writer, self.width)
        return self._named(table, Markup(caption + lead(below) + placed))

    def _turned(self, table: Table, position: Position, turning: Turning) -> Markup:
        """Write a table onto a page of its own, which lies on its side."""
        around = self.inlines.room
        tallest = min(around.tallest or around.height, FIGURE_SHARE * turning.height)
        inlines = replace(self.inlines, room=replace(around, tallest=tallest))
        writer = TableWriter(self.theme, inlines, self.widening)
        caption = self._caption(table, position)
        placed = self._table(table, position, writer, turning.measure)
        return Markup(f"{UPRIGHT_ENDS}{self._named(table, Markup(caption + placed))}{TURNED_ENDS}")

    def _named(self, table: Table, markup: Markup) -> Markup:
        return self.inlines.named(table.identifier, markup)

    def _caption(self, table: Table, position: Position) -> Markup:
        if not table.caption:
            return NOTHING
        shape = self.shapes.of("TableCaption", position)
        return written(shape, self.inlines.runs(table.caption))

    def _table(self, table: Table, position: Position, writer: TableWriter, width: float) -> Markup:
        left = self.shapes.left(position)
        place = Place(
            indent=left,
            room=width - left / twips(1),
            aligned=position.aligned if position.aligned != "left" else "",
            turned=position.turned,
        )
        return writer.table(table, place)
