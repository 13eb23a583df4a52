"""The package's metadata (EPUB 3.3, 5.5), in a fixed order."""

import re
from collections.abc import Iterator

from pipeline.exporter import SOURCE_PREFIX
from pipeline.exporters.epub.writer.container import IDENTIFIER_ID, Meta
from pipeline.exporters.epub.writer.images import PackedImages
from pipeline.markup import legal_text
from pipeline.model.dates import date_parts
from pipeline.model.metadata import Metadata
from pipeline.model.publication import Publication

_ISBN = re.compile(r"(?:urn:isbn:)?(97[89][0-9]{10})", re.IGNORECASE)
_ONIX_ISBN_13 = "15"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def package_metadata(
    publication: Publication, images: PackedImages, access: tuple[Meta, ...], *, paged: bool
) -> tuple[Meta, ...]:
    """Give the metadata of a publication, `access` at its end.

    `paged` tells that the edition names the pages of the PDF.
    """
    metadata, digest = publication.metadata, publication.digest
    source = Meta("source", f"{SOURCE_PREFIX}{digest}" if digest else "", {})
    described = (
        *_dublin_core(metadata),
        source,
        *_refinements(metadata),
        *_cover(images),
        *(_page_source(metadata) if paged else ()),
        *access,
    )
    return tuple(_legal(meta) for meta in described if meta.text.strip() or meta.name == "meta")


def _page_source(metadata: Metadata) -> Iterator[Meta]:
    """Yield the name of the edition whose pages are told (EPUB Accessibility 1.1, 3.5.1)."""
    names = ", ".join(filter(None, (metadata.title.strip(), metadata.version.strip(), "PDF")))
    text = f"{names} ({metadata.identifier})"
    yield Meta("meta", text, {"property": "pageBreakSource"})


def _legal(meta: Meta) -> Meta:
    """Drop what XML does not have: EbookLib would leave the whole element out."""
    attributes = {
        (_XML_LANGUAGE if name == "xml:lang" else name): legal_text(value)
        for name, value in meta.attributes.items()
    }
    return Meta(meta.name, legal_text(meta.text), attributes)


def _dublin_core(metadata: Metadata) -> Iterator[Meta]:
    yield Meta("identifier", metadata.identifier, {"id": IDENTIFIER_ID})
    yield Meta("title", metadata.title, {"id": "title"})
    yield Meta("title", metadata.subtitle, {"id": "subtitle"})
    yield Meta("language", metadata.language, {})
    for number, author in enumerate(metadata.authors, start=1):
        yield Meta("creator", author, {"id": f"creator-{number}"})
    yield Meta("publisher", metadata.publisher, {})
    if date_parts(metadata.date):
        yield Meta("date", metadata.date.strip(), {})
    yield Meta("description", metadata.description, {})
    for keyword in metadata.keywords:
        yield Meta("subject", keyword, {})
    yield Meta("rights", metadata.rights, {})


def _refinements(metadata: Metadata) -> Iterator[Meta]:
    if _ISBN.fullmatch(metadata.identifier.replace("-", "")):
        scheme = {"scheme": "onix:codelist5"}
        yield _refined(IDENTIFIER_ID, "identifier-type", _ONIX_ISBN_13, scheme)
    if metadata.subtitle.strip():
        yield _refined("title", "title-type", "main")
        yield _refined("subtitle", "title-type", "subtitle")
    for number, author in enumerate(metadata.authors, start=1):
        if author.strip():
            yield _refined(f"creator-{number}", "role", "aut", {"scheme": "marc:relators"})
            yield _refined(f"creator-{number}", "file-as", file_as(author))
    if metadata.version.strip():
        yield Meta("meta", metadata.version, {"property": "schema:version"})


def _refined(
    identifier: str, name: str, text: str, attributes: dict[str, str] | None = None
) -> Meta:
    refines = {"refines": f"#{identifier}", "property": name}
    return Meta("meta", text, {**refines, **(attributes or {})})


def file_as(author: str) -> str:
    """Give a name as catalogues sort it: "Writer, Ada"; one word and "Writer, Ada" stay."""
    given, _, family = author.strip().rpartition(" ")
    return f"{family}, {given.strip()}" if given and "," not in author else author.strip()


def _cover(images: PackedImages) -> Iterator[Meta]:
    """Yield the cover as EPUB 2 names it: some stores look for nothing else."""
    if images.cover is not None:
        yield Meta("meta", "", {"name": "cover", "content": images.cover.get_id()})
