"""The one border between text and markup."""

import re
from typing import NewType

Markup = NewType("Markup", str)
"""Well-formed XHTML; only this package and the writers of editions make it."""

_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What no XML 1.0 file may hold (XML 1.0, 2.2 Char), not even as a reference."""

_ILLEGAL_CHARACTER = re.compile(f"[{_ILLEGAL}]")
_SPECIAL = re.compile(f'[&<>"{_ILLEGAL}]')


def legal_text(text: str) -> str:
    """Drop the characters that no XML file may hold."""
    return _ILLEGAL_CHARACTER.sub("", text)


def escape_text(text: str) -> Markup:
    """Make text the content of an element; characters that XML does not have are dropped."""
    if _SPECIAL.search(text) is None:
        return Markup(text)
    text = legal_text(text).replace("&", "&amp;").replace("<", "&lt;")
    return Markup(text.replace(">", "&gt;"))


def escape_attribute(text: str) -> Markup:
    """Make text the value of an attribute that stands in double quotes."""
    return Markup(escape_text(text).replace('"', "&quot;"))


def attribute(name: str, value: str) -> Markup:
    """Write an attribute with the blank before it; nothing where the value is empty."""
    return Markup(f' {name}="{escape_attribute(value)}"') if value else Markup("")
