"""Parts that the page of a release and the page of all releases have in common."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from pipeline.distribute.elements import element, joined, words
from pipeline.distribute.figures import count_text, size_text
from pipeline.distribute.page_looks import LOOKS
from pipeline.distribute.page_words import PageWords
from pipeline.distribute.release import Release, ReleasedEdition
from pipeline.markup import Markup, escape_text
from pipeline.model.direction import is_right_to_left


class Head(NamedTuple):
    """What the head of a page says: its title, its description, and markup of its own."""

    title: str
    description: str
    more: Markup = Markup("")


def page(said: PageWords, head: Head, *body: Markup) -> str:
    """Write a page that needs nothing from anywhere else."""
    heading = joined(
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        words("title", head.title),
        element("meta", name="description", content=head.description)
        if head.description
        else Markup(""),
        element("meta", name="color-scheme", content="light dark"),
        head.more,
        element("style", LOOKS),
    )
    root = element(
        "html",
        Markup("\n"),
        element("head", Markup("\n"), heading, Markup("\n")),
        Markup("\n"),
        element("body", Markup("\n"), joined(*body), Markup("\n")),
        Markup("\n"),
        lang=said.language,
    )
    return f"<!DOCTYPE html>\n{root}\n"


def of_language(release: Release, said: PageWords) -> dict[str, str]:
    """Give the attributes of what is in a publication's language, where the page's is another."""
    language = release.about.language
    attributes: dict[str, str] = {}
    if language.lower() != said.language:
        attributes["lang"] = language
    if is_right_to_left(language):
        attributes["dir"] = "rtl"
    return attributes


def address(name: str) -> str:
    """Give a relative reference to a file by its name (RFC 3986, 4.2)."""
    return quote(name)


def cover(release: Release, said: PageWords, base: str) -> Markup:
    """Write the cover: its picture or, where there is none, a drawing of the title."""
    about = release.about
    if release.cover is not None:
        return element(
            "img",
            class_="cover",
            src=f"{base}{address(release.cover.file.name)}",
            alt=said.cover_of.format(about.title),
            width=str(release.cover.width),
            height=str(release.cover.height),
        )
    told = joined(words("span", about.title), words("small", ", ".join(about.authors)))
    return element(
        "div", told, class_="cover drawn", aria_hidden="true", **of_language(release, said)
    )


def downloads(release: Release, said: PageWords, base: str) -> Markup:
    """Write a button for each edition, with its size and what the edition is good for."""
    ordered = sorted(release.editions, key=_rank)
    items = (_download(release, edition, said, base) for edition in ordered)
    return element("ul", Markup("\n"), joined(*items), Markup("\n"), class_="editions")


def _rank(edition: ReleasedEdition) -> int:
    """Give the place of an edition among the buttons: what most readers want comes first."""
    known = list(_GOOD_FOR)
    kind = edition.file.media_type
    return known.index(kind) if kind in known else len(known)


def _download(release: Release, edition: ReleasedEdition, said: PageWords, base: str) -> Markup:
    label = edition.format.upper()
    size = size_text(edition.file.size, said.language)
    button = element(
        "a",
        element("strong", escape_text(label)),
        Markup(" "),
        words("span", size, class_="size"),
        class_="button",
        href=f"{base}{address(edition.file.name)}",
        download=edition.file.name,
        type=edition.file.media_type,
        aria_label=f"{said.download}: {release.about.title}, {label}, {size}",
    )
    return element("li", button, joined(*_about(edition, said)))


_GOOD_FOR: dict[str, Callable[[PageWords], str]] = {
    "application/pdf": lambda said: said.good_for_pdf,
    "application/epub+zip": lambda said: said.good_for_epub,
    "text/html": lambda said: said.good_for_html,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        lambda said: said.good_for_docx
    ),
}


def _about(edition: ReleasedEdition, said: PageWords) -> list[Markup]:
    good_for = _GOOD_FOR.get(edition.file.media_type)
    counted = [
        _counted(edition.pages, said.one_page, said.pages, said),
        _counted(None if edition.pages else edition.words, said.words, said.words, said),
        *edition.standards,
    ]
    return [
        words("p", good_for(said) if good_for else ""),
        words("p", " · ".join(text for text in counted if text), class_="particulars"),
    ]


def _counted(count: int | None, one: str, several: str, said: PageWords) -> str:
    if not count:
        return ""
    return (one if count == 1 else several).format(count_text(count, said.language))
