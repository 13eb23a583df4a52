"""Page furniture: running titles above, the page number below."""

from pipeline.exporters.docx.writer.markup import NOTHING, Markup, story_part
from pipeline.exporters.docx.writer.runs import TAB, TEXT, field, plain_look, text_run
from pipeline.exporters.docx.writer.widths import text_width
from pipeline.model.metadata import Kind
from pipeline.model.publication import Publication, chapters_of
from pipeline.model.roles import Role
from pipeline.theme import TextStyle, Theme

RUNNING_HEADER, FIRST_HEADER = "rIdHeader", "rIdFirstHeader"
RUNNING_FOOTER, FIRST_FOOTER = "rIdFooter", "rIdFirstFooter"
_TITLE_SHARE = 0.47


def header_part(publication: Publication, theme: Theme) -> bytes:
    """Make the header of all pages but the first: the title, and the chapter at the other side.

    Word finds the chapter for each page by itself. LibreOffice 7 shows what is there already on
    every page, and one chapter's name would be wrong on most of them: so nothing is.
    """
    title = _fitted(publication.metadata.title, theme.running, theme)
    plain = plain_look(publication.metadata.language)
    parts = [text_run(title, plain)]
    if publication.outline:
        parts.append(TAB)
        chapters = tuple(section.heading for section in chapters_of(publication))
        level = 2 if any(heading.role is Role.PART for heading in chapters) else 1
        if all(heading.number for heading in chapters):
            parts += [field(f"STYLEREF {level} \\n", NOTHING), text_run(" ", plain)]
        parts.append(field(f"STYLEREF {level}", NOTHING))
    return _paragraph("w:hdr", "Header", Markup("".join(parts)))


def _fitted(text: str, style: TextStyle, theme: Theme) -> str:
    """Give as many words as have room in their half of the line; a cut text ends in dots."""
    room = theme.page.measure * _TITLE_SHARE
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
