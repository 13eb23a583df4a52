"""The page list: what it says of another edition's pages, and whether the text bears it out."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from pipeline.exporter import PAGE_WORDS, PageFact, normal_text, normal_words
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
    body = [at for at, passage in enumerate(reading.passages) if passage.zone is Zone.BODY]
    runs = [normal_words(reading.passages[at].text) for at in body]
    starts = list(accumulate(map(len, runs), initial=0))
    words = [word for run in runs for word in run]

    def begins(found: FoundPage) -> str:
        at = bisect_left(body, found.passage)
        first = starts[at]
        if at < len(body) and body[at] == found.passage:
            first += len(normal_words(found.before))
        return " ".join(words[first : first + PAGE_WORDS])

    for label, key in entries:
        found = reading.pages.get(key)
        if found is None:
            yield PageFact(normal_text(label), _NOWHERE)
        else:
            said, marked = normal_text(label), normal_text(found.label)
            yield PageFact(said if said == marked else f"{said} -> {marked}", begins(found))
