"""What every edition must say of lists, tables, code, emphasis and languages, and where."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from pipeline.location import NOWHERE, Location, first_known
from pipeline.model.nodes import (
    Abbreviation,
    Admonition,
    Anchored,
    Block,
    BlockQuote,
    BulletList,
    CaptionLabel,
    Citation,
    CodeBlock,
    CodeSpan,
    CrossReference,
    DefinitionList,
    Deletion,
    Division,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Inline,
    Insertion,
    Keyboard,
    Link,
    ListItem,
    Mark,
    Math,
    MathBlock,
    Node,
    Note,
    NoteReference,
    OrderedList,
    PageBreak,
    PageReference,
    Paragraph,
    Rubric,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)
from pipeline.model.publication import Publication, body_blocks
from pipeline.model.walk import walk
from pipeline.structure import BOX_TITLE, QUOTE, TERM, Structure
from pipeline.telling import (
    BULLET,
    CHECKED,
    FORMULA,
    UNCHECKED,
    Teller,
    language_key,
    number_marker,
    with_look,
)
from pipeline.verify.discrepancy import Aspect

_LOOKS: Mapping[type, str] = {
    Emphasis: "emphasis",
    Strong: "strong",
    Deletion: "deletion",
    Insertion: "insertion",
    Mark: "mark",
    Superscript: "superscript",
    Subscript: "subscript",
    Keyboard: "keyboard",
}


def expected_structure(
    publication: Publication,
) -> tuple[Structure, Mapping[Aspect, tuple[Location, ...]]]:
    """Give the structure that every edition must have, and a place in the source for each fact."""
    walker = _Walker(publication.metadata.language)
    walker.blocks(body_blocks(publication), "")
    for note in publication.notes:
        walker.teller.begin_note()
        walker.blocks(note.blocks, "")
    return walker.teller.structure(), walker.locations()


class _Walker:
    """Tells the blocks of a publication one by one."""

    def __init__(self, language: str) -> None:
        self.teller = Teller()
        self._language = language_key(language)
        self._level = 0
        self._items: list[Location] = []
        self._cells: list[Location] = []
        self._code: list[Location] = []
        self._looks: list[Location] = []
        self._languages: list[Location] = []
        self._blocks: list[Location] = []
        self._quoted = False

    def locations(self) -> dict[Aspect, tuple[Location, ...]]:
        """Give the places of what was told."""
        self._edge(NOWHERE)
        return {
            Aspect.LISTS: tuple(self._items),
            Aspect.TABLES: tuple(self._cells),
            Aspect.CODE: tuple(self._code),
            Aspect.LOOKS: tuple(self._looks),
            Aspect.LANGUAGES: tuple(self._languages),
            Aspect.BLOCKS: tuple(self._blocks),
        }

    def _edge(self, place: Location) -> None:
        """End a block that stands at a place: so do the words that stand out in it."""
        self.teller.edge()
        looks, languages, blocks = self.teller.counts()
        self._blocks += [place] * (blocks - len(self._blocks))
        self._looks += [place] * (looks - len(self._looks))
        self._languages += [place] * (languages - len(self._languages))

    def blocks(self, blocks: Iterable[Block], language: str) -> None:
        for block in blocks:
            self._block(block, language)

    def _block(self, block: Block, language: str) -> None:  # noqa: C901, PLR0912 - a case a node
        match block:
            case Paragraph() if self._quoted:
                self._line(block.location, block.content, language, QUOTE)
            case Heading() | Rubric() | Paragraph():
                self._line(block.location, block.content, language)
            case CodeBlock():
                self._code_block(block, language)
            case MathBlock():
                self._formula(block, language)
            case BlockQuote():
                self._held(block.blocks, language, quoted=True)
            case Division():
                self.blocks(block.blocks, self._own(block.language, language))
            case Admonition():
                self._line(block.location, block.title, language, BOX_TITLE)
                self._held(block.blocks, language)
            case BulletList():
                self._bullets(block, language)
            case OrderedList():
                self._numbers(block, language)
            case DefinitionList():
                self._definitions(block, language)
            case Table():
                self._table(block, language)
            case Figure():
                self._line(block.location, block.caption, language)
            case ThematicBreak() | PageBreak():
                pass
            case _:
                assert_never(block)

    def _own(self, language: str, around: str) -> str:
        """Give the language of what has one of its own; "" for the edition's."""
        own = language_key(language) if language else around
        return "" if own == self._language else own

    def _held(self, blocks: Iterable[Block], language: str, *, quoted: bool = False) -> None:
        """Tell the blocks that a block holds; `quoted` tells that these are a quote's."""
        around, self._quoted = self._quoted, quoted
        self.blocks(blocks, language)
        self._quoted = around

    def _line(
        self, place: Location, content: tuple[Inline, ...], language: str, kind: str = ""
    ) -> None:
        if kind:
            self.teller.block(kind)
        self._inlines(content, "", language)
        self._edge(place)

    def _code_block(self, block: CodeBlock, language: str) -> None:
        if block.caption:
            self.teller.say(block.caption, "", language)
            self._edge(block.location)
        self.teller.begin_code()
        self.teller.say(block.text)
        self.teller.end_code()
        self._code.append(block.location)

    def _formula(self, block: MathBlock, language: str) -> None:
        self.teller.say(block.text if block.mathml else block.tex)
        if block.number:
            self.teller.say(f" ({block.number})", "", language)
        self._edge(block.location)

    def _bullets(self, block: BulletList, language: str) -> None:
        for item in block.items:
            marker = BULLET if block.is_marked else ""
            self._item(item, _box(item) or marker, language)

    def _numbers(self, block: OrderedList, language: str) -> None:
        for number, item in enumerate(block.items, block.start):
            self._item(item, f"{number_marker(number)} {_box(item)}".rstrip(), language)

    def _item(self, item: ListItem, marker: str, language: str) -> None:
        self._level += 1
        if marker:
            self.teller.item(self._level, marker)
            self._items.append(item.location)
        self._held(item.blocks, language)
        self._level -= 1

    def _definitions(self, block: DefinitionList, language: str) -> None:
        for item in block.items:
            for term in item.terms:
                self._line(term.location, term.content, language, TERM)
            for definition in item.definitions:
                self._held(definition.blocks, language)

    def _table(self, table: Table, language: str) -> None:
        self._line(table.location, table.caption, language)
        number = 0
        for group in (table.header, table.rows):
            for at, row in enumerate(group):
                number += bool(row.cells)
                for place, cell in enumerate(row.cells, start=1):
                    self._cells.append(first_known(cell.location, row.location, table.location))
                    self.teller.begin_cell()
                    self._line(self._cells[-1], cell.content, language)
                    below = group[at + 1 : at + cell.rows]
                    spans = cell.columns, 1 + sum(bool(other.cells) for other in below)
                    is_header = group is table.header or cell.is_header
                    self.teller.end_cell(number, place, spans, is_header=is_header)

    def _inlines(self, content: Iterable[Inline], looks: str, language: str) -> None:
        for inline in content:
            self._inline(inline, looks, language)

    def _inline(self, inline: Inline, looks: str, language: str) -> None:  # noqa: C901 - a case a node
        match inline:
            case Text() | CaptionLabel() | Citation():
                self.teller.say(inline.text, looks, language)
            case CodeSpan():
                self.teller.say(inline.text, with_look(looks, "code"), language)
            case SoftBreak() | HardBreak():
                self.teller.say(" ")
            case Math() if inline.mathml:
                self.teller.say(inline.text, FORMULA)
            case Math():  # what nobody could read is shown as it was written
                self.teller.say(inline.tex, with_look(looks, "code"), language)
            case Image() | NoteReference() | PageReference():
                pass
            case Span():
                self._inlines(inline.content, looks, self._own(inline.language, language))
            case Link() | CrossReference() | Abbreviation():
                self._inlines(inline.content, looks, language)
            case _:
                self._inlines(inline.content, with_look(looks, _LOOKS[type(inline)]), language)


def _box(item: ListItem) -> str:
    if item.checked is None:
        return ""
    return CHECKED if item.checked else UNCHECKED


def named_places(publication: Publication, nodes: Iterable[Node]) -> Iterator[tuple[str, Location]]:
    """Yield the identifiers by which places can be linked to, each with its location."""
    named = (*nodes, *publication.notes)
    for node in named:
        if isinstance(node, Heading | Rubric | Note | Anchored) and node.identifier:
            yield node.identifier, node.location


def names_of_places(publication: Publication) -> tuple[str, ...]:
    """Give the names that links from outside may lead to, but for those of notes."""
    nodes = walk(body_blocks(publication))
    return tuple(
        node.identifier
        for node in nodes
        if isinstance(node, Heading | Rubric | Anchored) and node.identifier
    )
