"""Formulas as they are drawn: MathML becomes signs and bars around a baseline."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.typesetting.inks import Accent, StyleInks
from pipeline.typesetting.mathboxes import MathBox, Piece, pieces_of
from pipeline.typesetting.mathfont import NO_TEXT, math_font
from pipeline.typesetting.mathlayout import MathLayout, Setting
from pipeline.typesetting.mathoperators import name_of
from pipeline.typesetting.pages import Bar, Sign


class Formula(NamedTuple):
    """A formula ready to be drawn, in points; its origin lies at the left end of its baseline.

    `height` and `depth` are how far it reaches above and below the baseline. `pieces` stand in
    the order of the formula's text. `rows` are the lines of one that consists of lines (aligned
    equations), each with its own origin, as wide as the whole.
    """

    width: float
    height: float
    depth: float
    pieces: tuple[Piece, ...]
    rows: tuple["Formula", ...] = ()

    @property
    def text(self) -> str:
        """The characters that are drawn, without spaces."""
        drawn = "".join(piece.word.text for piece in self.pieces if isinstance(piece, Sign))
        return drawn.replace(" ", "").replace(NO_TEXT, "")

    def scaled(self, factor: float) -> "Formula":
        """Give the formula smaller by a factor."""
        pieces = tuple(_scaled(piece, factor) for piece in self.pieces)
        rows = tuple(row.scaled(factor) for row in self.rows)
        return Formula(self.width * factor, self.height * factor, self.depth * factor, pieces, rows)


def lay_out(mathml: str, inks: StyleInks, accent: Accent) -> Formula:
    """Give a formula in the size of the text around, whose face its words have.

    Raises PluginError where the typeface of formulas is not installed.
    """
    root = etree.fromstring(mathml.encode(), etree.XMLParser(resolve_entities=False))
    layout = MathLayout(math_font(), inks, accent)
    box = layout.row(list(root), Setting(display=root.get("display") == "block"))
    return _formula(box, tuple(_rows(root, box)))


def _formula(box: MathBox, rows: tuple[Formula, ...] = ()) -> Formula:
    return Formula(box.width + box.italic, box.height, box.depth, tuple(pieces_of(box)), rows)


def _rows(root: etree._Element, box: MathBox) -> Iterator[Formula]:
    """Yield the rows of a formula that is nothing but a table of aligned equations."""
    only = root[0] if len(root) == 1 else None
    if only is None or name_of(only) != "mtable" or only.get("displaystyle") != "true":
        return
    for part in box.parts:
        if isinstance(part.content, MathBox):
            yield _formula(part.content)


def _scaled(piece: Piece, factor: float) -> Piece:
    match piece:
        case Sign(x, y, word, size, colour):
            return Sign(x * factor, y * factor, word, size * factor, colour)
        case Bar(x, y, width, height, colour, rise):
            return Bar(
                x * factor, y * factor, width * factor, height * factor, colour, rise * factor
            )
