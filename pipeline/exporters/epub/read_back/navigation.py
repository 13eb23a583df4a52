"""The nav document or, in books before EPUB 3, the NCX: entries with level, number and text."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.exporters.epub.read_back.archive import Package
from pipeline.exporters.epub.read_back.elements import (
    Element,
    classes_of,
    is_hidden,
    local_name,
    roles_of,
)
from pipeline.exporters.epub.read_back.passages import place_key

_LISTS = frozenset({"loi", "lot", "loa", "lov", "list"})
_NUMBERS = frozenset({"number", "toc-section-number", "header-section-number"})


class Entry(NamedTuple):
    """A line of the navigation; `target` is the key of its place, "" where it has none.

    `is_shown`: where the navigation is read as a page, the line is on it (EPUB 3.3, 7.4.2.6).
    `is_listed`: it stands in a list of figures, tables or the like (5.4.2.4).
    """

    level: int
    number: str
    text: str
    target: str
    is_shown: bool = False
    is_listed: bool = False


def read_navigation(package: Package) -> tuple[Entry, ...]:
    """Read the table of contents in reading order; raises EditionError where it is not there."""
    if package.nav:
        return tuple(_nav_entries(package, package.archive.xml(package.nav)))
    if package.ncx:
        return tuple(_ncx_entries(package, package.archive.xml(package.ncx), 0))
    return ()


def read_page_list(package: Package) -> tuple[tuple[str, str], ...]:
    """Read the page list in its order: the label and the key of the place of every page."""
    if package.nav:
        root = package.archive.xml(package.nav)
        lists = (e for e in root.iter("{*}nav") if roles_of(e) & {"page-list", "pagelist"})
        return tuple(
            (_text(link), place_key(package.nav, link.get("href", "")))
            for listed in lists
            for link in listed.iterfind("{*}ol/{*}li/{*}a")
        )
    if package.ncx:
        targets = package.archive.xml(package.ncx).iterfind("{*}pageList/{*}pageTarget")
        return tuple(_page_target(package, target) for target in targets)
    return ()


def _page_target(package: Package, target: Element) -> tuple[str, str]:
    label, content = target.find("{*}navLabel"), target.find("{*}content")
    source = content.get("src", "") if content is not None else ""
    return (_text(label) if label is not None else ""), place_key(package.ncx, source)


def _nav_entries(package: Package, root: Element) -> Iterator[Entry]:
    toc = next((e for e in root.iter("{*}nav") if "toc" in roles_of(e)), None)
    if toc is None:
        raise package.archive.trouble(f"{package.nav} has no table of contents")
    yield from _list_entries(package, toc, 1)
    for other in root.iter("{*}nav"):
        kinds = roles_of(other)
        if other is not toc and (not kinds or kinds & _LISTS):
            yield from (
                entry._replace(is_listed=True) for entry in _list_entries(package, other, 1)
            )


def _list_entries(package: Package, parent: Element, level: int) -> Iterator[Entry]:
    for items in parent.iterfind("{*}ol"):
        for item in items.iterfind("{*}li"):
            label = next((e for e in item if local_name(e) in {"a", "span"}), None)
            if label is not None:
                yield _entry(package, label, level)
            yield from _list_entries(package, item, level + 1)


def _entry(package: Package, label: Element, level: int) -> Entry:
    numbers = [e for e in label.iter("{*}span") if classes_of(e) & _NUMBERS]
    number = "".join(_text(e) for e in numbers)
    text = _text(label)
    if number and text.lstrip().startswith(number.strip()):
        text = text.lstrip().removeprefix(number.strip())
    href = label.get("href")
    target = place_key(package.nav, href) if href else ""
    is_shown = not any(is_hidden(e) for e in (label, *label.iterancestors()))
    return Entry(level, number, text, target, is_shown)


def _text(element: Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _ncx_entries(package: Package, parent: Element, level: int) -> Iterator[Entry]:
    for point in parent.iterfind("{*}navPoint" if level else "{*}navMap"):
        if level:
            label, content = point.find("{*}navLabel"), point.find("{*}content")
            source = content.get("src", "") if content is not None else ""
            text = _text(label) if label is not None else ""
            yield Entry(level, "", text, place_key(package.ncx, source) if source else "")
        yield from _ncx_entries(package, point, level + 1)
