"""Highlighting: blocks of code get their tokens, once for all editions.

It may run before or after any other pass.
"""

from dataclasses import replace
from functools import partial

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import CodeBlock, CodeToken, Node
from pipeline.model.walk import rewrite, walk

Known = dict[tuple[str, str], tuple[CodeToken, ...]]


def highlight_code(document: Document) -> tuple[Document, Diagnostics]:
    """Give blocks of code their tokens, as far as their language is known."""
    if not any(_has_language(node) for node in walk((*document.blocks, *document.notes))):
        return document, ()
    known: Known = {}
    unknown: dict[str, Diagnostic | None] = {}
    change = partial(_highlighted, known, unknown)
    blocks = rewrite(document.blocks, change)
    notes = rewrite(document.notes, change)
    said = tuple(filter(None, unknown.values()))
    return replace(document, blocks=blocks, notes=notes), said


def _has_language(node: Node) -> bool:
    return isinstance(node, CodeBlock) and bool(node.language)


def _highlighted(known: Known, unknown: dict[str, Diagnostic | None], node: Node) -> Node:
    """Give a block of code its tokens; `known` are those of blocks before it.

    A language that is much like a known one is told where it is met first.
    """
    if not isinstance(node, CodeBlock) or not node.language:
        return node
    # Most publications have no code, and Pygments takes a while to import.
    from pipeline.passes.lexing import lex, meant_language  # noqa: PLC0415

    key = (node.language, node.text)
    if key not in known:
        known[key] = lex(*key)
    tokens = known[key]
    if not tokens and node.language not in unknown:
        meant = meant_language(node.language)
        unknown[node.language] = _told(node, meant) if meant else None
    return replace(node, tokens=tokens) if tokens else node


def _told(node: CodeBlock, meant: str) -> Diagnostic:
    message = f"no language of code has the name '{node.language[:40]}', so it has no colours"
    return Diagnostic(Code.LANGUAGE_UNKNOWN, message, node.location, f"did you mean '{meant}'?")
