"""The words of references that have none of their own: what they lead to, by its number or name."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

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
from pipeline.passes.captions import EQUATION
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
    words, numbers = dict(targets.words(nodes)), dict(_formula_numbers(nodes))

    def worded(node: Node) -> Node:
        if not isinstance(node, CrossReference) or not _is_to_be_worded(node):
            return node
        return replace(node, content=_content(node, words, numbers))

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


def _content(
    node: CrossReference, words: Mapping[str, str], numbers: Mapping[str, str]
) -> tuple[Inline, ...]:
    shown = _shown_number(node.content)
    if shown is None:
        return (Text(words.get(node.identifier, node.identifier), location=node.location),)
    number = numbers.get(node.identifier)
    if number is None:
        return node.content
    text = f"({number})" if shown.startswith("(") else number
    return (Text(text, location=node.location),)


def _formula_numbers(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, MathBlock) and node.identifier and node.number:
            yield node.identifier, node.number


class _Targets:
    """What places are called by those who refer to them."""

    def __init__(self, document: Document, wanted: set[str]) -> None:
        self._document = document
        self._language = document.metadata.language
        self._is_book = document.settings.kind is Kind.BOOK
        self._wanted = wanted

    def words(self, nodes: list[Node]) -> Iterator[tuple[str, str]]:
        """Yield identifiers with the words for their places, where there are some."""
        title = self._document.title
        if title is not None:
            yield title.identifier, heading_text(title)
        for node in nodes:
            if isinstance(node, Heading | Rubric | Anchored) and node.identifier in self._wanted:
                words = self._words(node)
                if words:
                    yield node.identifier, words

    def _words(self, node: Heading | Rubric | Anchored) -> str:  # noqa: C901, PLR0911 - a case a node
        match node:
            case Heading():
                return self._heading(node)
            case Rubric():
                return heading_text(node)
            case Figure(caption=(CaptionLabel(text=label), *_)):
                return label
            case Table(caption=(CaptionLabel(text=label), *_)):
                return label
            case CodeBlock():
                return node.label or node.title
            case MathBlock() if node.number:
                return label_of(EQUATION, node.number, self._language)
            case Figure() | Table():
                return _plain(node.caption)
            case Admonition():
                return _plain(node.title)
            case Image():
                return node.alternative
            case _:
                return ""

    def _heading(self, heading: Heading) -> str:
        if not heading.number:
            return heading_text(heading)
        is_chapter = heading.role is not Role.SECTION
        if heading.role is Role.APPENDIX:
            return label_of("appendix", heading.number, self._language)
        if is_chapter and self._is_book:
            return heading_text(heading)
        return label_of("section", heading.number, self._language)


def _plain(content: tuple[Inline, ...]) -> str:
    return " ".join(plain_text(content).split())
