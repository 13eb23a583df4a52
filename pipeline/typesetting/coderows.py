"""Rows of code: a line as it is, or in several rows where it is too long for one."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from pipeline.model.nodes import TokenKind
from pipeline.typesetting.breakplaces import code_breaks
from pipeline.typesetting.fonts import THOUSAND
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.lines import Frame, Stroke
from pipeline.typesetting.pages import Content, ShapedWord
from pipeline.typesetting.shaping import short_parts, slice_word
from pipeline.typesetting.tokens import CodeLine, TokenInks, token_parts, words_of

_HANG = 2
_PARTS = 3
_SLACK = 0.01
# A word with the spaces before it; the one space that parts it from its neighbour is none of them.
_TOKEN = re.compile(r" ( *[^ ]+)")


class CodeSetter:
    """Sets lines of code in one ink or in coloured pieces, all belonging to one content."""

    def __init__(self, inks: TokenInks, content: Content, frame: Frame, drop: float) -> None:
        self._inks = inks
        self._ink = inks.plain
        self._content = content
        self._frame = frame
        self._drop = drop

    def rows(self, line: CodeLine) -> Iterator[list[Stroke]]:
        """Yield a line of code in as many rows as it needs; the last one ends in a space."""
        tokens = _TOKEN.findall(" " + line.text)
        if not tokens:
            yield []
            return
        words = self._fitting_words(tokens)
        if words is None:
            rows = self._wrapped(tokens, line.text)
            yield from self._coloured(rows, line) if line.starts else (r.strokes() for r in rows)
        elif line.starts:
            yield self._coloured_row(tokens, line)
        else:
            yield [self._plain_row(tuple(words))]

    def _plain_row(self, words: tuple[ShapedWord, ...]) -> Stroke:
        ink, left = self._ink, self._frame.left
        content, drop = self._content, self._drop
        return Stroke(content, left, drop, words, ink.size, ink.colour, ink.space, space_after=True)

    def _fitting_words(self, tokens: list[str]) -> list[ShapedWord] | None:
        """Give the words of a line that one face draws in one row; None for any other line."""
        ink = self._ink
        words = [ink.shapes[token] for token in tokens]
        if None in words:
            return None
        shaped = cast("list[ShapedWord]", words)
        width = sum([word.width for word in shaped]) * ink.size / THOUSAND
        fits = width + ink.space * (len(words) - 1) <= self._frame.width
        return shaped if fits else None

    def _coloured_row(self, tokens: list[str], line: CodeLine) -> list[Stroke]:
        """Give a line that fits in one row, in coloured pieces."""
        row = self._row()
        for parts in words_of(tokens, line):
            self._colour(row, parts)
            row.end_word()
        return row.strokes()

    def _coloured(self, rows: "Iterable[_Row]", line: CodeLine) -> Iterator[list[Stroke]]:
        at = 0
        for row in rows:
            coloured = self._row(row.left - self._frame.left)
            for word, spaced in row.words():
                end = at + len(word.text)
                if line.text[at:end] == word.text:
                    self._colour(coloured, token_parts(line, at, end))
                else:
                    coloured.add(self._ink, word)
                at = end + spaced
                if spaced:
                    coloured.end_word()
            yield coloured.strokes()

    def _colour(self, row: "_Row", parts: Iterable[tuple[TokenKind, str]]) -> None:
        """Append the parts of a word, each in the ink of its kind."""
        inks = self._inks
        for kind, text in parts:
            ink = inks[kind]
            word = ink.shapes[text]
            if word is not None:
                row.add(ink, word)
                continue
            for piece in _pieces(ink, text):
                row.add(ink, piece)

    def _row(self, hang: float = 0.0) -> "_Row":
        return _Row(self._content, self._frame.left + hang, self._drop)

    def _wrapped(self, tokens: list[str], text: str) -> "Iterator[_Row]":
        ink, frame = self._ink, self._frame
        columns = len(text) - len(text.lstrip(" ")) + _HANG
        hang = min(columns * ink.space, frame.width / _PARTS)
        row = self._row()
        right = frame.left + frame.width + _SLACK
        for token in tokens:
            pieces = _pieces(ink, token)
            for index, piece in enumerate(pieces):
                rest = piece
                while row.x + ink.width(rest) > right:
                    head, tail = self._divided(rest, row, right)
                    if head is None and row.is_empty:
                        break
                    if head is not None:
                        row.add(ink, head)
                    yield row
                    row, rest = self._row(hang), tail
                row.add(ink, rest)
                if index == len(pieces) - 1:
                    row.end_word()
        yield row

    def _divided(
        self, word: ShapedWord, row: "_Row", right: float
    ) -> tuple[ShapedWord | None, ShapedWord]:
        """Divide a word where the row is full; it is moved as a whole if the row is filled well."""
        ink, frame = self._ink, self._frame
        moves = row.x > frame.left + frame.width / 2 and ink.width(word) < frame.width / 2
        room = 0.0 if moves else (right - row.x) * THOUSAND / ink.size
        fitting = _fitting(word, room)
        if row.is_empty and not fitting and word.glyphs:
            fitting = max(len(word.glyphs[0].text), 1)
        if not 0 < fitting < len(word.text):
            return None, word
        fitting = max(
            (at for at, _ in code_breaks(word.text) if fitting / 2 < at <= fitting), default=fitting
        )
        return slice_word(word, 0, fitting), slice_word(word, fitting, len(word.text))


def _pieces(ink: Ink, text: str) -> list[ShapedWord]:
    return [piece for part in short_parts(text) for piece in ink.pieces(part)]


def _fitting(word: ShapedWord, room: float) -> int:
    """Give how many characters of a word have room; `room` in thousandths of the type size."""
    fitting = length = 0
    reached = 0.0
    for glyph in word.glyphs:
        reached += glyph.advance
        if reached > room:
            break
        length += len(glyph.text)
        fitting = length
    return fitting


class _Group(NamedTuple):
    """Words of one ink and face in a row, spaces between them."""

    x: float
    ink: Ink
    words: list[ShapedWord]


class _Row:
    """A row of code under construction; `x` is where the next word goes."""

    def __init__(self, content: Content, left: float, drop: float) -> None:
        self.left = self.x = left
        self._drop = drop
        self._content = content
        self._groups: list[_Group] = []
        self._spaced: list[bool] = []

    @property
    def is_empty(self) -> bool:
        return not self._groups

    def add(self, ink: Ink, word: ShapedWord) -> None:
        """Append a word."""
        if self._groups and self._spaced[-1] and self._joins(ink, word):
            self._groups[-1].words.append(word)
            self._spaced[-1] = False
        else:
            self._groups.append(_Group(self.x, ink, [word]))
            self._spaced.append(False)
        self.x += word.width * ink.size / THOUSAND

    def _joins(self, ink: Ink, word: ShapedWord) -> bool:
        last = self._groups[-1]
        return last.ink is ink and last.words[-1].face is word.face

    def end_word(self) -> None:
        """Let a space follow the last word, where there is one."""
        if self._groups:
            self._spaced[-1] = True
            self.x += self._groups[-1].ink.space

    def words(self) -> Iterator[tuple[ShapedWord, bool]]:
        """Yield the words, and whether a space follows."""
        for group, spaced in zip(self._groups, self._spaced, strict=True):
            for word in group.words[:-1]:
                yield word, True
            yield group.words[-1], spaced

    def strokes(self) -> list[Stroke]:
        """Give what has been appended."""
        return [
            Stroke(self._content, x, self._drop, tuple(words), ink.size, ink.colour, ink.space, s)
            for (x, ink, words), s in zip(self._groups, self._spaced, strict=True)
        ]
