"""The colours of an edition are sRGB: a profile of our own says so.

Made from the numbers of IEC 61966-2-1 by the rules of ICC.1:2001-04 (profile version 2.4): three
colorants adapted to D50 and one tone curve. It holds no time and belongs to nobody else.
"""

import struct
from functools import cache

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject, Stream
from pipeline.exporters.pdf.writer.syntax import array, byte_string, dictionary

_NAME = "sRGB IEC61966-2.1"
_WHITE = (0.9642, 1.0, 0.8249)
_COLORANTS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_CURVE_POINTS = 1024
_HEADER_SIZE = 128
_VERSION = 0x02400000
_MADE = (2000, 1, 1, 0, 0, 0)  # a date must be there; it means nothing


def register_output_intent(canvas: EditionCanvas) -> None:
    """Say in the catalog which colours are meant (ISO 19005-2, 6.2.3)."""
    profile = canvas.register(Stream(srgb_profile(), {"N": "3"}))
    intent = dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": byte_string(_NAME.encode()),
            "Info": byte_string(_NAME.encode()),
            "DestOutputProfile": profile,
        }
    )
    canvas.set_catalog("OutputIntents", PlainObject(array([intent])))


@cache
def srgb_profile() -> bytes:
    """Give the profile's bytes."""
    curve = struct.pack(">4s4xI", b"curv", _CURVE_POINTS) + _curve()
    tags = {
        b"desc": _description(_NAME),
        b"cprt": struct.pack(">4s4x", b"text") + b"No copyright, use freely\0",
        b"wtpt": _point(_WHITE),
        **{tag: _point(values) for tag, values in _COLORANTS.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = _tag_table(tags)
    size = _HEADER_SIZE + len(table) + len(body)
    return _header(size) + table + body


def _header(size: int) -> bytes:
    head = struct.pack(
        ">I4xI4s4s4s6H4s", size, _VERSION, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp"
    )
    # The middle of the header (platform, flags, device, intent 0: perceptual) is all zeros.
    return (head + bytes(28) + _numbers(_WHITE)).ljust(_HEADER_SIZE, b"\0")


def _tag_table(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """Give the table of tags and what it points to; equal contents stand there once."""
    start = _HEADER_SIZE + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    table = struct.pack(">I", len(tags))
    for tag, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", tag, places[content], len(content))
    return table, body


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    # After the text: empty Unicode and Macintosh versions of it.
    return struct.pack(">4s4xI", b"desc", len(ascii_text)) + ascii_text + bytes(8 + 3 + 67)


def _point(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x", b"XYZ ") + _numbers(values)


def _numbers(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))


def _curve() -> bytes:
    """Give the tone curve of sRGB: from the value that is stored to the light that is meant."""
    last = _CURVE_POINTS - 1
    return struct.pack(
        f">{_CURVE_POINTS}H", *(round(65535 * _light(n / last)) for n in range(_CURVE_POINTS))
    )


def _light(value: float) -> float:
    linear_part = 0.04045
    if value <= linear_part:
        return value / 12.92
    return float(((value + 0.055) / 1.055) ** 2.4)
