"""The rules of tables: above and below, under the header, between rows as far as cells end."""

from collections.abc import Iterator, Sequence

from pipeline.theme import Colours
from pipeline.typesetting.cells import CellRow
from pipeline.typesetting.lines import Frame, Line, Rule
from pipeline.typesetting.rows import Shape

_STRONG, _MIDDLE, _THIN = 0.9, 0.6, 0.35


def rule_above(line: Line, shape: Shape, colours: Colours) -> None:
    """Draw the rule above a table's first row."""
    line.marks.insert(0, Rule(shape.left, _STRONG / 2, shape.width, _STRONG, colours.muted))


def rule_header(
    rows: Sequence[CellRow], lines: Sequence[list[Line]], shape: Shape, colours: Colours
) -> None:
    """Draw a rule below the header, and below its cells that several columns share."""
    for row, set_lines in zip(rows[:-1], lines[:-1], strict=True):
        shared = [c for c in row.cells if c.columns > 1 and c.rows == 1]
        frames = [shape.frame(cell.column, cell.end) for cell in shared]
        _underline(set_lines[-1], frames, _THIN, colours.muted)
    if lines:
        _underline(lines[-1][-1], [shape.whole], _MIDDLE, colours.muted)


def rule_body(
    rows: Sequence[CellRow], lines: Sequence[list[Line]], shape: Shape, colours: Colours
) -> None:
    """Draw a rule below each row, but not through cells that go on below it."""
    last = len(rows) - 1
    for at, joined in enumerate(_joined(rows)):
        if at == last:
            _underline(lines[at][-1], [shape.whole], _MIDDLE, colours.muted)
        else:
            frames = _free(joined, shape) if joined else [shape.whole]
            _underline(lines[at][-1], frames, _THIN, colours.rule)


def _underline(line: Line, frames: Sequence[Frame], thickness: float, colour: str) -> None:
    line.marks[:0] = [
        Rule(frame.left, line.height, frame.width, thickness, colour) for frame in frames
    ]


def _joined(rows: Sequence[CellRow]) -> Iterator[set[int]]:
    """Yield for each row the columns whose cell goes on in the next one."""
    left: dict[int, int] = {}
    for row in rows:
        left = {column: count - 1 for column, count in left.items() if count > 1}
        for cell in row.cells:
            if cell.rows > 1:
                left.update(dict.fromkeys(range(cell.column, cell.end), cell.rows - 1))
        yield {column for column, count in left.items() if count}


def _free(joined: set[int], shape: Shape) -> list[Frame]:
    """Give the room of the columns between those that are joined."""
    frames: list[Frame] = []
    start = 0
    for column in (*sorted(joined), len(shape.frames)):
        if column > start:
            frames.append(shape.frame(start, column))
        start = column + 1
    return frames
