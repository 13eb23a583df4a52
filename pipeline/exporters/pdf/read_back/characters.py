"""What the codes of a font stand for: ToUnicode maps, and what may be said without one."""

import re
import struct
from collections.abc import Iterator, Mapping

from pikepdf import PdfError

from pipeline.exporters.pdf.read_back.syntax import (
    entry,
    name_in,
    stream_bytes,
    string_bytes,
)

UNKNOWN = "\ufffd"
"""Stands for a code that the font says nothing about."""

_LARGEST_RANGE = 0x10000
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_PAIR = re.compile(rb"(%s)\s*(%s)" % (_HEX, _HEX))
_RANGE = re.compile(rb"(%s)\s*(%s)\s*(%s|\[[^\]]*+\])" % (_HEX, _HEX, _HEX))
_SINGLE = re.compile(_HEX)
_ENCODINGS = {"MacRomanEncoding": "mac_roman", "WinAnsiEncoding": "cp1252"}


class FontText(dict[bytes, str]):
    """The characters that strings of a font stand for, by the string as it is written.

    Strings come with their brackets. What was asked for once is remembered: words recur.
    """

    def __init__(self, wide: bool, characters: Mapping[int, str]) -> None:  # noqa: FBT001 - a property of fonts: codes of two bytes
        super().__init__()
        self._wide = wide
        self._characters = characters

    def __missing__(self, written: bytes) -> str:
        """Decode a string."""
        content = string_bytes(written)
        codes: Iterator[int] | tuple[int, ...] = iter(content)
        if self._wide:
            count = len(content) // 2
            codes = struct.unpack_from(f">{count}H", content)
        known = self._characters
        text = self[written] = "".join([known.get(code, UNKNOWN) for code in codes])
        return text


def font_text(font: object) -> FontText:
    """Give the characters of a font: composite ones (9.7) have codes of two bytes."""
    wide = name_in(entry(font, "/Subtype")) == "Type0"
    mapped = dict(_mapped(_unicode_map(font)))
    return FontText(wide, mapped if mapped or wide else _encoded(font))


def _unicode_map(font: object) -> bytes:
    try:
        return stream_bytes(entry(font, "/ToUnicode"))
    except PdfError:
        return b""


def _encoded(font: object) -> dict[int, str]:
    """Give what the codes of a simple font mean by its base encoding (9.6.6)."""
    encoding = entry(font, "/Encoding")
    named = name_in(encoding) or name_in(entry(encoding, "/BaseEncoding"))
    table = bytes(range(256)).decode(_ENCODINGS.get(named, "cp1252"), "replace")
    return dict(enumerate(table))


def _mapped(unicode_map: bytes) -> Iterator[tuple[int, str]]:
    """Yield the codes of a ToUnicode map (9.10.3) with their characters."""
    for kind, section in _SECTION.findall(unicode_map):
        if kind == b"char":
            for code, text in _PAIR.findall(section):
                yield _code(code), _characters(text)
        else:
            for first, last, texts in _RANGE.findall(section):
                yield from _range(_code(first), _code(last), texts)


def _range(first: int, last: int, texts: bytes) -> Iterator[tuple[int, str]]:
    last = min(last, first + _LARGEST_RANGE)
    if texts.startswith(b"["):
        yield from zip(range(first, last + 1), map(_characters, _SINGLE.findall(texts)))  # noqa: B905 - the array may be short
        return
    text = _characters(texts)
    if text:
        # Only the last character counts on.
        start = ord(text[-1])
        for code in range(first, min(last, first + 0x10FFFF - start) + 1):
            yield code, text[:-1] + chr(start + code - first)


def _code(written: bytes) -> int:
    return int.from_bytes(string_bytes(written), "big")


def _characters(written: bytes) -> str:
    return string_bytes(written).decode("utf-16-be", "replace")
