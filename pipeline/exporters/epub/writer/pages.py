"""Content documents as XHTML files: cover, title page, preamble and chapters."""

from collections.abc import Iterator

from pipeline.exporters.epub.writer.container import Item
from pipeline.exporters.epub.writer.documents import ContentDocument
from pipeline.exporters.epub.writer.images import PackedImages
from pipeline.exporters.epub.writer.pagelist import PageList
from pipeline.exporters.epub.writer.survey import COVER_PAGE, TITLE_PAGE, Survey
from pipeline.markup import (
    Markup,
    Places,
    aria_role,
    attribute,
    blocks_markup,
    escape_text,
    notes_markup,
    page_break_markup,
    section_markup,
)
from pipeline.model.direction import is_right_to_left
from pipeline.model.publication import Publication
from pipeline.model.roles import Matter

STYLESHEET = "style.css"
MEDIA_TYPE = "application/xhtml+xml"


_MATTERS = {
    Matter.FRONT: "frontmatter",
    Matter.MAIN: "bodymatter",
    Matter.BACK: "backmatter",
}


def epub_role(name: str) -> Markup:
    """Write a structural role in EPUB's vocabulary and, where it has it, in DPUB-ARIA's."""
    return Markup(f' epub:type="{name}"{aria_role(name)}')


def page_bytes(publication: Publication, title: str, body: str, *, up: str = "../") -> bytes:
    """Give a whole XHTML file; `up` leads from its folder to the package document's.

    `body` holds the body element, whose direction is that of the publication's language.
    """
    language = publication.metadata.language
    said = f"{attribute('lang', language)}{attribute('xml:lang', language)}{direction(publication)}"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        "<!DOCTYPE html>\n"
        '<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops"{said}>\n'
        f"<head>\n<title>{escape_text(title)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{up}{STYLESHEET}"/>\n</head>\n'
        f"{body}\n</html>\n"
    ).encode()


def direction(publication: Publication) -> Markup:
    """Write the attribute for text from right to left (EPUB 3.3, 6.3.1: CSS must not say so)."""
    return Markup(' dir="rtl"' if is_right_to_left(publication.metadata.language) else "")


def _body(publication: Publication, role: str, content: str) -> str:
    return f'<body epub:type="{role}"{direction(publication)}>\n{content}\n</body>'


def first_mark(publication: Publication, pages: PageList, name: str) -> str:
    """Write the mark of the page that a document begins with; nothing where there is none."""
    found = pages.first.get(name)
    if found is None:
        return ""
    places = Places(lambda _: "", {}, publication.words, epub_role)
    return f"{page_break_markup(found, 'div', places)}\n"


def cover_items(
    publication: Publication, images: PackedImages, pages: PageList
) -> tuple[Item, ...]:
    """Give the page that shows the cover; none where there is no cover."""
    if images.cover is None:
        return ()
    title = publication.metadata.title
    alternative = attribute("alt", f"{publication.words.cover}: {title}")
    source = attribute("src", f"../{images.cover.file_name}")
    image = f'<img{source}{alternative} role="doc-cover"/>'
    section = f'<section class="cover" epub:type="cover">\n{image}\n</section>'
    section = f"{first_mark(publication, pages, COVER_PAGE)}{section}"
    body = _body(publication, "frontmatter", section)
    content = page_bytes(publication, publication.words.cover, body)
    return (Item("cover", COVER_PAGE, MEDIA_TYPE, content),)


def title_item(publication: Publication, pages: PageList) -> Item:
    """Give the title page: title, subtitle, authors, date, rights, as far as there are any."""
    lines = "\n".join(_title_lines(publication))
    section = f'<section class="title-page" epub:type="titlepage">\n{lines}\n</section>'
    section = f"{first_mark(publication, pages, TITLE_PAGE)}{section}"
    body = _body(publication, "frontmatter", section)
    content = page_bytes(publication, publication.metadata.title, body)
    return Item("title-page", TITLE_PAGE, MEDIA_TYPE, content)


def _title_lines(publication: Publication) -> Iterator[str]:
    metadata = publication.metadata
    identifier = attribute("id", publication.title_identifier)
    yield f'<h1 class="title"{identifier}>{escape_text(metadata.title)}</h1>'
    lines = (
        ("subtitle", epub_role("subtitle"), metadata.subtitle),
        ("byline", "", ", ".join(metadata.authors)),
        ("byline", "", publication.date),
        ("rights", "", metadata.rights),
    )
    for cls, role, text in lines:
        if text:
            yield f'<p class="{cls}"{role}>{escape_text(text)}</p>'


def body_items(
    publication: Publication, found: Survey, images: PackedImages, pages: PageList
) -> Iterator[Item]:
    """Yield the content documents of the body in reading order."""
    right_to_left = is_right_to_left(publication.metadata.language)
    for document in found.documents:
        places = Places(
            href=found.href_from(document.name),
            images=images.placed,
            words=publication.words,
            role=epub_role,
            right_to_left=right_to_left,
            breaks=pages.breaks,
        )
        content = f"{_content(document, places)}{_notes(document, found, places)}"
        body = _body(publication, _MATTERS[document.matter], content)
        page = page_bytes(publication, document.title, body)
        # Escaped text holds no "<": this is MathML (EPUB 3.3, D.2.3).
        properties = ("mathml",) if "<math" in content else ()
        yield Item(document.identifier, document.name, MEDIA_TYPE, page, properties)


def _content(document: ContentDocument, places: Places) -> str:
    if document.sections:
        return "\n".join(section_markup(section, places) for section in document.sections)
    blocks = blocks_markup(document.preamble, places)
    return f"<section{places.role('preamble')}>\n{blocks}\n</section>"


def _notes(document: ContentDocument, found: Survey, places: Places) -> str:
    notes = notes_markup(found.notes.get(document.name, ()), places)
    return f"\n{notes}" if notes else ""
