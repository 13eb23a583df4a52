"""Dresses: what is drawn with words but is no words: a rule through or below them, a ground."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from pipeline.typesetting.lines import Rule

_THICKNESS = 0.055
_THINNEST = 0.4
_STRUCK, _UNDERLINED = 0.26, -0.16
_ASCENT, _DESCENT = 0.84, 0.27
_KEY_ASCENT, _KEY_DESCENT = 0.8, 0.22
_KEY_EDGE = 0.7


class Fashion(Enum):
    """The kinds of dresses."""

    STRUCK = auto()
    UNDERLINED = auto()
    MARKED = auto()
    KEY = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Dress:
    """What the words of one inline wear together, without gaps between them.

    `size` is the type size that it is made for and `rise` how far its words are raised, in
    points; `colours` are those of its parts.
    """

    fashion: Fashion
    size: float
    rise: float
    colours: tuple[str, ...]

    @property
    def is_ground(self) -> bool:
        """Tell whether it stands behind the words."""
        return self.fashion in {Fashion.MARKED, Fashion.KEY}

    def scaled(self, factor: float) -> "Dress":
        """Give the dress smaller by a factor."""
        return replace(self, size=self.size * factor, rise=self.rise * factor)

    def rules(self, x: float, end: float, baseline: float) -> Iterator[Rule]:
        """Yield the rectangles from x to its end, on a line's baseline."""
        base, size, width = baseline - self.rise, self.size, end - x
        match self.fashion:
            case Fashion.STRUCK:
                yield self._stroke(x, base - size * _STRUCK, width)
            case Fashion.UNDERLINED:
                yield self._stroke(x, base - size * _UNDERLINED, width)
            case Fashion.MARKED:
                height = size * (_ASCENT + _DESCENT)
                yield Rule(x, base + size * _DESCENT, width, height, self.colours[0])
            case Fashion.KEY:
                height = size * (_KEY_ASCENT + _KEY_DESCENT)
                bottom = base + size * _KEY_DESCENT
                yield Rule(x, bottom + _KEY_EDGE, width, height + _KEY_EDGE, self.colours[1])
                yield Rule(x, bottom, width, height, self.colours[0])

    def _stroke(self, x: float, middle: float, width: float) -> Rule:
        thickness = max(self.size * _THICKNESS, _THINNEST)
        return Rule(x, middle + thickness / 2, width, thickness, self.colours[0])
