"""The passes: everything that editions share is decided here, once.

A pass is a pure function from a document to a document, with what it has to say about it. Their
order matters: divisions and formulas before titles, titles before identifiers, assets before
headings (an image's words may be all that a heading has), identifiers before references.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from pipeline.diagnostics import Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.publication import Publication
from pipeline.model.roles import Matter
from pipeline.model.source import Chapter, SourceText
from pipeline.model.words import words_for
from pipeline.passes.alternatives import describe_images
from pipeline.passes.assets import Shelf, embed_assets, embed_cover
from pipeline.passes.captions import number_captions
from pipeline.passes.chapters import entitle, heading_of, moved
from pipeline.passes.citations import cite_works
from pipeline.passes.directions import settle_directions
from pipeline.passes.divisions import open_divisions
from pipeline.passes.duplicates import find_written_contents
from pipeline.passes.families import choose_families
from pipeline.passes.formulas import read_formulas
from pipeline.passes.headings import close_gaps, level_headings
from pipeline.passes.highlighting import highlight_code
from pipeline.passes.identifiers import assign_identifiers
from pipeline.passes.imprint import Told, imprint
from pipeline.passes.index import build_index
from pipeline.passes.ledger import hold_to_ledger
from pipeline.passes.lists import caption_lists, name_listed
from pipeline.passes.metadata import complete_metadata, date_timestamp, readable_date
from pipeline.passes.notes import leave_out_unused, number_notes
from pipeline.passes.numbers import number_headings
from pipeline.passes.outline import build_outline, build_sections, shown_outline
from pipeline.passes.page_references import add_page_references
from pipeline.passes.reference_words import word_references
from pipeline.passes.references import resolve_references
from pipeline.passes.roles import assign_roles
from pipeline.passes.title import promote_title
from pipeline.passes.unite import directory_of, explicit_names, joined, unite_names

Passed: TypeAlias = tuple[Document, Diagnostics]
Pass: TypeAlias = Callable[[Document], Passed]
Placed: TypeAlias = tuple[Chapter, Document | None]
"""A chapter with what its file says, None for a part or a group, which have no file."""

_FIRST: tuple[Pass, ...] = (
    open_divisions,
    settle_directions,
    read_formulas,
)
_LAST: tuple[Pass, ...] = (
    hold_to_ledger,
    cite_works,
    assign_roles,
    number_headings,
    number_captions,
    name_listed,
    word_references,
    add_page_references,
    build_index,
    number_notes,
    find_written_contents,
    highlight_code,
    choose_families,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a source besides its text.

    `name` is the last resort for a title, `digest` the SHA-256 of the source in hexadecimal,
    `timestamp` (seconds since 1970) the time that editions carry, None for the date's. `commit` is
    the commit of the source, where its author wants it to be told; `texts` are its files.
    """

    name: str
    digest: str = ""
    timestamp: int | None = None
    commit: str = ""
    texts: tuple[SourceText, ...] = ()


class _Road:
    """The way of documents through the passes; `said` is what these had to say."""

    def __init__(self) -> None:
        self.said: list[Diagnostic] = []
        self.shelf = Shelf()

    def through(self, document: Document, passes: Iterable[Pass]) -> Document:
        """Run some passes over a document."""
        for run in passes:
            document = self.take(run(document))
        return document

    def take(self, passed: Passed) -> Document:
        """Keep what a pass had to say, and give its document."""
        document, said = passed
        self.said.extend(said)
        return document

    def embed(self, document: Document) -> Passed:
        """Embed the images of a document."""
        return embed_assets(document, self.shelf)


def prepare(document: Document, origin: Origin) -> tuple[Publication, Diagnostics]:
    """Run the passes over a document that is a publication, and give what exporters are given."""
    road = _Road()
    document = replace(document, path=document.path or Path(document.location.file).name)
    before = (promote_title, leave_out_unused, describe_images, road.embed, level_headings)
    document = road.through(document, (*_FIRST, *before, assign_identifiers))
    document = road.take(resolve_references(document, directory_of(document)))
    return _finished(document, road, origin)


def prepare_book(
    frame: Document, chapters: Sequence[Placed], origin: Origin
) -> tuple[Publication, Diagnostics]:
    """Run the passes over the chapters of a book, and give what exporters are given.

    `frame` has the metadata and the settings of the book, and no text.
    """
    road = _Road()
    read = [_chapter(chapter, text, road, frame) for chapter, text in _in_parts(chapters)]
    explicit = [explicit_names(document) for document in read]
    named = [road.take(assign_identifiers(document)) for document in read]
    united, directory, said = unite_names(named, explicit)
    road.said.extend(said)
    resolved = [road.take(resolve_references(document, directory)) for document in united]
    return _finished(close_gaps(joined(frame, resolved)), road, origin)


def _in_parts(chapters: Sequence[Placed]) -> Iterable[Placed]:
    """Move the chapters of parts a level down; a chapter outside the list ends the last part."""
    is_in_part = False
    for chapter, text in chapters:
        if chapter.is_part:
            is_in_part = True
            yield chapter, text
            continue
        is_in_part = is_in_part and chapter.matter is Matter.MAIN
        yield (replace(chapter, depth=chapter.depth + 1) if is_in_part else chapter), text


def _chapter(chapter: Chapter, text: Document | None, road: _Road, frame: Document) -> Document:
    """Give a chapter with its heading, at its depth; its places have their authors' names alone."""
    if text is None:
        document = replace(frame, blocks=(heading_of(chapter),), path="")
        return moved(document, chapter.depth - 1)
    document = road.through(replace(text, path=chapter.path), _FIRST)
    document = road.take(entitle(document, chapter))
    middle = (leave_out_unused, describe_images, road.embed, level_headings)
    document = road.through(document, middle)
    return moved(document, chapter.depth - 1)


def _finished(document: Document, road: _Road, origin: Origin) -> tuple[Publication, Diagnostics]:
    document = road.take(embed_cover(document, road.shelf))
    document = replace(document, assets=road.shelf.assets())
    document = road.through(document, _LAST)
    return _publication(document, origin), tuple(road.said)


def _publication(document: Document, origin: Origin) -> Publication:
    metadata = complete_metadata(document.metadata, origin.name)
    settings = document.settings
    preamble, sections = build_sections(document.blocks)
    outline = build_outline(sections)
    bookmarks = shown_outline(outline, settings)
    timestamp = origin.timestamp
    date = readable_date(metadata.date, metadata.language)
    told = Told(date, origin.digest, origin.commit, document.metadata.identifier)
    first = imprint(metadata, settings, told)
    return Publication(
        metadata=metadata,
        settings=settings,
        words=words_for(metadata.language),
        preamble=(*first, *preamble),
        sections=sections,
        outline=outline,
        bookmarks=bookmarks,
        contents=bookmarks if settings.toc else (),
        notes=document.notes,
        assets=document.assets,
        families=document.families,
        title_identifier=document.title.identifier if document.title else "",
        date=date,
        timestamp=date_timestamp(metadata.date) if timestamp is None else timestamp,
        digest=origin.digest,
        texts=origin.texts,
        lists=caption_lists(document),
        has_conditions=document.has_conditions,
    )
