"""What the images of a file are known by: digests of what the file holds of them."""

import hashlib

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
    found = [hashlib.sha256(image.read_raw_bytes()).hexdigest()]
    is_plain = name_in(entry(image, "/Filter")) == "FlateDecode"
    if is_plain and entry(image, "/DecodeParms") is None:
        found.append(hashlib.sha256(image.read_bytes()).hexdigest())
    return found
