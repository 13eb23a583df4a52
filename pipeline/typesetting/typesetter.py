"""The typesetter: a publication in its theme becomes pages."""

from collections.abc import Mapping

from pipeline.diagnostics import in_source_order
from pipeline.model.metadata import Kind
from pipeline.model.publication import Publication, Section, first_of_main
from pipeline.model.roles import Role as SectionRole
from pipeline.theme import Theme
from pipeline.typesetting.blocks import set_blocks
from pipeline.typesetting.contents import ContentsRow, number_rows, set_contents
from pipeline.typesetting.fonts import Face
from pipeline.typesetting.front import set_cover, set_title_block, set_title_page, sink
from pipeline.typesetting.furniture import Furniture, PageNumbers, chapters_by_sheet
from pipeline.typesetting.headings import set_heading
from pipeline.typesetting.imposing import find_places, impose, page_of
from pipeline.typesetting.job import Job, open_job
from pipeline.typesetting.lines import Line, Stack
from pipeline.typesetting.notes import append_notes, set_notes
from pipeline.typesetting.pages import Element, Page, Pages, Place, Role, Run
from pipeline.typesetting.paging import Sheet, fill_sheets
from pipeline.typesetting.shortcomings import tell_missing_glyphs
from pipeline.typesetting.texts import Galley

_MOST_PASSES = 4
"""How often a publication is set at most, until its page references show what is true."""


def typeset(publication: Publication, theme: Theme) -> Pages:
    """Give the pages of a publication.

    One with page references is set again until they show where their places stand.

    Raises PluginError where a font package of the theme is not installed.
    """
    labels: Mapping[str, str] = {}
    for _ in range(_MOST_PASSES):
        job, pages = _typeset(publication, theme, labels)
        labels = {name: pages.label_of(name) for name in job.shown_labels}
        if labels == job.shown_labels:
            break
    return pages


def _typeset(
    publication: Publication, theme: Theme, labels: Mapping[str, str]
) -> tuple[Job, Pages]:
    """Set everything once; page references show the numbers that places had the time before."""
    job = open_job(publication, theme, labels)
    galley = Galley(job, Stack(), job.frame, Element(Role.DOCUMENT), theme.body)
    rows = _set_front(galley)
    set_blocks(galley, publication.preamble)
    for section in publication.sections:
        _set_section(galley, section)
    set_notes(job)
    if publication.settings.endnotes:
        append_notes(galley)
    return job, _make_pages(galley, rows)


def _set_front(galley: Galley) -> list[ContentsRow]:
    publication = galley.job.publication
    book = publication.settings.kind is Kind.BOOK
    if book:
        cover = galley.job.assets.get(publication.metadata.cover_image)
        if cover is not None:
            set_cover(galley, cover)
        set_title_page(galley)
        galley.stack.open_page()
    else:
        set_title_block(galley)
    if not publication.contents and not publication.lists:
        return []
    rows: list[ContentsRow] = []
    if publication.contents:
        rows += set_contents(galley, publication.words.contents, publication.contents)
    for listed in publication.lists:
        rows += set_contents(galley, listed.title, listed.entries, is_outline=False)
    galley.stack.space(galley.job.theme.contents_title.before)
    if book:
        galley.stack.open_page()
    return rows


def _set_section(galley: Galley, section: Section) -> None:
    is_book = galley.job.publication.settings.kind is Kind.BOOK
    is_part = section.heading.role is SectionRole.PART
    if is_part or (is_book and section.heading.look == 1):
        galley.stack.open_page(right=galley.job.publication.settings.open_right)
    if is_part:
        sink(galley)
    inner = galley.below(Element(Role.SECTION))
    set_heading(inner, section.heading)
    set_blocks(inner, section.blocks)
    for child in section.sections:
        _set_section(inner, child)


def _make_pages(galley: Galley, rows: list[ContentsRow]) -> Pages:
    job = galley.job
    galley.stack.finish()
    sheets = fill_sheets(galley.stack.lines, job.height, job.turned_height)
    places = find_places(job, sheets)
    numbers = PageNumbers(_first_numbered(job, places))
    labels = {identifier: numbers.label(place.page) for identifier, place in places.items()}
    number_rows(rows, lambda target: labels.get(target, ""), job.theme.colours.muted)
    chapters = chapters_by_sheet(job, sheets)
    furniture = Furniture(job, numbers)
    pages = tuple(
        impose(job, sheet, numbers.label(index), _furniture(furniture, sheet, index, chapter))
        for index, (sheet, chapter) in enumerate(zip(sheets, chapters, strict=True))
    )
    faces = _faces(pages)
    missing = tell_missing_glyphs(job.publication, job.inks.missing)
    diagnostics = in_source_order((*job.diagnostics, *missing))
    return Pages(pages, galley.element, places, faces, diagnostics)


def _furniture(furniture: Furniture, sheet: Sheet, index: int, chapter: str) -> list[Line]:
    """Give header and footer; an empty page has none."""
    page = page_of(furniture.job, sheet)
    return furniture.lines(index, chapter, page) if sheet.lines or sheet.notes else []


def _first_numbered(job: Job, places: Mapping[str, Place]) -> int:
    """Give the index of the page on which arabic numbers begin."""
    if job.publication.settings.kind is not Kind.BOOK:
        return 0
    place = places.get(first_of_main(job.publication))
    return place.page if place else 0


def _faces(pages: tuple[Page, ...]) -> tuple[Face, ...]:
    faces: dict[Face, None] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Run):
                faces[item.words[0].face] = None
    return tuple(faces)
