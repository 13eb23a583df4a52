"""Where a drawing's shapes go: its size, its view box, its transformations (SVG 1.1, 7)."""

import re
from math import radians, tan
from typing import NamedTuple

from fontTools.misc.transform import Identity, Transform
from lxml import etree

from pipeline.model.vectors import UnsupportedError
from pipeline.typesetting.svgstyle import length, lengths

_FUNCTION = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)")
_ALIGNED = re.compile(r"x(Min|Mid|Max)Y(Min|Mid|Max)(?:\s+(meet|slice))?")
_SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_WHOLE = "100%"


class View(NamedTuple):
    """A drawing's size in units, and the way of its own points into it."""

    width: float
    height: float
    transform: Transform


def view_of(root: etree._Element) -> View:
    """Give the view of a drawing; one that says no size anywhere is an UnsupportedError."""
    box = lengths(root.get("viewBox", ""))
    sides = (root.get("width", _WHOLE).strip(), root.get("height", _WHOLE).strip())
    if not box and _WHOLE in sides:
        raise UnsupportedError("a drawing without a size")
    if box and (len(box) != len(("x", "y", "width", "height")) or min(box[2:]) <= 0):
        raise UnsupportedError("the view box")
    width = box[2] if sides[0] == _WHOLE else length(sides[0])
    height = box[3] if sides[1] == _WHOLE else length(sides[1])
    if width <= 0 or height <= 0:
        raise UnsupportedError("a drawing without a size")
    if not box:
        return View(width, height, Identity)
    return View(width, height, _fitted(box, (width, height), root.get("preserveAspectRatio", "")))


def _fitted(box: tuple[float, ...], size: tuple[float, float], text: str) -> Transform:
    """Fit a view box into a size (SVG 1.1, 7.8)."""
    left, top, wide, high = box
    across, down = size[0] / wide, size[1] / high
    text = text.removeprefix("defer").strip()
    if text == "none":
        return Transform(across, 0, 0, down, -left * across, -top * down)
    match = _ALIGNED.fullmatch(text or "xMidYMid")
    if match is None:
        raise UnsupportedError(f"the fit {text[:40]}")
    scale = max(across, down) if match[3] == "slice" else min(across, down)
    x = (size[0] - wide * scale) * _SHARES[match[1]] - left * scale
    y = (size[1] - high * scale) * _SHARES[match[2]] - top * scale
    return Transform(scale, 0, 0, scale, x, y)


def transform_of(text: str) -> Transform:
    """Read a list of transformations (SVG 1.1, 7.6)."""
    whole = Identity
    end = 0
    for match in _FUNCTION.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        whole = whole.transform(_one(match[1], lengths(match[2])))
    if text[end:].strip():
        raise UnsupportedError(f"the transformation {text[:40]}")
    return whole


def _one(name: str, numbers: tuple[float, ...]) -> Transform:
    first, *rest = numbers or (0.0,)
    match name, len(rest):
        case "matrix", 5:
            found = Transform(*numbers)
        case "translate", 0 | 1:
            found = Identity.translate(first, *rest)
        case "scale", 0 | 1:
            found = Identity.scale(first, *rest)
        case "rotate", 0 | 2:
            x, y = rest or (0.0, 0.0)
            found = Identity.translate(x, y).rotate(radians(first)).translate(-x, -y)
        case "skewX" | "skewY", 0:
            slope = tan(radians(first))
            found = Transform(1, 0, slope, 1) if name == "skewX" else Transform(1, slope, 0, 1)
        case _:
            raise UnsupportedError(f"the transformation {name[:20]}")
    return found
