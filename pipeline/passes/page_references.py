"""Page numbers behind references, for editions that have pages: "Figure 3.2 (p. 12)"."""

from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.labels import label_of
from pipeline.model.nodes import CrossReference, Node, Note, PageReference, Span, Text
from pipeline.model.walk import rewrite

PAGED = ("pdf", "docx")
"""The formats that have pages."""

_NUMBER = "\0"


def add_page_references(document: Document) -> tuple[Document, Diagnostics]:
    """Say on which page the target of each reference is, where `page-references` asks for it.

    Editions without pages do not have what is added.
    """
    if not document.settings.page_references:
        return document, ()
    label = label_of("page", _NUMBER, document.metadata.language)
    before, _, after = f" ({label})".partition(_NUMBER)

    def paged(node: Node) -> Node | tuple[Node, ...]:
        if not isinstance(node, CrossReference):
            return node
        page = PageReference(node.identifier, "", location=node.location)
        content = (Text(before), page, Text(after))
        return node, Span(content, formats=PAGED, location=node.location)

    blocks = rewrite(document.blocks, paged)
    notes: tuple[Note, ...] = rewrite(document.notes, paged)
    return replace(document, blocks=blocks, notes=notes, has_conditions=True), ()
