"""The package: parts put together by python-docx, written so that the bytes are always the same.

Parts are handed over as bytes: to parse the body of a book and to write it again would take longer
than to make it. No default template is used: it brings styles, pictures and names of its own.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import digits

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.package import Package
from docx.parts.image import ImagePart

from pipeline.exporters.docx.writer.allotments import Story
from pipeline.exporters.docx.writer.markup import DECLARATION, element, joined, quoted
from pipeline.exporters.docx.writer.typefaces import EmbeddedFont

OBFUSCATED_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EXTERNAL = ' TargetMode="External"'
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_BY_SUFFIX = {
    "rels": CT.OPC_RELATIONSHIPS,
    "xml": CT.XML,
    "odttf": OBFUSCATED_FONT,
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "svg": "image/svg+xml",
}


_KINDS: Mapping[str, tuple[str, str, str]] = {
    "styles": (CT.WML_STYLES, RT.STYLES, ""),
    "numbering": (CT.WML_NUMBERING, RT.NUMBERING, ""),
    "settings": (CT.WML_SETTINGS, RT.SETTINGS, ""),
    "footnotes": (CT.WML_FOOTNOTES, RT.FOOTNOTES, ""),
    "fontTable": (CT.WML_FONT_TABLE, RT.FONT_TABLE, ""),
    "header": (CT.WML_HEADER, RT.HEADER, ""),
    "footer": (CT.WML_FOOTER, RT.FOOTER, ""),
    "theme": (CT.OFC_THEME, RT.THEME, "theme/"),
}


@dataclass(frozen=True, slots=True)
class Binding:
    """Puts the parts of one edition together."""

    package: Package
    document: Part
    images: Mapping[str, ImagePart]
    pictures: dict[str, ImagePart] = field(default_factory=dict)

    @classmethod
    def of(cls, document: bytes, images: Iterable[tuple[str, str, str, bytes]]) -> "Binding":
        """Begin a package with its document and its images (name, suffix, media type, bytes)."""
        package = Package()
        part = Part(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, document, package)
        package.load_rel(RT.OFFICE_DOCUMENT, part, "rIdDocument")
        kept = {
            name: ImagePart.load(
                PackURI(f"/word/media/image{number}.{suffix}"), media_type, content, package
            )
            for number, (name, suffix, media_type, content) in enumerate(images, start=1)
        }
        return cls(package, part, kept)

    def add(self, name: str, content: bytes, relationship: str = "") -> Part:
        """Add a part (`styles`, `header2` …) and its relationship to the document."""
        content_type, relationship_type, folder = _KINDS[name.rstrip(digits)]
        place = PackURI(f"/word/{folder}{name}.xml")
        part = Part(place, content_type, content, self.package)
        self.document.load_rel(relationship_type, part, relationship or f"rId{name.capitalize()}")
        return part

    def relate(self, part: Part, story: Story) -> None:
        """Give a part the relationships that its story uses."""
        for url, relationship in story.links.items():
            part.load_rel(RT.HYPERLINK, url, relationship, is_external=True)
        for asset, relationship in story.images.items():
            part.load_rel(RT.IMAGE, self.images[asset], relationship)

    def link(self, part: Part, url: str, relationship: str) -> None:
        """Give a part a relationship that leads out."""
        part.load_rel(RT.HYPERLINK, url, relationship, is_external=True)

    def picture(self, part: Part, relationship: str, name: str, content: tuple[str, bytes]) -> None:
        """Give a part an image that no asset is: its name elsewhere, its media type and bytes."""
        place = PackURI(f"/word/media/house-{name.rpartition('/')[2]}")
        image = ImagePart.load(place, *content, self.package)
        part.load_rel(RT.IMAGE, self.pictures.setdefault(name, image), relationship)

    def embed(self, table: Part, fonts: Iterable[EmbeddedFont]) -> None:
        """Add the fonts that the font table refers to."""
        for number, font in enumerate(fonts, start=1):
            part = Part(
                PackURI(f"/word/fonts/font{number}.odttf"),
                OBFUSCATED_FONT,
                font.content,
                self.package,
            )
            table.load_rel(RT.FONT, part, font.relationship)

    def describe(self, core: bytes, extended: bytes, custom: bytes | None) -> None:
        """Add the properties of the package."""
        rows = [
            ("core", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core),
            ("app", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, extended),
        ]
        if custom is not None:
            rows.append(("custom", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES, custom))
        for name, content_type, relationship_type, content in rows:
            part = Part(PackURI(f"/docProps/{name}.xml"), content_type, content, self.package)
            self.package.load_rel(relationship_type, part, f"rId{name.capitalize()}")

    def content(self) -> bytes:
        """Give the package's bytes: members in a fixed order, without times."""
        parts = self.package.parts
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            _write(archive, "[Content_Types].xml", _content_types(parts))
            _write(archive, "_rels/.rels", _relationships(self.package.rels))
            for part in parts:
                _write(archive, part.partname.membername, part.blob)
                if len(part.rels):
                    _write(archive, part.partname.rels_uri.membername, _relationships(part.rels))
        return packed.getvalue()


def _write(archive: zipfile.ZipFile, name: str, content: bytes | str) -> None:
    member = zipfile.ZipInfo(name, _FIRST_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0
    archive.writestr(member, content)


def _relationships(relationships: Relationships) -> bytes:
    """Make a part of relationships (ECMA-376-2, 9.3); python-docx's own is slow for many."""
    rows = [
        f'<Relationship Id="{relationship.rId}" Type="{relationship.reltype}" '
        f"Target={quoted(relationship.target_ref)}"
        f"{_EXTERNAL if relationship.is_external else ''}/>"
        for relationship in relationships.values()
    ]
    content = "".join(rows)
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{content}</Relationships>'.encode()


def _content_types(parts: Iterable[Part]) -> bytes:
    """Make the list of the parts' types (ECMA-376-2, 10.1.2.2)."""
    named = [(part.partname, part.content_type) for part in parts]
    suffixes = {"rels", "xml"} | {
        name.ext for name, kind in named if _BY_SUFFIX.get(name.ext) == kind
    }
    defaults = (
        element("Default", {"Extension": suffix, "ContentType": _BY_SUFFIX[suffix]})
        for suffix in sorted(suffixes)
    )
    overrides = (
        element("Override", {"PartName": name, "ContentType": kind})
        for name, kind in sorted(named)
        if _BY_SUFFIX.get(name.ext) != kind
    )
    content = joined((*defaults, *overrides))
    return f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}">{content}</Types>'.encode()
