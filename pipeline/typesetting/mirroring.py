"""Mirroring: what is placed from the left is placed from the right."""

from dataclasses import replace
from typing import TypeVar

from pipeline.typesetting.fonts import THOUSAND
from pipeline.typesetting.lines import Frame, Stroke
from pipeline.typesetting.pages import Bar, Expression, Item, LinkArea, Run, Sign

_Placed = TypeVar("_Placed", Item, LinkArea)


def mirrored(placed: _Placed, width: float) -> _Placed:
    """Give what stands on a page of a width, in points, on the page's other side.

    It is moved, not turned over: words and pictures look as before.
    """
    if isinstance(placed, Run):
        own = _words_width(placed)
    elif isinstance(placed, Expression):
        own = max(map(_end, placed.pieces), default=0.0)
    else:
        own = placed.width
    return replace(placed, x=width - placed.x - own)


def upright(stroke: Stroke, frame: Frame) -> Stroke:
    """Give a stroke on the other side of its frame: mirrored, it stands as it did."""
    return stroke._replace(x=2 * frame.left + frame.width - stroke.x - _words_width(stroke))


def _words_width(words: Run | Stroke) -> float:
    shaped = sum([word.width for word in words.words]) * words.size / THOUSAND
    return shaped + words.space * (len(words.words) - 1)


def _end(piece: Sign | Bar) -> float:
    if isinstance(piece, Bar):
        return piece.x + piece.width
    return piece.x + piece.word.width * piece.size / THOUSAND
