"""Paging: a column of lines is dealt out to pages, with the notes at each page's foot.

Pages are filled from the top and never stretched. A page ends where a line may begin the next
one; a line stands on the page where at least the beginning of each of its notes stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.typesetting.lines import Line, NoteBody

NOTE_GAP = 10.0
NOTE_RULE_GAP = 5.0
FLOAT_GAP = 12.0
"""The least room below what has floated to the top of a page, in points."""
_NOTE_SHARE = 0.6
_FIRST_LINES = 2
_SLACK = 0.01
_FLOATED = -1


@dataclass(eq=False, slots=True)
class Sheet:
    """A page's lines with their tops, in points below the column's top.

    `repeated` is a table's header row that is shown again. `notes` hang at the column's foot.
    `turned` tells that the page lies on its side.
    """

    lines: list[tuple[Line, float]] = field(default_factory=list)
    repeated: list[tuple[Line, float]] = field(default_factory=list)
    notes: list[tuple[Line, float]] = field(default_factory=list)
    turned: bool = False


def fill_sheets(lines: Sequence[Line], height: float, turned_height: float) -> list[Sheet]:
    """Deal lines out to sheets; there is always one.

    The heights are those of the columns of a page that stands and of one that lies on its side,
    in points.
    """
    filler = _Filler(lines, height, turned_height)
    return list(filler.sheets()) or [Sheet()]


def notes_height(lines: Sequence[Line]) -> float:
    """Give the height of lines at the foot of a page, with the rule above them."""
    if not lines:
        return 0.0
    return NOTE_GAP + NOTE_RULE_GAP + _height(lines) - lines[0].before


def note_lines(bodies: Sequence[NoteBody]) -> list[Line]:
    """Give the lines of notes, and of the notes that they refer to, in order."""
    queue = list(bodies)
    lines: list[Line] = []
    # The queue grows while notes of notes are met.
    for body in queue:
        for line in body.lines:
            lines.append(line)
            queue.extend(line.notes)
    return lines


class _Filler:
    """Fills sheet after sheet.

    `_carried` are the lines of notes that have found no room yet, `_waiting` where what floats
    begins that the text has gone past.
    """

    def __init__(self, lines: Sequence[Line], height: float, turned_height: float) -> None:
        self._lines = lines
        self._height = height
        self._turned_height = turned_height
        self._at = 0
        self._carried: list[Line] = []
        self._waiting: list[int] = []

    def sheets(self) -> Iterator[Sheet]:
        count = 0
        while self._remains:
            for sheet in self._turned_sheets():
                yield sheet
                count += 1
            if self._remains:
                is_left = not self._waiting and self._opens_right(count)
                yield self._left_sheet() if is_left else self._sheet()
                count += 1

    @property
    def _remains(self) -> bool:
        """Whether there is anything that no sheet has."""
        return self._at < len(self._lines) or bool(self._carried or self._waiting)

    def _opens_right(self, count: int) -> bool:
        """Tell whether a left-hand page has to come before the next line's right-hand one."""
        return bool(count % 2 and self._at < len(self._lines) and self._lines[self._at].opens_right)

    def _turned_sheets(self) -> Iterator[Sheet]:
        """Yield the pages on their side that wait, or that come first of all."""
        while True:
            if (
                not self._waiting
                and self._at < len(self._lines)
                and _is_turned(self._lines[self._at])
            ):
                self._waiting.append(self._at)
                self._at += self._count(self._at)
            if not self._waiting or not _is_turned(self._lines[self._waiting[0]]):
                return
            at = self._waiting.pop(0)
            first, *others = self._lines[at : at + self._count(at)]
            inner = [replace(first, floating=None), *others]
            filler = _Filler(inner, self._turned_height, self._turned_height)
            while filler._at < len(inner):
                sheet = filler._sheet()
                sheet.turned = True
                yield sheet
            # What is left of notes goes on where the text does.
            self._carried += filler._carried

    def _count(self, at: int) -> int:
        floating = self._lines[at].floating
        return floating.length if floating else 1

    def _left_sheet(self) -> Sheet:
        """Give the left-hand page before a right-hand one: at most notes stand there."""
        sheet = Sheet()
        self._place_notes(sheet, list(self._carried), 0.0)
        return sheet

    def _sheet(self) -> Sheet:
        sheet = Sheet()
        bottom = self._fill(sheet)
        notes = list(self._carried)
        for line, _ in sheet.lines:
            if line.notes:
                notes.extend(note_lines(line.notes))
        self._place_notes(sheet, notes, bottom)
        return sheet

    def _fill(self, sheet: Sheet) -> float:
        """Put lines on a sheet until it is full; give where the last one ends."""
        foot = _Foot.of(self._carried, self._height)
        filling = _Filling(sheet, foot, self._lines, self._height)
        while self._waiting and not _is_turned(self._lines[self._waiting[0]]):
            at = self._waiting[0]
            if not filling.takes_float(at, self._count(at)):
                break
            self._waiting.pop(0)
        if self._at < len(self._lines):
            queued = bool(self._waiting)
            self._at, passed = filling.take_from(self._at, queued=queued)
            self._waiting += passed
        return filling.bottom

    def _place_notes(self, sheet: Sheet, notes: list[Line], bottom: float) -> None:
        """Hang as many lines of notes as there is room for at the foot; carry the others."""
        room = self._height - bottom - NOTE_GAP - NOTE_RULE_GAP + _SLACK
        count = 0
        for line in notes:
            room -= line.height + (line.before if count else 0.0)
            if room < 0:
                break
            count += 1
        while 0 < count < len(notes) and notes[count].joined:
            count -= 1
        if not sheet.lines and not count:
            count = next((at for at in range(1, len(notes)) if not notes[at].joined), len(notes))
        placed, self._carried = notes[:count], notes[count:]
        top = self._height - notes_height(placed) + NOTE_GAP + NOTE_RULE_GAP
        for at, line in enumerate(placed):
            top += line.before if at else 0.0
            sheet.notes.append((line, top))
            top += line.height


