"""What stands before the text: title block or title page."""

from pipeline.model.metadata import Kind
from pipeline.model.nodes import Text
from pipeline.model.publication import Asset, Publication
from pipeline.theme import TextStyle
from pipeline.typesetting.lines import Inset, Line
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import Galley, text_lines

_SINK = 0.26
_BYLINE_GAP = 4.0
_AFTER = 14.0


def bare_pages(publication: Publication) -> int:
    """Give how many pages begin a publication without running title and page number."""
    if publication.settings.kind is not Kind.BOOK:
        return 1
    return 2 if publication.metadata.cover_image else 1


def set_cover(galley: Galley, asset: Asset) -> None:
    """Append a page with the cover alone, as large as the frame allows."""
    job, frame = galley.job, galley.frame
    metadata, words = job.publication.metadata, job.publication.words
    scale = min(frame.width / asset.width, job.height / asset.height)
    width, height = asset.width * scale, asset.height * scale
    element = Element(Role.COVER, alternative=f"{words.cover}: {metadata.title}")
    galley.element.add(element)
    left = frame.left + (frame.width - width) / 2
    inset = Inset(element.content(), left, height, width, height, asset.name)
    galley.stack.add([Line(height, height, [inset])])
    galley.stack.open_page()


def set_title_page(galley: Galley) -> None:
    """Append a title page: what a title block says, lower on a page of its own."""
    sink(galley)
    set_title_block(galley)


def sink(galley: Galley) -> None:
    """Leave room at the top of a page for a title that stands lower."""
    galley.stack.add([Line(galley.job.height * _SINK, 0.0)])
    galley.stack.keep()


def set_title_block(galley: Galley) -> None:
    """Append title, subtitle, authors and date; what the publication does not say is left out."""
    job, theme = galley.job, galley.job.theme
    publication, metadata = job.publication, job.publication.metadata
    title = Element(Role.TITLE, identifier=publication.title_identifier)
    _add(galley, title, metadata.title, theme.title)
    _add(galley, Element(Role.SUBTITLE), metadata.subtitle, theme.subtitle)
    galley.stack.space(_BYLINE_GAP)
    _add(galley, Element(Role.BYLINE), ", ".join(metadata.authors), theme.byline)
    _add(galley, Element(Role.BYLINE), publication.date, theme.byline)
    galley.stack.space(_AFTER)


def _add(galley: Galley, element: Element, text: str, style: TextStyle) -> None:
    inner = galley.below(element)
    lines = text_lines(inner, (Text(text),), style)
    if not lines:
        galley.element.children.pop()
        return
    if element.identifier:
        lines[0].anchors.append((element.identifier, galley.frame.left))
    galley.stack.space(style.before)
    galley.stack.add_together(lines)
    galley.stack.space(style.after)
    galley.stack.keep()
