"""SVG drawings: drawn on white, at the size that they ask for, with the theme's faces alone."""

import io
from pathlib import Path

import pytest
from commands import pipeline
from PIL import Image

from pipeline.passes.drawings import draw, is_drawing, self_contained
from pipeline.pixels import DrawingError

SPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RED = '<rect x="0" y="0" width="50" height="10" fill="#ff0000"/>'


def drawing(attributes: str, content: str = RED) -> bytes:
    return f"<svg {SPACE} {attributes}>{content}</svg>".encode()


def drawn(content: bytes) -> tuple[Image.Image, float]:
    content, size, resolution = draw(self_contained(content))
    image = Image.open(io.BytesIO(content)).convert("RGB")
    assert image.size == size
    return image, resolution


SIZES = {
    'width="100" height="40"': (100, 40),
    'width="100px" height="40px" viewBox="0 0 50 20"': (100, 40),
    'width="72pt" height="36pt"': (96, 48),
    'viewBox="0 0 200 100"': (200, 100),
    'height="150pt" viewBox="0 0 400 200"': (400, 200),
    'width="2in" viewBox="0, 0, 400, 100"': (192, 48),
    'width="50%" height="50%" viewBox="0 0 80 60"': (40, 30),
}


@pytest.mark.parametrize("attributes", SIZES)
def test_a_drawing_is_as_large_as_it_asks(attributes: str) -> None:
    image, resolution = drawn(drawing(attributes))
    width, height = SIZES[attributes]
    assert abs(image.width * 96 / resolution - width) <= 1
    assert abs(image.height * 96 / resolution - height) <= 1


def test_a_drawing_is_fine_but_bounded() -> None:
    assert drawn(drawing('width="100" height="40"'))[1] == 288
    large, resolution = drawn(drawing('width="9000" height="900"'))
    assert max(large.size) <= 1600
    assert resolution < 96


def test_what_is_drawn_stands_on_white() -> None:
    image, _ = drawn(drawing('width="100" height="40"'))
    assert image.getpixel((10, 10)) == (255, 0, 0)
    assert image.getpixel((image.width - 1, image.height - 1)) == (255, 255, 255)


@pytest.mark.parametrize("family", ["serif", "sans-serif", "monospace", "Times", "Nowhere"])
def test_text_has_a_face_whatever_it_asks_for(family: str) -> None:
    text = f'<text x="5" y="30" font-size="30" font-family="{family}">Hill</text>'
    image, _ = drawn(drawing('width="100" height="40"', text))
    assert (0, 0, 0) in {color for _, color in image.getcolors(1_000_000) or []}


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("name", ["href", "xlink:href"])
def test_nothing_is_taken_from_outside(name: str, quote: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (40, 40), "blue").save(secret)
    for address in (str(secret), secret.as_uri(), f" {secret}"):
        inside = f'<image width="40" height="40" {name}={quote}{address}{quote}/>'
        image, _ = drawn(drawing('width="40" height="40"', inside))
        assert image.getpixel((20, 20)) == (255, 255, 255)


def test_parts_of_a_drawing_are_found() -> None:
    inside = f'<defs><g id="a">{RED}</g></defs><use xlink:href="#a"/>'
    assert drawn(drawing('width="50" height="10"', inside))[0].getpixel((5, 5)) == (255, 0, 0)


BROKEN = {
    "cut off": b"<svg xmlns='http://www.w3.org/2000/svg'><rect",
    "no size": b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>",
    "no text": b"<svg xmlns='http://www.w3.org/2000/svg'>\xff\xfe</svg>",
    "entities": b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&a11;</text></svg>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_sound_drawing_is_refused(name: str) -> None:
    assert is_drawing(BROKEN[name])
    with pytest.raises(DrawingError):
        draw(self_contained(BROKEN[name]))


def test_equal_drawings_give_equal_bytes() -> None:
    content = drawing('width="100" height="40"')
    assert draw(self_contained(content)) == draw(self_contained(content))


def test_all_editions_carry_a_drawing_and_tell_of_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(drawing('width="100" height="40"'))
    (tmp_path / "b.svg").write_bytes(BROKEN["cut off"])
    text = "![A red bar](a.svg)\n\n![Broken](b.svg)\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ended = pipeline(tmp_path, "build", "a.md", "-o", "out")
    assert "a.md:3:1: error: the drawing 'b.svg' cannot be drawn: " in ended.err
    assert "The editions say what the source says" in ended.out
    assert ended.err.count("error:") == 1
