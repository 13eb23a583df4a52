"""Page furniture: running titles above, the page number below; the section's page."""

from pipeline.exporters.docx.writer.markup import NOTHING, Markup, story_part
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.runs import TAB, TEXT, field, plain_look, text_run
from pipeline.exporters.docx.writer.widths import text_width
from pipeline.model.metadata import Kind
from pipeline.model.publication import Publication, chapters_of
from pipeline.model.roles import Role
from pipeline.theme import TextStyle, Theme

RUNNING_HEADER, FIRST_HEADER = "rIdHeader", "rIdFirstHeader"
RUNNING_FOOTER, FIRST_FOOTER = "rIdFooter", "rIdFirstFooter"
ROMAN = '<w:pgNumType w:fmt="lowerRoman"/>'
ARABIC = '<w:pgNumType w:fmt="decimal" w:start="1"/>'
_TITLE_SHARE = 0.47
_HEADER_RISE, _FOOTER_DROP = 0.36, 0.44
# Where the baseline stands in a line of a height that is said exactly.
_ABOVE_BASELINE = 0.8


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


def section_properties(theme: Theme, *, right_to_left: bool, numbers: str = "") -> Markup:
    """Make a section's properties: its page, its headers and footers (CT_SectPr).

    `numbers` tells the form of its page numbers: `ROMAN` before the main matter of a book, `ARABIC`
    from there on, "" for pages that are counted through. Where they begin again, no page has
    furniture of its own.
    """
    first = "" if numbers == ARABIC else "<w:titlePg/>"
    return Markup(
        f'<w:sectPr><w:headerReference w:type="default" r:id="{RUNNING_HEADER}"/>'
        f'<w:headerReference w:type="first" r:id="{FIRST_HEADER}"/>'
        f'<w:footerReference w:type="default" r:id="{RUNNING_FOOTER}"/>'
        f'<w:footerReference w:type="first" r:id="{FIRST_FOOTER}"/>'
        f'{_page(theme)}{numbers}<w:cols w:space="720"/>{first}'
        f"{'<w:bidi/>' if right_to_left else ''}</w:sectPr>"
    )


def bare_section_properties(theme: Theme) -> Markup:
    """Make the properties of a section in front of all others: without headers and footers."""
    return Markup(f'<w:sectPr>{_page(theme)}<w:cols w:space="720"/></w:sectPr>')


def _page(theme: Theme) -> str:
    page = theme.page
    size = f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
    return f"{size}{_margins(theme)}"


def _margins(theme: Theme) -> str:
    page, leading = theme.page, theme.running.leading
    # Word measures to the header's top and the footer's bottom, the theme to their baselines.
    head = page.top * (1 - _HEADER_RISE) - leading * _ABOVE_BASELINE
    foot = page.bottom * (1 - _FOOTER_DROP) - leading * (1 - _ABOVE_BASELINE)
    return (
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" '
        f'w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}" '
        f'w:header="{twips(max(head, 0.0))}" w:footer="{twips(max(foot, 0.0))}" w:gutter="0"/>'
    )
