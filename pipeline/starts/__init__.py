"""What `pipeline new` writes: a small article, or a small book, that builds as it stands."""

import struct
import zlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pipeline.errors import OutputError, UsageError

_BARS = (2, 3, 5, 8)
_WIDTH, _HEIGHT = 320, 180
_PAPER, _INK = 255, 96


def write_start(folder: Path, *, is_book: bool) -> tuple[Path, ...]:
    """Write a start into a folder that is new or empty; give the files, in name order.

    Raises UsageError where the folder holds something, OutputError where it cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"'{folder}' is there already, and not empty; name a new folder")
        written = [
            _write(folder / name, content)
            for name, content in _contents(files(__package__) / ("book" if is_book else "article"))
        ]
        if is_book:
            written.append(_write(folder / "src" / "bars.png", bars()))
    except OSError as error:
        raise OutputError(f"'{folder}' cannot be written: {error.strerror}") from error
    return tuple(sorted(written))


def _contents(start: Traversable, way: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in start.iterdir():
        name = f"{way}{entry.name}"
        if entry.is_dir():
            yield from _contents(entry, f"{name}/")
        elif not entry.name.startswith("."):
            yield name, entry.read_bytes()


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def bars() -> bytes:
    """Draw the bars of the book's picture: a PNG file of 320 by 180 grey pixels."""
    rows = b"".join(b"\0" + bytes(_row(y)) for y in range(_HEIGHT))
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _row(y: int) -> Iterator[int]:
    step = _WIDTH // len(_BARS)
    for x in range(_WIDTH):
        height = _BARS[x // step] * (_HEIGHT - 20) // max(_BARS)
        is_inside = step // 6 <= x % step < step - step // 6
        yield _INK if is_inside and y >= _HEIGHT - height else _PAPER


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
