"""What stands beside all releases: the page and the feeds of them, made anew with each release."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.distribute.atom import ATOM, atom_feed
from pipeline.distribute.opds import OPDS, opds_feed
from pipeline.distribute.opds2 import OPDS2, opds2_feed
from pipeline.distribute.overview import overview_page
from pipeline.distribute.page import PAGE
from pipeline.distribute.shelves import Shelf
from pipeline.files import whole_file


def collection_files(shelves: tuple[Shelf, ...]) -> Mapping[str, bytes]:
    """Give the files that stand beside releases, by their names: feeds, and the page last."""
    return {
        ATOM: atom_feed(shelves),
        OPDS: opds_feed(shelves),
        OPDS2: opds2_feed(shelves),
        PAGE: overview_page(shelves).encode(),
    }


def write_collection(folder: Path, shelves: tuple[Shelf, ...]) -> Iterator[Path]:
    """Write the files that stand beside releases; yield those that are new or have changed.

    Raises OutputError where one cannot be written.
    """
    for name, content in collection_files(shelves).items():
        path = folder / name
        if _holds(path, content):
            continue
        with whole_file(path) as draft:
            draft.write_bytes(content)
        yield path


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
