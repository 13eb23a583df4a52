"""Atom feeds (RFC 4287): of all releases, for feed readers; and what OPDS 1.2 shares with it."""

from collections.abc import Iterable

from lxml import etree

from pipeline.distribute.figures import instant_text
from pipeline.distribute.identifiers import collection_uri, version_uri
from pipeline.distribute.page import PAGE
from pipeline.distribute.page_parts import address
from pipeline.distribute.release import Release
from pipeline.distribute.shelves import Shelf, words_of
from pipeline.distribute.trees import XML_LANGUAGE, below, told, tree_text

ATOM = "atom.xml"
ATOM_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"


def atom_feed(shelves: tuple[Shelf, ...]) -> bytes:
    """Write a feed with an entry for each release, the latest first."""
    releases = sorted(
        (release for shelf in shelves for release in shelf.releases),
        key=lambda release: (-(release.origin.time or 0), release.folder),
    )
    feed = new_feed(shelves, ATOM, ATOM_TYPE, {None: _NAMESPACE})
    for release in releases:
        identifier = version_uri(release.about.identifier, release.label)
        entry = new_entry(feed, release, identifier, f"{release.about.title} {release.label}")
        for edition in release.editions:
            file = edition.file
            href = f"{address(release.folder)}/{address(file.name)}"
            link(entry, "enclosure", href, file.media_type, length=str(file.size))
    return tree_text(feed)


def q(tag: str) -> str:
    """Give the whole name of one of Atom's elements."""
    return f"{{{_NAMESPACE}}}{tag}"


def new_feed(
    shelves: tuple[Shelf, ...], name: str, media_type: str, namespaces: dict[str | None, str]
) -> etree._Element:
    """Make a feed that is called `name`, without entries."""
    root = _root_address(shelves)
    said = words_of(shelves)
    feed = etree.Element(q("feed"), nsmap=namespaces)  # type: ignore[arg-type]  # as for None
    feed.set(XML_LANGUAGE, said.language)
    below(feed, q("id"), f"{root}{name}" if root else f"{collection_uri(_identifiers(shelves))}")
    below(feed, q("title"), said.publications)
    below(feed, q("updated"), instant_text(latest(shelves)))
    link(feed, "self", f"{root}{name}", media_type)
    link(feed, "alternate", PAGE, "text/html")
    return feed


def _root_address(shelves: tuple[Shelf, ...]) -> str:
    """Give the address of the folder of all releases, with a slash, "" where it is not known."""
    known = {shelf.newest.address for shelf in shelves if shelf.newest.address}
    return f"{min(known)}/" if len(known) == 1 else ""


def _identifiers(shelves: tuple[Shelf, ...]) -> list[str]:
    return [shelf.newest.about.identifier for shelf in shelves]


def latest(shelves: Iterable[Shelf]) -> int:
    """Give the time of the latest release, in seconds since 1970."""
    return max((r.origin.time or 0 for shelf in shelves for r in shelf.releases), default=0)


def new_entry(
    feed: etree._Element, release: Release, identifier: str, title: str
) -> etree._Element:
    """Make an entry for a release, with all but the links to its editions."""
    about = release.about
    entry = below(feed, q("entry"))
    below(entry, q("title"), title).set(XML_LANGUAGE, about.language)
    below(entry, q("id"), identifier)
    below(entry, q("updated"), instant_text(release.origin.time))
    for name in about.authors or (about.publisher or about.title,):  # RFC 4287, 4.1.2: one at least
        below(below(entry, q("author")), q("name"), name)
    told(entry, q("summary"), about.description or about.subtitle)
    told(entry, q("rights"), about.rights)
    for keyword in about.keywords:
        below(entry, q("category"), term=keyword, label=keyword)
    link(entry, "alternate", f"{address(release.folder)}/{PAGE}", "text/html")
    return entry


def link(parent: etree._Element, rel: str, href: str, media_type: str, **more: str) -> None:
    """Make a link (RFC 4287, 4.2.7)."""
    below(parent, q("link"), rel=rel, href=href, type=media_type, **more)
