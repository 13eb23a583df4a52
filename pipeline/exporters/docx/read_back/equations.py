"""The text of an equation: its characters in the order in which MathML has them.

Office MathML (ECMA-376-1, 22.1) has signs in attributes and degrees before radicands; here all
stands where a reader of the formula has it: a sum's sign before its limits, brackets around their
content, an accent behind its base, the degree of a root behind what is under it.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_UNSEEN = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+")
_ON = frozenset({"1", "on", "true", ""})
_ARROWS = frozenset("→←↔⇒⇐⇔↦⇀↽⇌⟶⟵⟷⟹⟸")
_SPACING = {
    "\u0300": "`",
    "\u0301": "´",
    "\u0302": "ˆ",
    "\u0303": "˜",
    "\u0304": "¯",
    "\u0305": "¯",
    "\u0306": "˘",
    "\u0307": "˙",
    "\u0308": "¨",
    "\u030a": "˚",
    "\u030c": "ˇ",
}
_PROPERTIES = re.compile(r"Pr$")


def equation_text(element: etree._Element) -> str:
    """Give the text of an `m:oMath` or `m:oMathPara`, without spaces."""
    return _UNSEEN.sub("", "".join(_texts(element)))


def _texts(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    if name == "t" and element.tag.startswith(M):
        yield element.text or ""
    elif name in _READERS and element.tag.startswith(M):
        yield from _READERS[name](element)
    elif not _PROPERTIES.search(name):
        yield from _all(element)


def _all(element: etree._Element) -> Iterator[str]:
    for child in element.iterchildren(tag=etree.Element):
        yield from _texts(child)


def _part(element: etree._Element, name: str) -> Iterator[str]:
    part = element.find(f"{M}{name}")
    if part is not None:
        yield from _all(part)


def _sign(element: etree._Element, name: str, default: str) -> str:
    found = element.find(f"{M}{element.tag.removeprefix(M)}Pr/{M}{name}")
    return default if found is None else found.get(f"{M}val", "")


def _nary(element: etree._Element) -> Iterator[str]:
    yield _sign(element, "chr", "∫")
    for name in ("sub", "sup", "e"):
        yield from _part(element, name)


def _delimited(element: etree._Element) -> Iterator[str]:
    yield _sign(element, "begChr", "(")
    for at, part in enumerate(element.iterchildren(f"{M}e")):
        if at:
            yield _sign(element, "sepChr", "|")
        yield from _all(part)
    yield _sign(element, "endChr", ")")


def _accented(element: etree._Element) -> Iterator[str]:
    yield from _part(element, "e")
    sign = _sign(element, "chr", "\u0302")
    yield _SPACING.get(sign, sign)


def _barred(element: etree._Element) -> Iterator[str]:
    yield from _part(element, "e")
    yield "‾" if _sign(element, "pos", "bot") == "top" else "_"


def _grouped(element: etree._Element) -> Iterator[str]:
    """Yield a brace behind what it holds together; an arrow before what is written on it."""
    sign = _sign(element, "chr", "⏟")
    first = sign in _ARROWS and _sign(element, "pos", "bot") == "bot"
    yield sign if first else ""
    yield from _part(element, "e")
    yield "" if first else sign


def _rooted(element: etree._Element) -> Iterator[str]:
    yield from _part(element, "e")
    yield from _part(element, "deg")


def _prescripted(element: etree._Element) -> Iterator[str]:
    for name in ("e", "sub", "sup"):
        yield from _part(element, name)


def _phantom(element: etree._Element) -> Iterator[str]:
    if _sign(element, "show", "1") in _ON:
        yield from _part(element, "e")


_READERS: Mapping[str, Callable[[etree._Element], Iterator[str]]] = {
    "nary": _nary,
    "d": _delimited,
    "acc": _accented,
    "bar": _barred,
    "groupChr": _grouped,
    "rad": _rooted,
    "sPre": _prescripted,
    "phant": _phantom,
}
