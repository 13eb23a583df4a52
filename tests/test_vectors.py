"""Drawings as vectors: the same picture as another program makes, and pixels for what is more."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from commands import pipeline, write
from docx_editions import members
from docx_lint import lint
from PIL import Image, ImageChops, ImageFilter
from validators import absent, epubcheck, openxml_audit, vera_check

from pipeline.markup.vectors import svg_of
from pipeline.passes.drawings import draw, self_contained
from pipeline.typesetting.svg import vectors_of

SIZE = 'xmlns="http://www.w3.org/2000/svg" width="200" height="120"'
LIKE = 48
"""How far a channel of the blurred pictures may differ, of 255: edges are smoothed differently."""

SHOWN = {
    "shapes": """
      <rect x="5" y="5" width="60" height="30" fill="#c33"/>
      <rect x="75" y="5" width="60" height="30" rx="8" fill="none" stroke="navy" stroke-width="3"/>
      <circle cx="165" cy="25" r="18" fill="green" stroke="black"/>
      <ellipse cx="40" cy="75" rx="30" ry="14" fill="rgb(20, 90, 200)"/>
      <line x1="80" y1="55" x2="120" y2="95" stroke="teal" stroke-width="4" stroke-linecap="round"/>
      <polyline points="125,95 140,55 155,95" fill="none" stroke="#000" stroke-linejoin="round"
        stroke-width="5"/>
      <polygon points="160,95 175,55 190,95"/>""",
    "paths": """
      <path d="M10 60 C 20 10, 60 10, 70 60 S 120 110, 130 60" fill="none" stroke="#900"/>
      <path d="M140 20q20 40 40 0t10 20v40h-50z" fill="#4a7" fill-rule="evenodd"/>
      <path d="M20 90 A 20 10 30 1 1 60 90 Z M30 85 l10 0 0 10z" fill="#55f"
        fill-rule="evenodd"/>""",
    "style": """
      <style>* { stroke-linejoin: round } .a, rect.b { fill: #282; } #c { fill: red }
        circle { fill: orange; stroke: #333 }</style>
      <rect class="a" x="5" y="5" width="40" height="40"/>
      <rect class="b" id="c" x="55" y="5" width="40" height="40"/>
      <g style="fill: purple; stroke-width: 4"><circle cx="130" cy="25" r="18"/>
        <rect x="155" y="8" width="30" height="30" stroke="currentColor" color="#0a0"/></g>
      <rect x="5" y="60" width="60" height="40" style="fill:#00f;fill-opacity:.4"/>
      <rect x="40" y="70" width="60" height="40" opacity="50%" fill="#f00"/>""",
    "places": """
      <g transform="translate(40 30) rotate(20)"><rect width="50" height="20" fill="#a50"/>
        <g transform="scale(2)"><rect x="10" y="15" width="20" height="8" stroke="#000"/></g></g>
      <defs><path id="p" d="M0 0h30l-15 30z"/></defs>
      <use href="#p" x="120" y="10" fill="#06c"/>
      <use href="#p" transform="matrix(1 0 .5 1 120 60)"/>
      <rect x="20" y="80" width="30" height="20" transform="skewX(-20)" fill="#999"/>""",
    "clips": """
      <defs><clipPath id="k"><circle cx="60" cy="60" r="40"/></clipPath></defs>
      <g clip-path="url(#k)"><rect width="60" height="120" fill="#c60"/>
        <rect x="60" width="60" height="120" fill="#06c"/></g>
      <rect x="150" width="40" height="120" fill="#090"/>""",
    "words": """
      <text x="10" y="30" font-size="20">Plain
        <tspan font-weight="bold" fill="#c00">strong</tspan></text>
      <text x="190" y="60" text-anchor="end" font-family="Times, serif" font-size="18"
        >At the end</text>
      <text x="100" y="85" text-anchor="middle" font-family="monospace" font-size="14"
        >middle</text>
      <text x="10" y="110" font-size="16" font-style="italic"
        >One<tspan dx="10" dy="-4">two</tspan></text>""",
    "dashes": """
      <path d="M5 20h190" stroke="#000" stroke-width="6" stroke-dasharray="12 6" fill="none"/>
      <path d="M5 60h190" stroke="#000" stroke-width="6" stroke-dasharray="10"
        stroke-dashoffset="5"/>
      <path d="M5 100h190" stroke="#05a" stroke-width="8" stroke-linecap="round"
        stroke-dasharray="1 12"/>""",
    "silent": """
      <title>Nothing to see</title><desc>Words</desc>
      <metadata><rdf xmlns="http://x.test/"/></metadata>
      <rect width="50" height="50" fill="none"/><g display="none"><filter/></g>
      <rect width="90" height="90" visibility="hidden"/>
      <rect x="40" y="40" width="50" height="50"/>""",
}
REFUSED = {
    "gradient": '<linearGradient id="g"/><rect width="50" height="50" fill="url(#g)"/>',
    "filter": '<rect width="50" height="50" filter="url(#f)"/>',
    "mask": '<g mask="url(#m)"><rect width="50" height="50"/></g>',
    "marker": '<path d="M0 0L10 10" style="marker-end: url(#m)"/>',
    "picture": '<image width="50" height="50" href="data:image/png;base64,"/>',
    "foreign": "<foreignObject><p/></foreignObject>",
    "group": '<g opacity=".5"><rect width="9" height="9"/><rect width="9" height="9"/></g>',
    "selector": "<style>g > rect { fill: red }</style><g><rect width='9' height='9'/></g>",
    "media": "<style>@media print { rect { fill: red } }</style><rect width='9' height='9'/>",
    "wide": '<path transform="scale(1 3)" d="M0 0h50" stroke="red"/>',
    "leftwards": "<text x='50' y='20'>שלום</text>",
    "letters": "<text x='1 9 20' y='20'>abc</text>",
    "no glyph": "<text x='1' y='20'>\U0001fbf9</text>",
    "clip": "<clipPath id='k'><circle r='4'/><circle r='9'/></clipPath>"
    "<rect clip-path='url(#k)' width='9' height='9'/>",
    "round": "<rect width='9' height='9' rx='8'/>",
    "damage": "<rect width='wide' height='9'/>",
    "path": "<path d='M 0 0 L x y'/>",
    "itself": "<g id='a'><use href='#a'/></g>",
}


def drawing(content: str, size: str = SIZE) -> bytes:
    return f"<svg {size}>{content}</svg>".encode()


def rastered(pdf: Path, width: int, height: int) -> Image.Image:
    """Give the only picture on a page's crop, by Poppler."""
    if shutil.which("pdftoppm") is None:
        absent("pdftoppm (Debian's poppler-utils) is not installed")
    subprocess.run(
        ["pdftoppm", "-png", "-singlefile", "-scale-to-x", str(width), "-scale-to-y", str(height),
         pdf, pdf.with_suffix("")],
        check=True,
    )  # fmt: skip
    return Image.open(pdf.with_suffix(".png")).convert("RGB")


def alone(edition: Path, target: Path, width: float, height: float) -> None:
    """Put the drawing of an edition on a page of its own, as large as it is in points."""
    with pikepdf.open(edition) as pdf, pikepdf.new() as new:
        forms = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and _is_form(o)]
        page = new.add_blank_page(page_size=(width, height))
        page.obj.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Form=new.copy_foreign(forms[0]))
        )
        page.obj.Contents = new.make_stream(f"{width} 0 0 {height} 0 0 cm /Form Do".encode())
        new.save(target)


