"""Shaping: words become glyphs, once for each face, with kerning and ligatures."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import uharfbuzz as hb

from pipeline.typesetting.bidi import runs_both_ways, runs_leftwards
from pipeline.typesetting.breakplaces import Breaks, code_breaks, text_breaks
from pipeline.typesetting.fonts import Face
from pipeline.typesetting.pages import Glyph, ShapedWord

SOFT_HYPHEN = "\xad"
_HYPHENS = ("\u2010", "-")
_SPACE = " "
HYPHEN_PENALTY = 110.0
_LONGEST = 400
LONGEST_JOINED = 40
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


_Position: TypeAlias = tuple[int, int, int, int]
"""What HarfBuzz says of a glyph: x and y offset, x and y advance."""


class Inner(NamedTuple):
    """A place within a word where a line may end.

    `offset` counts characters. `before` is the width of what stays on the line (its hyphen
    included), `after` that of what goes to the next, `hang` that of the hyphen: in thousandths of
    the type size.
    """

    offset: int
    before: float
    after: float
    hyphen: bool
    penalty: float
    hang: float = 0.0


class WordShapes(dict[str, ShapedWord | None]):
    """The shaped words of one face, each shaped when it is first asked for.

    None stands for a word that needs other faces too, or that is too long to be one piece.
    `breakable` has the words that may be broken where they stand (after a dash, in an address, at
    a soft hyphen); `inner` tells where.
    """

    def __init__(self, face: Face, *, code: bool = False) -> None:
        super().__init__()
        self.face = face
        self.breakable: dict[str, Breaks] = {}
        self._breaks = code_breaks if code else text_breaks
        self._inner: dict[str, tuple[Inner, ...]] = {}
        self._parts: dict[tuple[str, bool], ShapedWord] = {}
        self._backwards: dict[str, ShapedWord | None] = {}
        self._glyphs = _Glyphs()
        self._single = _SingleGlyphs(face)
        self._buffer = hb.Buffer()
        self._buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        self._hyphen = next(filter(face.glyph_for, _HYPHENS), "-")

    def __missing__(self, word: str) -> ShapedWord | None:
        if (len(word) > LONGEST_JOINED and is_long(word)) or runs_both_ways(word):
            shaped = None
        elif word[:1] == _SPACE:
            shaped = self._indented(word)
        else:
            text = word.replace(SOFT_HYPHEN, "")
            shaped = self.shape(text)
            breaks = self._breaks(text)
            if shaped is not None and (breaks or text is not word):
                self.breakable[word] = breaks
        self[word] = shaped
        return shaped

    def inner(self, word: str) -> tuple[Inner, ...]:
        """Give the places within a breakable word, in order."""
        places = self._inner.get(word)
        if places is None:
            shaped = self[word]
            text = word.replace(SOFT_HYPHEN, "")
            soft = _soft_offsets(word) if text is not word else ()
            found = [self.hyphen_place(text, offset) for offset in soft]
            if shaped is not None:
                found.extend(slice_places(shaped, self.breakable[word]))
            places = self._inner[word] = tuple(sorted(found, key=_offset))
        return places

    def _indented(self, word: str) -> ShapedWord | None:
        """Put spaces before a word, as code has them."""
        rest = word.lstrip(_SPACE)
        shaped = self[rest] if rest else self.part("")
        if shaped is None:
            return None
        space = self.space
        count = len(word) - len(rest)
        width = shaped.width + space.width * count
        return ShapedWord(self.face, space.glyphs * count + shaped.glyphs, width)

    @property
    def space(self) -> ShapedWord:
        """A space as a word of its own."""
        return self.part(_SPACE)

    def part(self, text: str, *, hyphen: bool = False) -> ShapedWord:
        """Give a part of a word, with the hyphen of a line's end where wanted."""
        key = (text, hyphen)
        if key not in self._parts:
            shaped = self.shape(text + self._hyphen if hyphen else text)
            # A part of a shaped word has all its glyphs; only a face without a hyphen has none.
            shaped = shaped or self.shape(text) or ShapedWord(self.face, (), 0.0)
            self._parts[key] = _with_soft_hyphen(shaped) if hyphen else shaped
        return self._parts[key]

    def shape(self, text: str, direction: str = "") -> ShapedWord | None:
        """Shape a text that has no line break in it; None where the face lacks a glyph.

        `direction` is "rtl" where its own letters do not tell that it runs to the left.
        """
        if not direction and self.face.fixed_pitch and text.isascii() and text.isprintable():
            # A typewriter's characters stand for themselves: code has no ligatures.
            singles = tuple(map(self._single.__getitem__, text))
            if self._single.lacks.isdisjoint(text):
                return ShapedWord(self.face, singles, sum([glyph.advance for glyph in singles]))
        buffer = self._filled_buffer(text, direction)
        hb.shape(self.face.font, buffer)
        infos = buffer.glyph_infos
        indexes = [info.codepoint for info in infos]
        if 0 in indexes:
            return None
        if not indexes:
            return self._invisible(text)
        clusters = [info.cluster for info in infos]
        positions = [position.position for position in buffer.glyph_positions]
        leftwards = clusters[0] > clusters[-1]
        if leftwards:
            clusters.reverse()
            indexes.reverse()
            positions = _from_the_right(positions)
        if len(indexes) == len(text) and text.isascii():
            texts = list(text)
        else:
            texts = _glyph_texts(text, clusters)
        keys = zip(indexes, texts, positions, strict=True)
        glyphs = tuple(map(self._glyphs.__getitem__, keys))
        width = float(sum([position[2] for position in positions]))
        return ShapedWord(self.face, glyphs, width, leftwards)

    def _filled_buffer(self, text: str, direction: str) -> hb.Buffer:
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if direction:
            buffer.direction = direction
        elif buffer.direction == "rtl" and not runs_leftwards(text):
            # Digits of Arabic are of its script, and run to the right (UAX 9, AN and EN).
            buffer.direction = "ltr"
        return buffer

    def backwards(self, text: str) -> ShapedWord | None:
        """Give signs as they stand among letters that run to the left: brackets are mirrored."""
        if text not in self._backwards:
            self._backwards[text] = self.shape(text, "rtl")
        return self._backwards[text]

    def _invisible(self, text: str) -> ShapedWord:
        # Characters that only steer how others look still belong to the text.
        glyphs = (Glyph(self.face.glyph_for(_SPACE), text, 0.0),) if text else ()
        return ShapedWord(self.face, glyphs, 0.0)

    def hyphen_place(self, text: str, offset: int) -> Inner:
        """Give the place where a hyphen may divide a word."""
        before = self.part(text[:offset], hyphen=True)
        return Inner(
            offset,
            before.width,
            self.part(text[offset:]).width,
            hyphen=True,
            penalty=HYPHEN_PENALTY,
            hang=before.glyphs[-1].advance,
        )


