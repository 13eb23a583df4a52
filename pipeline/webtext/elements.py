"""Elements as a reader sees them: steps through a document, blocks, roles."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from html import unescape
from posixpath import dirname, join, normpath
from typing import TypeAlias
from urllib.parse import unquote

from lxml.etree import _Element, _Entity

_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav
    ol p pre section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905 - a list of names
)
_UNREAD = frozenset(
    {
        *("head", "noscript", "rp", "rt", "script", "style", "template"),
        *("annotation", "annotation-xml", "mphantom"),  # in formulas
    }
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NOT_SHOWN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Step(Enum):
    """What happens next in a document."""

    START = auto()
    TEXT = auto()
    END = auto()


Element: TypeAlias = _Element
Happening: TypeAlias = tuple[Step, Element, str]


def steps(root: Element) -> Iterator[Happening]:
    """Yield starts, texts and ends in document order; no recursion, so any depth will do.

    Named entities of XHTML 1, which the parser leaves alone, become what they stand for.
    """
    stack = [(root, iter(root))]
    yield Step.START, root, ""
    if root.text:
        yield Step.TEXT, root, root.text
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield Step.END, parent, ""
            if stack and parent.tail:
                yield Step.TEXT, parent, parent.tail
        elif isinstance(child, _Entity):
            yield Step.TEXT, child, f"{unescape(child.text or '')}{child.tail or ''}"
        else:
            stack.append((child, iter(child)))
            yield Step.START, child, ""
            if child.text:
                yield Step.TEXT, child, child.text


def local_name(element: Element) -> str:
    """Give an element's name without its namespace."""
    return _without_namespace(element.tag)


@lru_cache(maxsize=1024)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def is_block(name: str) -> bool:
    """Tell whether an element's start and end part the text around them."""
    return name in _BLOCKS


def is_unread(element: Element, name: str) -> bool:
    """Tell whether no reader gets to see an element."""
    return name in _UNREAD or is_hidden(element)


def is_hidden(element: Element) -> bool:
    """Tell whether an element says of itself that it is not shown."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and NOT_SHOWN.search(COMMENT.sub("", style)) is not None


def roles_of(element: Element) -> frozenset[str]:
    """Give the roles of an element: EPUB's words, and DPUB-ARIA's without their `doc-`."""
    spoken = f"{element.get(_EPUB_TYPE, '')} {element.get('role', '')}".split()
    return frozenset(role.removeprefix("doc-") for role in spoken)


def classes_of(element: Element) -> frozenset[str]:
    """Give the classes of an element."""
    return frozenset(element.get("class", "").split())


def resolved(origin: str, reference: str) -> str:
    """Give the path that a relative reference leads to, seen from a document."""
    path = unquote(reference)
    return normpath(join(dirname(origin), path)) if path else origin


def text_of(element: Element) -> str:
    """Give all text in an element."""
    return "".join(str(text) for text in element.itertext())
