"""Numbers of headings: "2.1", "A.1", by one rule for all editions."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import Block, Heading
from pipeline.model.roles import Role

_LETTERS = 26


def number_headings(document: Document) -> tuple[Document, Diagnostics]:
    """Give numbers to the headings down to `number-depth` where `number-sections` asks for it.

    A heading that the author wants unnumbered takes no number, nor do the headings below it. Parts
    have none, and the chapters below them are counted through; appendices have letters.
    """
    settings = document.settings
    if not settings.number_sections:
        return document, ()
    counter = _Counter(settings.number_depth)
    return replace(document, blocks=tuple(_numbered(document.blocks, counter))), ()


def _numbered(blocks: tuple[Block, ...], counter: "_Counter") -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Heading):
            number = counter.number(block)
            yield replace(block, number=number) if number else block
        else:
            yield block


class _Counter:
    """Counts headings: chapters and appendices on their own, sections within them."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._counts: list[int] = []
        self._chapters = {False: 0, True: 0}
        self._is_appendix = False
        self._unnumbered = 0
        self._above = 0

    def number(self, heading: Heading) -> str:
        """Give the next heading its number, "" for none."""
        if heading.role is Role.PART:
            self._above, self._unnumbered = heading.level, 0
            return ""
        if heading.level <= self._above:
            self._above = 0
        level = heading.level - self._above
        if self._unnumbered and heading.level <= self._unnumbered:
            self._unnumbered = 0
        if not heading.numbered and not self._unnumbered:
            self._unnumbered = heading.level
        if self._unnumbered or level > self._depth:
            return ""
        return self._next(heading, level)

    def _next(self, heading: Heading, level: int) -> str:
        if level == 1:
            self._is_appendix = heading.role is Role.APPENDIX
            self._chapters[self._is_appendix] += 1
            self._counts = [self._chapters[self._is_appendix]]
        else:
            self._counts = [*self._counts, 0][:level]
            self._counts[-1] += 1
        first, *others = self._counts
        shown = letters(first) if self._is_appendix else str(first)
        return ".".join((shown, *map(str, others)))


def letters(count: int) -> str:
    """Give the letter of an appendix: A to Z, then AA, BB and so on, as Word counts."""
    return chr(ord("A") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)
