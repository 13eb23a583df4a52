"""WordprocessingML as text: the one border where characters are escaped, and its namespaces.

The body of a book is a hundred thousand elements; as text it is made ten times faster than as a
tree. What `Markup` is typed for has crossed the border: it is well-formed and escaped.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NewType

Markup = NewType("Markup", str)
"""Well-formed XML content."""

NOTHING = Markup("")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"

# Programs that do not know the check boxes of Word 2010 are told to pass over them.
_STORY_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" xmlns:m="{M}" '
    f'xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"'
)

# XML 1.0, 2.2: the characters that a document may hold.
_FORBIDDEN = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_SPECIAL = re.compile(f"[&<>]|{_FORBIDDEN}")
_REPLACEMENTS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> Markup:
    """Escape characters for an element's content; what XML 1.0 forbids is dropped."""
    if not text.isprintable():
        return Markup(_SPECIAL.sub(_replacement, text))
    # What is printable is allowed; most of it needs no replacement either.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return Markup(text)


def _replacement(match: re.Match[str]) -> str:
    return _REPLACEMENTS.get(match[0], "")


def quoted(value: str) -> Markup:
    """Escape and quote the value of an attribute; breaks and tabs become spaces."""
    plain = escape(" ".join(value.splitlines()).replace("\t", " "))
    return Markup('"' + plain.replace('"', "&quot;") + '"')


def element(
    name: str, attributes: Mapping[str, str | int] | None = None, *content: Markup
) -> Markup:
    """Make an element; for the small parts, where clarity counts more than speed."""
    shown = "".join(f" {key}={quoted(str(value))}" for key, value in (attributes or {}).items())
    inner = "".join(content)
    return Markup(f"<{name}{shown}>{inner}</{name}>" if inner else f"<{name}{shown}/>")


def value(name: str, val: str | int) -> Markup:
    """Make an element of one `w:val`, the commonest kind."""
    return Markup(f"<{name} w:val={quoted(str(val))}/>")


def joined(pieces: Iterable[Markup]) -> Markup:
    """Join pieces of markup to one."""
    return Markup("".join(pieces))


def story_part(root: str, content: Markup) -> bytes:
    """Make the bytes of a part that holds paragraphs (document, footnotes, header, footer)."""
    return f"{DECLARATION}<{root} {_STORY_NAMESPACES}>{content}</{root}>".encode()


def settings_part(root: str, content: Markup) -> bytes:
    """Make the bytes of a part about paragraphs (styles, numbering, settings, fonts)."""
    return f'{DECLARATION}<{root} xmlns:w="{W}" xmlns:r="{R}">{content}</{root}>'.encode()
