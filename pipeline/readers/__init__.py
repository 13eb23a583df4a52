"""Readers: source text becomes a Document. The only folder that imports a Markdown library.

There is one reader and one dialect: CommonMark 0.31.2 with GitHub's tables, bare addresses and
footnotes, and attributes on headings. Python-Markdown is its host (`host`): its `Markdown` class
holds the link references, the block parser (`md.parser`) and the registry of inline patterns,
and loads extensions. The parser in that place is ours (`blocks`), and so are the patterns
(`constructs`, `brackets`, `bare_urls`, `raw_html`), because the package's own lose lines, read
many GitHub-style lists and fences otherwise than they are meant, and take quadratic time. They
stand in its registry under its names, so that an extension may add patterns beside them or take
them out, and one scanner (`scanner`) tries them all, each only where it may begin.

::

    text -> characters -> front_matter -> blocks (drafts) -> tree (scanner, smart) -> Document

Every step is linear in the length of the source, and nothing recurses deeper than the nesting
that `blocks.MAX_LEVEL` and `emphasis.MAX_DEPTH` allow.
"""

from collections.abc import Mapping

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.source import SourceFile
from pipeline.readers.keys import KEYS

__all__ = ["KEYS", "read"]


def read(
    source: SourceFile, overrides: Mapping[str, str] = {}, frame: Document | None = None
) -> tuple[Document, Diagnostics]:
    """Read a source; what is wrong with it is told, and the rest is read all the same.

    `overrides` are values by keys of the front matter, which they go before; what is wrong with
    them is told with `--set` for a file. `frame` is the book that the source is a chapter of: it
    has metadata and settings, and no text.
    """
    from pipeline.readers.reader import read_markdown  # noqa: PLC0415 - imports Python-Markdown

    return read_markdown(source, overrides, frame=frame)
