"""Contents: a row for each entry, with leaders; page numbers come last, when they are known."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model.nodes import Text
from pipeline.model.publication import OutlineEntry, flatten_outline
from pipeline.theme import TextStyle
from pipeline.typesetting.fonts import THOUSAND
from pipeline.typesetting.headings import section_number
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.lines import Frame, Line, Stroke
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.setting import add_link
from pipeline.typesetting.texts import Galley, Label, baseline_drop, set_label, text_lines

_PAGE_COLUMN = 30.0
_NUMBER_GAP = 8.0
_LEADER_STEP = 5.0
_LEADER_GAP = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class ContentsRow:
    """The last line of an entry, that waits for its page number."""

    line: Line
    target: str
    number: Element
    ink: Ink
    end: float
    right: float


@dataclass(frozen=True, slots=True)
class _Level:
    """Where the entries of a level begin, and how wide their numbers are."""

    left: float
    numbers: float
    style: TextStyle


def set_contents(
    galley: Galley, title: str, entries: tuple[OutlineEntry, ...], *, is_outline: bool = True
) -> list[ContentsRow]:
    """Append title and entries; give the rows that `number_rows` completes.

    Entries that are no outline look like those below the chapters of one.
    """
    style = galley.job.theme.contents_title
    titled = galley.below(Element(Role.CONTENTS_TITLE))
    galley.stack.space(style.before)
    galley.stack.add_together(text_lines(titled, (Text(title),), style))
    galley.stack.space(style.after)
    galley.stack.keep()
    setter = _ContentsSetter(galley.below(Element(Role.CONTENTS)), entries, is_outline=is_outline)
    setter.add(setter.galley, entries)
    return setter.rows


class _ContentsSetter:
    def __init__(
        self, galley: Galley, entries: tuple[OutlineEntry, ...], *, is_outline: bool
    ) -> None:
        self.galley = galley
        self.rows: list[ContentsRow] = []
        self._levels = _levels(galley, entries, deeper=0 if is_outline else 1)

    def add(self, galley: Galley, entries: tuple[OutlineEntry, ...]) -> None:
        """Append entries, and below each one a group of those that it has itself."""
        for entry in entries:
            self._add_row(galley, entry)
            if entry.entries:
                self.add(galley.below(Element(Role.CONTENTS_GROUP)), entry.entries)

    def _add_row(self, galley: Galley, entry: OutlineEntry) -> None:
        level = self._levels[entry.level]
        style, stack = level.style, galley.stack
        inner = galley.below(
            Element(
                Role.CONTENTS_ENTRY,
                level=entry.level,
                target=entry.identifier,
                description=entry.label,
            )
        )
        label = section_number(inner, entry.number, style)
        lines = self._text_lines(inner, entry, level, label)
        number = inner.element.add(Element(Role.PAGE_NUMBER))
        frame = galley.frame
        for line in lines:
            add_link(line, inner.element, frame.left, frame.width)
        stack.space(style.before)
        stack.add_together(lines)
        stack.space(style.after)
        ink = galley.job.style(style).ink()
        right = frame.left + frame.width
        self.rows.append(
            ContentsRow(lines[-1], entry.identifier, number, ink, _end(lines[-1]), right)
        )

    def _text_lines(
        self, galley: Galley, entry: OutlineEntry, level: _Level, label: Label
    ) -> list[Line]:
        style, frame = level.style, galley.frame
        left = level.left + level.numbers
        room = frame.width - (left - frame.left) - _PAGE_COLUMN
        if room < frame.width / 2:
            left, room = frame.left + label.width + style.size / 2, frame.width / 2
        text = galley.moved(Frame(left, room))
        lines = text_lines(text, (Text(entry.text),), style)
        if not lines:
            lines = [Line(style.leading, baseline_drop(style))]
        if label.strokes:
            lines[0].marks[:0] = label.placed(min(level.left, left), lines[0].baseline)
        last = lines[-1].marks[-1] if lines[-1].marks else None
        if isinstance(last, Stroke):
            lines[-1].marks[-1] = last._replace(space_after=True)
        return lines


def _levels(galley: Galley, entries: tuple[OutlineEntry, ...], deeper: int) -> dict[int, _Level]:
    """Give each level's place: the numbers of a level stand below the texts of the one above."""
    job, left = galley.job, galley.frame.left
    flat = list(flatten_outline(entries))
    levels: dict[int, _Level] = {}
    for depth in sorted({entry.level for entry in flat}):
        style = job.theme.contents[min(depth + deeper, len(job.theme.contents)) - 1]
        ink = job.style(style).ink()
        numbers = [entry.number for entry in flat if entry.level == depth and entry.number]
        widest = max(
            (set_label(number, ink, Element(Role.SECTION_NUMBER)).width for number in numbers),
            default=-_NUMBER_GAP,
        )
        levels[depth] = _Level(left, widest + _NUMBER_GAP, style)
        left += widest + _NUMBER_GAP if numbers else job.theme.indent
    return levels


def _end(line: Line) -> float:
    """Give where the text of a line ends, in points."""
    ends = [0.0]
    for mark in line.marks:
        if isinstance(mark, Stroke):
            words = sum(word.width for word in mark.words) * mark.size / THOUSAND
            ends.append(mark.x + words + mark.space * (len(mark.words) - 1))
    return max(ends)


def number_rows(rows: list[ContentsRow], label_of: Callable[[str], str], colour: str) -> None:
    """Write leaders and page numbers into the rows of contents."""
    for row in rows:
        label = set_label(label_of(row.target), row.ink, row.number)
        x = row.right - label.width
        row.line.marks.extend(_leaders(row, x, colour))
        row.line.marks.extend(label.placed(x, row.line.baseline))


def _leaders(row: ContentsRow, limit: float, colour: str) -> list[Stroke]:
    """Give dots on a grid that all rows share, counted from the right."""
    dot = row.ink.pieces(".")[0]
    width = row.ink.width(dot)
    first, last = row.end + _LEADER_GAP, limit - _LEADER_GAP - width
    skipped = int((row.right - last) / _LEADER_STEP) + 1
    count = int((row.right - skipped * _LEADER_STEP - first) / _LEADER_STEP) + 1
    if count < 1:
        return []
    x = row.right - (skipped + count - 1) * _LEADER_STEP
    space = _LEADER_STEP - width
    dots = (dot,) * count
    return [Stroke(None, x, row.line.baseline, dots, row.ink.size, colour, space)]
