"""Paging: a column of lines is dealt out to pages, with the notes at each page's foot.

Pages are filled from the top and never stretched. A page ends where a line may begin the next
one; a line stands on the page where at least the beginning of each of its notes stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.typesetting.lines import Line, NoteBody

NOTE_GAP = 10.0
NOTE_RULE_GAP = 5.0
_NOTE_SHARE = 0.6
_FIRST_LINES = 2
_SLACK = 0.01


@dataclass(eq=False, slots=True)
class Sheet:
    """A page's lines with their tops, in points below the column's top.

    `repeated` is a table's header row that is shown again. `notes` hang at the column's foot.
    """

    lines: list[tuple[Line, float]] = field(default_factory=list)
    repeated: list[tuple[Line, float]] = field(default_factory=list)
    notes: list[tuple[Line, float]] = field(default_factory=list)


def fill_sheets(lines: Sequence[Line], height: float) -> list[Sheet]:
    """Deal lines out to sheets of a height in points; there is always one sheet."""
    filler = _Filler(lines, height)
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
    """Fills sheet after sheet; `_carried` are the lines of notes that have found no room yet."""

    def __init__(self, lines: Sequence[Line], height: float) -> None:
        self._lines = lines
        self._height = height
        self._at = 0
        self._carried: list[Line] = []

    def sheets(self) -> Iterator[Sheet]:
        count = 0
        while self._at < len(self._lines) or self._carried:
            if count % 2 and self._at < len(self._lines) and self._lines[self._at].opens_right:
                yield self._left_sheet()
                count += 1
            yield self._sheet()
            count += 1

    def _left_sheet(self) -> Sheet:
        """Give the left-hand page before a right-hand one: at most notes stand there."""
        sheet = Sheet()
        self._place_notes(sheet, list(self._carried), 0.0)
        return sheet

    def _sheet(self) -> Sheet:
        sheet = Sheet()
        bottom = 0.0
        if self._at < len(self._lines):
            end = self._fill(sheet)
            del sheet.lines[end - self._at :]
            line, top = sheet.lines[-1]
            bottom = top + line.height + line.below
            self._at = end
        notes = list(self._carried)
        for line, _ in sheet.lines:
            if line.notes:
                notes.extend(note_lines(line.notes))
        self._place_notes(sheet, notes, bottom)
        return sheet

    def _fill(self, sheet: Sheet) -> int:
        """Put lines on a sheet until it is full; give the index of the first on the next one."""
        foot = _Foot(self._carried, self._height)
        bottom, ending, loose = self._put_first(sheet, foot), 0, 0
        for at in range(self._at + 1, len(self._lines)):
            line = self._lines[at]
            if line.opens_page:
                return at
            if line.breakable:
                ending = at
            if not line.joined:
                loose = at
            top = bottom + line.before
            bottom = top + line.height
            room = self._height - bottom - line.below + _SLACK
            # Joined lines that begin the page stay on it; their notes go on to the next one.
            if not foot.takes(line, room) and (ending or loose):
                return ending or loose
            sheet.lines.append((line, top))
        return len(self._lines)

    def _put_first(self, sheet: Sheet, foot: "_Foot") -> float:
        line = self._lines[self._at]
        top = line.above
        for repeated in line.header:
            sheet.repeated.append((repeated, top))
            top += repeated.height
        sheet.lines.append((line, top))
        foot.takes(line, 0.0)
        return top + line.height

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


class _Foot:
    """Counts what the notes of a page need."""

    def __init__(self, carried: list[Line], height: float) -> None:
        self._needed = _height(carried)
        self._most = height * _NOTE_SHARE

    def takes(self, line: Line, room: float) -> bool:
        """Tell whether a line and its notes go on the page, if `room` is left below the line.

        All notes before it have to fit, and the beginning of each of its own; a share of the page
        is the most that notes take of it before they are carried over.
        """
        if not line.notes and not self._needed:
            return room >= 0.0
        own = note_lines(line.notes)
        beginning = self._needed + _height(own[:_FIRST_LINES])
        self._needed += _height(own)
        rule = NOTE_GAP + NOTE_RULE_GAP
        enough = beginning if own else 0.0
        return room >= rule + max(enough, min(self._needed, self._most))


def _height(lines: Sequence[Line]) -> float:
    return sum(line.before + line.height for line in lines)
