"""A second build gives the same bytes, and where it does not, the first difference is named."""

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest
from damage_pdf import Pdf
from docx_editions import changed, substituted

from pipeline.cli import run
from pipeline.verify.rebuilt import first_difference

TEXT = "---\ntitle: Again\n---\n\n# One\n\nEvery watch ends with a signature.\n"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build three editions of a small text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    assert run(["build", "a.md", "-q"]) == 0
    return tmp_path / "output"


def test_another_build_gives_the_same_bytes(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", "a.md", "--rebuild"]) == 0
    said = capsys.readouterr().out
    for name in ("pdf", "docx", "epub"):
        assert f"{Path('output', f'a.{name}')}: another build gives the same bytes" in said
    assert len(list(built.iterdir())) == 3


def test_an_edition_that_differs_is_told_by_part_and_element(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = (built / "a.docx").rename(built.parent / "kept.docx")
    damage = substituted('<w:p>(<w:pPr><w:pStyle w:val="BodyText")', r'<w:p x="y">\1')
    changed(kept, built / "a.docx", "word/document.xml", damage)
    assert run(["verify", "a.md", "-q", "--rebuild", "--report", "r.json"]) == 4
    said = capsys.readouterr().err
    assert "another build differs: member word/document.xml, element /w:document/w:body/w:p" in said
    report = json.loads(Path("r.json").read_text("utf-8"))
    assert report["agrees"] is False
    told = {again["edition"]: again["difference"] for again in report["sources"][0]["rebuilt"]}
    assert told["pdf"] == told["epub"] == ""
    assert told["docx"]


def test_an_edition_that_is_missing_is_told_once(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (built / "a.pdf").unlink()
    assert run(["verify", "a.md", "-q", "--rebuild"]) == 4
    assert capsys.readouterr().err.count("a.pdf") == 1


def test_the_first_object_of_a_pdf_that_differs_is_named(built: Path, tmp_path: Path) -> None:
    damaged = Pdf(built / "a.pdf")
    damaged.one("P", "Every watch").Lang = pikepdf.String("de")
    damaged.save(tmp_path / "b.pdf")
    Pdf(built / "a.pdf").save(tmp_path / "a.pdf")
    told = first_difference(tmp_path / "a.pdf", tmp_path / "b.pdf")
    assert told.endswith("(/P), /Lang: nothing and (de)")


def test_content_of_a_pdf_that_differs_is_named(built: Path, tmp_path: Path) -> None:
    damaged = Pdf(built / "a.pdf")
    contents = damaged.pdf.pages[0].obj.Contents
    contents.write(contents.read_bytes() + b" ")
    damaged.save(tmp_path / "b.pdf")
    Pdf(built / "a.pdf").save(tmp_path / "a.pdf")
    assert "object " in first_difference(tmp_path / "a.pdf", tmp_path / "b.pdf")


def test_members_of_a_zip_file_are_compared_by_name_content_and_time(tmp_path: Path) -> None:
    def packed(name: str, *members: tuple[str, str, int]) -> Path:
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member, text, year in members:
                archive.writestr(zipfile.ZipInfo(member, (year, 1, 1, 0, 0, 0)), text)
        return tmp_path / name

    whole = packed("a.zip", ("a", "one", 2000), ("b.xml", "<b><c/><d>x</d></b>", 2000))
    same = packed("b.zip", ("a", "one", 2000), ("b.xml", "<b><c/><d>x</d></b>", 2000))
    assert first_difference(whole, same) == ""
    told = {
        "member b.xml is in one of them only": (("a", "one", 2000),),
        "member a, byte 3": (("a", "on!", 2000), ("b.xml", "<b><c/><d>x</d></b>", 2000)),
        "member b.xml, element /b/d": (("a", "one", 2000), ("b.xml", "<b><c/><d>y</d></b>", 2000)),
        "member a: its time": (("a", "one", 2001), ("b.xml", "<b><c/><d>x</d></b>", 2000)),
        "member a stands where z does": (("z", "one", 2000),),
    }
    for expected, members in told.items():
        assert first_difference(whole, packed("c.zip", *members)) == expected


def test_other_files_are_compared_byte_by_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1_048_577 + b"a")
    (tmp_path / "b.txt").write_bytes(b"x" * 1_048_577 + b"b")
    assert first_difference(tmp_path / "a.txt", tmp_path / "b.txt") == "byte 1,048,578"
    assert first_difference(tmp_path / "a.txt", tmp_path / "a.txt") == ""
