"""The page set-up of a reference document: the size and margins of its last section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.exporters.docx.reference.package import (
    R,
    ReferenceUnreadableError,
    W,
    attributes,
    is_on,
)
from pipeline.theme import PageShape

LEAST_MEASURE, LEAST_HEIGHT = 90.0, 120.0
"""How wide and how high the text of a page has to be at least, in points."""
_TWIPS = 20.0
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")
_LETTER = {"w": 612.0, "h": 792.0}
_MARGIN = 72.0
_EDGES = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_DEFAULT_EDGES = {"header": 36.0, "footer": 36.0, "gutter": 0.0}


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A page as Word is told of it.

    `edges` are the distances of `w:pgMar`, in points; `borders` and `grid` are the markup of
    `w:pgBorders` and `w:docGrid`, "" for none; `titled` tells whether the first page has a header
    and a footer of its own.
    """

    shape: PageShape
    edges: tuple[float, ...]
    borders: str
    grid: str
    titled: bool


def page_setup(section: etree._Element | None) -> PageSetup:
    """Read the properties of a section. Raises ReferenceUnreadableError where no text fits."""
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    width, height = (_points(size, name, default) for name, default in _LETTER.items())
    edges = {name: _points(margins, name, _DEFAULT_EDGES.get(name, _MARGIN)) for name in _EDGES}
    # A negative margin is one that no header moves (ECMA-376-1, 17.6.11).
    shape = PageShape(
        width,
        height,
        top=abs(edges["top"]),
        bottom=abs(edges["bottom"]),
        left=edges["left"] + edges["gutter"],
        right=edges["right"],
    )
    if shape.measure < LEAST_MEASURE or height - shape.top - shape.bottom < LEAST_HEIGHT:
        raise ReferenceUnreadableError("has a page with no room for text between its margins")
    return PageSetup(
        shape,
        tuple(edges[name] for name in _EDGES),
        borders=_markup(section, "pgBorders"),
        grid=_markup(section, "docGrid"),
        titled=is_on(section, "titlePg"),
    )


def on_its_side(setup: PageSetup) -> PageSetup:
    """Give the page on its side, with the same margins."""
    return replace(setup, shape=setup.shape.turned)


def _points(element: etree._Element | None, name: str, default: float) -> float:
    text = "" if element is None else element.get(f"{W}{name}", "")
    measure = _MEASURE.fullmatch(text.strip())
    if measure is None:
        return default
    number = float(measure[1])
    return number * _UNITS[measure[2]] if measure[2] else number / _TWIPS


def _markup(section: etree._Element | None, name: str) -> str:
    found = None if section is None else section.find(f"{W}{name}")
    return "" if found is None else "".join(_pieces(found))


def _pieces(element: etree._Element) -> Iterator[str]:
    """Write an element with the attributes of its own namespace; what leads out stays away."""
    if any(key.startswith(R) for key, _ in attributes(element)):
        return
    name = etree.QName(element).localname
    shown = "".join(
        f' w:{etree.QName(key).localname}="{_attribute(value)}"'
        for key, value in attributes(element)
        if key.startswith(W)
    )
    yield f"<w:{name}{shown}>"
    for child in element:
        yield from _pieces(child)
    yield f"</w:{name}>"


def _attribute(text: str) -> str:
    return re.sub(r"[^\w#.+-]", "", text)
