"""Title, authors and language, as the package says them."""

from dataclasses import dataclass

from lxml import etree

from pipeline.exporter import Revision, normal_text, source_digest
from pipeline.exporters.docx.read_back.package import DocxPackage, W

_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class ReadProperties:
    """What the properties say; the language may come from the styles' defaults.

    `has_own_pages` tells that the page numbers are not those of the printed edition.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    revision: Revision
    has_own_pages: bool


def read_properties(package: DocxPackage) -> ReadProperties:
    """Read the core properties; Word separates authors by semicolons."""
    core = package.core_properties()

    def text(name: str) -> str:
        found = None if core is None else core.findtext(f"{_DC}{name}")
        return found or ""

    authors = (normal_text(name) for name in text("creator").split(";"))
    return ReadProperties(
        normal_text(text("title")),
        tuple(name for name in authors if name),
        normal_text(text("language") or _default_language(package)),
        _revision(package, core),
        has_own_pages=bool(_said(package).get("Page numbers")),
    )


def _said(package: DocxPackage) -> dict[str, str]:
    """Give the custom properties by their names."""
    custom = package.properties("custom-properties")
    properties = () if custom is None else custom.iter(f"{_CUSTOM}property")
    return {each.get("name", ""): "".join(map(str, each.itertext())) for each in properties}


def _revision(package: DocxPackage, core: etree._Element | None) -> Revision:
    extended = package.properties("extended-properties")
    said = _said(package)
    version = None if core is None else core.findtext(f"{_CP}version")
    generator = None if extended is None else extended.findtext(f"{_EXTENDED}Application")
    return Revision(
        normal_text(version or ""),
        source_digest(said.get("Source", "")),
        normal_text(generator or ""),
    )


def _default_language(package: DocxPackage) -> str:
    found = package.related("styles")
    language = None if found is None else found[1].find(f"{W}docDefaults//{W}lang")
    return "" if language is None else language.get(f"{W}val", "")
