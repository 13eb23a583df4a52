"""The page over all releases: `index.html` in the folder that they are in."""

from pipeline.distribute.atom import ATOM, ATOM_TYPE
from pipeline.distribute.elements import element, joined, words
from pipeline.distribute.figures import date_text, language_text
from pipeline.distribute.opds import OPDS, OPDS_TYPE
from pipeline.distribute.opds2 import OPDS2, OPDS2_TYPE
from pipeline.distribute.page import PAGE
from pipeline.distribute.page_parts import Head, address, cover, downloads, of_language, page
from pipeline.distribute.page_words import PageWords
from pipeline.distribute.release import Release
from pipeline.distribute.shelves import Shelf, words_of
from pipeline.distribute.structured import books_script
from pipeline.markup import Markup, escape_text


def overview_page(shelves: tuple[Shelf, ...]) -> str:
    """Write the page over all releases: each publication, and its older versions."""
    said = words_of(shelves)
    head = Head(
        said.publications, "", joined(_feed_links(), books_script(shelves, said.publications))
    )
    listed = joined(*(_shelf(shelf, said) for shelf in shelves)) or words("p", said.none)
    main = element("main", words("h1", said.publications), listed)
    return page(said, head, main, _footer(said))


_FEEDS = ((OPDS, OPDS_TYPE, "OPDS 1.2"), (OPDS2, OPDS2_TYPE, "OPDS 2.0"), (ATOM, ATOM_TYPE, "Atom"))


def _feed_links() -> Markup:
    """Write the links by which programs find the feeds."""
    return joined(
        *(
            element("link", rel="alternate", type=media_type, href=name, title=title)
            for name, media_type, title in _FEEDS
        )
    )


def _footer(said: PageWords) -> Markup:
    items = (
        element("li", element("a", escape_text(title), href=name, type=media_type))
        for name, media_type, title in _FEEDS
    )
    return element(
        "footer",
        words("h2", said.feeds),
        words("p", said.subscribe),
        element("ul", joined(*items)),
    )


def _shelf(shelf: Shelf, said: PageWords) -> Markup:
    newest = shelf.newest
    about = newest.about
    base = f"{address(newest.folder)}/"
    own = of_language(newest, said)
    title = element("a", escape_text(about.title), href=f"{base}{PAGE}", **own)
    text = joined(
        element("h2", title),
        words("p", about.subtitle, class_="subtitle", **own),
        words("p", said.by.format(", ".join(about.authors)), class_="authors")
        if about.authors
        else Markup(""),
        words("p", about.description, **own),
        words("p", _particulars(newest, said), class_="particulars"),
        downloads(newest, said, base),
        _others(shelf, said),
    )
    picture = cover(newest, said, base)
    inner = element("div", picture, element("div", text), class_="publication")
    return element("article", inner, class_="shelf", id=shelf.name)


def _particulars(release: Release, said: PageWords) -> str:
    date = "" if release.label == release.about.date else release.about.date
    told = (
        f"{said.version} {release.label}",
        date_text(date, said.language),
        language_text(release.about.language, said.language),
        release.about.publisher,
    )
    return " · ".join(text for text in told if text)


def _others(shelf: Shelf, said: PageWords) -> Markup:
    items = [
        element(
            "li",
            element(
                "a",
                escape_text(f"{said.version} {release.label}"),
                href=f"{address(release.folder)}/{PAGE}",
            ),
            escape_text(_behind(date_text(release.about.date, said.language))),
        )
        for release in shelf.releases
        if release is not shelf.newest
    ]
    if not items:
        return Markup("")
    return element("details", words("summary", said.older_versions), element("ul", joined(*items)))


def _behind(date: str) -> str:
    return f", {date}" if date else ""
