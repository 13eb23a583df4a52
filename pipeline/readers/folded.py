"""Blocks among which are blocks of HTML: elements take in the Markdown between their tags."""

from collections.abc import Callable, Iterable

from pipeline.model.nodes import Block, Inline
from pipeline.model.words import words_for
from pipeline.readers.drafts import BlockDraft
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.grammar import Grammar
from pipeline.readers.html_blocks import HtmlBlocks, Ways
from pipeline.readers.html_tree import MAX_DEPTH, Source, Tree
from pipeline.readers.html_words import add_drafts
from pipeline.readers.reading import Reading
from pipeline.readers.smart import Typography


class Folder:
    """Folds siblings of one reading; `build` makes blocks of a draft that is no HTML."""

    def __init__(
        self,
        reading: Reading,
        grammar: Grammar,
        typography: Typography,
        build: Callable[[BlockDraft], tuple[Block, ...]],
    ) -> None:
        self._findings = reading.findings
        self._grammar = grammar
        self._build = build
        self._depth = 0
        folded = words_for(typography.language).details
        self._ways = Ways(self._build_within, self._markdown, typography.finish, folded)

    def blocks(self, drafts: Iterable[BlockDraft]) -> tuple[Block, ...]:
        """Make blocks of siblings, and say which markup is lost."""
        dropped = DroppedTags()
        tree = Tree(self._findings, dropped, max(1, MAX_DEPTH - self._depth))
        add_drafts(tree, drafts, self._findings, dropped)
        blocks = HtmlBlocks(self._findings, dropped, self._ways).blocks(tree.children())
        dropped.say(self._findings)
        return blocks

    def _build_within(self, draft: BlockDraft, depth: int) -> tuple[Block, ...]:
        """Build a draft with elements around it, which leave less room to those within it."""
        self._depth += depth
        blocks = self._build(draft)
        self._depth -= depth
        return blocks

    def _markdown(self, source: Source) -> tuple[Inline, ...]:
        lines = [line.strip(" \t") for line in source.text.split("\n")]
        return self._grammar.read(lines, source.line, [1] * len(lines)).content
