"""Inks: which face, size and colour the characters of a style have; and faces that step in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.theme import Generic, TextStyle, Theme
from pipeline.typesetting.fallback import shape_mixed
from pipeline.typesetting.fonts import THOUSAND, Face, east_asian_faces, fallback_faces, load_face
from pipeline.typesetting.pages import ShapedWord
from pipeline.typesetting.shaping import WordShapes

_BOLD = 700
_SEMIBOLD = 600
_KEY_SCALE = 0.88
_RAISED_BY, _LOWERED_BY = 0.34, 0.15
_SMALLEST = 5.0
_MOST_SCRIPTS = 3


class Accent(NamedTuple):
    """What sets inlines apart from the text around them.

    `scripts` are the steps up (1) and down (-1) that lead to a superscript or subscript.
    `language` is a BCP 47 tag, "" where it is the publication's.
    """

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    linked: bool = False
    key: bool = False
    scripts: tuple[int, ...] = ()
    language: str = ""

    def raised(self, step: int) -> "Accent":
        """Give the accent a step up or down; from some depth on it stays where it is."""
        return self._replace(scripts=(*self.scripts, step)[:_MOST_SCRIPTS])


PLAIN = Accent()


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """How a stretch of characters is drawn.

    `space` is the natural width of a space and `rise` how far the baseline is raised, in points;
    `elastic` tells whether spaces may be stretched to fill a line. `language` is the one that words
    are hyphenated in, "" for the publication's.
    """

    inks: "Inks"
    shapes: WordShapes
    generic: Generic
    size: float
    colour: str
    rise: float
    space: float
    elastic: bool
    hyphenated: bool
    language: str = ""

    def width(self, word: ShapedWord) -> float:
        """Give the width of a word in points."""
        return word.width * self.size / THOUSAND

    def pieces(self, word: str) -> tuple[ShapedWord, ...]:
        """Give a word in pieces of one face each; what no face has is shown by a stand-in."""
        shaped = self.shapes[word]
        return (shaped,) if shaped is not None else self.inks.pieces(word, self)


class Inks:
    """The inks of a theme, each made once, and the missing characters that were met.

    `language` is the publication's, a BCP 47 tag; `mirrored` tells that text runs to the left where
    nothing else is said.
    """

    def __init__(self, theme: Theme, language: str = "", *, mirrored: bool = False) -> None:
        self._theme = theme
        self._language = language
        self.mirrored = mirrored
        self._shapes: dict[tuple[str, bool], WordShapes] = {}
        self._fallbacks: dict[str, WordShapes] = {}
        self._mixed: dict[tuple[str, str], tuple[ShapedWord, ...]] = {}
        self._scaled: dict[tuple[str, float, str, float, bool, float], Ink] = {}
        self._styles: dict[TextStyle, StyleInks] = {}
        self.missing: dict[str, None] = {}

    def of(self, style: TextStyle) -> "StyleInks":
        """Give the inks of a style."""
        inks = self._styles.get(style)
        if inks is None:
            inks = self._styles[style] = StyleInks(self, self._theme, style)
        return inks

    def shapes(self, style: TextStyle, accent: Accent, size: float) -> WordShapes:
        """Give the words of the face that a style has with an accent."""
        generic = _generic(style, accent)
        weight = max(style.weight, _BOLD if accent.strong else 0)
        if accent.code and not accent.strong and style.weight < _SEMIBOLD:
            weight = 400
        code = accent.code or style.family is Generic.MONO
        italic = style.italic != accent.emphasis
        face = load_face(self._theme.family(generic), weight, italic, size)
        key = (face.name, code)
        if key not in self._shapes:
            self._shapes[key] = WordShapes(face, code=code)
        return self._shapes[key]

    def pieces(self, word: str, ink: Ink) -> tuple[ShapedWord, ...]:
        """Give the pieces of a word that an ink's own face cannot draw alone."""
        key = (ink.shapes.face.name, word)
        if key not in self._mixed:
            chain = self._chain(ink)
            self._mixed[key] = tuple(shape_mixed(word, chain, self.missing))
        return self._mixed[key]

    def backwards(self, piece: ShapedWord) -> ShapedWord:
        """Give signs of a face as they stand among letters that run to the left."""
        shapes = self._fallbacks.get(piece.face.name) or WordShapes(piece.face)
        self._fallbacks[piece.face.name] = shapes
        return shapes.backwards(piece.text) or piece

    def scaled(self, ink: Ink, factor: float) -> Ink:
        """Give an ink that is smaller by a factor."""
        key = (ink.shapes.face.name, ink.size, ink.colour, ink.rise, ink.elastic, factor)
        if key not in self._scaled:
            self._scaled[key] = replace(
                ink, size=ink.size * factor, rise=ink.rise * factor, space=ink.space * factor
            )
        return self._scaled[key]

    def _chain(self, ink: Ink) -> Iterator[WordShapes]:
        yield ink.shapes
        face = ink.shapes.face
        for generic in Generic:
            if generic is not ink.generic:
                family = self._theme.family(generic)
                yield self._fallback(load_face(family, face.weight, face.italic, ink.size))
        east = east_asian_faces(self._language, face.weight, serif=ink.generic is Generic.SERIF)
        west = fallback_faces(face.weight)
        is_eastern = self._language.lower().startswith(("ja", "zh", "ko"))
        for fallback in (*east, *west) if is_eastern else (*west, *east):
            yield self._fallback(fallback)

    def _fallback(self, face: Face) -> WordShapes:
        if face.name not in self._fallbacks:
            self._fallbacks[face.name] = WordShapes(face)
        return self._fallbacks[face.name]


class StyleInks:
    """The inks of one style, by accent."""

    def __init__(self, inks: Inks, theme: Theme, style: TextStyle) -> None:
        self.style = style
        self.inks = inks
        self._theme = theme
        self._made: dict[Accent, Ink] = {}

    def ink(self, accent: Accent = PLAIN) -> Ink:
        """Give the ink of an accent."""
        if accent not in self._made:
            self._made[accent] = self._make(accent)
        return self._made[accent]

    def _make(self, accent: Accent) -> Ink:
        style = self.style
        coded = accent.code and style.family is not Generic.MONO
        size = style.size * (self._theme.code_scale if coded else 1.0)
        size, rise = self._placed(size * (_KEY_SCALE if accent.key else 1.0), accent.scripts)
        size = round(size, 2)
        shapes = self.inks.shapes(style, accent, size)
        return Ink(
            inks=self.inks,
            shapes=shapes,
            generic=_generic(style, accent),
            size=size,
            colour=self._theme.colours.link if accent.linked else style.colour,
            rise=rise,
            space=shapes.face.advance(shapes.face.glyph_for(" ")) * size / THOUSAND,
            elastic=not accent.code and not accent.key,
            hyphenated=style.hyphenated and not (accent.code or accent.key or accent.scripts),
            language=accent.language,
        )

    def _placed(self, size: float, scripts: tuple[int, ...]) -> tuple[float, float]:
        """Give size and rise after steps up and down; what is small already stays as it is."""
        least = min(size, _SMALLEST)
        rise = 0.0
        for step in scripts:
            rise += size * (_RAISED_BY if step > 0 else -_LOWERED_BY)
            size = max(size * self._theme.raised_scale, least)
        return size, rise


def _generic(style: TextStyle, accent: Accent) -> Generic:
    if accent.code:
        return Generic.MONO
    return Generic.SANS if accent.key else style.family
