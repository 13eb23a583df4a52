"""The whole road: read, prepare, export, verify. The only module that knows all of it."""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from pipeline.commits import commit_of
from pipeline.diagnostics import (
    Code,
    Diagnostic,
    Diagnostics,
    Severities,
    in_source_order,
    with_severities,
)
from pipeline.editionoptions import check_wishes, options_for
from pipeline.errors import EditionError, NameTakenError
from pipeline.exporter import SOURCE_PREFIX, EditionPlan, Exporter, Revision
from pipeline.files import make_folder, whole_file
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.metadata import Settings
from pipeline.model.publication import Publication
from pipeline.model.source import Source
from pipeline.passes import Origin, Placed, prepare, prepare_book
from pipeline.passes.conditions import restrict
from pipeline.project.texts import texts_of
from pipeline.readers import read
from pipeline.theme import Theme, theme_for, with_families

if TYPE_CHECKING:  # it loads HarfBuzz, which a format without pages does not need
    from pipeline.typesetting.pages import Pages


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a command line wants of every source.

    `overrides` are metadata and settings by their names in the front matter; `timestamp` is the
    value of SOURCE_DATE_EPOCH, or None.
    """

    overrides: Mapping[str, str] = field(default_factory=dict)
    timestamp: int | None = None


class View(NamedTuple):
    """What one edition has of a publication, and what is said of what it has not.

    `pages` typesets when it is first asked, once for all who ask.
    """

    publication: Publication
    pages: "Callable[[], Pages]"
    said: Diagnostics = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A source read and prepared; `publication` is None where there is nothing to publish.

    `view` gives what the edition of a format has of the publication.
    """

    source: Source
    publication: Publication | None
    diagnostics: Diagnostics
    view: "Callable[[str], View]"


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished file: its format, path, size in bytes and the seconds that it took."""

    format: str
    path: Path
    size: int
    seconds: float


Written = Callable[[Edition], None]


def read_source(source: Source, wishes: Wishes) -> Reading:
    """Read a source and run the passes over it."""
    if source.is_book:
        return _read_book(source, wishes)
    document, about_reading = read(source.file, wishes.overrides)
    said = (*source.said, *about_reading)
    wanted = document.settings.severities
    if not document.blocks:
        diagnostics = _settled((*said, _nothing(source)), wanted)
        return Reading(source, None, diagnostics, _no_view)
    commit, about_commit = _commit(source, document.settings)
    digest = _digest(source, document)
    texts = texts_of(source, document.included)
    origin = Origin(source.file.stem, digest, wishes.timestamp, commit, texts)
    publication, about_text = prepare(document, origin)
    diagnostics = _settled((*said, *about_text, *about_commit), wanted)
    return Reading(source, publication, diagnostics, _views(publication))


def _read_book(source: Source, wishes: Wishes) -> Reading:
    """Read all chapters of a book and run the passes over them."""
    frame, about_frame = read(source.file, wishes.overrides)
    said = [*source.said, *about_frame]
    chapters: list[Placed] = []
    for chapter in source.chapters:
        text = None
        if chapter.file is not None:
            text, about_text = read(chapter.file, frame=frame)
            said.extend(about_text)
        chapters.append((chapter, text))
    wanted = frame.settings.severities
    if not any(text and text.blocks for _, text in chapters):
        said.append(_nothing(source))
        return Reading(source, None, _settled(said, wanted), _no_view)
    included = tuple(file for _, text in chapters if text for file in text.included)
    frame = replace(frame, included=included)
    digest = _digest(source, frame)
    commit, about_commit = _commit(source, frame.settings)
    texts = texts_of(source, included)
    origin = Origin(source.file.stem, digest, wishes.timestamp, commit, texts)
    publication, about_book = prepare_book(frame, chapters, origin)
    said.extend((*about_book, *about_commit))
    return Reading(source, publication, _settled(said, wanted), _views(publication))


def _settled(said: Iterable[Diagnostic], wanted: Severities) -> Diagnostics:
    return in_source_order(with_severities(tuple(said), wanted))


def _commit(source: Source, settings: Settings) -> tuple[str, Diagnostics]:
    """Give the commit of a source whose imprint tells it, and what is to be said of that."""
    if not (settings.imprint and settings.source_commit):
        return "", ()
    commit = commit_of(source.file.folder)
    if commit:
        return commit, ()
    message = "'source-commit' is set, but git knows no commit of the source"
    return "", (Diagnostic(Code.VALUE_INVALID, message, Location(source.file.label, 1)),)


def _digest(source: Source, document: Document) -> str:
    """Give the digest of a source, and of the files that it includes if there are some."""
    if not document.included:
        return source.digest
    digests = (source.digest, *(file.digest for file in document.included))
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _no_view(_: str) -> NoReturn:
    raise AssertionError("nothing is published, so nobody asks for an edition")


def _nothing(source: Source) -> Diagnostic:
    return Diagnostic(
        Code.SOURCE_EMPTY,
        "there is nothing to publish",
        Location(source.file.label, 1),
        hint="write a heading or a paragraph below the front matter",
    )


def edition_path(output: Path, source: Source, exporter: Exporter) -> Path:
    """Give the file that an edition is written to."""
    return output / f"{source.name}{exporter.suffix}"


def labels_of(source: Source) -> tuple[str, ...]:
    """Give the names of all files of a source."""
    chapters = (chapter.file for chapter in source.chapters)
    return (source.file.label, *(file.label for file in chapters if file is not None))


def identity(edition: Path, exporter: Exporter | None) -> str:
    """Tell from a finished edition which source it was made of, in lines for people.

    `exporter` is the one for its kind, None where there is none. Raises EditionError where it
    cannot be read.
    """
    if not edition.is_file():
        raise EditionError(f"there is no file '{edition}'")
    if exporter is None:
        raise EditionError(f"'{edition}' ends in no suffix of an edition that is known here")
    facts = exporter.read_back(edition)
    revision = facts.revision or Revision()
    told = (
        ("title", facts.title),
        ("authors", ", ".join(facts.authors)),
        ("version", revision.version),
        ("source", f"{SOURCE_PREFIX}{revision.digest}" if revision.digest else "not told"),
        ("made by", revision.generator),
    )
    return "\n".join((str(edition), *(f"  {name:9}{text}" for name, text in told if text)))


def refuse_equal_paths(
    sources: Iterable[Source], exporters: Mapping[str, Exporter], output: Path
) -> None:
    """Raise NameTakenError where two editions would be written to one file."""
    owners: dict[str, str] = {}
    for source in sources:
        for name, exporter in exporters.items():
            path = edition_path(output, source, exporter)
            owner = f"{source.file.label} as {name}"
            folded = str(path).casefold()
            if folded in owners:
                raise NameTakenError(
                    f"{owners[folded]} and {owner} would both be written to {path}; build them "
                    "one by one, with --name"
                )
            owners[folded] = owner


def write_editions(
    reading: Reading,
    exporters: Mapping[str, Exporter],
    output: Path,
    written: Written,
) -> Diagnostics:
    """Write an edition in every format given; `written` is told of each.

    Gives what the exporters had to say. Raises OutputError where a file cannot be written: what
    was there before is still there.
    """
    publication = reading.publication
    if publication is None:
        return ()
    make_folder(output)
    folder = Path(reading.source.file.folder)
    said = list(check_wishes(exporters, publication.settings.editions, folder))
    for name, exporter in exporters.items():
        start = time.perf_counter()
        path = edition_path(output, reading.source, exporter)
        with whole_file(path) as draft:
            view = reading.view(name)
            plan = _plan(reading, name, exporter, folder)
            said.extend((*view.said, *exporter.write(plan, draft)))
            size = draft.stat().st_size
        written(Edition(name, path, size, time.perf_counter() - start))
    return in_source_order(with_severities(tuple(said), publication.settings.severities))


def _theme(publication: Publication) -> Theme:
    theme = theme_for(publication.settings.theme, publication.settings.page_size)
    return with_families(theme, publication.families)


PRINTED = "pdf"
"""The format whose pages readers cite."""


def _plan(reading: Reading, name: str, exporter: Exporter, folder: Path) -> EditionPlan:
    view = reading.view(name)
    theme = _theme(view.publication)
    options = options_for(name, exporter, view.publication.settings.editions, folder)
    return EditionPlan(
        view.publication, theme, options, view.pages, lambda: reading.view(PRINTED).pages()
    )


def _views(publication: Publication) -> Callable[[str], View]:
    """Give what makes the views of a publication: one for all formats without conditions."""
    whole = View(publication, _typesetter(publication))

    @cache
    def view(name: str) -> View:
        restricted, said = restrict(publication, name)
        if restricted is publication:
            return whole
        return View(restricted, _typesetter(restricted), said)

    return view


def _typesetter(publication: Publication) -> "Callable[[], Pages]":
    """Give what typesets a publication when it is first asked, once for all formats."""

    @cache
    def pages() -> "Pages":
        # Typesetting loads hyphenation patterns; a format that needs no pages does without.
        from pipeline.typesetting import typeset  # noqa: PLC0415

        return typeset(publication, _theme(publication))

    return pages
