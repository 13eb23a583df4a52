"""The plain text of inlines and blocks."""

from collections.abc import Iterable

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
    Text,
)


def plain_text(content: Iterable[Inline]) -> str:
    """Give the words of inlines; breaks become spaces, images and note marks are left out."""
    return "".join(_text_of(inline) for inline in content)


def _text_of(inline: Inline) -> str:
    match inline:
        case Text() | CodeSpan() | CaptionLabel() | Citation():
            return inline.text
        case Math():
            return inline.text if inline.mathml else inline.tex
        case SoftBreak() | HardBreak():
            return " "
        case Image() | NoteReference() | PageReference():
            return ""
        case _:  # what is left holds inlines, or mypy complains
            return plain_text(inline.content)
