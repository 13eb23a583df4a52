"""A folder as a target, on whatever file system it lies."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.distribute.checksums import digest_of
from pipeline.distribute.targets.store import Kind, StoreTroubleError, refuse_difference

_PASSING = frozenset(
    {errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.ESTALE, errno.ETIMEDOUT}
)
"""What may pass on disks that are far away, which look like near ones."""


class FolderStore:
    """A folder that need not be there yet."""

    def __init__(self, label: str, root: Path) -> None:
        self.label = label
        self._root = root

    def digest(self, path: str) -> str | None:
        """Read a file back and give its SHA-256; None where there is none."""
        with _told():
            place = self._root / path
            return digest_of(place) if place.is_file() else None

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a file; None where there is none."""
        with _told():
            place = self._root / path
            return place.read_bytes() if place.is_file() else None

    def send(self, origin: Path, path: str, digest: str) -> None:
        """Copy a file under a name of its own, read it back, and rename it."""
        place = self._root / path
        draft = place.with_name(f".{place.name}.part")
        try:
            with _told():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(origin, draft)
                refuse_difference(digest_of(draft), digest)
                draft.replace(place)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def names(self, folder: str, kind: Kind) -> list[str]:
        """Name the files or the folders in a folder; nothing where there is none."""
        with _told():
            place = self._root / folder
            found = place.iterdir() if place.is_dir() else ()
            return sorted(path.name for path in found if path.is_dir() == (kind is Kind.FOLDER))

    def remove(self, path: str) -> None:
        """Remove a file."""
        with _told():
            (self._root / path).unlink(missing_ok=True)

    def reconnect(self) -> None:
        """Do nothing: there is no connection."""


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreTroubleError(reason, is_passing=error.errno in _PASSING) from error
