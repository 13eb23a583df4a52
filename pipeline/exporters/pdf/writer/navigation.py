"""Bookmarks and page labels. Clauses are those of ISO 32000-1, 12.3.3 and 12.4.2."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject
from pipeline.exporters.pdf.writer.links import destination_name
from pipeline.exporters.pdf.writer.syntax import Syntax, array, dictionary, text_string
from pipeline.model.publication import OutlineEntry, flatten_outline
from pipeline.typesetting.pages import Page, Place

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def register_bookmarks(
    canvas: EditionCanvas, bookmarks: tuple[OutlineEntry, ...], places: Mapping[str, Place]
) -> None:
    """Put the outline into the catalog: open to the second level, closed below it."""
    if not bookmarks:
        return
    root = PlainObject()
    reference = canvas.register(root)
    first, last = _register_siblings(canvas, bookmarks, reference, places)
    shown = len(bookmarks) + sum(len(entry.entries) for entry in bookmarks)
    root.syntax = dictionary(
        {"Type": "/Outlines", "First": first, "Last": last, "Count": str(shown)}
    )
    canvas.set_catalog("Outlines", root)
    canvas.set_catalog("PageMode", Syntax("/UseOutlines"))


def _register_siblings(
    canvas: EditionCanvas,
    entries: tuple[OutlineEntry, ...],
    parent: Syntax,
    places: Mapping[str, Place],
) -> tuple[Syntax, Syntax]:
    """Register the entries below one parent; give the references to the first and the last."""
    targets = [PlainObject() for _ in entries]
    references = [canvas.register(target) for target in targets]
    for index, (entry, target) in enumerate(zip(entries, targets, strict=True)):
        item = {
            "Title": text_string(entry.label),
            "Parent": parent,
            "Prev": references[index - 1] if index else "",
            "Next": references[index + 1] if index + 1 < len(entries) else "",
        }
        if entry.identifier in places:
            item["Dest"] = destination_name(entry.identifier)
        if entry.entries:
            item["First"], item["Last"] = _register_siblings(
                canvas, entry.entries, references[index], places
            )
            item["Count"] = str(_count(entry))
        target.syntax = dictionary(item)
    return references[0], references[-1]


def _count(entry: OutlineEntry) -> int:
    """Give how many entries below are shown; negative where they come with a click only."""
    if entry.level == 1:
        return len(entry.entries)
    return -sum(1 for _ in flatten_outline(entry.entries))


@dataclass(frozen=True, slots=True)
class _Label:
    """A page's label: a style (D, r, R, or none) with its number, or a text as it stands."""

    style: str
    number: int
    text: str = ""

    def follows(self, other: "_Label") -> bool:
        """Whether a reader that counts on from `other` comes to this one."""
        return bool(self.style) and self.style == other.style and self.number == other.number + 1


def register_page_labels(canvas: EditionCanvas, pages: Iterable[Page]) -> None:
    """Put the labels of the pages into the catalog: one entry where the counting starts anew."""
    parts: list[str] = []
    before = _Label("", 0)
    for index, page in enumerate(pages):
        label = _label(page.label)
        if not parts or not label.follows(before):
            parts += [str(index), _label_syntax(label)]
        before = label
    canvas.set_catalog("PageLabels", PlainObject(dictionary({"Nums": array(parts)})))


def _label(text: str) -> _Label:
    if re.fullmatch("[1-9][0-9]{0,8}", text, re.ASCII):
        return _Label("D", int(text))
    value = _roman_value(text.lower())
    if value and text in (text.lower(), text.upper()):
        return _Label("r" if text.islower() else "R", value)
    return _Label("", 0, text)


def _roman_value(text: str) -> int:
    """Give the value of a Roman number, 0 where the text is none."""
    value, rest = 0, text
    for worth, letters in _ROMAN:
        while rest.startswith(letters):
            value, rest = value + worth, rest.removeprefix(letters)
    return value if not rest and _roman(value) == text else 0


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text, value = text + letters * (value // worth), value % worth
    return text


def _label_syntax(label: _Label) -> Syntax:
    if not label.style:
        return dictionary({"P": text_string(label.text)})
    start = "" if label.number == 1 else str(label.number)
    return dictionary({"S": f"/{label.style}", "St": start})
