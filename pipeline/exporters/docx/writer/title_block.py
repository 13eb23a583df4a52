"""The title block of an article, the title page of a book."""

from collections.abc import Iterator

from pipeline.exporters.docx.writer.blocks import BlockWriter
from pipeline.exporters.docx.writer.markup import Markup, joined
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import Shape, written
from pipeline.exporters.docx.writer.runs import plain_look, text_run
from pipeline.model.publication import Publication

DISTANCE_BELOW = 14.0
"""The distance between title block and text, in points."""


def title_block(publication: Publication, writer: BlockWriter) -> Markup:
    """Make title, subtitle, authors and date, each in its style, as far as they are given."""
    lines = tuple(_lines(publication, writer))
    last = len(lines) - 1
    return joined(
        written(Shape(style, after=twips(DISTANCE_BELOW) if at == last else None), content)
        for at, (style, content) in enumerate(lines)
    )


def _lines(publication: Publication, writer: BlockWriter) -> Iterator[tuple[str, Markup]]:
    metadata = publication.metadata
    plain = plain_look(metadata.language)
    title = text_run(metadata.title, plain)
    yield "Title", writer.bookmarked(publication.title_identifier, title)
    rows = (
        ("Subtitle", metadata.subtitle),
        ("Author", ", ".join(metadata.authors)),
        ("Date", publication.date),
    )
    for style, text in rows:
        if text:
            yield style, text_run(text, plain)
