"""Numbers of figures, tables, listings and formulas, and the labels that captions begin with."""

from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.labels import label_of
from pipeline.model.metadata import Kind
from pipeline.model.nodes import (
    Block,
    CaptionLabel,
    CodeBlock,
    Figure,
    Heading,
    MathBlock,
    Node,
    Note,
    Table,
    Text,
)
from pipeline.model.walk import rewrite

FIGURE, TABLE, LISTING, EQUATION = "figure", "table", "listing", "equation"


def number_captions(document: Document) -> tuple[Document, Diagnostics]:
    """Give numbers to figures and tables with a caption, and to code with a title and a name.

    In a book with numbered chapters they are counted within each ("3.2"), else through the whole
    publication ("2"); formulas, which the reading of formulas has numbered through, go along.
    """
    settings = document.settings
    counter = _Counter(
        document.metadata.language,
        is_by_chapter=settings.kind is Kind.BOOK and settings.number_sections,
        has_captions=settings.number_captions,
    )
    blocks = tuple(counter.block(block) for block in document.blocks)
    notes: tuple[Note, ...] = rewrite(document.notes, counter.number)
    return replace(document, blocks=blocks, notes=notes), ()


class _Counter:
    """Counts what has captions, by its series."""

    def __init__(self, language: str, *, is_by_chapter: bool, has_captions: bool) -> None:
        self._language = language
        self._is_by_chapter = is_by_chapter
        self._has_captions = has_captions
        self._chapter = ""
        self._counts: dict[tuple[str, str], int] = {}

    def block(self, block: Block) -> Block:
        """Give a block of the text with what is in it numbered."""
        if isinstance(block, Heading):
            self._enter(block)
            return block
        (numbered,) = rewrite((block,), self.number)
        return numbered

    def _enter(self, heading: Heading) -> None:
        if self._is_by_chapter and (heading.number or not heading.numbered):
            self._chapter = heading.number.partition(".")[0]

    def number(self, node: Node) -> Node:
        """Give a node its number, if it is one that has one."""
        match node:
            case MathBlock(number=str(own)) if own.isdigit():
                return replace(node, number=self._next(EQUATION))
            case Figure(caption=(_, *_)) if self._has_captions:
                return replace(node, caption=(*self._label(FIGURE, node), *node.caption))
            case Table(caption=(_, *_)) if self._has_captions:
                return replace(node, caption=(*self._label(TABLE, node), *node.caption))
            case CodeBlock(title=str(title), identifier=str(name)) if title and name:
                if self._has_captions:
                    label, _ = self._label(LISTING, node)
                    return replace(node, label=label.text)
        return node

    def _label(self, series: str, node: Figure | Table | CodeBlock) -> tuple[CaptionLabel, Text]:
        number = self._next(series)
        text = label_of(series, number, self._language)
        where = node.location
        label = CaptionLabel(text, series, number, node.identifier, location=where)
        return label, Text(" ", location=where)

    def _next(self, series: str) -> str:
        key = series, self._chapter
        self._counts[key] = self._counts.get(key, 0) + 1
        count = str(self._counts[key])
        return f"{self._chapter}.{count}" if self._chapter else count
