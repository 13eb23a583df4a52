"""The stores, and what they say of files: every limit from a document of theirs, with its date.

Rules change. The date tells the state of a document that a limit was taken from, so that whoever
doubts one can look it up; a rule that nobody could find in a document is not here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MB = 1_000_000
GB = 1_000 * MB


@dataclass(frozen=True, slots=True)
class Cover:
    """What a store asks of a cover, in pixels: its shorter and its longer side.

    `least` is refused below, `wished` is advised; `most` is the longest side that is taken. `bytes`
    is the largest file that is advised, 0 where nothing is said.
    """

    least: tuple[int, int] = (0, 0)
    wished: tuple[int, int] = (0, 0)
    most: int = 0
    bytes: int = 0
    needed: bool = False
    refused_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Store:
    """A store and its limits; 0 where it says nothing.

    `book_bytes` is the largest book that it takes, `advised_bytes` the largest that it advises.
    `image_pixels` is the most pixels of an image, `image_bytes` the largest file of one that is
    advised, `document_bytes` the most that a content document and its images are to have together.
    `image_types` are those that it takes, () for all; `opaque` tells that images are to have no
    transparent ground, `rgb_needed` that others than RGB and grey are refused.
    """

    title: str
    source: str
    dated: str
    cover: Cover
    book_bytes: int = 0
    advised_bytes: int = 0
    image_pixels: int = 0
    image_bytes: int = 0
    document_bytes: int = 0
    image_types: tuple[str, ...] = ()
    opaque: bool = False
    rgb_needed: bool = False


STORES: Mapping[str, Store] = {
    "kdp": Store(
        title="Kindle Direct Publishing",
        source="Kindle Publishing Guidelines: cover image guidelines, image guidelines",
        dated="2025",
        cover=Cover(least=(625, 1000), wished=(1600, 2560), most=10_000, bytes=50 * MB),
        image_bytes=5 * MB,
    ),
    "apple": Store(
        title="Apple Books",
        source="Apple Books Asset Guide 5.2: images, book size",
        dated="2020",
        cover=Cover(),
        book_bytes=2 * GB,
        advised_bytes=500 * MB,
        image_pixels=5_600_000,
        image_types=("image/jpeg", "image/png"),
        rgb_needed=True,
    ),
    "kobo": Store(
        title="Kobo",
        source="Kobo ePub Guidelines (kobolabs/epub-spec): images, covers, limitations",
        dated="2017",
        cover=Cover(bytes=3 * MB, refused_types=("image/gif",)),
        advised_bytes=1 * GB,
        image_bytes=5 * MB,
        document_bytes=10 * MB,
        opaque=True,
    ),
    "google": Store(
        title="Google Play Books",
        source="Google Books Partner Center: file formats, size and quality limits",
        dated="2023-09",
        cover=Cover(least=(640, 640), most=7_200, needed=True),
        book_bytes=2 * GB,
    ),
}
