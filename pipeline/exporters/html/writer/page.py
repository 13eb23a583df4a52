"""The page: head, title, contents, text, notes."""

from collections.abc import Iterator, Mapping

from pipeline.exporter import SOURCE_PREFIX
from pipeline.exporters.html.writer.names import Names
from pipeline.markup import (
    Markup,
    PlacedImage,
    Places,
    aria_role,
    attribute,
    blocks_markup,
    escape_text,
    notes_markup,
    outline_markup,
    section_markup,
)
from pipeline.model.dates import date_parts
from pipeline.model.direction import is_right_to_left
from pipeline.model.metadata import Metadata
from pipeline.model.publication import OutlineEntry, Publication

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing comes from elsewhere, and nothing runs (Content Security Policy Level 3)."""


def page_text(
    publication: Publication, names: Names, images: Mapping[str, PlacedImage], style: str
) -> str:
    """Give the whole page as text."""
    metadata = publication.metadata
    right_to_left = is_right_to_left(metadata.language)
    direction = ' dir="rtl"' if right_to_left else ""
    places = Places(names.href, images, publication.words, right_to_left=right_to_left)
    navigation = "\n".join(_navigation(publication, names))
    beside = ' class="beside"' if navigation else ""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f"<html{attribute('lang', metadata.language)}{direction}>",
            "<head>",
            *_head(publication),
            f"<style>\n{_style(style)}</style>",
            "</head>",
            f"<body{beside}>",
            _title_block(publication, images),
            *([f'<div class="navigation">\n{navigation}\n</div>'] if navigation else []),
            "<main>",
            *_text(publication, places),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _style(style: str) -> str:
    """Give a stylesheet as the content of an element, which must not end within it."""
    return style.replace("</", "<\\/")


def _head(publication: Publication) -> Iterator[str]:
    metadata = publication.metadata
    yield '<meta charset="utf-8"/>'
    yield f'<meta http-equiv="Content-Security-Policy"{attribute("content", _POLICY)}/>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
    yield '<meta name="color-scheme" content="light dark"/>'
    yield f"<title>{escape_text(metadata.title)}</title>"
    for name, content in _described(metadata):
        yield f"<meta{attribute('name', name)}{attribute('content', content)}/>"
    if publication.digest:
        content = f"{SOURCE_PREFIX}{publication.digest}"
        yield f'<meta name="dcterms.source"{attribute("content", content)}/>'


def _described(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield names and values of what is said about the publication (HTML, 4.2.5.1)."""
    date = metadata.date.strip() if date_parts(metadata.date) else ""
    said = (
        *(("author", author) for author in metadata.authors),
        ("description", metadata.description),
        ("keywords", ", ".join(metadata.keywords)),
        ("dcterms.identifier", metadata.identifier),
        ("dcterms.publisher", metadata.publisher),
        ("dcterms.date", date),
        ("dcterms.rights", metadata.rights),
        ("version", metadata.version),
    )
    return ((name, value) for name, value in said if value.strip())


def _title_block(publication: Publication, images: Mapping[str, PlacedImage]) -> str:
    metadata = publication.metadata
    identifier = attribute("id", publication.title_identifier)
    lines = [f'<h1 class="title"{identifier}>{escape_text(metadata.title)}</h1>']
    for cls, role, text in (
        ("subtitle", aria_role("subtitle"), metadata.subtitle),
        ("byline", "", ", ".join(metadata.authors)),
        ("byline", "", publication.date),
        ("rights", "", metadata.rights),
    ):
        if text.strip():
            lines.append(f'<p class="{cls}"{role}>{escape_text(text)}</p>')
    content = "\n".join((*_cover(publication, images), *lines))
    return f'<header class="title-page">\n{content}\n</header>'


def _cover(publication: Publication, images: Mapping[str, PlacedImage]) -> Iterator[str]:
    cover = images.get(publication.metadata.cover_image)
    if cover is not None:
        alternative = f"{publication.words.cover}: {publication.metadata.title}"
        size = f' width="{cover.width}" height="{cover.height}"'
        source, alt = attribute("src", cover.source), attribute("alt", alternative)
        yield f'<img class="cover-image" role="doc-cover"{source}{alt}{size}/>'


def _navigation(publication: Publication, names: Names) -> Iterator[Markup]:
    """Yield the contents, then the lists of figures and the like."""
    if publication.contents:
        role = aria_role("toc")
        yield _list(publication.words.contents, "contents", role, publication.contents, names)
    for listed in publication.lists:
        name = f"list-of-{listed.series}s"
        yield _list(listed.title, name, Markup(""), listed.entries, names)


def _list(
    title: str, name: str, role: Markup, entries: tuple[OutlineEntry, ...], names: Names
) -> Markup:
    name = names.free(name)
    return Markup(
        f"<nav{role}{attribute('aria-labelledby', name)}>\n"
        f"<h2{attribute('id', name)}>{escape_text(title)}</h2>\n"
        f"{outline_markup(entries, names.href)}\n</nav>"
    )


def _text(publication: Publication, places: Places) -> Iterator[Markup]:
    if publication.preamble:
        yield blocks_markup(publication.preamble, places)
    for section in publication.sections:
        yield section_markup(section, places)
    notes = notes_markup(publication.notes, places)
    if notes:
        yield notes
