"""The catalogue for e-readers as OPDS 2.0 has it: a feed of publications in JSON."""

import json
from typing import Any

from pipeline.distribute.atom import latest
from pipeline.distribute.figures import instant_text
from pipeline.distribute.identifiers import uri_of
from pipeline.distribute.opds import ACQUISITION
from pipeline.distribute.page import PAGE
from pipeline.distribute.page_parts import address
from pipeline.distribute.release import Release, ReleasedFile
from pipeline.distribute.shelves import Shelf, words_of
from pipeline.model.dates import date_parts

OPDS2 = "opds.json"
OPDS2_TYPE = "application/opds+json"

_Json = dict[str, Any]


def opds2_feed(shelves: tuple[Shelf, ...]) -> bytes:
    """Write the catalogue, with a publication for each in its newest version."""
    feed: _Json = {
        "metadata": {
            "title": words_of(shelves).publications,
            "modified": instant_text(latest(shelves)),
            "numberOfItems": len(shelves),
        },
        "links": [
            {"rel": "self", "href": OPDS2, "type": OPDS2_TYPE},
            {"rel": "alternate", "href": PAGE, "type": "text/html"},
        ],
        "publications": [_publication(shelf.newest) for shelf in shelves],
    }
    return (json.dumps(feed, indent=2, ensure_ascii=False) + "\n").encode()


def _publication(release: Release) -> _Json:
    base = address(release.folder)
    links = [
        {
            **_link(edition.file, base),
            "rel": ACQUISITION,
            "properties": {"size": edition.file.size},
        }
        for edition in release.editions
    ]
    links.append({"rel": "alternate", "href": f"{base}/{PAGE}", "type": "text/html"})
    found: _Json = {"metadata": _metadata(release), "links": links}
    cover = release.cover
    if cover is not None:
        picture = {**_link(cover.file, base), "width": cover.width, "height": cover.height}
        found["images"] = [picture]
    return found


def _link(file: ReleasedFile, base: str) -> _Json:
    return {"href": f"{base}/{address(file.name)}", "type": file.media_type}


def _metadata(release: Release) -> _Json:
    about = release.about
    pages = next((edition.pages for edition in release.editions if edition.pages), None)
    metadata: _Json = {
        "@type": "http://schema.org/Book",
        "identifier": uri_of(about.identifier),
        "title": {about.language: about.title},
        "subtitle": {about.language: about.subtitle} if about.subtitle else "",
        "author": list(about.authors),
        "language": about.language,
        "publisher": about.publisher,
        "description": about.description,
        "subject": list(about.keywords),
        "published": about.date if date_parts(about.date) else "",
        "modified": instant_text(release.origin.time),
        "numberOfPages": pages,
        "version": release.label,
    }
    return {name: value for name, value in metadata.items() if value not in ("", None, [])}
