"""The imprint: who made a publication, and of which source, as its readers see it."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.model.nodes import (
    Block,
    CodeSpan,
    HardBreak,
    Inline,
    PageBreak,
    Paragraph,
    Strong,
    Text,
)


class Told(NamedTuple):
    """What an imprint says besides the metadata.

    `date` is as readers see it, `digest` the source's SHA-256 in hexadecimal; `commit` and
    `identifier` are "" where they are not to be told.
    """

    date: str
    digest: str
    commit: str
    identifier: str


def imprint(metadata: Metadata, settings: Settings, told: Told) -> tuple[Block, ...]:
    """Give the blocks of the imprint, none where it is not asked for.

    In a book it has a page of its own.
    """
    if not settings.imprint:
        return ()
    version = " · ".join(filter(None, (metadata.version, told.date)))
    groups = (
        (metadata.title, metadata.subtitle),
        (", ".join(metadata.authors), metadata.publisher, version),
        (metadata.rights,),
        (told.identifier,),
    )
    blocks: list[Block] = []
    for at, group in enumerate(groups):
        lines = tuple(_lines(filter(None, group), strong=not at))
        if lines:
            blocks.append(Paragraph(lines))
    for name, value in (("sha256", told.digest), ("git", told.commit)):
        if value:
            blocks.append(Paragraph((CodeSpan(f"{name}:{value}"),)))
    if settings.kind is Kind.BOOK:
        blocks.append(PageBreak())
    return tuple(blocks)


def _lines(texts: Iterator[str], *, strong: bool) -> Iterator[Inline]:
    """Yield texts on a line each, the first one perhaps strong."""
    for at, text in enumerate(texts):
        if at:
            yield HardBreak()
        yield Strong((Text(text),)) if strong and not at else Text(text)
