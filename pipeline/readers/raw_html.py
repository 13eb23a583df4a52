"""HTML within text: tags pair up around what Markdown makes, comments vanish."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.nodes import HardBreak, Inline, Span, Worded
from pipeline.readers.dropped_tags import HIDDEN
from pipeline.readers.emphasis import MAX_DEPTH
from pipeline.readers.html_blocks import inlines_of
from pipeline.readers.html_media import emptied
from pipeline.readers.html_names import EMPTIED, PLAYED
from pipeline.readers.html_starts import TAG
from pipeline.readers.html_tags import Tag, end_of_element, read_tag
from pipeline.readers.html_tree import Tree
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.smart import quotes_of

_DECLARATION = re.compile(r"<!(?![A-Za-z])")
_NO_TAG = Tag("", "")


@dataclass(frozen=True, slots=True)
class RawTag(Span):
    """A tag among the inlines of a text, until all are read and tags are paired."""

    tag: Tag = _NO_TAG


class RawHtml(Construct):
    """A tag, comment, declaration or instruction of HTML (6.6)."""

    triggers = "<"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Read it; tags wait for the end of the text."""
        match = TAG.match(scanner.text, at)
        if match is None:
            return _scan_hidden(scanner, at)
        tag = read_tag(match.group(), scanner.places.at(at))
        if tag.name == "br":
            scanner.add(at, HardBreak(location=scanner.places.line_at(at)))
            return match.end()
        if not tag.is_closing and (tag.name in EMPTIED or tag.name in PLAYED):
            return _scan_emptied(scanner, tag, at)
        scanner.add(at, RawTag((), location=tag.place, tag=tag))
        scanner.finish = paired
        return match.end()


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


def _scan_emptied(scanner: Scanner, tag: Tag, at: int) -> int:
    """Read an element that is dropped with what it holds, if it is closed."""
    text, end = scanner.text, at + len(tag.raw)
    mark = f"</{tag.name}"
    scanner.flush(at)
    found = (end, end) if tag.is_empty else None
    if found is None and mark not in scanner.absent:
        found = end_of_element(text, tag.name, end)
        if found is None:
            scanner.absent.add(mark)
    if found is None and tag.name in EMPTIED:
        scanner.dropped.drop_tag(tag)
        return end
    inner, after = found or (end, end)
    scanner.items.extend(emptied(tag, text[end:inner], scanner.dropped))
    return after


def paired(scanner: Scanner, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Give inlines whose tags have become what they mean, with what stands between them."""
    if not any(map(_has_tag, content)):
        return content
    findings, dropped = scanner.reading.findings, scanner.dropped
    tree = Tree(findings, dropped, MAX_DEPTH)
    _feed(tree, content)
    quotes = quotes_of(scanner.reading.language)
    return inlines_of(tree.children(), findings, dropped, quotes)


def _has_tag(inline: Inline) -> bool:
    if isinstance(inline, RawTag):
        return True
    return isinstance(inline, Worded) and any(map(_has_tag, inline.content))


def _feed(tree: Tree, content: Iterable[Inline]) -> None:
    for inline in content:
        if isinstance(inline, RawTag):
            if inline.tag.is_closing:
                tree.close(inline.tag)
            else:
                tree.open(inline.tag)
        elif isinstance(inline, Worded) and _has_tag(inline):
            tree.enter(inline)
            _feed(tree, inline.content)
            tree.leave(inline)
        else:
            tree.add(inline)
