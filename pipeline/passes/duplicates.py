"""Contents written by hand, beside those that every edition has."""

from collections.abc import Iterator

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import (
    BulletList,
    CrossReference,
    Heading,
    ListItem,
    OrderedList,
    Paragraph,
)

_FEWEST = 3


def find_written_contents(document: Document) -> tuple[Document, Diagnostics]:
    """Tell of a list that only repeats the headings, in their order; the list stays.

    Such a list has at least three items, and each is a link to a heading of the document.
    """
    if not document.settings.toc:
        return document, ()
    headings = [block.identifier for block in document.blocks if isinstance(block, Heading)]
    order = {identifier: index for index, identifier in enumerate(headings)}
    return document, tuple(
        Diagnostic(
            Code.CONTENTS_DUPLICATE,
            "this list repeats the headings, and every edition has contents of its own",
            block.location,
            hint="leave the list out, or set `toc: false`",
        )
        for block in document.blocks
        if isinstance(block, BulletList | OrderedList) and _repeats(block, order)
    )


def _repeats(block: BulletList | OrderedList, order: dict[str, int]) -> bool:
    targets = list(_targets(block))
    places = [order.get(target or "", -1) for target in targets]
    return len(targets) >= _FEWEST and min(places) >= 0 and places == sorted(places)


def _targets(block: BulletList | OrderedList) -> Iterator[str | None]:
    """Yield what each item links to, None for an item that is more than a link."""
    for item in block.items:
        yield _target(item)
        for below in item.blocks[1:]:
            if isinstance(below, BulletList | OrderedList):
                yield from _targets(below)
            else:
                yield None


def _target(item: ListItem) -> str | None:
    match item.blocks:
        case (Paragraph(content=(CrossReference(identifier=identifier),)), *_):
            return identifier
        case _:
            return None
