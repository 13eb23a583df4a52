"""The releases in a folder."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.distribute.folder import read_folder
from pipeline.distribute.manifest import MANIFEST
from pipeline.distribute.release import Release
from pipeline.distribute.shelves import Shelf, shelves_of
from pipeline.errors import OutputError, ReleaseUnreadableError


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder of releases holds: publications by their names, and what cannot be read."""

    shelves: tuple[Shelf, ...]
    troubles: tuple[ReleaseUnreadableError, ...] = ()


def releases_in(folder: Path) -> Listing:
    """Read the manifests of all releases in a folder; folders without one are passed over.

    Raises OutputError where the folder cannot be read.
    """
    found = [_read(path) for path in _folders(folder)]
    releases = (each for each in found if isinstance(each, Release))
    troubles = (each for each in found if isinstance(each, ReleaseUnreadableError))
    return Listing(shelves_of(releases), tuple(troubles))


def _read(folder: Path) -> Release | ReleaseUnreadableError:
    try:
        return read_folder(folder)
    except ReleaseUnreadableError as trouble:
        return trouble


def _folders(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
        return [path for path in found if path.name[0] != "." and (path / MANIFEST).is_file()]
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"the releases in {folder} cannot be read: {reason}") from error
