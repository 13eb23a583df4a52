"""The catalogue of diagnostics is complete, and its causes and cures do what they say."""

from pathlib import Path

import pytest
from commands import ROOT, pipeline, write
from publications import png

from pipeline.build import Wishes, read_source, write_editions
from pipeline.catalogue import explanation, overview
from pipeline.diagnostics import Code
from pipeline.errors import UsageError
from pipeline.explanations import CATALOGUE
from pipeline.project import find_source
from pipeline.registry import load_exporters

PAGES = {
    Code.IMAGE_COARSE,
    Code.GLYPH_MISSING,
    Code.TABLE_TOO_WIDE,
    Code.LINE_OVERFULL,
}
"""What only typesetting can know."""

SHOWN = [code for code in Code if CATALOGUE[code].cause.strip()]


def codes_of_list(folder: Path, text: str) -> set[Code]:
    for name in ("dawn", "dusk"):
        write(folder / "book" / f"{name}.md", f"# {name.title()}\n\nWords.\n")
    write(folder / "noon.md", "# Noon\n")
    write(folder / "book" / "SUMMARY.md", text)
    return {
        said.code for said in read_source(find_source(str(folder / "book")), Wishes()).diagnostics
    }


def codes_of(folder: Path, text: str, *, pages: bool) -> set[Code]:
    (folder / "picture.png").write_bytes(png(8, 8))
    (folder / "a.md").write_text("{{#include article.md}}\n", "utf-8")
    (folder / "article.md").write_text(text, "utf-8")
    reading = read_source(find_source(str(folder / "article.md")), Wishes())
    said = reading.diagnostics
    if pages:
        said += write_editions(reading, load_exporters(("pdf",)), folder / "output", lambda _: None)
    return {diagnostic.code for diagnostic in said}


def test_every_code_is_explained() -> None:
    assert set(CATALOGUE) == set(Code)
    for code in Code:
        entry = CATALOGUE[code]
        assert entry.meaning.endswith("."), code
        assert entry.advice.endswith(".") or "`" in entry.advice, code
        assert code.value in explanation(code.value)
        assert code.value in overview()


@pytest.mark.parametrize("code", SHOWN)
def test_the_cause_is_said_and_the_cure_is_not(code: Code, tmp_path: Path) -> None:
    entry = CATALOGUE[code]
    if entry.is_list:
        assert codes_of_list(tmp_path, entry.cause) == {code}
        assert codes_of_list(tmp_path, entry.cure) == set()
        return
    assert code in codes_of(tmp_path, entry.cause, pages=code in PAGES)
    assert codes_of(tmp_path, entry.cure, pages=code in PAGES) == set()


def test_a_code_that_is_not_known_is_a_usage_error_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'note-unused'"):
        explanation("note-unusd")


def test_the_readme_lists_every_code_with_its_severity() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for code in Code:
        assert f"| `{code.value}` |" in text, code


def test_the_command_explains(tmp_path: Path) -> None:
    told = pipeline(tmp_path, "explain", "note-unused")
    assert told.code == 0
    assert "Cause:" in told.out
    assert pipeline(tmp_path, "explain").out.count("\n") == len(Code)
    assert pipeline(tmp_path, "explain", "nothing").code == 2
