"""Images as an EPUB carries them: those that are shown, in media types that all readers know."""

import io
import re
from collections import Counter
from dataclasses import dataclass

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.exporters.epub.writer.container import Item
from pipeline.exporters.epub.writer.survey import Survey
from pipeline.location import NOWHERE, Location
from pipeline.markup import PlacedImage
from pipeline.markup.vectors import svg_of
from pipeline.model.publication import Asset, Publication

FOLDER = "images/"
_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/svg+xml": ".svg",
}
"""Core media types (EPUB 3.3, 3.2) that reading systems before 3.3 have, too."""

_PIXELS_AN_INCH = 96
"""CSS pixels (CSS Values 3, 5.2)."""

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class PackedImages:
    """The images of an edition: items for the package, and their places by asset name."""

    items: tuple[Item, ...]
    placed: dict[str, PlacedImage]
    cover: Item | None = None


def pack_images(publication: Publication, found: Survey) -> tuple[PackedImages, Diagnostics]:
    """Pack the assets that are shown, and the cover; converts what readers may not know."""
    cover_name = publication.metadata.cover_image
    places = {image.asset: image.location for image in reversed(found.images)}
    assets = [a for a in publication.assets if a.name in places or a.name == cover_name]
    items: dict[str, Item] = {}
    names = _FileNames()
    diagnostics: list[Diagnostic] = []
    for number, asset in enumerate(assets, start=1):
        converted = _converted(asset, is_cover=asset.name == cover_name)
        if converted is None:
            diagnostics.append(_not_converted(asset, places.get(asset.name, NOWHERE)))
            continue
        identifier = f"image-{number:02}"
        name = names.free_name(asset.name, converted.media_type)
        properties = ("cover-image",) if asset.name == cover_name else ()
        items[asset.name] = Item(
            identifier, name, converted.media_type, converted.content, properties
        )
    placed = {a.name: _placed(a, items[a.name]) for a in assets if a.name in items}
    packed = PackedImages(tuple(items.values()), placed, items.get(cover_name))
    return packed, tuple(diagnostics)


@dataclass(frozen=True, slots=True)
class _Converted:
    media_type: str
    content: bytes


def _converted(asset: Asset, *, is_cover: bool) -> _Converted | None:
    """Give a drawing as one, but on the cover: stores take pixels alone there."""
    if asset.drawing and not is_cover:
        return _Converted("image/svg+xml", svg_of(asset.drawing).encode())
    return _in_core_media_type(asset)


def _in_core_media_type(asset: Asset) -> _Converted | None:
    if asset.media_type in _SUFFIXES:
        return _Converted(asset.media_type, asset.content)
    # Pillow costs 60 ms to import, and few publications need it here.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(asset.content)) as image:
            plain = image if image.mode in {"1", "L", "LA", "P", "RGB", "RGBA"} else None
            png = io.BytesIO()
            (plain or image.convert("RGB")).save(png, "PNG")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    return _Converted("image/png", png.getvalue())


def _not_converted(asset: Asset, location: Location) -> Diagnostic:
    return Diagnostic(
        Code.IMAGE_UNREADABLE,
        f"the image '{asset.name}' ({asset.media_type}) cannot be converted to PNG",
        location,
        hint="save it as PNG or JPEG",
    )


class _FileNames:
    """Names of ASCII letters for the images of an edition.

    OCF 3.3 (4.2.3) asks for names that are unique after case folding.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: Counter[str] = Counter()

    def free_name(self, asset_name: str, media_type: str) -> str:
        """Give a name that differs from all earlier ones by more than case."""
        stem = _UNSAFE.sub("-", asset_name.rpartition(".")[0] or asset_name).strip("-") or "image"
        suffix = _SUFFIXES[media_type]
        name = f"{FOLDER}{stem}{suffix}"
        key = name.casefold()
        while name.casefold() in self._taken:
            self._counts[key] += 1
            name = f"{FOLDER}{stem}-{self._counts[key]}{suffix}"
        self._taken.add(name.casefold())
        return name


def _placed(asset: Asset, item: Item) -> PlacedImage:
    scale = _PIXELS_AN_INCH / asset.resolution if asset.resolution > 0 else 1.0
    return PlacedImage(
        f"../{item.file_name}", round(asset.width * scale), round(asset.height * scale)
    )
