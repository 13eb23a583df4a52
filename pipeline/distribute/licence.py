"""The licence of a project: the file with its text."""

from pathlib import Path

from pipeline.errors import ReleaseRefusedError

NAMES = ("license", "licence", "copying")
_ENDINGS = ("", ".txt", ".md")
_REPOSITORY = ".git"


def find_licence(folder: Path, named: str | None) -> Path | None:
    """Give the file with the licence of the project that a source belongs to, None for none.

    `named` is what the author says: a file, told from the source's folder, or "" for none; None
    where nothing is said. Then it is a LICENSE, LICENCE or COPYING (or one of these with .txt or
    .md) beside the source or, in a repository of git, in a folder above within the repository.
    """
    if named is None:
        return next(filter(None, map(_licence_in, _folders(folder))), None)
    if not named:
        return None
    path = folder / named
    if not path.is_file():
        raise ReleaseRefusedError(f"there is no licence {path} ('licence' in [distribute])")
    return path


def _folders(folder: Path) -> list[Path]:
    folder = folder.resolve()
    above = [folder, *folder.parents]
    for number, each in enumerate(above):
        if (each / _REPOSITORY).exists():
            return above[: number + 1]
    return [folder]


def _licence_in(folder: Path) -> Path | None:
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return None
    wanted = [name + ending for name in NAMES for ending in _ENDINGS]
    found = {path.name.lower(): path for path in reversed(files)}
    return next((found[name] for name in wanted if name in found), None)
