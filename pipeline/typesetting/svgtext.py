"""The words of a drawing as outlines, set in the theme's faces."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen

from pipeline.model.vectors import UnsupportedError
from pipeline.theme import Family, Theme
from pipeline.typesetting.fonts import THOUSAND, Face, load_face
from pipeline.typesetting.svgstyle import Style

_TIMES = Family("STIX Two Math", "ziamath", ())
_GENERIC = {"serif": "times", "sans-serif": "sans", "monospace": "mono"}
_STRONG = {"bold": 700, "bolder": 700, "normal": 400, "lighter": 400}
_REGULAR = 400
_LEFTWARDS = frozenset({"R", "AL", "RLE", "RLO", "RLI"})


@dataclass(frozen=True, slots=True)
class SetText:
    """Words as outlines, from their own beginning on the baseline, and how far they reach.

    `trailing` is the width of a space at their end, where there is one.
    """

    pen: RecordingPen
    advance: float
    trailing: float = 0.0


def set_text(text: str, style: Style, wanted: float | None = None) -> SetText:
    """Set words in a style, spaced so that they reach as far as `wanted`, where it is not None.

    Raises UnsupportedError for letters that run to the left, and for those that no face has.
    """
    if any(unicodedata.bidirectional(character) in _LEFTWARDS for character in text):
        raise UnsupportedError("letters that run to the left")
    for face in _faces(style):
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(face.font, buffer)
        if all(info.codepoint for info in buffer.glyph_infos):
            scale = float(style["font-size"]) / THOUSAND
            return _drawn(face, buffer, scale, None if wanted is None else wanted / scale)
    raise UnsupportedError("letters that no face has")


def _drawn(face: Face, buffer: hb.Buffer, scale: float, wanted: float | None) -> SetText:
    pen = RecordingPen()
    x = more = 0.0
    places = buffer.glyph_positions
    gaps = len(places) - 1
    if wanted is not None and gaps > 0:
        more = (wanted - sum(place.x_advance for place in places)) / gaps
    for info, place in zip(buffer.glyph_infos, places, strict=True):
        left, up = (x + place.x_offset) * scale, place.y_offset * scale
        placed = TransformPen(pen, (scale, 0, 0, -scale, left, -up))
        face.font.draw_glyph_with_pen(info.codepoint, placed)
        x += place.x_advance + more
    is_space = bool(places) and buffer.glyph_infos[-1].codepoint == face.glyph_for(" ")
    trailing = places[-1].x_advance * scale if is_space else 0.0
    return SetText(pen, x * scale, trailing)


def _faces(style: Style) -> Iterator[Face]:
    """Yield the face that a style asks for, then those that may step in."""
    theme = Theme()
    families = {
        "times": _TIMES,
        "serif": theme.serif,
        "sans": theme.sans,
        "mono": theme.mono,
    }
    by_name = {family.name.lower(): key for key, family in families.items()}
    asked = (part.strip(" '\"").lower() for part in style.get("font-family", "").split(","))
    found = (by_name.get(name) or _GENERIC.get(name) for name in asked)
    first = next(filter(None, found), "sans")
    for key in dict.fromkeys((first, "sans", "serif", "mono")):
        if key == "times":
            yield load_face(_TIMES, _REGULAR, italic=False)
        else:
            italic = style.get("font-style", "normal") != "normal"
            yield load_face(families[key], _weight(style), italic=italic)


def _weight(style: Style) -> int:
    text = style.get("font-weight", "normal")
    if text in _STRONG:
        return _STRONG[text]
    if not text.isdecimal():
        raise UnsupportedError(f"the weight {text[:20]}")
    return min(max(int(text), 100), 900)
