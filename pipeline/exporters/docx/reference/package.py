"""The file of a reference document: its parts and relationships, read with suspicion.

A house's document may come from anywhere: nothing in it is run, followed or fetched.
"""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
VAL = f"{W}val"
LARGEST_FILE, LARGEST_SUM = 64 << 20, 256 << 20
"""How many bytes a reference document may have, and may unpack to."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLD_KIND = b"\xd0\xcf\x11\xe0"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile raises for damaged archives; its documentation names BadZipFile alone.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OverflowError,
    RuntimeError,
    ValueError,
    NotImplementedError,
)


class ReferenceUnreadableError(Exception):
    """A reference document cannot be used, in words that follow the name of the file."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relationship leads: the last word of its type, its target, whether it leads out.

    An inner target is the name of a member of the archive.
    """

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """The members of a reference document, by their names; `document` is the one with the text."""

    members: Mapping[str, bytes]
    document: str

    @classmethod
    def opened(cls, path: Path) -> "ReferenceFile":
        """Open a file. Raises ReferenceUnreadableError where it is no Word document."""
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise ReferenceUnreadableError(f"has more than {LARGEST_FILE >> 20} MiB")
            with path.open("rb") as stream:
                start = stream.read(len(_OLD_KIND))
        except OSError as error:
            raise ReferenceUnreadableError(f"cannot be read: {error.strerror}") from error
        if start == _OLD_KIND:
            reason = "is locked by a password, or of the kind .doc; save it as an open .docx"
            raise ReferenceUnreadableError(reason)
        members = _members(path)
        found = cls(members, "")
        names = [r.target for r in found.relations("").values() if r.kind == "officeDocument"]
        if not names or names[0] not in members:
            raise ReferenceUnreadableError("is no Word document: it holds no text")
        whole = cls(members, names[0])
        whole._refuse_other_kinds()
        return whole

    def _refuse_other_kinds(self) -> None:
        root = self.root(self.document)
        if root.tag == f"{STRICT}document":
            reason = "is of the strict kind; save it as an ordinary Word document"
            raise ReferenceUnreadableError(reason)
        if root.tag != f"{W}document":
            raise ReferenceUnreadableError("is no Word document")

    def root(self, name: str) -> etree._Element:
        """Give the root of a part. Raises ReferenceUnreadableError where it is no XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            root = etree.fromstring(self.members.get(name, b""), parser)
        except etree.XMLSyntaxError as error:
            raise ReferenceUnreadableError(f"is damaged: {name} is no XML") from error
        if root.getroottree().docinfo.internalDTD is not None:
            # ECMA-376-2, 8.1.4: a part declares no types of its own.
            raise ReferenceUnreadableError(f"is damaged: {name} declares types of its own")
        return root

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Give the relationships of a part by their ids; `""` is the package itself."""
        folder, base = posixpath.split(name)
        member = posixpath.join(folder, "_rels", f"{base}.rels")
        if member not in self.members:
            return {}
        rows = self.root(member).iter(_RELATIONSHIP)
        return {row.get("Id", ""): _relation(row, folder) for row in rows}

    def related(self, kind: str) -> str:
        """Give the name of the document's part of a kind (`styles`), "" where there is none."""
        for relation in self.relations(self.document).values():
            if relation.kind == kind and not relation.external and relation.target in self.members:
                return relation.target
        return ""


def _members(path: Path) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            return {entry.filename: archive.read(entry) for entry in entries}
    except OSError as error:
        raise ReferenceUnreadableError(f"cannot be read: {error.strerror or error}") from error
    except _DAMAGED as error:
        raise ReferenceUnreadableError("is no Word document, or a damaged one") from error


def _refuse_bombs(entries: Iterable[zipfile.ZipInfo]) -> None:
    total = 0
    for entry in entries:
        total += entry.file_size
        if total > LARGEST_SUM or entry.compress_type not in _METHODS:
            raise ReferenceUnreadableError("unpacks to more than any Word document should hold")


def _relation(row: etree._Element, folder: str) -> Relation:
    kind = row.get("Type", "").rsplit("/", 1)[-1]
    target, external = row.get("Target", ""), row.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Relation(kind, target, external)


def value_of(element: etree._Element | None, name: str) -> str:
    """Give the `w:val` of a child, "" where there is none."""
    child = None if element is None else element.find(f"{W}{name}")
    return "" if child is None else child.get(VAL, "")


def is_on(element: etree._Element | None, name: str) -> bool:
    """Tell whether a child switches a property on (ECMA-376-1, 17.17.4, ST_OnOff)."""
    child = None if element is None else element.find(f"{W}{name}")
    return child is not None and child.get(VAL, "true") in {"1", "true", "on"}


def remove(element: etree._Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element."""
    yield from ((str(key), str(value)) for key, value in element.attrib.items())


def as_bytes(root: etree._Element) -> bytes:
    """Give the bytes of a part."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
