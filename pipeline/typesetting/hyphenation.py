"""Hyphenation by a language's patterns, for words of running text."""

import re

from pipeline.typesetting.pages import ShapedWord
from pipeline.typesetting.patterns import patterns_for
from pipeline.typesetting.shaping import SOFT_HYPHEN, Inner, WordShapes
from pipeline.typesetting.strand import Strand

_SHORTEST = 6
_LETTERS = re.compile(r"[^\W\d_]+")
# Letters with an apostrophe or a hyphen between them, in the punctuation of a sentence.
_HYPHENABLE = re.compile(
    r"[^\w/@\\:=<>]*[^\W\d_]+(?:['\u2019\u2010\u2014-][^\W\d_]+)*[^\w/@\\=<>]*"
)


class Hyphenation:
    """Where the words of a language may be divided. Nowhere, if its patterns are not known."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._offsets: dict[str, tuple[int, ...]] = {}
        self._places: dict[tuple[str, str], tuple[Inner, ...]] = {}

    def places(self, strand: Strand, section: tuple[int, int]) -> dict[int, tuple[Inner, ...]]:
        """Give the places within a part of a strand's pieces, known ones included."""
        found: dict[int, tuple[Inner, ...]] = {}
        ends = [stretch.start for stretch in strand.stretches[1:]]
        ends.append(len(strand.pieces))
        for stretch, end in zip(strand.stretches, ends, strict=True):
            if stretch.ink.hyphenated and end > section[0] and stretch.start < section[1]:
                for at in range(max(stretch.start, section[0]), min(end, section[1])):
                    self._note(strand, at, stretch.ink.shapes, found)
        return found

    def _note(
        self, strand: Strand, at: int, shapes: WordShapes, found: dict[int, tuple[Inner, ...]]
    ) -> None:
        piece, word = strand.pieces[at], strand.texts[at]
        if not isinstance(piece, ShapedWord) or piece.face is not shapes.face:
            return
        if len(word) < _SHORTEST or SOFT_HYPHEN in word or _is_joined(strand, at):
            return
        key = (shapes.face.name, word)
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = self._word_places(word, shapes)
        if places:
            known = strand.inner.get(at, ())
            found[at] = tuple(sorted((*known, *places), key=lambda place: place.offset))

    def _word_places(self, word: str, shapes: WordShapes) -> tuple[Inner, ...]:
        if not _HYPHENABLE.fullmatch(word):
            return ()
        return tuple(shapes.hyphen_place(word, offset) for offset in self._word_offsets(word))

    def _word_offsets(self, word: str) -> tuple[int, ...]:
        """Give the offsets in a word that may have punctuation around and within it."""
        offsets: list[int] = []
        for match in _LETTERS.finditer(word):
            if len(match[0]) >= _SHORTEST:
                offsets.extend(match.start() + offset for offset in self._letter_offsets(match[0]))
        return tuple(offsets)

    def _letter_offsets(self, letters: str) -> tuple[int, ...]:
        offsets = self._offsets.get(letters)
        if offsets is None:
            patterns = patterns_for(self._language)
            offsets = patterns.offsets(letters) if patterns else ()
            self._offsets[letters] = offsets
        return offsets


def _is_joined(strand: Strand, at: int) -> bool:
    """Tell whether the word goes on, in another face, before or after this piece."""
    texts, gaps = strand.texts, strand.gaps
    before = at > 0 and not gaps[at - 1] and texts[at - 1][-1:].isalpha()
    after = at + 1 < len(texts) and not gaps[at] and texts[at + 1][:1].isalpha()
    return before or after
