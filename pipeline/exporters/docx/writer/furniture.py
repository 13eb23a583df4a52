"""Page furniture: running titles above, the page number below."""

from pipeline.exporters.docx.writer.looks import stop
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, story_part
from pipeline.exporters.docx.writer.runs import TAB, TEXT, field, plain_look, text_run
from pipeline.exporters.docx.writer.widths import text_width
from pipeline.model.metadata import Kind
from pipeline.model.publication import Publication, chapters_of
from pipeline.model.roles import Role
from pipeline.theme import Theme

RUNNING_HEADER, FIRST_HEADER = "rIdHeader", "rIdFirstHeader"
TURNED_HEADER = "rIdTurnedHeader"
RUNNING_FOOTER, FIRST_FOOTER = "rIdFooter", "rIdFirstFooter"
_TITLE_SHARE = 0.47


def header_part(publication: Publication, theme: Theme) -> bytes:
    """Make the header of all pages but the first: the title, and the chapter at the other side.

    Word finds the chapter for each page by itself. LibreOffice 7 shows what is there already on
    every page, and one chapter's name would be wrong on most of them: so nothing is.
    """
    return _paragraph("w:hdr", "Header", _running(publication, theme, theme.page.measure))


def turned_header(publication: Publication, theme: Theme) -> bytes:
    """Make the header of pages that lie on their side: as the others, for a longer line."""
    upright, measure = theme.page.measure, theme.page.turned.measure
    stops = element("w:tabs", None, stop("clear", upright), stop("right", measure))
    return _paragraph("w:hdr", "Header", _running(publication, theme, measure), stops)


def _running(publication: Publication, theme: Theme, measure: float) -> Markup:
    title = _fitted(publication.metadata.title, theme, measure)
    plain = plain_look(publication.metadata.language)
    parts = [text_run(title, plain)]
    if publication.outline:
        parts.append(TAB)
        chapters = tuple(section.heading for section in chapters_of(publication))
        level = 2 if any(heading.role is Role.PART for heading in chapters) else 1
        if all(heading.number for heading in chapters):
            parts += [field(f"STYLEREF {level} \\n", NOTHING), text_run(" ", plain)]
        parts.append(field(f"STYLEREF {level}", NOTHING))
    return Markup("".join(parts))


def _fitted(text: str, theme: Theme, measure: float) -> str:
    """Give as many words as have room in their half of the line; a cut text ends in dots."""
    room, style = measure * _TITLE_SHARE, theme.running
    words, shown = text.split(), text
    while words and text_width(shown, style, theme) > room:
        words.pop()
        shown = " ".join(words) + "…"
    return shown if words else ""


def footer_part() -> bytes:
    """Make the footer: the page number."""
    number = Markup(f"<w:r>{TEXT}1</w:t></w:r>")
    return _paragraph("w:ftr", "Footer", field("PAGE", number))


def first_header() -> bytes:
    """Make the header of the first page, which shows the title itself: without a rule."""
    bare = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
    return _paragraph("w:hdr", "Header", NOTHING, bare)


def first_footer(kind: Kind) -> bytes:
    """Make the footer of the first page: a title page has none."""
    return footer_part() if kind is Kind.ARTICLE else _paragraph("w:ftr", "Footer", NOTHING)


def _paragraph(root: str, style: str, content: Markup, properties: str = "") -> bytes:
    return story_part(
        root,
        Markup(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'),
    )
