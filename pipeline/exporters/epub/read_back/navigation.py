"""The nav document or, in books before EPUB 3, the NCX: entries with level, number and text."""

from collections.abc import Iterator

from pipeline.exporters.epub.read_back.archive import Package
from pipeline.webtext.elements import Element, roles_of, text_of
from pipeline.webtext.lists import Entry, toc_entries
from pipeline.webtext.passages import place_key


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
            (text_of(link), place_key(package.nav, link.get("href", "")))
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
    return (text_of(label) if label is not None else ""), place_key(package.ncx, source)


def _nav_entries(package: Package, root: Element) -> Iterator[Entry]:
    entries = toc_entries(package.nav, root)
    if entries is None:
        raise package.archive.trouble(f"{package.nav} has no table of contents")
    return entries


def _ncx_entries(package: Package, parent: Element, level: int) -> Iterator[Entry]:
    for point in parent.iterfind("{*}navPoint" if level else "{*}navMap"):
        if level:
            label, content = point.find("{*}navLabel"), point.find("{*}content")
            source = content.get("src", "") if content is not None else ""
            text = text_of(label) if label is not None else ""
            yield Entry(level, "", text, place_key(package.ncx, source) if source else "")
        yield from _ncx_entries(package, point, level + 1)
