"""Colours that can be read on light and on dark pages."""

import colorsys

_STEPS = 200
_STRAIGHT = 0.04045
"""Below this, sRGB is a straight line (IEC 61966-2-1)."""


def luminance(colour: str) -> float:
    """Give the relative luminance of six hexadecimal digits, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part) for part in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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


def veil(shade: str, tint: str) -> str:
    """Give the translucent tint (a CSS colour) that makes white paper look like `shade`.

    On dark paper the same tint makes a dark shade, so that text on it can be read either way.
    """
    pairs = zip(_channels(shade), _channels(tint), strict=True)
    alphas = [(1 - wanted) / (1 - full) for wanted, full in pairs if full < 1]
    alpha = min(1.0, sum(alphas) / len(alphas)) if alphas else 0.0
    red, green, blue = (round(part * 255) for part in _channels(tint))
    return f"rgba({red}, {green}, {blue}, {alpha:.3f})"


def faintness(muted: str, text: str) -> float:
    """Give the opacity (0 to 1) that makes `text` on white paper look like `muted`."""
    wanted, full = sum(_channels(muted)), sum(_channels(text))
    return round(min(1.0, (3 - wanted) / (3 - full)), 2) if full < sum((1, 1, 1)) else 1.0
