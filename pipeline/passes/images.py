"""Image files: found below the source's folder, and known for what they are by their bytes."""

import base64
import io
import struct
import warnings
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from pipeline.diagnostics import Code, shortened
from pipeline.model.publication import Pixels
from pipeline.model.vectors import Vectors
from pipeline.passes.drawings import (
    draw,
    is_drawing,
    self_contained,
    stand_in,
    stand_in_zoom,
)
from pipeline.pixels import UNITS_AN_INCH, DrawingError

if TYPE_CHECKING:
    import PIL.Image

MAX_BYTES = 256 * 1024 * 1024
MAX_PIXELS = 100_000_000
_MOST_NAMES = 1_000
_LIKE_ENOUGH = 0.75
_ORIENTATION, _UPRIGHT = 0x0112, 1  # Exif 2.32, 4.6.4
DEFAULT_RESOLUTION = 72.0
_RESOLUTIONS = (30.0, 2400.0)
# What Pillow raises for damaged files; its documentation names OSError and SyntaxError alone.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error)
_INLINE = "data:image/"
_KINDS = {
    "PNG": ("image/png", ".png"),
    "JPEG": ("image/jpeg", ".jpg"),
    "GIF": ("image/gif", ".gif"),
    "WEBP": ("image/webp", ".webp"),
}


