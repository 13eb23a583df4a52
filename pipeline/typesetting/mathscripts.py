"""Scripts, limits, accents, and what is drawn above and below formulas."""

from dataclasses import replace

from lxml import etree

from pipeline.typesetting.fonts import THOUSAND
from pipeline.typesetting.mathboxes import MathBox, assembled, bar
from pipeline.typesetting.mathlayout import MathLayout, Setting, Writer
from pipeline.typesetting.mathoperators import (
    COMBINING,
    INTEGRALS,
    LARGE,
    WIDE,
    core_of,
    name_of,
)

_BARS = frozenset("‾_")
_ARROW_ACCENTS = {"→": "\u20d7", "←": "\u20d6"}


def _scripted(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    base = layout.box(element[0], setting)
    name = name_of(element)
    lower = layout.box(element[1], setting.script(cramped=True)) if name != "msup" else None
    upper = layout.box(element[-1], setting.script()) if name != "msub" else None
    leaning = (core_of(element[0]) is not None) and (element[0].text or "") in INTEGRALS
    return with_scripts(layout, base, (lower, upper), setting, leaning=leaning)


def with_scripts(
    layout: MathLayout,
    base: MathBox,
    scripts: tuple[MathBox | None, MathBox | None],
    setting: Setting,
    *,
    leaning: bool = False,
) -> MathBox:
    """Give a base with a subscript and a superscript behind it.

    The signs of integrals lean: their subscripts stand below the slope.
    """
    lower, upper = scripts
    down, up = _shifts(layout, base, scripts, setting)
    parts = [(0.0, 0.0, base)]
    width = base.width
    if lower is not None:
        x = base.width - (base.italic if leaning else 0.0)
        parts.append((x, -down, lower))
        width = max(width, x + lower.width)
    if upper is not None:
        x = base.width + (0.0 if leaning else base.italic)
        parts.append((x, up, upper))
        width = max(width, x + upper.width)
    box = assembled(parts, width + layout.constant("SPACE_AFTER_SCRIPT", setting))
    return replace(box, slanted=base.slanted)


def _shifts(
    layout: MathLayout,
    base: MathBox,
    scripts: tuple[MathBox | None, MathBox | None],
    setting: Setting,
) -> tuple[float, float]:
    """Give how far the subscript goes down and the superscript up (MathML Core, 3.4.1.2)."""

    def constant(name: str) -> float:
        return layout.constant(name, setting)

    lower, upper = scripts
    down = up = 0.0
    if lower is not None:
        dropped = 0.0 if base.single else base.depth + constant("SUBSCRIPT_BASELINE_DROP_MIN")
        down = max(
            constant("SUBSCRIPT_SHIFT_DOWN"), dropped, lower.height - constant("SUBSCRIPT_TOP_MAX")
        )
    if upper is not None:
        raised = 0.0 if base.single else base.height - constant("SUPERSCRIPT_BASELINE_DROP_MAX")
        cramped = "_CRAMPED" if setting.cramped else ""
        up = max(
            constant(f"SUPERSCRIPT_SHIFT_UP{cramped}"),
            raised,
            upper.depth + constant("SUPERSCRIPT_BOTTOM_MIN"),
        )
    if lower is None or upper is None:
        return down, up
    gap = (up - upper.depth) - (lower.height - down)
    short = constant("SUB_SUPERSCRIPT_GAP_MIN") - gap
    if short > 0:
        most = constant("SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT") - (up - upper.depth)
        lift = min(max(most, 0.0), short)
        up += lift
        down += short - lift
    return down, up


def _multiscripts(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    names = [name_of(child) for child in element]
    middle = names.index("mprescripts") if "mprescripts" in names else len(names)

    def script(at: int) -> MathBox:
        return layout.box(element[at], setting.script(cramped=at % 2 == 1))

    box = layout.box(element[0], setting)
    for at in range(1, middle - 1, 2):
        box = with_scripts(layout, box, (script(at), script(at + 1)), setting)
    for at in range(middle + 1, len(names) - 1, 2):
        box = _prescripted(layout, box, (script(at), script(at + 1)), setting)
    return box


def _prescripted(
    layout: MathLayout, base: MathBox, scripts: tuple[MathBox, MathBox], setting: Setting
) -> MathBox:
    lower, upper = scripts
    down, up = _shifts(layout, base, scripts, setting)
    room = max(lower.width, upper.width)
    parts = [
        (room, 0.0, base),
        (room - lower.width, -down, lower),
        (room - upper.width, up, upper),
    ]
    return assembled(parts, room + base.width)


def _limits(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    """Give what stands above and below: limits, accents, bars, braces, arrows."""
    name = name_of(element)
    core = core_of(element[0])
    sign = core.text or "" if core is not None else ""
    if _is_beside(core, setting):
        return _scripted_limits(layout, element, setting, sign)
    below = element[1] if name != "mover" else None
    above = element[-1] if name != "munder" else None
    if below is None and above is not None and element.get("accent") == "true":
        return _accented(layout, element, setting)
    if above is None and below is not None and element.get("accentunder") == "true":
        return _underlined(layout, element, setting)
    lower = None if below is None else layout.box(below, setting.script(cramped=True))
    upper = None if above is None else layout.box(above, setting.script())
    least = max((box.width for box in (lower, upper) if box is not None), default=0.0)
    base = _base(layout, element[0], setting, least)
    return _with_limits(layout, base, (lower, upper), setting)


def _is_beside(core: etree._Element | None, setting: Setting) -> bool:
    """Tell limits that stand beside their operator in running text."""
    if core is None or setting.display or (core.text or "") in INTEGRALS:
        return False
    return (core.text or "") in LARGE and core.get("movablelimits") != "false"


def _scripted_limits(
    layout: MathLayout, element: etree._Element, setting: Setting, sign: str
) -> MathBox:
    name = name_of(element)
    lower = layout.box(element[1], setting.script(cramped=True)) if name != "mover" else None
    upper = layout.box(element[-1], setting.script()) if name != "munder" else None
    base = layout.box(element[0], setting)
    return with_scripts(layout, base, (lower, upper), setting, leaning=sign in INTEGRALS)


def _base(layout: MathLayout, element: etree._Element, setting: Setting, least: float) -> MathBox:
    """Give a base; an arrow is as long as what is written on it."""
    sign = element.text or ""
    if name_of(element) == "mo" and sign in WIDE and element.get("stretchy") != "false":
        return _wide(layout, sign, sign, least, setting)
    return layout.box(element, setting)


def _wide(layout: MathLayout, sign: str, text: str, least: float, setting: Setting) -> MathBox:
    """Give a sign of at least a width, its ink beginning at the origin."""
    font = layout.font
    glyph = font.glyph(sign)
    if not glyph:
        return layout.letters(text, setting)
    scale = layout.size(setting) / THOUSAND
    boxes: list[tuple[float, float, MathBox]] = []
    stretched = font.stretched(glyph, least / scale, "ltr")
    for place, (part, at) in enumerate(stretched.parts):
        box = layout.sign(part, "" if place else text, setting)
        boxes.append((at * scale - font.breadth(part)[0] * scale, 0.0, box))
    _, width = font.breadth(stretched.parts[-1][0])
    whole = assembled(boxes, (stretched.parts[-1][1] + width) * scale)
    return replace(whole, single=False)


def _with_limits(
    layout: MathLayout,
    base: MathBox,
    limits: tuple[MathBox | None, MathBox | None],
    setting: Setting,
) -> MathBox:
    """Give a base with limits in the middle below and above it (MathML Core, 3.4.2)."""

    def constant(name: str) -> float:
        return layout.constant(name, setting)

    lower, upper = limits
    width = max(box.width for box in (base, lower, upper) if box is not None)
    lean = base.italic / 2
    parts = [((width - base.width) / 2, 0.0, base)]
    if lower is not None:
        gap = base.depth + constant("LOWER_LIMIT_GAP_MIN") + lower.height
        down = max(gap, base.depth + constant("LOWER_LIMIT_BASELINE_DROP_MIN"))
        parts.append(((width - lower.width) / 2 - lean, -down, lower))
    if upper is not None:
        gap = base.height + constant("UPPER_LIMIT_GAP_MIN") + upper.depth
        up = max(gap, base.height + constant("UPPER_LIMIT_BASELINE_RISE_MIN"))
        parts.append(((width - upper.width) / 2 + lean, up, upper))
    return assembled(parts, width)


def _accented(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    base = layout.box(element[0], setting._replace(cramped=True))
    mark = element[1]
    sign = mark.text or ""
    if name_of(mark) != "mo":
        return _with_limits(layout, base, (None, layout.box(mark, setting.script())), setting)
    if sign in _BARS:
        return _barred(layout, base, sign, setting)
    accent = COMBINING.get(sign, _ARROW_ACCENTS.get(sign, sign))
    if sign in WIDE and accent == sign and sign not in {"\u20d7", "\u20d6"}:
        return _braced(layout, base, sign, setting)
    return _marked(layout, base, (accent, sign), setting, wide=_is_wide(mark, sign))


def _is_wide(mark: etree._Element, sign: str) -> bool:
    return mark.get("stretchy") != "false" and sign in WIDE


def _marked(
    layout: MathLayout, base: MathBox, accent: tuple[str, str], setting: Setting, *, wide: bool
) -> MathBox:
    """Give a base with an accent (a sign, and what it stands for) where the font wants it."""
    sign, text = accent
    font = layout.font
    glyph = font.glyph(sign)
    if not glyph:
        return _with_limits(layout, base, (None, layout.letters(text, setting)), setting)
    scale = layout.size(setting) / THOUSAND
    if wide and text in _ARROW_ACCENTS:
        glyph, _ = font.variant(glyph, base.width / scale, "ltr")
    elif wide:
        glyph = font.largest_within(glyph, (base.width + base.italic) / scale, "ltr")
    mark = layout.sign(glyph, text, setting)
    middle = base.width / 2 + base.italic / 2
    at = base.attachment if base.single and base.attachment else middle
    rise = base.height - min(base.height, layout.constant("ACCENT_BASE_HEIGHT", setting))
    x = at - (mark.attachment or 0.0)
    box = assembled([(0.0, 0.0, base), (x, rise, mark)], base.width)
    return replace(box, italic=base.italic, slanted=base.slanted)


def _barred(layout: MathLayout, base: MathBox, sign: str, setting: Setting) -> MathBox:
    """Give a line above or below a base; the sign that MathML has for it is no glyph."""
    side = "OVERBAR" if sign == "‾" else "UNDERBAR"
    line = layout.constant(f"{side}_RULE_THICKNESS", setting)
    gap = layout.constant(f"{side}_VERTICAL_GAP", setting)
    width = base.width + base.italic
    y = base.height + gap if side == "OVERBAR" else -base.depth - gap - line
    rule = bar(width, line, setting.colour)
    silent = layout.silent(sign, setting)
    return assembled([(0.0, 0.0, base), (0.0, y, rule), (0.0, 0.0, silent)], width)


def _braced(layout: MathLayout, base: MathBox, sign: str, setting: Setting) -> MathBox:
    brace = _wide(layout, sign, sign, base.width, setting)
    gap = layout.constant("STRETCH_STACK_GAP_ABOVE_MIN", setting)
    width = max(base.width, brace.width)
    y = base.height + gap + brace.depth
    parts = [((width - base.width) / 2, 0.0, base), ((width - brace.width) / 2, y, brace)]
    return assembled(parts, width)


def _underlined(layout: MathLayout, element: etree._Element, setting: Setting) -> MathBox:
    base = layout.box(element[0], setting)
    mark = element[1]
    sign = mark.text or ""
    if name_of(mark) != "mo" or sign not in WIDE:
        return _with_limits(layout, base, (layout.box(mark, setting.script()), None), setting)
    if sign in _BARS:
        return _barred(layout, base, sign, setting)
    brace = _wide(layout, sign, sign, base.width, setting)
    gap = layout.constant("STRETCH_STACK_GAP_BELOW_MIN", setting)
    width = max(base.width, brace.width)
    y = -base.depth - gap - brace.height
    parts = [((width - base.width) / 2, 0.0, base), ((width - brace.width) / 2, y, brace)]
    return assembled(parts, width)


SCRIPT_WRITERS: dict[str, Writer] = {
    **dict.fromkeys(("msub", "msup", "msubsup"), _scripted),
    "mmultiscripts": _multiscripts,
    **dict.fromkeys(("munder", "mover", "munderover"), _limits),
}
