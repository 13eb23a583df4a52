"""Page furniture: running headers and page numbers, artifacts all of them."""

from collections.abc import Sequence

from pipeline.model.metadata import Kind
from pipeline.typesetting.job import Job
from pipeline.typesetting.lines import Line, Rule
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.paging import Sheet
from pipeline.typesetting.texts import fitted_label, set_label

_HEADER_RISE = 0.36
_FOOTER_DROP = 0.44
_SHARE = 0.47
_RULE = 0.4
_RULE_GAP = 5.0


def page_label(index: int) -> str:
    """Give the number that readers see on a page: 1 on the first."""
    return str(index + 1)


def chapters_by_sheet(job: Job, sheets: Sequence[Sheet]) -> list[str]:
    """Give for each sheet the chapter that begins on it, else the one that goes on there."""
    labels = {entry.identifier: entry.label for entry in job.publication.outline}
    chapters, current = [], ""
    for sheet in sheets:
        found = [labels[a] for line, _ in sheet.lines for a, _ in line.anchors if a in labels]
        chapters.append(found[0] if found else current)
        current = found[-1] if found else current
    return chapters


def furnish(job: Job, index: int, chapter: str) -> list[Line]:
    """Give a page's header and footer as lines whose drops count from the page's upper edge."""
    page, book = job.theme.page, job.publication.settings.kind is Kind.BOOK
    lines = []
    if index and page.top >= 2 * job.theme.running.leading:
        lines.append(_header(job, chapter))
    if not (book and not index) and page.bottom >= 2 * job.theme.running.leading:
        lines.append(_footer(job, page_label(index)))
    return lines


def _header(job: Job, chapter: str) -> Line:
    theme, frame = job.theme, job.frame
    inks = job.style(theme.running)
    drop = theme.page.top * (1 - _HEADER_RISE)
    left = fitted_label(job.publication.metadata.title, inks, frame.width * _SHARE)
    right = fitted_label(chapter, inks, frame.width * _SHARE)
    line = Line(theme.running.leading, drop)
    line.marks.extend(left.placed(frame.left, drop))
    line.marks.extend(right.placed(frame.left + frame.width - right.width, drop))
    if line.marks:
        rule_drop = drop + _RULE_GAP + _RULE
        line.marks.append(Rule(frame.left, rule_drop, frame.width, _RULE, theme.colours.rule))
    return line


def _footer(job: Job, text: str) -> Line:
    theme, frame = job.theme, job.frame
    label = set_label(text, job.style(theme.running).ink(), Element(Role.PAGE_NUMBER))
    drop = theme.page.height - theme.page.bottom * (1 - _FOOTER_DROP)
    line = Line(theme.running.leading, drop)
    middle = frame.left + (frame.width - label.width) / 2
    line.marks.extend(label.as_artifact().placed(middle, drop))
    return line
