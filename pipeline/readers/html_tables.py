"""Tables of HTML: spans resolved, so that every place has a cell."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from pipeline.diagnostics import Code
from pipeline.location import NOWHERE
from pipeline.model.nodes import (
    Alignment,
    Block,
    BulletList,
    Cell,
    CodeBlock,
    CodeSpan,
    Figure,
    HardBreak,
    Heading,
    Inline,
    OrderedList,
    Paragraph,
    Row,
    Table,
    Term,
    Text,
)
from pipeline.model.walk import walk
from pipeline.readers.findings import Findings
from pipeline.readers.html_elements import Child, Element

MAX_COLUMNS = 1000
MAX_SPAN = 200
MAX_PLACES = 500_000
_SPAN = re.compile(r"\s*(\d{1,7})")
_BULLET = "\u2022\u00a0"


class CellReader(Protocol):
    """What reads the content of cells."""

    findings: Findings

    def blocks(self, children: Iterable[Child]) -> tuple[Block, ...]:
        """Read blocks."""

    def inlines(self, children: Iterable[Child]) -> tuple[Inline, ...]:
        """Read inlines."""


def table_of(element: Element, reader: CellReader) -> Table | None:
    """Make a table; None where it has no cells."""
    head, body = _sections(element)
    width = max(_width(head), _width(body))
    builder = _TableBuilder(reader, width, len(head) + len(body))
    header, rows = builder.rows(head), builder.rows(body)
    if not builder.width:
        return None
    captions = element.elements("caption")
    place = reader.findings.place(element.line)
    if builder.is_flattened:
        message = "cells hold lines of text only: the blocks in this table's cells became lines"
        reader.findings.say(Code.MARKUP_DROPPED, message, place)
    return Table(
        (Alignment.START,) * builder.width,
        header,
        rows,
        caption=reader.inlines(captions[0].children) if captions else (),
        identifier=element.tag.identifier,
        location=place,
    )


_PARTS = {
    "table": ("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr"),
    "tr": ("td", "th"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("tr",)),
}


def strays(element: Element) -> list[Child]:
    """Give what stands in a table but in none of its cells, nor in its caption.

    Browsers put it before the table (HTML 13.2.6.1, "foster parenting").
    """
    parts = _PARTS[element.name]
    found: list[Child] = []
    for child in element.children:
        if not isinstance(child, Element) or child.name not in parts:
            found.append(child)
        elif child.name in _PARTS:
            found.extend(strays(child))
    return found


def _sections(element: Element) -> tuple[list[Element], list[Element]]:
    """Give the rows of the header and those of the body, footers last."""
    head = [row for part in element.elements("thead") for row in part.elements("tr")]
    body = [
        row
        for child in element.elements("tr", "tbody")
        for row in ([child] if child.name == "tr" else child.elements("tr"))
    ]
    foot = [row for part in element.elements("tfoot") for row in part.elements("tr")]
    if not head and body and _is_header(body[0]):
        head, body = body[:1], body[1:]
    return head, body + foot


def _is_header(row: Element) -> bool:
    return not row.elements("td") and bool(row.elements("th"))


def _width(rows: list[Element]) -> int:
    """Count the columns in which a cell of some row begins: spans add none."""
    width = 0
    taken: dict[int, int] = {}
    for row in rows:
        new: dict[int, int] = {}
        column = 0
        for cell in row.elements("td", "th"):
            column = _free(taken, column)
            width = max(width, column + 1)
            columns, below = _span(cell, "colspan"), _span(cell, "rowspan")
            new.update(dict.fromkeys(range(column, column + min(columns, MAX_SPAN)), below))
            column += min(columns, MAX_SPAN)
        taken = {place: left - 1 for place, left in {**taken, **new}.items() if left > 1}
    return width


def _span(cell: Element, name: str) -> int:
    match = _SPAN.match(cell.tag.get(name))
    return max(int(match[1]), 1) if match else 1


class _TableBuilder:
    """Places cells row by row; `is_flattened` tells whether a cell held blocks."""

    def __init__(self, reader: CellReader, width: int, height: int) -> None:
        self._reader = reader
        self._most = max(1, min(MAX_COLUMNS, MAX_PLACES // max(height, 1)))
        self.width = min(width, self._most)
        self.is_flattened = False

    def rows(self, elements: list[Element]) -> tuple[Row, ...]:
        """Make the rows of one section; spans end where it does."""
        taken: dict[int, int] = {}
        placed = [
            self._row(element, taken, len(elements) - index)
            for index, element in enumerate(elements)
        ]
        return tuple(placed)

    def _row(self, element: Element, taken: dict[int, int], left: int) -> Row:
        """Make a row of which `left` rows of the section are left, itself counted."""
        place = self._reader.findings.place(element.line)
        cells: list[Cell] = []
        new: dict[int, int] = {}
        column = 0
        for source in element.elements("td", "th"):
            column = _free(taken, column)
            if column >= self.width:
                break
            columns = _fitting(taken, column, min(_span(source, "colspan"), self.width - column))
            rows = min(_span(source, "rowspan"), left)
            cells.append(self._cell(source, columns, rows))
            new.update(dict.fromkeys(range(column, column + columns), rows))
            column += columns
        free = [place for place in range(self.width) if not taken.get(place) and place not in new]
        cells += [Cell((), location=place) for _ in free]
        for where in [where for where in taken if where not in new]:
            new[where] = taken[where]
        taken.clear()
        taken.update({where: rows - 1 for where, rows in new.items() if rows > 1})
        return Row(tuple(cells), location=place)

    def _cell(self, source: Element, columns: int, rows: int) -> Cell:
        return Cell(
            self._content(source),
            columns,
            rows,
            is_header=source.name == "th",
            alignment=source.tag.alignment,
            location=self._reader.findings.place(source.line),
        )

    def _content(self, source: Element) -> tuple[Inline, ...]:
        blocks = self._reader.blocks(source.children)
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return blocks[0].content
        if not blocks:
            return ()
        self.is_flattened = self.is_flattened or not all(map(_is_line, blocks))
        return tuple(_joined(_lines(blocks)))


def _is_line(block: Block) -> bool:
    return isinstance(block, Paragraph) or (isinstance(block, Figure) and not block.caption)


def _free(taken: dict[int, int], column: int) -> int:
    while taken.get(column):
        column += 1
    return column


def _fitting(taken: dict[int, int], column: int, wanted: int) -> int:
    return next((n for n in range(1, wanted) if taken.get(column + n)), wanted)


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """Yield the lines of text that blocks become in a cell."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.content
            case Figure():
                yield (block.image, *block.caption)
            case CodeBlock():
                for line in block.text.split("\n"):
                    yield (CodeSpan(line, location=block.location),) if line.strip() else ()
            case BulletList() | OrderedList():
                yield from _item_lines(block)
            case _:
                yield from _leaves(block)


def _item_lines(block: BulletList | OrderedList) -> Iterator[tuple[Inline, ...]]:
    for number, item in enumerate(block.items):
        mark = f"{block.start + number}.\u00a0" if isinstance(block, OrderedList) else _BULLET
        lines = list(_lines(item.blocks)) or [()]
        yield (Text(mark, location=item.location), *lines[0])
        yield from lines[1:]


def _leaves(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Yield the inlines of whatever holds some, in their order."""
    for node in walk((block,)):
        if isinstance(node, Paragraph | Heading | Term | Cell) and node.content:
            yield node.content


def _joined(lines: Iterable[tuple[Inline, ...]]) -> Iterator[Inline]:
    place = NOWHERE
    for number, line in enumerate(lines):
        if number:
            yield HardBreak(location=place)
        yield from line
        place = line[-1].location if line else place
