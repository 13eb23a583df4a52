"""The layout of formulas: MathML elements become boxes, by the rules of TeX and OpenType.

The rules are those of MathML Core (3.2 to 3.5), which are TeX's (The TeXbook, appendix G) with the
constants of the font's MATH table; where MathML Core has none (tables, text), TeX's.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from pipeline.typesetting.fonts import THOUSAND
from pipeline.typesetting.inks import Accent, StyleInks
from pipeline.typesetting.mathboxes import EMPTY, MathBox, Part, assembled, unseen
from pipeline.typesetting.mathfont import MathFont
from pipeline.typesetting.mathletters import slanted
from pipeline.typesetting.mathoperators import (
    FENCES,
    LARGE,
    core_of,
    ems,
    name_of,
    spaces_around,
)
from pipeline.typesetting.pages import Sign

_SHORTFALL = 0.5  # \delimitershortfall, in ems
_DELIMITER_FACTOR = 0.901
_TOLERANCE = 0.97  # brackets of one size differ a little in height
_SCRIPT_CONSTANTS = ("", "SCRIPT_PERCENT_SCALE_DOWN", "SCRIPT_SCRIPT_PERCENT_SCALE_DOWN")


class Setting(NamedTuple):
    """What an element hands down: display style, the level of scripts, crampedness, the colour."""

    display: bool = False
    level: int = 0
    cramped: bool = False
    colour: str = ""

    def script(self, *, cramped: bool = False) -> "Setting":
        """Give the setting of scripts."""
        level = min(self.level + 1, 2)
        return self._replace(display=False, level=level, cramped=self.cramped or cramped)


Writer = Callable[["MathLayout", etree._Element, Setting], MathBox]  # noqa: SLF001 - lxml's name


class MathLayout:
    """Makes boxes in one type size; `inks` and `accent` are those of the text around."""

    def __init__(self, font: MathFont, inks: StyleInks, accent: Accent) -> None:
        self.font = font
        self.inks = inks
        self._accent = accent
        self._ink = inks.ink(accent)
        self._writers: Mapping[str, Writer] = _writers()

    def size(self, setting: Setting) -> float:
        """Give the type size in points."""
        name = _SCRIPT_CONSTANTS[setting.level]
        return self._ink.size * (self.font.constant(name) / 100 if name else 1.0)

    def constant(self, name: str, setting: Setting) -> float:
        """Give a constant of the font in points."""
        return self.font.constant(name) * self.size(setting) / THOUSAND

    def axis(self, setting: Setting) -> float:
        """Give the height of the axis in points: where bars of fractions lie."""
        return self.constant("AXIS_HEIGHT", setting)

    def box(self, element: etree._Element, setting: Setting) -> MathBox:
        """Give the box of an element."""
        writer = self._writers.get(name_of(element))
        return writer(self, element, setting) if writer else self.row(element, setting)

    # Rows

    def row(self, elements: Iterable[etree._Element], setting: Setting) -> MathBox:
        """Give elements side by side, operators with their spaces, brackets as high as the rest."""
        children = list(elements)
        cores = [core_of(child) for child in children]
        boxes: list[MathBox | None] = [
            None if core is not None and grows(core) else self.box(child, setting)
            for child, core in zip(children, cores, strict=True)
        ]
        known = [box for box in boxes if box is not None]
        reach = max(
            (max(b.height - self.axis(setting), b.depth + self.axis(setting)) for b in known),
            default=0.0,
        )
        whole = [
            box or self._grown(child, setting, reach)
            for child, box in zip(children, boxes, strict=True)
        ]
        return self._joined(whole, [self._spaces(cores, at, setting) for at in range(len(cores))])

    def _spaces(
        self, cores: list[etree._Element | None], at: int, setting: Setting
    ) -> tuple[float, float]:
        core = cores[at]
        if core is None or len(cores) == 1:
            return 0.0, 0.0
        form = "prefix" if at == 0 else "postfix" if at == len(cores) - 1 else "infix"
        before, after = spaces_around(core, form)
        size = self.size(setting)
        return before * size, after * size

    def _joined(self, boxes: list[MathBox], spaces: list[tuple[float, float]]) -> MathBox:
        placed: list[tuple[float, float, MathBox]] = []
        x = 0.0
        for at, (box, (before, after)) in enumerate(zip(boxes, spaces, strict=True)):
            x += before
            placed.append((x, 0.0, box))
            following = boxes[at + 1] if at + 1 < len(boxes) else None
            x += box.width + after
            if following is not None and not following.slanted and following.parts:
                x += box.italic
        if len(boxes) == 1:
            return boxes[0]
        row = assembled(placed, x)
        first = boxes[0] if boxes else EMPTY
        last = boxes[-1] if boxes else EMPTY
        return replace(row, slanted=first.slanted, italic=last.italic)

    def _grown(self, element: etree._Element, setting: Setting, reach: float) -> MathBox:
        """Give a bracket (perhaps with scripts) that covers what reaches so far from the axis."""
        if name_of(element) != "mo":
            return self.box(element, setting)
        whole = 2 * reach
        least = max(whole * _DELIMITER_FACTOR, whole - _SHORTFALL * self.size(setting))
        least *= _TOLERANCE
        return self.fence(element.text or "", least, setting)

    def fence(self, sign: str, least: float, setting: Setting) -> MathBox:
        """Give a bracket of at least a height in points, in the middle of the axis."""
        glyph = self.font.glyph(sign)
        if not glyph:
            return self.text(sign, setting)
        _, above, below = self.font.extents(glyph)
        scale = self.size(setting) / THOUSAND
        if (above + below) * scale >= least:
            return self.sign(glyph, sign, setting)
        return self._upright(sign, self.font.stretched(glyph, least / scale, "btt").parts, setting)

    def _upright(
        self, sign: str, parts: tuple[tuple[int, float], ...], setting: Setting
    ) -> MathBox:
        """Give glyphs above each other, in the middle of the axis; the first has the text."""
        scale = self.size(setting) / THOUSAND
        boxes = []
        for place, (glyph, at) in enumerate(parts):
            box = self.sign(glyph, "" if place else sign, setting)
            boxes.append((0.0, at * scale + box.depth, box))
        whole = assembled(boxes)
        shift = self.axis(setting) - (whole.height - whole.depth) / 2
        return assembled([(0.0, shift, whole)])

    # Signs

    def sign(self, glyph: int, text: str, setting: Setting) -> MathBox:
        """Give a glyph that stands for a text."""
        size = self.size(setting)
        scale = size / THOUSAND
        width, above, below = self.font.extents(glyph)
        word = self.font.word(glyph, text)
        return MathBox(
            width * scale,
            above * scale,
            below * scale,
            (Part(0.0, 0.0, Sign(0.0, 0.0, word, size, setting.colour)),),
            italic=self.font.italic(glyph) * scale,
            attachment=self.font.attachment(glyph) * scale,
            single=True,
        )

    def letters(self, text: str, setting: Setting) -> MathBox:
        """Give upright characters in the face of formulas, or in one that has them."""
        glyphs = [self.font.glyph(character, setting.level) for character in text]
        if not all(glyphs):
            return self.text(text, setting)
        signs = [
            self.sign(glyph, character, setting)
            for glyph, character in zip(glyphs, text, strict=True)
        ]
        if len(signs) == 1:
            return signs[0]
        # Letters of one word do not lean away from each other.
        word = [replace(sign, slanted=True) for sign in signs]
        return replace(self._joined(word, [(0.0, 0.0)] * len(word)), slanted=False)

    def silent(self, text: str, setting: Setting) -> MathBox:
        """Give a sign that is in the text, but is not drawn as a glyph."""
        space = self.font.glyph(" ")
        sign = Sign(0.0, 0.0, self.font.word(space, text), self.size(setting), setting.colour)
        return MathBox(0.0, 0.0, 0.0, (Part(0.0, 0.0, sign),))

    def text(self, text: str, setting: Setting, accent: Accent | None = None) -> MathBox:
        """Give words in the face of the text around."""
        ink = self.inks.ink(accent or self._accent)
        size = self.size(setting)
        factor = size / self._ink.size
        placed: list[tuple[float, float, MathBox]] = []
        x = 0.0
        for at, word in enumerate(text.replace("\N{NO-BREAK SPACE}", " ").split(" ")):
            x += ink.space * factor if at else 0.0
            for shaped in ink.pieces(word) if word else ():
                width = ink.width(shaped) * factor
                metrics = shaped.face.metrics
                sign = Sign(0.0, 0.0, shaped, ink.size * factor, setting.colour)
                above, below = metrics.cap_height, -metrics.descent if _hangs(word) else 0.0
                box = MathBox(
                    width, above * size / THOUSAND, below * size / THOUSAND, (Part(0.0, 0.0, sign),)
                )
                placed.append((x, 0.0, box))
                x += width
        return assembled(placed, x)


def _hangs(word: str) -> bool:
    return any(letter in "gjpqyQ,;()[]{}" or ord(letter) > 127 for letter in word)  # noqa: PLR2004 - ASCII


def grows(operator: etree._Element) -> bool:
    """Tell a bracket that grows with its row."""
    sign = operator.text or ""
    if operator.get("minsize"):
        return False
    if sign in FENCES:
        return operator.get("stretchy") != "false"
    return operator.get("stretchy") == "true" and sign in "/\\"


def _identifier(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    text = element.text or ""
    if len(text) != 1 or element.get("mathvariant") == "normal":
        return layout.letters(text, setting)
    shown = slanted(text)
    glyph = layout.font.glyph(shown, setting.level)
    if not glyph:
        return layout.letters(text, setting)
    return replace(layout.sign(glyph, text, setting), slanted=shown != text)


def _number(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    return layout.letters(element.text or "", setting)


_ACCENTS = {
    "bold": Accent(strong=True),
    "italic": Accent(emphasis=True),
    "bold-italic": Accent(strong=True, emphasis=True),
    "monospace": Accent(code=True),
}


def _text(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    return layout.text(element.text or "", setting, _ACCENTS.get(element.get("mathvariant", "")))


def _operator(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    sign = element.text or ""
    if sign in {"\u2061", "\u2062", "\u2063", "\u2064"}:
        return EMPTY
    if element.get("minsize"):
        return layout.fence(sign, ems(element.get("minsize", "")) * layout.size(setting), setting)
    if sign in LARGE:
        return _large(layout, sign, setting)
    return layout.letters(sign, setting)


def _large(layout: MathLayout, sign: str, setting: Setting) -> MathBox:
    """Give a sum or an integral in the middle of the axis, large in display style."""
    font = layout.font
    glyph = font.glyph(sign)
    if not glyph:
        return layout.letters(sign, setting)
    if setting.display:
        glyph, _ = font.variant(glyph, font.constant("DISPLAY_OPERATOR_MIN_HEIGHT"), "btt")
    box = layout.sign(glyph, sign, setting)
    shift = layout.axis(setting) - (box.height - box.depth) / 2
    moved = assembled([(0.0, shift, box)])
    return replace(moved, italic=box.italic, attachment=box.attachment)


def _space(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    style = element.get("style", "")
    length = element.get("width") or style.removeprefix("margin-left:")
    return MathBox(ems(length) * layout.size(setting), 0.0, 0.0)


def _row(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    return layout.row(element, setting)


def _styled(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    display = {"true": True, "false": False}.get(element.get("displaystyle", ""), setting.display)
    level = min(int(element.get("scriptlevel", setting.level)), 2)
    colour = element.get("mathcolor", "").lstrip("#").upper() or setting.colour
    inner = Setting(display, level, setting.cramped, colour)
    return layout.row(element, inner)


def _phantom(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    return unseen(layout.row(element, setting))


def _padded(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    inner, size = layout.row(element, setting), layout.size(setting)
    said = {
        key: ems(element.get(key, "")) * size for key in ("width", "height") if element.get(key)
    }
    rise = ems(element.get("voffset", "")) * size
    box = assembled([(0.0, rise, inner)])
    flat = "height" in said and not said["height"]
    return replace(
        box,
        width=said.get("width", inner.width),
        height=0.0 if flat else box.height,
        depth=0.0 if flat else box.depth,
    )


def _writers() -> Mapping[str, Writer]:
    # The other half of the rules calls this one; it is joined when a formula is laid out.
    from pipeline.typesetting.mathfractions import FRACTION_WRITERS  # noqa: PLC0415 - see above
    from pipeline.typesetting.mathscripts import SCRIPT_WRITERS  # noqa: PLC0415 - see above
    from pipeline.typesetting.mathtables import TABLE_WRITERS  # noqa: PLC0415 - see above

    return {
        "mi": _identifier,
        "mn": _number,
        "mo": _operator,
        "mtext": _text,
        "ms": _text,
        "mspace": _space,
        "mrow": _row,
        "mstyle": _styled,
        "mphantom": _phantom,
        "mpadded": _padded,
        **FRACTION_WRITERS,
        **SCRIPT_WRITERS,
        **TABLE_WRITERS,
    }
