"""From a source and its finished editions to a release."""

import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pipeline.build import Reading, edition_path, write_editions
from pipeline.commits import last_change
from pipeline.diagnostics import Severity
from pipeline.distribute.checksums import digest_of
from pipeline.distribute.collection import write_collection
from pipeline.distribute.folder import Ware, write_release
from pipeline.distribute.licence import find_licence
from pipeline.distribute.listing import Listing, releases_in
from pipeline.distribute.names import release_name, version_name
from pipeline.distribute.particulars import Particulars, particulars
from pipeline.distribute.release import (
    ContentsLine,
    Cover,
    Description,
    Origin,
    Release,
    ReleasedEdition,
    Validation,
)
from pipeline.distribute.signatures import signer_for
from pipeline.errors import ReleaseRefusedError, UsageError
from pipeline.exporter import EditionFacts, Exporter
from pipeline.model.publication import Asset, Publication, flatten_outline
from pipeline.model.source import Source
from pipeline.standards import PASSED, Judgement

__all__ = [
    "Findings",
    "NewRelease",
    "ReleaseWish",
    "refuse_outdated",
    "refuse_stale",
    "refuse_unfit",
    "release_reading",
    "releases_in",
    "releases_text",
    "write_collection",
]

_COVER = "cover"


class ReleaseWish(NamedTuple):
    """What a command line wants of a release.

    `output` is the folder of the editions, `releases` that of all releases; version and name are
    "" for the source's own. `key` is the file of a key to sign with, None for no signature.
    """

    output: Path
    releases: Path
    version: str = ""
    name: str = ""
    key: Path | None = None


class NewRelease(NamedTuple):
    """A release, its folder, and whether it is new."""

    release: Release
    folder: Path
    is_new: bool


def refuse_errors(reading: Reading) -> Publication:
    """Give what is to be released; raises ReleaseRefusedError where the source has errors."""
    publication = reading.publication
    has_errors = any(said.severity is Severity.ERROR for said in reading.diagnostics)
    if has_errors or publication is None:
        raise ReleaseRefusedError(f"{reading.source.file.label} has errors, and is not released")
    return publication


def refuse_unfit(reading: Reading, wish: ReleaseWish) -> None:
    """Raise what `release_reading` would, before anything is read that takes time."""
    _names(reading.source, refuse_errors(reading), wish)
    if wish.key is not None:
        signer_for(wish.key)


def refuse_outdated(
    reading: Reading,
    facts: Mapping[str, EditionFacts],
    exporters: Mapping[str, Exporter],
    output: Path,
) -> None:
    """Raise ReleaseRefusedError where editions say that they were made of another source."""
    digest = refuse_errors(reading).digest
    outdated = [
        str(edition_path(output, reading.source, exporters[name]))
        for name, found in facts.items()
        if found.revision is not None and found.revision.digest not in {"", digest}
    ]
    if outdated:
        raise ReleaseRefusedError(
            f"{reading.source.file.label} is not released, for it was changed after "
            f"{', '.join(outdated)} was made; `pipeline build` makes it anew"
        )


def refuse_stale(reading: Reading, exporters: Mapping[str, Exporter], output: Path) -> None:
    """Raise ReleaseRefusedError where editions are not, byte for byte, what would be built now.

    It builds them once more: images, settings and the pipeline itself are in no digest.
    """
    with tempfile.TemporaryDirectory() as folder:
        write_editions(reading, exporters, Path(folder), lambda _: None)
        stale = [
            str(edition_path(output, reading.source, exporter))
            for exporter in exporters.values()
            if digest_of(edition_path(output, reading.source, exporter))
            != digest_of(edition_path(Path(folder), reading.source, exporter))
        ]
    if stale:
        raise ReleaseRefusedError(
            f"{reading.source.file.label} is not released, for {', '.join(stale)} is not what "
            "would be built now: an image, a setting or the pipeline has changed; "
            "`pipeline build` makes it anew"
        )


class Findings(NamedTuple):
    """What is known of finished editions: their facts by formats, and what validators say."""

    facts: Mapping[str, EditionFacts]
    judgements: tuple[Judgement, ...] = ()

    def validated(self, edition: str) -> tuple[Validation, ...]:
        """Give the standards that validators found an edition to meet."""
        return tuple(
            Validation(judged.standard, judged.validator, judged.version)
            for judged in self.judgements
            if judged.edition == edition and judged.verdict == PASSED
        )


