"""An EPUB file, measured: its size, its documents, its images, its cover."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.errors import EditionError
from pipeline.webtext.elements import Element, local_name, resolved

LARGEST = 512 * 2**20
"""The most bytes that a member may unpack to."""

_CONTAINER = "META-INF/container.xml"
_XHTML = "application/xhtml+xml"
# What zipfile raises for damaged files; its documentation names BadZipFile alone.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
_OPAQUE = 255
_REMOTE = ("http:", "https:", "//")
_FETCHED = {"audio": "src", "embed": "src", "iframe": "src", "img": "src", "object": "data"}
_FETCHED |= {"script": "src", "source": "src", "track": "src", "video": "src"}
"""Elements that fetch something, and the attributes that say what."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a book: its path, its type, its sizes in bytes and pixels, and what it is like.

    The sizes in pixels are 0 where they cannot be told.
    """

    path: str
    media_type: str
    bytes: int
    width: int = 0
    height: int = 0
    is_transparent: bool = False
    is_rgb: bool = True


@dataclass(frozen=True, slots=True)
class PageFile:
    """A content document: its path, its bytes, its elements' names, what it shows and fetches."""

    path: str
    bytes: int
    elements: frozenset[str]
    images: frozenset[str]
    remote: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What stores look at."""

    path: Path
    bytes: int
    documents: tuple[PageFile, ...]
    pictures: tuple[Picture, ...]
    cover: Picture | None
    has_navigation: bool


def measure(edition: Path) -> Book:
    """Measure an EPUB file; raises EditionError where it cannot be read as one."""
    try:
        with zipfile.ZipFile(edition) as archive:
            return _Measuring(edition, archive).book()
    except (*_BROKEN, etree.XMLSyntaxError) as error:
        reason = getattr(error, "strerror", None) or str(error).strip("'\"") or "it is damaged"
        raise EditionError(f"{edition} cannot be read as an EPUB: {reason}") from error


class _Measuring:
    """Goes through the files of a package."""

    def __init__(self, edition: Path, archive: zipfile.ZipFile) -> None:
        self._edition = edition
        self._archive = archive

    def book(self) -> Book:
        """Give the book."""
        container = self._xml(_CONTAINER)
        root = next(container.iter("{*}rootfile"), None)
        package_path = "" if root is None else root.get("full-path", "")
        package = self._xml(package_path)
        items = {
            item.get("id", ""): (
                resolved(package_path, item.get("href", "")),
                item.get("media-type", ""),
                item.get("properties", "").split(),
            )
            for item in package.iter("{*}item")
        }
        pictures = {
            path: self._picture(path, media_type)
            for path, media_type, _ in items.values()
            if media_type.startswith("image/")
        }
        named = next(
            (m.get("content") for m in package.iter("{*}meta") if m.get("name") == "cover"), ""
        )
        cover = next((path for path, _, kinds in items.values() if "cover-image" in kinds), "")
        cover = cover or items.get(named or "", ("",))[0]
        return Book(
            path=self._edition,
            bytes=self._edition.stat().st_size,
            documents=tuple(
                self._document(path)
                for path, media_type, _ in items.values()
                if media_type == _XHTML
            ),
            pictures=tuple(pictures.values()),
            cover=pictures.get(cover),
            has_navigation=any("nav" in kinds for _, _, kinds in items.values())
            or any(kind == "application/x-dtbncx+xml" for _, kind, _ in items.values()),
        )

    def _read(self, path: str) -> bytes:
        with self._archive.open(path) as member:
            content = member.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise ValueError(f"{path} unpacks to more than {LARGEST} bytes")
        return content

    def _xml(self, path: str) -> Element:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        return etree.fromstring(self._read(path), parser)

    def _document(self, path: str) -> PageFile:
        content = self._read(path)
        root = self._xml(path)
        fetched = list(_fetched(root))
        return PageFile(
            path=path,
            bytes=len(content),
            elements=frozenset(local_name(element) for element in root.iter("*")),
            images=frozenset(resolved(path, address.partition("#")[0]) for address in fetched),
            remote=tuple(address for address in fetched if address.lower().startswith(_REMOTE)),
        )

    def _picture(self, path: str, media_type: str) -> Picture:
        content = self._read(path)
        if media_type == "image/svg+xml":
            return Picture(path, media_type, len(content))
        # Pillow costs 60 ms to import, which a book without images does without.
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

        try:
            with Image.open(io.BytesIO(content)) as image:
                transparent = "transparency" in image.info or (
                    "A" in image.getbands() and image.getchannel("A").getextrema()[0] != _OPAQUE
                )
                rgb = image.mode not in {"CMYK", "LAB", "YCbCr"}
                return Picture(path, media_type, len(content), *image.size, transparent, rgb)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            return Picture(path, media_type, len(content))


def _fetched(root: Element) -> Iterator[str]:
    """Yield the addresses of what a document fetches."""
    for element in root.iter("*"):
        attribute = _FETCHED.get(local_name(element))
        address = element.get(attribute) if attribute else None
        if address:
            yield address
