"""What a store finds in a book."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.preflight.book import Book, Picture
from pipeline.preflight.stores import MB, Store

_REFUSED = frozenset({"applet", "base", "embed", "form", "frame", "frameset", "iframe", "script"})
"""Elements that stores refuse or their readers ignore."""


class Gravity(StrEnum):
    """How grave a finding is: the store refuses the file, or advises against it."""

    REFUSED = "refused"
    ADVISED = "advised against"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a store minds: where it is in the file, what it is, what to do."""

    store: Store
    gravity: Gravity
    place: str
    message: str

    @property
    def is_refusal(self) -> bool:
        """Whether the store does not take the file."""
        return self.gravity is Gravity.REFUSED

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.gravity}: {self.message} [{self.store.title}, {self.store.dated}]"


def check(book: Book, store: Store) -> Iterator[Finding]:
    """Yield what a store minds of a book, the whole first, then its files in their order."""
    for gravity, place, message in (
        *_whole(book, store),
        *_cover(book, store),
        *_images(book, store),
        *_documents(book, store),
    ):
        yield Finding(store, gravity, place, message)


_Told = Iterator[tuple[Gravity, str, str]]


def _whole(book: Book, store: Store) -> _Told:
    if store.book_bytes and book.bytes > store.book_bytes:
        yield Gravity.REFUSED, "", f"the file has {_size(book.bytes)}, {_most(store.book_bytes)}"
    elif store.advised_bytes and book.bytes > store.advised_bytes:
        yield Gravity.ADVISED, "", f"the file has {_size(book.bytes)}, {_most(store.advised_bytes)}"
    if not book.has_navigation:
        yield Gravity.REFUSED, "", "there is no navigation: neither nav document nor NCX"


def _cover(book: Book, store: Store) -> _Told:
    rules, cover = store.cover, book.cover
    if cover is None:
        gravity = Gravity.REFUSED if rules.needed else Gravity.ADVISED
        yield gravity, "", "there is no cover; 'cover-image' names one, a book can have one drawn"
        return
    if cover.media_type in rules.refused_types:
        yield Gravity.REFUSED, cover.path, f"a cover is no {cover.media_type}; save it as JPEG"
    if rules.bytes and cover.bytes > rules.bytes:
        yield (
            Gravity.ADVISED,
            cover.path,
            f"the cover has {_size(cover.bytes)}, {_most(rules.bytes)}",
        )
    if cover.width:
        yield from _cover_pixels(cover, store)


def _cover_pixels(cover: Picture, store: Store) -> _Told:
    rules = store.cover
    sides = sorted((cover.width, cover.height))
    shown = f"the cover has {cover.width} x {cover.height} pixels"
    if any(side < least for side, least in zip(sides, rules.least, strict=True)):
        yield Gravity.REFUSED, cover.path, f"{shown}, the least is {_pixels(rules.least)}"
    elif any(side < wished for side, wished in zip(sides, rules.wished, strict=True)):
        yield Gravity.ADVISED, cover.path, f"{shown}, better are {_pixels(rules.wished)}"
    if rules.most and sides[1] > rules.most:
        yield Gravity.REFUSED, cover.path, f"{shown}, no side has more than {rules.most:,}"


def _images(book: Book, store: Store) -> _Told:
    for picture in book.pictures:
        pixels = picture.width * picture.height
        if store.image_pixels and pixels > store.image_pixels:
            most = f"{store.image_pixels / MB:.1f} million"
            message = f"the image has {pixels / MB:.1f} million pixels, the most are {most}"
            yield Gravity.REFUSED, picture.path, message
        if store.image_bytes and picture.bytes > store.image_bytes:
            message = f"the image has {_size(picture.bytes)}, {_most(store.image_bytes)}"
            yield Gravity.ADVISED, picture.path, message
        if store.image_types and picture.media_type not in store.image_types:
            message = f"images are JPEG or PNG, and this is {picture.media_type}"
            yield Gravity.ADVISED, picture.path, message
        if not picture.is_rgb:
            gravity = Gravity.REFUSED if store.rgb_needed else Gravity.ADVISED
            yield gravity, picture.path, "the colours of the image are for print; save it as RGB"
        if store.opaque and picture.is_transparent:
            message = "the image has a transparent ground, which readers fill as they like"
            yield Gravity.ADVISED, picture.path, message


def _documents(book: Book, store: Store) -> _Told:
    sizes = {picture.path: picture.bytes for picture in book.pictures}
    for document in book.documents:
        total = document.bytes + sum(sizes.get(path, 0) for path in sorted(document.images))
        if store.document_bytes and total > store.document_bytes:
            message = (
                f"the document and its images have {_size(total)}, {_most(store.document_bytes)}"
            )
            yield Gravity.ADVISED, document.path, message
        for name in sorted(document.elements & _REFUSED):
            yield Gravity.REFUSED, document.path, f"readers of the store do without <{name}>"
        for address in document.remote:
            message = f"what it shows is on the web, and books are read off it: {address}"
            yield Gravity.REFUSED, document.path, message


def _size(count: int) -> str:
    return f"{count / MB:,.1f} MB"


def _most(count: int) -> str:
    return f"the most is {count / MB:,.0f} MB"


def _pixels(sides: tuple[int, int]) -> str:
    return f"{sides[0]:,} x {sides[1]:,}"
