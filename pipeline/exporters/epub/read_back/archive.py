"""The package: the zip file, its container, its package document."""

import hashlib
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.errors import EditionError
from pipeline.exporter import Revision, normal_text, source_digest
from pipeline.webtext.elements import resolved

MEMBER_LIMIT = 512 * 2**20
"""The most bytes that one member may unpack to; no edition comes near, but bombs go beyond."""

TOTAL_LIMIT = 4 * MEMBER_LIMIT
"""The most bytes that all members that are read may unpack to."""

CONTAINER = "META-INF/container.xml"
XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
_NAMESPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "opf": "http://www.idpf.org/2007/opf",
}
# What zipfile raises for damaged files; its documentation names BadZipFile alone.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
_OPF_ROLE = f"{{{_NAMESPACES['opf']}}}role"


class Archive:
    """A zip file whose members are asked for by name; every trouble is an EditionError."""

    def __init__(self, edition: Path, members: zipfile.ZipFile) -> None:
        self.edition = edition
        self._members = members
        self._left = TOTAL_LIMIT
        self._digests: dict[str, str] = {}

    def files(self) -> frozenset[str]:
        """Give the paths of all members that hold anything."""
        return frozenset(m.filename for m in self._members.infolist() if m.file_size)

    def xml(self, name: str) -> etree._Element:
        """Parse a member as XML, without entities of its own making and without the network.

        `huge_tree`: a hundred nested quotes and lists are deeper than the 256 elements that
        libxml2 allows otherwise; what it may cost is bounded by the member's size.
        """
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(self._content(name), parser)
        except etree.XMLSyntaxError as error:
            raise self.trouble(f"{name} is no well-formed XML ({error.msg})") from error

    def digest(self, name: str) -> str:
        """Give the SHA-256 of a member; each is read once."""
        if name not in self._digests:
            self._digests[name] = hashlib.sha256(self._content(name)).hexdigest()
        return self._digests[name]

    def text(self, name: str) -> str:
        """Read a member as text; what is no UTF-8 in it is passed by."""
        return self._content(name).decode("utf-8", "ignore")

    def _content(self, name: str) -> bytes:
        limit = min(MEMBER_LIMIT, self._left)
        try:
            with self._members.open(name) as member:
                content = member.read(limit + 1)
        except KeyError as error:
            raise self.trouble(f"{name} is missing in it") from error
        except _BROKEN as error:
            raise self.trouble(f"{name} cannot be unpacked ({error})") from error
        if len(content) > limit:
            raise self.trouble(f"{name} unpacks to more than {limit} bytes")
        self._left -= len(content)
        return content

    def trouble(self, sentence: str) -> EditionError:
        """Give the error that says what is wrong with this edition."""
        return EditionError(f"{self.edition} cannot be read back: {sentence}")


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A file of the package: its path in the zip, media type and properties."""

    path: str
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says.

    `documents` are the paths of the spine's XHTML documents in reading order; `nav` and `ncx` are
    paths, "" where there is none. `nav_is_read` tells whether the nav is a page of the book.
    """

    archive: Archive
    title: str
    authors: tuple[str, ...]
    language: str
    direction: str
    documents: tuple[str, ...]
    nav: str
    nav_is_read: bool
    ncx: str
    revision: Revision


@contextmanager
def open_package(edition: Path) -> Iterator[Package]:
    """Open an EPUB and read its package document; raises EditionError."""
    try:
        members = zipfile.ZipFile(edition)
    except _BROKEN as error:
        reason = getattr(error, "strerror", None) or "it is no zip file"
        raise EditionError(f"{edition} cannot be read back: {reason}") from error
    with members:
        archive = Archive(edition, members)
        yield _package(archive, _package_path(archive))


def _package_path(archive: Archive) -> str:
    roots = archive.xml(CONTAINER).iterfind(".//c:rootfile", _NAMESPACES)
    path = next((root.get("full-path") for root in roots), None)
    if not path:
        raise archive.trouble(f"{CONTAINER} names no package document")
    return path


def _package(archive: Archive, path: str) -> Package:
    root = archive.xml(path)
    manifest = _manifest(root, path)
    spine = [
        (_spine_item(archive, manifest, reference.get("idref", "")), reference.get("linear"))
        for reference in root.iterfind("opf:spine/opf:itemref", _NAMESPACES)
    ]
    if not spine:
        raise archive.trouble(f"{path} has no spine")
    nav = next((item.path for item in manifest.values() if "nav" in item.properties), "")
    metadata = _Metadata(root)
    return Package(
        archive=archive,
        title=metadata.title(),
        authors=metadata.authors(),
        language=metadata.first("language"),
        direction=_direction(root),
        documents=tuple(item.path for item, _ in spine if item.media_type == XHTML),
        nav=nav,
        nav_is_read=any(item.path == nav and linear != "no" for item, linear in spine),
        ncx=next((item.path for item in manifest.values() if item.media_type == NCX), ""),
        revision=metadata.revision(),
    )


def _direction(root: etree._Element) -> str:
    """Give the direction of the spine (EPUB 3.3, 5.7.1)."""
    spine = root.find("opf:spine", _NAMESPACES)
    said = "" if spine is None else spine.get("page-progression-direction", "")
    return "rtl" if said == "rtl" else "ltr"


def _manifest(root: etree._Element, path: str) -> dict[str, ManifestItem]:
    return {
        item.get("id", ""): ManifestItem(
            resolved(path, item.get("href", "")),
            item.get("media-type", ""),
            tuple(item.get("properties", "").split()),
        )
        for item in root.iterfind("opf:manifest/opf:item", _NAMESPACES)
    }


def _spine_item(archive: Archive, manifest: dict[str, ManifestItem], idref: str) -> ManifestItem:
    item = manifest.get(idref)
    if item is None:
        raise archive.trouble(f"its spine names '{idref}', which its manifest does not have")
    return item


class _Metadata:
    """The metadata of a package document."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._refined: dict[tuple[str, str], str] = {
            (meta.get("refines", "").removeprefix("#"), meta.get("property", "")): meta.text or ""
            for meta in root.iterfind("opf:metadata//opf:meta[@refines]", _NAMESPACES)
        }

    def _elements(self, name: str) -> list[etree._Element]:
        return self._root.findall(f"opf:metadata//dc:{name}", _NAMESPACES)

    def first(self, name: str) -> str:
        """Give the text of the first element of a name, "" where there is none."""
        return next((_text(element) for element in self._elements(name)), "")

    def title(self) -> str:
        """Give the main title: the one that is said to be it, else the first."""
        main = (e for e in self._elements("title") if self._refinement(e, "title-type") == "main")
        return next((_text(element) for element in main), "") or self.first("title")

    def authors(self) -> tuple[str, ...]:
        """Give the creators that are authors, or of whom no role is told."""
        creators = self._elements("creator")
        return tuple(_text(e) for e in creators if self._role(e) in {"", "aut"})

    def revision(self) -> Revision:
        """Give what is said of the source: its version and its digest."""
        metas = self._root.iterfind(
            "opf:metadata//opf:meta[@property='schema:version']", _NAMESPACES
        )
        version = next((normal_text(_text(meta)) for meta in metas), "")
        digests = (source_digest(_text(element)) for element in self._elements("source"))
        return Revision(version, next(filter(None, digests), ""))

    def _role(self, creator: etree._Element) -> str:
        return self._refinement(creator, "role") or creator.get(_OPF_ROLE, "")

    def _refinement(self, element: etree._Element, name: str) -> str:
        return self._refined.get((element.get("id", ""), name), "").strip()


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())
