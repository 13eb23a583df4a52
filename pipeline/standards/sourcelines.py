"""Where the source says what an edition says somewhere, found by the words."""

import re
from collections.abc import Iterable, Iterator

from pipeline.exporter import normal_words
from pipeline.location import NOWHERE, Location
from pipeline.model.publication import Publication, body_blocks
from pipeline.verify.leaves import leaf_texts

_NUMBER = re.compile(r"[0-9A-Z]{1,3}(?:\.[0-9]+)*\.?")
_ENOUGH = 3
"""How many equal words at the beginning tell that two texts are the same."""


class SourceLines:
    """The blocks of a publication by their words."""

    def __init__(self, publication: Publication) -> None:
        notes = (block for note in publication.notes for block in note.blocks)
        self._leaves = [
            (words, leaf.location)
            for leaf in leaf_texts((*body_blocks(publication), *notes))
            if leaf.location.line and (words := normal_words(leaf.text))
        ]

    def location(self, texts: Iterable[str]) -> Location:
        """Give the place of the first text that some block begins with, `NOWHERE` for none."""
        return next(filter(lambda place: place.line, map(self._place, texts)), NOWHERE)

    def _place(self, text: str) -> Location:
        words = normal_words(text)
        starts = [words, words[1:]] if words and _NUMBER.fullmatch(words[0]) else [words]
        best, place = 0, NOWHERE
        for leaf, location in self._leaves:
            for start in starts:
                same = _equal_words(leaf, start)
                enough = same >= _ENOUGH or (same and same in {len(leaf), len(start)})
                if enough and same > best:
                    best, place = same, location
        return place


def _equal_words(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(1 for _ in _same(one, other))


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[str]:
    for word, another in zip(one, other, strict=False):
        if word != another:
            return
        yield word
