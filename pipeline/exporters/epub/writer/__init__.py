"""Writes an EPUB edition: documents, navigation and images, packed by EbookLib."""

from pathlib import Path

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.epub.writer.accessibility import describe_access
from pipeline.exporters.epub.writer.container import Item, pack
from pipeline.exporters.epub.writer.documents import divide
from pipeline.exporters.epub.writer.images import pack_images
from pipeline.exporters.epub.writer.metadata import package_metadata
from pipeline.exporters.epub.writer.navigation import nav_item, ncx_item
from pipeline.exporters.epub.writer.pages import STYLESHEET, body_items, cover_items, title_item
from pipeline.exporters.epub.writer.survey import survey
from pipeline.markup import stylesheet


def write_edition(plan: EditionPlan, target: Path) -> Diagnostics:
    """Write the edition in memory, then the file at once; raises OSError where that fails."""
    publication = plan.publication
    found = survey(publication, divide(publication))
    images, diagnostics = pack_images(publication, found)
    cover = cover_items(publication, images)
    items = [
        *cover,
        title_item(publication),
        nav_item(publication, found, has_cover=bool(cover)),
        *body_items(publication, found, images),
    ]
    others = [
        ncx_item(publication, found),
        Item("stylesheet", STYLESHEET, "text/css", stylesheet(plan.theme).encode()),
        *images.items,
    ]
    access = describe_access(publication, found, images)
    metadata = package_metadata(publication.metadata, images, access, publication.digest)
    target.write_bytes(pack(publication, metadata, items, others))
    return diagnostics
