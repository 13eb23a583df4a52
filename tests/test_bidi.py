"""Text that runs from right to left: levels by Unicode's algorithm, lines, pages, extraction."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from typeset_checks import check_pages
from validators import absent, vera_check

from pipeline.exporter import EditionPlan
from pipeline.exporters.pdf import PdfOptions, exporter
from pipeline.model.publication import Publication
from pipeline.model.source import SourceFile
from pipeline.passes import Origin, prepare
from pipeline.readers import read
from pipeline.theme import Theme
from pipeline.typesetting import typeset
from pipeline.typesetting.bidi import levels, parts_by_direction, seen_order
from pipeline.typesetting.pages import Page, Pages, Role, Run

THEME = Theme()
CHARACTERS = "אבגا بتج٠١12ab ()[]-+,.:/%$!?\u064b\u05b0"


@settings(max_examples=400, deadline=None)
@given(text=st.text(CHARACTERS, min_size=1, max_size=16), base=st.sampled_from("LR"))
def test_levels_are_those_of_another_implementation(text: str, base: str) -> None:
    text = text.strip() or "x"
    found = levels(text, int(base == "R"))
    assert "".join(text[at] for at in seen_order(found)) == get_display(text, base_dir=base)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("(Windows)،", ("(", "Windows", ")،")),
        ("2024م", ("2024", "م")),
        ("foo-bar.baz", ("foo-bar.baz",)),
        ("שָׁלוֹם!", ("שָׁלוֹם", "!")),
        ("«كلمة»", ("«", "كلمة", "»")),
    ],
)
def test_words_are_cut_where_their_direction_may_change(word: str, parts: tuple[str, ...]) -> None:
    assert parts_by_direction(word) == parts


def publication_from(text: str, language: str) -> Publication:
    source = f"---\nlang: {language}\ntitle: x\n---\n{text}"
    document, _ = read(SourceFile("a.md", source, "/nowhere", "a.md"))
    return prepare(document, Origin("a"))[0]


def pages_of(text: str, language: str) -> Pages:
    publication = publication_from(text, language)
    pages = typeset(publication, THEME)
    check_pages(pages, publication, THEME)
    assert pages.diagnostics == ()
    return pages


def seen(pages: Pages, role: Role = Role.PARAGRAPH) -> str:
    """Give the runs of elements of a role from left to right, line by line."""
    runs = [
        item
        for page in pages.pages
        for item in page.items
        if isinstance(item, Run) and item.content and item.content.element.role is role
    ]
    lines = sorted({run.y for run in runs}, reverse=True)
    return "\n".join(
        " ".join(" ".join(word.text for word in run.words) for run in sorted(line, key=_x))
        for line in ([run for run in runs if run.y == y] for y in lines)
    )


def _x(run: Run) -> float:
    return run.x


def test_words_of_an_arabic_line_stand_from_right_to_left() -> None:
    assert seen(pages_of("واحد اثنان ثلاثة", "ar")) == "ثلاثة اثنان واحد"


def test_latin_words_and_numbers_keep_their_order_among_arabic_ones() -> None:
    pages = pages_of("قبل Windows XP 5.1 (هنا) بعد 12.", "ar")
    assert seen(pages) == ". 12 بعد ) هنا ( Windows XP 5.1 قبل"


def test_brackets_among_leftward_letters_are_mirrored() -> None:
    run = next(run for run in runs_of(pages_of("(هنا)", "ar")) if run.words[0].text == "(")
    face = run.words[0].face
    assert run.words[0].glyphs[0].index == face.glyph_for(")")


def test_leftward_words_in_a_line_that_runs_to_the_right() -> None:
    pages = pages_of("He said שלום עולם today.", "en")
    assert seen(pages) == "He said עולם שלום today ."


def test_an_arabic_line_begins_at_the_right_edge() -> None:
    pages = pages_of("- مرحبا\n\n```\ncode here\n```\n\n| أ | ب |\n|---|---|\n| ج | د |\n", "ar")
    frame = THEME.page
    right = frame.width - frame.right
    cells = {run.words[0].text: run for run in runs_of(pages)}
    assert cells["أ"].x > cells["ب"].x
    bullet = cells["•"]
    assert right - 30 < bullet.x < right
    assert cells["code"].x < frame.left + 20
    assert cells["مرحبا"].x < bullet.x


def runs_of(pages: Pages) -> list[Run]:
    def of(page: Page) -> list[Run]:
        return [item for item in page.items if isinstance(item, Run) and item.content]

    return [run for page in pages.pages for run in of(page)]


def test_a_division_runs_against_its_page() -> None:
    text = '<div dir="rtl" markdown>\n\nواحد (two) ثلاثة\n\n</div>\n\nOne.\n'
    pages = pages_of(text, "en")
    assert seen(pages).startswith("ثلاثة ) two ( واحد\n")
    last = max(runs_of(pages)[:-1], key=_x)
    assert last.words[0].text == "واحد"


ARABIC = """# المصباح

يضيء المصباح كل ليلة، ويعمل الحارس مع Windows XP (الإصدار 5.1) حتى الصباح.
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    publication = publication_from(ARABIC, "ar")
    path = tmp_path_factory.mktemp("arabic") / "a.pdf"
    plan = EditionPlan(publication, THEME, PdfOptions(), lambda: typeset(publication, THEME))
    exporter.write(plan, path)
    return path


def test_an_arabic_edition_is_read_in_the_order_of_its_text(arabic: Path) -> None:
    facts = exporter.read_back(arabic)
    assert " ".join(facts.words).endswith(
        "يضيء المصباح كل ليلة، ويعمل الحارس مع Windows XP (الإصدار 5.1) حتى الصباح."
    )


def test_readers_that_go_by_places_find_the_words(arabic: Path) -> None:
    tool = shutil.which("pdftotext")
    if tool is None:
        absent("pdftotext is not on PATH")
    text = subprocess.run([tool, arabic, "-"], capture_output=True, text=True, check=True).stdout
    plain = re.sub("[\u202a-\u202e\u200e\u200f]", "", text)
    for word in ("يضيء المصباح كل ليلة", "الحارس مع", "Windows XP", "حتى الصباح"):
        assert word in " ".join(plain.split())


def test_an_arabic_edition_is_valid(arabic: Path) -> None:
    assert vera_check([arabic]) == []


def test_digits_within_a_leftward_word_keep_their_order() -> None:
    pages = pages_of("```\nx = עברית2024\n```", "en")
    (run,) = [run for run in runs_of(pages) if run.text.startswith("2024")]
    assert [glyph.text for glyph in run.words[0].glyphs] == list("2024")


@pytest.mark.parametrize("number", ["١٨٦٥", "۱۸۶۵", "1865"])
def test_numbers_run_to_the_right_in_whatever_digits(number: str) -> None:
    pages = pages_of(f"عام {number} هنا", "ar")
    (word,) = (w for run in runs_of(pages) for w in run.words if w.text == number)
    assert not word.leftwards
    assert [glyph.text for glyph in word.glyphs] == list(number)
