"""What may be expected of an object, and the strings of content streams.

Objects of a damaged file may be of any type; what is not of the expected one is taken as missing.
"""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Object

_ESCAPE = re.compile(rb"(\\(?:[0-7]{1,3}|.))", re.DOTALL)
_LINE_END = re.compile(rb"\r\n?")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]+")
_CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
_UNESCAPED = {b"\\" + bytes([byte]): bytes([byte]) for byte in range(256)}
_UNESCAPED |= {b"\\" + letter: control for letter, control in _CONTROL.items()}
_UNESCAPED |= {
    b"\\%0*o" % (width, code): bytes([code & 255])
    for width in (1, 2, 3)
    for code in range(8**width)
}
"""Every escape sequence of a literal string, with what it stands for."""

_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def entry(value: object, key: str) -> object:
    """Give an entry of a dictionary or stream; None where there is none."""
    if not isinstance(value, Object):
        return None
    try:
        return value.get(key)
    except (ValueError, TypeError):
        return None


def elements_of(value: object) -> Iterator[object]:
    """Yield what an array holds; of anything else, nothing."""
    if isinstance(value, pikepdf.Array):
        yield from value


def is_dictionary(value: object) -> bool:
    """Tell dictionaries (and streams, which have one) from everything else."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def number_in(value: object) -> int | None:
    """Give a whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def name_in(value: object) -> str:
    """Give a name without its slash, "" for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text_in(value: object) -> str:
    """Give a text string (7.9.2.2), "" for anything else."""
    return text_of(bytes(value)) if isinstance(value, pikepdf.String) else ""


def bytes_in(value: object) -> bytes | None:
    """Give the bytes of a string or of a name without its slash, None for anything else."""
    if isinstance(value, pikepdf.String):
        return bytes(value)
    return bytes(value)[1:] if isinstance(value, pikepdf.Name) else None


def stream_bytes(value: object) -> bytes:
    """Give the decoded bytes of a stream, b"" for anything else; raises PdfError for damage."""
    return value.read_bytes() if isinstance(value, pikepdf.Stream) else b""


def object_key(value: object) -> tuple[int, int]:
    """Give the number and generation of an indirect object, (0, 0) for a direct one."""
    return value.objgen if isinstance(value, Object) else (0, 0)


def text_of(content: bytes) -> str:
    """Decode a text string: UTF-16 or UTF-8 with their marks, else PDFDocEncoding."""
    if content.startswith((b"\xfe\xff", b"\xff\xfe")):
        return content.decode("utf-16", "replace")
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", "replace")
    # The codec comes with pikepdf.
    return content.decode("pdfdoc", "replace")


def string_bytes(written: bytes) -> bytes:
    """Give the bytes of a string as it stands in a stream, with its brackets (7.3.4)."""
    if written.startswith(b"<"):
        digits = _NOT_HEX.sub(b"", written)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    content = written[1:-1]
    if b"\r" in content:
        # However a line ends in the file, the string has a line feed.
        content = _LINE_END.sub(b"\n", content)
    if b"\\" not in content:
        return content
    pieces = _ESCAPE.split(content)
    pieces[1::2] = map(_UNESCAPED.__getitem__, pieces[1::2])
    return b"".join(pieces)


def name_bytes(written: bytes) -> str:
    """Give a name as it stands in a stream, without its slash (7.3.5)."""
    plain = _NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), written)
    return plain.decode("utf-8", "replace")
