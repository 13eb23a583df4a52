"""Boxes: parts of formulas with their measures, put together from smaller ones.

Lengths are points; a box's origin lies at the left end of its baseline, y grows upwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from pipeline.typesetting.pages import Bar, Sign

Piece: TypeAlias = Sign | Bar


@dataclass(frozen=True, slots=True)
class MathBox:
    """A part of a formula: how far it reaches, and what is in it, each at its place.

    `italic` is how far it leans over what follows, `attachment` where accents belong above it
    (None: in its middle). `slanted` tells that it begins with a slanted letter, `single` that it
    is one glyph.
    """

    width: float
    height: float
    depth: float
    parts: tuple["Part", ...] = field(default=(), repr=False)
    italic: float = 0.0
    attachment: float | None = None
    slanted: bool = False
    single: bool = False


class Part(NamedTuple):
    """Something in a box, moved to its place."""

    x: float
    y: float
    content: "MathBox | Piece"


EMPTY = MathBox(0.0, 0.0, 0.0)


def pieces_of(box: MathBox) -> Iterator[Piece]:
    """Yield what is drawn in a box, in the order of the formula's text."""
    todo: list[Part] = [Part(0.0, 0.0, box)]
    while todo:
        x, y, content = todo.pop()
        if isinstance(content, MathBox):
            todo.extend(Part(x + p.x, y + p.y, p.content) for p in reversed(content.parts))
        else:
            yield content._replace(x=content.x + x, y=content.y + y)


def assembled(parts: list[tuple[float, float, MathBox]], width: float | None = None) -> MathBox:
    """Give the box that holds boxes at their places; as wide as they are where nothing is said."""
    return MathBox(
        max((x + box.width for x, _, box in parts), default=0.0) if width is None else width,
        max((y + box.height for _, y, box in parts), default=0.0),
        max((box.depth - y for _, y, box in parts), default=0.0),
        tuple(Part(x, y, box) for x, y, box in parts),
    )


def bar(width: float, thickness: float, colour: str) -> MathBox:
    """Give a bar that stands on the baseline."""
    return MathBox(
        width, thickness, 0.0, (Part(0.0, 0.0, Bar(0.0, 0.0, width, thickness, colour)),)
    )


def unseen(box: MathBox) -> MathBox:
    """Give the room of a box without what is in it."""
    return replace(box, parts=())
