"""Tables in formulas: matrices, cases, aligned equations."""

from typing import NamedTuple

from lxml import etree

from pipeline.typesetting.mathboxes import MathBox, assembled, bar
from pipeline.typesetting.mathlayout import MathLayout, Setting, Writer
from pipeline.typesetting.mathoperators import ems

_HEIGHT, _DEPTH = 0.84, 0.36  # TeX's struts: lines are 1.2 ems apart
_LINE_SKIP = 0.1
_USUAL_GAP = "1em"
_LINE = 0.04
_BESIDE = 0.17  # between a matrix and its brackets, in ems
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}


class _Row(NamedTuple):
    boxes: list[MathBox]
    shares: list[float]
    height: float
    depth: float


def _table(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    display = element.get("displaystyle") == "true"
    inner = setting._replace(display=display, cramped=False)
    rows = [_row(layout, row, inner) for row in element]
    count = max((len(row.boxes) for row in rows), default=0)
    size = layout.size(setting)
    widths = [
        max((row.boxes[at].width for row in rows if at < len(row.boxes)), default=0.0)
        for at in range(count)
    ]
    gaps = [gap * size for gap in _lengths(element.get("columnspacing", _USUAL_GAP), count - 1)]
    between = _row_gap(element, size)
    lefts = [sum(widths[:at]) + sum(gaps[:at]) for at in range(count)]
    baselines, height = _baselines(rows, between, size)
    width = sum(widths) + sum(gaps)
    parts = [
        (0.0, baseline, _placed(row, lefts, widths, width))
        for row, baseline in zip(rows, baselines, strict=True)
    ]
    parts += _vertical_lines(element, lefts, gaps, (height, _LINE * size), setting)
    parts += _horizontal_lines(element, rows, baselines, (width, _LINE * size), setting)
    raised = layout.axis(setting) + height / 2
    beside = 0.0 if display else _BESIDE * size
    width += 2 * beside
    box = assembled([(x + beside, y + raised, part) for x, y, part in parts], width)
    return MathBox(width, max(box.height, raised), max(box.depth, height - raised), box.parts)


def _placed(row: _Row, lefts: list[float], widths: list[float], width: float) -> MathBox:
    """Give a row as wide as its table."""
    cells = enumerate(row.boxes)
    return assembled(
        [(lefts[at] + (widths[at] - box.width) * row.shares[at], 0.0, box) for at, box in cells],
        width,
    )


def _row(layout: MathLayout, row: etree._Element, setting: Setting) -> _Row:
    boxes = [layout.row(cell, setting) for cell in row]
    shares = [_SHARES.get(cell.get("columnalign", "center"), 0.5) for cell in row]
    size = layout.size(setting)
    height = max([_HEIGHT * size, *(box.height for box in boxes)])
    depth = max([_DEPTH * size, *(box.depth for box in boxes)])
    return _Row(boxes, shares, height, depth)


def _row_gap(element: etree._Element, size: float) -> float:
    """Give the space between rows beyond TeX's struts, which MathML's usual one stands for."""
    if element.get("displaystyle") == "true":
        return 0.3 * size  # \jot
    return 0.0


def _lengths(said: str, count: int) -> list[float]:
    lengths = [ems(length) for length in said.split()] or [1.0]
    return [lengths[min(at, len(lengths) - 1)] for at in range(max(count, 0))]


def _baselines(rows: list[_Row], gap: float, size: float) -> tuple[list[float], float]:
    """Give the baselines of rows below the table's top, and the table's height."""
    baselines: list[float] = []
    y = 0.0
    for at, row in enumerate(rows):
        tall = row.height > _HEIGHT * size or (at and rows[at - 1].depth > _DEPTH * size)
        y += (gap + (_LINE_SKIP * size if tall else 0.0)) if at else 0.0
        y += row.height
        baselines.append(-y)
        y += row.depth
    return baselines, y


def _vertical_lines(
    element: etree._Element,
    lefts: list[float],
    gaps: list[float],
    measures: tuple[float, float],
    setting: Setting,
) -> list[tuple[float, float, MathBox]]:
    height, line = measures
    kinds = element.get("columnlines", "").split()
    return [
        (lefts[at + 1] - gaps[at] / 2 - line / 2, -height, _upright(line, height, setting))
        for at, kind in enumerate(kinds[: len(gaps)])
        if kind == "solid"
    ]


def _upright(line: float, height: float, setting: Setting) -> MathBox:
    return bar(line, height, setting.colour)


def _horizontal_lines(
    element: etree._Element,
    rows: list[_Row],
    baselines: list[float],
    measures: tuple[float, float],
    setting: Setting,
) -> list[tuple[float, float, MathBox]]:
    width, line = measures
    kinds = element.get("rowlines", "").split()
    return [
        (0.0, baselines[at] - rows[at].depth - line / 2, bar(width, line, setting.colour))
        for at, kind in enumerate(kinds[: max(len(rows) - 1, 0)])
        if kind == "solid"
    ]


TABLE_WRITERS: dict[str, Writer] = {"mtable": _table}
