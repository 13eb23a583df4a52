"""Addresses of targets: folders, and URLs of what drivers know."""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.distribute.targets.drivers import DRIVERS
from pipeline.distribute.targets.folders import FolderStore
from pipeline.distribute.targets.remotes import RemoteStore
from pipeline.distribute.targets.store import DriverMissingError, Store, TargetAddressError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
"""Two letters at least: a single one is a drive of Windows."""

_SCP = re.compile(r"([^/\\:@\s]+@[^/\\:@\s]+):(.*)")
_FILE = "file"


@dataclass(frozen=True, slots=True)
class TargetAddress:
    """Where releases are sent: a kind of driver ("" for a folder) and what the driver is told.

    `label` is for people. `host` is a host with its port, a bucket or a container; `path` has
    neither slash at its ends, but for one that begins at a server's root.
    """

    label: str
    kind: str = ""
    host: str = ""
    user: str = ""
    path: str = ""


def read_target(text: str, folder: Path) -> TargetAddress:
    """Read what an author gives as a target; folders are told from `folder`.

    Raises TargetAddressError for what is none, or has a password in it: credentials belong where
    the drivers look for them, and not on command lines or in files that are passed on.
    """
    if not text.strip():
        raise TargetAddressError("a target has no name; it is a folder or a URL")
    match = _SCHEME.match(text)
    if match is None:
        _refuse_place_of_ssh(text)
        return TargetAddress(text, path=str(folder / text))
    kind = match[1].lower()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise TargetAddressError(f"a target cannot be read as an address: {error}") from error
    if parts.password is not None or parts.query or parts.fragment:
        raise TargetAddressError(
            f"the target {kind}://{parts.hostname or ''}… has a password or a query in it; "
            "credentials are found by the driver itself: see 'Targets' in the README"
        )
    if kind == _FILE:
        return TargetAddress(text, path=unquote(parts.path))
    return _remote(text, kind, parts.hostname or "", port, unquote(parts.username or ""))


def _refuse_place_of_ssh(text: str) -> None:
    """Refuse what scp takes for a place on another machine: it would make a strange folder."""
    match = _SCP.fullmatch(text)
    if match is not None:
        path = match[2] if match[2].startswith("/") else f"/~/{match[2]}"
        raise TargetAddressError(f"'{text}' is no folder; write it as sftp://{match[1]}{path}")


def _remote(text: str, kind: str, host: str, port: int | None, user: str) -> TargetAddress:
    driver = DRIVERS.get(kind)
    if driver is None:
        raise TargetAddressError(
            f"'{kind}://' is no kind of target; known are folders and "
            f"{', '.join(f'{name}://' for name in DRIVERS)}"
        )
    if not host:
        raise TargetAddressError(f"the target {text} names no {driver.place}")
    if find_spec(driver.package) is None:
        raise DriverMissingError(
            f"{kind}:// needs a driver that is not installed: "
            f"pip install 'edition-pipeline[{driver.extra}]'"
        )
    where = urlsplit(text)
    # Names of buckets are told apart by their capitals, which urlsplit's hostname drops.
    place = where.netloc.rpartition("@")[2] if driver.keeps_case else host
    if port and not driver.keeps_case:
        place = f"{host}:{port}"
    return TargetAddress(text.rstrip("/"), kind, place, user, unquote(where.path))


def open_target(address: TargetAddress) -> Store:
    """Give the store at an address; nothing is asked of it yet."""
    if not address.kind:
        return FolderStore(address.label, Path(address.path))
    driver = DRIVERS[address.kind]
    return RemoteStore(
        address.label, driver, driver.connection(address.host, address.user, address.path)
    )
