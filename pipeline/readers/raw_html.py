"""HTML within text: comments vanish, `<br>` is a break, other tags go and their text stays."""

import re

from pipeline.model.nodes import HardBreak
from pipeline.readers.dropped_tags import DROPPED_WITH_CONTENT, HIDDEN
from pipeline.readers.html_starts import TAG
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner

TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)")
_DECLARATION = re.compile(r"<!(?![A-Za-z])")


class RawHtml(Construct):
    """A tag, comment, declaration or instruction of HTML (6.6)."""

    triggers = "<"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Read it; only `<br>` adds something."""
        tag = TAG.match(scanner.text, at)
        if tag is None:
            return _scan_hidden(scanner, at)
        return _scan_tag(scanner, at, tag.end())


def _scan_hidden(scanner: Scanner, at: int) -> int:
    """Read what browsers do not show."""
    text = scanner.text
    for start, mark in HIDDEN:
        if not text.startswith(start, at):
            continue
        if start == "<!" and _DECLARATION.match(text, at):
            return NOT_HERE
        end = scanner.find(mark, at + 2)
        if end < 0:
            return NOT_HERE
        scanner.flush(at)
        scanner.dropped.drop_hidden(start, mark, scanner.places.at(at))
        return end + len(mark)
    return NOT_HERE


def _scan_tag(scanner: Scanner, at: int, end: int) -> int:
    match = TAG_NAME.match(scanner.text, at)
    closing, name = match.groups() if match else ("", "")
    name = name.lower()
    if name == "br":
        scanner.add(at, HardBreak(location=scanner.places.line_at(at)))
        return end
    scanner.flush(at)
    place = scanner.places.at(at)
    content = -1 if closing else _end_of_content(scanner, name, end)
    if content >= 0:
        scanner.dropped.drop_element(name, place)
        return content
    scanner.dropped.drop_tag(name, place, is_closing=bool(closing))
    return end


def _end_of_content(scanner: Scanner, name: str, at: int) -> int:
    """Find where the content ends that goes with its tags; -1 where there is none."""
    if name not in DROPPED_WITH_CONTENT or name in scanner.absent:
        return -1
    match = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(scanner.text, at)
    if match is None:
        scanner.absent.add(name)
    return match.start() if match else -1
