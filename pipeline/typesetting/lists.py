"""Lists: bullets, numbers and check boxes at the right of their column, items beside them."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.nodes import BulletList, ListItem, OrderedList
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.labels import put_label
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import Galley, Inner, Label, set_label

_TIGHT = 2.0
_GAP = 0.5
_BULLETS = ("\u2022", "\u2013", "\u00b7")
_BOXES = {True: "\u2611", False: "\u2610"}
_TOLD = str.maketrans({"\u2611": "[x]", "\u2610": "[ ]"})


def set_list(galley: Galley, items: BulletList | OrderedList) -> Iterator[Inner]:
    """Append a list."""
    ink = galley.job.style(galley.style).ink()
    labels = _labels(items, galley.around.lists)
    ordered = isinstance(items, OrderedList)
    listed = galley.below(Element(Role.LIST, ordered=ordered))
    gap = galley.style.size * _GAP
    widest = max(
        (set_label(text, ink, Element(Role.LIST_LABEL)).width for text in labels), default=0.0
    )
    is_bare = isinstance(items, BulletList) and not items.is_marked
    frame = galley.frame.indented(max(galley.job.theme.indent, widest + gap))
    if is_bare and not galley.around.lists:
        frame = galley.frame
    beside = _box_room(items, ink)
    after = _TIGHT if items.tight else galley.style.after
    style = replace(galley.style, after=min(after, galley.style.after))
    around = galley.around._replace(lists=galley.around.lists + 1)
    for item, text in zip(items.items, labels, strict=True):
        part = listed.below(Element(Role.LIST_ITEM))
        label = Label((), 0.0)
        if not is_bare:
            label = set_label(text, ink, part.element.add(_label_element(item, text)))
        body = part.below(Element(Role.LIST_BODY))._replace(frame=frame, style=style, around=around)
        first = len(galley.stack.lines)
        yield body, item.blocks
        room = label.width if item.checked is not None else label.width + beside
        if not is_bare:
            put_label(galley, label, first, frame.left - gap - room)
        galley.stack.space(after)
    galley.stack.space(galley.style.after)


def _labels(items: BulletList | OrderedList, depth: int) -> list[str]:
    """Give a label for each item; a task's check box stands for its bullet, or after its number."""
    if isinstance(items, OrderedList):
        marks = [f"{number}." for number in range(items.start, items.start + len(items.items))]
        return [_numbered(mark, item) for mark, item in zip(marks, items.items, strict=True)]
    bullet = _BULLETS[depth % len(_BULLETS)]
    return [bullet if item.checked is None else _BOXES[item.checked] for item in items.items]


def _box_room(items: BulletList | OrderedList, ink: Ink) -> float:
    """Give the room that check boxes take beside numbers, where some items are tasks."""
    if isinstance(items, BulletList) or all(item.checked is None for item in items.items):
        return 0.0
    return set_label(_BOXES[False], ink, Element(Role.LIST_LABEL)).width + ink.space


def _numbered(mark: str, item: ListItem) -> str:
    return mark if item.checked is None else f"{mark} {_BOXES[item.checked]}"


def _label_element(item: ListItem, label: str) -> Element:
    """Give the element of a label; check boxes are told as their author wrote them."""
    actual = "" if item.checked is None else label.translate(_TOLD)
    return Element(Role.LIST_LABEL, actual=actual)
