"""The faces that a DOCX edition carries: hidden as the standard says, whole, and named right."""

import re
import uuid
from pathlib import Path

import pytest
import uharfbuzz as hb
from docx_editions import members, write
from lxml import etree
from publications import sample_publication

from pipeline.exporters.docx.options import DocxOptions
from pipeline.exporters.docx.writer.sfnt import renamed
from pipeline.exporters.docx.writer.typefaces import bold_weight, obfuscated
from pipeline.theme import Generic, Theme
from pipeline.typesetting.fonts import load_face


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample's edition with its fonts."""
    path = tmp_path_factory.mktemp("docx") / "edition.docx"
    write(sample_publication(), path, DocxOptions())
    return path


def carried_faces(edition: Path) -> dict[tuple[str, str], hb.Face]:
    """Give the faces of an edition by family and slot, read as a reader of the standard would."""
    contents = members(edition)
    table = contents["word/fontTable.xml"].decode()
    relationships = etree.fromstring(contents["word/_rels/fontTable.xml.rels"])
    targets = {one.get("Id", ""): one.get("Target", "") for one in relationships}
    faces = {}
    for entry in re.findall(r'<w:font w:name="([^"]+)">(.*?)</w:font>', table, flags=re.DOTALL):
        family, inner = entry
        for slot, relationship, key in re.findall(
            r'<w:embed(\w+) r:id="(\w+)" w:fontKey="(\{[^}]+\})"', inner
        ):
            hidden = contents[f"word/{targets[relationship]}"]
            mask = uuid.UUID(key).bytes[::-1] * 2
            opened = bytes(b ^ m for b, m in zip(hidden[:32], mask, strict=True)) + hidden[32:]
            faces[family, slot] = hb.Face(hb.Blob(opened))
    return faces


def test_the_theme_s_families_are_carried_under_their_own_names(edition: Path) -> None:
    faces = carried_faces(edition)
    assert {family for family, _ in faces} == {"Source Serif 4", "Source Sans 3", "Source Code Pro"}
    assert ("Source Code Pro", "Regular") in faces
    words = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}
    for (family, slot), face in faces.items():
        assert face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) == family
        assert face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) == words[slot]
        assert "SIL" in (face.get_name(hb.OTNameIdPredefined.LICENSE) or "")
        assert not face.axis_infos


def test_the_characters_of_the_text_can_be_shown(edition: Path) -> None:
    face = carried_faces(edition)["Source Serif 4", "Regular"]
    font = hb.Font(face)
    wanted = "Größe — “Nobody” 1,234 ąčž €"
    assert all(font.get_nominal_glyph(ord(character)) for character in wanted)


def test_the_fonts_are_small(edition: Path) -> None:
    assert edition.stat().st_size < 300_000


def test_bold_is_as_strong_as_the_theme_s_headings() -> None:
    assert bold_weight(Theme(), Generic.SANS) == 600
    assert bold_weight(Theme(), Generic.SERIF) == 700


def test_obfuscation_is_its_own_inverse_and_leaves_the_rest() -> None:
    key = uuid.uuid5(uuid.NAMESPACE_OID, "x")
    font = bytes(range(256))
    hidden = obfuscated(font, key)
    assert hidden[:32] != font[:32]
    assert hidden[32:] == font[32:]
    assert obfuscated(hidden, key) == font
    assert obfuscated(b"abc", key) != b"abc"


def test_a_renamed_file_has_right_checksums() -> None:
    face = load_face(Theme().sans, 600, italic=False)
    font = renamed(face.character_subset(map(ord, "abc")), "Family", "Bold")
    count = int.from_bytes(font[4:6], "big")
    total = 0
    for at in range(0, len(font), 4):
        total += int.from_bytes(font[at : at + 4], "big")
    assert total & 0xFFFFFFFF == 0xB1B0AFBA
    tags = [font[12 + 16 * n : 16 + 16 * n] for n in range(count)]
    assert tags == sorted(tags)
    assert b"fvar" not in tags
    assert b"STAT" not in tags
