"""The fonts of a folder: what their files say of themselves, read by HarfBuzz."""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from pipeline.model.fonts import FontFile

MOST_FILES = 5000
"""So many files are looked at; a folder with more is no folder of fonts."""

_ENDINGS = frozenset({".ttf", ".otf"})
_NAMES = (hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY, hb.OTNameIdPredefined.FONT_FAMILY)
_FORBIDDEN = 0x0002 | 0x0100 | 0x0200  # restricted; in no part; as bitmaps only
_EDITABLE = 0x0008
_PURPOSES = 0x000F
_PURPOSE_OFFSET = 8


@dataclass(frozen=True, slots=True)
class FoundFont:
    """A font file: the families that it belongs to, and what is known of its face.

    `trouble` says why it cannot be used, "" where it can.
    """

    families: tuple[str, ...]
    file: FontFile
    trouble: str = ""


def fonts_in(folder: Path) -> Iterator[FoundFont]:
    """Yield the TrueType and OpenType fonts of a folder and of those below it, by their paths.

    Raises OSError where the folder cannot be read, ValueError where it holds more than
    `MOST_FILES` files.
    """
    for path in sorted(_files_below(folder)):
        if path.suffix.lower() in _ENDINGS:
            yield _read(path)


def _files_below(folder: Path) -> list[Path]:
    files: list[Path] = []
    for place, _, names in os.walk(folder, onerror=_refuse):
        files += (Path(place, name) for name in names)
        if len(files) > MOST_FILES:
            raise ValueError(f"it holds more than {MOST_FILES} files")
    return files


def _refuse(error: OSError) -> None:
    raise error


def _read(path: Path) -> FoundFont:
    nothing = FontFile(str(path), 0.0, 0.0)
    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
    except (OSError, hb.HarfBuzzError):
        return FoundFont((), nothing, "it cannot be read")
    if not face.glyph_count or not face.unicodes:
        return FoundFont((), nothing, "it is no font")
    return _described(path, face)


def _described(path: Path, face: hb.Face) -> FoundFont:
    font = hb.Font(face)
    names = (face.get_name(name, "en") or face.get_name(name) for name in _NAMES)
    families = tuple(dict.fromkeys(name.strip() for name in names if name))
    weights = {axis.tag: (axis.min_value, axis.max_value) for axis in face.axis_infos}
    own = float(font.get_style_value(hb.StyleTag.WEIGHT))
    lightest, heaviest = weights.get("wght", (own, own))
    purpose = _purpose(face)
    file = FontFile(
        path=str(path),
        lightest=lightest,
        heaviest=heaviest,
        italic=bool(font.get_style_value(hb.StyleTag.ITALIC)),
        width=float(font.get_style_value(hb.StyleTag.WIDTH)),
        may_be_edited=not purpose & _PURPOSES or bool(purpose & _EDITABLE),
    )
    trouble = "its maker forbids it in documents" if purpose & _FORBIDDEN else ""
    return FoundFont(families, file, trouble)


def _purpose(face: hb.Face) -> int:
    """Give what a font may be used for (OpenType 1.9, `OS/2`, fsType); 0 allows all."""
    table = face.reference_table("OS/2").data or b""
    if len(table) < _PURPOSE_OFFSET + 2:
        return 0
    return int(struct.unpack_from(">H", table, _PURPOSE_OFFSET)[0])
