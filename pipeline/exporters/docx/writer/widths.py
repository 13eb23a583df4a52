"""Widths of texts in the theme's faces, in points, for grids and hanging numbers."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.model.nodes import (
    CaptionLabel,
    Citation,
    CodeSpan,
    HardBreak,
    Image,
    Inline,
    Math,
    NoteReference,
    PageReference,
    SoftBreak,
    Strong,
    Subscript,
    Superscript,
    Text,
    Worded,
)
from pipeline.theme import Generic, TextStyle, Theme
from pipeline.typesetting.fonts import THOUSAND, Face, load_face

_WIDE, _OTHER = 1000.0, 600.0
_BOLD = 700


def text_width(text: str, style: TextStyle, theme: Theme) -> float:
    """Give the width of a text in a style, in points, without kerning."""
    face = load_face(theme.family(style.family), style.weight, style.italic)
    return sum(_advance(face, character) for character in text) * style.size / THOUSAND


@cache
def _advance(face: Face, character: str) -> float:
    glyph = face.glyph_for(character)
    if glyph:
        return face.advance(glyph)
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER


@dataclass(frozen=True, slots=True)
class InlineWidths:
    """Measures inlines."""

    theme: Theme

    def measured(self, content: Iterable[Inline], style: TextStyle) -> tuple[float, float]:
        """Give the width of inlines on one line, and that of the longest word, in points."""
        widest, line, longest = 0.0, 0.0, 0.0
        for text, look in self._pieces(content, style):
            if text == "\n":
                line = 0.0
                continue
            line += text_width(text, look, self.theme)
            widest = max(widest, line)
            words = (text_width(word, look, self.theme) for word in text.split())
            longest = max(longest, *words, 0.0)
        return widest, longest

    def _pieces(  # noqa: C901, PLR0912 - a case a node
        self, content: Iterable[Inline], style: TextStyle
    ) -> Iterator[tuple[str, TextStyle]]:
        for inline in content:
            match inline:
                case Text():
                    yield inline.text, style
                case SoftBreak():
                    yield " ", style
                case HardBreak():
                    yield "\n", style
                case CodeSpan():
                    yield inline.text, self._code(style)
                case Strong():
                    yield from self._pieces(inline.content, replace(style, weight=_BOLD))
                case Subscript() | Superscript():
                    yield from self._pieces(inline.content, self._raised(style))
                case NoteReference():
                    yield inline.number, style
                case PageReference():
                    yield "00", style
                case Citation():
                    yield inline.text, style
                case CaptionLabel():
                    yield inline.text, replace(style, weight=_BOLD)
                case Image():
                    yield "MM", style
                case Math():
                    yield inline.text or inline.tex, style
                case _:
                    yield from self._worded(inline, style)

    def _worded(self, inline: Worded, style: TextStyle) -> Iterator[tuple[str, TextStyle]]:
        return self._pieces(inline.content, style)

    def _raised(self, style: TextStyle) -> TextStyle:
        return replace(style, size=style.size * self.theme.raised_scale)

    def _code(self, style: TextStyle) -> TextStyle:
        return replace(style, family=Generic.MONO, size=style.size * self.theme.code_scale)
