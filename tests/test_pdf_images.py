"""Images come out of a PDF file as they went in."""

import io
from base64 import b64encode
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from commands import pipeline
from pdf_sheets import Sheets, publication, write_pdf
from PIL import Image, ImageCms
from publications import png

from pipeline.diagnostics import Code
from pipeline.exporter import EditionPlan
from pipeline.exporters.pdf import PdfOptions, exporter
from pipeline.location import Location
from pipeline.model.nodes import Image as ImageNode
from pipeline.model.nodes import Paragraph
from pipeline.model.publication import Asset
from pipeline.theme import Theme

SIZE = (37, 23)


def painted(mode: str) -> Image.Image:
    """Paint an image in which every pixel differs from its neighbours."""
    picture = Image.new("RGB", SIZE)
    for x in range(SIZE[0]):
        for y in range(SIZE[1]):
            picture.putpixel((x, y), (x * 6 % 256, y * 11 % 256, (x * y) % 256))
    if mode == "RGBA":
        picture.putalpha(Image.linear_gradient("L").resize(SIZE))
        return picture
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: Any) -> Asset:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return Asset(f"it.{kind.lower()}", f"image/{kind.lower()}", file.getvalue(), *SIZE)


def written(path: Path, asset: Asset) -> pikepdf.Pdf:
    """Write a page that shows an asset; the image is the only one of its resources."""
    sheets = Sheets()
    sheets.picture(asset.name, "something")
    return pikepdf.open(write_pdf(path, sheets, publication(asset)))


def pixels(image: Any) -> Image.Image:
    return pikepdf.PdfImage(image).as_pil_image()


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_a_plain_png_is_embedded_without_being_decoded(tmp_path: Path, mode: str) -> None:
    picture = painted(mode)
    asset = saved(picture, "PNG")
    file = written(tmp_path / "a.pdf", asset)
    (image,) = file.pages[0].Resources.XObject.values()
    assert image.read_raw_bytes() in asset.content
    assert pixels(image).convert("RGB").tobytes() == picture.convert("RGB").tobytes()


CASES = {
    "alpha.png": lambda: saved(painted("RGBA"), "PNG"),
    "grey-alpha.png": lambda: saved(painted("RGBA").convert("LA"), "PNG"),
    "opaque-alpha.png": lambda: saved(painted("RGB").convert("RGBA"), "PNG"),
    "transparent-palette.png": lambda: saved(painted("P"), "PNG", transparency=3),
    "sixteen-bits.png": lambda: saved(painted("L").convert("I;16"), "PNG"),
    "plain.gif": lambda: saved(painted("P"), "GIF"),
    "transparent.gif": lambda: saved(painted("RGBA"), "GIF"),
    "lossless.webp": lambda: saved(painted("RGBA"), "WEBP", lossless=True, exact=True),
}


@pytest.mark.parametrize("case", CASES)
def test_pixels_and_transparency_are_kept(tmp_path: Path, case: str) -> None:
    asset = CASES[case]()
    file = written(tmp_path / "a.pdf", asset)
    (image,) = file.pages[0].Resources.XObject.values()
    wanted = Image.open(io.BytesIO(asset.content))
    if case == "sixteen-bits.png":
        assert (image.BitsPerComponent, len(image.read_bytes())) == (16, 2 * SIZE[0] * SIZE[1])
        return
    wanted = wanted.convert("RGBA")
    assert pixels(image).convert("RGB").tobytes() == wanted.convert("RGB").tobytes()
    alpha = wanted.getchannel("A")
    if alpha.getextrema() == (255, 255):
        assert "/SMask" not in image
    else:
        assert pixels(image.SMask).tobytes() == alpha.tobytes()


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_is_embedded_byte_for_byte(tmp_path: Path, mode: str) -> None:
    asset = saved(painted(mode), "JPEG", progressive=True)
    file = written(tmp_path / "a.pdf", asset)
    (image,) = file.pages[0].Resources.XObject.values()
    assert image.read_raw_bytes() == asset.content
    assert image.ColorSpace == ("/DeviceRGB" if mode == "RGB" else "/DeviceGray")