def release_reading(
    reading: Reading,
    findings: Findings,
    exporters: Mapping[str, Exporter],
    wish: ReleaseWish,
) -> NewRelease:
    """Release the verified editions of a source, of which `findings` tell.

    Raises UsageError where the release has no name or version, OutputError where it cannot be
    made, or is there with other content.
    """
    publication = refuse_errors(reading)
    source = reading.source
    name, label = _names(source, publication, wish)
    signer = None if wish.key is None else signer_for(wish.key)
    wares = {
        each: Ware(f"{name}{exporter.suffix}", edition_path(wish.output, source, exporter))
        for each, exporter in exporters.items()
    }
    others = _Others(_cover(publication), _licence(source))
    release = Release(
        name=name,
        version=version_name(label),
        label=label,
        about=_description(publication),
        origin=_origin(source, publication),
        editions=tuple(_edition(each, wares[each], findings) for each in wares),
        contents=_contents(publication),
        cover=others.cover and others.cover.told(),
        licence=None if others.licence is None else others.licence.released(),
        address=source.distribution.address,
        signature=None if signer is None else signer.signature,
    )
    is_new = write_release(release, (*wares.values(), *others.wares()), wish.releases, signer)
    return NewRelease(release, wish.releases / release.folder, is_new)


def _names(source: Source, publication: Publication, wish: ReleaseWish) -> tuple[str, str]:
    """Give the name of a release, and its version: what is asked for, the metadata's, the date."""
    metadata = publication.metadata
    name = release_name(wish.name, source.distribution.name, metadata.title, source.name)
    for label in (wish.version, metadata.version, metadata.date):
        if version_name(label):
            return name, label.strip()
    raise UsageError(f"{source.file.label} has no version and no date; give one with --release")


def _description(publication: Publication) -> Description:
    metadata = publication.metadata
    return Description(
        title=metadata.title,
        language=metadata.language,
        identifier=metadata.identifier,
        subtitle=metadata.subtitle,
        authors=metadata.authors,
        date=metadata.date,
        description=metadata.description,
        keywords=metadata.keywords,
        rights=metadata.rights,
        publisher=metadata.publisher,
    )


def _origin(source: Source, publication: Publication) -> Origin:
    change = last_change(source.file.folder)
    time = publication.timestamp
    if time is None and change is not None:
        time = change.seconds
    return Origin(
        publication.digest,
        change.commit if change else "",
        f"edition-pipeline {version('edition-pipeline')}",
        time,
    )


def _edition(format_name: str, ware: Ware, findings: Findings) -> ReleasedEdition:
    facts = findings.facts.get(format_name)
    found = particulars(ware.origin) if isinstance(ware.origin, Path) else Particulars()
    words = None if facts is None else len(facts.words)
    return ReleasedEdition(
        format_name,
        ware.released(),
        found.standards,
        found.pages,
        words,
        findings.validated(format_name),
    )


class _PlacedCover(NamedTuple):
    ware: Ware
    asset: Asset

    def told(self) -> Cover:
        return Cover(self.ware.released(), self.asset.width, self.asset.height)


class _Others(NamedTuple):
    """What goes into a release beside the editions."""

    cover: _PlacedCover | None
    licence: Ware | None

    def wares(self) -> Iterator[Ware]:
        if self.cover is not None:
            yield self.cover.ware
        if self.licence is not None:
            yield self.licence


def _cover(publication: Publication) -> _PlacedCover | None:
    wanted = publication.metadata.cover_image
    asset = next((each for each in publication.assets if each.name == wanted), None)
    if asset is None:
        return None
    return _PlacedCover(Ware(f"{_COVER}{Path(asset.name).suffix}", asset.content), asset)


def _licence(source: Source) -> Ware | None:
    path = find_licence(Path(source.file.folder), source.distribution.licence)
    return None if path is None else Ware(path.name, path)


def _contents(publication: Publication) -> tuple[ContentsLine, ...]:
    return tuple(
        ContentsLine(entry.level, entry.number, entry.text)
        for entry in flatten_outline(publication.bookmarks)
    )


def releases_text(listing: Listing) -> str:
    """Tell people which releases there are: a block for each publication, the newest first."""
    blocks: list[str] = []
    for shelf in listing.shelves:
        versions = [
            (
                release.label,
                release.about.date,
                ", ".join(edition.format for edition in release.editions),
            )
            for release in shelf.releases
        ]
        widths = [max(map(len, column)) for column in zip(*versions, strict=True)]
        rows = (
            "  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
            for row in versions
        )
        head = f"{shelf.name}: {shelf.newest.about.title}"
        blocks.append("\n".join((head, *(row.rstrip() for row in rows))))
    return "\n\n".join(blocks)
