"""The contract of stores, and what goes wrong with them."""

from enum import Enum
from pathlib import Path
from typing import Protocol

from pipeline.errors import PipelineError


class TargetError(PipelineError):
    """A target cannot be reached or written to, or holds what it should not."""


class DriverMissingError(TargetError):
    """A kind of target needs a package that is not installed."""

    exit_code = 2


class TargetAddressError(TargetError):
    """What was given is no target that is known here."""

    exit_code = 2


class StoreTroubleError(Exception):
    """An operation failed: `is_passing` where it may succeed if it is tried again."""

    def __init__(self, reason: str, *, is_passing: bool) -> None:
        super().__init__(reason)
        self.is_passing = is_passing


def refuse_difference(found: str | None, wanted: str) -> None:
    """Raise StoreTroubleError where what was read back is not what was sent."""
    if found != wanted:
        raise StoreTroubleError("it arrived with other bytes", is_passing=True)


class Kind(Enum):
    """What is named in a folder; the value is fsspec's word for it."""

    FILE = "file"
    FOLDER = "directory"


class Store(Protocol):
    """A place for files; paths in it are relative to its root, with slashes.

    Operations raise StoreTroubleError where they fail. A file that is sent is there under its
    name when all of it is, and not before.
    """

    label: str
    """The target's name for people, without any secret."""

    def digest(self, path: str) -> str | None:
        """Read a file back and give its SHA-256 in hexadecimal; None where there is none."""

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a small file; None where there is none."""

    def send(self, origin: Path, path: str, digest: str) -> None:
        """Put a file there, in the place of one that may be there, and see that it has a digest."""

    def names(self, folder: str, kind: Kind) -> list[str]:
        """Name the files or the folders in a folder, in order; nothing where there is none."""

    def remove(self, path: str) -> None:
        """Remove a file; it is no trouble where there is none."""

    def reconnect(self) -> None:
        """Forget a connection that may be broken: the next operation makes a new one."""
