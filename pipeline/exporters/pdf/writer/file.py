"""The file: registered objects become bytes, packed into object streams.

Clauses are those of ISO 32000-1. Everything but streams stands in object streams (7.5.7), a
cross-reference stream (7.5.8) says where, and the file's identifier is a digest of its content.
"""

import hashlib

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, Stream
from pipeline.exporters.pdf.writer.syntax import array

# Four bytes above 127 tell programs that this is no text (ISO 19005-2, 6.1.2).
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED_AT_ONCE = 200
_FREE, _IN_FILE, _PACKED = 0, 1, 2


class _File:
    """Bytes in the making, and where every object stands: its kind and two numbers (7.5.8.3)."""

    def __init__(self) -> None:
        self.parts = [_HEADER]
        self.length = len(_HEADER)
        self.last = 0
        self.places = {0: (_FREE, 0, 65535)}

    def add(self, number: int, syntax: bytes) -> None:
        """Add an indirect object."""
        self.last = max(self.last, number)
        self.places[number] = (_IN_FILE, self.length, 0)
        part = b"%d 0 obj\n%b\nendobj\n" % (number, syntax)
        self.parts.append(part)
        self.length += len(part)


def file_bytes(canvas: EditionCanvas, information: str) -> bytes:
    """Give the whole file; `information` is the reference to the information dictionary."""
    catalog = canvas.finish()
    file = _File()
    packed: list[tuple[int, bytes]] = []
    for number, syntax, is_stream in canvas.objects():
        file.last = number
        if is_stream:
            file.add(number, syntax)
        else:
            packed.append((number, syntax))
    for first in range(0, len(packed), _PACKED_AT_ONCE):
        _add_packed(file, packed[first : first + _PACKED_AT_ONCE])
    _add_references(file, {"Root": catalog, "Info": information})
    return b"".join(file.parts)


def _add_packed(file: _File, objects: list[tuple[int, bytes]]) -> None:
    """Add an object stream: numbers and offsets first, then the objects."""
    number = file.last + 1
    head: list[str] = []
    offset = 0
    for index, (inner, syntax) in enumerate(objects):
        file.places[inner] = (_PACKED, number, index)
        head.append(f"{inner} {offset}")
        offset += len(syntax) + 1
    start = " ".join(head).encode() + b"\n"
    content = start + b"\n".join(syntax for _, syntax in objects)
    entries = {"Type": "/ObjStm", "N": str(len(objects)), "First": str(len(start))}
    file.add(number, Stream(content, entries).syntax())


def _add_references(file: _File, entries: dict[str, str]) -> None:
    """Add the cross-reference stream, which is the trailer too, and the file's end."""
    start, number = file.length, file.last + 1
    file.places[number] = (_IN_FILE, start, 0)
    width = (start.bit_length() + 7) // 8
    content = b"".join(
        kind.to_bytes(1, "big") + one.to_bytes(width, "big") + other.to_bytes(2, "big")
        for _, (kind, one, other) in sorted(file.places.items())
    )
    digest = hashlib.sha256(b"".join(file.parts)).hexdigest()[:32]
    trailer = {
        "Type": "/XRef",
        "Size": str(number + 1),
        "W": array(["1", str(width), "2"]),
        **entries,
        "ID": array([f"<{digest}>", f"<{digest}>"]),
    }
    file.add(number, Stream(content, trailer).syntax())
    file.parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
