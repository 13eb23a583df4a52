"""Which image of the publication a picture in an edition is."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.markup.vectors import svg_of
from pipeline.model.publication import Asset
from pipeline.model.vectors import Shape
from pipeline.structure import PictureFact

OTHER = "another picture"
_KEPT = frozenset({"image/png", "image/jpeg", "image/gif"})
"""Media types that every format keeps as they are, or whose pixels it keeps."""
_SIGNATURE = 8
_CHUNK = 12


class Pictures:
    """The images of a publication by the digests that a format may have of them.

    A format holds the file itself, the compressed rows of a PNG file, or its pixels.
    """

    def __init__(self, assets: Iterable[Asset]) -> None:
        self._assets = {asset.name: asset for asset in assets}
        self._files: dict[str, set[str]] = {}
        for asset in self._assets.values():
            for digest in _file_digests(asset):
                self._files.setdefault(digest, set()).add(asset.name)

    def named(
        self, found: Sequence[PictureFact], expected: Sequence[PictureFact]
    ) -> tuple[PictureFact, ...]:
        """Give the pictures of an edition by their names in the publication."""
        wanted = [picture.name for picture in expected]
        wanted += [""] * (len(found) - len(wanted))
        same = len(found) == len(expected)
        return tuple(
            PictureFact(self._name(picture, name, aligned=same))
            for picture, name in zip(found, wanted, strict=False)
        )

    def _name(self, picture: PictureFact, wanted: str, *, aligned: bool) -> str:
        if picture.name:
            return picture.name
        names = {name for digest in picture.digests for name in self._files.get(digest, ())}
        names = names or {
            name
            for name, asset in self._assets.items()
            if picture.digests & _pixel_digests(asset.content)
        }
        if names:
            return wanted if wanted in names else min(names)
        asset = self._assets.get(wanted)
        is_converted = asset is not None and asset.media_type not in _KEPT
        return wanted if aligned and picture.digests and is_converted else OTHER


def digest_of(content: bytes) -> str:
    """Give the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _file_digests(asset: Asset) -> Iterator[str]:
    if asset.drawing:
        # Its pixels are made only where a format has them.
        yield digest_of(svg_of(asset.drawing).encode())
        yield digest_of("".join(map(_steps, asset.drawing.shapes)).encode())
        return
    yield digest_of(asset.content)
    if asset.media_type == "image/png":
        yield digest_of(b"".join(_compressed_rows(asset.content)))


def _steps(shape: Shape) -> str:
    segments = "".join(segment.kind for segment in shape.outline)
    fill = shape.fill.colour if shape.fill else "-"
    stroke = shape.stroke.paint.colour if shape.stroke else "-"
    return f"{segments} {fill} {stroke}\n"


def _compressed_rows(png: bytes) -> Iterator[bytes]:
    place = _SIGNATURE
    while place + _CHUNK <= len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == b"IDAT":
            yield png[place + 8 : place + 8 + length]
        place += length + _CHUNK


@lru_cache(maxsize=64)
def _pixel_digests(content: bytes) -> frozenset[str]:
    """Give the digests of an image's file and of its pixels, in colours or in grey."""
    # Pillow costs 60 ms to import, and few publications need it here.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.mode.startswith("I"):
                wide = image.convert("I").point(lambda value: value / 256)
                return frozenset({digest_of(wide.convert("L").tobytes())})
            is_grey = image.mode in {"1", "L"} and not image.has_transparency_data
            plain = image.convert("RGBA") if image.has_transparency_data else image
            pixels = plain.convert("L" if is_grey else "RGB").tobytes()
            return frozenset({digest_of(content), digest_of(pixels)})
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return frozenset()
