"""Blocks as lines: for places that hold no blocks, such as the cells of tables."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from pipeline.location import Location
from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    CodeSpan,
    DefinitionList,
    Division,
    Figure,
    HardBreak,
    Heading,
    Inline,
    ListItem,
    Math,
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Row,
    Rubric,
    Span,
    Strong,
    Table,
    Text,
    ThematicBreak,
)

Line = tuple[Inline, ...]
_BULLET = "\N{BULLET}\N{NO-BREAK SPACE}"
_TASKS = {
    True: "\N{BALLOT BOX WITH CHECK}\N{NO-BREAK SPACE}",
    False: "\N{BALLOT BOX}\N{NO-BREAK SPACE}",
}


class Lines:
    """Makes lines of blocks; `lost` names the kinds of blocks that are no more to be seen."""

    def __init__(self) -> None:
        self.lost: dict[str, None] = {}

    def joined(self, blocks: Iterable[Block]) -> tuple[Inline, ...]:
        """Give the inlines of blocks, each block on a line or on lines of its own."""
        result: list[Inline] = []
        for line in self._of(blocks):
            if result and line:
                result.append(HardBreak(location=line[0].location))
            result.extend(line)
        return tuple(result)

    def _of(self, blocks: Iterable[Block]) -> Iterator[Line]:
        for block in blocks:
            yield from self._lines(block)

    def _lines(self, block: Block) -> Iterator[Line]:
        match block:
            case Paragraph():
                yield block.content
            case Heading() | Rubric():
                yield self._bold("heading", block.content, block.location)
            case CodeBlock() | MathBlock() | Figure():
                yield from self._leaf(block)
            case BlockQuote() | Admonition() | Division():
                yield from self._container(block)
            case BulletList() | OrderedList() | DefinitionList() | Table():
                yield from self._items(block)
            case ThematicBreak() | PageBreak():
                self.lost["break"] = None
            case _:
                assert_never(block)

    def _bold(self, kind: str, content: Line, place: Location) -> Line:
        self.lost[kind] = None
        return (Strong(content, location=place),) if content else ()

    def _leaf(self, block: CodeBlock | MathBlock | Figure) -> Iterator[Line]:
        match block:
            case CodeBlock():
                self.lost["code block"] = None
                for line in block.text.split("\n"):
                    yield (CodeSpan(line, location=block.location),) if line else ()
            case MathBlock():
                yield (Math(block.tex, location=block.location),)
            case Figure():
                yield (block.image,)
                yield block.caption
            case _:
                assert_never(block)

    def _container(self, block: BlockQuote | Admonition | Division) -> Iterator[Line]:
        match block:
            case BlockQuote():
                self.lost["quote"] = None
                yield from self._of(block.blocks)
            case Admonition():
                yield self._bold("admonition", block.title, block.location)
                yield from self._of(block.blocks)
            case Division():
                yield from self._division(block)
            case _:
                assert_never(block)

    def _division(self, block: Division) -> Iterator[Line]:
        if not (block.identifier or block.language or block.direction):
            yield from self._of(block.blocks)
            return
        content = self.joined(block.blocks)
        yield (
            Span(
                content,
                block.identifier,
                (),
                block.language,
                block.direction,
                location=block.location,
            ),
        )

    def _items(self, block: BulletList | OrderedList | DefinitionList | Table) -> Iterator[Line]:
        match block:
            case BulletList():
                for item in block.items:
                    yield self._item(item, _BULLET)
            case OrderedList():
                for number, item in enumerate(block.items, block.start):
                    yield self._item(item, f"{number}.\N{NO-BREAK SPACE}")
            case DefinitionList():
                yield from self._definitions(block)
            case Table():
                yield block.caption
                for row in (*block.header, *block.rows):
                    yield self._row(row)
            case _:
                assert_never(block)

    def _item(self, item: ListItem, mark: str) -> Line:
        self.lost["list"] = None
        mark = mark if item.checked is None else _TASKS[item.checked]
        return (Text(mark, location=item.location), *self.joined(item.blocks))

    def _definitions(self, block: DefinitionList) -> Iterator[Line]:
        for item in block.items:
            for term in item.terms:
                yield self._bold("definition list", term.content, term.location)
            for definition in item.definitions:
                yield from self._of(definition.blocks)

    def _row(self, row: Row) -> Line:
        self.lost["table"] = None
        result: list[Inline] = []
        for cell in row.cells:
            if result:
                result.append(Text(" | ", location=row.location))
            result.extend(cell.content)
        return tuple(result)
