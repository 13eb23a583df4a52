"""Words that one face cannot draw: other faces step in by character, and at last a stand-in."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from pipeline.typesetting.bidi import parts_by_direction, runs_leftwards
from pipeline.typesetting.fonts import Face
from pipeline.typesetting.pages import Glyph, ShapedWord
from pipeline.typesetting.shaping import SOFT_HYPHEN, WordShapes

# A character with all that is drawn on it or joined to it: marks, variation selectors, skin
# tones, tags; joined by U+200D; two regional indicators make a flag (Unicode UAX 29, in short).
_JOINER = "\u200d"
_FLAG = re.compile(r"[\U0001f1e6-\U0001f1ff]{2}")
_EXTENDER = re.compile(
    r"[\u200c\u200d\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_STEERING = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
# No character at all, or none that a PDF's text may hold (ISO 19005-2, 6.2.11.7.2).
_UNSPEAKABLE = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
_REPLACEMENT = "\ufffd"
_SUBSTITUTES = {"\u202f": "\xa0", "\u2007": "\xa0", "\u2010": "-", "\u2011": "-"}


def shape_mixed(
    word: str, chain: Iterator[WordShapes], missing: dict[str, None]
) -> Iterator[ShapedWord]:
    """Shape a word by the first faces of a chain that have its characters.

    What no face has is noted in `missing`, and shown as its number in brackets.
    """
    faces = _Faces(chain)
    text = word.replace(SOFT_HYPHEN, "")
    for way in parts_by_direction(text) if runs_leftwards(text) else (text,):
        for face, clusters in groupby(_clusters(way), faces.face_with):
            part = "".join(clusters)
            shaped = faces.shape(part, face)
            if shaped is not None and not _CONTROL.search(part):
                yield shaped
                continue
            for character in part:
                yield _character(character, faces, missing)


class _Faces:
    """A chain of faces that is opened only as far as it is needed."""

    def __init__(self, chain: Iterator[WordShapes]) -> None:
        self._chain = chain
        self._opened: list[WordShapes] = []
        self.main = next(iter(self))

    def __iter__(self) -> Iterator[WordShapes]:
        yield from self._opened
        for shapes in self._chain:
            self._opened.append(shapes)
            yield shapes

    def face_with(self, cluster: str) -> Face | None:
        """Give the first face that has what is visible of a cluster."""
        visible = [c for c in cluster if not _STEERING.match(c)] or list(cluster)
        for shapes in self:
            if all(shapes.face.glyph_for(character) for character in visible):
                return shapes.face
        # A composed character may be drawn from its parts, or the parts as one.
        return next((shapes.face for shapes in self if shapes.shape(cluster) is not None), None)

    def shape(self, text: str, face: Face | None) -> ShapedWord | None:
        """Shape a text in a face of the chain; None where it lacks a glyph."""
        found = (shapes.shape(text) for shapes in self if shapes.face is face)
        return next(found, None)


def _character(character: str, faces: _Faces, missing: dict[str, None]) -> ShapedWord:
    shaped = faces.shape(character, faces.face_with(character))
    if shaped is not None and not _CONTROL.match(character):
        return shaped
    substitute = faces.main.shape(_SUBSTITUTES.get(character, ""))
    if substitute is not None and substitute.glyphs:
        return _standing_for(character, substitute)
    missing[character] = None
    if _UNSPEAKABLE.match(character):
        character, number = _REPLACEMENT, ord(character)
    else:
        number = ord(character)
    shown = faces.main.shape(f"[U+{number:04X}]") or ShapedWord(faces.main.face, (), 0.0)
    return _standing_for(character, shown)


def _standing_for(character: str, shaped: ShapedWord) -> ShapedWord:
    """Give glyphs another text: they stand for one character of the source."""
    glyphs = tuple(
        Glyph(glyph.index, "" if at else character, glyph.advance, glyph.dx, glyph.dy)
        for at, glyph in enumerate(shaped.glyphs)
    )
    return ShapedWord(shaped.face, glyphs, shaped.width)


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        if cluster and not _belongs(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _belongs(cluster: str, character: str) -> bool:
    if cluster[-1] == _JOINER or _EXTENDER.match(character):
        return True
    if unicodedata.category(character).startswith("M"):
        return True
    return len(cluster) == 1 and _FLAG.fullmatch(cluster + character) is not None
