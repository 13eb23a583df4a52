"""Links and the places that they lead to.

Clauses are those of ISO 32000-1; a link annotation is what can be clicked, and a tagged one says
in words what it is (ISO 14289-1, 7.18.5).
"""

from collections.abc import Mapping
from urllib.parse import quote

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject
from pipeline.exporters.pdf.writer.syntax import (
    Syntax,
    array,
    byte_string,
    clean_text,
    dictionary,
    numbers,
    text_string,
)
from pipeline.typesetting.pages import Element, LinkArea, Place

_PRINTED = "4"  # the annotation flag that PDF/A wants (ISO 19005-2, 6.3.2)
_URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"


def destination_name(identifier: str) -> Syntax:
    """Give the name of a destination: the identifier itself, in UTF-8."""
    return byte_string(identifier.encode("utf-8", "replace"))


def link_annotation(area: LinkArea, key: int, places: Mapping[str, Place]) -> PlainObject | None:
    """Give the annotation of a link (12.5.6.5), or None where it leads nowhere."""
    element = area.element
    aim = _aim(element, places)
    if not aim:
        return None
    words = clean_text(element.description).strip() or element.url or element.target
    corners = numbers(area.x, area.y, area.x + area.width, area.y + area.height)
    entries = {
        "Type": "/Annot",
        "Subtype": "/Link",
        "Rect": array([corners]),
        "F": _PRINTED,
        "Border": "[0 0 0]",
        "Contents": text_string(words),
        "StructParent": str(key),
    }
    return PlainObject(dictionary({**entries, **aim}))


def _aim(element: Element, places: Mapping[str, Place]) -> dict[str, str]:
    if element.url:
        # A URI is 7-bit ASCII (12.6.4.7).
        url = quote(element.url.encode("utf-8", "replace"), safe=_URL_CHARACTERS)
        return {"A": dictionary({"S": "/URI", "URI": byte_string(url.encode("ascii"))})}
    if element.target in places:
        return {"Dest": destination_name(element.target)}
    return {}


def register_destinations(canvas: EditionCanvas, places: Mapping[str, Place]) -> Syntax:
    """Give the reference to the name tree of the destinations (12.3.2.3), "" where none is."""
    named = sorted((key.encode("utf-8", "replace"), place) for key, place in places.items())
    if not named:
        return Syntax("")
    parts = []
    for key, place in named:
        page = canvas.page_reference(place.page)
        parts += [byte_string(key), f"[{page}/XYZ {numbers(place.x, place.y)} null]"]
    return canvas.register(PlainObject(dictionary({"Names": array(parts)})))
