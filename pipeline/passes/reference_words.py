"""The words of references that have none of their own: what they lead to, by its number or name."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.labels import label_of
from pipeline.model.metadata import Kind
from pipeline.model.nodes import (
    Admonition,
    Anchored,
    Block,
    CaptionLabel,
    CodeBlock,
    CrossReference,
    Figure,
    Heading,
    Image,
    Inline,
    MathBlock,
    Node,
    Note,
    Rubric,
    Table,
    Text,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.roles import Role
from pipeline.model.walk import rewrite, walk
from pipeline.passes.captions import EQUATION, LISTING
from pipeline.passes.headings import heading_text


def word_references(document: Document) -> tuple[Document, Diagnostics]:
    """Give references without words those of their targets, now that these have their numbers.

    "Figure 3.2", "Section 4.1", "Appendix A"; a chapter, and what has no number, is called by its
    own words, and what has none by its identifier. References to formulas show their numbers.
    """
    nodes = list(walk((*document.blocks, *document.notes)))
    wanted = {
        node.identifier
        for node in nodes
        if isinstance(node, CrossReference) and _is_to_be_worded(node)
    }
    if not wanted:
        return document, ()
    targets = _Targets(document, wanted)
    names = dict(targets.names(nodes))

    def worded(node: Node) -> Node:
        if not isinstance(node, CrossReference) or not _is_to_be_worded(node):
            return node
        return _worded(node, names.get(node.identifier, _Name(node.identifier)))

    blocks: tuple[Block, ...] = rewrite(document.blocks, worded)
    notes: tuple[Note, ...] = rewrite(document.notes, worded)
    return replace(document, blocks=blocks, notes=notes), ()


def _is_to_be_worded(node: CrossReference) -> bool:
    return not node.content or _shown_number(node.content) is not None


def _shown_number(content: tuple[Inline, ...]) -> str | None:
    """Give the number that a reference to a formula shows, None for one that has other words."""
    match content:
        case (Text(text=text),) if text.strip("()").isdigit():
            return text
    return None


class _Name(NamedTuple):
    """What a place is called, and the number in it with what is counted, if it has one."""

    words: str
    series: str = ""
    number: str = ""


def _worded(node: CrossReference, name: _Name) -> CrossReference:
    shown = _shown_number(node.content)
    if shown is None:
        words = name.words
    elif name.series == EQUATION:
        words = f"({name.number})" if shown.startswith("(") else name.number
    else:
        return node
    content = (Text(words, location=node.location),)
    return replace(node, content=content, series=name.series, number=name.number)


class _Targets:
    """What places are called by those who refer to them."""

    def __init__(self, document: Document, wanted: set[str]) -> None:
        self._document = document
        self._language = document.metadata.language
        self._is_book = document.settings.kind is Kind.BOOK
        self._wanted = wanted

    def names(self, nodes: list[Node]) -> Iterator[tuple[str, _Name]]:
        """Yield identifiers with the names of their places, where there are some."""
        title = self._document.title
        if title is not None:
            yield title.identifier, _Name(heading_text(title))
        for node in nodes:
            if isinstance(node, Heading | Rubric | Anchored) and node.identifier in self._wanted:
                name = self._name(node)
                if name.words:
                    yield node.identifier, name

    def _name(self, node: Heading | Rubric | Anchored) -> _Name:
        match node:
            case Heading():
                return self._heading(node)
            case Figure(caption=(CaptionLabel() as label, *_)):
                return _Name(label.text, label.series, label.number)
            case Table(caption=(CaptionLabel() as label, *_)):
                return _Name(label.text, label.series, label.number)
            case CodeBlock(label=str(label)) if label:
                return _Name(label, LISTING, label)
            case MathBlock() if node.number:
                return self._numbered(EQUATION, node.number)
            case _:
                return _Name(_own_words(node))

    def _heading(self, heading: Heading) -> _Name:
        if heading.number and heading.role is Role.APPENDIX:
            return self._numbered("appendix", heading.number)
        is_chapter = self._is_book and heading.role is not Role.SECTION
        if is_chapter or not heading.number:
            return _Name(heading_text(heading))
        return self._numbered("section", heading.number)

    def _numbered(self, series: str, number: str) -> _Name:
        return _Name(label_of(series, number, self._language), series, number)


def _own_words(node: Rubric | Anchored) -> str:
    match node:
        case Rubric():
            return heading_text(node)
        case CodeBlock():
            return node.title
        case Figure() | Table():
            return _plain(node.caption)
        case Admonition():
            return _plain(node.title)
        case Image():
            return node.alternative
        case _:
            return ""


def _plain(content: tuple[Inline, ...]) -> str:
    return " ".join(plain_text(content).split())
