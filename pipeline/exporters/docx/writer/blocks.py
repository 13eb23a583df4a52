"""Blocks as paragraphs and tables, one after the other: Word's text has no nesting."""

from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.exporters.docx.writer.drawings import Room
from pipeline.exporters.docx.writer.inlines import InlineWriter
from pipeline.exporters.docx.writer.lists import BULLETS_NUM, MARKER_GAP, Numberings
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, joined
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import (
    DEEPEST_LEVEL,
    NO_OPENING,
    NOTE_STYLES,
    Marker,
    Position,
    Shape,
    spacer,
    written,
)
from pipeline.exporters.docx.writer.runs import code_run, on_bold
from pipeline.exporters.docx.writer.styles import CODE_INSET
from pipeline.exporters.docx.writer.tables import TableWriter
from pipeline.exporters.docx.writer.widths import text_width
from pipeline.model.nodes import (
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    Figure,
    Heading,
    ListItem,
    OrderedList,
    Paragraph,
    Rubric,
    Table,
    ThematicBreak,
)
from pipeline.theme import Theme

UNNUMBERED = 0
"""The `w:num` that takes a paragraph out of its style's list (ECMA-376-1, 17.9.18)."""
TIGHT = 2.0
"""The distance between the items of a tight list, in points."""
_NEVER = -1
_INDENTED_STYLES = frozenset({"Quote", "ListParagraph"})


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes the blocks of one story.

    `numbered_levels` are the levels of headings whose style counts; `room` is how large a figure
    may be.
    """

    theme: Theme
    inlines: InlineWriter
    numberings: Numberings
    numbered_levels: frozenset[int]
    room: Room

    def blocks(self, blocks: tuple[Block, ...], position: Position) -> Markup:
        """Write blocks one after the other; the first one takes the position's opening."""
        parts: list[Markup] = []
        last = len(blocks) - 1
        for index, block in enumerate(blocks):
            here = position.nth(first=index == 0, last=index == last)
            if index and _ends_in_table(blocks[index - 1]):
                here = self._below_table(block, here, parts)
            parts.append(self._block(block, here))
        return joined(parts)

    def _below_table(self, block: Block, position: Position, parts: list[Markup]) -> Position:
        """Keep the distance below a table, of which Word has none; tables must not touch."""
        distance = twips(self.theme.body.after * 1.5)
        if _begins_with_table(block):
            parts.append(spacer(distance))
            return position
        return replace(position, opening=replace(position.opening, before=distance))

    def _block(self, block: Block, position: Position) -> Markup:  # noqa: C901, PLR0911, PLR0912 - a line a node
        match block:
            case Paragraph():
                return self._paragraph(block, position)
            case Heading():
                return self._heading(block, position)
            case Rubric():
                return self._rubric(block, position)
            case CodeBlock():
                return self._code(block, position)
            case BlockQuote():
                return self._quote(block, position)
            case BulletList():
                return self._bullets(block, position)
            case OrderedList():
                return self._numbers(block, position)
            case ThematicBreak():
                return written(self._shape("ThematicBreak", position), NOTHING)
            case Table():
                return self._table(block, position)
            case Figure():
                return self._figure(block, position)
            case _:
                assert_never(block)

    def _shape(self, style: str, position: Position, inset: float = 0.0) -> Shape:
        """Give the shape of a paragraph whose style alone moves it in by `inset` points."""
        natural = twips(inset)
        return self._placed(style, position, self._left(position) + natural, natural)

    def _text_shape(self, style: str, position: Position) -> Shape:
        natural = twips(self.theme.indent) if style in _INDENTED_STYLES else 0
        if style == NOTE_STYLES.plain:
            natural = _NEVER
        shape = self._placed(style, position, self._left(position), natural)
        return shape if position.after is None else replace(shape, after=position.after)

    def _left(self, position: Position) -> int:
        """Give the indent in twips: however deep lists and quotes go, text stays on the page."""
        if not position.indent:
            return 0
        return min(position.indent, twips(self.theme.page.measure / 2))

    def _placed(self, style: str, position: Position, left: int, natural: int) -> Shape:
        """Give the shape of a paragraph at `left` twips, said where it is not the natural place."""
        opening = position.opening
        if opening is NO_OPENING:
            return Shape(style, left=None if left == natural else left)
        marker, hanging = opening.marker, 0
        if marker is not None:
            shared = position.depth > DEEPEST_LEVEL + 1
            natural = _NEVER if shared else (marker.level + 1) * twips(self.theme.indent)
            hanging = twips(MARKER_GAP * self.theme.body.size)
        return Shape(
            style=style,
            marker=marker,
            left=None if left == natural else left,
            hanging=hanging,
            before=opening.before,
            page_break=opening.page_break,
        )

    def _paragraph(self, paragraph: Paragraph, position: Position) -> Markup:
        marker = position.opening.marker
        shape = self._text_shape(position.style if marker is None else marker.style, position)
        return written(shape, self.inlines.runs(paragraph.content))

    def _heading(self, heading: Heading, position: Position) -> Markup:
        style = f"Heading{heading.level}"
        # The distance above a heading is larger than any that its neighbours ask for.
        shape = replace(self._shape(style, position), before=0)
        if heading.level in self.numbered_levels and not heading.number:
            shape = replace(shape, marker=Marker(UNNUMBERED, 0, style), left=0)
        content = self.inlines.runs(heading.content, on_bold(self.inlines.plain))
        return written(shape, self.bookmarked(heading.identifier, content))

    def bookmarked(self, identifier: str, content: Markup) -> Markup:
        """Put the bookmarks of an identifier around content."""
        allotments = self.inlines.allotments
        if not identifier:
            return content
        content = allotments.bookmarked(allotments.reference_name(identifier), content)
        if allotments.in_contents(identifier):
            content = allotments.bookmarked(allotments.contents_name(identifier), content)
        return content

    def _rubric(self, rubric: Rubric, position: Position) -> Markup:
        content = self.inlines.runs(rubric.content, on_bold(self.inlines.plain))
        shape = self._shape("Rubric", position)
        return written(shape, self.bookmarked(rubric.identifier, content))

    def _code(self, block: CodeBlock, position: Position) -> Markup:
        return written(self._shape("SourceCode", position, CODE_INSET), code_run(block.text))

    def _quote(self, quote: BlockQuote, position: Position) -> Markup:
        if not quote.blocks:
            return self._empty_marker(position)
        indent = position.indent + twips(self.theme.indent)
        style = position.styles.quoted
        return self.blocks(quote.blocks, replace(position, style=style, indent=indent))

    def _bullets(self, block: BulletList, position: Position) -> Markup:
        marker = self._marker(BULLETS_NUM, position.styles.bullet, position)
        inside = self._inside(position, self.theme.indent, tight=block.tight)
        return self._items(block.items, marker, (position, inside))

    def _numbers(self, block: OrderedList, position: Position) -> Markup:
        num = self.numberings.ordered(block, position.depth)
        marker = self._marker(num, position.styles.number, position)
        step = max(self.theme.indent, self._widest_number(block))
        inside = self._inside(position, step, tight=block.tight)
        return self._items(block.items, marker, (position, inside))

    def _widest_number(self, block: OrderedList) -> float:
        body, last = self.theme.body, block.start + len(block.items) - 1
        return text_width(f"{last}.", body, self.theme) + MARKER_GAP * body.size

    @staticmethod
    def _marker(num: int, style: str, position: Position) -> Marker:
        return Marker(num, min(position.depth, DEEPEST_LEVEL), style)

    @staticmethod
    def _inside(position: Position, step: float, *, tight: bool) -> Position:
        """Give the position inside a list; below its last paragraph is the list's distance."""
        return replace(
            position,
            style=position.styles.listed,
            indent=position.indent + twips(step),
            depth=position.depth + 1,
            after=twips(TIGHT) if tight else position.after,
            opening=NO_OPENING,
        )

    def _items(
        self, items: tuple[ListItem, ...], marker: Marker, positions: tuple[Position, Position]
    ) -> Markup:
        """Write the items of a list at the first position, their blocks at the second one."""
        around, inside = positions
        opening = around.opening
        parts = [self._empty_marker(around)]
        if opening.marker is not None:
            opening = NO_OPENING
        last = len(items) - 1
        for index, item in enumerate(items):
            begun = opening if index == 0 else NO_OPENING
            here = replace(inside, opening=replace(begun, marker=marker))
            if index < last:
                here = replace(here, last_after=inside.after)
            parts.append(self._item(item, here))
        return joined(parts)

    def _item(self, item: ListItem, position: Position) -> Markup:
        if not item.blocks:
            return self._empty_marker(position)
        return self.blocks(item.blocks, position)

    def _empty_marker(self, position: Position) -> Markup:
        """Write the marker of an item that begins with what can carry none, if there is one."""
        marker = position.opening.marker
        if marker is None:
            return NOTHING
        return written(self._text_shape(marker.style, position), NOTHING)

    def _table(self, table: Table, position: Position) -> Markup:
        lead = self._empty_marker(position)
        if not lead and position.opening.page_break:
            lead = spacer(0, page_break=True)
        tables = TableWriter(self.theme, self.inlines)
        return Markup(lead + tables.table(table, self._left(position)))

    def _figure(self, figure: Figure, position: Position) -> Markup:
        room = replace(self.room, width=self.room.width - position.indent / twips(1))
        drawing = self.inlines.figure(figure.image, room)
        shape = self._shape("Figure", position)
        image = written(replace(shape, keep_next=bool(figure.caption)), drawing)
        if not figure.caption:
            return image
        caption = self.inlines.runs(figure.caption)
        return Markup(image + written(self._shape("Caption", position.below()), caption))


def _ends_in_table(block: Block) -> bool:
    while True:
        match block:
            case Table():
                return True
            case BlockQuote() if block.blocks:
                block = block.blocks[-1]
            case BulletList() | OrderedList() if block.items and block.items[-1].blocks:
                block = block.items[-1].blocks[-1]
            case _:
                return False


def _begins_with_table(block: Block) -> bool:
    while isinstance(block, BlockQuote) and block.blocks:
        block = block.blocks[0]
    return isinstance(block, Table)
