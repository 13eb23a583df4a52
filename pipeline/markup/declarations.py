"""Rules and declarations of CSS, made from the theme's styles and colours."""

import re
from collections.abc import Iterable

from pipeline.markup.colours import faintness, lightened
from pipeline.theme import Generic, TextStyle, Theme

ON_BOTH = 0.1
"""Luminance with a contrast of 3:1 on black and 7:1 on white (WCAG 2.2, 1.4.3 and 1.4.6)."""

ON_DARK = 0.26
"""Luminance with a contrast of 5:1 on dark pages that is legible on white ones too."""


def rule(selector: str, *declarations: str) -> str:
    """Give a rule; declarations that are empty are left out."""
    body = "".join(f"  {declaration};\n" for declaration in declarations if declaration)
    return f"{selector} {{\n{body}}}"


def media(condition: str, rules: Iterable[str]) -> list[str]:
    """Give rules that hold under a condition only."""
    return [f"@media {condition} {{", *rules, "}"]


def number(value: float) -> str:
    """Give a number with three decimals at most."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def em(points: float, size: float) -> str:
    """Give a length of the theme as a multiple of a type size, both in points."""
    return f"{number(points / size)}em" if points else "0"


def family(theme: Theme, generic: Generic) -> str:
    """Declare the family that stands for a generic one, its stand-ins behind it."""
    wanted = theme.family(generic)
    names = ", ".join(_quoted(name) for name in (wanted.name, *wanted.stand_ins))
    return f"font-family: {names}, {generic.value}"


def _quoted(name: str) -> str:
    """Give a name as a string of CSS (CSS Syntax 3, 4.3.5)."""
    return '"' + re.sub(r'["\\\n]', "", name) + '"'


def look(theme: Theme, style: TextStyle) -> list[str]:
    """Give the declarations of a style, but for colour and margins."""
    return [
        family(theme, style.family),
        f"font-size: {em(style.size, theme.body.size)}",
        f"font-weight: {style.weight}",
        f"font-style: {'italic' if style.italic else 'normal'}",
        f"line-height: {number(style.leading / style.size)}",
    ]


def margins(style: TextStyle) -> str:
    """Declare the space before and after a style's paragraphs."""
    return f"margin: {em(style.before, style.size)} 0 {em(style.after, style.size)}"


def colour(hexadecimal: str) -> str:
    """Declare a colour of text, light enough for black pages too."""
    return f"color: #{lightened(hexadecimal, ON_BOTH)}"


def faint(theme: Theme) -> str:
    """Declare muted text: fainter than the text around it, whatever colour that has."""
    return f"opacity: {faintness(theme.colours.muted, theme.colours.text)}"


def hyphens(how: str) -> str:
    """Declare hyphenation, as old and new reading systems know it."""
    return f"-webkit-hyphens: {how};\n  -epub-hyphens: {how};\n  hyphens: {how}"


def kept_with_next() -> tuple[str, str]:
    """Declare that no page ends here, as old and new reading systems know it."""
    return ("page-break-after: avoid", "break-after: avoid")


def border(theme: Theme, width: str = "1px") -> str:
    """Give the value of a border in the colour of the theme's rules."""
    return f"{width} solid #{theme.colours.rule}"
