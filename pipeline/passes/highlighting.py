"""Highlighting: blocks of code get their tokens, once for all editions.

It may run before or after any other pass.
"""

from dataclasses import replace
from functools import partial

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import CodeBlock, CodeToken, Node
from pipeline.model.walk import rewrite, walk

Known = dict[tuple[str, str], tuple[CodeToken, ...]]


def highlight_code(document: Document) -> tuple[Document, Diagnostics]:
    """Give blocks of code their tokens, as far as their language is known."""
    if not any(_has_language(node) for node in walk((*document.blocks, *document.notes))):
        return document, ()
    change = partial(_highlighted, {})
    blocks = rewrite(document.blocks, change)
    return replace(document, blocks=blocks, notes=rewrite(document.notes, change)), ()


def _has_language(node: Node) -> bool:
    return isinstance(node, CodeBlock) and bool(node.language)


def _highlighted(known: Known, node: Node) -> Node:
    """Give a block of code its tokens; `known` are those of blocks before it."""
    if not isinstance(node, CodeBlock) or not node.language:
        return node
    # Most publications have no code, and Pygments takes a while to import.
    from pipeline.passes.lexing import lex  # noqa: PLC0415

    key = (node.language, node.text)
    if key not in known:
        known[key] = lex(*key)
    tokens = known[key]
    return replace(node, tokens=tokens) if tokens else node
