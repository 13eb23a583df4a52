"""Code blocks: their lines as they are, on a shade; what is too long goes on below."""

import re
from collections.abc import Iterator
from typing import cast

from pipeline.model.nodes import CodeBlock
from pipeline.typesetting.breakplaces import code_breaks
from pipeline.typesetting.fonts import THOUSAND
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.lines import Backdrop, Frame, Line, Stroke
from pipeline.typesetting.pages import Content, Element, Role, ShapedWord
from pipeline.typesetting.shaping import short_parts, slice_word, without_marks
from pipeline.typesetting.texts import Galley, baseline_drop

_PADDING = 6.0
_INSET = 8.0
_TAB = 4
_HANG = 2
_PARTS = 3
_SLACK = 0.01
# A word with the spaces before it; the one space that parts it from its neighbour is none of them.
_TOKEN = re.compile(r" ( *[^ ]+)")


def set_code(galley: Galley, block: CodeBlock) -> None:
    """Append a code block."""
    theme, stack = galley.job.theme, galley.stack
    style, frame = theme.code, galley.frame
    element = galley.element.add(Element(Role.CODE_BLOCK))
    inset = _INSET if frame.width > 8 * _INSET else 0.0
    room = Frame(frame.left + inset, frame.width - 2 * inset)
    shade = Backdrop(frame.left, frame.width, theme.colours.shade, _PADDING, _PADDING)
    drop = baseline_drop(style)
    setter = _CodeSetter(galley.job.style(style).ink(), element.content(), room, drop)
    lines: list[Line] = []
    for text in block.text.split("\n"):
        lines.extend(
            Line(style.leading, drop, list(strokes), backdrops=(shade,))
            for strokes in setter.rows(without_marks(text).expandtabs(_TAB).rstrip())
        )
    if not any(line.marks for line in lines):
        element.children.clear()
    stack.space(style.before)
    stack.pad(_PADDING)
    stack.add(lines)
    stack.space(style.after)
    stack.pad(_PADDING)


class _CodeSetter:
    """Sets lines of code in one ink, all belonging to one content."""

    def __init__(self, ink: Ink, content: Content, frame: Frame, drop: float) -> None:
        self._ink = ink
        self._content = content
        self._frame = frame
        self._drop = drop

    def rows(self, text: str) -> Iterator[list[Stroke]]:
        """Yield a line of code in as many rows as it needs; the last one ends in a space."""
        tokens = _TOKEN.findall(" " + text)
        if not tokens:
            yield []
            return
        ink = self._ink
        words = [ink.shapes[token] for token in tokens]
        if None not in words:
            shaped = cast("list[ShapedWord]", words)
            width = sum(word.width for word in shaped) * ink.size / THOUSAND
            if width + ink.space * (len(words) - 1) <= self._frame.width:
                yield [self._row().stroke(self._frame.left, tuple(shaped), spaced=True)]
                return
        yield from self._wrapped(tokens, len(text) - len(text.lstrip(" ")) + _HANG)

    def _row(self, hang: float = 0.0) -> "_Row":
        return _Row(self._ink, self._content, self._frame.left + hang, self._drop)

    def _wrapped(self, tokens: list[str], columns: int) -> Iterator[list[Stroke]]:
        ink, frame = self._ink, self._frame
        hang = min(columns * ink.space, frame.width / _PARTS)
        row = self._row()
        right = frame.left + frame.width + _SLACK
        for token in tokens:
            pieces = [piece for part in short_parts(token) for piece in ink.pieces(part)]
            for index, piece in enumerate(pieces):
                rest = piece
                while row.x + ink.width(rest) > right:
                    head, tail = self._divided(rest, row, right)
                    if head is None and row.is_empty:
                        break
                    if head is not None:
                        row.add(head, spaced=False)
                    yield row.strokes()
                    row, rest = self._row(hang), tail
                row.add(rest, spaced=index == len(pieces) - 1)
        yield row.strokes()

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


class _Row:
    """A row of code under construction; `x` is where the next word goes."""

    def __init__(self, ink: Ink, content: Content, left: float, drop: float) -> None:
        self.x = left
        self._drop = drop
        self._ink = ink
        self._content = content
        self._groups: list[tuple[float, list[ShapedWord]]] = []
        self._spaced: list[bool] = []

    @property
    def is_empty(self) -> bool:
        return not self._groups

    def add(self, word: ShapedWord, *, spaced: bool) -> None:
        """Append a word; a space follows it where `spaced` says so."""
        ink = self._ink
        if self._groups and self._spaced[-1] and self._groups[-1][1][-1].face is word.face:
            self._groups[-1][1].append(word)
            self._spaced[-1] = spaced
        else:
            self._groups.append((self.x, [word]))
            self._spaced.append(spaced)
        self.x += ink.width(word) + (ink.space if spaced else 0.0)

    def strokes(self) -> list[Stroke]:
        """Give what has been appended."""
        return [
            self.stroke(x, tuple(words), spaced=spaced)
            for (x, words), spaced in zip(self._groups, self._spaced, strict=True)
        ]

    def stroke(self, x: float, words: tuple[ShapedWord, ...], *, spaced: bool) -> Stroke:
        """Give words of one face as a stroke."""
        ink = self._ink
        return Stroke(self._content, x, self._drop, words, ink.size, ink.colour, ink.space, spaced)
