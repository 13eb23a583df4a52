"""Images, covers and what an EPUB says about its accessibility."""

from pathlib import Path

import pytest
from epub_publications import (
    COVER,
    IMAGES,
    NAMESPACES,
    build,
    figures,
    hard_publication,
    member,
    parsed,
    publication_of,
    right_to_left_publication,
    texts,
    without_headings,
    written,
)
from publications import paragraph, png, sample_publication
from validators import epubcheck

from pipeline.diagnostics import Code, Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.epub import exporter
from pipeline.exporters.epub.options import Conformance, EpubOptions
from pipeline.exporters.epub.writer.documents import divide
from pipeline.exporters.epub.writer.images import pack_images
from pipeline.exporters.epub.writer.survey import survey
from pipeline.location import Location
from pipeline.model.metadata import Metadata
from pipeline.model.nodes import Figure, Image, Paragraph, Text
from pipeline.model.publication import Asset
from pipeline.theme import THEMES


def test_only_images_that_are_shown_are_packed_in_types_that_all_readers_know(
    tmp_path: Path,
) -> None:
    root = parsed(written(hard_publication(), tmp_path), "content.opf")
    items = root.xpath("//opf:item[starts-with(@href, 'images/')]", namespaces=NAMESPACES)
    assert {item.get("href"): item.get("media-type") for item in items} == {
        "images/a.png": "image/png",
        "images/a-1.png": "image/png",
        "images/A-2.png": "image/png",
        "images/b.jpg": "image/jpeg",
        "images/cmyk.png": "image/png",
        "images/moving.gif": "image/gif",
        "images/cover.jpg": "image/jpeg",
    }


def test_a_converted_image_shows_the_same_picture(tmp_path: Path) -> None:
    edition = written(publication_of(figures(), assets=IMAGES), tmp_path)
    assert member(edition, "images/a.png").startswith(b"\x89PNG")
    assert member(edition, "images/cmyk.png").startswith(b"\x89PNG")


def test_an_image_that_cannot_be_converted_is_told_and_stood_in_for(tmp_path: Path) -> None:
    broken = Asset("broken.bmp", "image/bmp", b"nothing", 5, 5)
    image = Figure(Image("broken.bmp", "A plan", asset="broken.bmp"))
    target = tmp_path / "x.epub"
    (said,) = build(publication_of([image], assets=(broken,)), target)
    assert said.code is Code.IMAGE_UNREADABLE
    assert exporter.read_back(target).words[1:] == ("[Missing", "image:", "A", "plan]")


def test_the_cover_is_an_image_of_the_package_and_a_page_of_its_own(tmp_path: Path) -> None:
    edition = written(hard_publication(), tmp_path)
    root = parsed(edition, "content.opf")
    covers = root.xpath("//opf:item[@properties='cover-image']", namespaces=NAMESPACES)
    assert [item.get("href") for item in covers] == ["images/cover.jpg"]
    named = root.xpath("//opf:meta[@name='cover']/@content", namespaces=NAMESPACES)
    assert named == [covers[0].get("id")]
    page = parsed(edition, "text/cover.xhtml")
    (image,) = page.xpath("//h:img[@role='doc-cover']", namespaces=NAMESPACES)
    assert image.get("alt") == 'Cover: Hard ]]> <x> & "quoted"'
    assert member(edition, "images/cover.jpg") == COVER.content


def test_many_equal_names_are_told_apart() -> None:
    assets = tuple(Asset(f"{' ' * n}A.png", "image/png", b"x", 1, 1) for n in range(4000))
    shown = [Image(asset.name, "a", asset=asset.name) for asset in assets]
    publication = publication_of([Paragraph(tuple(shown))], assets=assets)
    found = survey(publication, divide(publication))
    packed, _ = pack_images(publication, found)
    names = [item.file_name for item in packed.items]
    assert names[:3] == ["images/A.png", "images/A-1.png", "images/A-2.png"]
    assert len(set(names)) == len(assets)


def test_a_missing_cover_is_no_cover(tmp_path: Path) -> None:
    metadata = Metadata(title="T", identifier="urn:x:1", cover_image="gone.png")
    edition = written(publication_of([], metadata=metadata), tmp_path)
    assert b"cover" not in member(edition, "content.opf")