def without_marks(text: str) -> str:
    """Leave out byte-order marks: they show nothing, and no PDF/A may speak of them."""
    return text.replace("\ufeff", "")


def is_long(word: str) -> bool:
    """Tell whether a word is too long to be one piece."""
    return len(word) > longest_piece(word)


def longest_piece(word: str) -> int:
    """Give how many characters a piece of a word may have.

    Letters that are joined from right to left are one cluster here, which cannot be cut.
    """
    return LONGEST_JOINED if _RIGHT_TO_LEFT.search(word) else _LONGEST


def short_parts(word: str) -> list[str]:
    """Cut a word that is too long to be one piece."""
    if len(word) <= LONGEST_JOINED:
        return [word]
    longest = longest_piece(word)
    return [word[at : at + longest] for at in range(0, len(word), longest)]


def slice_places(shaped: ShapedWord, breaks: Iterable[tuple[int, float]]) -> list[Inner]:
    """Give the places (offset, penalty) of a shaped word that fall between two clusters."""
    ends = accumulate(len(glyph.text) for glyph in shaped.glyphs)
    widths = accumulate(glyph.advance for glyph in shaped.glyphs)
    # Of the glyphs of one cluster, the last one tells where it ends.
    at = dict(zip(ends, widths, strict=True))
    return [
        Inner(offset, at[offset], shaped.width - at[offset], hyphen=False, penalty=penalty)
        for offset, penalty in breaks
        if offset in at
    ]


