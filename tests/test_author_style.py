"""A style sheet of the author's own, in EPUB and HTML editions."""

import zipfile
from pathlib import Path

import pytest
from commands import Finished, pipeline, write
from validators import epubcheck

TEXT = """---
title: Lamps
editions:
  epub: {stylesheet: own.css}
  html: {stylesheet: own.css}
---

# One

Words.
"""


def build(folder: Path, css: str | bytes) -> tuple[Finished, str, str]:
    """Build both editions; give how it ended, and their styles."""
    write(folder / "a.md", TEXT)
    (folder / "own.css").write_bytes(css.encode() if isinstance(css, str) else css)
    ended = pipeline(folder, "build", "a.md", "--to", "epub,html", "-o", "out")
    with zipfile.ZipFile(folder / "out" / "a.epub") as archive:
        style = archive.read("EPUB/style.css").decode()
    return ended, style, (folder / "out" / "a.html").read_text("utf-8")


def test_its_rules_stand_behind_the_theme_s(tmp_path: Path) -> None:
    css = '@charset "utf-8"; /* { */ h1 > em::before { content: "{ ü"; color: red }'
    ended, style, page = build(tmp_path, css)
    assert (ended.code, ended.err) == (0, "")
    rule = 'h1 > em::before { content: "{ ü"; color: red }'
    assert style.endswith(f"{rule}\n")
    assert style.count("@charset") == 1
    assert f"{rule}\n</style>" in page
    assert epubcheck([tmp_path / "out" / "a.epub"]) == []


LEFT_OUT = {
    '@import "other.css"; p { color: red }': "p { color: red }",
    "p { color: red; background: url(https://example.org/a.png) }": "p { color: red; }",
    "p { background: url('a.png'); color: red }": "p { color: red }",
    "p { direction: rtl; color: red }": "p { color: red }",
}


@pytest.mark.parametrize("css", LEFT_OUT)
def test_what_an_edition_cannot_have_is_left_out_and_told(css: str, tmp_path: Path) -> None:
    ended, style, page = build(tmp_path, css)
    left = " ".join(LEFT_OUT[css].split())
    assert left in " ".join(style.split())
    assert left in " ".join(page.split())
    assert ended.err.count("is left out [value-invalid]") == 1  # for both editions
    assert ended.err.startswith("a.md:")
    assert epubcheck([tmp_path / "out" / "a.epub"]) == []


def test_data_of_its_own_may_stay(tmp_path: Path) -> None:
    ended, style, _ = build(tmp_path, "p { background: url(data:image/gif;base64,R0lGODlh) }")
    assert ended.err == ""
    assert "data:image/gif" in style


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("p { color: red", "a brace is missing"),
        ("</style><script>x</script>", "is no CSS"),
        (b"\xff\xfe", "is not UTF-8"),
    ],
)
def test_what_is_no_style_sheet_is_told_and_not_used(
    css: str | bytes, said: str, tmp_path: Path
) -> None:
    ended, style, page = build(tmp_path, css)
    assert said in ended.err
    assert ended.code == 0
    assert "script" not in style + page
    assert style.rstrip().endswith("}")


def test_what_it_hides_is_missed(tmp_path: Path) -> None:
    ended, _, _ = build(tmp_path, "h1 { display: none }")
    assert ended.code == 4
    assert "heading 1 of 1" in ended.out


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.md", TEXT)
    ended = pipeline(tmp_path, "build", "a.md", "--to", "epub", "-o", "out")
    assert "the style sheet 'own.css' cannot be read" in ended.err
    assert ended.code == 0
