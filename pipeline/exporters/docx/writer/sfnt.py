"""Font files: an instance of a variable font under the name and style that Word looks for.

A subset keeps the names of the file that it was cut from. Word finds the faces of a family by
their names (OpenType 1.9, `name`) and marks (`OS/2.fsSelection`, `head.macStyle`).
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

_HEADER = struct.Struct(">4sHHHH")
_RECORD = struct.Struct(">4sIII")
_NAME_RECORD = struct.Struct(">HHHHHH")
_WINDOWS, _UNICODE, _ENGLISH = 3, 1, 0x409
_CHECKSUM_BASE = 0xB1B0AFBA
_FAMILY, _SUBFAMILY, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_KEPT_NAMES = frozenset({0, 5, 7, 8, 9, 11, 13, 14})
"""Copyright, version, trademark, makers and licence stay as they are."""


@dataclass(frozen=True, slots=True)
class _Slot:
    words: str
    selection: int
    mac_style: int
    weight: int


_SLOTS = {
    "Regular": _Slot("Regular", 0x40, 0, 400),
    "Bold": _Slot("Bold", 0x20, 1, 700),
    "Italic": _Slot("Italic", 0x01, 2, 400),
    "BoldItalic": _Slot("Bold Italic", 0x21, 3, 700),
}
_SELECTION_STYLE = 0x61


def renamed(font: bytes, family: str, slot: str) -> bytes:
    """Give a TrueType file the names and marks of a family's Regular, Bold, Italic or BoldItalic.

    Tables that name the styles of variable fonts (`STAT`) are left out.
    """
    style = _SLOTS[slot]
    tables = _tables(font)
    tables.pop(b"STAT", None)
    tables[b"name"] = _names(tables[b"name"], family, style)
    tables[b"OS/2"] = _marked_metrics(tables[b"OS/2"], style)
    head = bytearray(tables[b"head"])
    struct.pack_into(">H", head, 44, style.mac_style)
    struct.pack_into(">I", head, 8, 0)
    tables[b"head"] = bytes(head)
    return _assembled(font[:4], tables)


def _tables(font: bytes) -> dict[bytes, bytes]:
    count = _HEADER.unpack_from(font)[1]
    records = (
        _RECORD.unpack_from(font, _HEADER.size + index * _RECORD.size) for index in range(count)
    )
    return {tag: font[offset : offset + length] for tag, _, offset, length in records}


def _names(table: bytes, family: str, style: _Slot) -> bytes:
    names = _kept_names(table)
    compact = family.replace(" ", "")
    names[_FAMILY] = family
    names[_SUBFAMILY] = style.words
    names[_UNIQUE] = f"{compact}-{style.words.replace(' ', '')}-subset"
    names[_FULL] = family if style.words == "Regular" else f"{family} {style.words}"
    names[_POSTSCRIPT] = f"{compact}-{style.words.replace(' ', '')}"
    return _name_table(names)


def _kept_names(table: bytes) -> dict[int, str]:
    _, count, storage = struct.unpack_from(">HHH", table)
    kept: dict[int, str] = {}
    for index in range(count):
        platform, _, language, name, length, offset = _NAME_RECORD.unpack_from(
            table, 6 + index * _NAME_RECORD.size
        )
        if platform == _WINDOWS and language == _ENGLISH and name in _KEPT_NAMES:
            start = storage + offset
            kept[name] = table[start : start + length].decode("utf-16-be")
    return kept


def _name_table(names: Mapping[int, str]) -> bytes:
    records, texts = [], b""
    for name, text in sorted(names.items()):
        encoded = text.encode("utf-16-be")
        records.append(
            _NAME_RECORD.pack(_WINDOWS, _UNICODE, _ENGLISH, name, len(encoded), len(texts))
        )
        texts += encoded
    storage = 6 + len(records) * _NAME_RECORD.size
    return struct.pack(">HHH", 0, len(records), storage) + b"".join(records) + texts


def _marked_metrics(table: bytes, style: _Slot) -> bytes:
    marked = bytearray(table)
    struct.pack_into(">H", marked, 4, style.weight)
    (selection,) = struct.unpack_from(">H", marked, 62)
    struct.pack_into(">H", marked, 62, selection & ~_SELECTION_STYLE | style.selection)
    return bytes(marked)


def _assembled(version: bytes, tables: Mapping[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = _HEADER.pack(version, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset = _HEADER.size + count * _RECORD.size
    directory, body = [], []
    head_offset = 0
    for tag, table in sorted(tables.items()):
        padded = table + b"\0" * (-len(table) % 4)
        if tag == b"head":
            head_offset = offset
        directory.append(_RECORD.pack(tag, _checksum(padded), offset, len(table)))
        body.append(padded)
        offset += len(padded)
    font = bytearray(header + b"".join(directory) + b"".join(body))
    adjustment = (_CHECKSUM_BASE - _checksum(bytes(font))) & 0xFFFFFFFF
    struct.pack_into(">I", font, head_offset + 8, adjustment)
    return bytes(font)


def _checksum(table: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}I", table)
    return sum(words) & 0xFFFFFFFF
