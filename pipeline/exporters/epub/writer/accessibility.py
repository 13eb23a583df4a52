"""What an edition may truly say about its own accessibility (EPUB Accessibility 1.1, 2).

Everything is computed from the content. Conformance is for the author and a certifier to state;
what the content gives the lie to is not repeated.
"""

import io
from dataclasses import dataclass

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.exporters.epub.options import Conformance, EpubOptions
from pipeline.exporters.epub.writer.container import Item, Meta
from pipeline.exporters.epub.writer.images import PackedImages
from pipeline.exporters.epub.writer.pagelist import PageList
from pipeline.exporters.epub.writer.summaries import summary_for
from pipeline.exporters.epub.writer.survey import Survey
from pipeline.model.nodes import Image
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication
from pipeline.model.roles import Role


@dataclass(frozen=True, slots=True)
class Access:
    """What the claims rest on.

    `described`: every image has words that somebody wrote to stand for it; `moving`: at least
    one image is animated; `mathml` and `tex`: some formulas are written so; `paged`: it is told
    where the pages of the PDF begin; `indexed`: there is an index.
    """

    images: bool
    described: bool
    moving: bool
    sections: bool
    mathml: bool
    tex: bool
    paged: bool
    indexed: bool


def describe_access(
    publication: Publication, found: Survey, images: PackedImages, pages: PageList
) -> tuple[Meta, ...]:
    """Give the metadata that schema.org and the EPUB Accessibility vocabulary have for it."""
    access = Access(
        images=bool(images.items),
        described=not _undescribed(found),
        moving=any(_moves(item) for item in images.items),
        sections=bool(publication.sections),
        mathml=any(formula.mathml for formula in found.formulas),
        tex=any(not formula.mathml for formula in found.formulas),
        paged=bool(pages.pages),
        indexed=any(document.role is Role.INDEX for document in found.documents),
    )
    summary, language = summary_for(publication.metadata.language, access)
    return (
        *(_schema("accessMode", mode) for mode in _modes(access)),
        _schema("accessModeSufficient", "textual" if access.described else "textual,visual"),
        *(_schema("accessibilityFeature", feature) for feature in _features(access)),
        _schema("accessibilityHazard", "unknown" if access.moving else "none"),
        Meta("meta", summary, {"property": "schema:accessibilitySummary", "xml:lang": language}),
    )


def describe_conformance(
    options: EpubOptions, found: Survey
) -> tuple[tuple[Meta, ...], Diagnostics]:
    """Give what the author states (EPUB Accessibility 1.1, 4.1), unless an image refutes it.

    An image that nobody has described fails WCAG at every level (1.1.1).
    """
    if options.conforms_to is Conformance.NONE:
        return (), ()
    statement = options.conforms_to.statement
    undescribed = _undescribed(found)
    if undescribed:
        first, count = undescribed[0], len(undescribed)
        message = (
            f"the EPUB edition does not say that it conforms to '{options.conforms_to}': "
            f"{count} of its images {'is' if count == 1 else 'are'} not described"
        )
        hint = "write an alternative text that says what it shows, and is not its caption"
        return (), (Diagnostic(Code.VALUE_INVALID, message, first.location, hint),)
    stated = [Meta("meta", statement, {"property": "dcterms:conformsTo", "id": "conformance"})]
    if options.certified_by.strip():
        refines = {"property": "a11y:certifiedBy", "refines": "#conformance"}
        stated.append(Meta("meta", options.certified_by.strip(), refines))
    return tuple(stated), ()


def _schema(name: str, value: str) -> Meta:
    return Meta("meta", value, {"property": f"schema:{name}"})


def _modes(access: Access) -> tuple[str, ...]:
    return ("textual", "visual") if access.images else ("textual",)


def _features(access: Access) -> tuple[str, ...]:
    features = {
        "alternativeText": access.images and access.described,
        "ARIA": True,
        "MathML": access.mathml and not access.tex,
        "displayTransformability": True,
        "index": access.indexed,
        "latex": access.tex,
        "pageBreakMarkers": access.paged,
        "pageNavigation": access.paged,
        "readingOrder": True,
        "structuralNavigation": access.sections,
        "tableOfContents": access.sections,
    }
    return tuple(name for name, is_true in features.items() if is_true)


def _undescribed(found: Survey) -> list[Image]:
    """Give the images that have merely a stand-in (caption, file's name) for words."""
    captions = {id(f.image): " ".join(plain_text(f.caption).split()) for f in found.figures}
    return [i for i in found.images if not _is_described(i, captions.get(id(i), ""))]


def _is_described(image: Image, caption: str) -> bool:
    words = image.alternative.strip()
    stand_ins = (caption, image.title, image.asset, image.url, image.url.rpartition("/")[2])
    return bool(words) and words not in stand_ins


def _moves(item: Item) -> bool:
    if item.media_type == "image/png":
        return b"acTL" in item.content[:4096]
    if item.media_type != "image/gif":
        return False
    # Pillow costs 60 ms to import, and few publications need it here.
    from PIL import Image as Pillow  # noqa: PLC0415

    with Pillow.open(io.BytesIO(item.content)) as image:
        return bool(getattr(image, "is_animated", False))
