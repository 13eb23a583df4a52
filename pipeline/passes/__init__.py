"""The passes: everything that editions share is decided here, once.

A pass is a pure function from a document to a document, with what it has to say about it. Their
order matters: divisions and formulas before titles, titles before identifiers, assets before
headings (an image's words may be all that a heading has), identifiers before references.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.publication import Publication
from pipeline.model.words import words_for
from pipeline.passes.alternatives import describe_images
from pipeline.passes.assets import embed_assets
from pipeline.passes.directions import settle_directions
from pipeline.passes.divisions import open_divisions
from pipeline.passes.duplicates import find_written_contents
from pipeline.passes.formulas import read_formulas
from pipeline.passes.headings import level_headings
from pipeline.passes.highlighting import highlight_code
from pipeline.passes.identifiers import assign_identifiers
from pipeline.passes.metadata import complete_metadata, date_timestamp, readable_date
from pipeline.passes.notes import number_notes
from pipeline.passes.numbers import number_headings
from pipeline.passes.outline import build_outline, build_sections, cut_outline
from pipeline.passes.references import resolve_references
from pipeline.passes.title import promote_title

Passed: TypeAlias = tuple[Document, Diagnostics]

PASSES: tuple[Callable[[Document], Passed], ...] = (
    open_divisions,
    settle_directions,
    read_formulas,
    promote_title,
    describe_images,
    embed_assets,
    level_headings,
    assign_identifiers,
    number_headings,
    number_notes,
    resolve_references,
    find_written_contents,
    highlight_code,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a source besides its text.

    `name` is the last resort for a title, `digest` the SHA-256 of the source in hexadecimal,
    `timestamp` (seconds since 1970) the time that editions carry, None for the date's.
    """

    name: str
    digest: str = ""
    timestamp: int | None = None


def prepare(document: Document, origin: Origin) -> tuple[Publication, Diagnostics]:
    """Run the passes and give the publication that exporters are given."""
    diagnostics: list[Diagnostics] = []
    for run in PASSES:
        document, said = run(document)
        diagnostics.append(said)
    return _publication(document, origin), tuple(d for said in diagnostics for d in said)


def _publication(document: Document, origin: Origin) -> Publication:
    metadata = complete_metadata(document.metadata, origin.name)
    settings = document.settings
    preamble, sections = build_sections(document.blocks)
    outline = build_outline(sections)
    bookmarks = cut_outline(outline, settings.toc_depth)
    timestamp = origin.timestamp
    return Publication(
        metadata=metadata,
        settings=settings,
        words=words_for(metadata.language),
        preamble=preamble,
        sections=sections,
        outline=outline,
        bookmarks=bookmarks,
        contents=bookmarks if settings.toc else (),
        notes=document.notes,
        assets=document.assets,
        title_identifier=document.title.identifier if document.title else "",
        date=readable_date(metadata.date, metadata.language),
        timestamp=date_timestamp(metadata.date) if timestamp is None else timestamp,
        digest=origin.digest,
    )
