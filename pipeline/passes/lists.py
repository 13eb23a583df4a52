"""Lists of figures, tables and listings, where an author wants them."""

from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.labels import list_title
from pipeline.model.metadata import Settings
from pipeline.model.nodes import (
    CodeBlock,
    Figure,
    Node,
    Note,
    Table,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import CaptionList, OutlineEntry
from pipeline.model.walk import rewrite, walk
from pipeline.passes.captions import FIGURE, LISTING, TABLE
from pipeline.passes.free_names import names_of


def name_listed(document: Document) -> tuple[Document, Diagnostics]:
    """Give a name to everything that a list leads to, where its author gave none."""
    wanted = _wanted(document.settings)
    if not wanted:
        return document, ()
    names = _Names(document, wanted)
    blocks = rewrite(document.blocks, names.named)
    notes: tuple[Note, ...] = rewrite(document.notes, names.named)
    return replace(document, blocks=blocks, notes=notes), ()


class _Names:
    """Names for what has a caption and none yet: what is counted."""

    def __init__(self, document: Document, wanted: tuple[str, ...]) -> None:
        self._names = names_of(document)
        self._wanted = wanted

    def named(self, node: Node) -> Node:
        """Give a node with a name, if it has a caption and no name yet."""
        series = _series(node)
        if series not in self._wanted or not isinstance(node, Figure | Table | CodeBlock):
            return node
        if node.identifier:
            return node
        return replace(node, identifier=self._names.free(series, node.location))


def caption_lists(document: Document) -> tuple[CaptionList, ...]:
    """Give the lists that the settings want, without those that would be empty."""
    wanted = _wanted(document.settings)
    if not wanted:
        return ()
    found: dict[str, list[OutlineEntry]] = {series: [] for series in wanted}
    for node in walk(document.blocks):
        series = _series(node)
        if series in found and isinstance(node, Figure | Table | CodeBlock):
            found[series].append(_entry(node))
    language = document.metadata.language
    return tuple(
        CaptionList(series, list_title(series, language), tuple(entries))
        for series, entries in found.items()
        if entries
    )


def _wanted(settings: Settings) -> tuple[str, ...]:
    wishes = (
        (FIGURE, settings.list_of_figures),
        (TABLE, settings.list_of_tables),
        (LISTING, settings.list_of_listings),
    )
    return tuple(series for series, is_wanted in wishes if is_wanted)


def _series(node: Node) -> str:
    match node:
        case Figure(caption=(_, *_)):
            return FIGURE
        case Table(caption=(_, *_)):
            return TABLE
        case CodeBlock(label=str(label)) if label:
            return LISTING
    return ""


def _entry(node: Figure | Table | CodeBlock) -> OutlineEntry:
    words = node.caption if isinstance(node, CodeBlock) else plain_text(node.caption)
    return OutlineEntry(1, "", " ".join(words.split()), node.identifier)
