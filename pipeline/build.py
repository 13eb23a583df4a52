"""The whole road: read, prepare, export, verify. The only module that knows all of it."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.diagnostics import Code, Diagnostic, Diagnostics, in_source_order
from pipeline.distribute import release_editions
from pipeline.errors import EditionError, NameTakenError, UsageError
from pipeline.exporter import EditionPlan, Exporter
from pipeline.files import make_folder, whole_file
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.publication import Publication
from pipeline.model.slug import slug
from pipeline.model.source import Source
from pipeline.passes import Origin, prepare
from pipeline.readers import apply_overrides, read
from pipeline.theme import theme_for
from pipeline.verify import Comparison, compare

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


@dataclass(frozen=True, slots=True)
class Reading:
    """A source read and prepared; `publication` is None where there is nothing to publish."""

    source: Source
    publication: Publication | None
    diagnostics: Diagnostics


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
    document, said = read(source.file)
    metadata, settings, about_wishes = apply_overrides(
        document.metadata, document.settings, wishes.overrides
    )
    if _is_empty(document):
        return Reading(source, None, in_source_order((*said, *about_wishes, _nothing(source))))
    document = Document(
        metadata,
        settings,
        document.blocks,
        document.notes,
        document.folder,
        location=document.location,
    )
    origin = Origin(source.file.stem, source.digest, wishes.timestamp)
    publication, about_text = prepare(document, origin)
    return Reading(source, publication, in_source_order((*said, *about_wishes, *about_text)))


def _is_empty(document: Document) -> bool:
    return not document.blocks


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


def refuse_equal_names(sources: Iterable[Source]) -> None:
    """Raise NameTakenError where two sources would be written to one file."""
    owners: dict[str, str] = {}
    for source in sources:
        folded = source.name.casefold()
        if folded in owners:
            raise NameTakenError(
                f"{owners[folded]} and {source.file.label} would both be written to "
                f"'{source.name}'; build them one by one with --name"
            )
        owners[folded] = source.file.label


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
    plan = _plan_maker(publication)
    said: list[Diagnostic] = []
    for name, exporter in exporters.items():
        start = time.perf_counter()
        path = edition_path(output, reading.source, exporter)
        with whole_file(path) as draft:
            said.extend(exporter.write(plan(exporter), draft))
            size = draft.stat().st_size
        written(Edition(name, path, size, time.perf_counter() - start))
    return in_source_order(tuple(said))


def _plan_maker(publication: Publication) -> Callable[[Exporter], EditionPlan]:
    settings = publication.settings
    theme = theme_for(settings.theme, settings.page_size)

    @cache
    def pages() -> "Pages":
        # Typesetting loads hyphenation patterns; a format that needs no pages does without.
        from pipeline.typesetting import typeset  # noqa: PLC0415

        return typeset(publication, theme)

    return lambda exporter: EditionPlan(publication, theme, exporter.options(), pages)


def verify_output(
    reading: Reading, exporters: Mapping[str, Exporter], output: Path
) -> Comparison | None:
    """Read the editions of a source back and compare them with it and with each other.

    Formats without a file are left out. Gives None where there is nothing to publish; raises
    EditionError where no edition is there, or one cannot be read.
    """
    if reading.publication is None:
        return None
    paths = {name: edition_path(output, reading.source, e) for name, e in exporters.items()}
    there = {name: path for name, path in paths.items() if path.is_file()}
    if not there:
        raise EditionError(
            f"there is no edition of {reading.source.file.label} in {output}; "
            "`pipeline build` makes them"
        )
    facts = {name: exporters[name].read_back(path) for name, path in there.items()}
    return compare(reading.publication, facts)


def release(
    reading: Reading,
    exporters: Mapping[str, Exporter],
    output: Path,
    where: tuple[Path, str],
) -> tuple[Path, bool]:
    """Put a source's editions into `<releases>/<name>-<version>/`; give it, and if it is new.

    `where` is the folder of all releases and the version, which is the metadata's own or the date
    when empty. Raises UsageError where there is no version at all, EditionError where an edition
    is missing, OutputError where the release cannot be made.
    """
    releases, version = where
    publication = reading.publication
    metadata = publication.metadata if publication else None
    version = version or (metadata.version or metadata.date if metadata else "")
    if not slug_of_version(version):
        raise UsageError(
            f"{reading.source.file.label} has no version and no date; give one with --release"
        )
    paths = [edition_path(output, reading.source, exporter) for exporter in exporters.values()]
    for path in paths:
        if not path.is_file():
            raise EditionError(f"{path} is missing; `pipeline build` makes it")
    folder = releases / f"{reading.source.name}-{slug_of_version(version)}"
    return folder, release_editions(paths, folder)


def slug_of_version(version: str) -> str:
    """Make a version fit for a folder's name: its dots stay ("1.2.0")."""
    return ".".join(part for part in map(slug, version.split(".")) if part)
