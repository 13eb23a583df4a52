"""The title: which heading it is, if it is one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import Heading, Image, Link, Node, NoteReference, Text
from pipeline.model.walk import walk
from pipeline.passes.headings import heading_text

_NAMES: Mapping[type[Node], str] = {Link: "a link", Image: "an image", NoteReference: "a note"}


def promote_title(document: Document) -> tuple[Document, Diagnostics]:
    """Take the heading that is the title out of the blocks.

    A level-1 heading equal to the title is the title, not a second one. Without a title in the
    front matter, the only level-1 heading is the title where it is the first heading.
    """
    heading = _title_heading(document)
    if heading is None:
        return document, ()
    title = document.metadata.title or heading_text(heading)
    words = replace(heading, content=(Text(heading_text(heading), location=heading.location),))
    return (
        replace(
            document,
            metadata=replace(document.metadata, title=title),
            blocks=tuple(block for block in document.blocks if block is not heading),
            title=words,
        ),
        tuple(_dropped(heading)),
    )


def _dropped(heading: Heading) -> Iterator[Diagnostic]:
    """Tell what of a heading a title cannot hold: it is words, in every edition's metadata too."""
    for node in walk(heading.content):
        if isinstance(node, Link | Image | NoteReference):
            yield Diagnostic(
                Code.MARKUP_DROPPED,
                f"the title holds {_NAMES[type(node)]}, of which only the words are shown",
                node.location,
                hint="put it into the paragraph below the title",
            )


def _title_heading(document: Document) -> Heading | None:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    top = [heading for heading in headings if heading.level == 1]
    if document.metadata.title:
        wanted = _folded(document.metadata.title)
        return next((h for h in top if _folded(heading_text(h)) == wanted), None)
    only_and_first = len(top) == 1 and top[0] is headings[0] and heading_text(top[0])
    return top[0] if only_and_first else None


# A title in the front matter cannot tell code from words, so its typography may be another.
_STRAIGHT = str.maketrans("“”„«»\u2018\u2019", '"' * 5 + "''")


def _folded(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).split()).casefold()
