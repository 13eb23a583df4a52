"""The typesetter: a publication in its theme becomes pages."""

import re

from pipeline.diagnostics import Code, Diagnostic, Diagnostics, in_source_order
from pipeline.location import NOWHERE, Location
from pipeline.model.metadata import Kind
from pipeline.model.nodes import CodeBlock, CodeSpan, Node, Text
from pipeline.model.publication import Publication, Section, body_blocks
from pipeline.model.walk import walk
from pipeline.theme import Theme
from pipeline.typesetting.blocks import set_blocks
from pipeline.typesetting.contents import ContentsRow, number_rows, set_contents
from pipeline.typesetting.fonts import Face
from pipeline.typesetting.front import set_title_block, set_title_page
from pipeline.typesetting.furniture import Furniture, chapters_by_sheet, page_label
from pipeline.typesetting.headings import set_heading
from pipeline.typesetting.imposing import find_places, impose
from pipeline.typesetting.job import Job, open_job
from pipeline.typesetting.lines import Stack
from pipeline.typesetting.notes import set_notes
from pipeline.typesetting.pages import Element, Page, Pages, Role, Run
from pipeline.typesetting.paging import fill_sheets
from pipeline.typesetting.texts import Galley


def typeset(publication: Publication, theme: Theme) -> Pages:
    """Give the pages of a publication.

    Raises PluginError where a font package of the theme is not installed.
    """
    job = open_job(publication, theme)
    galley = Galley(job, Stack(), job.frame, Element(Role.DOCUMENT), theme.body)
    rows = _set_front(galley)
    set_blocks(galley, publication.preamble)
    for section in publication.sections:
        if publication.settings.kind is Kind.BOOK:
            galley.stack.open_page()
        _set_section(galley, section)
    set_notes(job)
    return _make_pages(galley, rows)


def _set_front(galley: Galley) -> list[ContentsRow]:
    publication = galley.job.publication
    book = publication.settings.kind is Kind.BOOK
    if book:
        set_title_page(galley)
        galley.stack.open_page()
    else:
        set_title_block(galley)
    if not publication.contents:
        return []
    rows = set_contents(galley, publication.words.contents, publication.contents)
    galley.stack.space(galley.job.theme.contents_title.before)
    if book:
        galley.stack.open_page()
    return rows


def _set_section(galley: Galley, section: Section) -> None:
    inner = galley.below(Element(Role.SECTION))
    set_heading(inner, section.heading)
    set_blocks(inner, section.blocks)
    for child in section.sections:
        _set_section(inner, child)


def _make_pages(galley: Galley, rows: list[ContentsRow]) -> Pages:
    job = galley.job
    sheets = fill_sheets(galley.stack.lines, job.height)
    places = find_places(job, sheets)
    labels = {identifier: page_label(place.page) for identifier, place in places.items()}
    number_rows(rows, lambda target: labels.get(target, ""), job.theme.colours.muted)
    chapters = chapters_by_sheet(job, sheets)
    furniture = Furniture(job)
    pages = tuple(
        impose(job, sheet, index, furniture.lines(index, chapter))
        for index, (sheet, chapter) in enumerate(zip(sheets, chapters, strict=True))
    )
    diagnostics = in_source_order((*job.diagnostics, *_missing_glyphs(job)))
    return Pages(pages, galley.element, places, _faces(pages), diagnostics)


def _faces(pages: tuple[Page, ...]) -> tuple[Face, ...]:
    faces: dict[Face, None] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Run):
                faces[item.words[0].face] = None
    return tuple(faces)


def _missing_glyphs(job: Job) -> Diagnostics:
    """Report each character that no face has, once, where it is met first."""
    missing = job.inks.missing
    if not missing:
        return ()
    found: dict[str, Location] = {}
    sought = re.compile("|".join(map(re.escape, missing)))
    place = NOWHERE
    publication = job.publication
    nodes: list[Node] = [*body_blocks(publication), *publication.notes]
    for node in walk(nodes):
        place = node.location if node.location.line else place
        if isinstance(node, Text | CodeSpan | CodeBlock):
            for match in sought.finditer(node.text):
                found.setdefault(match[0], place)
    return tuple(_glyph_missing(each, found.get(each, NOWHERE)) for each in missing)


def _glyph_missing(character: str, location: Location) -> Diagnostic:
    shown = character if character.isprintable() else ""
    number = f"U+{ord(character):04X}"
    message = f"no font has the character {f'{shown!r} ' if shown else ''}({number})"
    return Diagnostic(Code.GLYPH_MISSING, message, location, f"it is shown as [{number}]")
