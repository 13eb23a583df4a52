"""The shapes of paragraphs: what they say beside their style, from where they stand."""

from dataclasses import dataclass, replace

from pipeline.exporters.docx.writer.lists import MARKER_GAP
from pipeline.exporters.docx.writer.looks import quote_edge, stop
from pipeline.exporters.docx.writer.markup import Markup, element, value
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import (
    DEEPEST_LEVEL,
    NO_NUM,
    NO_OPENING,
    NOTE_STYLES,
    Position,
    Shape,
)
from pipeline.theme import Theme

_NEVER = -1
_INDENTED_STYLES = frozenset({"Quote", "ListParagraph", "Definition"})


@dataclass(frozen=True, slots=True)
class Shapes:
    """Gives the shapes of paragraphs in a column of text that is `width` points wide.

    `box_hanging` is how far, in twips, the check box of a task stands before its text.
    """

    theme: Theme
    width: float
    box_hanging: int

    def left(self, position: Position) -> int:
        """Give the indent in twips: however deep lists and quotes go, text stays on the page."""
        if not position.indent:
            return 0
        return min(position.indent, twips(self.width / 2))

    def of(self, style: str, position: Position, inset: float = 0.0) -> Shape:
        """Give the shape of a paragraph whose style alone moves it in by `inset` points."""
        natural = twips(inset)
        return self._placed(style, position, natural, natural)

    def code(self, style: str, position: Position, inset: float) -> Shape:
        """Give the shape of code, which runs from left to right whatever is around it."""
        return replace(self.of(style, position, inset), turned=None, aligned="")

    def text(self, style: str, position: Position) -> Shape:
        """Give the shape of running text."""
        shape = self._placed(style, position, 0, self._natural(style), position.after)
        if style == "Quote" and position.turned is not None:
            return replace(shape, dress=self._turned_edges(position.turned))
        return shape

    def line(self, style: str, position: Position) -> Shape:
        """Give the shape of a paragraph in one of the styles of text, with its own distances."""
        return self._placed(style, position, 0, self._natural(style))

    def _natural(self, style: str) -> int:
        """Give how far a style of text moves a paragraph in, in twips."""
        if style == NOTE_STYLES.plain:
            return _NEVER
        return twips(self.theme.indent) if style in _INDENTED_STYLES else 0

    def equation(self, position: Position, *, numbered: bool) -> Shape:
        """Give the shape of a formula's paragraph: its number stands at the end of the column."""
        shape, left = self.of("Equation", position), self.left(position)
        measure = self.theme.page.measure
        if not numbered or (not left and self.width == measure):
            return shape
        centre = (self.width + left / twips(1)) / 2
        cleared = (stop("clear", measure / 2), stop("clear", measure))
        stops = (stop("center", centre), stop("right", self.width))
        return replace(shape, dress=element("w:tabs", None, *cleared, *stops))

    def _turned_edges(self, right_to_left: bool) -> Markup:  # noqa: FBT001 - a direction
        edge = quote_edge(self.theme, right_to_left=right_to_left)
        none = value("w:left" if right_to_left else "w:right", "nil")
        edges = (none, edge) if right_to_left else (edge, none)
        return element("w:pBdr", None, *edges)

    def _placed(
        self, style: str, position: Position, inset: int, natural: int, after: int | None = None
    ) -> Shape:
        """Give the shape of a paragraph that is moved in beyond its position, in twips.

        Its indent is said where it is not the natural one.
        """
        opening, left = position.opening, self.left(position) + inset
        if opening is NO_OPENING:
            return Shape(
                style=style,
                left=None if left == natural else left,
                after=after,
                turned=position.turned,
                aligned=position.aligned,
            )
        marker, hanging = opening.marker, 0
        if marker is not None:
            shared = position.depth > DEEPEST_LEVEL + 1 or marker.num == NO_NUM
            natural = _NEVER if shared else (marker.level + 1) * twips(self.theme.indent)
            hanging = twips(MARKER_GAP * self.theme.body.size)
            if marker.num == NO_NUM:
                hanging = min(self.box_hanging, left)
        return Shape(
            style=style,
            marker=marker,
            left=None if left == natural else left,
            hanging=hanging,
            before=opening.before,
            after=after,
            page_break=opening.page_break,
            turned=position.turned,
            aligned=position.aligned,
        )