class ImageTroubleError(Exception):
    """An image that cannot be shown, with what the author is told."""

    def __init__(self, code: Code, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.hint = hint


@dataclass(frozen=True, slots=True)
class ImageFile:
    """An image's bytes, media type, usual suffix, size in pixels and pixels an inch.

    `content` may be made when it is first asked for; `drawing` is what a drawing shows in outlines,
    where these can show it.
    """

    content: bytes | Pixels
    media_type: str
    suffix: str
    width: int
    height: int
    resolution: float
    drawing: Vectors | None = None


def read_image(url: str, folder: Path, root: Path | None = None) -> ImageFile:
    """Read the image that a URL of the source names, by its way from `folder`, from below `root`.

    The folder is its own root where none is given.

    A URL that holds its image itself (`data:image/png;base64,…`) is read too. Raises
    ImageTroubleError where it is remote, missing, outside the folder, too large (more than 256 MiB
    or 100 million pixels) or no image of a known kind.
    """
    if url.lower().startswith(_INLINE):
        return _examined(_decoded(url), shortened(url))
    path = _path_below(url, folder, root or folder)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(url, "256 MiB")
        content = path.read_bytes()
    except OSError as error:
        raise ImageTroubleError(
            Code.IMAGE_MISSING, f"the image '{url}' cannot be read: {error.strerror}"
        ) from error
    return _examined(content, url)


def _decoded(url: str) -> bytes:
    """Decode the bytes that a URL holds (RFC 2397)."""
    kind, _, content = url.partition(",")
    try:
        octets = unquote_to_bytes(content)
        return base64.b64decode(octets) if kind.lower().endswith(";base64") else octets
    except ValueError as error:
        message = f"the image '{shortened(url)}' is damaged"
        raise ImageTroubleError(Code.IMAGE_UNREADABLE, message) from error


def _too_large(url: str, bound: str) -> ImageTroubleError:
    return ImageTroubleError(
        Code.IMAGE_TOO_LARGE,
        f"the image '{shortened(url)}' has more than {bound}",
        hint="scale it down: 3000 pixels are enough for a page",
    )


def file_name(url: str) -> str:
    """Give the last part of a URL's path, decoded; "" where there is none."""
    if url.lower().startswith(_INLINE):
        return ""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return Path(unquote(path)).name


def _path_below(url: str, folder: Path, root: Path) -> Path:
    parts = _split(url)
    if parts is None:
        raise ImageTroubleError(
            Code.IMAGE_REMOTE,
            f"the image '{shortened(url)}' is not a local file",
            hint="editions carry local files only: save it beside the source",
        )
    path, found = _resolved(folder, unquote(parts))
    if not found and unquote(parts).startswith("../") and folder != root:
        # HTML in a project of MkDocs counts from the page, which stands a folder deeper.
        other, is_there = _resolved(folder, unquote(parts).removeprefix("../"))
        path, found = (other, True) if is_there else (path, False)
    if not path.is_relative_to(root.resolve()):
        raise ImageTroubleError(
            Code.IMAGE_OUTSIDE,
            f"the image '{url}' lies outside the source's folder",
            hint="copy it into the folder of the source",
        )
    if not found:
        message = f"there is no image file '{shortened(url)}'"
        raise ImageTroubleError(Code.IMAGE_MISSING, message, _nearest(path))
    return path


def _resolved(folder: Path, way: str) -> tuple[Path, bool]:
    """Give the place that a way leads to, and whether there is a file."""
    try:
        path = (folder / way).resolve()
        return path, path.is_file()
    except (OSError, ValueError, RuntimeError):
        return folder, False


def _nearest(path: Path) -> str:
    """Ask for a file beside one that is missing, which is called almost like it; "" for none."""
    try:
        names = sorted(file.name for file in path.parent.iterdir() if file.is_file())
    except (OSError, ValueError):
        return ""
    near = get_close_matches(path.name, names[:_MOST_NAMES], n=1, cutoff=_LIKE_ENOUGH)
    return f"did you mean '{near[0]}'?" if near else ""


def _split(url: str) -> str | None:
    """Give the path of a URL that names a local file, else None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    windows_drive = len(parts.scheme) == 1
    return None if (parts.scheme and not windows_drive) or parts.netloc else parts.path


def _drawn(content: bytes, url: str) -> ImageFile:
    # HarfBuzz is loaded for those who have drawings.
    from pipeline.typesetting.svg import vectors_of  # noqa: PLC0415

    try:
        source = self_contained(content)
        vectors = vectors_of(source.encode())
        if vectors is not None:
            zoom = stand_in_zoom(vectors.width, vectors.height)
            size = (round(vectors.width * zoom) or 1, round(vectors.height * zoom) or 1)
            pixels, resolution = Pixels(source, stand_in), UNITS_AN_INCH * zoom
            return ImageFile(pixels, *_KINDS["PNG"], *size, resolution, vectors)
        drawn = draw(source)
    except DrawingError as error:
        message = f"the drawing '{shortened(url)}' cannot be drawn: {error}"
        raise ImageTroubleError(Code.IMAGE_UNREADABLE, message) from error
    return ImageFile(drawn.pixels, *_KINDS["PNG"], *drawn.size, drawn.resolution)


def _examined(content: bytes, url: str) -> ImageFile:
    if is_drawing(content):
        return _drawn(content, url)
    # Pillow costs 60 ms to import, and many publications have no image.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_KINDS)) as image:
                _bounded(image.width * image.height, url)
                image.load()
                kind, density = str(image.format), image.info.get("dpi")
                if image.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT:
                    content = _turned(image)
                    return replace(_examined(content, url), resolution=_resolution(density))
                size = image.size
    except UnidentifiedImageError as error:
        raise ImageTroubleError(
            Code.IMAGE_UNREADABLE,
            f"'{url}' is no image of a kind that can be shown",
            hint="PNG, JPEG, GIF, WebP and SVG files can be shown",
        ) from error
    except (*_BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageTroubleError(
            Code.IMAGE_UNREADABLE, f"the image '{url}' is damaged, cut off or too large"
        ) from error
    media_type, suffix = _KINDS[kind]
    return ImageFile(content, media_type, suffix, *size, _resolution(density))


def _turned(image: "PIL.Image.Image") -> bytes:
    """Turn an image upright: of the formats, only browsers' heed a camera's orientation tag."""
    from PIL import ImageOps  # noqa: PLC0415 - with Pillow

    upright = ImageOps.exif_transpose(image)
    for key in ("exif", "xmp", "XML:com.adobe.xmp", "Raw profile type exif"):
        upright.info.pop(key, None)
    buffer = io.BytesIO()
    upright.save(buffer, str(image.format), quality=95, icc_profile=image.info.get("icc_profile"))
    return buffer.getvalue()


def _bounded(pixels: int, url: str) -> None:
    if pixels > MAX_PIXELS:
        raise _too_large(url, f"{MAX_PIXELS:,} pixels")


def _resolution(density: object) -> float:
    """Give the pixels an inch that a file names, where it names a sane number."""
    if isinstance(density, tuple) and density:
        value = round(float(density[0]), 2)
        if _RESOLUTIONS[0] <= value <= _RESOLUTIONS[1]:
            return value
    return DEFAULT_RESOLUTION
