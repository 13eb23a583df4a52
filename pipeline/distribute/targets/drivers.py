"""The drivers: which package of fsspec's family serves a kind of target, and how it is told where.

Credentials are never given: each driver finds them where its own users keep them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Connection:
    """What fsspec is told: its protocol with options, and the path of the root."""

    protocol: str
    root: str
    options: Options = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Driver:
    """A kind of target.

    `package` is the module that is imported, `extra` what brings it. `renames` tells whether a
    file can take another's place at once; stores of objects cannot, but show an object when all
    of it is there. `place` is what the first part of an address names, for people; `keeps_case`
    whether its capitals matter. `typed` gives the options that tell the media type of a file.
    """

    package: str
    extra: str
    place: str
    connection: Callable[[str, str, str], Connection]
    renames: bool
    keeps_case: bool = False
    typed: Callable[[str], Options] = field(default=lambda _: {})


def _sftp(host: str, user: str, path: str) -> Connection:
    """Connect by SSH: hosts must be known, as OpenSSH's own client wants it.

    Users, ports, keys and known hosts come from ~/.ssh and the agent. `/~/` begins a path at the
    user's home.
    """
    name, _, port = host.partition(":")
    options: dict[str, Any] = {"host": name, "known_hosts": (), "connect_timeout": 30}
    if user:
        options["username"] = user
    if port:
        options["port"] = int(port)
    root = path.removeprefix("/~/") if path.startswith("/~/") else path
    return Connection("sftp", root.rstrip("/") or "/", options)


def _s3(bucket: str, _user: str, path: str) -> Connection:
    """Use the settings and credentials of AWS's own tools (AWS_ENDPOINT_URL for other stores)."""
    return Connection("s3", _joined(bucket, path), {"use_listings_cache": False})


def _gs(bucket: str, _user: str, path: str) -> Connection:
    """Use Google's application default credentials."""
    return Connection("gs", _joined(bucket, path), {"use_listings_cache": False})


def _az(container: str, _user: str, path: str) -> Connection:
    """Use Azure's default credential; AZURE_STORAGE_ACCOUNT_NAME names the account."""
    return Connection("az", _joined(container, path), {"anon": False, "use_listings_cache": False})


def _joined(bucket: str, path: str) -> str:
    return f"{bucket}/{path.strip('/')}".rstrip("/")


def _webdav(host: str, user: str, path: str) -> Connection:
    return _dav("http", host, user, path)


def _webdavs(host: str, user: str, path: str) -> Connection:
    return _dav("https", host, user, path)


def _dav(scheme: str, host: str, _user: str, path: str) -> Connection:
    """Speak WebDAV; name and password come from ~/.netrc, or the file that NETRC names."""
    options: dict[str, Any] = {"base_url": f"{scheme}://{host}/", "timeout": 60}
    netrc = _netrc()
    if netrc is not None:
        import httpx  # noqa: PLC0415 - it comes with the driver

        options["auth"] = httpx.NetRCAuth(str(netrc))
    return Connection("webdav", path.strip("/"), options)


def _netrc() -> Path | None:
    import os  # noqa: PLC0415 - for this alone

    path = Path(os.environ.get("NETRC") or "~/.netrc").expanduser()
    return path if path.is_file() else None


def _content_settings(media_type: str) -> Options:
    from azure.storage.blob import ContentSettings  # noqa: PLC0415 - it comes with the driver

    return {"content_settings": ContentSettings(content_type=media_type)}


DRIVERS: Mapping[str, Driver] = {
    "sftp": Driver("sshfs", "sftp", "host", _sftp, renames=True),
    "s3": Driver(
        *("s3fs", "s3", "bucket", _s3),
        renames=False,
        keeps_case=True,
        typed=lambda media_type: {"ContentType": media_type},
    ),
    "gs": Driver(
        *("gcsfs", "gs", "bucket", _gs),
        renames=False,
        keeps_case=True,
        typed=lambda media_type: {"content_type": media_type},
    ),
    "az": Driver(
        *("adlfs", "az", "container", _az),
        renames=False,
        keeps_case=True,
        typed=_content_settings,
    ),
    "webdav": Driver("webdav4", "webdav", "host", _webdav, renames=True),
    "webdavs": Driver("webdav4", "webdav", "host", _webdavs, renames=True),
}
