"""Imposing: the lines of a sheet get their places on a page."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pipeline.theme import PageShape
from pipeline.typesetting.job import Job
from pipeline.typesetting.lines import Backdrop, Equation, Inset, Line, Mark, Rule, Stroke
from pipeline.typesetting.mirroring import mirrored
from pipeline.typesetting.pages import Box, Expression, Item, LinkArea, Page, Picture, Place, Run
from pipeline.typesetting.paging import NOTE_RULE_GAP, Sheet

_NOTE_RULE = 0.5
_NOTE_RULE_SHARE = 0.25

Placed: TypeAlias = Iterable[tuple[Line, float]]


def impose(job: Job, sheet: Sheet, label: str, furniture: Iterable[Line]) -> Page:
    """Give the page of a sheet, with its label and its furniture."""
    page = page_of(job, sheet)
    column = page.height - page.top
    items: list[Item] = []
    for line in furniture:
        items.extend(_items(line.marks, page.height))
    items.extend(_backdrops(sheet, column))
    for line, top in sheet.repeated:
        items.extend(_artifacts(line.marks, column - top))
    for line, top in sheet.lines:
        items.extend(_items(line.marks, column - top))
    if sheet.notes:
        items.append(_note_rule(job, column - sheet.notes[0][1]))
    for line, top in sheet.notes:
        items.extend(_items(line.marks, column - top))
    links = list(_links(sheet, column))
    if job.mirrored:
        items = [mirrored(item, page.width) for item in items]
        links = [mirrored(link, page.width) for link in links]
    return Page(label, page.width, page.height, tuple(items), tuple(links))


def page_of(job: Job, sheet: Sheet) -> PageShape:
    """Give the shape of a sheet's page."""
    page = job.theme.page
    return page.turned if sheet.turned else page


def find_places(job: Job, sheets: Iterable[Sheet]) -> dict[str, Place]:
    """Give where every identifier stands; the first place counts."""
    places: dict[str, Place] = {}
    for index, sheet in enumerate(sheets):
        page = page_of(job, sheet)
        column = page.height - page.top
        for line, top in (*sheet.lines, *sheet.notes):
            for identifier, x in line.anchors:
                if identifier:
                    left = page.width - x if job.mirrored else x
                    places.setdefault(identifier, Place(index, left, column - top))
    return places


def _items(marks: Iterable[Mark], top: float) -> Iterator[Item]:
    for mark in marks:
        if isinstance(mark, Stroke):
            content, x, drop, words, size, colour, space, space_after, joined = mark
            yield Run(content, x, top - drop, words, size, colour, space, space_after, joined)
        elif isinstance(mark, Rule):
            yield Box(mark.x, top - mark.drop, mark.width, mark.height, mark.colour)
        elif isinstance(mark, Equation):
            content, x, drop, pieces, colour, text = mark
            yield Expression(content, x, top - drop, pieces, colour, text)
        else:
            yield Picture(
                mark.content, mark.x, top - mark.drop, mark.width, mark.height, mark.asset
            )


def _artifacts(marks: Iterable[Mark], top: float) -> Iterator[Item]:
    # What is shown a second time is no part of the text; images and formulas are not shown again.
    shown = [mark for mark in marks if not isinstance(mark, Inset | Equation)]
    return _items([m._replace(content=None) if isinstance(m, Stroke) else m for m in shown], top)


def _backdrops(sheet: Sheet, column: float) -> Iterator[Box]:
    """Yield the rectangles behind lines, the outermost first."""
    extents: dict[Backdrop, tuple[float, float]] = {}
    for line, top in (*sheet.repeated, *sheet.lines, *sheet.notes):
        if not line.backdrops:
            continue
        upper, lower = top - line.above, top + line.height + line.below
        for backdrop in line.backdrops:
            first, _ = extents.get(backdrop, (upper, lower))
            extents[backdrop] = (first, lower)
            upper, lower = upper + backdrop.above, lower - backdrop.below
    for backdrop, (top, bottom) in extents.items():
        yield Box(backdrop.x, column - bottom, backdrop.width, bottom - top, backdrop.colour)


def _note_rule(job: Job, y: float) -> Box:
    width = job.frame.width * _NOTE_RULE_SHARE
    colour = job.theme.colours.rule
    return Box(job.frame.left, y + NOTE_RULE_GAP, width, _NOTE_RULE, colour)


def _links(sheet: Sheet, column: float) -> Iterator[LinkArea]:
    for line, top in (*sheet.lines, *sheet.notes):
        for link in line.links:
            y = column - top - link.drop
            yield LinkArea(link.element, link.x, y, link.width, link.height)
