"""Drawings as SVG of their outlines alone: no fonts, no programs, nothing from outside."""

from collections.abc import Iterable

from pipeline.markup.escape import Markup
from pipeline.model.vectors import Clip, Outline, Shape, Stroke, Vectors

_CAPS = ("butt", "round", "square")
_JOINS = ("miter", "round", "bevel")
_USUAL_MITRE = 4.0
_COMMANDS = {"m": "M", "l": "L", "c": "C", "h": "Z"}


def svg_of(vectors: Vectors) -> Markup:
    """Write a drawing as an SVG 1.1 file; its ground is white, so that lines show in dark modes."""
    clips = {clip: f"c{n}" for n, clip in enumerate(_clips(vectors.shapes))}
    paths = "\n".join(_shape(shape, clips) for shape in vectors.shapes)
    defined = "".join(_defined(clip, name) for clip, name in clips.items())
    definitions = f"<defs>{defined}</defs>\n" if defined else ""
    width, height = _number(vectors.width), _number(vectors.height)
    return Markup(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">\n{definitions}'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n{paths}\n</svg>\n'
    )


def _clips(shapes: Iterable[Shape]) -> dict[Clip, None]:
    return dict.fromkeys(clip for shape in shapes for clip in shape.clips)


def _defined(clip: Clip, name: str) -> str:
    rule = ' clip-rule="evenodd"' if clip.is_even_odd else ""
    return f'<clipPath id="{name}"><path d="{_path(clip.outline)}"{rule}/></clipPath>'


def _shape(shape: Shape, clips: dict[Clip, str]) -> str:
    fill = f' fill="#{shape.fill.colour}"' if shape.fill else ' fill="none"'
    if shape.fill and shape.fill.opacity < 1:
        fill += f' fill-opacity="{_number(shape.fill.opacity)}"'
    rule = ' fill-rule="evenodd"' if shape.is_even_odd else ""
    stroke = _stroke(shape.stroke) if shape.stroke else ""
    path = f'<path d="{_path(shape.outline)}"{fill}{rule}{stroke}/>'
    for clip in reversed(shape.clips):
        path = f'<g clip-path="url(#{clips[clip]})">{path}</g>'
    return path


def _stroke(stroke: Stroke) -> str:
    values = {
        "stroke": f"#{stroke.paint.colour}",
        "stroke-opacity": _number(stroke.paint.opacity) if stroke.paint.opacity < 1 else "",
        "stroke-width": _number(stroke.width),
        "stroke-linecap": _CAPS[stroke.cap] if stroke.cap else "",
        "stroke-linejoin": _JOINS[stroke.join] if stroke.join else "",
        "stroke-miterlimit": _number(stroke.mitre) if stroke.mitre != _USUAL_MITRE else "",
        "stroke-dasharray": " ".join(map(_number, stroke.dashes)),
        "stroke-dashoffset": _number(stroke.phase) if stroke.dashes and stroke.phase else "",
    }
    return "".join(f' {key}="{value}"' for key, value in values.items() if value)


def _path(outline: Outline) -> str:
    return "".join(
        _COMMANDS[segment.kind]
        + " ".join(_number(value) for point in segment.points for value in point)
        for segment in outline
    )


def _number(value: float) -> str:
    """Give a number with at most three decimals: a hundredth of a pixel is never seen."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
