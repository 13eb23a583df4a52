"""The plain text of inlines and blocks."""

from collections.abc import Iterable
from typing import assert_never

from pipeline.model.nodes import (
    CodeSpan,
    CrossReference,
    Emphasis,
    HardBreak,
    Image,
    Inline,
    Link,
    NoteReference,
    SoftBreak,
    Strong,
    Text,
)


def plain_text(content: Iterable[Inline]) -> str:
    """Give the words of inlines; breaks become spaces, images and note marks are left out."""
    return "".join(_text_of(inline) for inline in content)


def _text_of(inline: Inline) -> str:
    match inline:
        case Text() | CodeSpan():
            return inline.text
        case Emphasis() | Strong() | Link() | CrossReference():
            return plain_text(inline.content)
        case SoftBreak() | HardBreak():
            return " "
        case Image() | NoteReference():
            return ""
        case _:
            assert_never(inline)
