"""What pages tell programs: schema.org's Book as JSON-LD, and the Open Graph protocol."""

import json
from typing import Any

from pipeline.distribute.elements import element, joined
from pipeline.distribute.identifiers import isbn_in
from pipeline.distribute.release import Release, ReleasedEdition
from pipeline.distribute.shelves import Shelf
from pipeline.markup import Markup
from pipeline.model.dates import date_parts

_Json = dict[str, Any]

_CONTEXT = "https://schema.org"


def book_script(release: Release) -> Markup:
    """Write what a release is, as a script of JSON-LD (JSON-LD 1.1, 7) for its own page."""
    return _script({"@context": _CONTEXT, **_book(release, "")})


def books_script(shelves: tuple[Shelf, ...], name: str) -> Markup:
    """Write what the newest releases are, for a page over all of them."""
    books = [_book(shelf.newest, f"{shelf.newest.folder}/") for shelf in shelves]
    return _script({"@context": _CONTEXT, "@type": "Collection", "name": name, "hasPart": books})


def _script(content: _Json) -> Markup:
    # Only a less-than sign could end the script: HTML reads none of JSON's own escapes.
    text = json.dumps(content, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _book(release: Release, base: str) -> _Json:
    about = release.about
    root = f"{release.address}/{release.folder}/" if release.address else base
    pages = next((each.pages for each in release.editions if each.pages), None)
    book: _Json = {
        "@type": "Book",
        "@id": about.identifier,
        "name": about.title,
        "alternativeHeadline": about.subtitle,
        "author": [{"@type": "Person", "name": name} for name in about.authors],
        "inLanguage": about.language,
        "datePublished": about.date if date_parts(about.date) else "",
        "version": release.label,
        "description": about.description,
        "keywords": list(about.keywords),
        "publisher": {"@type": "Organization", "name": about.publisher} if about.publisher else "",
        "copyrightNotice": about.rights,
        "license": f"{root}{release.licence.name}" if release.licence else "",
        "isbn": isbn_in(about.identifier),
        "identifier": about.identifier,
        "numberOfPages": pages,
        "bookFormat": "https://schema.org/EBook",
        "image": f"{root}{release.cover.file.name}" if release.cover else "",
        "url": root if release.address else "",
        "encoding": [_encoding(edition, root) for edition in release.editions],
    }
    return {name: value for name, value in book.items() if value not in ("", None, [])}


def _encoding(edition: ReleasedEdition, root: str) -> _Json:
    return {
        "@type": "MediaObject",
        "contentUrl": f"{root}{edition.file.name}",
        "encodingFormat": edition.file.media_type,
        "contentSize": f"{edition.file.size} B",
        "sha256": edition.file.digest,
    }


def open_graph(release: Release) -> Markup:
    """Write what a link to a release's page shows elsewhere (ogp.me); addresses where known."""
    about = release.about
    root = f"{release.address}/{release.folder}/" if release.address else ""
    image = f"{root}{release.cover.file.name}" if root and release.cover else ""
    properties = [
        ("og:type", "book"),
        ("og:title", about.title),
        ("og:description", about.description or about.subtitle),
        ("og:locale", about.language.replace("-", "_")),
        ("og:url", root),
        ("og:image", image),
        ("og:image:alt", about.title if image else ""),
        ("book:isbn", isbn_in(about.identifier)),
        ("book:release_date", about.date if date_parts(about.date) else ""),
        *(("book:tag", keyword) for keyword in about.keywords),
    ]
    return joined(*(element("meta", property=k, content=v) for k, v in properties if v))
