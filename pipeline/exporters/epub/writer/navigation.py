"""Navigation: nav document and NCX, both from the bookmarks, and the landmarks."""

from collections.abc import Iterator

from pipeline.exporters.epub.writer.container import NCX_ID, Item
from pipeline.exporters.epub.writer.documents import ContentDocument
from pipeline.exporters.epub.writer.pagelist import ListedPage, PageList
from pipeline.exporters.epub.writer.pages import MEDIA_TYPE, direction, first_mark, page_bytes
from pipeline.exporters.epub.writer.survey import COVER_PAGE, NAV, TITLE_PAGE, Survey
from pipeline.markup import aria_role, attribute, escape_text, outline_markup
from pipeline.model.publication import CaptionList, OutlineEntry, Publication, flatten_outline
from pipeline.model.roles import Matter, Role

_LANDMARKS = frozenset({Role.BIBLIOGRAPHY, Role.GLOSSARY, Role.INDEX, Role.PREFACE, Role.FOREWORD})
"""The kinds of chapters that reading systems offer to go to, besides the text."""
_LISTS = {"figure": "loi", "table": "lot"}
_NCX_MEDIA_TYPE = "application/x-dtbncx+xml"


def is_nav_read(publication: Publication) -> bool:
    """Tell whether the nav document is a page of the book: it shows contents, or lists."""
    return bool(publication.contents or publication.lists)


def nav_item(publication: Publication, found: Survey, pages: PageList, *, has_cover: bool) -> Item:
    """Give the nav document; it is a page of the book where contents are wanted."""
    shown = bool(publication.contents)
    words = publication.words
    lists = "".join(_caption_list(listed, found) for listed in publication.lists)
    hidden = "" if shown or not lists else ' hidden="hidden"'
    body = (
        f'<body epub:type="frontmatter"{direction(publication)}>\n'
        f"{first_mark(publication, pages, NAV)}"
        f'<nav epub:type="toc"{aria_role("toc")} aria-labelledby="contents"{hidden}>\n'
        f'<h1 id="contents">{escape_text(words.contents)}</h1>\n'
        f"{_contents(publication, found)}\n</nav>\n{lists}"
        f"{_landmarks(publication, found, shown=shown, has_cover=has_cover)}\n"
        f"{_page_list(pages)}</body>"
    )
    page = page_bytes(publication, words.contents, body, up="")
    item = Item("nav", NAV, MEDIA_TYPE, page, ["nav"])
    item.in_spine = is_nav_read(publication)
    return item


def _caption_list(listed: CaptionList, found: Survey) -> str:
    """Write a list of figures, tables or listings, below the contents (EPUB 3.3, 7.4.2.6).

    EPUB has no word for a list of listings.
    """
    name = f"list-of-{listed.series}s"
    kind = attribute("epub:type", _LISTS.get(listed.series, ""))
    return (
        f'<nav{kind} aria-labelledby="{name}">\n'
        f'<h2 id="{name}">{escape_text(listed.title)}</h2>\n'
        f"{outline_markup(listed.entries, found.href_from(NAV))}\n</nav>\n"
    )


def _contents(publication: Publication, found: Survey) -> str:
    if publication.bookmarks:
        return outline_markup(publication.bookmarks, found.href_from(NAV))
    # EPUB 3.3 (5.4.2.2) wants at least one entry: without headings it is the title page.
    title = escape_text(publication.metadata.title)
    return f'<ol>\n<li><a href="{TITLE_PAGE}">{title}</a></li>\n</ol>'


def _landmarks(publication: Publication, found: Survey, *, shown: bool, has_cover: bool) -> str:
    words = publication.words
    entries = [
        *([("cover", COVER_PAGE, words.cover)] if has_cover else []),
        ("titlepage", TITLE_PAGE, words.title_page),
        # Only documents of the spine may be landmarks.
        *([("toc", f"{NAV}#contents", words.contents)] if shown else []),
        *(("bodymatter", d.name, publication.metadata.title) for d in _first_of_main(found)),
        *((d.role.value, d.name, d.title) for d in found.documents if d.role in _LANDMARKS),
    ]
    items = "\n".join(
        f'<li><a epub:type="{kind}" href="{href}">{escape_text(text)}</a></li>'
        for kind, href, text in entries
    )
    return f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{items}\n</ol>\n</nav>'


