"""What is far away, through the file systems of fsspec."""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from pipeline.distribute.particulars import media_type
from pipeline.distribute.targets.drivers import Connection, Driver
from pipeline.distribute.targets.store import Kind, StoreTroubleError, refuse_difference

_PIECE = 1 << 20
_LASTING = (
    *(FileNotFoundError, PermissionError, NotADirectoryError, IsADirectoryError, FileExistsError),
    *(ImportError, TypeError, ValueError),
)
_LASTING_NAMES = frozenset(
    {
        *("HostKeyNotVerifiable", "PermissionDenied", "KeyExchangeFailed", "SFTPPermissionDenied"),
        *("NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "CredentialsError"),
        *("ClientAuthenticationError", "DefaultCredentialsError", "NoSuchBucket"),
        *(
            "SFTPNoSpaceOnFilesystem",
            "SFTPQuotaExceeded",
            "SFTPWriteProtect",
            "InsufficientStorage",
        ),
    }
)
"""Classes of errors that no second try cures, by name: their packages may not be installed."""

_Result = TypeVar("_Result")


class RemoteStore:
    """Files below a root that a driver reaches."""

    def __init__(self, label: str, driver: Driver, connection: Connection) -> None:
        self.label = label
        self._driver = driver
        self._connection = connection
        self._connected: Any = None

    def digest(self, path: str) -> str | None:
        """Read a file back and give its SHA-256; None where there is none."""
        return self._tried(lambda system: self._digest(system, self._place(path)))

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a file; None where there is none."""
        return self._tried(lambda system: _found(system.cat_file, self._place(path)))

    def send(self, origin: Path, path: str, digest: str) -> None:
        """Send a file and read it back: under a name of its own where it can be renamed then."""
        self._tried(lambda system: self._send(system, origin, path, digest))

    def names(self, folder: str, kind: Kind) -> list[str]:
        """Name the files or the folders in a folder; nothing where there is none."""
        place = self._place(folder)
        listed = self._tried(lambda system: _found(system.ls, place, detail=True)) or ()
        paths = (str(each["name"]).rstrip("/") for each in listed if each["type"] == kind.value)
        return sorted(path.rpartition("/")[2] for path in paths if path != place.rstrip("/"))

    def remove(self, path: str) -> None:
        """Remove a file."""
        self._tried(lambda system: _found(system.rm_file, self._place(path)))

    def reconnect(self) -> None:
        """Forget the connection."""
        self._connected = None

    # What a file system is asked

    def _place(self, path: str) -> str:
        root = self._connection.root
        return f"{root.rstrip('/')}/{path}".rstrip("/") if root and path else root or path

    def _digest(self, system: Any, place: str) -> str | None:  # noqa: ANN401 - fsspec has no types
        if _found(system.info, place) is None:
            return None
        summed = hashlib.sha256()
        with system.open(place, "rb") as file:
            while piece := file.read(_PIECE):
                summed.update(piece)
        return summed.hexdigest()

    def _send(self, system: Any, origin: Path, path: str, digest: str) -> None:  # noqa: ANN401 - as above
        place = self._place(path)
        folder, _, name = place.rpartition("/")
        draft = f"{place[: -len(name)]}.{name}.part" if self._driver.renames else place
        typed = self._driver.typed(media_type(name))
        if folder and self._driver.renames:
            system.makedirs(folder, exist_ok=True)
        try:
            system.put_file(str(origin), draft, **typed)
            refuse_difference(self._digest(system, draft), digest)
            if draft != place:
                self._rename(system, draft, place)
        except BaseException:
            if draft != place:
                with suppress(Exception):
                    system.rm_file(draft)
            raise

    def _rename(self, system: Any, draft: str, place: str) -> None:  # noqa: ANN401 - as above
        if self._connection.protocol == "webdav":
            system.client.move(draft, place, overwrite=True)
        else:
            system.mv(draft, place)

    def _tried(self, operation: Callable[[Any], _Result]) -> _Result:
        """Run an operation; drivers raise errors of many libraries, which become one here."""
        try:
            if self._connected is None:
                self._connected = self._connect()
            return operation(self._connected)
        except StoreTroubleError:
            raise
        except Exception as error:
            raise StoreTroubleError(_reason(error), is_passing=_is_passing(error)) from error

    def _connect(self) -> Any:  # noqa: ANN401 - as above
        import fsspec  # noqa: PLC0415 - it comes with the drivers

        # What is lost with a connection is told once, as trouble; asyncio would print it again.
        logging.getLogger("asyncio").disabled = True
        options = {**self._connection.options, "skip_instance_cache": True}
        return fsspec.filesystem(self._connection.protocol, **options)


def _found(operation: Callable[..., _Result], place: str, **options: object) -> _Result | None:
    try:
        return operation(place, **options)
    except FileNotFoundError:
        return None


def _is_passing(error: BaseException) -> bool:
    names = {kind.__name__ for each in _causes(error) for kind in type(each).__mro__}
    return not isinstance(error, _LASTING) and not names & _LASTING_NAMES


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in found:
        found.append(each)
        each = each.__cause__
    return found


def _reason(error: BaseException) -> str:
    """Tell an error in one line; one that has no words by the name of its class."""
    strerror = getattr(error, "strerror", None)
    words = " ".join(str(strerror or error).split())
    return words or type(error).__name__
