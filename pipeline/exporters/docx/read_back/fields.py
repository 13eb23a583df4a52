"""Fields: what their instructions say, and what is known of one while its result is read."""

import re
from dataclasses import dataclass, field

from pipeline.exporters.docx.read_back.paragraph import ReadLink, ReadMark, ReadPage

_ARGUMENT = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))')


@dataclass
class ReadField:
    """A field that is open: its instruction so far, its kind once that is whole."""

    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    kind: str = ""
    link: ReadLink | None = None
    mark: ReadMark | None = None
    page: ReadPage | None = None


def field_arguments(instruction: str) -> list[str]:
    """Split the instruction of a field at blanks outside of quotes (ECMA-376-1, 17.16.3)."""
    matches = _ARGUMENT.finditer(instruction)
    return [
        match[2] if match[1] is None else re.sub(r"\\(.)", r"\1", match[1]) for match in matches
    ]


def field_link(arguments: list[str]) -> ReadLink:
    """Give the link that the arguments of a HYPERLINK field make."""
    link = ReadLink()
    waiting = ""
    for argument in arguments[1:]:
        if argument.startswith("\\"):
            waiting = argument
        elif waiting == "\\l":
            link.anchor, waiting = argument, ""
        elif waiting in {"\\o", "\\t"}:
            waiting = ""
        else:
            link.url, waiting = argument, ""
    if link.url and link.anchor:
        link.url, link.anchor = f"{link.url}#{link.anchor}", ""
    return link
