"""From verified editions to a release: a folder that is complete or not there."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.files import make_folder

CHECKSUMS = "SHA256SUMS"


def release_editions(editions: Iterable[Path], folder: Path) -> bool:
    """Put editions and their checksums into a new folder; give whether it was new.

    `SHA256SUMS` is what `sha256sum -c` reads. A release is never changed: a folder that holds the
    same bytes stays as it is, one that holds others raises OutputError.
    """
    files = {edition.name: edition for edition in editions}
    sums = "".join(f"{_digest(path)}  {name}\n" for name, path in sorted(files.items()))
    if folder.exists():
        _refuse_other(folder, sums)
        return False
    make_folder(folder.parent)
    with _whole_folder(folder) as draft:
        for name, path in files.items():
            shutil.copyfile(path, draft / name)
        (draft / CHECKSUMS).write_text(sums, encoding="utf-8")
    return True


def _refuse_other(folder: Path, sums: str) -> None:
    wanted = dict(line.split("  ", 1)[::-1] for line in sums.splitlines())
    found = {
        path.name: _digest(path)
        for path in folder.iterdir()
        if path.is_file() and path.name != CHECKSUMS
    }
    if found != wanted:
        raise OutputError(
            f"{folder} is there with other content, and a release is never changed; "
            "give another version with --release"
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to fill; it becomes the target at the end, or nothing does."""
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        draft.mkdir()
        yield draft
        draft.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
