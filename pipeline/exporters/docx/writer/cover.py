"""The cover of a book: a page that holds its image alone, in a section without page furniture."""

from pipeline.exporters.docx.writer.blocks import BlockWriter
from pipeline.exporters.docx.writer.drawings import Room, image_size
from pipeline.exporters.docx.writer.markup import NOTHING, Markup
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import Shape, written
from pipeline.model.metadata import Kind
from pipeline.model.nodes import Image
from pipeline.model.publication import Asset, Publication

COVER_STYLE = "Cover"
_EASE = 6.0
"""What the page has beyond the image in height, in points, for the line that it stands in."""


def cover_asset(publication: Publication) -> Asset | None:
    """Give the image of a book's cover, None where there is no book or no cover."""
    name = publication.metadata.cover_image
    if not name or publication.settings.kind is not Kind.BOOK:
        return None
    return next((asset for asset in publication.assets if asset.name == name), None)


def cover_page(publication: Publication, writer: BlockWriter, section: Markup) -> Markup:
    """Make the page of the cover: the image as large as the page's text, in its middle.

    `section` is the properties of the section that it is.
    """
    asset = cover_asset(publication)
    if asset is None:
        return NOTHING
    page, metadata = writer.theme.page, publication.metadata
    height = page.height - page.top - page.bottom - _EASE
    room = Room(page.measure, height, filled=True)
    alternative = f"{publication.words.cover}: {metadata.title}"
    drawing = writer.inlines.figure(Image(asset.name, alternative, asset=asset.name), room)
    above = (height - image_size(asset, room)[1]) / 2
    return written(Shape(COVER_STYLE, before=twips(above), section=section), drawing)
