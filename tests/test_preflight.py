"""What stores say of EPUB files before anybody uploads them."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from commands import pipeline
from epub_publications import publication_of, written
from PIL import Image as Pillow
from publications import paragraph

from pipeline.errors import EditionError
from pipeline.model.metadata import Metadata
from pipeline.model.nodes import Figure, Image, Text
from pipeline.model.publication import Asset
from pipeline.preflight import STORES, Finding, preflight
from pipeline.preflight.book import Picture, measure
from pipeline.preflight.checks import Gravity, check


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """Draw a picture of one colour."""
    output = io.BytesIO()
    Pillow.new(mode, (width, height), 1).save(output, kind)
    return output.getvalue()


def book(
    folder: Path, cover: bytes | None = None, image: bytes | None = None, kind: str = "jpeg"
) -> Path:
    """Write a book with a cover and an image; by default, such as stores wish for."""
    assets = (
        Asset("cover.jpg", "image/jpeg", cover or picture(1600, 2560), 1600, 2560),
        Asset(f"a.{kind}", f"image/{kind}", image or picture(400, 300), 400, 300),
    )
    figure = Figure(Image(assets[1].name, "A dot", asset=assets[1].name), (Text("Dots"),))
    metadata = Metadata(title="Lamps", identifier="urn:x:1", cover_image="cover.jpg")
    return written(publication_of([figure], metadata=metadata, assets=assets), folder)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """Give the store, gravity and place of each finding."""
    names = {store.title: name for name, store in STORES.items()}
    return [(names[f.store.title], f.gravity.name, f.place.rpartition("/")[2]) for f in findings]


def test_no_store_minds_a_book_as_they_wish_for(tmp_path: Path) -> None:
    assert preflight(book(tmp_path)) == ()


COVERS = {
    "small": (picture(400, 600), [("kdp", "REFUSED"), ("google", "REFUSED")]),
    "fair": (picture(800, 1200), [("kdp", "ADVISED")]),
    "broad": (picture(7300, 1600), [("apple", "REFUSED"), ("google", "REFUSED")]),
    "for print": (
        picture(1600, 2560, mode="CMYK"),
        [("kdp", "ADVISED"), ("apple", "REFUSED"), ("kobo", "ADVISED"), ("google", "ADVISED")],
    ),
}


@pytest.mark.parametrize("name", COVERS)
def test_a_cover_has_a_size_and_colours(name: str, tmp_path: Path) -> None:
    cover, expected = COVERS[name]
    assert told(preflight(book(tmp_path, cover))) == [(*said, "cover.jpg") for said in expected]


IMAGES = {
    "many pixels": (picture(2400, 2400), "jpeg", [("apple", "REFUSED")]),
    "transparent": (picture(40, 30, "PNG", "RGBA"), "png", [("kobo", "ADVISED")]),
    "moving": (picture(40, 30, "GIF", "P"), "gif", [("apple", "ADVISED")]),
    "large": (
        picture(40, 30) + b"x" * 5_100_000,
        "jpeg",
        [("kdp", "ADVISED"), ("kobo", "ADVISED")],
    ),
}


@pytest.mark.parametrize("name", IMAGES)
def test_images_have_sizes_types_and_grounds(name: str, tmp_path: Path) -> None:
    image, kind, expected = IMAGES[name]
    findings = told(preflight(book(tmp_path, image=image, kind=kind)))
    assert [(store, gravity) for store, gravity, place in findings] == expected
    assert all(place.startswith("a.") for _, _, place in findings)


def changed(edition: Path, change: Callable[[str], str]) -> Path:
    """Write an edition again, its XHTML changed."""
    target = edition.with_name("changed.epub")
    with zipfile.ZipFile(edition) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("chapter-01.xhtml"):
                content = change(content.decode()).encode()
            new.writestr(name, content)
    return target


@pytest.mark.parametrize(
    "added",
    [
        "<script>x()</script>",
        '<form action="x"/>',
        '<img src="https://example.org/a.png" alt="a"/>',
    ],
)
def test_what_no_reader_of_a_store_can_do_with_is_refused_by_all(
    added: str, tmp_path: Path
) -> None:
    edition = changed(book(tmp_path), lambda text: text.replace("</body>", f"{added}</body>"))
    findings = told(preflight(edition))
    assert findings == [(store, "REFUSED", "chapter-01.xhtml") for store in STORES]


def test_a_book_without_a_cover_is_told(tmp_path: Path) -> None:
    edition = written(publication_of([paragraph("Words.")]), tmp_path)
    gravities = {store: gravity for store, gravity, _ in told(preflight(edition))}
    others = dict.fromkeys(("kdp", "apple", "kobo"), "ADVISED")
    assert gravities == {**others, "google": "REFUSED"}


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (499_000_000, []),
        (600_000_000, [("apple", "ADVISED")]),
        (1_200_000_000, [("apple", "ADVISED"), ("kobo", "ADVISED")]),
        (2_100_000_000, [("apple", "REFUSED"), ("kobo", "ADVISED"), ("google", "REFUSED")]),
    ],
)
def test_a_file_has_a_size(size: int, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    large = replace(measure(book(tmp_path)), bytes=size)
    findings = tuple(finding for store in STORES.values() for finding in check(large, store))
    assert [(store, gravity) for store, gravity, _ in told(findings)] == expected


def test_a_document_is_as_large_as_what_it_shows(tmp_path: Path) -> None:
    measured = measure(book(tmp_path))
    (name,) = {path for page in measured.documents for path in page.images if "a." in path}
    pictures = (Picture(name, "image/jpeg", 4_000_000), *measured.pictures)
    heavy = replace(measured, pictures=(*pictures[:1], replace(measured.pictures[0])))
    assert list(check(heavy, STORES["kobo"])) == []
    heavier = replace(heavy, pictures=(replace(pictures[0], bytes=11_000_000),))
    gravities = [finding.gravity for finding in check(heavier, STORES["kobo"])]
    assert gravities == [Gravity.ADVISED, Gravity.ADVISED]  # the image, and the document


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_epub_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(content)
    with pytest.raises(EditionError, match=r"a\.epub cannot be read as an EPUB"):
        preflight(tmp_path / "a.epub")


def test_the_command_line_tells_place_rule_and_date(tmp_path: Path) -> None:
    book(tmp_path, picture(400, 600))
    ended = pipeline(tmp_path, "preflight", "edition.epub", "--store", "kdp")
    assert ended.code == 1
    assert ended.out == (
        "edition.epub: EPUB/images/cover.jpg: refused: the cover has 400 x 600 pixels, the least "
        "is 625 x 1,000 [Kindle Direct Publishing, 2025]\n"
    )
    ended = pipeline(tmp_path, "preflight", "edition.epub", "--store", "apple")
    assert (ended.code, ended.out) == (0, "edition.epub: no store minds anything\n")


def test_wrong_command_lines_are_told(tmp_path: Path) -> None:
    ended = pipeline(tmp_path, "preflight", "gone.epub")
    assert (ended.code, "gone.epub" in ended.err) == (4, True)
    ended = pipeline(tmp_path, "preflight", "gone.epub", "--store", "kindle")
    assert ended.code == 2
    assert "there is no store 'kindle'; known are kdp, apple, kobo, google" in ended.err
    assert pipeline(tmp_path, "preflight").code == 2
