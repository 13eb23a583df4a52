"""Fonts of an author's own: found in a folder, used in every edition, and told where they lack."""

import shutil
import struct
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pytest
from commands import pipeline, write
from docx_editions import members
from validators import vera_check

from pipeline.build import Wishes, read_source
from pipeline.diagnostics import Code, Diagnostic
from pipeline.model.fonts import FontFile, nearest_file
from pipeline.project import find_source
from pipeline.theme import Theme, with_families
from pipeline.typesetting.fonts import load_face

KEYS = "serif-font: source sans 3\nsans-font: Noto Sans JP\nfonts: faces\n"
TEXT = "# One\n\nWords, *leaning* and **strong**.\n\n| A |\n|---|\n| b |\n"


def files_of(package: str) -> list[Path]:
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return list(Path(spec.submodule_search_locations[0]).rglob("*.[to]tf"))


@pytest.fixture
def faces(tmp_path: Path) -> Path:
    """Give a folder with a variable TrueType family and one face with compact outlines."""
    folder = tmp_path / "faces" / "deep"
    folder.mkdir(parents=True)
    japanese = [p for p in files_of("pylopdf_fonts_jp") if p.stem == "NotoSansJP-Regular"]
    for path in (*files_of("fontpkg_source_sans_3"), *japanese):
        shutil.copy(path, folder)
    return folder


def said(folder: Path, keys: str) -> list[Diagnostic]:
    write(folder / "a.md", f"---\ntitle: T\n{keys}---\n\n{TEXT}")
    return list(read_source(find_source(str(folder / "a.md")), Wishes()).diagnostics)


def test_every_edition_uses_the_families_that_are_named(tmp_path: Path, faces: Path) -> None:
    assert faces.is_dir()
    write(tmp_path / "a.md", f"---\ntitle: T\n{KEYS}---\n\n{TEXT}")
    finished = pipeline(tmp_path, "build", "a.md", "--output", "out")
    assert (finished.code, finished.err) == (0, "")
    with pikepdf.open(tmp_path / "out" / "a.pdf") as pdf:
        fonts = {str(o.FontFamily) for o in pdf.objects if _is_descriptor(o)}
    assert fonts == {"Source Sans 3", "Noto Sans JP"}
    docx = members(tmp_path / "out" / "a.docx")
    table = docx["word/fontTable.xml"].decode()
    assert '<w:font w:name="Noto Sans JP"><w:altName' in table
    assert "w:embedRegular" in table.split('w:name="Source Sans 3"')[1].split("</w:font>")[0]
    # Word takes no compact outlines.
    assert "w:embedRegular" not in table.split('w:name="Noto Sans JP"')[1].split("</w:font>")[0]
    style = members(tmp_path / "out" / "a.epub")["EPUB/style.css"].decode()
    assert 'font-family: "Source Sans 3", "Source Serif Pro"' in style
    assert vera_check([tmp_path / "out" / "a.pdf"]) == []


def _is_descriptor(value: object) -> bool:
    is_dictionary = isinstance(value, pikepdf.Dictionary)
    return is_dictionary and value.get("/Type") == "/FontDescriptor"


def test_faces_that_a_family_lacks_are_made_from_those_that_it_has(
    tmp_path: Path, faces: Path
) -> None:
    assert faces.is_dir()
    write(tmp_path / "a.md", f"---\ntitle: T\n{KEYS}---\n\n{TEXT}")
    reading = read_source(find_source(str(tmp_path / "a.md")), Wishes())
    assert reading.publication is not None
    theme = with_families(Theme(), reading.publication.families)
    strong = load_face(theme.sans, 700, italic=False)
    leaning = load_face(theme.sans, 400, italic=True)
    assert (strong.is_compact, strong.is_emboldened, leaning.italic) == (True, True, False)
    serif = load_face(theme.serif, 700, italic=True)
    assert (serif.is_compact, serif.is_emboldened, serif.italic) == (False, False, True)
    assert theme.mono == Theme().mono


def test_a_family_that_is_not_there_is_told_with_the_nearest(tmp_path: Path, faces: Path) -> None:
    assert faces.is_dir()
    (one,) = said(tmp_path, "serif-font: Source Sans\nfonts: faces\n")
    assert (one.code, one.location.line) == (Code.FONT_MISSING, 3)
    assert one.hint == "did you mean 'Source Sans 3'?"
    (other,) = said(tmp_path, "mono-font: Qwxz\nfonts: faces\n")
    assert other.hint == "the folder has Noto Sans JP, Source Sans 3"


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ("mainfont: Alegreya\n", "name the folder of its files with the key 'fonts'"),
        ("mainfont: A\nfonts: gone\n", "the folder 'gone' cannot be read: No such file"),
        ("mainfont: A\nfonts: a.md\n", "the folder 'a.md' cannot be read: Not a directory"),
        ("mainfont: A\nfonts: empty\n", "the folder 'empty' holds no TrueType or OpenType file"),
    ],
)
def test_a_folder_that_is_none_is_told(tmp_path: Path, keys: str, hint: str) -> None:
    (tmp_path / "empty").mkdir()
    (one,) = said(tmp_path, keys)
    assert one.code is Code.FONT_MISSING
    assert one.hint.startswith(hint)


def test_fonts_that_are_damaged_or_forbidden_are_told_and_not_used(
    tmp_path: Path, faces: Path
) -> None:
    (faces / "broken.ttf").write_bytes(b"no font")
    (faces / "empty.otf").write_bytes(b"")
    for path in faces.glob("Source*"):
        path.write_bytes(restricted(path.read_bytes()))
    found = said(tmp_path, KEYS)
    assert {one.code for one in found} == {Code.FONT_UNUSABLE, Code.FONT_MISSING}
    messages = " ".join(one.message for one in found)
    assert "'broken.ttf' is not used: it is no font" in messages
    assert "'empty.otf' is not used: it " in messages
    assert "its maker forbids it in documents" in messages


def restricted(font: bytes) -> bytes:
    """Give a font whose maker forbids it in documents (`OS/2.fsType`, bit 1)."""
    changed = bytearray(font)
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == b"OS/2":
            struct.pack_into(">H", changed, offset + 8, 2)
    return bytes(changed)


def test_a_family_for_the_text_without_italics_is_told(tmp_path: Path, faces: Path) -> None:
    assert faces.is_dir()
    (one,) = said(tmp_path, "serif-font: Noto Sans JP\nfonts: faces\n")
    assert one.message.startswith("the family 'Noto Sans JP' has no italic")


def test_the_nearest_file_is_chosen_as_css_does() -> None:
    def file(path: str, weight: float, *, italic: bool = False, width: float = 100.0) -> FontFile:
        return FontFile(path, weight, weight, italic, width)

    light, regular, black = file("light", 300), file("regular", 400), file("black", 900)
    slanted, narrow = file("slanted", 400, italic=True), file("narrow", 700, width=75.0)
    files = (light, regular, black, slanted, narrow)
    assert nearest_file(files, 400, italic=False) is regular
    assert nearest_file(files, 600, italic=False) is black
    assert nearest_file(files, 700, italic=True) is slanted
    assert nearest_file((light, black), 400, italic=False) is light
    assert nearest_file((narrow,), 400, italic=True) is narrow
    assert nearest_file((FontFile("all", 200, 900), black), 900, italic=False).path == "all"
