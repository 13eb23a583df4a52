"""Link reference definitions: `[label]: destination "title"` (CommonMark 4.7)."""

import re
from typing import NamedTuple

from pipeline.readers.link_parts import (
    Part,
    after_space,
    normal_label,
    read_destination,
    read_label,
    read_title,
)

_END_OF_LINE = re.compile(r"[ \t]*(?:\n|$)")


class Definition(NamedTuple):
    """What a label stands for; `end` is where the next line of the text begins."""

    label: str
    url: str
    title: str
    end: int


class Defined(NamedTuple):
    """A definition, and the line that it begins in."""

    definition: Definition
    line: int

    @property
    def is_remark(self) -> bool:
        """Whether it leads nowhere: authors hide remarks so (`[//]: # (a remark)`)."""
        return self.definition.url in {"", "#"}


def read_definition(text: str, at: int) -> Definition | None:
    """Read the definition that begins at `at`, which is the beginning of a line."""
    label = read_label(text, at)
    if label is None or not label.text.strip() or not text.startswith(":", label.end):
        return None
    start = after_space(text, label.end + 1)
    destination = read_destination(text, start)
    if destination is None or destination.end == start:
        return None
    return _with_title(text, normal_label(label.text), destination)


def _with_title(text: str, label: str, destination: Part) -> Definition | None:
    """Add the title, if it is one and ends its line; it may stand on the next line."""
    start = after_space(text, destination.end)
    if start > destination.end and (title := read_title(text, start)):
        end = _END_OF_LINE.match(text, title.end)
        if end:
            return Definition(label, destination.text, title.text, end.end())
    end = _END_OF_LINE.match(text, destination.end)
    return Definition(label, destination.text, "", end.end()) if end else None
