"""A document as the HTML that CommonMark's reference implementation writes; for tests alone.

Only what CommonMark knows has an element; of the rest the words are written.
"""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    CodeSpan,
    Deletion,
    Division,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Row,
    SoftBreak,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Worded,
)

_ELEMENTS = {Emphasis: "em", Strong: "strong", Deletion: "del"}


def html_of(blocks: Iterable[Block]) -> str:
    """Write blocks."""
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:  # noqa: C901, PLR0911, PLR0912 - a case a node
    match block:
        case Paragraph():
            return f"<p>{_inlines(block.content)}</p>\n"
        case Heading():
            return f"<h{block.level}>{_inlines(block.content)}</h{block.level}>\n"
        case CodeBlock():
            language = f' class="language-{escape(block.language)}"' if block.language else ""
            text = f"{block.text}\n" if block.text else ""
            return f"<pre><code{language}>{escape(text)}</code></pre>\n"
        case BlockQuote():
            return f"<blockquote>\n{html_of(block.blocks)}</blockquote>\n"
        case BulletList():
            return f"<ul>\n{_items(block.items, tight=block.tight)}</ul>\n"
        case OrderedList():
            start = "" if block.start == 1 else f' start="{block.start}"'
            return f"<ol{start}>\n{_items(block.items, tight=block.tight)}</ol>\n"
        case ThematicBreak():
            return "<hr />\n"
        case Figure():
            return f"<p>{_image(block.image)}</p>\n"
        case Division():
            return f"<div>\n{html_of(block.blocks)}</div>\n"
        case Admonition():
            return f"<div>\n{_inlines(block.title)}\n<div>{html_of(block.blocks)}</div></div>\n"
        case Table():
            return f"<table>\n{''.join(map(_row, (*block.header, *block.rows)))}</table>\n"
        case _:
            raise TypeError(f"CommonMark has no {type(block).__name__}")


def _row(row: Row) -> str:
    return f"<tr>{''.join(f'<td>{_inlines(cell.content)}</td>' for cell in row.cells)}</tr>\n"


def _items(items: tuple[ListItem, ...], *, tight: bool) -> str:
    return "".join(f"<li>{_item(item, tight=tight)}</li>\n" for item in items)


def _item(item: ListItem, *, tight: bool) -> str:
    return "".join(
        _inlines(block.content) if tight and isinstance(block, Paragraph) else f"\n{_block(block)}"
        for block in item.blocks
    )


def _inlines(content: Iterable[Inline]) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:  # noqa: PLR0911 - a case a node
    match inline:
        case Text():
            return escape(inline.text)
        case CodeSpan():
            return f"<code>{escape(inline.text)}</code>"
        case HardBreak():
            return "<br />\n"
        case SoftBreak():
            return "\n"
        case Image():
            return _image(inline)
        case Link():
            title = f' title="{escape(inline.title)}"' if inline.title else ""
            return f'<a href="{_address(inline.url)}"{title}>{_inlines(inline.content)}</a>'
        case _ if isinstance(inline, Worded):
            name = _ELEMENTS.get(type(inline), "")
            words = _inlines(inline.content)
            return f"<{name}>{words}</{name}>" if name else words
        case _:
            raise TypeError(f"CommonMark has no {type(inline).__name__}")


def _image(image: Image) -> str:
    title = f' title="{escape(image.title)}"' if image.title else ""
    return f'<img src="{_address(image.url)}" alt="{escape(image.alternative)}"{title} />'


def _address(url: str) -> str:
    return escape(quote(url, safe="%!#$&'()*+,/:;=?@_.~-"))
