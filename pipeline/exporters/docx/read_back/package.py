"""The package of a DOCX file: a zip archive of parts and of relationships between them.

Reads by zipfile and lxml alone (ECMA-376-2, Open Packaging Conventions).
"""

import hashlib
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import EditionError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# What zipfile raises for damaged archives; its documentation names BadZipFile alone.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OverflowError,
    RuntimeError,
    ValueError,
)
# ECMA-376-2, annex C, allows no other. The bytes that come out of others know no bound.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
LARGEST_MEMBER, LARGEST_SUM = 512 << 20, 2 << 30
"""How many bytes a member, and all members together, may unpack to."""
_PIECE = 1 << 20
_PARSED = (".xml", ".rels")
_DOCUMENT, _CORE, _IMAGE = "officeDocument", "core-properties", "image"


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a relationship leads: the last word of its type, its target, whether it leads out.

    An inner target is the name of a member of the archive.
    """

    kind: str
    target: str
    external: bool


class DocxPackage:
    """The parts of a DOCX file.

    Raises EditionError where the file is missing, no zip archive, damaged, larger than any
    edition, or holds no document.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._members: dict[str, bytes] = {}
        self._others: dict[str, str] = {}
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        try:
            with zipfile.ZipFile(path) as archive:
                self._unpack(archive)
        except OSError as error:
            raise EditionError(f"{path} cannot be read: {error.strerror or error}") from error
        except _DAMAGED as error:
            raise EditionError(f"{path} is no DOCX file, or a damaged one: {error}") from error
        names = [r.target for r in self.relationships("").values() if r.kind == _DOCUMENT]
        if not names:
            raise EditionError(f"{path} is no DOCX file: its package names no document")
        self.document_name = names[0]

    def _unpack(self, archive: zipfile.ZipFile) -> None:
        """Keep the members that are XML, and the digests of the others that hold anything.

        All are unpacked, for damage shows then only; zipfile gives no more bytes of a member than
        the archive says that it has.
        """
        entries = archive.infolist()
        self._refuse_bombs(entries)
        for entry in entries:
            with archive.open(entry) as stream:
                if entry.filename.endswith(_PARSED):
                    self._members[entry.filename] = stream.read(LARGEST_MEMBER)
                digest = hashlib.sha256()
                while piece := stream.read(_PIECE):
                    digest.update(piece)
                    self._others[entry.filename] = digest.hexdigest()

    def _refuse_bombs(self, entries: Iterable[zipfile.ZipInfo]) -> None:
        total = 0
        for entry in entries:
            total += entry.file_size
            if entry.file_size > LARGEST_MEMBER or total > LARGEST_SUM:
                raise EditionError(f"{self._path} is no edition: it unpacks to too many bytes")
            if entry.compress_type not in _METHODS:
                raise EditionError(
                    f"{self._path} is no DOCX file: {entry.filename} is packed in a way that "
                    "none may have"
                )

    def pictures(self, name: str) -> Mapping[str, str]:
        """Give the SHA-256 of every image that a part refers to and the package really has.

        They are known by the ids of their relationships.
        """
        return {
            identifier: self._others[relationship.target]
            for identifier, relationship in self.relationships(name).items()
            if relationship.kind == _IMAGE
            and not relationship.external
            and relationship.target in self._others
        }

    def part(self, name: str) -> etree._Element:
        """Give the root of a part. Raises EditionError where it is missing or no XML."""
        if name not in self._members:
            raise EditionError(f"{self._path} is damaged: the part {name} is missing")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(self._members[name], parser)
        except etree.XMLSyntaxError as error:
            raise EditionError(
                f"{self._path} is damaged: {name} is no XML ({error.msg})"
            ) from error

    def relationships(self, name: str) -> Mapping[str, Relationship]:
        """Give the relationships of a part by their ids; `""` is the package itself."""
        if name not in self._relationships:
            self._relationships[name] = self._read_relationships(name)
        return self._relationships[name]

    def _read_relationships(self, name: str) -> Mapping[str, Relationship]:
        folder, base = posixpath.split(name)
        member = posixpath.join(folder, "_rels", f"{base}.rels")
        if member not in self._members:
            return {}
        return {
            element.get("Id", ""): _relationship(element, folder)
            for element in self.part(member).iter(f"{_RELATIONSHIPS}Relationship")
        }

    def related(self, kind: str) -> tuple[str, etree._Element] | None:
        """Give the name and root of the document's part of a kind (`styles`), None without one."""
        for relationship in self.relationships(self.document_name).values():
            if relationship.kind == kind and not relationship.external:
                return relationship.target, self.part(relationship.target)
        return None

    def core_properties(self) -> etree._Element | None:
        """Give the root of the core properties, None where the package has none."""
        return self.properties(_CORE)

    def properties(self, kind: str) -> etree._Element | None:
        """Give the root of the package's properties of a kind, None where it has none."""
        for relationship in self.relationships("").values():
            if relationship.kind == kind:
                return self.part(relationship.target)
        return None


def _relationship(element: etree._Element, folder: str) -> Relationship:
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Relationship(kind, target, external)
