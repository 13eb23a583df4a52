"""Paragraphs that are something else: captions, tasks, line blocks, marks for contents or pages."""

import re
from typing import NamedTuple

from pipeline.readers.drafts import ItemDraft, ParagraphDraft, TextDraft

_CAPTION_BELOW = re.compile(r"(?:Table)?:[ \t]+(?=\S)")
_CAPTION_ABOVE = re.compile(r"Table:[ \t]+(?=\S)")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_LINE_OF_BLOCK = re.compile(r"\|(?:[ ].*)?$")
_CONTENTS = re.compile(r"\[TOC\]|\[\[_?TOC_?\]\]|\{:toc\}|\{\{\s*toc\s*\}\}", re.IGNORECASE)
_NO_BREAK_SPACE = "\u00a0"


class Caption(NamedTuple):
    """The lines of a caption, the number of the first one, and the column of each."""

    lines: list[str]
    line: int
    columns: list[int]


def caption_of(draft: ParagraphDraft, *, is_below: bool) -> Caption | None:
    """Give the caption that a paragraph beside a table is (Pandoc, "Tables"), if it is one."""
    pattern = _CAPTION_BELOW if is_below else _CAPTION_ABOVE
    match = pattern.match(draft.lines[0]) if draft.lines else None
    if match is None:
        return None
    lines = [draft.lines[0][match.end() :], *draft.lines[1:]]
    columns = [draft.columns[0] + match.end(), *draft.columns[1:]]
    return Caption(lines, draft.first, columns)


def read_task(item: ItemDraft) -> bool | None:
    """Take the check box off an item's text; give whether it is checked, None without one."""
    first = item.children[0] if item.children else None
    if not isinstance(first, ParagraphDraft) or not first.lines:
        return None
    match = _TASK.match(first.lines[0])
    if match is None:
        return None
    first.lines[0] = first.lines[0][match.end() :]
    first.columns[0] += match.end()
    return match.group(1) != " "


def is_line_block(lines: list[str]) -> bool:
    """Tell whether lines are a line block: each has a bar, a space and text, and is no row."""
    return (
        lines[0].startswith("|")
        and all(map(_LINE_OF_BLOCK.match, lines))
        and not all(len(line) > 1 and line.rstrip(" \t").endswith("|") for line in lines)
        and (len(lines) > 1 or lines[0].count("|") == 1)
    )


def line_block_lines(lines: list[str]) -> list[str]:
    """Give the lines of a line block so that each ends in a hard break and keeps its indent."""
    shown = [line[2:].rstrip(" \t") for line in lines]
    return [_indented(line) + "  " for line in shown[:-1]] + [_indented(shown[-1])]


def _indented(line: str) -> str:
    bare = line.lstrip(" ")
    return _NO_BREAK_SPACE * (len(line) - len(bare)) + bare if bare else _NO_BREAK_SPACE


def asks_for_contents(draft: TextDraft) -> bool:
    """Tell whether a paragraph is only a mark that asks for contents."""
    return len(draft.lines) == 1 and _CONTENTS.fullmatch(draft.lines[0]) is not None
