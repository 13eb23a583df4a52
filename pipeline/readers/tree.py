"""From drafts to the tree: the inlines are read, now that all definitions are known."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from textwrap import dedent
from typing import TypeAlias, assert_never

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.nodes import (
    Admonition,
    Block,
    BulletList,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    ListItem,
    MathBlock,
    Note,
    OrderedList,
    PageBreak,
    Paragraph,
    Table,
    Text,
    ThematicBreak,
)
from pipeline.model.titles import admonition_title
from pipeline.readers.anchors import settled
from pipeline.readers.attributes import NONE, Attributes, find_unread, split_heading
from pipeline.readers.box_nodes import admonition, definitions, divided, division, quote
from pipeline.readers.boxes import AdmonitionDraft, DefinitionListDraft, DivisionDraft
from pipeline.readers.code_nodes import code_node
from pipeline.readers.drafts import (
    BlockDraft,
    BreakDraft,
    Draft,
    FenceDraft,
    HeadingDraft,
    HtmlDraft,
    IndentedDraft,
    ItemDraft,
    ListDraft,
    MathDraft,
    NoteDraft,
    PageBreakDraft,
    ParagraphDraft,
    QuoteDraft,
    RootDraft,
    TableDraft,
)
from pipeline.readers.folded import Folder
from pipeline.readers.grammar import Grammar
from pipeline.readers.math_nodes import math_node
from pipeline.readers.paragraphs import (
    asks_for_contents,
    caption_of,
    is_line_block,
    line_block_lines,
    read_task,
)
from pipeline.readers.reading import Reading
from pipeline.readers.smart import Typography
from pipeline.readers.spans import READ_OF_BLOCKS, judge, spoken
from pipeline.readers.table_nodes import TableBuilder

Parse: TypeAlias = Callable[[list[str], int], RootDraft]


class TreeBuilder:
    """Builds the nodes of one reading."""

    def __init__(
        self, reading: Reading, grammar: Grammar, typography: Typography, parse: Parse
    ) -> None:
        self.findings = reading.findings
        self._reading = reading
        self._grammar = grammar
        self._typography = typography
        self._parse = parse
        self._folder = Folder(reading, typography, self)
        self._tables = TableBuilder(self)

    def blocks(self, drafts: Iterable[BlockDraft]) -> tuple[Block, ...]:
        """Build blocks, in their order; HTML takes in what stands between its tags."""
        found = self._captioned(drafts)
        if any(isinstance(draft, HtmlDraft) for draft in found):
            return self._folder.blocks(found)
        return settled(tuple(block for draft in found for block in self.markdown_blocks(draft)))

    def redraft(self, text: str, line: int) -> list[BlockDraft]:
        """Read text that stands within an element of HTML as Markdown, but for its inlines."""
        return self._captioned(self._parse(dedent(text.expandtabs(4)).split("\n"), line).children)

    def note(self, draft: NoteDraft) -> Note:
        """Build a note."""
        place = self.findings.place(draft.line, draft.column)
        return Note(draft.label, self.blocks(draft.children), location=place)

    def line_of_text(self, text: str, line: int, column: int = 1) -> tuple[Inline, ...]:
        """Read the inlines of a line."""
        return self._typography.finish(self._grammar.read([text], line, [column]).content)

    def lines_of_text(self, lines: list[str], line: int, columns: list[int]) -> tuple[Inline, ...]:
        """Read the inlines of several lines."""
        return self._typography.finish(self._grammar.read(lines, line, columns).content)

    def title_of(self, kind: str, place: Location) -> tuple[Inline, ...]:
        """Give the title that a kind of admonition has by default."""
        title = admonition_title(kind, self._typography.language)
        return (Text(title, location=place),)

    def _captioned(self, drafts: Iterable[BlockDraft]) -> list[BlockDraft]:
        """Give drafts, without the paragraphs that are captions of tables beside them."""
        result: list[BlockDraft] = []
        for draft in drafts:
            last = result[-1] if result else None
            if isinstance(last, TableDraft) and _is_captioned(last, draft):
                last.last = draft.last
                continue
            if isinstance(draft, TableDraft) and last is not None and _is_captioned(draft, last):
                result.pop()
            result.append(draft)
        return result

    def markdown_blocks(self, draft: BlockDraft) -> tuple[Block, ...]:
        """Build the blocks of a draft, with the attributes that stand below it."""
        blocks = self._build(draft)
        if draft.attributes is NONE:
            return blocks
        return self._attributed(draft, draft.attributes, blocks)

    def _attributed(
        self, draft: Draft, attributes: Attributes, blocks: tuple[Block, ...]
    ) -> tuple[Block, ...]:
        """Give blocks the attributes that stand on a line of their own below them."""
        place = self.findings.place(draft.last)
        if not isinstance(draft, HeadingDraft | FenceDraft):
            judge(dict(attributes.values), READ_OF_BLOCKS, self.findings, place)
        if len(blocks) == 1 and (named := _named(blocks[0], attributes)) is not None:
            return (named,)
        needed = attributes.identifier or attributes.value("lang") or attributes.value("dir")
        if not needed or not blocks:
            return blocks
        return (divided(self, blocks, attributes, self.findings.place(draft.line)),)

    def _build(self, draft: BlockDraft) -> tuple[Block, ...]:  # noqa: C901, PLR0911, PLR0912 - a case a draft
        match draft:
            case ParagraphDraft():
                return self._paragraph(draft)
            case HeadingDraft():
                return (self._heading(draft),)
            case HtmlDraft():
                return self._folder.blocks([draft])
            case FenceDraft() | IndentedDraft():
                return (self._code(draft),)
            case MathDraft():
                return self._math(draft)
            case QuoteDraft():
                return (quote(self, draft),)
            case AdmonitionDraft():
                return (admonition(self, draft),)
            case DivisionDraft():
                return (division(self, draft),)
            case DefinitionListDraft():
                return (definitions(self, draft),)
            case ListDraft():
                return (self._list(draft, self.findings.place(draft.line)),)
            case TableDraft():
                return (self._tables.table(draft),)
            case BreakDraft():
                return (ThematicBreak(location=self.findings.place(draft.line)),)
            case PageBreakDraft():
                return (PageBreak(location=self.findings.place(draft.line)),)
            case NoteDraft():  # notes have a place of their own in the document
                return ()
            case _:
                assert_never(draft)

    def _list(self, draft: ListDraft, place: Location) -> BulletList | OrderedList:
        items = tuple(self._item(item) for item in draft.items)
        if draft.is_ordered:
            return OrderedList(items, draft.start, draft.is_tight, location=place)
        return BulletList(items, draft.is_tight, location=place)

    def _item(self, draft: ItemDraft) -> ListItem:
        place = self.findings.place(draft.line)
        checked = read_task(draft)
        return ListItem(self.blocks(draft.children), checked, location=place)

    def _code(self, draft: FenceDraft | IndentedDraft) -> Block:
        place = self.findings.place(draft.line)
        if isinstance(draft, FenceDraft) and not draft.is_closed:
            fence = draft.mark * draft.length
            message = "the code that begins here is never closed"
            self.findings.say(Code.FENCE_UNCLOSED, message, place, f"close it with '{fence}'")
        return code_node(draft, place)

    def _math(self, draft: MathDraft) -> tuple[Block, ...]:
        if draft.is_closed:
            return (math_node(draft, self.findings.place(draft.first)),)
        return self._paragraph(draft)

    def _paragraph(self, draft: ParagraphDraft | MathDraft) -> tuple[Block, ...]:
        if not draft.lines:
            return ()
        draft.lines[-1] = draft.lines[-1].rstrip(" \t")
        place = self.findings.place(draft.first)
        if asks_for_contents(draft):
            message = f"'{draft.lines[0]}' is left out: every edition has contents of its own"
            self.findings.say(Code.CONTENTS_MARKER, message, place)
            return ()
        for line in dict.fromkeys((draft.lines[0], draft.lines[-1])):
            if line.lstrip().startswith(_COLONS) and not _DIRECTIVE.fullmatch(line.strip()):
                self._say_marker(line.strip(), place)
        lines = line_block_lines(draft.lines) if is_line_block(draft.lines) else draft.lines
        content, described = self._grammar.read(lines, draft.first, draft.columns)
        if not content:
            return ()
        if len(content) == 1 and isinstance(content[0], Image):
            return (self._figure(content[0], described, place),)
        return (Paragraph(self._typography.finish(content), location=place),)

    def _say_marker(self, line: str, place: Location) -> None:
        shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
        message = f"'{shown}' opens and closes no division, so it is text"
        hint = "one opens with '::: name' or '::: {.name}' and closes with ':::'"
        self.findings.say(Code.DIVISION_MARKER, message, place, hint)

    def _figure(self, image: Image, described: tuple[Inline, ...], place: Location) -> Figure:
        """Make a figure; its caption is the image's title, else its description."""
        title = (Text(image.title, location=place),) if image.title else ()
        caption = self._typography.finish(title or described)
        bare = replace(image, identifier="") if image.identifier else image
        return Figure(bare, caption, image.identifier, location=place)

    def _heading(self, draft: HeadingDraft) -> Heading:
        text, attributes = split_heading(draft.lines[-1], is_atx=draft.is_atx)
        draft.lines[-1] = text
        if attributes is NONE:
            self._say_unread(draft)
            attributes = draft.attributes
        place = self.findings.place(draft.first)
        judge(dict(attributes.values), READ_OF_BLOCKS, self.findings, place)
        content = self.lines_of_text(draft.lines, draft.first, draft.columns)
        return Heading(
            draft.level,
            spoken(content, attributes, self.findings, place),
            attributes.identifier,
            attributes.classes,
            attributes.numbered,
            listed=attributes.listed,
            location=place,
        )

    def _say_unread(self, draft: HeadingDraft) -> None:
        at = find_unread(draft.lines[-1])
        if at < 0:
            return
        line, column = draft.first + len(draft.lines) - 1, draft.columns[-1] + at
        self.findings.say(
            Code.VALUE_INVALID,
            f"these attributes cannot be read and are shown: {draft.lines[-1][at:][:60]}",
            self.findings.place(line, column),
            "write them as {#name .class}, or \\{ where a brace is meant",
        )


def _is_captioned(table: TableDraft, beside: BlockDraft) -> bool:
    """Give a table the caption that the paragraph beside it is, if it is one."""
    if not isinstance(beside, ParagraphDraft) or table.caption is not None:
        return False
    is_below = beside.line > table.line
    if not is_below and table.line > beside.last + 2:
        return False
    table.caption = caption_of(beside, is_below=is_below)
    return table.caption is not None


def _named(block: Block, attributes: Attributes) -> Block | None:
    """Give a block that can hold attributes itself with them; None for one that cannot."""
    if isinstance(block, Heading):
        return block  # its own line has been read
    if attributes.value("lang") or attributes.value("dir"):
        return None
    if isinstance(block, Table | CodeBlock | Admonition | MathBlock | Figure):
        return replace(block, identifier=attributes.identifier or block.identifier)
    return None


_COLONS = ":::"
# What mkdocstrings puts the documentation of a module into the place of.
_DIRECTIVE = re.compile(r"::: [\w-]+(?:\.[\w-]+)+")
_SHOWN = 40
