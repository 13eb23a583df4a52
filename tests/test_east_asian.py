"""Chinese, Japanese and Korean on pages: fonts, lines broken by rule, text that is found again."""

import shutil
import subprocess
from pathlib import Path

import pytest
from typeset_checks import check_pages
from validators import absent, vera_check

from pipeline.diagnostics import Code
from pipeline.exporter import EditionPlan
from pipeline.exporters.pdf import PdfOptions, exporter
from pipeline.model.publication import Publication
from pipeline.model.source import SourceFile
from pipeline.passes import Origin, prepare
from pipeline.readers import read
from pipeline.theme import Theme
from pipeline.typesetting import typeset
from pipeline.typesetting.breakplaces import breaks_freely, signs
from pipeline.typesetting.fonts import east_asian_faces
from pipeline.typesetting.pages import Pages, Role, Run

THEME = Theme()
TEXT = (
    "ランプは毎晩18時30分から朝6時まで光ります。塔は1865年に、遠い町から来た技師によって建てられました。"
    "灯台守は「Windows XP」（バージョン5.1）を使い、**毎日**手引き書（Manual）を読みます。"
)


def publication_from(text: str, language: str = "ja") -> Publication:
    source = f"---\nlang: {language}\ntitle: x\n---\n{text}"
    document, _ = read(SourceFile("a.md", source, "/nowhere", "a.md"))
    return prepare(document, Origin("a"))[0]


def pages_of(publication: Publication) -> Pages:
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    return pages


def lines_of(pages: Pages) -> list[list[Run]]:
    lines: dict[float, list[Run]] = {}
    for page in pages.pages:
        for item in page.items:
            if isinstance(item, Run) and item.content and item.content.element.role in BODY:
                lines.setdefault(item.y, []).append(item)
    return [lines[y] for y in sorted(lines, reverse=True)]


BODY = (Role.PARAGRAPH, Role.STRONG)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("日本語", "日|本|語"),
        ("です。次", "で|す。|次"),
        ("「あっ」と", "「あっ」|と"),
        ("新PDF版", "新|PDF|版"),
        ("本(x)の", "本|(x)|の"),
        ("データー、ok", "デ|ー|タ|ー、|ok".replace("|ー", "ー")),
        ("高！低", "高！|低"),
        ("한국어", "한국어"),
    ],
)
def test_lines_may_break_beside_signs_but_not_everywhere(text: str, marked: str) -> None:
    found = "".join("|" * breaks_freely(text, at) + c for at, c in enumerate(text))
    assert found == marked


def test_a_sign_keeps_what_belongs_to_it() -> None:
    assert list(signs("か\u3099x葛\U000e0100y")) == ["か\u3099", "x", "葛\U000e0100", "y"]


def test_lines_of_signs_fill_their_frame_and_begin_by_rule() -> None:
    pages = pages_of(publication_from(TEXT * 4))
    assert pages.diagnostics == ()
    lines = lines_of(pages)
    assert len(lines) > 5
    right = THEME.page.left + THEME.page.measure
    for line in lines[:-1]:
        last = line[-1]
        words = sum(word.width for word in last.words) * last.size / 1000
        end = last.x + words + last.space * (len(last.words) - 1)
        assert abs(end - right) < 0.5
    for line in lines:
        assert line[0].text[0] not in "、。」）ー"
        assert line[-1].text.rstrip()[-1] not in "「（"


def test_signs_look_as_the_language_has_them() -> None:
    faces = {face.name for face in pages_of(publication_from(TEXT)).faces}
    assert "NotoSerifJP-400" in faces
    assert any(name.startswith("NotoSerifJP-700") for name in faces)
    (regular,) = [f for f in east_asian_faces("ja", 400, serif=True) if f.family == "NotoSerifJP"]
    assert not regular.is_emboldened


def test_a_script_without_a_font_is_told_with_the_package_that_has_it() -> None:
    publication = publication_from("\u1100\u1161 한국어 문장")
    (found,) = typeset(publication, THEME).diagnostics
    assert found.code is Code.GLYPH_MISSING
    assert "pylopdf-fonts-ko" in found.hint


@pytest.fixture(scope="module")
def japanese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    publication = publication_from(f"# 灯台\n\n{TEXT}")
    path = tmp_path_factory.mktemp("japanese") / "a.pdf"
    plan = EditionPlan(publication, THEME, PdfOptions(), lambda: typeset(publication, THEME))
    exporter.write(plan, path)
    return path


def test_a_japanese_edition_says_what_its_source_says(japanese: Path) -> None:
    facts = exporter.read_back(japanese)
    assert "".join(facts.words).endswith("手引き書（Manual）を読みます。")


def test_programs_that_copy_text_find_it(japanese: Path) -> None:
    tool = shutil.which("pdftotext")
    if tool is None:
        absent("pdftotext is not on PATH")
    copied = subprocess.run(
        [tool, japanese, "-"], capture_output=True, encoding="utf-8", check=True
    )
    text = "".join(copied.stdout.split())
    assert "".join(TEXT.replace("**", "").split()) in text


def test_a_japanese_edition_is_valid(japanese: Path) -> None:
    assert vera_check([japanese]) == []
