"""Lists of HTML: with bullets, with numbers, of terms and their definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model.nodes import (
    Block,
    BulletList,
    Definition,
    DefinitionItem,
    DefinitionList,
    Division,
    ListItem,
    OrderedList,
    Term,
)
from pipeline.readers.drafts import Draft
from pipeline.readers.html_attributes import Identity, read_number
from pipeline.readers.html_phrases import spanned
from pipeline.readers.html_tree import Child, Element, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.readers.html_blocks import HtmlBlocks


def read_list(element: Element, html: HtmlBlocks) -> tuple[Block, ...]:
    """Make a list of an element; what stands between its items belongs to the one before."""
    found = _grouped(element.children)
    items = tuple(_item(item, others, html) for item, others in found)
    if not items:
        return ()
    place = element.tag.place
    is_tight = not any(_is_loose(item) for item, _ in found)
    if element.name != "ol":
        return (BulletList(items, is_tight, location=place),)
    first = found[0][0]
    start = read_number(element.tag, "start", 1)
    start = read_number(first.tag, "value", start) if first else start
    return (OrderedList(items, start, is_tight, location=place),)


_Group = tuple["Element | None", list["Child"]]


def _grouped(children: Iterable[Child]) -> list[_Group]:
    """Give the items of a list, each with what follows it up to the next."""
    groups: list[_Group] = []
    for child in children:
        if isinstance(child, Element) and child.name == "li":
            groups.append((child, []))
        elif isinstance(child, Words) and child.text.isspace():
            continue
        elif groups:
            groups[-1][1].append(child)
        else:
            groups.append((None, [child]))
    return groups


def _is_loose(item: Element | None) -> bool:
    children = item.children if item else []
    return any(isinstance(c, Draft) or (isinstance(c, Element) and c.name == "p") for c in children)


def _item(item: Element | None, others: list[Child], html: HtmlBlocks) -> ListItem:
    if item is None:
        blocks = html.blocks(others)
        return ListItem(blocks, location=blocks[0].location) if blocks else ListItem(())
    checkbox = _take_checkbox(item)
    identity = html.identity(item)
    blocks = (*html.blocks(item.children), *html.blocks(others))
    blocks = _spoken(blocks, identity, item)
    checked = None if checkbox is None else "checked" in checkbox.tag.attributes
    return ListItem(blocks, checked, location=item.tag.place)


def _spoken(blocks: tuple[Block, ...], identity: Identity, element: Element) -> tuple[Block, ...]:
    """Put a division around what an item holds, where the item has a name or a language."""
    if not identity.has_name:
        return blocks
    return (
        Division(
            blocks,
            identity.identifier,
            (),
            identity.language,
            identity.direction,
            location=element.tag.place,
        ),
    )


def _take_checkbox(element: Element) -> Element | None:
    """Take the checkbox that an item begins with out of it."""
    for index, child in enumerate(element.children):
        if isinstance(child, Words) and child.text.isspace():
            continue
        if not isinstance(child, Element) or child.name not in {"input", "label", "p", "span"}:
            return None
        if child.name != "input":
            return _take_checkbox(child)
        if child.tag.attributes.get("type", "").lower() != "checkbox":
            return None
        del element.children[index]
        return child
    return None


def read_definitions(element: Element, html: HtmlBlocks) -> tuple[Block, ...]:
    """Make a list of terms and definitions; what is neither stands before it."""
    groups: list[tuple[list[Term], list[Definition]]] = []
    others: list[Child] = []
    for child in _parts_of(element):
        if isinstance(child, Element) and child.name == "dt":
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(_term(child, html))
        elif isinstance(child, Element) and child.name == "dd" and groups:
            groups[-1][1].append(_definition(child, html))
        else:
            others.append(child)
    before = html.blocks(others)
    if not groups:
        return before
    is_tight = not any(_is_loose(c) for c in _parts_of(element) if isinstance(c, Element))
    items = tuple(_defined(terms, definitions) for terms, definitions in groups)
    return (*before, DefinitionList(items, is_tight, location=element.tag.place))


def _parts_of(element: Element) -> list[Child]:
    """Give what a list holds; groups of terms may stand in divisions (HTML 4.4.9)."""
    parts: list[Child] = []
    for child in element.children:
        if isinstance(child, Element) and child.name == "div":
            parts.extend(child.children)
        else:
            parts.append(child)
    return parts


def _defined(terms: list[Term], definitions: list[Definition]) -> DefinitionItem:
    """Make an item of at least one definition, though it be empty: formats ask for that."""
    place = terms[0].location
    return DefinitionItem(
        tuple(terms), tuple(definitions) or (Definition((), location=place),), location=place
    )


def _term(element: Element, html: HtmlBlocks) -> Term:
    content = spanned(html.content(element), html.identity(element), element)
    return Term(content, location=element.tag.place)


def _definition(element: Element, html: HtmlBlocks) -> Definition:
    blocks = _spoken(html.blocks(element.children), html.identity(element), element)
    return Definition(blocks, location=element.tag.place)
