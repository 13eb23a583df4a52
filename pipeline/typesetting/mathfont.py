"""The typeface of formulas: its measures, and its signs in all the sizes that it has.

What a formula needs beyond glyphs stands in the font's MATH table (OpenType 1.9, `MATH`), which
HarfBuzz reads. All lengths are in thousandths of the type size.
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import uharfbuzz as hb

from pipeline.theme import Family
from pipeline.typesetting.fonts import Face, load_face
from pipeline.typesetting.pages import Glyph, ShapedWord

FAMILY = Family("STIX Two Math", "ziamath", ())
"""The package is one that carries the font; nothing of its code is used."""

_REGULAR = 400
NO_TEXT = "\u200b"  # what a sign's further pieces stand for: nothing that a reader would see
_MOST_PARTS = 200


class Stretched(NamedTuple):
    """A sign as large as wanted: glyphs, each with its place along the direction, and the size."""

    parts: tuple[tuple[int, float], ...]
    size: float


class MathFont:
    """A face with a MATH table."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._font = face.font
        self._constants: dict[str, float] = {}
        self._glyphs: dict[tuple[str, int], int] = {}
        self._words: dict[tuple[int, str], ShapedWord] = {}
        self._extents: dict[int, tuple[float, float, float]] = {}
        self._buffer = hb.Buffer()

    def constant(self, name: str) -> float:
        """Give a constant by its name in HarfBuzz (`AXIS_HEIGHT`)."""
        if name not in self._constants:
            self._constants[name] = float(self._font.get_math_constant(hb.OTMathConstant[name]))
        return self._constants[name]

    def glyph(self, character: str, level: int = 0) -> int:
        """Give a character's glyph, as scripts of a level have it (feature `ssty`); 0: none."""
        key = (character, min(level, 2))
        if key not in self._glyphs:
            self._glyphs[key] = self._shaped(character, key[1])
        return self._glyphs[key]

    def _shaped(self, character: str, level: int) -> int:
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(character)
        buffer.script, buffer.direction = "Zmth", "ltr"  # the font has its rules for mathematics
        hb.shape(self._font, buffer, {"ssty": level} if level else {})
        infos = buffer.glyph_infos
        return int(infos[0].codepoint) if len(infos) == 1 else 0

    def word(self, glyph: int, text: str) -> ShapedWord:
        """Give a glyph as a word that stands for a text."""
        key = (glyph, text or NO_TEXT)
        if key not in self._words:
            advance = self.face.advance(glyph)
            self._words[key] = ShapedWord(self.face, (Glyph(glyph, key[1], advance),), advance)
        return self._words[key]

    def extents(self, glyph: int) -> tuple[float, float, float]:
        """Give a glyph's advance, and how far it reaches above and below the baseline."""
        if glyph not in self._extents:
            found = self._font.get_glyph_extents(glyph)
            above = float(found.y_bearing) if found else 0.0
            below = -above - float(found.height) if found else 0.0
            self._extents[glyph] = (self.face.advance(glyph), above, below)
        return self._extents[glyph]

    def breadth(self, glyph: int) -> tuple[float, float]:
        """Give where the ink of a glyph begins, and how wide it is."""
        found = self._font.get_glyph_extents(glyph)
        return (float(found.x_bearing), float(found.width)) if found else (0.0, 0.0)

    def italic(self, glyph: int) -> float:
        """Give how far a slanted glyph leans over what follows it."""
        return float(self._font.get_math_glyph_italics_correction(glyph))

    def attachment(self, glyph: int) -> float:
        """Give where an accent belongs above a glyph."""
        return float(self._font.get_math_glyph_top_accent_attachment(glyph))

    def variant(self, glyph: int, least: float, direction: str) -> tuple[int, float]:
        """Give the smallest variant of at least a size along `direction` (`btt`, `ltr`)."""
        found = [(v.glyph, float(v.advance)) for v in self._variants(glyph, direction)]
        return next((v for v in found if v[1] >= least), found[-1] if found else (glyph, 0.0))

    def largest_within(self, glyph: int, most: float, direction: str) -> int:
        """Give the largest variant of at most a size, the glyph itself where all are larger."""
        fitting = [v.glyph for v in self._variants(glyph, direction) if v.advance <= most]
        return int(fitting[-1]) if fitting else glyph

    def _variants(self, glyph: int, direction: str) -> list[hb.OTMathGlyphVariant]:
        return list(self._font.get_math_glyph_variants(glyph, direction))

    def stretched(self, glyph: int, least: float, direction: str) -> Stretched:
        """Give a sign of at least a size, as one glyph or put together from pieces."""
        variant, size = self.variant(glyph, least, direction)
        if size >= least:
            return Stretched(((variant, 0.0),), size)
        parts, _ = self._font.get_math_glyph_assembly(glyph, direction)
        if not parts:
            return Stretched(((variant, 0.0),), size)
        return self._assembled(parts, least, direction)

    def _assembled(
        self, parts: list[hb.OTMathGlyphPart], least: float, direction: str
    ) -> Stretched:
        overlap = float(self._font.get_math_min_connector_overlap(direction))
        extending = [part for part in parts if part.flags]
        fixed = sum(part.full_advance - overlap for part in parts if not part.flags) + overlap
        step = sum(part.full_advance - overlap for part in extending)
        times = 0
        while step > 0 and fixed + times * step < least and times < _MOST_PARTS:
            times += 1
        whole = [part for part in parts for _ in range(times if part.flags else 1)]
        overlap += self._more_overlap(whole, fixed + times * step - least, overlap)
        placed: list[tuple[int, float]] = []
        at = 0.0
        for part in whole:
            placed.append((int(part.glyph), at))
            at += part.full_advance - overlap
        return Stretched(tuple(placed), at + overlap)

    def _more_overlap(self, parts: list[hb.OTMathGlyphPart], surplus: float, least: float) -> float:
        """Give how much further parts are pushed into each other, to be no larger than wanted."""
        if len(parts) < 2:  # noqa: PLR2004 - one alone overlaps with none
            return 0.0
        joints = pairwise(parts)
        most = min(min(a.end_connector_length, b.start_connector_length) for a, b in joints)
        return float(max(min(surplus / (len(parts) - 1), most - least), 0.0))


@cache
def math_font() -> MathFont:
    """Give the typeface of formulas; raises PluginError where its package is not installed."""
    return MathFont(load_face(FAMILY, _REGULAR, False))  # noqa: FBT003 - upright
