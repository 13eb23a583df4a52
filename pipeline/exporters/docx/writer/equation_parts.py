"""Parts of equations as OMML: one function an element, in the order of the schema."""

import re

from pipeline.exporters.docx.writer.equation_signs import ACCENTS
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, escape, joined, quoted

_LENGTH = re.compile(r"(-?[\d.]+)(em|ex|pt|px|mu|cm|mm|in)?")
_EMS = {
    "em": 1.0,
    "ex": 0.45,
    "pt": 0.1,
    "px": 0.075,
    "mu": 1 / 18,
    "cm": 2.85,
    "mm": 0.285,
    "in": 7.2,
}
# Spaces by their width in ems, the widest first.
_SPACES = (
    (1.0, "\u2003"),
    (0.5, "\u2002"),
    (0.333, "\u2004"),
    (0.25, "\u2005"),
    (0.2, "\u205f"),
    (0.16, "\u2009"),
    (0.05, "\u200a"),
)
_MOST_SPACES = 12
_UPRIGHT = '<m:lit/><m:sty m:val="p"/>'  # LibreOffice goes by the first, Word by the second
_NOTHING_SEEN = "\u200a"
_LETTER = re.compile(r"[A-Za-zΑ-Ωα-ωϑϕϖϱϵ∂]")
_LOOKS = {"bold": "<w:b/>", "italic": "<w:i/>", "bold-italic": "<w:b/><w:i/>"}
_MONOSPACE = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'


def argument(name: str, content: Markup) -> Markup:
    """Put content into an element; an empty one is one that Word hides or fills."""
    return Markup(f"<{name}>{content}</{name}>" if content else f"<{name}/>")


def nothing() -> Markup:
    """Write what cannot be seen, where Word would show a box that wants to be filled."""
    return leaf_run("mtext", _NOTHING_SEEN, "", "")


def holder(name: str, content: str) -> Markup:
    """Put properties, which are markup, into an element."""
    return Markup(f"<{name}>{content}</{name}>")


def leaf_run(kind: str, text: str, variant: str, colour: str) -> Markup:
    """Write the characters of a leaf: letters slant, names of functions and text stand upright."""
    if not (text := text.replace("\u2061", "").replace("\u2062", "").replace("\u2063", "")):
        return NOTHING
    math = ""
    looks = ""
    if kind in {"mtext", "ms"}:
        math = "<m:nor/>"
        looks = _MONOSPACE if variant == "monospace" else _LOOKS.get(variant, "")
    elif kind == "mi" and (variant == "normal" or not _LETTER.fullmatch(text)):
        math = _UPRIGHT
    return _run(text, math, looks, colour)


def literal_run(text: str, colour: str = "") -> Markup:
    """Write a sign as itself, whatever it means in a program's own language of formulas."""
    return _run(text, _UPRIGHT, "", colour)


def _run(text: str, math: str, looks: str, colour: str) -> Markup:
    properties = f"<m:rPr>{math}</m:rPr>" if math else ""
    looks += f'<w:color w:val="{escape(colour)}"/>' if colour else ""
    looks = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return Markup(f'<m:r>{properties}{looks}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>')


def space(width: str) -> Markup:
    """Write a space as characters of about its width; a negative one cannot be written."""
    match = _LENGTH.fullmatch(width.strip())
    left = float(match[1]) * _EMS.get(match[2] or "pt", 1.0) if match else 0.0
    text = ""
    for wide_as, character in _SPACES:
        while left >= wide_as - 0.01 and len(text) < _MOST_SPACES:
            text += character
            left -= wide_as
    return leaf_run("mtext", text, "", "")


def bracketed(begin: str, end: str, separator: str, parts: list[Markup]) -> Markup:
    """Write content between brackets, in parts between separators (22.1.2.24)."""
    signs = f"<m:begChr m:val={quoted(begin)}/>"
    signs += f"<m:sepChr m:val={quoted(separator)}/>" if separator else ""
    signs += f"<m:endChr m:val={quoted(end)}/>"
    content = joined(argument("m:e", part) for part in parts)
    return Markup(f"<m:d><m:dPr>{signs}</m:dPr>{content}</m:d>")