class _Filling:
    """A sheet that is being filled; `_indices` tell which lines are on it.

    `_ending` is the last place where it may end, `_loose` where it may if it has to. `_kept` tells
    that the line after what has to wait goes with the line before it.
    """

    def __init__(self, sheet: Sheet, foot: "_Foot", lines: Sequence[Line], height: float) -> None:
        self._sheet = sheet
        self._foot = foot
        self._lines = lines
        self._height = height
        self._indices: list[int] = []
        self._ending: int | None = None
        self._loose: int | None = None
        self._kept = False

    @property
    def bottom(self) -> float:
        """Where the last line ends, with the grounds behind it; in points below the top."""
        if not self._sheet.lines:
            return 0.0
        line, top = self._sheet.lines[-1]
        return top + line.height + line.below

    def takes_float(self, at: int, count: int) -> bool:
        """Put what has floated up at the top of the page, below what is there; tell if it fits."""
        if self._indices and not self._has_room(at, count):
            return False
        self._put_first(at)
        self._indices[-1] = _FLOATED
        for line in self._lines[at + 1 : at + count]:
            self._put(line, self._top(line), _FLOATED)
            self._foot.takes(line, 0.0)
        return True

    def take_from(self, start: int, *, queued: bool) -> tuple[int, list[int]]:
        """Put lines on the sheet until it is full; `queued` tells that something waits already.

        Give the index of the first one on the next sheet, and where what floats begins that has
        to wait for a later one.
        """
        passed: list[int] = []
        at = start
        self._ending = start if self._indices else None
        while at < len(self._lines):
            line = self._lines[at]
            if self._indices and line.opens_page:
                break
            if line.floating and self._has_to_wait(at, queued=queued or bool(passed)):
                passed.append(at)
                self._kept = self._kept or not line.breakable
                at += line.floating.length
                continue
            if not self._takes(at):
                return self._cut(passed)
            at += 1
        # A heading does not stay behind, alone, when all that it is followed by floats away.
        strands = self._kept and self._ending is not None
        return (
            self._cut(passed)
            if strands and not _is_turned(self._lines[passed[-1]])
            else (at, passed)
        )

    def _takes(self, at: int) -> bool:
        """Put a line on the page; tell whether there is room, or has to be."""
        line = self._lines[at]
        if not self._indices:
            self._put_first(at)
            return True
        if not self._kept:
            self._ending = at if line.breakable else self._ending
            self._loose = self._loose if line.joined else at
        self._kept = False
        is_first = self._indices[-1] == _FLOATED
        top = self._top_of_first(line) if is_first else self._top(line)
        room = self._height - top - line.height - line.below + _SLACK
        # Joined lines that begin the page stay on it; their notes go on to the next one.
        if not self._foot.takes(line, room) and self._end is not None:
            return False
        self._put(line, self._repeat_header(line, top) if is_first else top, at)
        return True

    @property
    def _end(self) -> int | None:
        return self._loose if self._ending is None else self._ending

    def _cut(self, passed: list[int]) -> tuple[int, list[int]]:
        """Take the lines off the sheet that come behind the best place for its end."""
        end = self._end or 0
        while self._indices and self._indices[-1] >= end:
            self._indices.pop()
            self._sheet.lines.pop()
        return end, [at for at in passed if at < end]

    def _has_to_wait(self, at: int, *, queued: bool) -> bool:
        """Tell whether what floats here cannot stand here."""
        floating = self._lines[at].floating
        if floating is None or not self._indices:
            return False
        return floating.turned or queued or not self._has_room(at, floating.length)

    def _has_room(self, at: int, count: int) -> bool:
        """Tell whether lines go on the page, all together."""
        foot, bottom = replace(self._foot), self.bottom
        for line in self._lines[at : at + count]:
            bottom += line.before + line.height
            if not foot.takes(line, self._height - bottom - line.below + _SLACK):
                return False
        return True

    def _put(self, line: Line, top: float, at: int) -> None:
        self._sheet.lines.append((line, top))
        self._indices.append(at)

    def _top(self, line: Line) -> float:
        """Give the top of a line below the last one."""
        last, top = self._sheet.lines[-1]
        return top + last.height + line.before

    def _top_of_first(self, line: Line) -> float:
        """Give the top of the first line of the page's text, below what has floated up."""
        above = self.bottom + max(line.before, FLOAT_GAP) if self._sheet.lines else 0.0
        return above + line.above

    def _put_first(self, at: int) -> None:
        """Put a line at the top of the page, whatever room it needs."""
        line = self._lines[at]
        self._put(line, self._repeat_header(line, self._top_of_first(line)), at)
        self._foot.takes(line, 0.0)

    def _repeat_header(self, line: Line, top: float) -> float:
        """Show the header of the table that a line goes on with; give where the line's top is."""
        for repeated in line.header:
            self._sheet.repeated.append((repeated, top))
            top += repeated.height
        return top


@dataclass(slots=True)
class _Foot:
    """Counts what the notes of a page need, in points, and the most that they may get."""

    needed: float
    most: float

    @classmethod
    def of(cls, carried: Sequence[Line], height: float) -> "_Foot":
        """Give the foot of a page of a height, with notes that come from the page before."""
        return cls(_height(carried), height * _NOTE_SHARE)

    def takes(self, line: Line, room: float) -> bool:
        """Tell whether a line and its notes go on the page, if `room` is left below the line.

        All notes before it have to fit, and the beginning of each of its own; a share of the page
        is the most that notes take of it before they are carried over.
        """
        if not line.notes and not self.needed:
            return room >= 0.0
        own = note_lines(line.notes)
        beginning = self.needed + _height(own[:_FIRST_LINES])
        self.needed += _height(own)
        rule = NOTE_GAP + NOTE_RULE_GAP
        enough = beginning if own else 0.0
        return room >= rule + max(enough, min(self.needed, self.most))


def _is_turned(line: Line) -> bool:
    return line.floating is not None and line.floating.turned


def _height(lines: Sequence[Line]) -> float:
    return sum(line.before + line.height for line in lines)
