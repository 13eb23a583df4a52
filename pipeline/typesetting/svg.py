"""Reads SVG drawings as vectors: shapes, words, clips, what is used twice (SVG 1.1 and 2).

Gradients, patterns, filters, masks, markers and pictures within drawings are not read: a drawing
that has them is shown as pixels, whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fontTools.misc.transform import Transform
from lxml import etree

from pipeline.model.vectors import (
    Clip,
    Outline,
    Paint,
    Shape,
    Stroke,
    UnsupportedError,
    Vectors,
)
from pipeline.typesetting.svgoutlines import even_scale, outline_of
from pipeline.typesetting.svgplaces import transform_of, view_of
from pipeline.typesetting.svgspans import spans_of
from pipeline.typesetting.svgstyle import (
    INITIAL,
    Style,
    StyleSheet,
    length,
    lengths,
    local_name,
    paint,
    share,
)

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SILENT_NAMES = """
defs title desc metadata style clipPath linearGradient radialGradient marker symbol pattern filter
mask script
"""
_SILENT = frozenset(_SILENT_NAMES.split())
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_GROUPS = frozenset({"g", "a"})
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_DEEPEST = 60
_MOST_ELEMENTS = 20_000


def vectors_of(content: bytes) -> Vectors | None:
    """Read a drawing; None for one that cannot be shown whole by outlines and plain paint."""
    try:
        root = _parsed(content)
        sheet = StyleSheet(element.text or "" for element in root.iter(f"{_SVG}style"))
        width, height, transform = view_of(root)
        reader = _Reader(root, sheet)
        style = sheet.style_of(root, dict(INITIAL))
        reader.read_group(root, _Place(style, transform))
    except UnsupportedError:
        return None
    return Vectors(width, height, tuple(reader.shapes))


def _parsed(content: bytes) -> etree._Element:
    if b"<!ENTITY" in content:
        raise UnsupportedError("entities of its own")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnsupportedError("XML that is not sound") from error
    if root.tag != f"{_SVG}svg":
        raise UnsupportedError("no SVG")
    return root


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part of a drawing stands: what it inherits, and how it comes to the whole.

    `faint` is the opacity of the groups around it.
    """

    style: Style
    transform: Transform
    clips: tuple[Clip, ...] = ()
    faint: float = 1.0
    depth: int = 0


class _Reader:
    """Reads the elements of a drawing, from back to front."""

    def __init__(self, root: etree._Element, sheet: StyleSheet) -> None:
        self.shapes: list[Shape] = []
        self._sheet = sheet
        self._elements = 0
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}

    def read_group(self, group: etree._Element, place: _Place) -> None:
        """Read what is in a group; one that is faint as a whole may hold one thing alone."""
        children = list(_seen(group))
        if place.faint < 1 and len(children) > 1:
            raise UnsupportedError("a group that is faint as a whole")
        for child in children:
            self._read(child, place)

    def _read(self, element: etree._Element, around: _Place) -> None:
        style = self._sheet.style_of(element, around.style)
        if style.get("display") == "none":
            return
        place = self._place(element, style, around)
        name = local_name(element)
        if name in _GROUPS:
            self.read_group(element, place)
        elif name == "use":
            self._use(element, place)
        elif name == "text":
            self._text(element, place)
        elif name in _SHAPES:
            self._add(outline_of(element, place.transform), place, is_line=name == "line")
        else:
            raise UnsupportedError(f"the element {name}")

    def _place(self, element: etree._Element, style: Style, around: _Place) -> _Place:
        self._elements += 1
        if around.depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise UnsupportedError("so much")
        transform = around.transform.transform(transform_of(element.get("transform", "")))
        place = replace(around, style=style, transform=transform, depth=around.depth + 1)
        clips = self._clips(style.get("clip-path", "none"), place)
        faint = around.faint * share(style.get("opacity", "1"))
        return replace(place, clips=(*around.clips, *clips), faint=faint)

    def _clips(self, text: str, place: _Place) -> tuple[Clip, ...]:
        if text == "none":
            return ()
        named = self._target(text.removeprefix("url(").removesuffix(")").strip("'\" "))
        if named is None or local_name(named) != "clipPath":
            raise UnsupportedError("a clip that is not there")
        shapes = list(_seen(named))
        is_plain = named.get("clipPathUnits", "userSpaceOnUse") == "userSpaceOnUse"
        if len(shapes) != 1 or not is_plain or named.get("clip-path"):
            raise UnsupportedError("a clip of several shapes")
        (shape,) = shapes
        style = self._sheet.style_of(shape, self._sheet.style_of(named, place.style))
        if local_name(shape) not in _SHAPES or style.get("clip-path", "none") != "none":
            raise UnsupportedError("a clip that is clipped")
        transform = place.transform
        for element in (named, shape):
            transform = transform.transform(transform_of(element.get("transform", "")))
        outline = outline_of(shape, transform)
        return (Clip(outline, style.get("clip-rule") == "evenodd"),)

    def _target(self, reference: str) -> etree._Element | None:
        return self._named.get(reference[1:]) if reference.startswith("#") else None

    def _use(self, element: etree._Element, place: _Place) -> None:
        target = self._target(element.get("href") or element.get(_HREF) or "")
        if target is None or local_name(target) in {"symbol", "svg"}:
            raise UnsupportedError("the use of something else than a shape")
        x, y = (length(element.get(name, "0")) for name in ("x", "y"))
        self._read(target, replace(place, transform=place.transform.translate(x, y)))

    def _text(self, element: etree._Element, place: _Place) -> None:
        for outline, style in spans_of(element, place.style, self._sheet, place.transform):
            self._add(outline, replace(place, style=style))

    def _add(self, outline: Outline, place: _Place, *, is_line: bool = False) -> None:
        style = place.style
        if not outline or style.get("visibility", "visible") != "visible":
            return
        fill = None if is_line else _fainter(paint(style, "fill"), place.faint)
        stroke = _stroke(style, place)
        if fill and stroke and place.faint < 1:
            raise UnsupportedError("a shape that is faint as a whole")
        if fill or stroke:
            is_even_odd = style.get("fill-rule") == "evenodd"
            self.shapes.append(Shape(outline, fill, stroke, is_even_odd, place.clips))


def _seen(group: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements of a group that show something; those of other programs show nothing."""
    for child in group:
        if child.tag.startswith(_SVG) and local_name(child) not in _SILENT:
            yield child


def _fainter(full: Paint | None, faint: float) -> Paint | None:
    return None if full is None else full._replace(opacity=full.opacity * faint)


def _stroke(style: Style, place: _Place) -> Stroke | None:
    colour = _fainter(paint(style, "stroke"), place.faint)
    size = style["font-size"]
    width = length(style.get("stroke-width", "1"), size)
    if colour is None or width <= 0:
        return None
    scale = even_scale(place.transform)
    dashed = style.get("stroke-dasharray", "none")
    dashes = () if dashed == "none" else lengths(dashed, size)
    if any(dash < 0 for dash in dashes):
        raise UnsupportedError("dashes without a length")
    cap, join = style.get("stroke-linecap", "butt"), style.get("stroke-linejoin", "miter")
    if cap not in _CAPS or join not in _JOINS:
        raise UnsupportedError(f"ends of lines: {cap}, {join}")
    return Stroke(
        colour,
        width * scale,
        _CAPS[cap],
        _JOINS[join],
        length(style.get("stroke-miterlimit", "4")),
        tuple(dash * scale for dash in dashes) if any(dashes) else (),
        length(style.get("stroke-dashoffset", "0"), size) * scale,
    )
