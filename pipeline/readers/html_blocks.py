"""Blocks of HTML that have a meaning of their own: headings, lists, quotes, code, figures."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from pipeline.location import Location
from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionItem,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Table,
    Term,
    ThematicBreak,
)
from pipeline.model.plain_text import plain_text
from pipeline.readers.entities import resolve_references
from pipeline.readers.findings import Findings
from pipeline.readers.html_elements import Child, Element, Words
from pipeline.readers.html_tables import strays, table_of

_NUMBER = re.compile(r"\s*(\d{1,9})\s*$")


class Reader(Protocol):
    """What reads what stands in an element."""

    findings: Findings

    def blocks(self, children: Iterable[Child]) -> tuple[Block, ...]:
        """Read blocks."""

    def inlines(self, children: Iterable[Child]) -> tuple[Inline, ...]:
        """Read inlines."""

    def title_of(self, kind: str, place: Location) -> tuple[Inline, ...]:
        """Give the title that a kind of admonition has by default."""


def _heading(reader: Reader, element: Element) -> tuple[Block, ...]:
    place = reader.findings.place(element.line)
    level = int(element.name[1])
    content = reader.inlines(element.children)
    classes = tuple(element.tag.get("class").split())
    return (Heading(level, content, element.tag.identifier, classes, location=place),)


def _rule(reader: Reader, element: Element) -> tuple[Block, ...]:
    return (ThematicBreak(location=reader.findings.place(element.line)),)


def _list(reader: Reader, element: Element) -> tuple[Block, ...]:
    place = reader.findings.place(element.line)
    items = tuple(_items(reader, element))
    if not items:
        return ()
    is_tight = not any(item.elements("p") for item in element.elements("li"))
    if element.name != "ol":
        return _named(element, BulletList(items, is_tight, location=place))
    match = _NUMBER.match(element.tag.get("start"))
    start = int(match[1]) if match else 1
    return _named(element, OrderedList(items, start, is_tight, location=place))


def _named(element: Element, block: Block) -> tuple[Block, ...]:
    tag = element.tag
    if not (tag.identifier or tag.language or tag.direction):
        return (block,)
    named = Division(
        (block,), tag.identifier, (), tag.language, tag.direction, location=block.location
    )
    return (named,)


def _items(reader: Reader, element: Element) -> Iterable[ListItem]:
    """Yield the items of a list; what stands between them is an item too."""
    for child in element.children:
        if isinstance(child, Element) and child.name == "li":
            yield _item(reader, child)
        elif blocks := reader.blocks((child,)):
            yield ListItem(blocks, location=blocks[0].location)


def _item(reader: Reader, element: Element) -> ListItem:
    boxes = [box for box in element.elements("input") if box.tag.get("type") == "checkbox"]
    rest = [child for child in element.children if child not in boxes]
    checked = "checked" in boxes[0].tag.attributes if boxes else None
    place = reader.findings.place(element.line)
    blocks = reader.blocks(rest)
    if element.tag.identifier:
        blocks = (Division(blocks, element.tag.identifier, location=place),)
    return ListItem(blocks, checked, location=place)


def _definitions(reader: Reader, element: Element) -> tuple[Block, ...]:
    items: list[tuple[list[Term], list[Definition]]] = []
    outside: list[Child] = []
    for child in _without_divisions(element):
        if not isinstance(child, Element) or child.name not in {"dt", "dd"}:
            outside.append(child)
            continue
        place = reader.findings.place(child.line)
        if not items or (child.name == "dt" and items[-1][1]):
            items.append(([], []))
        if child.name == "dt":
            items[-1][0].append(Term(reader.inlines(child.children), location=place))
        else:
            items[-1][1].append(Definition(reader.blocks(child.children), location=place))
    made = tuple(
        DefinitionItem(tuple(terms), tuple(said), location=(terms or said)[0].location)
        for terms, said in items
    )
    place = reader.findings.place(element.line)
    defined = (DefinitionList(made, location=place),) if made else ()
    return (*reader.blocks(outside), *defined)


def _quote(reader: Reader, element: Element) -> tuple[Block, ...]:
    place = reader.findings.place(element.line)
    return (BlockQuote(reader.blocks(element.children), location=place),)


def _code(reader: Reader, element: Element) -> tuple[Block, ...]:
    text = _raw_text(element).removeprefix("\n").rstrip("\n")
    tags = [element.tag, *(code.tag for code in element.elements("code"))]
    names = [name for tag in tags for name in tag.get("class").split()]
    language = next(
        (name.removeprefix("language-") for name in names if name.startswith("language-")),
        element.tag.get("lang"),
    )
    place = reader.findings.place(element.line)
    identifier = element.tag.identifier
    return (CodeBlock(text, language, identifier=identifier, location=place),)


def _folded(reader: Reader, element: Element) -> tuple[Block, ...]:
    summaries = element.elements("summary")
    place = reader.findings.place(element.line)
    if summaries:
        title = reader.inlines(summaries[0].children)
    else:
        title = reader.title_of("details", place)
    rest = [child for child in element.children if child not in summaries]
    identifier = element.tag.identifier
    return (Admonition("details", title, reader.blocks(rest), identifier, location=place),)


def _figure(reader: Reader, element: Element) -> tuple[Block, ...]:
    captions = element.elements("figcaption")
    caption = reader.inlines(captions[0].children) if captions else ()
    rest = [child for child in element.children if child not in captions]
    blocks = reader.blocks(rest)
    identifier = element.tag.identifier
    if len(blocks) == 1 and (one := _captioned(blocks[0], caption, identifier)) is not None:
        return (one,)
    place = reader.findings.place(element.line)
    said = (Paragraph(caption, location=place),) if caption else ()
    if not identifier:
        return (*blocks, *said)
    return (Division((*blocks, *said), identifier, location=place),)


def _captioned(block: Block, caption: tuple[Inline, ...], identifier: str) -> Block | None:
    """Give a block that can have a caption with it; None for one that cannot."""
    if isinstance(block, Figure | Table):
        name = identifier or block.identifier
        return replace(block, caption=caption or block.caption, identifier=name)
    if isinstance(block, CodeBlock):
        title = " ".join(plain_text(caption).split())
        return replace(block, title=title or block.title, identifier=identifier or block.identifier)
    return None


def _table(reader: Reader, element: Element) -> tuple[Block, ...]:
    outside = reader.blocks(strays(element))
    table = table_of(element, reader)
    return outside if table is None else (*outside, table)


def _nothing(reader: Reader, element: Element) -> tuple[Block, ...]:  # noqa: ARG001 - as all makers
    return ()


def _without_divisions(element: Element) -> Iterable[Child]:
    """Yield what stands in a list of definitions; divisions in it are transparent."""
    for child in element.children:
        if isinstance(child, Element) and child.name == "div":
            yield from _without_divisions(child)
        else:
            yield child


def _raw_text(element: Element) -> str:
    """Give the text of an element as it stands, with its references resolved."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, Words):
            parts.append(resolve_references(child.text))
        elif isinstance(child, Element):
            parts.append("\n" if child.name == "br" else _raw_text(child))
    return "".join(parts)


Maker = Callable[[Reader, Element], tuple[Block, ...]]
MAKERS: Mapping[str, Maker] = {
    **{f"h{level}": _heading for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    "hr": _rule,
    "dl": _definitions,
    "blockquote": _quote,
    "pre": _code,
    "details": _folded,
    "figure": _figure,
    "table": _table,
    **dict.fromkeys(("meta", "link", "base", "param", "track", "col"), _nothing),
}
"""What makes blocks of an element, by its name; all others are divisions, or words."""
