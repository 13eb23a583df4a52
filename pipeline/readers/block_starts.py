"""What a line may start, by its first character."""

import re

from pipeline.readers.blocks import ContainerParser, Start, Started
from pipeline.readers.box_starts import (
    start_abbreviation,
    start_admonition,
    start_attributes,
    start_command,
    start_definition,
    start_division,
    start_math,
    start_tab,
)
from pipeline.readers.drafts import (
    BreakDraft,
    FenceDraft,
    HeadingDraft,
    HtmlDraft,
    ItemDraft,
    ListDraft,
    NoteDraft,
    QuoteDraft,
    RowDraft,
    TableDraft,
)
from pipeline.readers.html_starts import ANY_TAG, html_kind
from pipeline.readers.line import Line
from pipeline.readers.tables import read_alignments, split_row

_ATX = re.compile(r"(#{1,6})(?=[ \t]|$)")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_THEMATIC = re.compile(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
_FENCE = re.compile(r"(`{3,}+)([^`]*)$|(~{3,}+)(.*)$")
_BULLET = re.compile(r"([-+*])(?=[ \t]|$)")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=[ \t]|$)")
_NOTE = re.compile(r"\[\^([^\s\[\]]+)\]:")
_MAX_GAP = 4


def start_quote(parser: ContainerParser, line: Line) -> Started:
    """Start a block quote (5.1)."""
    if not parser.has_room(line, 1):
        return Started.NOTHING
    draft = QuoteDraft(line.number, parser.parent.level + 1)
    parser.add(draft)
    parser.open_container(draft)
    line.advance(1)
    line.skip(1)
    return Started.CONTAINER


def start_atx(parser: ContainerParser, line: Line) -> Started:
    """Start a heading that begins with number signs (4.2)."""
    match = _ATX.match(line.text, line.first)
    if match is None:
        return Started.NOTHING
    level = len(match.group(1))
    line.advance(level)
    parser.add(HeadingDraft(line, level, is_atx=True))
    return Started.LEAF


def start_setext(parser: ContainerParser, line: Line) -> Started:
    """Make the open paragraph a heading, if the line underlines it (4.3)."""
    paragraph = parser.paragraph
    if paragraph is None or _SETEXT.match(line.text, line.first) is None:
        return Started.NOTHING
    parser.take_definitions(paragraph)
    if not paragraph.lines:
        return Started.NOTHING
    level = 1 if line.text[line.first] == "=" else 2
    heading = HeadingDraft(line, level, is_atx=False)
    heading.line, heading.first = paragraph.line, paragraph.first
    heading.lines, heading.columns = paragraph.lines, paragraph.columns
    parser.replace_leaf(None, heading)
    return Started.LEAF


def start_thematic(parser: ContainerParser, line: Line) -> Started:
    """Start a thematic break (4.1)."""
    if _THEMATIC.match(line.text, line.first) is None:
        return Started.NOTHING
    parser.add(BreakDraft(line.number))
    return Started.LEAF


def start_fence(parser: ContainerParser, line: Line) -> Started:
    """Start a fenced code block (4.5)."""
    match = _FENCE.match(line.text, line.first)
    if match is None:
        return Started.NOTHING
    fence, words = match.group(1, 2) if match.group(1) else match.group(3, 4)
    parser.open_leaf(FenceDraft(line, fence, words.strip(" \t")))
    return Started.LEAF


def start_html(parser: ContainerParser, line: Line) -> Started:
    """Start a block of HTML (4.6)."""
    kind = html_kind(line.text, line.first)
    if not kind or (kind == ANY_TAG and parser.is_in_paragraph):
        return Started.NOTHING
    draft = HtmlDraft(line, kind)
    parser.open_leaf(draft)
    parser.continue_html(draft, line)
    return Started.LEAF


def start_bullet(parser: ContainerParser, line: Line) -> Started:
    """Start an item of a bullet list (5.2)."""
    match = _BULLET.match(line.text, line.first)
    if match is None:
        return Started.NOTHING
    return _start_item(parser, line, match, match.group(1))


def start_numbered(parser: ContainerParser, line: Line) -> Started:
    """Start an item of an ordered list; in a paragraph only the number 1 does so (5.2)."""
    match = _NUMBER.match(line.text, line.first)
    if match is None or (parser.paragraph and int(match.group(1)) != 1):
        return Started.NOTHING
    return _start_item(parser, line, match, match.group(2))


def _start_item(parser: ContainerParser, line: Line, match: re.Match[str], mark: str) -> Started:
    is_empty = not line.text[match.end() :].strip(" \t")
    if (is_empty and parser.paragraph) or not parser.has_room(line, 2):
        return Started.NOTHING
    draft = parser.open_list(mark) or _start_list(parser, line, match, mark)
    parser.close_rest()
    width = line.indent + len(match.group())
    line.advance(len(match.group()))
    gap = line.indent if not line.blank and line.indent <= _MAX_GAP else 1
    line.skip(gap)
    item = ItemDraft(draft, line.number, parser.parent.level + 2, width + gap)
    draft.items.append(item)
    parser.open_container(item)
    return Started.CONTAINER


def _start_list(parser: ContainerParser, line: Line, match: re.Match[str], mark: str) -> ListDraft:
    start = int(match.group(1)) if mark in ".)" else 1
    draft = ListDraft(line.number, mark, start)
    parser.add(draft)
    return draft


def start_note(parser: ContainerParser, line: Line) -> Started:
    """Start the definition of a footnote; the lines that belong to it are indented."""
    match = _NOTE.match(line.text, line.first)
    if match is None or not parser.has_room(line, 1):
        return Started.NOTHING
    draft = NoteDraft(match.group(1), line, parser.parent.level + 1)
    parser.add(draft)
    parser.notes.append(draft)
    parser.open_container(draft)
    line.advance(len(match.group()))
    line.skip(line.indent)
    return Started.CONTAINER


def start_table(parser: ContainerParser, line: Line) -> Started:
    """Make the last line of the open paragraph a table's header, if the line delimits columns."""
    paragraph = parser.paragraph
    if paragraph is None or not paragraph.lines:
        return Started.NOTHING
    alignments = read_alignments(line.content())
    if alignments is None:
        return Started.NOTHING
    if len(split_row(paragraph.lines[-1], len(alignments))) != len(alignments):
        return Started.NOTHING
    number = paragraph.last
    text, column = paragraph.drop_last()
    header = RowDraft(text, number, column)
    table = TableDraft(alignments, header, line.number)
    if paragraph.lines:
        parser.open_leaf(table)
    else:
        parser.replace_leaf(table, table)
    return Started.LEAF


BLOCK_STARTS: dict[str, tuple[Start, ...]] = {
    ">": (start_quote,),
    "#": (start_atx,),
    "`": (start_fence,),
    "~": (start_fence,),
    "<": (start_html,),
    "=": (start_tab, start_setext),
    "-": (start_setext, start_thematic, start_table, start_bullet),
    "*": (start_thematic, start_abbreviation, start_bullet),
    "_": (start_thematic,),
    "+": (start_bullet,),
    "[": (start_note,),
    "|": (start_table,),
    ":": (start_division, start_table, start_definition),
    "/": (start_division,),
    "!": (start_admonition,),
    "?": (start_admonition,),
    "$": (start_math,),
    "\\": (start_command,),
    "{": (start_attributes,),
    **dict.fromkeys("0123456789", (start_numbered,)),
}
