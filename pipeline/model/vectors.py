"""Drawings as vectors: outlines with their fills and strokes, in the drawing's own units.

Points run from the upper left corner to the right and down, 96 units an inch (SVG 2, 8.2).
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]


class Segment(NamedTuple):
    """A step of an outline: "m" to a point, "l" a line, "c" a cubic curve, "h" closes it."""

    kind: str
    points: tuple[Point, ...] = ()


Outline: TypeAlias = tuple[Segment, ...]


class Paint(NamedTuple):
    """A colour as six hexadecimal digits, and its opacity (0 to 1)."""

    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """How an outline is drawn: widths and dashes in units; `cap` and `join` are PDF's numbers."""

    paint: Paint
    width: float
    cap: int = 0
    join: int = 0
    mitre: float = 4.0
    dashes: tuple[float, ...] = ()
    phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Clip:
    """An outline outside of which nothing is seen."""

    outline: Outline
    is_even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline that is filled, drawn, or both; what it is clipped by, from the outermost in."""

    outline: Outline
    fill: Paint | None = None
    stroke: Stroke | None = None
    is_even_odd: bool = False
    clips: tuple[Clip, ...] = ()


@dataclass(frozen=True, slots=True)
class Vectors:
    """A drawing: its size in units, and its shapes from back to front."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


class UnsupportedError(ValueError):
    """A drawing that asks for more than outlines and plain paint: it is shown as pixels."""
