"""The archive of a release: a zip file whose bytes follow from the files in it alone.

Members are stored, not compressed: editions are compressed already, and what a compressor makes
of the rest differs from one release of zlib to the next.
"""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from pipeline.distribute.checksums import CHECKSUMS, checksums_text, digest_of

_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can tell (APPNOTE.TXT, 4.4.6)."""

_UNIX = 3
_REGULAR_FILE = 0o100644 << 16


def write_archive(target: Path, folder: str, files: Iterable[Path]) -> None:
    """Pack files into a folder within an archive, in the order of their names, with checksums."""
    members = sorted(files, key=lambda path: path.name)
    sums = checksums_text({path.name: digest_of(path) for path in members})
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        for path in members:
            with (
                path.open("rb") as content,
                _open(archive, f"{folder}/{path.name}", path) as member,
            ):
                while piece := content.read(1 << 20):
                    member.write(piece)
        archive.writestr(_member(f"{folder}/{CHECKSUMS}"), sums)


def _open(archive: zipfile.ZipFile, name: str, path: Path) -> IO[bytes]:
    member = _member(name)
    member.file_size = path.stat().st_size
    return archive.open(member, "w")


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _TIME)
    member.create_system = _UNIX
    member.external_attr = _REGULAR_FILE
    return member
