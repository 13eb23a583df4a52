"""Folders of Markdown without a list: what is in them, in the order in which people read names."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.project.files import is_text

_DIGITS = re.compile(r"(\d+)")
_INDEX = ("index", "readme")
_PASSED_OVER = frozenset({"node_modules", "__pycache__", "output", "dist", "venv", "target"})
_LINK = re.compile(r"\]\(<?([^)\s>#]+)|^\[[^\]]+\]:[ \t]*<?([^\s>#]+)", re.MULTILINE)
_MAX_DEPTH = 12


def natural_order(path: Path) -> tuple[object, ...]:
    """Give what files are sorted by: an index goes first, and `2-b` before `10-a`."""
    parts = _DIGITS.split(path.stem.casefold())
    pieces = tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part)
    return (path.stem.casefold() not in _INDEX, pieces, path.name)


def is_index(path: Path) -> bool:
    """Tell whether a file stands for its folder."""
    return path.stem.casefold() in _INDEX


def files_in(folder: Path) -> list[Path]:
    """Give the Markdown files that stand in a folder itself, in natural order."""
    try:
        return sorted((path for path in folder.iterdir() if is_text(path)), key=natural_order)
    except OSError:
        return []


def folders_in(folder: Path) -> list[Path]:
    """Give the folders in a folder that may hold chapters, in natural order."""
    try:
        found = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
    except OSError:
        return []
    kept = (path for path in found if not _is_passed_over(path.name))
    return sorted(kept, key=natural_order)


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "_")) or name in _PASSED_OVER


def files_below(folder: Path, depth: int = 1) -> Iterator[Path]:
    """Yield the Markdown files in a folder and in those below it."""
    yield from files_in(folder)
    if depth < _MAX_DEPTH:
        for below in folders_in(folder):
            yield from files_below(below, depth + 1)


def in_list_order(folder: Path) -> list[Path]:
    """Give the files of a folder: its index, those that this links to in that order, the others."""
    files = files_in(folder)
    if not files or not is_index(files[0]):
        return files
    named = {path.name: path for path in files[1:]}
    try:
        text = files[0].read_text("utf-8", "replace")
    except OSError:
        text = ""
    links = (match[1] or match[2] for match in _LINK.finditer(text))
    linked = dict.fromkeys(named[link] for link in links if link in named)
    return [files[0], *linked, *(path for path in files[1:] if path not in linked)]
