"""From drafts to the tree: the inlines are read, now that all definitions are known."""

from collections.abc import Iterable
from typing import assert_never

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.nodes import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Row,
    Table,
    Text,
    ThematicBreak,
)
from pipeline.readers.anchors import settled
from pipeline.readers.attributes import NONE, find_unread, language_of, split_heading
from pipeline.readers.drafts import (
    BlockDraft,
    BreakDraft,
    FenceDraft,
    HeadingDraft,
    HtmlDraft,
    IndentedDraft,
    ItemDraft,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    QuoteDraft,
    RowDraft,
    TableDraft,
)
from pipeline.readers.entities import resolve
from pipeline.readers.folded import Folder
from pipeline.readers.grammar import Grammar
from pipeline.readers.reading import Reading
from pipeline.readers.smart import Typography
from pipeline.readers.tables import CellText, split_row


class TreeBuilder:
    """Builds the nodes of one reading."""

    def __init__(self, reading: Reading, grammar: Grammar, typography: Typography) -> None:
        self._reading = reading
        self._grammar = grammar
        self._typography = typography
        self._folder = Folder(reading, grammar, typography, self._build)

    def blocks(self, drafts: Iterable[BlockDraft]) -> tuple[Block, ...]:
        """Build blocks, in their order; elements of HTML take in what stands between their tags."""
        drafts = tuple(drafts)
        if any(isinstance(draft, HtmlDraft) for draft in drafts):
            return self._folder.blocks(drafts)
        return settled(tuple(block for draft in drafts for block in self._build(draft)))

    def note(self, draft: NoteDraft) -> Note:
        """Build a note."""
        place = self._reading.findings.place(draft.line, draft.column)
        return Note(draft.label, self.blocks(draft.children), location=place)

    def _build(self, draft: BlockDraft) -> tuple[Block, ...]:
        place = self._reading.findings.place(draft.line)
        match draft:
            case ParagraphDraft() | HeadingDraft() | HtmlDraft():
                return self._text(draft)
            case FenceDraft() | IndentedDraft():
                return (_code(draft, place),)
            case QuoteDraft() | ListDraft() | NoteDraft():
                return self._container(draft, place)
            case TableDraft():
                return (self._table(draft, place),)
            case BreakDraft():
                return (ThematicBreak(location=place),)
            case _:
                assert_never(draft)

    def _text(self, draft: ParagraphDraft | HeadingDraft | HtmlDraft) -> tuple[Block, ...]:
        match draft:
            case ParagraphDraft():
                return self._paragraph(draft)
            case HeadingDraft():
                return (self._heading(draft),)
            case HtmlDraft():
                return self._folder.blocks((draft,))
            case _:
                assert_never(draft)

    def _container(
        self, draft: QuoteDraft | ListDraft | NoteDraft, place: Location
    ) -> tuple[Block, ...]:
        match draft:
            case QuoteDraft():
                return (BlockQuote(self.blocks(draft.children), location=place),)
            case ListDraft():
                return (self._list(draft, place),)
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
        place = self._reading.findings.place(draft.line)
        return ListItem(self.blocks(draft.children), location=place)

    def _paragraph(self, draft: ParagraphDraft) -> tuple[Block, ...]:
        if not draft.lines:
            return ()
        draft.lines[-1] = draft.lines[-1].rstrip(" \t")
        content, described = self._grammar.read(draft.lines, draft.first, draft.columns)
        if not content:
            return ()
        place = self._reading.findings.place(draft.first)
        if len(content) == 1 and isinstance(content[0], Image):
            return (self._figure(content[0], described, place),)
        return (Paragraph(self._typography.finish(content), location=place),)

    def _figure(self, image: Image, described: tuple[Inline, ...], place: Location) -> Figure:
        """Make a figure; its caption is the image's title, else its description."""
        title = (Text(image.title, location=place),) if image.title else ()
        return Figure(image, self._typography.finish(title or described), location=place)

    def _heading(self, draft: HeadingDraft) -> Heading:
        text, attributes = split_heading(draft.lines[-1], is_atx=draft.is_atx)
        draft.lines[-1] = text
        if attributes is NONE:
            self._say_unread(draft)
        content = self._grammar.read(draft.lines, draft.first, draft.columns).content
        return Heading(
            draft.level,
            self._typography.finish(content),
            attributes.identifier,
            attributes.classes,
            attributes.numbered,
            listed=attributes.listed,
            location=self._reading.findings.place(draft.first),
        )

    def _say_unread(self, draft: HeadingDraft) -> None:
        at = find_unread(draft.lines[-1])
        if at < 0:
            return
        line, column = draft.first + len(draft.lines) - 1, draft.columns[-1] + at
        self._reading.findings.say(
            Code.VALUE_INVALID,
            f"these attributes cannot be read and are shown: {draft.lines[-1][at:][:60]}",
            self._reading.findings.place(line, column),
            "write them as {#name .class}, or \\{ where a brace is meant",
        )

    def _table(self, draft: TableDraft, place: Location) -> Table:
        header, *rows = (
            self._row(row, len(draft.alignments)) for row in (draft.header, *draft.rows)
        )
        return Table(draft.alignments, (header,), tuple(rows), location=place)

    def _row(self, draft: RowDraft, width: int) -> Row:
        """Make a row of exactly `width` cells."""
        found = split_row(draft.text, width)
        cells = [self._cell(cell, draft) for cell in found[:width]]
        place = self._reading.findings.place(draft.line)
        cells += [Cell((), location=place)] * (width - len(cells))
        surplus = [cell.text for cell in found[width:] if cell.text]
        if surplus:
            self._reading.findings.say(
                Code.MARKUP_DROPPED,
                f"row has {len(found)} cells, its table {width} columns; dropped:"
                f" {' | '.join(surplus)[:80]}",
                place,
            )
        return Row(tuple(cells), location=place)

    def _cell(self, cell: CellText, row: RowDraft) -> Cell:
        content = self._grammar.read([cell.text], row.line, [row.column + cell.start]).content
        place = self._reading.findings.place(row.line)
        return Cell(self._typography.finish(content), location=place)


def _code(draft: FenceDraft | IndentedDraft, place: Location) -> CodeBlock:
    text = "\n".join(draft.lines)
    if isinstance(draft, FenceDraft):
        return CodeBlock(text, language_of(resolve(draft.words)), location=place)
    return CodeBlock(text.rstrip("\n"), location=place)
