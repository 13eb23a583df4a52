"""PNG files whose compressed pixels a PDF can hold as they are.

PDF's Flate filter knows PNG's predictors (ISO 32000-1, 7.4.4.4), so the compressed rows of a file
that is not interlaced and has no transparency need not be decoded (PNG: W3C, third edition).
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOURS, _PALETTE = 0, 2, 3
_COMPONENTS = {_GREY: 1, _COLOURS: 3, _PALETTE: 1}


@dataclass(frozen=True, slots=True)
class PngPixels:
    """Compressed rows of pixels; `palette` is RGB triples, or empty."""

    width: int
    height: int
    bits: int
    components: int
    content: bytes
    palette: bytes


def plain_png(file: bytes) -> PngPixels | None:
    """Give a file's compressed pixels, or None where they must be decoded first."""
    chunks: dict[bytes, bytes] = {}
    for kind, content in _chunks(file):
        chunks[kind] = chunks.get(kind, b"") + content if kind == b"IDAT" else content
    if len(chunks.get(b"IHDR", b"")) != struct.calcsize(_HEADER) or b"tRNS" in chunks:
        return None
    width, height, bits, kind, _, _, interlaced = struct.unpack(_HEADER, chunks[b"IHDR"])
    components = _COMPONENTS.get(kind)
    palette = chunks.get(b"PLTE", b"") if kind == _PALETTE else b""
    if components is None or interlaced or (kind == _PALETTE and not palette):
        return None
    content = chunks.get(b"IDAT", b"")
    row = 1 + (width * components * bits + 7) // 8
    if not _is_whole(content, row * height):
        return None
    return PngPixels(width, height, bits, components, content, palette)


_HEADER = ">IIBBBBB"


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place + 8 <= len(file):
        length, kind = struct.unpack_from(">I4s", file, place)
        yield kind, file[place + 8 : place + 8 + length]
        place += length + 12


def _is_whole(content: bytes, length: int) -> bool:
    """Whether compressed bytes are sound and hold this many; readers show nothing otherwise."""
    try:
        return len(zlib.decompress(content)) == length
    except zlib.error:
        return False
