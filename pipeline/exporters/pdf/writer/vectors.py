"""Drawings as form XObjects: their outlines as PDF paints them.

Clauses are those of ISO 32000-1. A form fills the unit square, as images do (8.9.5).
"""

from collections.abc import Iterator

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject, Stream
from pipeline.exporters.pdf.writer.syntax import (
    Syntax,
    array,
    colour_numbers,
    dictionary,
    number,
    numbers,
)
from pipeline.model.vectors import Clip, Outline, Shape, Stroke, Vectors


def form_of(canvas: EditionCanvas, vectors: Vectors) -> Stream:
    """Give a drawing as a form (8.10); its states of opacity are registered."""
    states: dict[tuple[float, float], str] = {}
    content = "\n".join(_operators(vectors, states))
    named = {
        key: canvas.register(PlainObject(dictionary({"ca": number(fill), "CA": number(stroke)})))
        for (fill, stroke), key in states.items()
    }
    resources = dictionary({"ExtGState": dictionary({**named})}) if named else Syntax("<<>>")
    wide, high = vectors.width, vectors.height
    entries = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": array([numbers(0, 0, wide, high)]),
        "Matrix": f"[{1 / wide:.8f} 0 0 {-1 / high:.8f} 0 1]",
        "Resources": resources,
    }
    return Stream(content.encode("ascii"), entries)


def _operators(vectors: Vectors, states: dict[tuple[float, float], str]) -> Iterator[str]:
    clips: tuple[Clip, ...] = ()
    for shape in vectors.shapes:
        if shape.clips != clips:
            if clips:
                yield "Q"
            if shape.clips:
                yield "q"
            clips = shape.clips
            yield from (_clipped(clip) for clip in clips)
        yield from _painted(shape, states)
    if clips:
        yield "Q"


def _clipped(clip: Clip) -> str:
    return f"{_path(clip.outline)} {'W*' if clip.is_even_odd else 'W'} n"


def _painted(shape: Shape, states: dict[tuple[float, float], str]) -> Iterator[str]:
    """Yield a shape's state and path, in a state of graphics of its own (8.4.2)."""
    yield "q"
    fill, stroke = shape.fill, shape.stroke
    opacity = (fill.opacity if fill else 1.0, stroke.paint.opacity if stroke else 1.0)
    if min(opacity) < 1:
        yield f"/{states.setdefault(opacity, f'G{len(states)}')} gs"
    if fill:
        yield f"{colour_numbers(fill.colour)} rg"
    if stroke:
        yield _pen(stroke)
    rule = "*" if fill and shape.is_even_odd else ""
    operator = ("B" if fill else "S") if stroke else "f"
    yield f"{_path(shape.outline)} {operator}{rule}"
    yield "Q"


def _pen(stroke: Stroke) -> str:
    dashes = f"{array(map(number, stroke.dashes))} {number(stroke.phase)} d"
    state = f"{number(stroke.width)} w {stroke.cap} J {stroke.join} j {number(stroke.mitre)} M"
    return f"{colour_numbers(stroke.paint.colour)} RG {state} {dashes}"


def _path(outline: Outline) -> str:
    return " ".join(
        f"{numbers(*(value for point in segment.points for value in point))} {segment.kind}".strip()
        for segment in outline
    )
