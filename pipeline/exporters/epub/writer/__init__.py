"""Writes an EPUB edition: documents, navigation and images, packed by EbookLib."""

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


def write_edition(plan: EditionPlan, target: Path) -> Diagnostics:
    """Write the edition in memory, then the file at once; raises OSError where that fails."""
    publication = plan.publication
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
    options = plan.options if isinstance(plan.options, EpubOptions) else EpubOptions()
    stated, about_claims = describe_conformance(options, found)
    access = (*describe_access(publication, found, images, pages), *stated)
    metadata = package_metadata(publication, images, access, paged=bool(pages.pages))
    target.write_bytes(pack(publication, metadata, items, others))
    return (*diagnostics, *about_claims)
