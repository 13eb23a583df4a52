"""Blocks as markup."""

from collections.abc import Iterable
from typing import assert_never

from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.markup.inlines import image_markup, inlines_markup
from pipeline.markup.places import Places
from pipeline.markup.tables import table_markup
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

DEEPEST_HEADING = 6
"""HTML has h1 to h6 and no more."""


def blocks_markup(blocks: Iterable[Block], places: Places) -> Markup:
    """Write blocks, one or more lines each."""
    # No comprehension: it would cost a frame of the stack for every level of nesting.
    pieces: list[Markup] = []
    for block in blocks:
        pieces.append(block_markup(block, places))  # noqa: PERF401 - as said
    return Markup("\n".join(pieces))


def block_markup(block: Block, places: Places) -> Markup:  # noqa: C901, PLR0911, PLR0912 - a line a node
    """Write one block."""
    match block:
        case Paragraph():
            return Markup(f"<p>{inlines_markup(block.content, places)}</p>")
        case CodeBlock():
            return _code_block(block, places)
        case Heading():
            return _heading(block, places)
        case BulletList():
            return _list("ul", "", block, places)
        case OrderedList():
            return _list("ol", "" if block.start == 1 else str(block.start), block, places)
        case BlockQuote():
            return Markup(f"<blockquote>\n{blocks_markup(block.blocks, places)}\n</blockquote>")
        case Table():
            return table_markup(block, places)
        case Figure():
            return _figure(block, places)
        case Rubric():
            return _rubric(block, places)
        case ThematicBreak():
            return Markup("<hr/>")
        case _:
            assert_never(block)


def _heading(heading: Heading, places: Places) -> Markup:
    name = f"h{min(max(heading.level, 1), DEEPEST_HEADING)}"
    content = f"{number_markup(heading.number)}{inlines_markup(heading.content, places)}"
    return Markup(f"<{name}{attribute('id', heading.identifier)}>{content}</{name}>")


def number_markup(number: str) -> Markup:
    """Write the number of a heading, with the blank that parts it from the text."""
    return Markup(f'<span class="number">{escape_text(number)}</span> ' if number else "")


def _rubric(rubric: Rubric, places: Places) -> Markup:
    content = inlines_markup(rubric.content, places)
    return Markup(f'<p class="rubric"{attribute("id", rubric.identifier)}>{content}</p>')


def _code_block(code: CodeBlock, places: Places) -> Markup:
    words = code.language.split()
    language = attribute("class", f"language-{words[0]}") if words else ""
    text = escape_text(code.text)
    return Markup(f"<pre{places.code_direction}><code{language}>{text}</code></pre>")


def _list(name: str, start: str, block: BulletList | OrderedList, places: Places) -> Markup:
    if not block.items:
        return Markup("")
    pieces = [f"<{name}{attribute('start', start)}>"]
    for item in block.items:
        pieces.append(_item(item, tight=block.tight, places=places))  # noqa: PERF401 - frames
    pieces.append(f"</{name}>")
    return Markup("\n".join(pieces))


def _item(item: ListItem, *, tight: bool, places: Places) -> Markup:
    first = item.blocks[0] if item.blocks else None
    if not tight or not isinstance(first, Paragraph):
        return Markup(f"<li>{blocks_markup(item.blocks, places)}</li>")
    text = inlines_markup(first.content, places)
    rest = blocks_markup(item.blocks[1:], places)
    return Markup(f"<li>{text}\n{rest}</li>" if rest else f"<li>{text}</li>")


def _figure(figure: Figure, places: Places) -> Markup:
    image = image_markup(figure.image, places)
    caption = inlines_markup(figure.caption, places)
    below = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    return Markup(f"<figure>\n{image}{below}\n</figure>")
