"""The catalogue for e-readers as OPDS 1.2 has it: an acquisition feed of the newest releases."""

from lxml import etree

from pipeline.distribute.atom import link, new_entry, new_feed, q
from pipeline.distribute.figures import instant_text
from pipeline.distribute.identifiers import uri_of
from pipeline.distribute.page_parts import address
from pipeline.distribute.release import Release
from pipeline.distribute.shelves import Shelf
from pipeline.distribute.trees import below, told, tree_text
from pipeline.model.dates import date_parts

OPDS = "opds.xml"
OPDS_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
ACQUISITION = "http://opds-spec.org/acquisition/open-access"
IMAGE = "http://opds-spec.org/image"
_TERMS = "http://purl.org/dc/terms/"
_NAMESPACES = {
    None: "http://www.w3.org/2005/Atom",
    "dc": _TERMS,
    "opds": "http://opds-spec.org/2010/catalog",
}


def opds_feed(shelves: tuple[Shelf, ...]) -> bytes:
    """Write the catalogue, with an entry for each publication in its newest version."""
    feed = new_feed(shelves, OPDS, OPDS_TYPE, _NAMESPACES)
    link(feed, "start", OPDS, OPDS_TYPE)
    for shelf in shelves:
        _entry(feed, shelf.newest)
    return tree_text(feed)


def _entry(feed: etree._Element, release: Release) -> None:
    """Make a complete entry (OPDS 1.2, 5.1)."""
    about = release.about
    entry = new_entry(feed, release, uri_of(about.identifier), about.title)
    below(entry, f"{{{_TERMS}}}language", about.language)
    below(entry, f"{{{_TERMS}}}identifier", uri_of(about.identifier))
    told(entry, f"{{{_TERMS}}}publisher", about.publisher)
    told(entry, f"{{{_TERMS}}}issued", about.date if date_parts(about.date) else "")
    base = address(release.folder)
    if release.cover is not None:
        file = release.cover.file
        for rel in (IMAGE, f"{IMAGE}/thumbnail"):
            link(entry, rel, f"{base}/{address(file.name)}", file.media_type)
    for edition in release.editions:
        file = edition.file
        href = f"{base}/{address(file.name)}"
        link(entry, ACQUISITION, href, file.media_type, length=str(file.size))
    below(entry, q("published"), instant_text(release.origin.time))
