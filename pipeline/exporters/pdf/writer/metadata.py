"""What the file says of itself: XMP, the information dictionary, language and title.

XMP's serialisation is ISO 16684-1; what PDF/A and PDF/UA want of it is in ISO 19005-2, 6.6 and
ISO 14289-1, 5. The information dictionary says nothing else than the XMP packet.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import escape

from pipeline.exporter import SOURCE_PREFIX
from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject, Stream
from pipeline.exporters.pdf.writer.syntax import (
    Syntax,
    clean_text,
    dictionary,
    language_string,
    text_string,
)
from pipeline.model.dates import date_parts
from pipeline.model.direction import is_right_to_left
from pipeline.model.metadata import Metadata
from pipeline.model.publication import Publication

_PRODUCER = "edition-pipeline"
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A allows only properties that it knows or that are described (ISO 19005-2, 6.6.2.3).
_PDFUA_SCHEMA = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_NAMESPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


def register_metadata(canvas: EditionCanvas, publication: Publication, part: int) -> Syntax:
    """Put metadata, language and title into the catalog; give the information dictionary.

    `part` is that of ISO 19005 which the file keeps to.
    """
    language = language_string(publication.metadata.language)
    # Metadata are not compressed, so that programs that know no PDF find them.
    entries = {"Type": "/Metadata", "Subtype": "/XML"}
    canvas.set_catalog("Metadata", Stream(xmp_packet(publication, part), entries, compressed=False))
    canvas.set_catalog("Lang", language)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if is_right_to_left(publication.metadata.language):
        canvas.setViewerPreference("Direction", "R2L")
    return canvas.register(PlainObject(_information(publication)))


def _information(publication: Publication) -> Syntax:
    metadata = publication.metadata
    made = instant(publication)
    date = text_string(f"{made:D:%Y%m%d%H%M%SZ}") if made else ""
    texts = {
        "Title": metadata.title,
        "Author": ", ".join(metadata.authors),
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": _PRODUCER,
        "Producer": _PRODUCER,
    }
    entries = {key: text_string(text) for key, text in texts.items() if text}
    return dictionary({**entries, "CreationDate": date, "ModDate": date})


def instant(publication: Publication) -> datetime | None:
    """Give the time that the file carries, None for none."""
    if publication.timestamp is None:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=publication.timestamp)


def xmp_packet(publication: Publication, part: int) -> bytes:
    """Give the XMP packet in UTF-8."""
    namespaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    properties = "\n".join(_properties(publication, part))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_NAMESPACES["rdf"]}">\n'
        f'<rdf:Description rdf:about=""{namespaces}>\n{properties}\n</rdf:Description>\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _properties(publication: Publication, part: int) -> Iterable[str]:
    yield from _dublin_core(publication.metadata)
    yield _simple("dc:source", f"{SOURCE_PREFIX}{publication.digest}" if publication.digest else "")
    yield _simple("pdf:Keywords", ", ".join(publication.metadata.keywords))
    yield _simple("pdf:Producer", _PRODUCER)
    yield _simple("xmp:CreatorTool", _PRODUCER)
    yield _simple("xmpMM:VersionID", publication.metadata.version)
    made = instant(publication)
    if made:
        for key in ("CreateDate", "ModifyDate", "MetadataDate"):
            yield _simple(f"xmp:{key}", f"{made:%Y-%m-%dT%H:%M:%SZ}")
    yield _simple("pdfaid:part", str(part))
    yield _simple("pdfaid:conformance", "A")
    yield _simple("pdfuaid:part", "1")
    yield _PDFUA_SCHEMA


def _dublin_core(metadata: Metadata) -> Iterable[str]:
    yield _simple("dc:format", "application/pdf")
    yield _alternatives("dc:title", metadata.title)
    yield _list("dc:creator", "Seq", metadata.authors)
    yield _alternatives("dc:description", metadata.description)
    yield _list("dc:subject", "Bag", metadata.keywords)
    yield _alternatives("dc:rights", metadata.rights)
    yield _list("dc:publisher", "Bag", (metadata.publisher,))
    yield _list("dc:language", "Bag", (language_string(metadata.language)[1:-1],))
    yield _simple("dc:identifier", metadata.identifier)
    yield _list("dc:date", "Seq", (_iso_date(metadata.date),))


def _iso_date(text: str) -> str:
    """Give a date that XMP knows (year, month or day of ISO 8601), "" for any other."""
    return text if date_parts(text) else ""


def _text(text: str) -> str:
    return escape(clean_text(text), quote=False)


def _simple(key: str, text: str) -> str:
    return f"<{key}>{_text(text)}</{key}>" if text else ""


def _alternatives(key: str, text: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{_text(text)}</rdf:li>'
    return f"<{key}><rdf:Alt>{item}</rdf:Alt></{key}>" if text else ""


def _list(key: str, kind: str, texts: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{_text(text)}</rdf:li>" for text in texts if text)
    return f"<{key}><rdf:{kind}>{items}</rdf:{kind}></{key}>" if items else ""
