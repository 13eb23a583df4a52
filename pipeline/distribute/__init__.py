"""From verified editions to a release: a folder that is complete or not there."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.files import draft_folder, make_folder

CHECKSUMS = "SHA256SUMS"


def release_editions(editions: Iterable[Path], folder: Path) -> bool:
    """Put editions and their checksums into a new folder; give whether it was new.

    `SHA256SUMS` is what `sha256sum -c` reads. A release is never changed: a folder that holds the
    same bytes stays as it is, one that holds others raises OutputError.
    """
    make_folder(folder.parent)
    try:
        with draft_folder(folder.parent) as draft:
            _fill(draft, editions)
            return _publish(draft, folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made: {error.strerror or error}") from error


def _fill(draft: Path, editions: Iterable[Path]) -> None:
    for edition in editions:
        shutil.copyfile(edition, draft / edition.name)
    (draft / CHECKSUMS).write_text(_checksums(draft), encoding="utf-8")


def _publish(draft: Path, folder: Path) -> bool:
    if not folder.exists():
        draft.rename(folder)
        return True
    if _content(folder) != _content(draft):
        raise OutputError(
            f"{folder} is there with other content, and a release is never changed; "
            "give another version with --release"
        )
    return False


def _checksums(folder: Path) -> str:
    digests = {path.name: _digest(path) for path in folder.iterdir()}
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def _content(folder: Path) -> dict[str, str]:
    return {path.name: _digest(path) for path in folder.iterdir() if path.is_file()}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