def nary(
    sign: str,
    limits: tuple[Markup, Markup],
    operand: Markup,
    *,
    stacked: bool,
) -> Markup:
    """Write an operator with its limits, `stacked` or beside it, and its operand (22.1.2.70)."""
    lower, upper = limits
    place = "undOvr" if stacked else "subSup"
    hidden = "" if lower else '<m:subHide m:val="1"/>'
    hidden += "" if upper else '<m:supHide m:val="1"/>'
    properties = f"<m:chr m:val={quoted(sign)}/><m:limLoc m:val={quoted(place)}/>{hidden}"
    return Markup(
        f"<m:nary><m:naryPr>{properties}</m:naryPr>{argument('m:sub', lower)}"
        f"{argument('m:sup', upper)}{argument('m:e', operand)}</m:nary>"
    )


def scripts(name: str, base: Markup, rest: list[Markup]) -> Markup:
    """Write a base with scripts behind it, or before it (`mprescripts`)."""
    content = argument("m:e", base or nothing())
    match name:
        case "msub":
            return Markup(f"<m:sSub>{content}{argument('m:sub', rest[0])}</m:sSub>")
        case "msup":
            return Markup(f"<m:sSup>{content}{argument('m:sup', rest[0])}</m:sSup>")
        case _:
            both = argument("m:sub", rest[0]) + argument("m:sup", rest[1])
            if name == "mprescripts":
                return Markup(f"<m:sPre>{both}{content}</m:sPre>")
            return Markup(f"<m:sSubSup>{content}{both}</m:sSubSup>")


def accent(sign: str, base: Markup) -> Markup:
    """Write an accent over a base (22.1.2.1)."""
    properties = f"<m:accPr><m:chr m:val={quoted(ACCENTS[sign])}/></m:accPr>"
    return Markup(f"<m:acc>{properties}{argument('m:e', base)}</m:acc>")


def wide(sign: str, content: Markup, *, above: bool) -> Markup:
    """Write a brace or an arrow as wide as the content above or below it (22.1.2.41)."""
    side, base = ("top", "bot") if above else ("bot", "top")
    properties = f"<m:chr m:val={quoted(sign)}/><m:pos m:val={quoted(side)}/>"
    properties += f"<m:vertJc m:val={quoted(base)}/>"
    inner = argument("m:e", content)
    return Markup(f"<m:groupChr><m:groupChrPr>{properties}</m:groupChrPr>{inner}</m:groupChr>")


_STRIKES = {
    "horizontalstrike": "strikeH",
    "verticalstrike": "strikeV",
    "updiagonalstrike": "strikeBLTR",
    "downdiagonalstrike": "strikeTLBR",
}
_SIDES = ("hideTop", "hideBot", "hideLeft", "hideRight")


def enclosed(notation: str, content: Markup) -> Markup:
    """Write content in a box, or struck out (22.1.2.11)."""
    notations = notation.split()
    shown = [] if "box" in notations else [*_SIDES]
    shown += [name for key, name in _STRIKES.items() if key in notations]
    properties = "".join(f'<m:{name} m:val="1"/>' for name in shown)
    outer = f"<m:borderBoxPr>{properties}</m:borderBoxPr>" if properties else ""
    return Markup(f"<m:borderBox>{outer}{argument('m:e', content)}</m:borderBox>")


def switched_off(content: Markup, without: list[str]) -> Markup:
    """Write content that only takes room (22.1.2.81), `without` its width or its height."""
    shown = '<m:show m:val="0"/>'
    shown += '<m:zeroWid m:val="1"/>' if "width" in without else ""
    shown += '<m:zeroAsc m:val="1"/><m:zeroDesc m:val="1"/>' if "height" in without else ""
    return Markup(f"<m:phant><m:phantPr>{shown}</m:phantPr>{argument('m:e', content)}</m:phant>")
