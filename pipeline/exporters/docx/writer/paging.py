"""Page numbers: where those come from that the contents and references show."""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.diagnostics import Code, Diagnostic
from pipeline.exporters.docx.writer.office import OFFICE, OfficeError, bookmark_pages
from pipeline.location import Location
from pipeline.model.publication import Publication

_OPTION, _UNKNOWN = "page-numbers", "00"


class Paging(NamedTuple):
    """Where page numbers come from: what leads to them, None for no numbers.

    `owner` is whose they are, "" for those of the printed edition.
    """

    number: Callable[[str], str] | None
    owner: str = ""


DRAFT = Paging(lambda _: _UNKNOWN)
"""Stands for page numbers until they are known: as wide as most are."""


def office_paging(draft: bytes, name_of: Callable[[str], str], main: str) -> Paging:
    """Give the page numbers of a draft as LibreOffice lays it out.

    `name_of` leads from identifiers to bookmarks; `main` is the identifier that the main matter
    begins with, "" where no other pages stand before it. Raises OfficeError.
    """
    # What typesets is loaded for this alone.
    from pipeline.typesetting.furniture import PageNumbers  # noqa: PLC0415

    pages = bookmark_pages(draft)
    numbers = PageNumbers(pages.get(name_of(main), 0) if main else 0)

    def number(identifier: str) -> str:
        page = pages.get(name_of(identifier))
        return _UNKNOWN if page is None else numbers.label(page)

    return Paging(number, OFFICE)


def unpaged(publication: Publication, error: OfficeError) -> Diagnostic:
    """Tell why the page numbers are not LibreOffice's."""
    wishes = (w for w in publication.settings.editions if w.option.replace("_", "-") == _OPTION)
    places = [wish.location for wish in wishes]
    hint = "the page numbers are those of the PDF"
    location = places[-1] if places else Location(_OPTION)
    return Diagnostic(Code.VALUE_INVALID, f"{OFFICE} {error}", location, hint)
