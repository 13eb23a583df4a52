"""Hyphenation by a language's patterns, for words of running text."""

import re

from pipeline.typesetting.inks import Ink
from pipeline.typesetting.pages import ShapedWord
from pipeline.typesetting.patterns import patterns_for
from pipeline.typesetting.shaping import SOFT_HYPHEN, Inner
from pipeline.typesetting.strand import Strand

_SHORTEST = 6
_LETTERS = re.compile(r"[^\W\d_]+")
# Letters with an apostrophe or a hyphen between them, in the punctuation of a sentence.
_HYPHENABLE = re.compile(
    r"[^\w/@\\:=<>]*[^\W\d_]+(?:['\u2019\u2010\u2014-][^\W\d_]+)*[^\w/@\\=<>]*"
)


class Hyphenation:
    """Where words may be divided: by the language of their ink, else by the publication's.

    Nowhere, if the patterns of a language are not known.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._offsets: dict[tuple[str, str], tuple[int, ...]] = {}
        self._places: dict[tuple[str, str, str], tuple[Inner, ...]] = {}

    def places(self, strand: Strand, section: tuple[int, int]) -> dict[int, tuple[Inner, ...]]:
        """Give the places within a part of a strand's pieces, known ones included."""
        found: dict[int, tuple[Inner, ...]] = {}
        ends = [stretch.start for stretch in strand.stretches[1:]]
        ends.append(len(strand.pieces))
        for stretch, end in zip(strand.stretches, ends, strict=True):
            if stretch.ink.hyphenated and end > section[0] and stretch.start < section[1]:
                for at in range(max(stretch.start, section[0]), min(end, section[1])):
                    self._note(strand, at, stretch.ink, found)
        return found

    def _note(self, strand: Strand, at: int, ink: Ink, found: dict[int, tuple[Inner, ...]]) -> None:
        piece, word, shapes = strand.pieces[at], strand.texts[at], ink.shapes
        if not isinstance(piece, ShapedWord) or piece.face is not shapes.face:
            return
        if len(word) < _SHORTEST or SOFT_HYPHEN in word or _is_joined(strand, at):
            return
        key = (shapes.face.name, word, ink.language)
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = self._word_places(word, ink)
        if places:
            known = strand.inner.get(at, ())
            found[at] = tuple(sorted((*known, *places), key=lambda place: place.offset))

    def _word_places(self, word: str, ink: Ink) -> tuple[Inner, ...]:
        if not _HYPHENABLE.fullmatch(word):
            return ()
        offsets = self._word_offsets(word, ink.language or self._language)
        return tuple(ink.shapes.hyphen_place(word, offset) for offset in offsets)

    def _word_offsets(self, word: str, language: str) -> tuple[int, ...]:
        """Give the offsets in a word that may have punctuation around and within it."""
        offsets: list[int] = []
        for match in _LETTERS.finditer(word):
            if len(match[0]) >= _SHORTEST:
                found = self._letter_offsets(match[0], language)
                offsets.extend(match.start() + offset for offset in found)
        return tuple(offsets)

    def _letter_offsets(self, letters: str, language: str) -> tuple[int, ...]:
        offsets = self._offsets.get((letters, language))
        if offsets is None:
            patterns = patterns_for(language)
            offsets = patterns.offsets(letters) if patterns else ()
            self._offsets[letters, language] = offsets
        return offsets


def _is_joined(strand: Strand, at: int) -> bool:
    """Tell whether the word goes on, in another face, before or after this piece."""
    texts, gaps = strand.texts, strand.gaps
    before = at > 0 and not gaps[at - 1] and texts[at - 1][-1:].isalpha()
    after = at + 1 < len(texts) and not gaps[at] and texts[at + 1][:1].isalpha()
    return before or after
