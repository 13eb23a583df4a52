"""Nodes of tables that are written with bars."""

from typing import TYPE_CHECKING

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.nodes import Cell, Inline, Row, Table
from pipeline.readers.attributes import split_attributes
from pipeline.readers.drafts import RowDraft, TableDraft
from pipeline.readers.tables import split_row

if TYPE_CHECKING:
    from pipeline.readers.box_nodes import Builder

MAX_SAID = 5
"""How many ragged rows of one table are told one by one."""


class TableBuilder:
    """Builds tables; what is wrong with their rows is said a few times a table."""

    def __init__(self, builder: "Builder") -> None:
        self._builder = builder
        self._ragged = 0

    def table(self, draft: TableDraft) -> Table:
        """Build a table."""
        self._ragged = 0
        width = len(draft.alignments)
        header, *rows = (self._row(row, width) for row in (draft.header, *draft.rows))
        place = self._builder.findings.place(draft.line)
        if self._ragged > MAX_SAID:
            more = self._ragged - MAX_SAID
            message = f"{more} more rows have fewer or more cells than the table has columns"
            self._builder.findings.say(Code.TABLE_RAGGED, message, place)
        caption, identifier = self._caption(draft)
        return Table(
            draft.alignments,
            (header,),
            tuple(rows),
            caption=caption,
            identifier=identifier,
            location=place,
        )

    def _caption(self, draft: TableDraft) -> tuple[tuple[Inline, ...], str]:
        found = draft.caption
        if found is None:
            return (), ""
        last, attributes = split_attributes(found.lines[-1])
        lines = [*found.lines[:-1], last]
        text = "\n".join(lines)
        return self._builder.lines_of_text(lines, found.line, found.columns), (
            attributes.identifier if text.strip() else ""
        )

    def _row(self, draft: RowDraft, width: int) -> Row:
        """Make a row of exactly `width` cells."""
        found = split_row(draft.text, width)
        cells = [self._cell(cell.text, draft, cell.start) for cell in found[:width]]
        place = self._builder.findings.place(draft.line)
        cells += [Cell((), location=place)] * (width - len(cells))
        surplus = [cell.text for cell in found[width:] if cell.text]
        if surplus or len(found) < width:
            self._say(len(found), width, surplus, place)
        return Row(tuple(cells), location=place)

    def _say(self, found: int, width: int, surplus: list[str], place: Location) -> None:
        self._ragged += 1
        if self._ragged > MAX_SAID and not surplus:
            return
        dropped = f"; dropped: {' | '.join(surplus)[:80]}" if surplus else ""
        cells = "1 cell" if found == 1 else f"{found} cells"
        message = f"this row has {cells}, its table {width} columns{dropped}"
        self._builder.findings.say(Code.TABLE_RAGGED, message, place)

    def _cell(self, text: str, row: RowDraft, start: int) -> Cell:
        content = self._builder.line_of_text(text, row.line, row.column + start)
        return Cell(content, location=self._builder.findings.place(row.line))
