"""Formulas as they are drawn: MathML becomes signs and bars around a baseline."""

from typing import NamedTuple

from lxml import etree

from pipeline.typesetting.inks import Accent, StyleInks
from pipeline.typesetting.mathboxes import Piece, pieces_of
from pipeline.typesetting.mathfont import math_font
from pipeline.typesetting.mathlayout import MathLayout, Setting
from pipeline.typesetting.pages import Bar, Sign


class Formula(NamedTuple):
    """A formula ready to be drawn, in points; its origin lies at the left end of its baseline.

    `height` and `depth` are how far it reaches above and below the baseline. `pieces` stand in
    the order of the formula's text.
    """

    width: float
    height: float
    depth: float
    pieces: tuple[Piece, ...]

    def scaled(self, factor: float) -> "Formula":
        """Give the formula smaller by a factor."""
        pieces = tuple(_scaled(piece, factor) for piece in self.pieces)
        return Formula(self.width * factor, self.height * factor, self.depth * factor, pieces)


def lay_out(mathml: str, inks: StyleInks, accent: Accent) -> Formula:
    """Give a formula in the size of the text around, whose face its words have.

    Raises PluginError where the typeface of formulas is not installed.
    """
    root = etree.fromstring(mathml.encode(), etree.XMLParser(resolve_entities=False))
    layout = MathLayout(math_font(), inks, accent)
    box = layout.row(list(root), Setting(display=root.get("display") == "block"))
    return Formula(box.width + box.italic, box.height, box.depth, tuple(pieces_of(box)))


def _scaled(piece: Piece, factor: float) -> Piece:
    match piece:
        case Sign(x, y, word, size, colour):
            return Sign(x * factor, y * factor, word, size * factor, colour)
        case Bar(x, y, width, height, colour, rise):
            return Bar(
                x * factor, y * factor, width * factor, height * factor, colour, rise * factor
            )
