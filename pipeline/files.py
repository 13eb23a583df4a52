"""Files that appear whole or not at all."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path

from pipeline.errors import OutputError

_drafts: set[Path] = set()
"""What would be left behind if the process ended now: see `remove_drafts`."""


def remove_drafts() -> None:
    """Remove every unfinished file and folder: for a process that is being ended by a signal."""
    for draft in tuple(_drafts):
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path beside the target to write to; it takes the target's place at the end.

    Whatever goes wrong, the target stays as it was and nothing is left beside it. A target that
    is a link of the file system is followed. Raises OutputError where the file cannot be written.
    """
    draft: Path | None = None
    try:
        target = target.resolve() if target.is_symlink() else target
        draft = _new_draft(target.parent, partial(Path.touch, exist_ok=False))
        yield draft
        draft.replace(target)
    except OSError as error:
        raise OutputError(_unwritten(error, target, draft)) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
            _drafts.discard(draft)


def _unwritten(error: OSError, target: Path, draft: Path | None) -> str:
    reason = error.strerror or str(error)
    culprit = Path(str(error.filename)) if error.filename else None
    if culprit in {None, draft, target, target.parent}:
        return f"{target} cannot be written: {reason}"
    return f"{target} cannot be written: {culprit}: {reason}"


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises OutputError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "a file is in its place" if folder.is_file() else error.strerror or str(error)
        raise OutputError(f"the folder {folder} cannot be made: {reason}") from error


def _new_draft(folder: Path, make: Callable[[Path], None]) -> Path:
    """Make a file or folder whose name no other build uses: two may run at once in one folder.

    It is known as a draft before it is made, for a signal may come at any moment.
    """
    for number in count():
        draft = folder / f".{os.getpid()}-{number}.part"
        if draft in _drafts:
            continue
        _drafts.add(draft)
        try:
            make(draft)
        except FileExistsError:
            _drafts.discard(draft)
            continue
        return draft
    raise AssertionError


@contextmanager
def draft_folder(parent: Path) -> Iterator[Path]:
    """Give a new empty folder to fill; whoever fills it renames it, or it is gone at the end."""
    draft = _new_draft(parent, Path.mkdir)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        _drafts.discard(draft)
