"""The styles part: Word's own styles by their own names, in the looks of the theme."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.exporters.docx.writer.contents import entry_levels
from pipeline.exporters.docx.writer.frames import ABSTRACT
from pipeline.exporters.docx.writer.headings import (
    DEEPEST,
    PART_STYLE,
    UNLISTED,
    HeadingPlan,
    style_of_level,
    style_of_odd,
)
from pipeline.exporters.docx.writer.lists import HEADINGS_NUM
from pipeline.exporters.docx.writer.looks import (
    AT_LEAST,
    EXACTLY,
    Lines,
    bold,
    fonts,
    indentation,
    is_bold,
    italic,
    paragraph_look,
    paragraph_properties,
    quote_edge,
    rule,
    run_look,
    run_properties,
    size,
    stop,
)
from pipeline.exporters.docx.writer.markup import (
    NOTHING,
    Markup,
    element,
    joined,
    settings_part,
    value,
)
from pipeline.exporters.docx.writer.object_styles import ObjectStyles
from pipeline.exporters.docx.writer.other_styles import character_styles, table_styles
from pipeline.exporters.docx.writer.paragraph_style import ParagraphStyle, styled
from pipeline.exporters.docx.writer.scripts import language_attributes
from pipeline.model.direction import is_right_to_left
from pipeline.model.metadata import Kind
from pipeline.model.publication import Publication
from pipeline.theme import Generic, TextStyle, Theme

LATENT_STYLES = 376
"""How many built-in styles Word has (ECMA-376-1, 17.7.4.5, `count`)."""
HEADER_RULE, HEADER_RULE_GAP = 0.4, 3.0
SINK = 0.26
"""How far down its page a book's title stands, in heights of a page's text."""
COVER_TYPE = 1.0
"""The type size of the line that a book's cover stands in, in points."""
NOTE_HANG = 11.0
"""How far a note's text stands behind its mark, in points."""
_KEEP_NEXT, _KEEP_LINES = element("w:keepNext"), element("w:keepLines")
_CENTRED = value("w:jc", "center")
_BREAK_BEFORE = element("w:pageBreakBefore")


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """What the styles depend on."""

    theme: Theme
    publication: Publication
    headings: HeadingPlan

    def part(self) -> bytes:
        """Make the bytes of the styles part."""
        styles = [style.markup() for style in self._paragraph_styles()]
        return settings_part(
            "w:styles",
            joined(
                (
                    self._defaults(),
                    _latent_styles(),
                    styles[0],
                    *character_styles(self.theme),
                    *table_styles(self.theme, right_to_left=self._right_to_left),
                    _no_list(),
                    *styles[1:],
                )
            ),
        )

    @property
    def _right_to_left(self) -> bool:
        return is_right_to_left(self.publication.metadata.language)

    def _defaults(self) -> Markup:
        run = run_properties(
            fonts(self.theme, Generic.SERIF),
            value("w:kern", 2),
            size(self.theme.body.size),
            element("w:lang", language_attributes(self.publication.metadata.language)),
        )
        bidi = (element("w:bidi"),) if self._right_to_left else ()
        paragraph = paragraph_properties(element("w:widowControl"), *bidi)
        return element(
            "w:docDefaults",
            None,
            element("w:rPrDefault", None, run),
            element("w:pPrDefault", None, paragraph),
        )

    def _paragraph_styles(self) -> Iterator[ParagraphStyle]:
        yield self._normal()
        yield from self._text_styles()
        yield from self._title_styles()
        yield from self._heading_styles()
        yield from self._contents_styles()
        yield from ObjectStyles(self.theme, self._right_to_left).styles()
        yield from self._page_styles()

    def _style(
        self, identifier: str, name: str, look: TextStyle, lines: Lines, *more: Markup
    ) -> ParagraphStyle:
        return styled(self.theme, (identifier, name), look, lines, *more)

    def _normal(self) -> ParagraphStyle:
        plain = replace(self.theme.body, justified=False, hyphenated=True, after=0.0)
        style = self._style("Normal", "Normal", plain, AT_LEAST)
        return replace(style, based_on="")

    def _text_styles(self) -> Iterator[ParagraphStyle]:
        theme = self.theme
        body = paragraph_look(theme.body, AT_LEAST)
        yield ParagraphStyle("BodyText", "Body Text", body)
        yield ParagraphStyle(ABSTRACT, ABSTRACT, NOTHING, based_on="BodyText", custom=True)
        moved = paragraph_look(theme.body, AT_LEAST, indentation(theme.indent))
        yield ParagraphStyle("ListParagraph", "List Paragraph", moved)
        for kind in ("Bullet", "Number"):
            yield ParagraphStyle(f"List{kind}", f"List {kind}", body)
        edges = element("w:pBdr", None, quote_edge(theme, right_to_left=self._right_to_left))
        quoted = (indentation(theme.indent), edges)
        yield self._style("Quote", "Quote", theme.quote, AT_LEAST, *quoted)
        hanging = indentation(NOTE_HANG, hanging=NOTE_HANG)
        yield self._style("FootnoteText", "footnote text", theme.note, AT_LEAST, hanging)

    def _cover(self) -> ParagraphStyle:
        # Type that is hardly there leaves the height of the page to the image.
        tiny = TextStyle(Generic.SERIF, COVER_TYPE, COVER_TYPE)
        style = self._style("Cover", "Cover", tiny, AT_LEAST, _CENTRED)
        return replace(style, following="Title", custom=True)

    def _title_styles(self) -> Iterator[ParagraphStyle]:
        theme, is_book = self.theme, self.publication.settings.kind is Kind.BOOK
        if is_book and self.publication.metadata.cover_image:
            yield self._cover()
        title = theme.title
        if is_book:
            page = theme.page
            title = replace(title, before=SINK * (page.height - page.top - page.bottom))
        rows = (
            ("Title", "Title", title, "Subtitle"),
            ("Subtitle", "Subtitle", theme.subtitle, "BodyText"),
            ("Author", "Author", theme.byline, "Date"),
            ("Date", "Date", theme.byline, "BodyText"),
        )
        for identifier, name, look, following in rows:
            style = self._style(identifier, name, look, EXACTLY, _KEEP_LINES)
            yield replace(style, following=following, custom=identifier == "Author")

    def _heading_styles(self) -> Iterator[ParagraphStyle]:
        if self.headings.has_parts:
            more = (_KEEP_NEXT, _KEEP_LINES, value("w:outlineLvl", 0), _BREAK_BEFORE)
            style = self._style(PART_STYLE, PART_STYLE, self._part_look(), EXACTLY, *more)
            base = style_of_level(1)
            yield replace(style, based_on=base, following="BodyText", custom=True)
            yield _unlisted(PART_STYLE)
        for level in range(1, DEEPEST + 1):
            look = self.headings.look(level)
            style = self._heading_style(level, look, style_of_level(level), f"heading {level}")
            yield style
            yield _unlisted(style.identifier)
        for level, look in self.headings.odd:
            style = self._odd_style(level, look)
            yield style
            yield _unlisted(style.identifier)
        rubric = self._style("Rubric", "Rubric", self.theme.rubric, EXACTLY, _KEEP_NEXT)
        yield replace(rubric, following="BodyText", custom=True)

    def _odd_style(self, level: int, look: int) -> ParagraphStyle:
        """Make the style of headings that look otherwise than their level.

        It builds on that of the level, by which other programs know headings, and undoes of it
        what it has not.
        """
        name = f"Heading {level} like {look}"
        style = self._heading_style(level, look, style_of_odd(level, look), name)
        shown, base = self._shown(look), self._shown(self.headings.look(level))
        undone = (
            bold(on=False) if is_bold(base) and not is_bold(shown) else NOTHING,
            italic(on=False) if base.italic and not shown.italic else NOTHING,
        )
        run = run_look(self.theme, shown, *undone)
        return replace(style, run=run, based_on=style_of_level(level), custom=True)

    def _shown(self, look: int) -> TextStyle:
        return self.theme.headings[min(look, len(self.theme.headings)) - 1]

    def _part_look(self) -> TextStyle:
        page = self.theme.page
        return replace(self.theme.part, before=SINK * (page.height - page.top - page.bottom))

    def _heading_style(self, level: int, look: int, identifier: str, name: str) -> ParagraphStyle:
        more = [_KEEP_NEXT, _KEEP_LINES, value("w:outlineLvl", level - 1)]
        if self.publication.settings.kind is Kind.BOOK:
            breaks = look == 1
            if breaks or self.headings.look(level) == 1:
                more.append(_BREAK_BEFORE if breaks else value("w:pageBreakBefore", "0"))
        if identifier == style_of_level(level) and self.headings.is_counting(level):
            more.append(_numbering(look - 1))
        style = self._style(identifier, name, self._shown(look), EXACTLY, *more)
        return replace(style, following="BodyText")

    def _contents_styles(self) -> Iterator[ParagraphStyle]:
        theme = self.theme
        more = [_KEEP_NEXT, _KEEP_LINES]
        if self.publication.settings.kind is Kind.BOOK:
            more.append(_BREAK_BEFORE)
        title = self._style("TOCHeading", "TOC Heading", theme.contents_title, EXACTLY, *more)
        yield replace(title, following="BodyText")
        # A right indent would make LibreOffice leave out the page numbers.
        stops = element("w:tabs", None, stop("right", theme.page.measure, "dot"))
        levels = entry_levels(self.publication, theme)
        for index, look in enumerate(theme.contents):
            level = levels[index + 1]
            indent = indentation(level.left + level.numbers, hanging=level.numbers)
            style = self._style(
                f"TOC{index + 1}", f"toc {index + 1}", look, AT_LEAST, stops, indent
            )
            yield replace(style, following="BodyText")

        if self.publication.lists:
            style = self._style("TableofFigures", "table of figures", look, AT_LEAST, stops)
            yield replace(style, following="BodyText")

    def _page_styles(self) -> Iterator[ParagraphStyle]:
        running = self.theme.running
        edge = rule("bottom", self.theme.colours.rule, HEADER_RULE, HEADER_RULE_GAP)
        stops = element("w:tabs", None, stop("right", self.theme.page.measure))
        above = (stops, element("w:pBdr", None, edge))
        yield self._style("Header", "header", running, EXACTLY, *above)
        footer = paragraph_properties(value("w:jc", "center"), element("w:suppressAutoHyphens"))
        yield ParagraphStyle("Footer", "footer", footer, run_look(self.theme, running))


def _unlisted(style: str) -> ParagraphStyle:
    """Make the style of headings that no contents list: Word's field looks for its own styles."""
    names = (f"{style}{UNLISTED}", f"{style.replace('Heading', 'Heading ')} {UNLISTED}")
    return ParagraphStyle(
        *names, NOTHING, based_on=style, following="BodyText", custom=True, hidden=True
    )


def _numbering(level: int) -> Markup:
    shown = (value("w:ilvl", level),) if level else ()
    return element("w:numPr", None, *shown, value("w:numId", HEADINGS_NUM))


def _latent_styles() -> Markup:
    """Hide the built-in styles that are not here, so that an editor sees those in use."""
    return element(
        "w:latentStyles",
        {
            "w:defLockedState": 0,
            "w:defUIPriority": 99,
            "w:defSemiHidden": 1,
            "w:defUnhideWhenUsed": 1,
            "w:defQFormat": 0,
            "w:count": LATENT_STYLES,
        },
    )


def _no_list() -> Markup:
    return element(
        "w:style",
        {"w:type": "numbering", "w:default": 1, "w:styleId": "NoList"},
        value("w:name", "No List"),
        value("w:uiPriority", 99),
        element("w:semiHidden"),
        element("w:unhideWhenUsed"),
    )
