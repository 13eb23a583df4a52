"""Colours that can be read on light and on dark pages."""

import colorsys
from typing import NamedTuple

_STEPS = 200
_STRAIGHT = 0.04045
"""Below this, sRGB is a straight line (IEC 61966-2-1)."""

_ENOUGH = 4.5
"""The contrast that text must have (WCAG 2.2, 1.4.3)."""

DARK_PAPER = "121212"
"""The ground of dark pages, as reading systems commonly have it."""


def luminance(colour: str) -> float:
    """Give the relative luminance of six hexadecimal digits, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part) for part in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _STRAIGHT else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def lightened(colour: str, least: float) -> str:
    """Give a colour of the same hue whose luminance is at least `least` (0 to 1)."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(_STEPS + 1):
        raised = lightness + (1 - lightness) * step / _STEPS
        parts = colorsys.hls_to_rgb(hue, raised, saturation)
        result = "".join(f"{round(part * 255):02x}" for part in parts)
        if luminance(result) >= least:
            return result
    return "ffffff"


class Veil(NamedTuple):
    """A translucent colour: six hexadecimal digits, and how opaque it is (0 to 1)."""

    tint: str
    alpha: float

    def thinned(self, share: float) -> "Veil":
        """Give a veil that is so much less opaque."""
        return Veil(self.tint, self.alpha * share)

    def css(self) -> str:
        """Give it as CSS writes it."""
        red, green, blue = (round(part * 255) for part in _channels(self.tint))
        return f"rgba({red}, {green}, {blue}, {self.alpha:.3f})"

    def over(self, paper: str) -> str:
        """Give the colour of paper under it."""
        pairs = zip(_channels(paper), _channels(self.tint), strict=True)
        mixed = (below + (above - below) * self.alpha for below, above in pairs)
        return "".join(f"{round(part * 255):02x}" for part in mixed)


def veil(shade: str, tint: str) -> Veil:
    """Give the veil of a tint that makes white paper look like `shade`.

    On dark paper the same veil makes a dark shade, so that text on it can be read either way.
    """
    pairs = zip(_channels(shade), _channels(tint), strict=True)
    alphas = [(1 - wanted) / (1 - full) for wanted, full in pairs if full < 1]
    return Veil(tint, min(1.0, sum(alphas) / len(alphas)) if alphas else 0.0)


def pure(shade: str) -> str:
    """Give the colour that `shade` is a thin coat of, on white paper."""
    depths = [1 - part for part in _channels(shade)]
    deepest = max(depths) or 1.0
    return "".join(f"{round((1 - depth / deepest) * 255):02x}" for depth in depths)


def readable(colour: str, ground: str) -> str:
    """Give a colour of the same hue with a contrast of 4.5:1 on a dark ground (WCAG 2.2, 1.4.3)."""
    return lightened(colour, _ENOUGH * (luminance(ground) + 0.05) - 0.05)


def faintness(muted: str, text: str) -> float:
    """Give the opacity (0 to 1) that makes `text` on white paper look like `muted`."""
    wanted, full = sum(_channels(muted)), sum(_channels(text))
    return round(min(1.0, (3 - wanted) / (3 - full)), 2) if full < sum((1, 1, 1)) else 1.0
