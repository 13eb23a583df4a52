"""A second build, for its bytes: whether the same source gives the same editions again."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.build import Wishes, edition_path, read_source, write_editions
from pipeline.exporter import Exporter
from pipeline.model.source import Source
from pipeline.verify.rebuilt import first_difference


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How an edition stands to another build: where they differ first, "" for nowhere."""

    edition: str
    path: Path
    difference: str


def rebuilt_editions(
    source: Source, wishes: Wishes, exporters: Mapping[str, Exporter], output: Path
) -> tuple[Rebuilt, ...]:
    """Build again in a temporary folder and compare; editions that are missing are left out.

    Raises OutputError where nothing can be written there.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_editions(read_source(source, wishes), exporters, folder, _say_nothing)
        found = []
        for edition, exporter in exporters.items():
            path, again = (edition_path(each, source, exporter) for each in (output, folder))
            if path.is_file() and again.is_file():
                found.append(Rebuilt(edition, path, first_difference(path, again)))
        return tuple(found)


def _say_nothing(_: object) -> None:
    """Take in that an edition was written."""
