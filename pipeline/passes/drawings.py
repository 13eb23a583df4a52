"""Drawings: SVG becomes pixels, fine enough for print, the same on every machine.

What a drawing takes from outside of itself is left out.
"""

import re
import struct
from typing import NamedTuple

from pipeline.pixels import UNITS_AN_INCH, DrawingError, draw_svg

FINEST = 3.0
"""Pixels to each unit of a drawing, which is 1/96 of an inch (CSS Values 4, 6.2)."""

_LONGEST = 1600
_STAND_IN_FINEST, _STAND_IN_LONGEST = 2.0, 1000
_HEAD = 4096
_ROOT = re.compile(rb"<svg[\s>]")
# An address of something else: neither a part of the drawing nor what the drawing holds itself.
_OUTSIDE = re.compile(
    r"""(?:xlink:)?href\s*=\s*(?:"\s*(?!\s*(?:\#|data:))[^"]*"|'\s*(?!\s*(?:\#|data:))[^']*')"""
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_OPENING = re.compile(r"<svg\s[^>]*>")
_SIDE = re.compile(r"""\s(width|height)\s*=\s*["']\s*([\d.]+)([a-z]*)\s*["']""")
_BOX = re.compile(r"""\sviewBox\s*=\s*["']\s*\S+[\s,]+\S+?[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']""")
_SIDES = ("width", "height")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_PNG_SIZE = struct.Struct(">16x2I")


def is_drawing(content: bytes) -> bool:
    """Tell whether a file is an SVG drawing, by its beginning."""
    return _ROOT.search(content[:_HEAD]) is not None


class Drawn(NamedTuple):
    """A drawing as pixels: a PNG file, its size in pixels, and its pixels an inch."""

    pixels: bytes
    size: tuple[int, int]
    resolution: float


def self_contained(content: bytes) -> str:
    """Give an SVG file without what it takes from outside; raises DrawingError if not UTF-8."""
    try:
        text = _sized(_OUTSIDE.sub("", content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise DrawingError("it is not UTF-8") from error
    return _DECLARATION.sub("", text)


def draw(text: str) -> Drawn:
    """Draw a self-contained SVG file on white.

    Its longer side has 1600 pixels at most. The ground is white, so that lines show in dark modes.
    Raises DrawingError where it is no sound SVG.
    """
    longest = _longest(text) or max(_PNG_SIZE.unpack_from(draw_svg(text, 1.0)))
    zoom = min(FINEST, _LONGEST / longest)
    drawn = draw_svg(text, zoom)
    width, height = _PNG_SIZE.unpack_from(drawn)
    return Drawn(drawn, (width, height), UNITS_AN_INCH * zoom)


def stand_in(text: str) -> bytes:
    """Draw a file whose outlines editions have, for programs that cannot show those: a PNG file."""
    longest = _longest(text) or max(_PNG_SIZE.unpack_from(draw_svg(text, 1.0)))
    return draw_svg(text, stand_in_zoom(longest, 0.0))


def stand_in_zoom(width: float, height: float) -> float:
    """Give how many pixels each unit of a drawing gets in its stand-in."""
    return min(_STAND_IN_FINEST, _STAND_IN_LONGEST / max(width, height))


def _longest(text: str) -> float:
    """Give the longer side of a drawing as it says itself, in its units; 0 where that is unsure."""
    root = _OPENING.search(text)
    sides = _SIDE.findall(root[0]) if root else []
    if len(sides) == len(_SIDES) and all(unit in _UNITS for _, _, unit in sides):
        return max(float(number) * _UNITS[unit] for _, number, unit in sides)
    box = _BOX.search(root[0]) if root and not sides else None
    return max(float(box[1]), float(box[2])) if box else 0.0


def _sized(text: str) -> str:
    """Give a drawing that names one side alone the other one, by its view box, as browsers do."""
    root = _OPENING.search(text)
    if root is None:
        return text
    sides = {name: (number, unit) for name, number, unit in _SIDE.findall(root[0])}
    box = _BOX.search(root[0])
    if box is None or len(sides) != 1:
        return text
    wide, high = float(box[1]), float(box[2])
    ((name, (number, unit)),) = sides.items()
    if not (wide and high):
        return text
    other, ratio = ("width", wide / high) if name == "height" else ("height", high / wide)
    added = f' {other}="{float(number) * ratio:.3f}{unit}"'
    return f"{text[: root.start() + 4]}{added}{text[root.start() + 4 :]}"
