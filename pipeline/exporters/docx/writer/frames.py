"""Frames of admonitions: a table of one column, whose one rule and ground hold whatever is inside.

Borders of paragraphs follow the indents of each of them: around lists and code they would fall
to pieces. Where a title and blocks are there, the title is a header row: Word shows it again on
the next page, and tells it to those who listen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.exporters.docx.writer.looks import rule, shading
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, joined, quoted, value
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import (
    BODY_STYLES,
    Position,
    ends_in_table,
    has_paragraph,
    spacer,
)
from pipeline.model.nodes import Admonition
from pipeline.model.tones import Tone, tone_of
from pipeline.theme import Theme, ToneColours

FRAME_RULE, PLAIN_RULE = 3.0, 1.0
"""The weights of the rule at the side, in points; of tabs and folded text it is the lesser one."""
FRAME_INSET, FRAME_PADDING = 10.0, 6.0
"""How far text stands from the rule and the other side; from the upper edge. In points."""
DEEPEST_FRAME, NARROWEST_FRAME = 8, 120.0
"""How many frames may be in each other, and how narrow in points the text in one may be."""
SIDES_OF_PAGE = '<w:bidiVisual w:val="off"/>'
"""Tells that columns run from left to right, as Word thinks where nothing is said."""
ABSTRACT = "Abstract"
"""The style of an abstract's paragraphs."""
_PLAIN_KINDS = frozenset({"tab", "details"})
_PLAIN = "Plain"


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of an admonition.

    `left` is where it begins, in twips, `width` how wide it is, in points; `right_to_left` tells
    that the rule stands at the right, `turned` that it does not in the rest of the document.
    """

    look: str
    left: int
    width: float
    right_to_left: bool
    turned: bool

    @property
    def inner_width(self) -> float:
        """The width of the text inside, in points."""
        return self.width - 2 * FRAME_INSET - FRAME_RULE / 2

    @property
    def _sides(self) -> str:
        """What makes left and right the sides of the page, where the document runs to the left.

        Without it LibreOffice 7 would take them for the sides where lines begin and end.
        """
        return SIDES_OF_PAGE if self.right_to_left != self.turned else ""

    def markup(self, theme: Theme, name: str, title: Markup, content: Markup) -> Markup:
        """Make the table; `name` is what those hear who do not see it.

        Where there is nothing to be seen, there is no table.
        """
        if not has_paragraph(content):
            title, content = Markup(title + content), NOTHING
        if not (has_paragraph(title) or content):
            return title
        rows = (title, content) if title and content else (title or content,)
        margins = len(rows) > 1
        begin = twips(FRAME_RULE / 2)
        left = 0 if self.right_to_left else self.left + begin
        width = twips(self.width) - begin
        return Markup(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Admonition{self.look}"/>{self._sides}'
            f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="{left}" w:type="dxa"/>'
            f"{self._edges(theme)}"
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{0x0400 | 0x0020 * margins:04X}" w:firstRow="{int(margins)}" '
            'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoted(name)}/></w:tblPr>"
            f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
            f"{joined(_rows(rows, width, bare=not content))}</w:tbl>"
        )

    def _edges(self, theme: Theme) -> Markup:
        """Turn the rule to the other side than that of the style."""
        if not self.turned:
            return NOTHING
        sides = ("right", "left") if self.right_to_left else ("left", "right")
        shown, hidden = sides
        edges = {shown: _edge(theme, self.look, shown), hidden: value(f"w:{hidden}", "nil")}
        return element("w:tblBorders", None, edges["left"], edges["right"])


def frame_look(kind: str) -> str:
    """Name the look of a kind of admonition: what the names of its styles end in."""
    return _PLAIN if kind in _PLAIN_KINDS else tone_of(kind).value.title()


def text_style(block: Admonition, position: Position) -> str:
    """Give the style of paragraphs in an admonition: that of an abstract has a name of its own."""
    is_abstract = block.kind == ABSTRACT.lower() and position.styles is BODY_STYLES
    return ABSTRACT if is_abstract else position.styles.plain


def _rows(cells: tuple[Markup, ...], width: int, *, bare: bool) -> Iterator[Markup]:
    """Yield the rows; `bare` tells that there is nothing but a title."""
    last = len(cells) - 1
    for at, content in enumerate(cells):
        header = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if at < last else ""
        # Paragraphs bring a distance below them along; what else ends a cell does not.
        tables = ends_in_table(content)
        below = FRAME_PADDING if tables else FRAME_PADDING / 2 if bare else 0.0
        rooms = (("top", 0 if at else None), ("bottom", twips(below) or None))
        margins = "".join(
            f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in rooms if room is not None
        )
        yield Markup(
            f'<w:tr>{header}<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            f"{f'<w:tcMar>{margins}</w:tcMar>' if margins else ''}</w:tcPr>"
            f"{content}{spacer(0) if tables else ''}</w:tc></w:tr>"
        )


def frame_colours(theme: Theme) -> Mapping[str, ToneColours]:
    """Give the colours of all looks; the plain one has no ground."""
    looks = {tone.value.title(): colours for tone, colours in theme.tones}
    return {**looks, _PLAIN: replace(theme.tone(Tone.NEUTRAL), ground="")}


def frame_styles(theme: Theme, *, right_to_left: bool) -> Iterator[Markup]:
    """Yield the table styles of all looks; `right_to_left` tells where the rule stands."""
    side = "right" if right_to_left else "left"
    sides = (("top", FRAME_PADDING), ("left", FRAME_INSET), ("bottom", 0), ("right", FRAME_INSET))
    margins = (element(f"w:{at}", {"w:w": twips(room), "w:type": "dxa"}) for at, room in sides)
    margin = element("w:tblCellMar", None, *margins)
    for look, colours in frame_colours(theme).items():
        edges = element("w:tblBorders", None, _edge(theme, look, side))
        ground = element("w:tcPr", None, shading(colours.ground)) if colours.ground else NOTHING
        yield element(
            "w:style",
            {"w:type": "table", "w:customStyle": 1, "w:styleId": f"Admonition{look}"},
            value("w:name", f"Admonition {look}"),
            value("w:basedOn", "TableNormal"),
            value("w:uiPriority", 99),
            element("w:semiHidden"),
            element("w:unhideWhenUsed"),
            element("w:tblPr", None, edges, margin),
            ground,
        )


def _edge(theme: Theme, look: str, side: str) -> Markup:
    weight = PLAIN_RULE if look == _PLAIN else FRAME_RULE
    return rule(side, frame_colours(theme)[look].rule, weight, 0)
