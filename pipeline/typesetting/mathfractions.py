"""Fractions, roots and boxes around formulas."""

from dataclasses import replace

from lxml import etree

from pipeline.typesetting.fonts import THOUSAND
from pipeline.typesetting.mathboxes import MathBox, Part, assembled, bar
from pipeline.typesetting.mathlayout import MathLayout, Setting, Writer
from pipeline.typesetting.mathoperators import ems
from pipeline.typesetting.pages import Bar

_BESIDE = 0.12  # \nulldelimiterspace, in ems
_BOX_ROOM = 0.3  # \fboxsep
_BOX_LINE = 0.04
_STRIKE_BEYOND = 0.12
_ROOT = "\u221a"


def _fraction(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    inner = setting._replace(display=False) if setting.display else setting.script()
    above = layout.box(element[0], inner)
    below = layout.box(element[1], inner._replace(cramped=True))
    thickness = element.get("linethickness")
    bare = thickness is not None and not ems(thickness)
    size = layout.size(setting)
    width = max(above.width, below.width)
    beside = 0.0 if bare else _BESIDE * size
    up, down = (
        _stacked(layout, above, below, setting) if bare else _divided(layout, above, below, setting)
    )
    parts = [
        (beside + (width - above.width) / 2, up, above),
        (beside + (width - below.width) / 2, -down, below),
    ]
    if not bare:
        line = layout.constant("FRACTION_RULE_THICKNESS", setting)
        rule = bar(width, line, setting.colour)
        parts.insert(1, (beside, layout.axis(setting) - line / 2, rule))
    return assembled(parts, width + 2 * beside)


def _divided(
    layout: MathLayout, above: MathBox, below: MathBox, setting: Setting
) -> tuple[float, float]:
    """Give how far numerator and denominator are shifted up and down."""

    def constant(name: str) -> float:
        return layout.constant(name, setting)

    style, gap = ("DISPLAY_STYLE_", "DISPLAY_STYLE_GAP") if setting.display else ("", "")
    half = constant("FRACTION_RULE_THICKNESS") / 2
    axis = layout.axis(setting)
    over = constant("FRACTION_NUM_DISPLAY_STYLE_GAP_MIN" if gap else "FRACTION_NUMERATOR_GAP_MIN")
    under = constant(
        "FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN" if gap else "FRACTION_DENOMINATOR_GAP_MIN"
    )
    up = constant(f"FRACTION_NUMERATOR_{style}SHIFT_UP")
    down = constant(f"FRACTION_DENOMINATOR_{style}SHIFT_DOWN")
    return (
        max(up, axis + half + over + above.depth),
        max(down, below.height + under + half - axis),
    )


def _stacked(
    layout: MathLayout, above: MathBox, below: MathBox, setting: Setting
) -> tuple[float, float]:
    style = "DISPLAY_STYLE_" if setting.display else ""
    up = layout.constant(f"STACK_TOP_{style}SHIFT_UP", setting)
    down = layout.constant(f"STACK_BOTTOM_{style}SHIFT_DOWN", setting)
    least = layout.constant(f"STACK_{style}GAP_MIN", setting)
    short = max(least - (up - above.depth - below.height + down), 0.0)
    return up + short / 2, down + short / 2


def _root(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    return _rooted(layout, layout.row(element, setting._replace(cramped=True)), setting)


def _rooted(layout: MathLayout, content: MathBox, setting: Setting) -> MathBox:
    line = layout.constant("RADICAL_RULE_THICKNESS", setting)
    style = "DISPLAY_STYLE_" if setting.display else ""
    gap = layout.constant(f"RADICAL_{style}VERTICAL_GAP", setting)
    scale = layout.size(setting) / THOUSAND
    least = content.height + content.depth + gap + line
    font = layout.font
    stretched = font.stretched(font.glyph(_ROOT), least / scale, "btt")
    boxes: list[tuple[float, float, MathBox]] = []
    for glyph, at in stretched.parts:
        piece = layout.sign(glyph, "", setting)
        boxes.append((0.0, at * scale + piece.depth, piece))
    sign = assembled(boxes)
    gap += max((sign.height + sign.depth - least) / 2, 0.0)
    top = content.height + gap + line
    rule = bar(content.width, line, setting.colour)
    parts = [
        (0.0, top - sign.height, sign),
        (sign.width, top - line, rule),
        (sign.width, 0.0, content),
    ]
    box = assembled(parts, sign.width + content.width)
    return replace(box, height=top + layout.constant("RADICAL_EXTRA_ASCENDER", setting) / 2)


def _root_of_degree(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    root = _rooted(layout, layout.box(element[0], setting._replace(cramped=True)), setting)
    degree = layout.box(element[1], setting._replace(display=False, level=2))
    before = layout.constant("RADICAL_KERN_BEFORE_DEGREE", setting)
    after = layout.constant("RADICAL_KERN_AFTER_DEGREE", setting)
    raised = layout.font.constant("RADICAL_DEGREE_BOTTOM_RAISE_PERCENT") / 100
    y = raised * (root.height + root.depth) - root.depth + degree.depth
    at = max(before + degree.width + after, 0.0)
    x = at - after - degree.width
    # The degree comes behind what it is a degree of, as in MathML.
    return assembled([(at, 0.0, root), (x, y, degree)], at + root.width)


def _enclosed(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    content, size = layout.row(element, setting), layout.size(setting)
    notations = (element.get("notation") or "").split()
    line = _BOX_LINE * size
    if "box" in notations:
        return _boxed(content, _BOX_ROOM * size, line, setting.colour)
    beyond, colour = _STRIKE_BEYOND * size, setting.colour
    top, bottom = content.height + beyond, content.depth + beyond
    width, left = content.width + 2 * beyond, -beyond
    strikes = {
        "updiagonalstrike": Bar(left, -bottom, width, line, colour, top + bottom),
        "downdiagonalstrike": Bar(left, top, width, line, colour, -top - bottom),
        "horizontalstrike": Bar(left, layout.axis(setting), width, line, colour),
    }
    drawn = [Part(0.0, 0.0, strike) for name, strike in strikes.items() if name in notations]
    return replace(content, parts=(*content.parts, *drawn))


def _boxed(content: MathBox, room: float, line: float, colour: str) -> MathBox:
    width = content.width + 2 * room
    top, bottom = content.height + room, content.depth + room
    sides = (
        Bar(0.0, top - line, width, line, colour),
        Bar(0.0, -bottom, width, line, colour),
        Bar(0.0, -bottom, line, top + bottom, colour),
        Bar(width - line, -bottom, line, top + bottom, colour),
    )
    parts = (Part(room, 0.0, content), *(Part(0.0, 0.0, side) for side in sides))
    return MathBox(width, top, bottom, parts)


FRACTION_WRITERS: dict[str, Writer] = {
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root_of_degree,
    "menclose": _enclosed,
}
