"""`SUMMARY.md`: the list of chapters of mdBook, as its guide describes it (Format, SUMMARY.md)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from pipeline.diagnostics import Code, Diagnostic
from pipeline.location import Location
from pipeline.model.roles import Matter
from pipeline.project.entries import Entry, EntryKind

NAME = "SUMMARY.md"
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)$")
_LINK = re.compile(
    r"\[((?:\\.|\[[^\[\]]*\]|[^\[\]\\])*)\]\((<[^<>]*>|[^()<>]*(?:\([^()]*\))?[^()<>]*)\)"
)
_TITLE = re.compile(r"[ \t]+(?:\"[^\"]*\"|'[^']*')$")
_RULE = re.compile(r"[ ]{0,3}(?:-[ \t]*){3,}$|[ ]{0,3}(?:\*[ \t]*){3,}$|[ ]{0,3}(?:_[ \t]*){3,}$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(r"(?<![\w])[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}(?![\w])|`")
_TAB = 4


def read_summary(text: str, label: str) -> tuple[list[Entry], list[Diagnostic]]:
    """Read a list of chapters; what is no entry is told.

    Links before the first list are front matter, links after the last one back matter; `label` is
    the file's name in diagnostics.
    """
    said: list[Diagnostic] = []
    entries = list(_entries(text, label, said))
    last = max((i for i, entry in enumerate(entries) if entry.depth), default=-1)
    return [_placed(entry, index, last) for index, entry in enumerate(entries)], said


def _placed(entry: Entry, index: int, last: int) -> Entry:
    """Tell where an entry stands; until here, one outside lists has the depth 0."""
    if entry.depth or entry.kind is EntryKind.PART:
        return replace(entry, depth=max(entry.depth, 1))
    return replace(entry, depth=1, matter=Matter.BACK if index > last >= 0 else Matter.FRONT)


def _entries(text: str, label: str, said: list[Diagnostic]) -> Iterator[Entry]:
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    indents: list[int] = []
    is_first = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or _RULE.match(line):
            continue
        where = Location(label, number)
        if heading := _HEADING.match(line):
            if not is_first:
                yield Entry(EntryKind.PART, where, _plain(heading[1]), depth=0)
            indents = []
        elif entry := _item(line, indents, where):
            yield entry
        else:
            said.append(_no_link(line, where))
        is_first = False


def _item(line: str, indents: list[int], where: Location) -> Entry | None:
    item = _ITEM.match(line)
    link = _LINK.fullmatch((item[2] if item else line).strip())
    if link is None:
        return None
    title, path = _plain(link[1]), _path(link[2])
    kind = EntryKind.FILE if path else EntryKind.DRAFT
    return Entry(kind, where, title, path, _depth(item[1], indents) if item else 0)


def _depth(space: str, indents: list[int]) -> int:
    """Give the depth of an item, and note how far it is indented."""
    width = len(space.expandtabs(_TAB))
    while indents and indents[-1] >= width:
        indents.pop()
    indents.append(width)
    return len(indents)


def _no_link(line: str, where: Location) -> Diagnostic:
    return Diagnostic(
        Code.CHAPTER_LIST_UNREADABLE,
        f"'{line.strip()[:60]}' is no entry of a list of chapters, and is passed over",
        where,
        hint="write '- [Title](file.md)', or '# Title' for a part",
    )


def _path(target: str) -> str:
    target = _TITLE.sub("", target.strip())
    if target.startswith("<") and target.endswith(">"):
        target = target[1:-1]
    return unquote(_ESCAPE.sub(r"\1", target)).partition("#")[0].strip()


def _plain(title: str) -> str:
    """Give the words of a title without its markup."""
    return _ESCAPE.sub(r"\1", _MARKS.sub("", title)).strip()
