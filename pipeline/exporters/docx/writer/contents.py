"""The contents: a field of Word's own, already filled, that asks nothing on opening."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.exporters.docx.writer.allotments import Allotments
from pipeline.exporters.docx.writer.captions import SEQUENCES
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, escape, joined
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.runs import TAB, TEXT, Look, field, plain_look, text_run
from pipeline.exporters.docx.writer.widths import text_width
from pipeline.model.publication import OutlineEntry, Publication, flatten_outline
from pipeline.model.roles import Role
from pipeline.theme import Theme

DEEPEST_ENTRY = 6
NUMBER_GAP = 8.0
PageNumber = Callable[[str], str]

# What Word gives the page numbers in its own contents: hidden where there are no pages.
_WEB_HIDDEN = "<w:webHidden/>"
_QUIET_TAB = Markup(f"<w:r><w:rPr>{_WEB_HIDDEN}</w:rPr><w:tab/></w:r>")


@dataclass(frozen=True, slots=True)
class EntryLevel:
    """Where the entries of a level stand, in points: their numbers, and how far off their texts."""

    left: float
    numbers: float


def entry_levels(publication: Publication, theme: Theme) -> Mapping[int, EntryLevel]:
    """Give the places of all levels: the numbers of one stand below the texts of that above."""
    longest: dict[int, str] = {}
    for entry in flatten_outline(publication.contents):
        if len(entry.number) > len(longest.get(entry.level, "")):
            longest[entry.level] = entry.number
    levels: dict[int, EntryLevel] = {}
    left = 0.0
    for level, style in enumerate(theme.contents, start=1):
        number = longest.get(level, "")
        numbers = text_width(number, style, theme) + NUMBER_GAP if number else 0.0
        levels[level] = EntryLevel(left, numbers)
        left += numbers or theme.indent
    return levels


def contents_markup(
    publication: Publication, theme: Theme, allotments: Allotments, page_number: PageNumber | None
) -> Markup:
    """Make the contents with their title; nothing where the publication wants none.

    `page_number` leads from an identifier to the number of its page; without it no page numbers
    are shown, now and when an editor updates the contents.
    """
    entries = tuple(flatten_outline(publication.contents))
    if not entries:
        return NOTHING
    levels = entry_levels(publication, theme)
    plain = plain_look(publication.metadata.language)
    lines = [_line(entry, plain, allotments, page_number) for entry in entries]
    depth = min(max(entry.level for entry in entries), DEEPEST_ENTRY)
    switches = "" if page_number else "\\n "
    has_parts = any(entry.role is Role.PART for entry in publication.outline)
    parts = '\\t "Part,1" ' if has_parts else ""
    lines[0] = Markup(_begin(f'TOC {switches}\\o "1-{depth}" {parts}\\h \\z') + lines[0])
    lines[-1] = Markup(lines[-1] + _END)
    paragraphs = joined(
        Markup(f"{_opening(entry, levels)}{line}</w:p>")
        for entry, line in zip(entries, lines, strict=True)
    )
    return Markup(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{_title(publication)}"
        f"{paragraphs}</w:sdtContent></w:sdt>"
    )


def lists_markup(
    publication: Publication, allotments: Allotments, page_number: PageNumber | None
) -> Markup:
    """Make the lists of figures, tables and listings, each a field of Word's own, filled."""
    plain = plain_look(publication.metadata.language)
    switches = "" if page_number else "\\n "
    pieces: list[str] = []
    for listed in publication.lists:
        lines = [_list_line(entry, plain, allotments, page_number) for entry in listed.entries]
        instruction = f'TOC {switches}\\h \\z \\c "{SEQUENCES[listed.series]}"'
        lines[0] = Markup(_begin(instruction) + lines[0])
        lines[-1] = Markup(lines[-1] + _END)
        words = text_run(listed.title, plain)
        properties = '<w:pStyle w:val="TOCHeading"/><w:pageBreakBefore w:val="0"/>'
        pieces.append(f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>")
        style = '<w:pStyle w:val="TableofFigures"/>'
        pieces += [f"<w:p><w:pPr>{style}</w:pPr>{line}</w:p>" for line in lines]
    return Markup("".join(pieces))


def _list_line(
    entry: OutlineEntry, plain: Look, allotments: Allotments, page_number: PageNumber | None
) -> Markup:
    name = allotments.reference_name(entry.identifier)
    parts = [f'<w:hyperlink w:anchor="{name}" w:history="1">', text_run(entry.text, plain)]
    if page_number is not None:
        parts += [_QUIET_TAB, _page_field(name, page_number(entry.identifier))]
    return Markup("".join((*parts, "</w:hyperlink>")))


def _begin(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _title(publication: Publication) -> str:
    words = text_run(publication.words.contents, plain_look(publication.metadata.language))
    return f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{words}</w:p>'


def _line(
    entry: OutlineEntry, plain: Look, allotments: Allotments, page_number: PageNumber | None
) -> Markup:
    name = allotments.contents_name(entry.identifier)
    parts = [f'<w:hyperlink w:anchor="{name}" w:history="1">']
    if entry.number:
        parts += [text_run(entry.number, plain), TAB]
    parts.append(text_run(entry.text, plain))
    if page_number is not None:
        parts += [_QUIET_TAB, _page_field(name, page_number(entry.identifier))]
    return Markup("".join((*parts, "</w:hyperlink>")))


def _opening(entry: OutlineEntry, levels: Mapping[int, EntryLevel]) -> str:
    shown = min(entry.level, DEEPEST_ENTRY)
    level = levels[shown]
    style = f'<w:pStyle w:val="TOC{shown}"/>'
    if entry.number or not level.numbers:
        return f"<w:p><w:pPr>{style}</w:pPr>"
    # The style's first line stands where numbers do.
    left = twips(level.left + level.numbers)
    return f'<w:p><w:pPr>{style}<w:ind w:left="{left}" w:firstLine="0"/></w:pPr>'


def _page_field(name: str, page: str) -> Markup:
    result = Markup(f"<w:r><w:rPr>{_WEB_HIDDEN}</w:rPr>{TEXT}{escape(page)}</w:t></w:r>")
    return field(f"PAGEREF {name} \\h", result, _WEB_HIDDEN)
