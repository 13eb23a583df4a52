"""What stands before the text: title block or title page."""

from pipeline.model.nodes import Text
from pipeline.theme import TextStyle
from pipeline.typesetting.lines import Line
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import Galley, text_lines

_SINK = 0.26
_BYLINE_GAP = 4.0
_AFTER = 14.0


def set_title_page(galley: Galley) -> None:
    """Append a title page: what a title block says, lower on a page of its own."""
    galley.stack.add([Line(galley.job.height * _SINK, 0.0)])
    galley.stack.keep()
    set_title_block(galley)


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
