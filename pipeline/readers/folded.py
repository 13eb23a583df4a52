"""Blocks among which are blocks of HTML: elements take in the Markdown between their tags."""

from collections.abc import Iterable
from typing import Protocol

from pipeline.location import Location
from pipeline.model.nodes import Block, Inline, Paragraph
from pipeline.readers.drafts import BlockDraft
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.html_blocks import HtmlBlocks, Ways
from pipeline.readers.html_tree import MAX_DEPTH, Source, Tree
from pipeline.readers.html_words import add_drafts
from pipeline.readers.reading import Reading
from pipeline.readers.smart import Typography, quotes_of

MAX_REREADS = 10
"""How deep Markdown within HTML within Markdown may be nested on one line."""


class Builder(Protocol):
    """What reads the Markdown that elements hold."""

    def markdown_blocks(self, draft: BlockDraft) -> tuple[Block, ...]:
        """Build the blocks of a draft that is no HTML."""

    def blocks(self, drafts: Iterable[BlockDraft]) -> tuple[Block, ...]:
        """Build blocks, some of which may be HTML."""

    def redraft(self, text: str, line: int) -> list[BlockDraft]:
        """Read text as blocks of Markdown, but for its inlines."""

    def lines_of_text(self, lines: list[str], line: int, columns: list[int]) -> tuple[Inline, ...]:
        """Read lines as the inlines of a block."""

    def title_of(self, kind: str, place: Location) -> tuple[Inline, ...]:
        """Give the title that a kind of box has by default."""


class Folder:
    """Folds the blocks of one reading."""

    def __init__(self, reading: Reading, typography: Typography, builder: Builder) -> None:
        self._findings = reading.findings
        self._builder = builder
        self._depth = self._rereads = 0
        self._ways = Ways(
            self._build,
            self._reread,
            self._lines,
            typography.finish,
            builder.title_of,
            quotes_of(reading.language),
        )

    def blocks(self, drafts: Iterable[BlockDraft]) -> tuple[Block, ...]:
        """Make blocks of siblings, and say which markup is lost."""
        dropped = DroppedTags()
        tree = Tree(self._findings, dropped, max(1, MAX_DEPTH - self._depth))
        add_drafts(tree, drafts, self._findings, dropped)
        blocks = HtmlBlocks(self._findings, dropped, self._ways).blocks(tree.children())
        dropped.say(self._findings)
        return blocks

    def _build(self, draft: BlockDraft, depth: int) -> tuple[Block, ...]:
        """Build a draft with elements around it, which leave less room to those within it."""
        self._depth += depth
        blocks = self._builder.markdown_blocks(draft)
        self._depth -= depth
        return blocks

    def _reread(self, source: Source, depth: int) -> tuple[Block, ...]:
        if self._rereads == MAX_REREADS:
            content = self._lines(source)
            return (Paragraph(content, location=content[0].location),) if content else ()
        self._rereads += 1
        self._depth += depth
        blocks = self._builder.blocks(self._builder.redraft(source.text, source.line))
        self._depth -= depth
        self._rereads -= 1
        return blocks

    def _lines(self, source: Source) -> tuple[Inline, ...]:
        lines = [line.strip(" \t") for line in source.text.strip("\n").split("\n")]
        first = source.line + len(source.text) - len(source.text.lstrip("\n"))
        return self._builder.lines_of_text(lines, first, [1] * len(lines))
