"""The page over all releases: `index.html` in the folder that they are in."""

from collections.abc import Sequence

from pipeline.distribute.elements import element, joined, words
from pipeline.distribute.figures import date_text, language_text
from pipeline.distribute.page import PAGE
from pipeline.distribute.page_parts import Head, address, cover, downloads, of_language, page
from pipeline.distribute.page_words import ENGLISH, PageWords, page_words
from pipeline.distribute.release import Release
from pipeline.distribute.shelves import Shelf
from pipeline.distribute.structured import books_script
from pipeline.markup import Markup, escape_text


def overview_page(shelves: tuple[Shelf, ...]) -> str:
    """Write the page over all releases: each publication, and its older versions."""
    said = _words_for(shelves)
    head = Head(said.publications, "", books_script(shelves, said.publications))
    listed = joined(*(_shelf(shelf, said) for shelf in shelves)) or words("p", said.none)
    main = element("main", words("h1", said.publications), listed)
    return page(said, head, main)


def _words_for(shelves: Sequence[Shelf]) -> PageWords:
    """Give the words of the language that all publications have in common, else English."""
    spoken = {page_words(shelf.newest.about.language).language for shelf in shelves}
    return page_words(spoken.pop() if len(spoken) == 1 else ENGLISH)


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
