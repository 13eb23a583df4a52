"""Paragraph styles of what stands in the text without being running text, and of definitions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.exporters.docx.writer.code import (
    CHARACTER_WIDTH,
    CODE_INSET,
    CODE_STYLE,
    CONTINUED_STYLE,
    TAB_CHARACTERS,
    code_edges,
)
from pipeline.exporters.docx.writer.frames import frame_colours
from pipeline.exporters.docx.writer.looks import (
    AT_LEAST,
    EXACTLY,
    colour,
    indentation,
    paragraph_look,
    paragraph_properties,
    rule,
    run_look,
    run_properties,
    shading,
    stop,
)
from pipeline.exporters.docx.writer.markup import NOTHING, element, value
from pipeline.exporters.docx.writer.paragraph_style import ParagraphStyle, styled
from pipeline.exporters.docx.writer.tables import SMALL, SMALL_SCALE
from pipeline.theme import Generic, TextStyle, Theme

TAB_STOPS = 12
BREAK_SHARE, BREAK_RULE = 0.16, 0.7
"""The width of a thematic break's rule in measures, its weight in points."""
_KEEP_NEXT, _KEEP_LINES = element("w:keepNext"), element("w:keepLines")
_CENTRED = value("w:jc", "center")


@dataclass(frozen=True, slots=True)
class ObjectStyles:
    """Makes these styles; `right_to_left` is the direction of the document's language."""

    theme: Theme
    right_to_left: bool

    def styles(self) -> Iterator[ParagraphStyle]:
        """Yield the styles."""
        yield from self._code()
        yield from self._cells()
        yield from self._captions()
        yield from self._definitions()
        yield from self._titles()
        yield self._equation()
        yield replace(self._break(), custom=True)

    def _code(self) -> Iterator[ParagraphStyle]:
        # Code runs from left to right whatever the language around it does.
        theme, ground = self.theme, self.theme.colours.shade
        width = TAB_CHARACTERS * CHARACTER_WIDTH * theme.code.size
        stops = (stop("left", CODE_INSET + width * (n + 1)) for n in range(TAB_STOPS))
        paragraph = paragraph_look(
            theme.code,
            AT_LEAST,
            code_edges(theme),
            shading(ground),
            element("w:tabs", None, *stops),
            indentation(CODE_INSET, CODE_INSET),
            *((value("w:bidi", "0"),) if self.right_to_left else ()),
        )
        run = run_look(theme, theme.code, element("w:noProof"))
        yield ParagraphStyle(CODE_STYLE, "Source Code", paragraph, run, custom=True)
        edges = code_edges(theme, above=False, below=False)
        joint = paragraph_properties(edges, element("w:spacing", {"w:before": 0}))
        yield ParagraphStyle(
            CONTINUED_STYLE,
            "Source Code Continued",
            joint,
            based_on=CODE_STYLE,
            custom=True,
            hidden=True,
        )
        names = ("SourceCodeTitle", "Source Code Title")
        title = styled(theme, names, theme.code_title, EXACTLY, _KEEP_NEXT, _KEEP_LINES)
        yield replace(title, following=CODE_STYLE, custom=True)

    def _cells(self) -> Iterator[ParagraphStyle]:
        theme = self.theme
        for kind, look in (("Text", theme.cell), ("Heading", theme.header_cell)):
            names = (f"Table{kind}", f"Table {kind}")
            yield replace(styled(theme, names, look, EXACTLY), custom=True)
            small = replace(look, size=look.size * SMALL_SCALE, leading=look.leading * SMALL_SCALE)
            style = styled(theme, (names[0] + SMALL, f"{names[1]} {SMALL}"), small, EXACTLY)
            yield replace(style, custom=True, based_on=names[0])

    def _captions(self) -> Iterator[ParagraphStyle]:
        theme = self.theme
        figure = replace(theme.body, justified=False, hyphenated=False, before=theme.body.after)
        for names, look, lines in (
            (("Figure", "Figure"), figure, AT_LEAST),
            (("Caption", "caption"), theme.caption, EXACTLY),
        ):
            style = styled(theme, names, look, lines, _CENTRED, _KEEP_LINES)
            yield replace(style, custom=names[0] == "Figure")
        names = ("TableCaption", "Table Caption")
        style = styled(theme, names, theme.table_caption, EXACTLY, _KEEP_NEXT, _KEEP_LINES)
        yield replace(style, based_on="Caption", custom=True)

    def _definitions(self) -> Iterator[ParagraphStyle]:
        theme = self.theme
        names = ("DefinitionTerm", "Definition Term")
        term = styled(theme, names, theme.term, AT_LEAST, _KEEP_NEXT, _KEEP_LINES)
        yield replace(term, following="Definition", custom=True)
        moved = paragraph_look(theme.body, AT_LEAST, indentation(theme.indent))
        yield ParagraphStyle("Definition", "Definition", moved, custom=True)

    def _titles(self) -> Iterator[ParagraphStyle]:
        """Yield the styles of admonitions' titles: one for all, and the colours of each look."""
        theme = self.theme
        names = ("AdmonitionTitle", "Admonition Title")
        title = styled(theme, names, theme.admonition_title, EXACTLY, _KEEP_NEXT, _KEEP_LINES)
        yield replace(title, following="BodyText", custom=True)
        for look, colours in frame_colours(theme).items():
            yield ParagraphStyle(
                f"AdmonitionTitle{look}",
                f"Admonition Title {look}",
                NOTHING,
                run_properties(colour(colours.title)),
                based_on="AdmonitionTitle",
                following="BodyText",
                custom=True,
                hidden=True,
            )

    def _equation(self) -> ParagraphStyle:
        theme = self.theme
        measure = theme.page.measure
        look = replace(theme.body, justified=False, hyphenated=False, before=theme.body.after)
        stops = element("w:tabs", None, stop("center", measure / 2), stop("right", measure))
        style = styled(theme, ("Equation", "Equation"), look, AT_LEAST, stops)
        return replace(style, following="BodyText", custom=True)

    def _break(self) -> ParagraphStyle:
        theme = self.theme
        narrow = theme.page.measure * (1 - BREAK_SHARE) / 2
        paragraph = paragraph_look(
            TextStyle(Generic.SERIF, 2.0, 4.0, theme.body.leading, theme.body.leading),
            EXACTLY,
            element("w:pBdr", None, rule("bottom", theme.colours.rule, BREAK_RULE, 1)),
            indentation(narrow, narrow),
        )
        return ParagraphStyle("ThematicBreak", "Thematic Break", paragraph, following="BodyText")
