"""Blocks as paragraphs and tables, one after the other: Word's text has no nesting."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from pipeline.exporters.docx.writer.breaks import HOLDERS, ends_in_page_break
from pipeline.exporters.docx.writer.captions import listing_title
from pipeline.exporters.docx.writer.code import CODE_INSET, CODE_STYLE, CodeWriter
from pipeline.exporters.docx.writer.drawings import Room
from pipeline.exporters.docx.writer.formulas import displayed_formula
from pipeline.exporters.docx.writer.frames import (
    DEEPEST_FRAME,
    NARROWEST_FRAME,
    Frame,
    frame_look,
    text_style,
)
from pipeline.exporters.docx.writer.headings import HeadingPlan
from pipeline.exporters.docx.writer.index import indexed
from pipeline.exporters.docx.writer.inlines import InlineWriter
from pipeline.exporters.docx.writer.items import (
    TIGHT,
    box_hanging,
    inside_list,
    item_marker,
    task_marker,
    widest_number,
)
from pipeline.exporters.docx.writer.lists import BULLETS_NUM, Numberings
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, joined
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import (
    NO_NUM,
    NO_OPENING,
    NOTE_STYLES,
    Marker,
    Opening,
    Position,
    begins_with_table,
    ends_in_table,
    has_paragraph,
    spacer,
    written,
)
from pipeline.exporters.docx.writer.runs import on_bold, spoken, stronger
from pipeline.exporters.docx.writer.shapes import Shapes
from pipeline.exporters.docx.writer.table_blocks import TableBlocks
from pipeline.exporters.docx.writer.tables import JUSTIFICATION
from pipeline.exporters.docx.writer.turning import Turning
from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Division,
    Figure,
    Heading,
    ListItem,
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Rubric,
    Table,
    ThematicBreak,
)
from pipeline.model.plain_text import plain_text
from pipeline.theme import Theme

"""The `w:num` that takes a paragraph out of its style's list (ECMA-376-1, 17.9.18)."""


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes the blocks of one column of text.

    `headings` tells their styles; `room` is how large a figure
    may be, its width that of the column; `frames` tells how many frames are around; `turning`
    which tables stand on pages that lie on their side, None where none may; `widening` how much
    wider than measured words of tables may be.
    """

    theme: Theme
    inlines: InlineWriter
    numberings: Numberings
    headings: HeadingPlan
    room: Room
    frames: int = 0
    turning: Turning | None = None
    widening: float = 1.0
    _shapes: Shapes = field(init=False)
    _code_writer: CodeWriter = field(init=False)

    def __post_init__(self) -> None:
        hanging = twips(box_hanging(self.theme))
        shapes = Shapes(self.theme, self.room.width, hanging)
        object.__setattr__(self, "_shapes", shapes)
        object.__setattr__(self, "_code_writer", CodeWriter(self.theme, self.inlines.allotments))

    @property
    def _table_distance(self) -> int:
        return twips(self.theme.body.after * 1.5)

    def blocks(self, blocks: tuple[Block, ...], position: Position) -> Markup:
        """Write blocks one after the other; the first one takes the position's opening."""
        parts: list[Markup] = []
        above: Block | None = None
        tail, broken, last = NOTHING, False, len(blocks) - 1
        for index, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                broken = True
                continue
            here = position.nth(first=not tail, last=index == last)
            if broken and here.styles is not NOTE_STYLES:  # notes have no pages of their own
                here = here.broken()
            if here.after is not None and index < last:
                here = _spaced(here, blocks[index + 1])
            if tail and (isinstance(block, CodeBlock) or not tail.endswith("</w:p>")):
                markup = self._below(block, here, above, tail)
            else:
                markup = self._block(block, here)
            parts.append(markup)
            tail = markup if has_paragraph(markup) else tail
            above, broken = block, isinstance(block, HOLDERS) and ends_in_page_break(block)
        return joined(parts) if tail else Markup(joined(parts) + self._empty_marker(position))

    def _below(self, block: Block, position: Position, above: Block | None, tail: Markup) -> Markup:
        """Write a block below others: Word makes one of tables, and of codes' grounds, that touch.

        Word has no distance below a table either: it is that above what follows.
        """
        if ends_in_table(tail):
            distance = self._table_distance
            markup = self._block(block, position.after_table(distance))
            return Markup(spacer(distance) + markup) if begins_with_table(markup) else markup
        markup = self._block(block, position)
        touches = isinstance(block, CodeBlock) and isinstance(above, CodeBlock) and not block.title
        return Markup(spacer(0) + markup) if touches else markup

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
                return written(self._shapes.of("ThematicBreak", position), NOTHING)
            case Table():
                return self._table(block, position)
            case Figure():
                return self._figure(block, position)
            case MathBlock():
                return self._math(block, position)
            case Admonition():
                return self._admonition(block, position)
            case Division():
                return self._division(block, position)
            case DefinitionList():
                return self._definitions(block, position)
            case PageBreak():  # `blocks` has told the one below
                return NOTHING
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph, position: Position) -> Markup:
        marker = position.opening.marker
        style = position.style if marker is None else marker.style
        shape = self._shapes.text(style, position)
        return written(shape, self.inlines.runs(paragraph.content))

    def _heading(self, heading: Heading, position: Position) -> Markup:
        style = self.headings.style(heading)
        # The distance above a heading is larger than any that its neighbours ask for.
        shape = replace(self._shapes.of(style, position), before=0)
        marker = self.headings.marker(heading, self.numberings)
        if marker is not None:
            left = shape.left if marker.num else 0
            shape = replace(shape, marker=marker, left=left)
        content = self.inlines.runs(heading.content, on_bold(self.inlines.plain))
        return written(shape, self.bookmarked(heading.identifier, content))

    def bookmarked(self, identifier: str, content: Markup) -> Markup:
        """Put the bookmarks of an identifier around content."""
        allotments = self.inlines.allotments
        content = self.inlines.named(identifier, content)
        if identifier and allotments.in_contents(identifier):
            content = allotments.bookmarked(allotments.contents_name(identifier), content)
        return content

    def _rubric(self, rubric: Rubric, position: Position) -> Markup:
        content = self.inlines.runs(rubric.content, on_bold(self.inlines.plain))
        shape = self._shapes.of("Rubric", position)
        return written(shape, self.bookmarked(rubric.identifier, content))

    def _code(self, block: CodeBlock, position: Position) -> Markup:
        title = NOTHING
        if block.title:
            shape = self._shapes.of("SourceCodeTitle", position)
            look = on_bold(self.inlines.plain)
            title = written(shape, listing_title(block, look, self.inlines.allotments))
            position = position.below()
        shapes = (
            self._shapes.code(CODE_STYLE, place, CODE_INSET)
            for place in (position, position.below())
        )
        code = self._code_writer.paragraphs(block, *shapes)
        return self.inlines.named(block.identifier, Markup(title + code))

    def _math(self, block: MathBlock, position: Position) -> Markup:
        shape = self._shapes.equation(position, numbered=bool(block.number))
        content = displayed_formula(block, self.inlines.plain, self.inlines.allotments)
        return self.inlines.named(block.identifier, written(shape, content))

    def _quote(self, quote: BlockQuote, position: Position) -> Markup:
        indent = position.indent + twips(self.theme.indent)
        style = position.styles.quoted
        return self.blocks(quote.blocks, replace(position, style=style, indent=indent))

    def _division(self, division: Division, position: Position) -> Markup:
        """Write the blocks of a division where it stands, in its language and direction."""
        around = self.inlines.plain
        plain = spoken(around, division.language, division.direction)
        here = position
        if plain.right_to_left != around.right_to_left:
            here = replace(here, turned=plain.right_to_left if here.turned is None else None)
        if division.alignment is not None:
            here = replace(here, aligned=JUSTIFICATION[division.alignment] or "left")
        inside = replace(self, inlines=replace(self.inlines, plain=plain))
        content = indexed(division, inside.blocks(division.blocks, here))
        return self.inlines.named(division.identifier, content)

    def _admonition(self, block: Admonition, position: Position) -> Markup:
        left = self._shapes.left(position)
        width = self.room.width - left / twips(1)
        frame = Frame(
            look=frame_look(block.kind),
            left=left,
            width=width,
            right_to_left=self.inlines.plain.right_to_left,
            turned=position.turned is not None,
        )
        if self.frames == DEEPEST_FRAME or frame.inner_width < NARROWEST_FRAME:
            return self.inlines.named(block.identifier, self._frameless(block, frame, position))
        inside = self._within(frame)
        top = Position(position.styles, text_style(block, position), turned=position.turned)
        title = inside.admonition_title(block, frame, top)
        content = inside.blocks(block.blocks, replace(top, depth=position.depth))
        name = plain_text(block.title).strip() or block.kind.title()
        table = frame.markup(self.theme, name, title, content)
        return self.inlines.named(block.identifier, Markup(self._table_lead(position) + table))

    def _within(self, frame: Frame) -> "BlockWriter":
        """Give the writer of what stands in a frame."""
        width = frame.inner_width
        return replace(
            self,
            inlines=replace(self.inlines, room=replace(self.inlines.room, width=width)),
            room=replace(self.room, width=width),
            frames=self.frames + 1,
            turning=None,
        )

    def admonition_title(self, block: Admonition, frame: Frame, position: Position) -> Markup:
        """Write the title of an admonition, if it has one."""
        if not block.title:
            return NOTHING
        shape = self._shapes.of(f"AdmonitionTitle{frame.look}", position)
        return written(shape, self.inlines.runs(block.title, on_bold(self.inlines.plain)))

    def _frameless(self, block: Admonition, frame: Frame, position: Position) -> Markup:
        """Write an admonition for whose frame there is no room: title and blocks, moved in."""
        moved = replace(position, indent=position.indent + twips(self.theme.indent))
        title = self.admonition_title(block, frame, moved)
        return Markup(title + self.blocks(block.blocks, moved.below() if title else moved))

    def _bullets(self, block: BulletList, position: Position) -> Markup:
        marker = item_marker(BULLETS_NUM, position.styles.bullet, position)
        step = self.theme.indent
        if not block.is_marked:
            marker = Marker(NO_NUM, marker.level, position.styles.listed)
            step = self.theme.indent if position.depth else 0.0
        inside = inside_list(position, step, tight=block.tight)
        return self._items(block.items, marker, (position, inside))

    def _numbers(self, block: OrderedList, position: Position) -> Markup:
        num = self.numberings.ordered(block, position.depth)
        marker = item_marker(num, position.styles.number, position)
        step = max(self.theme.indent, widest_number(block, self.theme))
        inside = inside_list(position, step, tight=block.tight)
        return self._items(block.items, marker, (position, inside))

    def _items(
        self, items: tuple[ListItem, ...], marker: Marker, positions: tuple[Position, Position]
    ) -> Markup:
        """Write the items of a list at the first position, their blocks at the second one."""
        around, inside = positions
        first = NO_OPENING if around.opening.marker is not None else around.opening
        parts = [self._empty_marker(around)]
        middle = replace(inside, opening=Opening(marker), last_after=inside.after)
        last = len(items) - 1
        for index, item in enumerate(items):
            here = middle
            if item.checked is not None:
                task = task_marker(marker, inside, self.theme, checked=item.checked)
                here = replace(here, opening=Opening(task))
            if index == 0:
                here = replace(here, opening=replace(first, marker=here.opening.marker))
            if index == last:
                here = replace(here, last_after=inside.last_after)
            parts.append(self.blocks(item.blocks, self._beside(here, parts)))
        return joined(parts)

    def _empty_marker(self, position: Position) -> Markup:
        """Write the marker of an item that begins with what can carry none, if there is one."""
        marker = position.opening.marker
        if marker is None:
            return NOTHING
        shape = self._shapes.text(marker.style, position)
        return written(replace(shape, after=twips(TIGHT)), NOTHING)

    def _table_lead(self, position: Position) -> Markup:
        """Write what a table cannot carry: the marker of an item, the beginning of a page."""
        lead = self._empty_marker(position)
        return lead or (spacer(0, page_break=True) if position.opening.page_break else NOTHING)

    def _definitions(self, block: DefinitionList, position: Position) -> Markup:
        parts: list[Markup] = []
        inside = replace(
            position,
            style=position.styles.defined,
            indent=position.indent + twips(self.theme.indent),
            after=twips(TIGHT) if block.tight else position.after,
        )
        last = len(block.items) - 1
        for index, item in enumerate(block.items):
            here = inside if index == last else replace(inside, last_after=inside.after)
            here = self._beside(here if not parts else replace(here, opening=NO_OPENING), parts)
            parts.append(self._definition_item(item, here, position))
        return joined(parts)

    def _definition_item(self, item: DefinitionItem, inside: Position, around: Position) -> Markup:
        """Write terms at one position, what is said of them at another one."""
        opening, parts = inside.opening, list[Markup]()
        for term in item.terms:
            style, plain = around.styles.term, self.inlines.plain
            look = stronger(plain) if around.styles is NOTE_STYLES else on_bold(plain)
            shape = self._shapes.line(style, replace(around, opening=opening))
            shape = replace(shape, keep_next=bool(item.definitions))
            parts.append(written(shape, self.inlines.runs(term.content, look)))
            opening = NO_OPENING
        blocks = tuple(block for said in item.definitions for block in said.blocks)
        parts.append(self.blocks(blocks, replace(inside, opening=opening)))
        return joined(parts)

    def _beside(self, position: Position, parts: list[Markup]) -> Position:
        """Give the position of what follows items: below a table at a distance."""
        if parts and ends_in_table(parts[-1]):
            return position.after_table(self._table_distance)
        return position

    def _table(self, table: Table, position: Position) -> Markup:
        width, widening = self.room.width, self.widening
        tables = TableBlocks(self.theme, self.inlines, self._shapes, width, self.turning, widening)
        return tables.block(table, position, self._table_lead)

    def _figure(self, figure: Figure, position: Position) -> Markup:
        left = self._shapes.left(position)
        room = replace(self.room, width=self.room.width - left / twips(1))
        drawing = self.inlines.figure(figure.image, room)
        shape = self._shapes.of("Figure", position)
        markup = written(replace(shape, keep_next=bool(figure.caption)), drawing)
        if figure.caption:
            caption = self.inlines.runs(figure.caption)
            below = self._shapes.of("Caption", position.below())
            markup = Markup(markup + written(below, caption))
        # The image's place is told by the caption, as that of the whole.
        named = self.inlines.named(figure.image.identifier, markup)
        return self.inlines.named(figure.identifier, named)


def _spaced(position: Position, following: Block) -> Position:
    """Give the position of what a table or a frame follows: at the usual distance from it."""
    return replace(position, after=None) if isinstance(following, Admonition | Table) else position
