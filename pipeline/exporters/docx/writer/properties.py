"""What the package says about itself: core, extended and custom properties.

python-docx would take missing dates from the clock and allows 255 characters a property, so the
core part is made here and loaded as it is.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from pipeline.exporter import SOURCE_PREFIX
from pipeline.exporters.docx.writer.markup import DECLARATION, Markup, element, escape, joined
from pipeline.model.publication import Publication

_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
# A semicolon separates names in Word. U+037E is its canonical equivalent: it looks the same, and
# is the same in Unicode normalisation form C.
_SEMICOLON = str.maketrans({";": "\u037e"})
SEPARATOR = "; "
SOURCE = "Source"
"""The custom property that names the source by its digest."""
PAGED_BY = "Page numbers"
"""The custom property that tells whose the page numbers are."""


def core_part(publication: Publication) -> bytes:
    """Make the core properties (ECMA-376-2, 11.1); dates only from the publication's time."""
    content = joined(
        element(name, None, escape(text)) for name, text in _core_texts(publication) if text
    )
    dates = _dates(publication.timestamp)
    return f"{DECLARATION}<cp:coreProperties {_CORE}>{content}{dates}</cp:coreProperties>".encode()


def _core_texts(publication: Publication) -> Iterator[tuple[str, str]]:
    metadata = publication.metadata
    yield "dc:title", metadata.title
    yield "dc:subject", metadata.subtitle
    yield "dc:creator", _listed(metadata.authors)
    yield "cp:keywords", _listed(metadata.keywords)
    yield "dc:description", metadata.description
    yield "cp:lastModifiedBy", _listed(metadata.authors)
    yield "dc:identifier", metadata.identifier
    yield "dc:language", metadata.language
    yield "cp:version", metadata.version


def _listed(names: tuple[str, ...]) -> str:
    return SEPARATOR.join(name.translate(_SEMICOLON) for name in names)


def _dates(timestamp: int | None) -> Markup:
    if timestamp is None:
        return Markup("")
    shown = datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return joined(
        Markup(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{shown}</dcterms:{name}>')
        for name in ("created", "modified")
    )


def extended_part(publication: Publication) -> bytes:
    """Make the extended properties (ECMA-376-1, 22.2): what made the file, and the publisher."""
    publisher = publication.metadata.publisher
    company = element("Company", None, escape(publisher)) if publisher else ""
    return (
        f'{DECLARATION}<Properties xmlns="{_EXTENDED}"><Application>edition-pipeline</Application>'
        f"{company}</Properties>"
    ).encode()


def custom_part(publication: Publication, paged_by: str = "") -> bytes | None:
    """Make the custom properties, None where there is nothing that has no place elsewhere.

    `paged_by` is what the page numbers are from where they are not those of the printed edition.
    """
    metadata = publication.metadata
    source = f"{SOURCE_PREFIX}{publication.digest}" if publication.digest else ""
    said = {
        "Rights": metadata.rights,
        "Publisher": metadata.publisher,
        SOURCE: source,
        PAGED_BY: paged_by,
    }
    properties = [
        element(
            "property",
            {"fmtid": _CUSTOM_FORMAT, "pid": number, "name": name},
            element("vt:lpwstr", None, escape(text)),
        )
        for number, (name, text) in enumerate(((n, t) for n, t in said.items() if t), start=2)
    ]
    if not properties:
        return None
    content = joined(properties)
    return (
        f'{DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VARIANT}">{content}</Properties>'
    ).encode()