def _is_form(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") == "/Form"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the PDF edition of each drawing."""
    folder = tmp_path_factory.mktemp("drawings")
    for name, content in SHOWN.items():
        (folder / f"{name}.svg").write_bytes(drawing(content))
        write(folder / f"{name}.md", f"---\ntitle: T\n---\n\n![A drawing]({name}.svg)\n")
    files = [f"{name}.md" for name in SHOWN]
    finished = pipeline(folder, "build", *files, "--to", "pdf", "--output", "out")
    assert (finished.code, finished.err) == (0, "")
    return folder / "out"


@pytest.mark.parametrize("name", SHOWN)
def test_a_drawing_looks_as_another_program_draws_it(
    editions: Path, tmp_path: Path, name: str
) -> None:
    drawn = draw(drawing(SHOWN[name]).decode())
    alone(editions / f"{name}.pdf", tmp_path / "alone.pdf", 150, 90)
    ours = rastered(tmp_path / "alone.pdf", *drawn.size)
    theirs = Image.open(io.BytesIO(drawn.pixels)).convert("RGB")
    assert difference(ours, theirs) < LIKE


def difference(one: Image.Image, other: Image.Image) -> int:
    """Tell how far a channel of two pictures differs at most where both are blurred."""
    blur = ImageFilter.BoxBlur(3)
    apart = ImageChops.difference(one.filter(blur), other.filter(blur))
    return max(int(high) for _, high in apart.getextrema())


@pytest.mark.parametrize("name", SHOWN)
def test_its_outlines_as_a_drawing_look_as_the_drawing(name: str) -> None:
    content = drawing(SHOWN[name])
    vectors = vectors_of(content)
    assert vectors is not None
    outlines = str(svg_of(vectors))
    assert set(re.findall(r"<(\w+)", outlines)) <= {"svg", "rect", "defs", "clipPath", "path", "g"}
    pictures = [
        Image.open(io.BytesIO(draw(text).pixels)).convert("RGB")
        for text in (content.decode(), self_contained(outlines.encode()))
    ]
    assert difference(*pictures) < LIKE


def test_a_book_with_drawings_is_sound_and_carries_outlines(editions: Path) -> None:
    folder = editions.parent
    files = [f"{name}.md" for name in SHOWN]
    assert pipeline(folder, "build", *files, "--to", "epub", "--output", "out").code == 0
    books = sorted(editions.glob("*.epub"))
    assert epubcheck(books) == []
    with zipfile.ZipFile(books[0]) as book:
        assert [name for name in book.namelist() if "/images/" in name] == [
            f"EPUB/images/{books[0].stem}.svg"
        ]


def test_editions_with_drawings_keep_to_their_standards(editions: Path) -> None:
    assert vera_check(sorted(editions.glob("*.pdf"))) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_outlines_cannot_show_is_left_to_pixels(name: str) -> None:
    assert vectors_of(drawing(REFUSED[name])) is None


@pytest.mark.parametrize(
    "size",
    [
        'xmlns="http://www.w3.org/2000/svg"',
        SIZE.replace("200", "50%"),
        SIZE + ' viewBox="0 0 0 9"',
        SIZE.replace("svg", "SVG"),
        SIZE + ' preserveAspectRatio="left" viewBox="0 0 9 9"',
    ],
)
def test_a_drawing_whose_size_nobody_knows_is_left_to_pixels(size: str) -> None:
    assert vectors_of(drawing("<rect width='9' height='9'/>", size)) is None


@pytest.mark.parametrize(
    ("size", "wanted", "first"),
    [
        ('width="1in" height="36pt"', (96, 48), (0, 0)),
        ('viewBox="10 20 40 30"', (40, 30), (-10, -20)),
        ('width="80" height="80" viewBox="0 0 40 20"', (80, 80), (0, 20)),
        ('width="80" height="80" viewBox="0 0 40 20" preserveAspectRatio="none"', (80, 80), (0, 0)),
        (
            'width="8" height="8" viewBox="0 0 4 2" preserveAspectRatio="xMinYMax slice"',
            (8, 8),
            (0, 0),
        ),
    ],
)
def test_a_view_box_is_fitted_into_the_size(
    size: str, wanted: tuple[int, int], first: tuple[int, int]
) -> None:
    content = drawing("<path d='M0 0h9v9z'/>", f'xmlns="http://www.w3.org/2000/svg" {size}')
    vectors = vectors_of(content)
    assert vectors is not None
    assert (vectors.width, vectors.height) == wanted
    assert vectors.shapes[0].outline[0].points[0] == pytest.approx(first)


def test_doubling_without_end_is_refused_soon() -> None:
    groups = "".join(
        f"<g id='a{n}'><use href='#a{n + 1}'/><use href='#a{n + 1}'/></g>" for n in range(50)
    )
    assert vectors_of(drawing(f"<defs>{groups}<g id='a50'/></defs><use href='#a0'/>")) is None


def test_another_drawing_with_the_same_words_is_seen_in_every_edition(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "---\ntitle: T\n---\n\n![A drawing](a.svg)\n")
    (tmp_path / "a.svg").write_bytes(drawing(SHOWN["shapes"]))
    assert pipeline(tmp_path, "build", "a.md", "--output", "out").code == 0
    (tmp_path / "a.svg").write_bytes(drawing(SHOWN["shapes"].replace("navy", "maroon")))
    finished = pipeline(tmp_path, "verify", "a.md", "--output", "out")
    assert finished.code == 4
    said = finished.out + finished.err
    assert [name for name in ("docx", "epub", "pdf") if f"{name}: picture 1 of 1" in said] == [
        "docx",
        "epub",
        "pdf",
    ]


def test_a_document_has_outlines_beside_the_pixels(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "---\ntitle: T\n---\n\n![A drawing](a.svg)\n\nAnd ![again](a.svg).\n")
    (tmp_path / "a.svg").write_bytes(drawing(SHOWN["shapes"]))
    assert pipeline(tmp_path, "build", "a.md", "--to", "docx", "--output", "out").code == 0
    edition = tmp_path / "out" / "a.docx"
    parts = members(edition)
    assert [name for name in parts if "media/" in name] == [
        "word/media/image1.png",
        "word/media/image2.svg",
    ]
    assert Image.open(io.BytesIO(parts["word/media/image1.png"])).size == (400, 240)
    assert parts["word/document.xml"].count(b"<asvg:svgBlip ") == 2
    assert b'Extension="svg" ContentType="image/svg+xml"' in parts["[Content_Types].xml"]
    assert openxml_audit(edition) == []
    assert lint(edition) == []


def test_a_page_holds_the_outlines(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "---\ntitle: T\n---\n\n![A drawing](a.svg)\n")
    (tmp_path / "a.svg").write_bytes(drawing(SHOWN["shapes"]))
    finished = pipeline(tmp_path, "build", "a.md", "--to", "html", "--output", "out")
    assert (finished.code, finished.err) == (0, "")
    page = (tmp_path / "out" / "a.html").read_text("utf-8")
    assert page.count('src="data:image/svg+xml;base64,') == 1
