"""Images as XObjects: once each, and as they are where PDF can hold them.

A JPEG file's bytes and a plain PNG file's compressed pixels are embedded untouched; everything
else is decoded. Clauses are those of ISO 32000-1.
"""

import hashlib
import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image as Pictures

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, Stream
from pipeline.exporters.pdf.writer.png import PngPixels, plain_png
from pipeline.exporters.pdf.writer.syntax import Syntax, array, dictionary
from pipeline.exporters.pdf.writer.vectors import form_of
from pipeline.model.publication import Asset

# What Pillow raises for damaged files; its documentation names OSError and SyntaxError alone.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error)
_DEVICE_SPACES = {"1": "DeviceGray", "L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
_COMPONENTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
_PROFILE_SPACES = {"DeviceGray": b"GRAY", "DeviceRGB": b"RGB ", "DeviceCMYK": b"CMYK"}
_PROFILE_CLASSES = (b"mntr", b"scnr", b"prtr", b"spac")
_PROFILE_HEADER = 128
_LATEST_PROFILE = 4


@dataclass(frozen=True, slots=True)
class _Pixels:
    """An image that is ready for a stream: `entries` name its filter unless `content` is raw."""

    width: int
    height: int
    space: str
    content: bytes
    bits: int = 8
    entries: tuple[tuple[str, str], ...] = ()
    profile: bytes = b""
    palette: bytes = b""
    alpha: bytes = b""


def register_images(
    canvas: EditionCanvas, assets: Iterable[Asset], shown: set[str]
) -> dict[str, str]:
    """Register the assets that are shown; give their keys by their names.

    An asset that cannot be decoded has no key.
    """
    keys: dict[str, str] = {}
    for asset in assets:
        drawn = _drawn(canvas, asset) if asset.name in shown else None
        if drawn:
            keys[asset.name] = hashlib.sha256(asset.name.encode()).hexdigest()[:16]
            canvas.register_image(drawn, keys[asset.name])
    return keys


def _drawn(canvas: EditionCanvas, asset: Asset) -> Stream | None:
    """Give an asset as an XObject: a drawing as outlines where they can show it, else pixels."""
    if asset.drawing:
        return form_of(canvas, asset.drawing)
    pixels = _pixels(asset)
    return _image_object(canvas, pixels) if pixels else None


def _image_object(canvas: EditionCanvas, pixels: _Pixels) -> Stream:
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(pixels.width),
        "Height": str(pixels.height),
        "ColorSpace": _colour_space(canvas, pixels),
        "BitsPerComponent": str(pixels.bits),
        **dict(pixels.entries),
    }
    if pixels.alpha:
        mask = {**entries, "ColorSpace": "/DeviceGray"}
        entries["SMask"] = canvas.register(Stream(pixels.alpha, mask))
    return Stream(pixels.content, entries)


def _colour_space(canvas: EditionCanvas, pixels: _Pixels) -> Syntax:
    space = f"/{pixels.space}"
    if pixels.profile:
        entries = {"N": str(_COMPONENTS[pixels.space]), "Alternate": space}
        space = array(["/ICCBased", canvas.register(Stream(pixels.profile, entries))])
    if pixels.palette:
        last = len(pixels.palette) // _COMPONENTS[pixels.space] - 1
        table = canvas.register(Stream(pixels.palette))
        return array(["/Indexed", space, str(last), table])
    return Syntax(space)


def _pixels(asset: Asset) -> _Pixels | None:
    try:
        with Pictures.open(io.BytesIO(asset.content)) as picture:
            return _embedded(asset, picture) or _decoded(picture)
    except (*_BROKEN, Pictures.DecompressionBombError):
        return None


def _embedded(asset: Asset, picture: Pictures.Image) -> _Pixels | None:
    """Give the file's own coding, where PDF knows it."""
    if picture.format == "JPEG":
        return _jpeg(asset.content, picture)
    if picture.format == "PNG":
        png = plain_png(asset.content)
        return _png(png, picture) if png else None
    return None


def _jpeg(content: bytes, picture: Pictures.Image) -> _Pixels | None:
    space = _DEVICE_SPACES.get(picture.mode)
    profile = _profile(picture, space or "")
    # Without a profile nobody knows what CMYK means, and PDF/A forbids it (19005-2, 6.2.4.3).
    if space is None or (space == "DeviceCMYK" and not profile):
        return None
    entries = [("Filter", "/DCTDecode")]
    if space == "DeviceCMYK" and "adobe" in picture.info:
        # Adobe's programs store such images inverted and say so by their marker only.
        entries.append(("Decode", "[1 0 1 0 1 0 1 0]"))
    return _Pixels(*picture.size, space, content, entries=tuple(entries), profile=profile)


def _png(png: PngPixels, picture: Pictures.Image) -> _Pixels:
    space = "DeviceGray" if png.components == 1 and not png.palette else "DeviceRGB"
    predictor = {
        "Predictor": "15",
        "Colors": str(png.components),
        "BitsPerComponent": str(png.bits),
        "Columns": str(png.width),
    }
    return _Pixels(
        png.width,
        png.height,
        space,
        png.content,
        bits=png.bits,
        entries=(("Filter", "/FlateDecode"), ("DecodeParms", dictionary(predictor))),
        profile=_profile(picture, space),
        palette=png.palette,
    )


def _decoded(picture: Pictures.Image) -> _Pixels:
    """Give an image's first frame as grey or RGB pixels, its transparency apart."""
    alpha = b""
    if picture.mode.startswith("I"):
        # 16 bits a pixel; 8 of them are kept.
        shown, space = (
            picture.convert("I").point(lambda value: value / 256).convert("L"),
            "DeviceGray",
        )
    elif picture.has_transparency_data:
        picture_alpha = picture.convert("RGBA")
        alpha = picture_alpha.getchannel("A").tobytes()
        alpha = b"" if alpha.count(255) == len(alpha) else alpha
        shown = picture_alpha.convert("RGB")
        space = "DeviceRGB"
    elif picture.mode in ("1", "L"):
        shown, space = picture.convert("L"), "DeviceGray"
    else:
        shown, space = picture.convert("RGB"), "DeviceRGB"
    profile = _profile(picture, space)
    return _Pixels(*picture.size, space, shown.tobytes(), profile=profile, alpha=alpha)


def _profile(picture: Pictures.Image, space: str) -> bytes:
    """Give a file's own colour profile where it is one that PDF/A takes, else nothing.

    ISO 19005-2, 6.2.4.2: an input, display, output or colour space profile up to version 4.
    """
    profile = picture.info.get("icc_profile")
    sound = (
        isinstance(profile, bytes)
        and len(profile) > _PROFILE_HEADER
        and int.from_bytes(profile[:4], "big") == len(profile)
        and profile[36:40] == b"acsp"
        and profile[12:16] in _PROFILE_CLASSES
        and profile[8] <= _LATEST_PROFILE
        and profile[16:20] == _PROFILE_SPACES.get(space)
    )
    return profile if sound and isinstance(profile, bytes) else b""
