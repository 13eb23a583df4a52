"""What the images of a file are known by: digests of what the file holds of them."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import pikepdf

from pipeline.exporters.pdf.read_back.syntax import entry, name_in, object_key
from pipeline.structure import PictureFact


class PictureReader:
    """Gives the facts of images; each is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], PictureFact] = {}

    def fact(self, image: object) -> PictureFact:
        """Give the fact of an image; one without digests where there is none."""
        key = object_key(image)
        if key not in self._known:
            self._known[key] = PictureFact(digests=frozenset(_digests(image)))
        return self._known[key]


def _digests(image: object) -> list[str]:
    """Give the digests of a stream as it is and, where it holds mere pixels, of these."""
    if not isinstance(image, pikepdf.Stream):
        return []
    if name_in(entry(image, "/Subtype")) == "Form":
        return [hashlib.sha256("".join(_steps(image)).encode()).hexdigest()]
    found = [hashlib.sha256(image.read_raw_bytes()).hexdigest()]
    is_plain = name_in(entry(image, "/Filter")) == "FlateDecode"
    if is_plain and entry(image, "/DecodeParms") is None:
        found.append(hashlib.sha256(image.read_bytes()).hexdigest())
    return found


def _steps(form: pikepdf.Stream) -> list[str]:
    """Give the steps of a drawing: see PictureFact (ISO 32000-1, 8.5)."""
    try:
        instructions = pikepdf.parse_content_stream(form)
    except pikepdf.PdfError:
        return []
    steps = _Steps()
    for instruction in instructions:
        steps.take(str(instruction.operator), list(instruction.operands))
    return steps.found


class _Colours(NamedTuple):
    fill: str = "000000"
    stroke: str = "000000"


class _Steps:
    """Goes through the operators of a drawing; `found` has a line for each outline."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._segments = ""
        self._colours = _Colours()
        self._saved: list[_Colours] = []

    def take(self, name: str, operands: Sequence[object]) -> None:
        """Take the next operator."""
        if name in _SEGMENTS:
            self._segments += name
        elif name in _COLOURS:
            self._colours = self._colours._replace(**{_COLOURS[name]: _hexadecimal(operands)})
        elif name == "q":
            self._saved.append(self._colours)
        elif name == "Q" and self._saved:
            self._colours = self._saved.pop()
        elif name in _PAINTS:
            self._paint(*_PAINTS[name])
        elif name == "n":
            self._segments = ""

    def _paint(self, fills: str, strokes: str) -> None:
        fill = self._colours.fill if fills else "-"
        stroke = self._colours.stroke if strokes else "-"
        self.found.append(f"{self._segments} {fill} {stroke}\n")
        self._segments = ""


def _hexadecimal(operands: Sequence[object]) -> str:
    return "".join(f"{round(float(str(part)) * 255):02x}" for part in operands)


_SEGMENTS = frozenset({"m", "l", "c", "h"})
_COLOURS = {"rg": "fill", "RG": "stroke"}
_PAINTS = {
    "f": ("fill", ""),
    "f*": ("fill", ""),
    "S": ("", "stroke"),
    "B": ("fill", "stroke"),
    "B*": ("fill", "stroke"),
}
