"""What a finished edition says of itself: its media type, its pages, the standards it claims.

Formats that are not known here have a media type by their ending, and nothing else.
"""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from mimetypes import MimeTypes
from pathlib import Path

from lxml import etree

from pipeline.errors import EditionError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip", ".docx": _WORD}
_UNKNOWN = "application/octet-stream"
_PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_PDF_A = "{http://www.aiim.org/pdfa/ns/id/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_LARGEST_METADATA = 1 << 24  # bytes


@dataclass(frozen=True, slots=True)
class Particulars:
    """Standards by their names, and the number of pages, None where there are no fixed ones."""

    standards: tuple[str, ...] = ()
    pages: int | None = None


def media_type(name: str) -> str:
    """Give the media type of a file by its ending; the machine's own tables play no part."""
    suffix = Path(name).suffix.lower()
    return _MEDIA_TYPES.get(suffix) or MimeTypes(()).guess_type(f"x{suffix}")[0] or _UNKNOWN


def particulars(edition: Path) -> Particulars:
    """Read what a finished edition says of itself; raises EditionError where it cannot be read."""
    read = _READERS.get(edition.suffix.lower())
    if read is None:
        return Particulars()
    try:
        return read(edition)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise EditionError(f"{edition} cannot be read: {error}") from error


def _of_pdf(edition: Path) -> Particulars:
    import pikepdf  # noqa: PLC0415 - needed where a PDF is released

    try:
        with pikepdf.open(edition) as pdf:
            pages = len(pdf.pages)
            packet = pdf.Root.get("/Metadata")
            tree = _xml(packet.read_bytes()) if isinstance(packet, pikepdf.Stream) else None
    except pikepdf.PdfError as error:
        raise EditionError(f"{edition} cannot be read: {error}") from error
    return Particulars(tuple(_pdf_standards(tree)) if tree is not None else (), pages)


def _pdf_standards(packet: etree._Element) -> list[str]:
    """Name the standards that an XMP packet claims (ISO 14289-1, 5; ISO 19005-2, 6.6.4)."""
    found: list[str] = []
    if part := _said(packet, f"{_PDF_UA}part"):
        found.append(f"PDF/UA-{part}")
    if part := _said(packet, f"{_PDF_A}part"):
        found.append(f"PDF/A-{part}{_said(packet, f'{_PDF_A}conformance').lower()}")
    return found


def _said(packet: etree._Element, name: str) -> str:
    """Give a property of an XMP packet, be it an element or an attribute."""
    for element in packet.iter():
        if element.tag == name:
            return (element.text or "").strip()
        if name in element.attrib:
            return str(element.attrib[name]).strip()
    return ""


def _of_epub(edition: Path) -> Particulars:
    with zipfile.ZipFile(edition) as archive:
        container = _xml(_member(archive, "META-INF/container.xml"))
        root = container.find(f".//{_CONTAINER}rootfile")
        if root is None:
            raise EditionError(f"{edition} cannot be read: its container names no package document")
        package = _xml(_member(archive, str(root.get("full-path", ""))))
    claims = (
        " ".join((meta.text or "").split())
        for meta in package.iter(f"{_OPF}meta")
        if meta.get("property") == "dcterms:conformsTo" and not meta.get("refines")
    )
    return Particulars((f"EPUB {package.get('version', '')}".removesuffix(".0"), *claims))


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST_METADATA:
        raise KeyError(f"{name} is too large")
    return archive.read(name)


def _xml(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


_READERS: Mapping[str, Callable[[Path], Particulars]] = {".pdf": _of_pdf, ".epub": _of_epub}
