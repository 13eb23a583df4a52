"""The title: which heading it is, if it is one."""

from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import Heading
from pipeline.passes.headings import heading_text


def promote_title(document: Document) -> tuple[Document, Diagnostics]:
    """Take the heading that is the title out of the blocks.

    A level-1 heading equal to the title is the title, not a second one. Without a title in the
    front matter, the only level-1 heading is the title where it is the first heading.
    """
    heading = _title_heading(document)
    if heading is None:
        return document, ()
    title = document.metadata.title or heading_text(heading)
    return (
        replace(
            document,
            metadata=replace(document.metadata, title=title),
            blocks=tuple(block for block in document.blocks if block is not heading),
            title=heading,
        ),
        (),
    )


def _title_heading(document: Document) -> Heading | None:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    top = [heading for heading in headings if heading.level == 1]
    if document.metadata.title:
        wanted = _folded(document.metadata.title)
        return next((h for h in top if _folded(heading_text(h)) == wanted), None)
    only_and_first = len(top) == 1 and top[0] is headings[0] and heading_text(top[0])
    return top[0] if only_and_first else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
