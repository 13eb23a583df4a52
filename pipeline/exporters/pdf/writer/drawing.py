"""The content of a page: items become operators, each inside the mark of what it belongs to.

Clauses are those of ISO 32000-1. Every item is inside a marked-content sequence (14.6): one that
has a number (MCID) and so a place in the structure, or an artifact.
"""

from collections.abc import Mapping
from typing import assert_never

from pipeline.exporters.pdf.writer.canvas import EditionCanvas
from pipeline.exporters.pdf.writer.fonts import ACTUAL_TEXT, FaceFont
from pipeline.exporters.pdf.writer.roles import structure_type
from pipeline.exporters.pdf.writer.syntax import (
    Syntax,
    colour_numbers,
    number,
    numbers,
    text_string,
)
from pipeline.theme import PageShape
from pipeline.typesetting.fonts import Face
from pipeline.typesetting.pages import (
    Bar,
    Box,
    Content,
    Element,
    Expression,
    Page,
    Picture,
    Run,
    Sign,
)

_OUTLINE = 0.026  # of the type size
_LAYOUT = "/Artifact<</Type/Layout>>BDC"
_PAGINATION = "/Artifact<</Type/Pagination>>BDC"
_HEADER = "/Artifact<</Type/Pagination/Subtype/Header>>BDC"
_FOOTER = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"