def _first_of_main(found: Survey) -> Iterator[ContentDocument]:
    """Yield the document that the body begins with; the first one where none is the main matter."""
    documents = found.documents
    main = (document for document in documents if document.matter is Matter.MAIN)
    first = next(main, documents[0] if documents else None)
    if first is not None:
        yield first


def _page_list(pages: PageList) -> str:
    """Write where the pages of the PDF edition begin (EPUB 3.3, 7.4.2.5); nothing without any."""
    if not pages.pages:
        return ""
    items = "\n".join(
        f"<li><a{attribute('href', _place(page))}>{escape_text(page.label)}</a></li>"
        for page in pages.pages
    )
    role = aria_role("pagelist")
    return f'<nav epub:type="page-list"{role} hidden="hidden">\n<ol>\n{items}\n</ol>\n</nav>\n'


def _place(page: ListedPage) -> str:
    """Give the address of a page's place, seen from the nav document and the NCX.

    It has a path even where that is the nav document's own: Ace looks for it.
    """
    return f"{page.document}#{page.identifier}"


def ncx_item(publication: Publication, found: Survey, pages: PageList) -> Item:
    """Give the NCX, which reading systems before EPUB 3 navigate by."""
    metadata = publication.metadata
    entries = publication.bookmarks
    depth = max((entry.level for entry in flatten_outline(entries)), default=1)
    points = "\n".join(_Points(found).of(entries) if entries else _title_point(publication))
    content = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
        f"{attribute('xml:lang', metadata.language)}>\n<head>\n"
        f'<meta{attribute("content", metadata.identifier)} name="dtb:uid"/>\n'
        f'<meta content="{depth}" name="dtb:depth"/>\n'
        f'<meta content="{len(pages.pages)}" name="dtb:totalPageCount"/>\n'
        f'<meta content="{_last_number(pages)}" name="dtb:maxPageNumber"/>\n</head>\n'
        f"<docTitle><text>{escape_text(metadata.title)}</text></docTitle>\n"
        f"<navMap>\n{points}\n</navMap>\n{_page_targets(pages)}</ncx>\n"
    )
    return Item(NCX_ID, "toc.ncx", _NCX_MEDIA_TYPE, content.encode())


def _last_number(pages: PageList) -> int:
    """Give the highest number of a page that is written in figures, 0 where none is."""
    return max((int(page.label) for page in pages.pages if page.label.isdecimal()), default=0)


def _page_targets(pages: PageList) -> str:
    """Write the page list of the NCX (ANSI/NISO Z39.86-2005, 8.4.3); nothing without any."""
    if not pages.pages:
        return ""
    targets = "\n".join(map(_page_target, pages.pages))
    return f"<pageList>\n{targets}\n</pageList>\n"


def _page_target(page: ListedPage) -> str:
    kind = "normal" if page.label.isdecimal() else "front"
    value = attribute("value", page.label if page.label.isdecimal() else "")
    return (
        f'<pageTarget id="{page.identifier}" type="{kind}"{value}>'
        f"<navLabel><text>{escape_text(page.label)}</text></navLabel>"
        f"<content{attribute('src', _place(page))}/></pageTarget>"
    )


def _title_point(publication: Publication) -> Iterator[str]:
    yield _opening(1, publication.metadata.title, TITLE_PAGE)
    yield "</navPoint>"


class _Points:
    """Navigation points, numbered in reading order."""

    def __init__(self, found: Survey) -> None:
        self._href = found.href_from(NAV)
        self._count = 0

    def of(self, entries: tuple[OutlineEntry, ...]) -> Iterator[str]:
        """Yield the points of entries and of those below them."""
        for entry in entries:
            self._count += 1
            yield _opening(self._count, entry.label, self._href(entry.identifier))
            yield from self.of(entry.entries)
            yield "</navPoint>"


def _opening(order: int, label: str, source: str) -> str:
    text = escape_text(label)
    return (
        f'<navPoint id="point-{order}" playOrder="{order}"><navLabel><text>{text}</text></navLabel>'
        f"<content{attribute('src', source)}/>"
    )
