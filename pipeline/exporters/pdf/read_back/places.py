"""Places, and what leads to them: named destinations, identifiers, bookmarks, links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

from pipeline.exporter import normal_url
from pipeline.exporters.pdf.read_back.elements import Element, ObjectKey
from pipeline.exporters.pdf.read_back.syntax import (
    bytes_in,
    elements_of,
    entry,
    name_in,
    object_key,
    text_in,
)

BROKEN = "#?"
"""The target of a link whose place does not exist."""

_DEEPEST_TREE = 32


@dataclass(slots=True)
class Places:
    """Where names lead to.

    `destinations` has the page's index of every named destination, `identified` the element of
    every identifier, `names` what links call an element's place, `clickable` the annotations that
    stand on a page.
    """

    pages: Mapping[ObjectKey, int]
    destinations: dict[bytes, int]
    identified: dict[bytes, Element]
    clickable: frozenset[ObjectKey]
    names: dict[Element, str] = field(default_factory=dict)

    def destined(self, destination: object) -> Element | None:
        """Give the element that a named destination (12.3.2.3) leads to.

        None where it is not named, its name stands for nothing, or it leads to another page than
        the one that the element of this name stands on. (An empty element stands on any page.)
        """
        name = bytes_in(destination)
        if name is None:
            return None
        element, page = self.identified.get(name), self.destinations.get(name)
        if element is None or page is None:
            return None
        return element if element.page in {page, -1} else None

    def reachable(self) -> Iterator[str]:
        """Yield the names that lead to an element from outside the file (12.3.2.3)."""
        for name, element in self.identified.items():
            if name in self.destinations and self.destined(pikepdf.String(name)) is element:
                yield f"#{name.decode('utf-8', 'replace')}"

    def target(self, element: Element) -> str:
        """Tell where a link leads: the one target of all its annotations."""
        targets = dict.fromkeys(self._aim(annotation) for annotation in element.annotations)
        return " | ".join(targets) or BROKEN

    def is_clickable(self, annotation: object) -> bool:
        """Tell whether an annotation stands on a page."""
        return object_key(annotation) in self.clickable

    def _aim(self, annotation: object) -> str:
        if not self.is_clickable(annotation):
            return BROKEN
        url = bytes_in(entry(entry(annotation, "/A"), "/URI"))
        if url is not None:
            return normal_url(url.decode("utf-8", "replace"))
        element = self.destined(destination_of(annotation))
        return BROKEN if element is None else self.names.get(element, BROKEN)


def destination_of(leading: object) -> object:
    """Give the destination of a link annotation or bookmark: its own or its action's."""
    destination = entry(leading, "/Dest")
    if destination is not None:
        return destination
    action = entry(leading, "/A")
    return entry(action, "/D") if name_in(entry(action, "/S")) == "GoTo" else None


def names_place(annotation: object) -> bool:
    """Tell whether an annotation leads to a place by its name."""
    return bytes_in(destination_of(annotation)) is not None


def read_places(
    pdf: pikepdf.Pdf, pages: Mapping[ObjectKey, int], by_key: Mapping[ObjectKey, Element]
) -> Places:
    """Read the names of a file; what they are called is found later."""
    catalog = pdf.Root
    identified = {}
    for name, found in _tree_pairs(entry(entry(catalog, "/StructTreeRoot"), "/IDTree")):
        element = by_key.get(object_key(found))
        if element is not None and element.identifier == name:
            identified[name] = element
    return Places(pages, dict(_destinations(catalog, pages)), identified, _clickable(pdf))


def _destinations(catalog: object, pages: Mapping[ObjectKey, int]) -> Iterator[tuple[bytes, int]]:
    named = list(_tree_pairs(entry(entry(catalog, "/Names"), "/Dests")))
    old = entry(catalog, "/Dests")
    if isinstance(old, pikepdf.Dictionary):
        named += [(key[1:].encode("utf-8", "replace"), value) for key, value in old.items()]
    for name, value in named:
        array = entry(value, "/D") if isinstance(value, pikepdf.Dictionary) else value
        page = next(elements_of(array), None)
        index = pages.get(object_key(page))
        if index is not None:
            yield name, index


def _tree_pairs(root: object) -> Iterator[tuple[bytes, object]]:
    """Yield the names of a name tree (7.9.6) with their values."""
    pending = [(root, 0)]
    while pending:
        node, depth = pending.pop()
        pairs = elements_of(entry(node, "/Names"))
        for name, value in zip(pairs, pairs, strict=False):
            key = bytes_in(name)
            if key is not None:
                yield key, value
        if depth < _DEEPEST_TREE:
            pending.extend((kid, depth + 1) for kid in elements_of(entry(node, "/Kids")))


def _clickable(pdf: pikepdf.Pdf) -> frozenset[ObjectKey]:
    return frozenset(
        object_key(annotation)
        for page in pdf.pages
        for annotation in elements_of(page.obj.get("/Annots"))
    )


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline (12.3.3): its depth from 1, its title, where it leads."""

    level: int
    title: str
    destination: object


def bookmarks(pdf: pikepdf.Pdf) -> Iterator[Bookmark]:
    """Yield the bookmarks of a file in order."""
    seen: set[ObjectKey] = set()
    pending = [(entry(entry(pdf.Root, "/Outlines"), "/First"), 1)]
    while pending:
        item, level = pending.pop()
        key = object_key(item)
        if item is None or key in seen:
            continue
        seen.add(key)
        yield Bookmark(level, text_in(entry(item, "/Title")), destination_of(item))
        pending.append((entry(item, "/Next"), level))
        pending.append((entry(item, "/First"), level + 1))


def page_direction(pdf: pikepdf.Pdf) -> str:
    """Give the direction in which pages follow each other (12.2)."""
    said = entry(entry(pdf.Root, "/ViewerPreferences"), "/Direction")
    return "rtl" if name_in(said) == "R2L" else "ltr"


def page_labels(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Give the label of every page (12.4.2), its ordinal where the file has no labels."""
    # pikepdf's stub takes this property for a method.
    return tuple(str(page.label) for page in pdf.pages)