def schema(edition: Path, name: str) -> list[str]:
    return texts(parsed(edition, "content.opf"), f"//opf:meta[@property='schema:{name}']")


def test_accessibility_is_told_as_it_is(tmp_path: Path) -> None:
    sample = tmp_path / "sample.epub"
    build(sample_publication(), sample)
    assert schema(sample, "accessMode") == ["textual", "visual"]
    assert schema(sample, "accessModeSufficient") == ["textual"]
    assert "alternativeText" in schema(sample, "accessibilityFeature")
    assert schema(sample, "accessibilityHazard") == ["none"]
    plain = written(without_headings(publication_of([paragraph("Words.")])), tmp_path)
    assert schema(plain, "accessMode") == ["textual"]
    assert schema(plain, "accessibilityFeature") == [
        "ARIA",
        "displayTransformability",
        "readingOrder",
    ]


@pytest.mark.parametrize("alternative", ["A caption", "dot.png", "", " "])
def test_one_image_with_a_stand_in_for_words_forbids_the_claim(
    alternative: str, tmp_path: Path
) -> None:
    asset = Asset("dot.png", "image/png", png(4, 4), 4, 4)
    figure = Figure(Image("img/dot.png", alternative, asset="dot.png"), (Text("A caption"),))
    edition = written(publication_of([figure], assets=(asset,)), tmp_path)
    assert "alternativeText" not in schema(edition, "accessibilityFeature")
    assert schema(edition, "accessModeSufficient") == ["textual,visual"]
    assert "Not all images are described." in schema(edition, "accessibilitySummary")[0]


def test_a_moving_image_is_a_hazard_that_nobody_has_judged(tmp_path: Path) -> None:
    edition = written(publication_of(figures(), assets=IMAGES), tmp_path)
    assert schema(edition, "accessibilityHazard") == ["unknown"]


def test_the_summary_is_in_the_book_s_language(tmp_path: Path) -> None:
    edition = written(right_to_left_publication(), tmp_path)
    (meta,) = parsed(edition, "content.opf").xpath(
        "//opf:meta[@property='schema:accessibilitySummary']", namespaces=NAMESPACES
    )
    assert meta.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"


def stated(tmp_path: Path, alternative: str, **options: str) -> tuple[Path, Diagnostics]:
    """Write an edition with one image, about whose accessibility its author says something."""
    asset = Asset("dot.png", "image/png", png(4, 4), 4, 4)
    image = Image("dot.png", alternative, asset="dot.png", location=Location("a.md", 7))
    publication = publication_of([Figure(image, (Text("A caption"),))], assets=(asset,))
    chosen = EpubOptions(page_list=False, **options)  # type: ignore[arg-type]  # as told
    plan = EditionPlan(publication, THEMES["report"], chosen, pages=None)  # type: ignore[arg-type]
    return tmp_path / "a.epub", exporter.write(plan, tmp_path / "a.epub")


def test_conformance_is_what_the_author_states(tmp_path: Path) -> None:
    stating = {"conforms_to": Conformance.WCAG_22_AA, "certified_by": "A. Judge"}
    edition, said = stated(tmp_path, "A dot", **stating)
    root = parsed(edition, "content.opf")
    claims = texts(root, "//opf:meta[@property='dcterms:conformsTo']")
    assert claims == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert texts(root, "//opf:meta[@refines='#conformance']") == ["A. Judge"]
    assert said == ()
    assert epubcheck([edition]) == []


def test_a_statement_that_an_image_refutes_is_not_made(tmp_path: Path) -> None:
    edition, (said,) = stated(tmp_path, "A caption", conforms_to=Conformance.WCAG_20_A)
    assert b"conformsTo" not in member(edition, "content.opf")
    assert (said.code, said.location.line) == (Code.VALUE_INVALID, 7)
    assert "1 of its images is not described" in said.message


def test_nobody_states_anything_for_the_author(tmp_path: Path) -> None:
    edition, said = stated(tmp_path, "A dot", certified_by="A. Judge")
    assert b"certifiedBy" not in member(edition, "content.opf")
    assert said == ()
