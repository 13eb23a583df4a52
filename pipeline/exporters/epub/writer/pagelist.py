"""The pages of the PDF edition: where each of them begins in the content documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.exporter import EditionPlan
from pipeline.exporters.epub.options import EpubOptions
from pipeline.exporters.epub.writer.survey import COVER_PAGE, NAV, TITLE_PAGE, Survey
from pipeline.markup import PageBreak
from pipeline.model.leaves import sources_of


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A line of the page list: the page's number, and the document and name of its place."""

    label: str
    document: str
    identifier: str


@dataclass(frozen=True, slots=True)
class PageList:
    """The pages in their order, and what begins in a block (see `Places.breaks`).

    `first` has the marks that stand at the beginning of a document, by its name.
    """

    pages: tuple[ListedPage, ...] = ()
    breaks: Mapping[int, tuple[PageBreak, ...]] = field(default_factory=dict)
    first: Mapping[str, PageBreak] = field(default_factory=dict)


def find_pages(plan: EditionPlan, found: Survey, front: Iterable[str]) -> PageList:
    """Give the page list of an edition, an empty one where none is wanted.

    `front` names the documents before the text that the edition has: of `COVER_PAGE`,
    `TITLE_PAGE` and `NAV`.
    """
    if not (isinstance(plan.options, EpubOptions) and plan.options.page_list):
        return PageList()
    # Typesetting loads HarfBuzz, which an edition without a page list does without.
    from pipeline.typesetting.pages import Role  # noqa: PLC0415
    from pipeline.typesetting.pagestarts import Start, page_starts  # noqa: PLC0415

    roles = {Role.COVER: COVER_PAGE, Role.TITLE: TITLE_PAGE, Role.CONTENTS_TITLE: NAV}
    documents = frozenset(front)
    before = {role: name for role, name in roles.items() if name in documents}
    homes = {
        id(source): document.name
        for document in found.documents
        for source in sources_of(document.blocks())
    }

    def home(source: Start) -> str:
        return before.get(source, "") if isinstance(source, Role) else homes.get(id(source), "")

    pages: list[ListedPage] = []
    breaks: dict[int, tuple[PageBreak, ...]] = {}
    first: dict[str, PageBreak] = {}
    for start in page_starts(plan.printed_pages(), lambda source: bool(home(source))):
        name = _free_name(start.label, found.homes)
        pages.append(ListedPage(start.label, home(start.source), name))
        mark = PageBreak(start.label, name, start.offset)
        if isinstance(start.source, Role):
            first[home(start.source)] = mark
        else:
            key = id(start.source)
            breaks[key] = (*breaks.get(key, ()), mark)
    return PageList(tuple(pages), breaks, first)


def _free_name(label: str, taken: Mapping[str, str]) -> str:
    """Give the place of a page a name that nothing else has."""
    name = f"page-{label}"
    while name in taken:
        name = f"{name}-"
    return name
