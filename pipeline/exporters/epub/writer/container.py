"""EbookLib's part: the container, the package document, the zip file.

EbookLib writes META-INF/container.xml, the package document (metadata, manifest, spine) and puts
the items into the zip. These of its seams are used, and held by tests/test_epub_seams.py:

* `epub.EpubItem`: an item that is written as the bytes it holds, with the manifest `properties`
  that it lists. (`EpubHtml` parses and prints its content again, and changes it: never used.)
* `EpubBook.metadata`: namespace -> name -> [(text, attributes)], written in that order; `reset`
  puts a generator there, which is taken out.
* `EpubBook.spine`: items in reading order; `items`: the manifest.
* `EpubWriter._write_opf_file(root)`: gets the package element just before it is printed; there
  it is given its language.
* `EpubWriter.write` and `out`: `write` opens the zip file as `out` and has the parts written by
  `_write_container`, `_write_opf` and `_write_items`, all through `out.writestr(name, content)`;
  an `out` of our own gives the members a fixed time.
* option `mtime`: the time of the last change, which is the clock's otherwise.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ebooklib import epub

from pipeline.model.direction import is_right_to_left
from pipeline.model.publication import Publication

PACKAGE_FOLDER = "EPUB"
IDENTIFIER_ID = "id"
NCX_ID = "ncx"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can tell: members have no time of their own."""

_LEVEL = 6
_UNIX = 3
_REGULAR_FILE = 0o100644 << 16


class Item(epub.EpubItem):  # type: ignore[misc]  # EbookLib has no types
    """A file of the package whose bytes are ready."""

    def __init__(
        self,
        identifier: str,
        file_name: str,
        media_type: str,
        content: bytes,
        properties: Sequence[str] = (),
    ) -> None:
        super().__init__(identifier, file_name, media_type, content)
        self.properties = list(properties)
        self.in_spine = True


@dataclass(frozen=True, slots=True)
class Meta:
    """An element of the package's metadata: `dc:<name>`, or `meta` where `name` says so."""

    name: str
    text: str
    attributes: dict[str, str]


def pack(
    publication: Publication,
    metadata: Sequence[Meta],
    documents: Sequence[Item],
    others: Sequence[Item],
) -> bytes:
    """Give the EPUB file that holds these items; `documents` stand in reading order."""
    book = epub.EpubBook()
    book.FOLDER_NAME = PACKAGE_FOLDER
    book.metadata = {}
    book.uid = publication.metadata.identifier
    book.language = publication.metadata.language
    for meta in metadata:
        namespace = None if meta.name == "meta" else "DC"
        book.add_metadata(namespace, meta.name, meta.text, meta.attributes)
    for item in (*documents, *others):
        book.add_item(item)
    book.spine = [item for item in documents if item.in_spine]
    if is_right_to_left(book.language):
        book.set_direction("rtl")
    return _packed(book, publication.timestamp)


def _packed(book: epub.EpubBook, timestamp: int | None) -> bytes:
    output = io.BytesIO()
    modified = datetime.fromtimestamp(timestamp or 0, tz=UTC)
    _Writer(output, book, {"mtime": modified, "epub2_guide": False}).write()
    return output.getvalue()


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer, with a language for the package and no time in the zip."""

    def _write_opf_file(self, root: Any) -> None:  # noqa: ANN401 - lxml's class is private
        root.set(_XML_LANGUAGE, self.book.language)
        super()._write_opf_file(root)

    def write(self) -> None:
        with zipfile.ZipFile(self.file_name, "w") as archive:
            self.out = _Members(archive)
            # OCF 3.3 (4.3): the first member, neither compressed nor with extra fields.
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()


class _Members:
    """The members of a zip file, as EbookLib writes them: all of one time and with equal rights."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def writestr(self, name: str, content: str | bytes) -> None:
        """Add a member."""
        member = zipfile.ZipInfo(name, _ZIP_TIME)
        member.create_system = _UNIX
        member.external_attr = _REGULAR_FILE
        kind = zipfile.ZIP_STORED if _is_stored(name) else zipfile.ZIP_DEFLATED
        self._archive.writestr(member, content, kind, _LEVEL)


def _is_stored(name: str) -> bool:
    """Tell what gains nothing from compression, or must not have it."""
    return name == "mimetype" or name.endswith((".png", ".jpg", ".gif"))
