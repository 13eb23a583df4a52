"""veraPDF, qpdf's checker and another machine's settings find nothing wrong with a PDF edition."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pdf_sheets import LEADING, Sheets, publication, write_pdf
from PIL import Image
from publications import png
from validators import vera_check

from pipeline.model.metadata import Metadata
from pipeline.model.publication import Asset, OutlineEntry
from pipeline.theme import Family
from pipeline.typesetting.fonts import fallback_faces
from pipeline.typesetting.pages import Box, Element, LinkArea, Role

DOT = Asset("dot.png", "image/png", png(12, 12), 12, 12)


def clear_image() -> Asset:
    """Give an image that is half transparent, in a lossless WebP file."""
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (200, 40, 40, 128)).save(file, "WEBP", lossless=True)
    return Asset("clear.webp", "image/webp", file.getvalue(), 8, 8)


def nothing() -> Sheets:
    sheets = Sheets()
    sheets.turn()
    return sheets


def paragraphs_only() -> Sheets:
    sheets = Sheets()
    for number in range(50):
        sheets.block(Role.PARAGRAPH, f"Paragraph {number} of “fluffy” offices — naïve, fjord")
        if number % 20 == 19:
            sheets.turn()
    return sheets


def scripts() -> Sheets:
    sheets = Sheets()
    sheets.block(Role.PARAGRAPH, "Ελληνικά κείμενα, кириллица, ľščťž, q̃̈ e̋̈x")
    samples = {"NotoEmoji": "😀 👍🏽 🧪", "NotoSansDevanagari": "हिन्दी में"}
    for face in fallback_faces(400):
        if face.family in samples:
            element = sheets.root.add(Element(Role.PARAGRAPH))
            sheets.write(element.content(), samples[face.family], face)
    return sheets


def private_use() -> Sheets:
    sheets = Sheets()
    sheets.block(Role.PARAGRAPH, "a \ue000 b \U000f0001")
    sheets.write(None, "in an artifact: \ue000 q̃̈")
    return sheets


def deep_nesting() -> Sheets:
    sheets = Sheets()
    parent = sheets.root
    for _ in range(400):
        parent = parent.add(Element(Role.QUOTE))
    sheets.block(Role.PARAGRAPH, "at the bottom", parent)
    return sheets


def table(*, header: bool, rows: int) -> Sheets:
    sheets = Sheets()
    whole = sheets.root.add(Element(Role.TABLE))
    if header:
        row = whole.add(Element(Role.TABLE_HEAD)).add(Element(Role.TABLE_ROW))
        for text in ("Name", "Count"):
            sheets.block(Role.HEADER_CELL, text, row)
    if rows:
        body = whole.add(Element(Role.TABLE_BODY))
    for number in range(rows):
        row = body.add(Element(Role.TABLE_ROW))
        sheets.block(Role.CELL, f"Row {number}", row)
        sheets.block(Role.CELL, "", row)
    sheets.item(Box(82, 500, 300, 0.4, "b8bec6"))
    return sheets


def lists() -> Sheets:
    sheets = Sheets()
    parent = sheets.root
    for depth in range(6):
        whole = parent.add(Element(Role.LIST, ordered=depth % 2 == 0))
        for number in range(2):
            item = whole.add(Element(Role.LIST_ITEM))
            sheets.block(Role.LIST_LABEL, f"{number}.", item)
            parent = item.add(Element(Role.LIST_BODY))
            sheets.block(Role.PARAGRAPH, "text", parent)
    return sheets


def headings() -> Sheets:
    sheets = Sheets()
    for number, level in enumerate((3, 5, 1, 2, 6, 2)):
        sheets.heading(level, f"h-{number}", f"Heading {number}")
    return sheets


def notes() -> Sheets:
    sheets = Sheets()
    for number in range(3):
        paragraph = sheets.block(Role.PARAGRAPH, "Text with a note")
        mark = sheets.block(Role.NOTE_REFERENCE, f"{number}", paragraph)
        mark.target, mark.description = f"fn-{number}", f"Note {number}"
        sheets.link(mark)
        sheets.place(f"fn-{number}")
        note = paragraph.add(Element(Role.NOTE, identifier=f"fn-{number}"))
        back = sheets.block(Role.NOTE_MARK, f"{number}", note)
        back.target = f"fn-{number}"
        sheets.link(back)
        leaf = note.add(Element(Role.PARAGRAPH)).content()
        for _ in range(40):
            sheets.write(leaf, "A long note that goes on and on, over the page and further.")
        sheets.turn()
    return sheets


def contents() -> Sheets:
    sheets = Sheets()
    sheets.block(Role.CONTENTS_TITLE, "Contents")
    whole = sheets.root.add(Element(Role.CONTENTS))
    for number in range(3):
        entry = whole.add(Element(Role.CONTENTS_ENTRY, level=1, target=f"h-{number}"))
        sheets.block(Role.SECTION_NUMBER, f"{number}", entry)
        sheets.write(entry.content(), "Chapter")
        sheets.write(None, ". . . .")
        sheets.block(Role.PAGE_NUMBER, "1", entry)
        sheets.link(entry)
        inner = whole.add(Element(Role.CONTENTS_GROUP))
        sheets.block(Role.CONTENTS_ENTRY, "Section", inner)
    for number in range(3):
        sheets.heading(1, f"h-{number}", "Chapter")
    return sheets


def images() -> Sheets:
    sheets = Sheets()
    figure = sheets.root.add(Element(Role.FIGURE))
    figure.add(sheets.picture("clear.webp", "a clear thing"))
    sheets.root.children.pop()
    sheets.block(Role.CAPTION, "What it is", figure)
    sheets.picture("dot.png", "a dot")
    sheets.picture("dot.png", "")
    return sheets


def links() -> Sheets:
    sheets = Sheets()
    for url in ("https://example.org/ä b", "mailto:a@b.example", "x" * 3000, "#?(\\)"):
        link = sheets.block(Role.LINK, "link", sheets.block(Role.PARAGRAPH, ""))
        link.url = url
        sheets.link(link)
        sheets.link_area(LinkArea(link, 82, 300, 50, LEADING))
    return sheets


DOCUMENTS = {
    "nothing": nothing,
    "paragraphs": paragraphs_only,
    "scripts": scripts,
    "private-use": private_use,
    "deep": deep_nesting,
    "table": lambda: table(header=True, rows=30),
    "table-without-header": lambda: table(header=False, rows=3),
    "table-without-rows": lambda: table(header=True, rows=0),
    "lists": lists,
    "headings": headings,
    "notes": notes,
    "contents": contents,
    "images": images,
    "links": links,
}
OUTLINE = (OutlineEntry(1, "", "Überschrift", "h-0", (OutlineEntry(2, "", "x", "gone"),)),)
HARD_METADATA = Metadata(
    title="Title & \x00 <tags> \ud800 ]]>",
    authors=("", "A & B", "🙂"),
    language="not a language!",
    description="é",
    keywords=("a,b",),
    identifier="urn:x:1",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pdf")
    said = publication(DOT, clear_image(), bookmarks=OUTLINE, timestamp=1739491200)
    paths = [write_pdf(folder / f"{name}.pdf", make(), said) for name, make in DOCUMENTS.items()]
    hard = publication(metadata=HARD_METADATA)
    return [*paths, write_pdf(folder / "metadata.pdf", paragraphs_only(), hard)]


def test_every_document_is_accessible_and_archival(written: list[Path]) -> None:
    assert vera_check(written, ("ua1", "2a")) == []


def test_every_file_is_sound(written: list[Path]) -> None:
    for path in written:
        with pikepdf.open(path) as file:
            assert (path.name, file.check_pdf_syntax()) == (path.name, [])


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from pdf_sheets import publication, write_pdf
from test_pdf_conformance import DOT, OUTLINE, clear_image, contents, images, scripts
said = publication(DOT, clear_image(), bookmarks=OUTLINE, timestamp=1739491200)
for make in (contents, images, scripts):
    write_pdf(Path(make.__name__ + ".pdf"), make(), said)
"""


def test_the_bytes_depend_on_nothing_but_the_publication(tmp_path: Path) -> None:
    made = []
    for seed, zone, epoch in (("1", "Asia/Tokyo", None), ("2", "America/Lima", "1000000000")):
        folder = tmp_path / f"folder-{seed}"
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        if epoch:
            environment["SOURCE_DATE_EPOCH"] = epoch
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)]
        subprocess.run(command, cwd=folder, env=environment, check=True)
        made.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert len(made[0]) == 3
    assert made[0] == made[1]


def test_naming_the_exporter_loads_no_pdf_library() -> None:
    command = (
        "import sys, pipeline.exporters.pdf as pdf; pdf.exporter.options();"
        "sys.exit([m for m in ('reportlab', 'pikepdf', 'PIL') if m in sys.modules] or 0)"
    )
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0


def test_a_family_of_fixed_width_is_as_valid(tmp_path: Path) -> None:
    sheets = Sheets(Family("Source Code Pro", "fontpkg_source_code_pro", ()))
    sheets.block(Role.CODE_BLOCK, "x = 1 # (\\) → ≠")
    assert vera_check([write_pdf(tmp_path / "mono.pdf", sheets)]) == []
