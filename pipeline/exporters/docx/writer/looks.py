"""Text styles of the theme as Word's paragraph and run properties, in the schema's order."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, joined, value
from pipeline.exporters.docx.writer.measures import eighths, half_points, twips
from pipeline.theme import Generic, TextStyle, Theme

QUOTE_RULE = 1.5
"""The weight of the rule beside a quote, in points."""
_BOLD_FROM = 600
_THEME_FONTS = {Generic.SERIF: "minor", Generic.SANS: "major"}

# The order of CT_PPrBase and EG_RPrBase, as far as styles here say it (ECMA-376-1, A.1).
_PARAGRAPH_ORDER = (
    *("keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs"),
    *("suppressAutoHyphens", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl"),
)
_RUN_ORDER = (
    *("rFonts", "b", "bCs", "i", "iCs", "noProof", "color", "kern", "position", "sz", "szCs"),
    *("u", "bdr", "shd", "vertAlign", "lang"),
)


def _ordered(root: str, order: tuple[str, ...], content: Iterable[Markup]) -> Markup:
    ranks = {f"<w:{name}": rank for rank, name in enumerate(order)}
    pieces = [piece for piece in content if piece]
    if not pieces:
        return NOTHING
    pieces.sort(key=lambda piece: ranks[piece.split(" ", 1)[0].split("/", 1)[0].split(">", 1)[0]])
    return element(root, None, *pieces)


def paragraph_properties(*content: Markup) -> Markup:
    """Make `w:pPr` of properties in any order."""
    return _ordered("w:pPr", _PARAGRAPH_ORDER, content)


def run_properties(*content: Markup) -> Markup:
    """Make `w:rPr` of properties in any order."""
    return _ordered("w:rPr", _RUN_ORDER, content)


def fonts(theme: Theme, generic: Generic) -> Markup:
    """Make `w:rFonts`: the theme's fonts where Word's theme has a place for the family."""
    slot = _THEME_FONTS.get(generic)
    if slot is None:
        name = theme.family(generic).name
        return element("w:rFonts", {f"w:{kind}": name for kind in ("ascii", "hAnsi", "cs")})
    return element(
        "w:rFonts",
        {
            "w:asciiTheme": f"{slot}HAnsi",
            "w:eastAsiaTheme": f"{slot}EastAsia",
            "w:hAnsiTheme": f"{slot}HAnsi",
            "w:cstheme": f"{slot}Bidi",
        },
    )


def bold(*, on: bool = True) -> Markup:
    """Make bold for Latin and for complex scripts."""
    return _switched(("w:b", "w:bCs"), on=on)


def italic(*, on: bool = True) -> Markup:
    """Make italics for Latin and for complex scripts."""
    return _switched(("w:i", "w:iCs"), on=on)


def _switched(names: tuple[str, ...], *, on: bool) -> Markup:
    return joined(element(name) if on else value(name, "0") for name in names)


def colour(digits: str) -> Markup:
    """Make a colour of six hexadecimal digits."""
    return value("w:color", digits.upper())


def size(points: float) -> Markup:
    """Make a type size for Latin and for complex scripts."""
    return joined((value("w:sz", half_points(points)), value("w:szCs", half_points(points))))


def shading(digits: str) -> Markup:
    """Make a ground of one colour."""
    return element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": digits.upper()})


def indentation(left: float = 0.0, right: float = 0.0, hanging: float = 0.0) -> Markup:
    """Make indents of points; a hanging one moves the first line back."""
    attributes = {"w:left": twips(left), "w:right": twips(right), "w:hanging": twips(hanging)}
    return element("w:ind", {key: number for key, number in attributes.items() if number})


def rule(edge: str, colour_digits: str, points: float, space: float) -> Markup:
    """Make one edge of a border; weight and distance from the text in points."""
    return element(
        f"w:{edge}",
        {
            "w:val": "single",
            "w:sz": eighths(points),
            "w:space": round(space),
            "w:color": colour_digits.upper(),
        },
    )


def frame(colour_digits: str, points: float) -> Markup:
    """Make a frame around words, of a colour and a weight in points."""
    return element(
        "w:bdr",
        {
            "w:val": "single",
            "w:sz": eighths(points),
            "w:space": 0,
            "w:color": colour_digits.upper(),
        },
    )


def quote_edge(theme: Theme, *, right_to_left: bool) -> Markup:
    """Make the rule of a quote, where its lines begin.

    Borders, unlike indents, keep their side of the page (ECMA-376-1, 17.3.1.17).
    """
    side = "right" if right_to_left else "left"
    return rule(side, theme.colours.rule, QUOTE_RULE, theme.indent * 3 / 4 - QUOTE_RULE)


def stop(kind: str, points: float, leader: str = "") -> Markup:
    """Make a tab stop at a distance from the margin in points."""
    led = {"w:leader": leader} if leader else {}
    return element("w:tab", {"w:val": kind, **led, "w:pos": twips(points)})


@dataclass(frozen=True, slots=True)
class Lines:
    """How the lines of a style are spaced: exactly as the theme says, or at least so."""

    exact: bool


EXACTLY, AT_LEAST = Lines(exact=True), Lines(exact=False)


def spacing(style: TextStyle, lines: Lines) -> Markup:
    """Make the distances of a style.

    Families differ in how high their lines are by themselves; a line as high as the theme's
    leading makes pages of the editions alike. Where images may stand in lines, these may grow.
    """
    return element(
        "w:spacing",
        {
            "w:before": twips(style.before),
            "w:after": twips(style.after),
            "w:line": twips(style.leading),
            "w:lineRule": "exact" if lines.exact else "atLeast",
        },
    )


def paragraph_look(style: TextStyle, lines: Lines, *more: Markup) -> Markup:
    """Make the paragraph properties of a text style."""
    is_said = any(piece.startswith("<w:jc ") for piece in more)
    justified = NOTHING if is_said else value("w:jc", "both" if style.justified else "left")
    hyphens = NOTHING if style.hyphenated else element("w:suppressAutoHyphens")
    return paragraph_properties(spacing(style, lines), justified, hyphens, *more)


def is_bold(style: TextStyle) -> bool:
    """Tell whether a text style is what Word calls bold."""
    return style.weight >= _BOLD_FROM


def run_look(theme: Theme, style: TextStyle, *more: Markup) -> Markup:
    """Make the run properties of a text style."""
    weight = bold() if is_bold(style) else NOTHING
    slope = italic() if style.italic else NOTHING
    return run_properties(
        fonts(theme, style.family), weight, slope, colour(style.colour), size(style.size), *more
    )
