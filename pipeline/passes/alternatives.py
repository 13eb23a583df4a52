"""Alternative texts: every image says what it shows."""

from dataclasses import replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics, shortened
from pipeline.model.document import Document
from pipeline.model.nodes import Figure, Image, Node
from pipeline.model.plain_text import plain_text
from pipeline.model.walk import rewrite
from pipeline.passes.images import file_name


def describe_images(document: Document) -> tuple[Document, Diagnostics]:
    """Give every image an alternative text: its own, else its caption, else its file's name.

    PDF/UA-1 (7.3) and EPUB Accessibility 1.1 demand one; the author is told where it is missing.
    """
    diagnostics: list[Diagnostic] = []

    def captioned(node: Node) -> Node:
        if isinstance(node, Figure) and not node.image.alternative.strip():
            caption = " ".join(plain_text(node.caption).split())
            diagnostics.append(_unsaid(node.image))
            return replace(node, image=_described(node.image, caption))
        return node

    def described(node: Node) -> Node:
        if isinstance(node, Image) and not node.alternative.strip():
            diagnostics.append(_unsaid(node))
            return _described(node, node.title)
        return node

    blocks = rewrite(rewrite(document.blocks, captioned), described)
    notes = rewrite(rewrite(document.notes, captioned), described)
    return replace(document, blocks=blocks, notes=notes), tuple(diagnostics)


def _described(image: Image, caption: str) -> Image:
    return replace(image, alternative=caption or file_name(image.url) or image.url)


def _unsaid(image: Image) -> Diagnostic:
    return Diagnostic(
        Code.ALTERNATIVE_MISSING,
        f"the image '{shortened(image.url)}' has no alternative text",
        image.location,
        hint="say between the square brackets what it shows: ![a bridge at night](…)",
    )
