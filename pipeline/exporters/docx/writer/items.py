"""The items of lists: their markers, and where their blocks stand."""

from dataclasses import replace
from functools import cache

from pipeline.exporters.docx.writer.boxes import UNCHECKED, check_box
from pipeline.exporters.docx.writer.lists import BULLETS_NUM, MARKER_GAP
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import (
    DEEPEST_LEVEL,
    NO_NUM,
    NO_OPENING,
    Marker,
    Position,
)
from pipeline.exporters.docx.writer.widths import text_width
from pipeline.model.nodes import OrderedList
from pipeline.theme import Generic, Theme

TIGHT = 2.0
"""The distance between the items of a tight list, in points."""


def widest_number(block: OrderedList, theme: Theme) -> float:
    """Give how much room the widest number of a list takes, with the gap behind it, in points."""
    body, last = theme.body, block.start + len(block.items) - 1
    return text_width(f"{last}.", body, theme) + MARKER_GAP * body.size


@cache
def box_hanging(theme: Theme) -> float:
    """Give how much room a task's check box takes, with the gap behind it, in points."""
    boxed = replace(theme.body, family=Generic.SANS)
    return text_width(UNCHECKED, boxed, theme) + MARKER_GAP * boxed.size


def item_marker(num: int, style: str, position: Position) -> Marker:
    """Give the marker of the items of a list that stands somewhere."""
    return Marker(num, min(position.depth, DEEPEST_LEVEL), style)


def task_marker(marker: Marker, inside: Position, theme: Theme, *, checked: bool) -> Marker:
    """Give the marker of a task: its check box instead of a bullet, or behind its number."""
    numbered = marker.num != BULLETS_NUM
    box = check_box(theme.sans.name, checked=checked, behind_number=numbered)
    if numbered:
        return replace(marker, box=box)
    return Marker(NO_NUM, marker.level, inside.styles.listed, box)


def inside_list(position: Position, step: float, *, tight: bool) -> Position:
    """Give the position inside a list; below its last paragraph is the list's distance."""
    return replace(
        position,
        style=position.styles.listed,
        indent=position.indent + twips(step),
        depth=position.depth + 1,
        after=twips(TIGHT) if tight else position.after,
        opening=NO_OPENING,
    )
