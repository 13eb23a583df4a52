"""The package of a DOCX file: a zip archive of parts and of relationships between them.

Reads by zipfile and lxml alone (ECMA-376-2, Open Packaging Conventions).
"""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import EditionError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DAMAGED = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, NotImplementedError)
_DOCUMENT, _CORE = "officeDocument", "core-properties"


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

    Raises EditionError where the file is missing, no zip archive, or holds no document.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        try:
            with zipfile.ZipFile(path) as archive:
                self._members = {
                    name: archive.read(name)
                    for name in archive.namelist()
                    if name.endswith((".xml", ".rels"))
                }
        except OSError as error:
            raise EditionError(f"{path.name} cannot be read: {error.strerror}") from error
        except (*_DAMAGED, RuntimeError) as error:
            raise EditionError(f"{path.name} is no DOCX file, or a damaged one: {error}") from error
        names = [r.target for r in self.relationships("").values() if r.kind == _DOCUMENT]
        if not names:
            raise EditionError(f"{path.name} is no DOCX file: its package names no document")
        self.document_name = names[0]

    def part(self, name: str) -> etree._Element:
        """Give the root of a part. Raises EditionError where it is missing or no XML."""
        if name not in self._members:
            raise EditionError(f"{self._name} is damaged: the part {name} is missing")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(self._members[name], parser)
        except etree.XMLSyntaxError as error:
            raise EditionError(
                f"{self._name} is damaged: {name} is no XML ({error.msg})"
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
        for relationship in self.relationships("").values():
            if relationship.kind == _CORE:
                return self.part(relationship.target)
        return None


def _relationship(element: etree._Element, folder: str) -> Relationship:
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Relationship(kind, target, external)
