"""Page furniture: running headers and page numbers, artifacts all of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.metadata import Kind
from pipeline.model.publication import OutlineEntry
from pipeline.model.roles import Role as SectionRole
from pipeline.theme import PageShape
from pipeline.typesetting.front import bare_pages
from pipeline.typesetting.job import Job, frame_on
from pipeline.typesetting.lines import Line, Rule
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.paging import Sheet
from pipeline.typesetting.texts import Label, fitted_label, set_label

_HEADER_RISE = 0.36
_FOOTER_DROP = 0.44
_SHARE = 0.55
_GAP = 24.0
_RULE = 0.4
_RULE_GAP = 5.0
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """The numbers that readers see on pages: roman ones before the page `first`, then 1, 2, 3."""

    first: int = 0

    def label(self, index: int) -> str:
        """Give the number of a page by its index from 0."""
        return str(index - self.first + 1) if index >= self.first else _roman(index + 1)


def _roman(number: int) -> str:
    shown = ""
    for worth, letters in _ROMAN:
        shown += letters * (number // worth)
        number %= worth
    return shown


def chapters_by_sheet(job: Job, sheets: Sequence[Sheet]) -> list[str]:
    """Give for each sheet the chapter that begins on it, else the one that goes on there."""
    labels = {entry.identifier: entry.label for entry in _chapters(job.publication.outline)}
    chapters, current = [], ""
    for sheet in sheets:
        found = [labels[a] for line, _ in sheet.lines for a, _ in line.anchors if a in labels]
        chapters.append(found[0] if found else current)
        current = found[-1] if found else current
    return chapters


def _chapters(entries: Iterable[OutlineEntry]) -> Iterator[OutlineEntry]:
    for entry in entries:
        yield entry
        if entry.role is SectionRole.PART:
            yield from entry.entries


class Furniture:
    """Sets headers and footers; running titles are set once."""

    def __init__(self, job: Job, numbers: PageNumbers) -> None:
        self.job = job
        self._numbers = numbers
        self._inks = job.style(job.theme.running)
        self._labels: dict[tuple[str, float], Label] = {}

    def lines(self, index: int, chapter: str, page: PageShape) -> list[Line]:
        """Give a page's header and footer; drops count from the page's upper edge."""
        job = self.job
        book = job.publication.settings.kind is Kind.BOOK
        inside = index >= bare_pages(job.publication)
        least = 2 * job.theme.running.leading
        lines = []
        if inside and page.top >= least:
            lines.append(self._header(chapter, page))
        if page.bottom >= least and (inside or not book):
            lines.append(self._footer(self._numbers.label(index), page))
        return lines

    def _header(self, chapter: str, page: PageShape) -> Line:
        theme, frame = self.job.theme, frame_on(page)
        drop = page.top * (1 - _HEADER_RISE)
        right = self._running_label(chapter, frame.width * _SHARE)
        room = frame.width - right.width - _GAP
        left = self._running_label(self.job.publication.metadata.title, room)
        line = Line(theme.running.leading, drop)
        line.marks.extend(left.placed(frame.left, drop))
        line.marks.extend(right.placed(frame.left + frame.width - right.width, drop))
        if line.marks:
            rule_drop = drop + _RULE_GAP + _RULE
            line.marks.append(Rule(frame.left, rule_drop, frame.width, _RULE, theme.colours.rule))
        return line

    def _running_label(self, text: str, width: float) -> Label:
        label = self._labels.get((text, width))
        if label is None:
            label = self._labels[text, width] = fitted_label(text, self._inks, width)
        return label

    def _footer(self, text: str, page: PageShape) -> Line:
        theme, frame = self.job.theme, frame_on(page)
        label = set_label(text, self._inks.ink(), Element(Role.PAGE_NUMBER))
        drop = page.height - page.bottom * (1 - _FOOTER_DROP)
        line = Line(theme.running.leading, drop)
        middle = frame.left + (frame.width - label.width) / 2
        line.marks.extend(label.as_artifact().placed(middle, drop))
        return line
