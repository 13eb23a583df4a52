"""Where the cells of a table stand, as Word shows them: merged ones are one cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.exporters.docx.read_back.package import W
from pipeline.exporters.docx.read_back.paragraph import ReadCell
from pipeline.exporters.docx.read_back.styles import number_of, switched, val_of

_FRAME = "Admonition"
"""What the style of a table that only frames blocks begins with."""


@dataclass
class _Found:
    """A cell as it is met: the element, where it stands, how many rows it spans so far."""

    element: etree._Element
    row: int
    place: int
    columns: int
    is_header: bool
    rows: int = 1


def cells_of(table: etree._Element) -> dict[etree._Element, ReadCell]:
    """Give the cells of a table by their elements; none of a frame, none of what others cover."""
    if (val_of(table.find(f"{W}tblPr"), "tblStyle") or "").startswith(_FRAME):
        return {}
    return {
        found.element: ReadCell(
            found.row, found.place, (found.columns, found.rows), found.is_header
        )
        for found in _found_cells(table)
    }


def _found_cells(table: etree._Element) -> list[_Found]:
    every: list[_Found] = []
    above: dict[int, _Found] = {}
    at = 0
    for row in table.iterchildren(f"{W}tr"):
        is_header = bool(switched(row.find(f"{W}trPr"), "tblHeader"))
        new: dict[int, _Found] = {}
        place = 0
        slots = tuple(_slots(row))
        begins = any(not (goes_on and column in above) for column, _, goes_on, _ in slots)
        for column, columns, is_continued, element in slots:
            if is_continued and column in above:
                new[column] = above[column]
                new[column].rows += begins
                continue
            place += 1
            at += place == 1  # a row in which no cell begins counts for none
            new[column] = _Found(element, at, place, columns, is_header)
            every.append(new[column])
        above = new
    return every


def _slots(row: etree._Element) -> Iterator[tuple[int, int, bool, etree._Element]]:
    """Yield, for each cell of a row, its column, its columns, whether it goes on from above."""
    column = 0
    for cell in row.iterchildren(f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        columns = max(number_of(val_of(properties, "gridSpan"), 1), 1)
        merged = None if properties is None else properties.find(f"{W}vMerge")
        goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        yield column, columns, goes_on, cell
        column += columns