def test_cmyk_without_a_profile_becomes_rgb(tmp_path: Path) -> None:
    asset = saved(painted("CMYK"), "JPEG", quality=95)
    file = written(tmp_path / "a.pdf", asset)
    (image,) = file.pages[0].Resources.XObject.values()
    wanted = Image.open(io.BytesIO(asset.content)).convert("RGB")
    assert (image.ColorSpace, pixels(image).tobytes()) == ("/DeviceRGB", wanted.tobytes())


def test_a_profile_goes_with_its_image_if_it_is_sound(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for number, (given, space) in enumerate(
        [(profile, "/ICCBased"), (profile[:-4], "/DeviceRGB"), (b"x" * 200, "/DeviceRGB")]
    ):
        asset = saved(painted("RGB"), "JPEG", icc_profile=given)
        file = written(tmp_path / f"{number}.pdf", asset)
        (image,) = file.pages[0].Resources.XObject.values()
        found = image.ColorSpace
        assert (found[0] if isinstance(found, pikepdf.Array) else found) == space


def test_an_image_that_is_shown_twice_is_in_the_file_once(tmp_path: Path) -> None:
    asset = saved(painted("RGB"), "PNG")
    sheets = Sheets()
    sheets.picture(asset.name, "once")
    sheets.picture(asset.name, "twice")
    sheets.turn()
    sheets.picture(asset.name, "on another page")
    hidden = Asset("hidden.png", "image/png", saved(painted("L"), "PNG").content, *SIZE)
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets, publication(asset, hidden)))
    first, second = (list(page.Resources.XObject.items()) for page in file.pages)
    assert len(first) == len(second) == 1
    assert first[0][1].objgen == second[0][1].objgen
    streams = [found for found in file.objects if isinstance(found, pikepdf.Stream)]
    assert sum(found.get("/Subtype") == "/Image" for found in streams) == 1


def test_decoration_is_no_part_of_the_structure(tmp_path: Path) -> None:
    asset = saved(painted("RGB"), "PNG")
    sheets = Sheets()
    sheets.picture(asset.name, "")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets, publication(asset)))
    assert b"/Artifact" in file.pages[0].Contents.read_bytes()
    (document,) = file.Root.StructTreeRoot.K
    assert "/K" not in document


def test_a_damaged_image_is_told_of_and_not_drawn(tmp_path: Path) -> None:
    whole = saved(painted("RGBA"), "PNG")
    asset = Asset(whole.name, whole.media_type, whole.content[:200], *SIZE)
    node = ImageNode("it.png", "something", asset=asset.name, location=Location("a.md", 7))
    sheets = Sheets()
    sheets.picture(asset.name, "something")
    pages = sheets.pages_made()
    said = publication(asset, preamble=(Paragraph((node,)),))
    plan = EditionPlan(said, Theme(), PdfOptions(), lambda: pages)
    (diagnostic,) = exporter.write(plan, tmp_path / "a.pdf")
    assert (diagnostic.code, diagnostic.location.line) == (Code.IMAGE_UNREADABLE, 7)
    file = pikepdf.open(tmp_path / "a.pdf")
    assert "/XObject" not in file.pages[0].Resources


def test_an_image_too_coarse_for_its_size_is_told(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(png(96, 96))
    text = "# One\n\n![A dot](dot.png){width=3cm}\n\nIn ![a dot](dot.png){width=4cm} a line.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ended = pipeline(tmp_path, "build", "a.md", "--to", "pdf", "-o", "out")
    (said, hint) = ended.err.splitlines()
    assert said.startswith("a.md:5:4: warning: 'dot.png' has 61 pixels an inch at this size")
    assert said.endswith("[image-coarse]")
    assert "up to a width of 2.5cm" in hint


def test_an_image_in_its_own_address_is_told_in_few_words(tmp_path: Path) -> None:
    address = f"data:image/png;base64,{b64encode(png(40, 40)).decode()}"
    (tmp_path / "a.md").write_text(f"# One\n\n![]({address}){{width=10cm}}\n", encoding="utf-8")
    ended = pipeline(tmp_path, "build", "a.md", "--to", "pdf", "-o", "out")
    assert "[image-coarse]" in ended.err
    assert "[alternative-missing]" in ended.err
    assert address not in ended.err
    assert f"'{address[:80]}…'" in ended.err
