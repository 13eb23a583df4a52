"""The lists of a reference document, behind those of an edition: its own styles go on counting."""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from pipeline.exporters.docx.reference.order import drop, in_order
from pipeline.exporters.docx.reference.package import VAL, W, as_bytes, remove

_ABSTRACT, _NUM = f"{W}abstractNum", f"{W}num"
_STYLE_LINKS = ("pStyle", "rStyle", "styleLink", "numStyleLink")


def highest_number(own: bytes) -> int:
    """Give the highest number of a list, by which those of a reference are shifted."""
    root = etree.fromstring(own)
    numbers = (list_.get(f"{W}{name}", "") for list_, name in _lists(root))
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def _lists(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    yield from ((element, "abstractNumId") for element in root.iterchildren(_ABSTRACT))
    yield from ((element, "numId") for element in root.iterchildren(_NUM))


def merged_numbering(
    own: bytes, house: etree._Element | None, renamed: Mapping[str, str], *, shift: int
) -> bytes:
    """Put the lists of a reference behind those of an edition, their numbers shifted.

    None of them counts a style of the edition's, whose numbers are decided.
    """
    if house is None:
        return own
    root = etree.fromstring(own)
    first_num = root.find(_NUM)
    at = root.index(first_num) if first_num is not None else len(root)
    for abstract in house.iterchildren(_ABSTRACT):
        copy = _shifted(abstract, "abstractNumId", renamed, shift)
        drop(copy, "nsid")
        root.insert(at, copy)
        at += 1
    for num in house.iterchildren(_NUM):
        copy = _shifted(num, "numId", renamed, shift)
        for link in copy.iterfind(f"{W}abstractNumId"):
            link.set(VAL, _higher(link.get(VAL, ""), shift))
        root.append(copy)
    return as_bytes(root)


def _shifted(
    element: etree._Element, name: str, renamed: Mapping[str, str], shift: int
) -> etree._Element:
    copy = deepcopy(element)
    in_order(copy)
    copy.set(f"{W}{name}", _higher(copy.get(f"{W}{name}", ""), shift))
    taken = frozenset(renamed.values())
    for link in tuple(copy.iter(*(f"{W}{kind}" for kind in _STYLE_LINKS))):
        style = renamed.get(link.get(VAL, ""), link.get(VAL, ""))
        if link.tag == f"{W}pStyle" and style in taken:
            remove(link)
        else:
            link.set(VAL, style)
    for picture in tuple(copy.iter(f"{W}lvlPicBulletId")):
        remove(picture)
    return copy


def _higher(number: str, shift: int) -> str:
    return str((int(number) if number.isdecimal() else 0) + shift)