def slice_word(shaped: ShapedWord, start: int, end: int) -> ShapedWord:
    """Cut the glyphs of some characters out of a word."""
    first = last = 0
    for position, reached in enumerate(accumulate(len(g.text) for g in shaped.glyphs), 1):
        if reached <= start:
            first = position
        if reached <= end:
            last = position
    glyphs = shaped.glyphs[first:last]
    if shaped.leftwards:
        return _leftward_slice(shaped, first, last)
    return ShapedWord(shaped.face, glyphs, sum(glyph.advance for glyph in glyphs))


def _leftward_slice(shaped: ShapedWord, first: int, last: int) -> ShapedWord:
    """Cut glyphs out of a word that runs to the left, and move them to where they then stand."""
    before = sum(glyph.advance for glyph in shaped.glyphs[:first])
    width = sum(glyph.advance for glyph in shaped.glyphs[first:last])
    moved = before - (shaped.width - before - width)
    glyphs = tuple(replace(glyph, dx=glyph.dx + moved) for glyph in shaped.glyphs[first:last])
    return ShapedWord(shaped.face, glyphs, width, leftwards=True)


def _offset(place: Inner) -> int:
    return place.offset


def _soft_offsets(word: str) -> tuple[int, ...]:
    parts = word.split(SOFT_HYPHEN)
    reached = list(accumulate(len(part) for part in parts))
    return tuple(dict.fromkeys(at for at in reached[:-1] if 0 < at < reached[-1]))


class _Glyphs(dict[tuple[int, str, _Position], Glyph]):
    """Glyphs by index, text and position (x and y offset, x and y advance), each made once."""

    def __missing__(self, key: tuple[int, str, _Position]) -> Glyph:
        index, text, (dx, dy, advance, _) = key
        glyph = self[key] = Glyph(index, text, float(advance), float(dx), float(dy))
        return glyph


class _SingleGlyphs(dict[str, Glyph]):
    """Glyphs by character, as the face's character map has them.

    `lacks` are the characters asked for that it does not have.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self.lacks: set[str] = set()

    def __missing__(self, character: str) -> Glyph:
        index = self._face.glyph_for(character)
        if not index:
            self.lacks.add(character)
        glyph = self[character] = Glyph(index, character, self._face.advance(index))
        return glyph


def _from_the_right(seen: list[_Position]) -> list[_Position]:
    """Give positions in the order of the text: each offset leads to where the glyph is seen."""
    starts = list(accumulate([position[2] for position in seen], initial=0))
    moved: list[_Position] = []
    pen = 0
    for start, (dx, dy, advance, rise) in zip(reversed(starts[:-1]), reversed(seen), strict=True):
        moved.append((start + dx - pen, dy, advance, rise))
        pen += advance
    return moved


def _glyph_texts(text: str, clusters: list[int]) -> list[str]:
    """Give the characters that each glyph stands for."""
    if len(clusters) == len(text):
        return list(text)
    starts = [0, *clusters[1:]]
    ends = [*starts[1:], len(text)]
    texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    return _text_first(texts, starts)


def _text_first(texts: list[str], starts: list[int]) -> list[str]:
    # Several glyphs of one cluster: the first one carries the characters, the others none.
    for i in range(len(texts) - 1, 0, -1):
        if starts[i] == starts[i - 1]:
            texts[i - 1], texts[i] = texts[i], ""
    return texts


def _with_soft_hyphen(shaped: ShapedWord) -> ShapedWord:
    if not shaped.glyphs:
        return shaped
    last = shaped.glyphs[-1]
    hyphen = Glyph(last.index, SOFT_HYPHEN, last.advance, last.dx, last.dy)
    return ShapedWord(shaped.face, (*shaped.glyphs[:-1], hyphen), shaped.width)
