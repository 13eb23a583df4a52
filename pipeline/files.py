"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from pipeline.errors import OutputError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path beside the target to write to; it takes the target's place at the end.

    Whatever goes wrong, the target stays as it was and nothing is left beside it. Raises
    OutputError where the file cannot be written.
    """
    draft = _draft_path(target)
    try:
        yield draft
        draft.replace(target)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises OutputError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "a file is in its place" if folder.is_file() else error.strerror or str(error)
        raise OutputError(f"the folder {folder} cannot be made: {reason}") from error


def _draft_path(target: Path) -> Path:
    """Give a name that no other build uses: two may run at once into one folder."""
    for number in count():
        draft = target.with_name(f".{target.name}.{os.getpid()}-{number}.part")
        if not draft.exists():
            return draft
    raise AssertionError
