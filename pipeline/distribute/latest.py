"""`latest/` at a target: below it, for each publication, its newest release once more."""

from pipeline.distribute.elements import element, words
from pipeline.distribute.page import PAGE
from pipeline.distribute.page_parts import Head, page
from pipeline.distribute.page_words import ENGLISH, page_words

LATEST = "latest"


def latest_page() -> bytes:
    """Write a page that leads to the page of all releases, where a link of releases ends up."""
    said = page_words(ENGLISH)
    target = f"../{PAGE}"
    refresh = element("meta", http_equiv="refresh", content=f"0; url={target}")
    link = element("a", words("span", said.publications), href=target)
    main = element("main", words("h1", said.publications), element("p", link))
    return page(said, Head(said.publications, "", refresh), main).encode()
