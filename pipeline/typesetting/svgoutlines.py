"""Outlines of a drawing's shapes and letters, brought to their places on the whole drawing."""

from math import hypot, sqrt

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import decomposeQuadraticSegment
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from lxml import etree

from pipeline.model.vectors import Outline, Point, Segment, UnsupportedError
from pipeline.typesetting.svgstyle import local_name

_EVEN = 1e-3
_THIRDS = 2 / 3


def outline_of(element: etree._Element, transform: Transform) -> Outline:
    """Give the outline of a shape; raises UnsupportedError for one that is not as it should be."""
    if local_name(element) == "rect":
        _refuse_wide_corners(element)
    builder = PathBuilder()
    # The builder reads transformations itself, but not all of them.
    kept = {str(key): str(value) for key, value in element.attrib.items() if key != "transform"}
    try:
        if not builder.add_path_from_element(etree.Element(element.tag, kept)) or not builder.paths:
            return ()
        pen = RecordingPen()
        parse_path(builder.paths[-1], pen)
    except (ValueError, TypeError, IndexError) as error:
        raise UnsupportedError(f"the shape of {local_name(element)}") from error
    return placed(pen, transform)


def _refuse_wide_corners(rect: etree._Element) -> None:
    """Refuse corners that are rounder than half a side, which browsers make smaller."""
    for radius, side in (("rx", "width"), ("ry", "height")):
        both = rect.get(radius) or rect.get("ry" if radius == "rx" else "rx") or "0"
        try:
            if 2 * float(both) > float(rect.get(side, "0")):
                raise UnsupportedError("corners that are rounder than half a side")
        except ValueError as error:
            raise UnsupportedError(f"the length {both[:40]}") from error


def placed(pen: RecordingPen, transform: Transform) -> Outline:
    """Give what a pen has recorded, brought to its place; quadratic curves become cubic ones."""
    segments: list[Segment] = []
    at: Point = (0.0, 0.0)
    for name, points in pen.value:
        if name == "moveTo":
            at = transform.transformPoint(points[0])
            segments.append(Segment("m", (at,)))
        elif name == "lineTo":
            at = transform.transformPoint(points[0])
            segments.append(Segment("l", (at,)))
        elif name == "curveTo":
            moved = tuple(transform.transformPoints(points))
            segments.append(Segment("c", moved))
            at = moved[-1]
        elif name == "qCurveTo":
            for control, end in decomposeQuadraticSegment(transform.transformPoints(points)):
                segments.append(Segment("c", (_toward(at, control), _toward(end, control), end)))
                at = end
        elif name == "closePath":
            segments.append(Segment("h"))
    return tuple(segments)


def _toward(start: Point, end: Point) -> Point:
    """Give the point two thirds of the way: the cubic curve's control for a quadratic one's."""
    return (start[0] + (end[0] - start[0]) * _THIRDS, start[1] + (end[1] - start[1]) * _THIRDS)


def even_scale(transform: Transform) -> float:
    """Give how much wider strokes become; raises UnsupportedError where not all do alike."""
    a, b, c, d = transform[:4]
    across, down = hypot(a, b), hypot(c, d)
    widest = max(across, down)
    if abs(across - down) > _EVEN * widest or abs(a * c + b * d) > _EVEN * widest * widest:
        raise UnsupportedError("strokes that are wider in one direction")
    return sqrt(across * down)
