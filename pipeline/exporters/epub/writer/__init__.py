"""Writes an EPUB edition: documents, navigation and images, packed by EbookLib."""

from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.epub.options import EpubOptions
from pipeline.exporters.epub.writer.accessibility import describe_access, describe_conformance
from pipeline.exporters.epub.writer.container import Item, pack
from pipeline.exporters.epub.writer.documents import divide
from pipeline.exporters.epub.writer.images import pack_images
from pipeline.exporters.epub.writer.metadata import package_metadata
from pipeline.exporters.epub.writer.navigation import is_nav_read, nav_item, ncx_item
from pipeline.exporters.epub.writer.pagelist import find_pages
from pipeline.exporters.epub.writer.pages import STYLESHEET, body_items, cover_items, title_item
from pipeline.exporters.epub.writer.survey import COVER_PAGE, NAV, TITLE_PAGE, survey
from pipeline.markup import stylesheet
from pipeline.model.metadata import Kind
from pipeline.model.publication import Publication
from pipeline.theme import Theme


def write_edition(plan: EditionPlan, target: Path) -> Diagnostics:
    """Write the edition in memory, then the file at once; raises OSError where that fails."""
    options = plan.options if isinstance(plan.options, EpubOptions) else EpubOptions()
    publication = _covered(plan.publication, plan.theme) if options.draw_cover else plan.publication
    found = survey(publication, divide(publication))
    images, diagnostics = pack_images(publication, found)
    has_cover, has_nav = images.cover is not None, is_nav_read(publication)
    front = (*([COVER_PAGE] if has_cover else []), TITLE_PAGE, *([NAV] if has_nav else []))
    pages = find_pages(plan, found, front)
    items = [
        *cover_items(publication, images, pages),
        title_item(publication, pages),
        nav_item(publication, found, pages, has_cover=has_cover),
        *body_items(publication, found, images, pages),
    ]
    others = [
        ncx_item(publication, found, pages),
        Item("stylesheet", STYLESHEET, "text/css", stylesheet(plan.theme).encode()),
        *images.items,
    ]
    stated, about_claims = describe_conformance(options, found)
    access = (*describe_access(publication, found, images, pages), *stated)
    metadata = package_metadata(publication, images, access, paged=bool(pages.pages))
    target.write_bytes(pack(publication, metadata, items, others))
    return (*diagnostics, *about_claims)


def _covered(publication: Publication, theme: Theme) -> Publication:
    """Give a book that has no cover one that is drawn."""
    if publication.settings.kind is not Kind.BOOK or publication.metadata.cover_image:
        return publication
    # Fonts and resvg are loaded only where there is something to draw.
    from pipeline.exporters.epub.writer.cover import drawn_cover  # noqa: PLC0415

    taken = frozenset(asset.name for asset in publication.assets)
    cover = drawn_cover(publication, theme, taken)
    if cover is None:
        return publication
    metadata = replace(publication.metadata, cover_image=cover.name)
    return replace(publication, metadata=metadata, assets=(*publication.assets, cover))
