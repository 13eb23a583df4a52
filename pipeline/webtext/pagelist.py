"""The page list: what it says of another edition's pages, and whether the text bears it out."""

from collections.abc import Iterator

from pipeline.exporter import PageFact, normal_text, page_beginning
from pipeline.webtext.reading import FoundPage, Reading, Zone

_NOWHERE = "#?"


def gather_pages(
    entries: tuple[tuple[str, str], ...], reading: Reading
) -> tuple[PageFact, ...] | None:
    """Give the lines of the page list, each with the words that follow its mark in the text.

    An entry is a label and the key of a place. None where there is no list.
    """
    return tuple(_facts(entries, reading)) if entries else None


def _facts(entries: tuple[tuple[str, str], ...], reading: Reading) -> Iterator[PageFact]:
    for label, key in entries:
        found = reading.pages.get(key)
        if found is None:
            yield PageFact(normal_text(label), _NOWHERE)
        else:
            said, marked = normal_text(label), normal_text(found.label)
            told = said if said == marked else f"{said} -> {marked}"
            yield PageFact(told, page_beginning(_behind(found, reading)))


def _behind(found: FoundPage, reading: Reading) -> Iterator[str]:
    """Yield the running text behind the mark of a page, passage by passage."""
    for at in range(found.passage, len(reading.passages)):
        passage = reading.passages[at]
        if passage.zone is Zone.BODY:
            yield passage.text[found.before if at == found.passage else 0 :]