class FontShelf:
    """The fonts of an edition, one for a face, named in the order of their first use."""

    def __init__(self) -> None:
        self._fonts: dict[Face, FaceFont] = {}

    def font(self, face: Face) -> FaceFont:
        """Give a face's font."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = FaceFont(face, f"F{len(self._fonts) + 1}")
        return font

    def font_with_space(self) -> FaceFont | None:
        """Give the first font that has a space."""
        return next((font for font in self._fonts.values() if font.space), None)

    def register(self, canvas: EditionCanvas) -> None:
        """Register the objects of all fonts."""
        for font in self._fonts.values():
            font.register(canvas)


class PageDrawing:
    """Draws one page on the canvas; holds the state of its graphics while it does.

    `owners` has the element of every MCID, `sequences` the MCIDs of every content on this page.
    """

    def __init__(self, canvas: EditionCanvas, shape: PageShape, fonts: FontShelf) -> None:
        self.owners: list[Element] = []
        self.sequences: dict[Content, list[int]] = {}
        self._canvas = canvas
        self._shape = shape
        self._fonts = fonts
        self._operators: list[str] = []
        self._mark: Content | str | None = None
        self._in_text = False
        self._origin = (0.0, 0.0)
        self._font: tuple[str, float] | None = None
        self._colour = ""
        self._outlined: tuple[float, str] | None = None

    def draw(self, page: Page, images: Mapping[str, str]) -> None:
        """Draw a page's items in their order; `images` has the key of every drawable asset."""
        for item in page.items:
            match item:
                case Run():
                    self._draw_run(item, page.height)
                case Box():
                    self._draw_box(item)
                case Picture():
                    self._draw_picture(item, images)
                case Expression():
                    self._draw_expression(item)
                case _:
                    assert_never(item)
        self._end_text()
        self._flush()

    def _draw_run(self, run: Run, page_height: float) -> None:
        mark = run.content or self._artifact(run, page_height)
        font = self._fonts.font(run.face)
        if not self._in_text:
            self._in_text = True
            self._origin = (0.0, 0.0)
            self._operators.append("BT")
        self._set_mark(mark)
        self._set_colour(run.colour)
        self._set_font(font, run.size)
        self._set_boldness(font, run)
        x, y = round(run.x, 3), round(run.y, 3)
        left, down = self._origin
        self._operators.append(f"{numbers(x - left, y - down)} Td")
        self._origin = (x, y)
        shown = self._shown(run, font)
        self._operators.append(self._with_actual_texts(shown) if ACTUAL_TEXT in shown else shown)

    def _artifact(self, run: Run, page_height: float) -> str:
        """Give the mark of text that is no content: running heads, page numbers, leaders."""
        if run.y < self._shape.bottom:
            return _FOOTER
        return _HEADER if run.y > page_height - self._shape.top else _PAGINATION

    def _shown(self, run: Run, font: FaceFont) -> str:
        """Give the operator that shows a run's words (9.4.3)."""
        known = font.fragments(run.size)
        fragments = [known[word] for word in run.words]
        space = font.space or self._foreign_space(font, run.size)
        after = space if run.space_after else ""
        if after and run.words[-1].leftwards:
            after = f"){number(run.words[-1].width + font.space_advance)}({space}"
        if len(fragments) == 1:
            return f"[({fragments[0]}{after})]TJ"
        # An array's numbers move to the left, in thousandths of the type size.
        if run.joined:
            closer = number(-run.space * 1000 / run.size) if run.space else ""
            return f"[({f'){closer}('.join(fragments)}{after})]TJ"
        gap = font.space_advance - run.space * 1000 / run.size
        between = f"{space}){number(gap)}("
        return f"[({between.join(fragments)}{after})]TJ"

    def _with_actual_texts(self, shown: str) -> str:
        """Give words their actual texts.

        Each gets a numbered sequence of its own: programs lose count where one is nested.
        """
        before, *words = shown.split(ACTUAL_TEXT)
        pieces = [before]
        for actual, word, after in zip(words[::3], words[1::3], words[2::3], strict=True):
            pieces += [self._with_actual_text(word, actual), after]
        return "".join(pieces)

    def _with_actual_text(self, word: str, actual: str) -> str:
        mark = self._mark
        if not isinstance(mark, Content):
            return f")]TJ/Span<</ActualText{actual}>>BDC[({word})]TJ EMC[("
        # Some readers look for actual texts in spans only.
        own = self._numbered_mark(mark, "Span", f"/ActualText{actual}")
        after = self._numbered_mark(mark, structure_type(mark.element))
        return f")]TJ EMC {own}[({word})]TJ EMC {after}[("

    def _foreign_space(self, font: FaceFont, size: float) -> str:
        """Give a space of another font, for a face that has none: the text needs its spaces."""
        other = self._fonts.font_with_space()
        if other is None:
            return ""
        away, back = f"/{other.key} {number(size)} Tf", f"/{font.key} {number(size)} Tf"
        moved_back = number(other.space_advance - font.space_advance)
        return f")]TJ {away}[({other.space}){moved_back}]TJ {back}[("

    def _draw_box(self, box: Box) -> None:
        self._end_text()
        self._set_mark(_LAYOUT)
        self._set_colour(box.colour)
        self._operators.append(f"{numbers(box.x, box.y, box.width, box.height)} re f")

    def _draw_picture(self, picture: Picture, images: Mapping[str, str]) -> None:
        key = images.get(picture.asset)
        if key is None:
            return
        self._end_text()
        # An image that says nothing in words is decoration (ISO 14289-1, 7.3).
        self._set_mark(picture.content if picture.content.element.alternative else _LAYOUT)
        matrix = numbers(picture.width, 0, 0, picture.height, picture.x, picture.y)
        self._operators.append(f"q {matrix} cm")
        self._flush()
        self._canvas.doForm(key)
        self._operators.append("Q")

    def _draw_expression(self, expression: Expression) -> None:
        """Draw a formula as one sequence, whose actual text (14.9.4) is what is copied."""
        self._end_text()
        actual = expression.text or expression.content.element.actual
        entries = f"/ActualText{text_string(actual)}" if actual else ""
        self._operators.append(self._numbered_mark(expression.content, "Span", entries))
        for piece in expression.pieces:
            self._set_colour(piece.colour or expression.colour)
            if isinstance(piece, Sign):
                self._draw_sign(piece, expression)
            else:
                self._operators.append(_bar(piece, expression.x, expression.y))
        self._operators.append("EMC")

    def _draw_sign(self, sign: Sign, expression: Expression) -> None:
        font = self._fonts.font(sign.word.face)
        size = round(sign.size, 3)
        self._font = None
        if self._outlined:
            self._outlined = None
            self._operators.append("0 Tr")
        shown = font.fragments(size)[sign.word].replace(ACTUAL_TEXT, "")
        place = numbers(round(expression.x + sign.x, 3), round(expression.y + sign.y, 3))
        self._operators.append(f"BT /{font.key} {number(size)} Tf {place} Td [({shown})]TJ ET")

    def _set_mark(self, mark: Content | str | None) -> None:
        if mark is self._mark:
            return
        if self._mark is not None:
            self._operators.append("EMC")
        self._mark = mark
        if isinstance(mark, Content):
            self._operators.append(self._numbered_mark(mark, structure_type(mark.element)))
        elif mark is not None:
            self._operators.append(mark)

    def _numbered_mark(self, content: Content, tag: str, entries: str = "") -> Syntax:
        mcid = len(self.owners)
        self.owners.append(content.element)
        self.sequences.setdefault(content, []).append(mcid)
        return Syntax(f"/{tag}<</MCID {mcid}{entries}>>BDC")

    def _set_colour(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            self._operators.append(f"{colour_numbers(colour)} rg")

    def _set_font(self, font: FaceFont, size: float) -> None:
        if (font.key, size) != self._font:
            self._font = (font.key, size)
            self._operators.append(f"/{font.key} {number(size)} Tf")

    def _set_boldness(self, font: FaceFont, run: Run) -> None:
        """Let a face without a bold one of its own be drawn with its outlines (9.3.6)."""
        drawn = (run.size, run.colour) if font.face.is_emboldened else None
        if drawn == self._outlined:
            return
        self._outlined = drawn
        if drawn is None:
            self._operators.append("0 Tr")
            return
        shown = colour_numbers(run.colour)
        self._operators.append(f"2 Tr {number(run.size * _OUTLINE)} w {shown} RG")

    def _end_text(self) -> None:
        self._set_mark(None)
        if self._in_text:
            self._in_text = False
            self._operators.append("ET")

    def _flush(self) -> None:
        if self._operators:
            self._canvas.addLiteral("\n".join(self._operators))
            self._operators.clear()


def _bar(bar: Bar, x: float, y: float) -> str:
    """Give the operators that fill a bar; one that rises is a parallelogram."""
    left, bottom = x + bar.x, y + bar.y
    if not bar.rise:
        return f"{numbers(left, bottom, bar.width, bar.height)} re f"
    right, top = left + bar.width, bottom + bar.rise
    corners = ((left, bottom), (right, top), (right, top + bar.height), (left, bottom + bar.height))
    first, *others = (numbers(*corner) for corner in corners)
    return f"{first} m {' l '.join(others)} l f"
