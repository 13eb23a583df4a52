"""What a file says of itself, in its XMP packet and in its information dictionary."""

from dataclasses import dataclass

import pikepdf
from lxml import etree

from pipeline.exporter import Revision, normal_text, source_digest
from pipeline.exporters.pdf.read_back.syntax import entry, stream_bytes, text_in

_DC = "{http://purl.org/dc/elements/1.1/}"
_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
_ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, authors in order, language; "" and () for what the file does not say."""

    title: str
    authors: tuple[str, ...]
    language: str
    revision: Revision


def read_metadata(pdf: pikepdf.Pdf) -> Metadata:
    """Read what the file says of itself.

    Where the information dictionary contradicts the XMP packet, both are told.
    """
    catalog = pdf.Root
    packet = stream_bytes(entry(catalog, "/Metadata"))
    information = pdf.trailer.get("/Info")
    title = normal_text(text_in(entry(information, "/Title")))
    author = normal_text(text_in(entry(information, "/Author")))
    titles, authors = _items(packet, "title"), _items(packet, "creator")
    return Metadata(
        _one_title(titles[0] if titles else "", title),
        _all_authors(authors, author),
        normal_text(text_in(entry(catalog, "/Lang"))),
        Revision(
            _simple(packet, f"{_MM}VersionID"),
            source_digest(_simple(packet, f"{_DC}source")),
            _simple(packet, f"{_XMP}CreatorTool"),
        ),
    )


def _one_title(title: str, other: str) -> str:
    if title and other and title != other:
        return f"{title} [elsewhere in the file: {other}]"
    return title or other


def _all_authors(authors: tuple[str, ...], other: str) -> tuple[str, ...]:
    if not authors:
        return (other,) if other else ()
    if not other or other in {separator.join(authors) for separator in (", ", "; ")}:
        return authors
    return (*authors, f"[elsewhere in the file: {other}]")


def _root(packet: bytes) -> etree._Element | None:
    """Parse a packet, None where it cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(packet, parser)
    except etree.XMLSyntaxError:
        return None


def _simple(packet: bytes, name: str) -> str:
    """Give the value of a property, an element or an attribute; "" where there is none."""
    root = _root(packet)
    if root is None:
        return ""
    found = next((str(each.text or "") for each in root.iter(name)), "")
    return normal_text(found or next((each.get(name, "") for each in root.iter(_ABOUT)), ""))


def _items(packet: bytes, name: str) -> tuple[str, ...]:
    """Give the items of a Dublin Core property; () where there is no packet that can be read."""
    root = _root(packet)
    if root is None:
        return ()
    found = root.iter(f"{_DC}{name}")
    return tuple(normal_text(str(item.text or "")) for each in found for item in each.iter(_ITEM))
