"""What an edition may truly say about its own accessibility (EPUB Accessibility 1.1, 2).

Everything is computed from the content. Nothing is said about conformance: that is for the author
and a certifier to state.
"""

import io
from dataclasses import dataclass

from pipeline.exporters.epub.writer.container import Item, Meta
from pipeline.exporters.epub.writer.images import PackedImages
from pipeline.exporters.epub.writer.pagelist import PageList
from pipeline.exporters.epub.writer.summaries import summary_for
from pipeline.exporters.epub.writer.survey import Survey
from pipeline.model.nodes import Image
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Access:
    """What the claims rest on.

    `described`: every image has words that somebody wrote to stand for it; `moving`: at least
    one image is animated; `mathml` and `tex`: some formulas are written so; `paged`: it is told
    where the pages of the PDF begin.
    """

    images: bool
    described: bool
    moving: bool
    sections: bool
    mathml: bool
    tex: bool
    paged: bool


def describe_access(
    publication: Publication, found: Survey, images: PackedImages, pages: PageList
) -> tuple[Meta, ...]:
    """Give the metadata that schema.org and the EPUB Accessibility vocabulary have for it."""
    access = Access(
        images=bool(images.items),
        described=_all_described(found),
        moving=any(_moves(item) for item in images.items),
        sections=bool(publication.sections),
        mathml=any(formula.mathml for formula in found.formulas),
        tex=any(not formula.mathml for formula in found.formulas),
        paged=bool(pages.pages),
    )
    summary, language = summary_for(publication.metadata.language, access)
    return (
        *(_schema("accessMode", mode) for mode in _modes(access)),
        _schema("accessModeSufficient", "textual" if access.described else "textual,visual"),
        *(_schema("accessibilityFeature", feature) for feature in _features(access)),
        _schema("accessibilityHazard", "unknown" if access.moving else "none"),
        Meta("meta", summary, {"property": "schema:accessibilitySummary", "xml:lang": language}),
    )


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
        "latex": access.tex,
        "pageBreakMarkers": access.paged,
        "pageNavigation": access.paged,
        "readingOrder": True,
        "structuralNavigation": access.sections,
        "tableOfContents": access.sections,
    }
    return tuple(name for name, is_true in features.items() if is_true)


def _all_described(found: Survey) -> bool:
    """Tell whether no image has merely a stand-in (its caption, its file's name) for words."""
    captions = {id(f.image): " ".join(plain_text(f.caption).split()) for f in found.figures}
    return all(_is_described(image, captions.get(id(image), "")) for image in found.images)


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
