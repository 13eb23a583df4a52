"""Navigation as nested lists of links: entries with level, number and text."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.webtext.elements import (
    Element,
    classes_of,
    is_hidden,
    local_name,
    roles_of,
    text_of,
)
from pipeline.webtext.passages import place_key

_LISTS = frozenset({"loi", "lot", "loa", "lov", "list"})
_NUMBERS = frozenset({"number", "toc-section-number", "header-section-number"})


class Entry(NamedTuple):
    """A line of the navigation; `target` is the key of its place, "" where it has none.

    `is_shown`: where the navigation is read as a page, the line is on it (EPUB 3.3, 7.4.2.6).
    `is_listed`: it stands in a list of figures, tables or the like (5.4.2.4).
    """

    level: int
    number: str
    text: str
    target: str
    is_shown: bool = False
    is_listed: bool = False


def toc_entries(document: str, root: Element) -> Iterator[Entry] | None:
    """Yield the entries of a document's table of contents, then those of its lists of figures.

    None where there is no table of contents.
    """
    toc = next((e for e in root.iter("{*}nav") if "toc" in roles_of(e)), None)
    return None if toc is None else _all_entries(document, root, toc)


def _all_entries(document: str, root: Element, toc: Element) -> Iterator[Entry]:
    yield from _list_entries(document, toc, 1)
    yield from (entry for entry in listed_entries(document, root))


def listed_entries(document: str, root: Element) -> Iterator[Entry]:
    """Yield the entries of the lists of figures and the like."""
    for other in root.iter("{*}nav"):
        kinds = roles_of(other)
        if not kinds or kinds & _LISTS:
            yield from (
                entry._replace(is_listed=True) for entry in _list_entries(document, other, 1)
            )


def _list_entries(document: str, parent: Element, level: int) -> Iterator[Entry]:
    for items in parent.iterfind("{*}ol"):
        for item in items.iterfind("{*}li"):
            label = next((e for e in item if local_name(e) in {"a", "span"}), None)
            if label is not None:
                yield _entry(document, label, level)
            yield from _list_entries(document, item, level + 1)


def _entry(document: str, label: Element, level: int) -> Entry:
    numbers = [e for e in label.iter("{*}span") if classes_of(e) & _NUMBERS]
    number = "".join(text_of(e) for e in numbers)
    text = text_of(label)
    if number and text.lstrip().startswith(number.strip()):
        text = text.lstrip().removeprefix(number.strip())
    href = label.get("href")
    target = place_key(document, href) if href else ""
    is_shown = not any(is_hidden(e) for e in (label, *label.iterancestors()))
    return Entry(level, number, text, target, is_shown)
