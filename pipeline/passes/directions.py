"""Directions: words in a language of their own run as its script does, wherever they stand."""

from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.direction import is_right_to_left
from pipeline.model.document import Document
from pipeline.model.nodes import Division, Node, Note, Span
from pipeline.model.walk import rewrite, walk


def settle_directions(document: Document) -> tuple[Document, Diagnostics]:
    """Give spans and divisions that name a language the direction that it is written in.

    An author's own direction stands. Where all languages of a document run alike, nothing needs to
    be said.
    """
    nodes = walk((*document.blocks, *document.notes))
    languages = [node.language for node in nodes if isinstance(node, Span | Division)]
    around = is_right_to_left(document.metadata.language)
    if all(is_right_to_left(language) == around for language in languages if language):
        return document, ()
    blocks = rewrite(document.blocks, _settled)
    notes: tuple[Note, ...] = rewrite(document.notes, _settled)
    return replace(document, blocks=blocks, notes=notes), ()


def _settled(node: Node) -> Node:
    if not isinstance(node, Span | Division) or not node.language or node.direction:
        return node
    return replace(node, direction="rtl" if is_right_to_left(node.language) else "ltr")
