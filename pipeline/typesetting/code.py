"""Code blocks: their lines as they are, on a shade, below a title; numbers stand beside them."""

from collections.abc import Iterator

from pipeline.model.nodes import CodeBlock, Text
from pipeline.typesetting.coderows import CodeSetter
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.lines import Backdrop, Frame, Line, Stroke
from pipeline.typesetting.mirroring import upright
from pipeline.typesetting.pages import Element, Glyph, Role, ShapedWord
from pipeline.typesetting.texts import Galley, baseline_drop, mark_place, text_lines
from pipeline.typesetting.tokens import TokenInks, code_lines

_PADDING = 6.0
_TITLE_PADDING = 3.5
_INSET = 8.0
_NUMBER_GAP = 9.0
_NUMBERS_SHARE = 0.25
_BAR = 2.0


def set_code(galley: Galley, block: CodeBlock) -> None:
    """Append a code block."""
    stack, style = galley.stack, galley.job.theme.code
    first = len(stack.lines)
    titled = block.caption.strip()
    outer = galley.below(Element(Role.LISTING, identifier=block.identifier)) if titled else galley
    stack.space(style.before)
    if titled:
        _set_title(outer, titled)
    identifier = "" if titled else block.identifier
    element = Element(Role.CODE_BLOCK, identifier=identifier, source=block)
    lines = list(_lines(outer.below(element), block))
    stack.pad(_PADDING)
    stack.add(lines)
    stack.space(style.after)
    stack.pad(_PADDING)
    mark_place(galley, block.identifier, first)


def _set_title(galley: Galley, title: str) -> None:
    """Append the title, on a ground that the shade of the code begins below."""
    stack, frame = galley.stack, galley.frame
    theme = galley.job.theme
    style = theme.code_title
    titled = galley.below(Element(Role.CODE_TITLE)).moved(_inset(frame))
    lines = text_lines(titled, (Text(title),), style)
    ground = Backdrop(frame.left, frame.width, theme.colours.key, _TITLE_PADDING, _TITLE_PADDING)
    for line in lines:
        line.backdrops = (ground,)
    stack.space(style.before)
    stack.pad(_TITLE_PADDING)
    stack.add_together(lines)
    stack.pad(_TITLE_PADDING)
    stack.keep()


def _inset(frame: Frame) -> Frame:
    inset = _INSET if frame.width > 8 * _INSET else 0.0
    return Frame(frame.left + inset, frame.width - 2 * inset)


def _lines(galley: Galley, block: CodeBlock) -> Iterator[Line]:
    """Yield the lines of code with their grounds; a long one goes on below."""
    theme, frame, element = galley.job.theme, galley.frame, galley.element
    style, room = theme.code, _inset(galley.frame)
    shade = Backdrop(frame.left, frame.width, theme.colours.shade, _PADDING, _PADDING)
    numbers = _Numbers(galley, block, room)
    drop = baseline_drop(style)
    content = element.content()
    setter = CodeSetter(TokenInks(galley.job), content, numbers.beside, drop)
    pointed: tuple[Backdrop, ...] = ()
    highlighted = frozenset(block.highlighted)
    drawn = False
    for number, line in enumerate(code_lines(block), 1):
        pointed = (pointed or _pointed(galley)) if number in highlighted else ()
        for at, strokes in enumerate(setter.rows(line)):
            drawn = drawn or bool(strokes)
            marks = list(strokes)
            if numbers.shown and not at:
                marks.insert(0, numbers.stroke(number, drop))
            if galley.job.mirrored:
                marks = [upright(mark, frame) for mark in marks]
            yield Line(style.leading, drop, list(marks), backdrops=(shade, *pointed))
    if not drawn:
        element.children.remove(content)


def _pointed(galley: Galley) -> tuple[Backdrop, ...]:
    """Give the ground of lines that are pointed out, and the bar at its side."""
    frame, colours = galley.frame, galley.job.theme.colours
    side = frame.left + (frame.width - _BAR if galley.job.mirrored else 0.0)
    return (
        Backdrop(frame.left, frame.width, colours.pointed),
        Backdrop(side, _BAR, colours.accent),
    )


class _Numbers:
    """The numbers of lines, beside the code; `beside` is the room that they leave for it.

    They are shown, but they are no part of the text: nobody wants to copy them.
    """

    def __init__(self, galley: Galley, block: CodeBlock, room: Frame) -> None:
        theme = galley.job.theme
        self._first = block.first_number
        self._ink: Ink = galley.job.style(theme.code).ink()
        self._colour = theme.colours.muted
        last = self._first + block.text.count("\n")
        width = self._ink.width(_silent(self._ink, str(last))) if self._first else 0.0
        self._right = room.left + width
        moved = width + _NUMBER_GAP if self._first else 0.0
        if moved > room.width * _NUMBERS_SHARE:
            self._first, moved = 0, 0.0
        self.beside = Frame(room.left + moved, room.width - moved)

    @property
    def shown(self) -> bool:
        """Whether there are numbers, and room for them."""
        return bool(self._first)

    def stroke(self, at: int, drop: float) -> Stroke:
        """Give the number of a line, counted from 1, as an artifact."""
        word = _silent(self._ink, str(self._first + at - 1))
        x = self._right - self._ink.width(word)
        return Stroke(None, x, drop, (word,), self._ink.size, self._colour)


def _silent(ink: Ink, text: str) -> ShapedWord:
    """Give a word whose glyphs stand for no text."""
    shaped = ink.pieces(text)[0]
    glyphs = tuple(Glyph(glyph.index, "", glyph.advance) for glyph in shaped.glyphs)
    return ShapedWord(shaped.face, glyphs, shaped.width)
