"""Reports of a comparison as files: JSON, JUnit's XML, a page for people."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from damage_zip import Docx
from lxml import etree

from pipeline.cli import run
from pipeline.reporting.thumbnails import thumbnails

TEXT = """---
title: A <report> & more
---

# One

Every watch ends with a *signature*.

    code
      in a block
"""


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build three editions, and damage one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    assert run(["build", "a.md", "-q"]) == 0
    docx = Docx(tmp_path / "output" / "a.docx")
    docx.text("Every watch", "Each <b>watch")
    docx.save(tmp_path / "output" / "a.docx")
    return tmp_path


def test_a_report_for_programs_has_all_that_was_found(damaged: Path) -> None:
    assert run(["verify", "a.md", "-q", "--report", "r.json"]) == 4
    report = json.loads((damaged / "r.json").read_text("utf-8"))
    assert report["agrees"] is False
    (source,) = report["sources"]
    assert source["files"]["docx"] == str(Path("output", "a.docx"))
    (finding,) = [found for found in source["findings"] if found["differences"]]
    assert (finding["aspect"], finding["edition"]) == ("words", "docx")
    assert finding["first"][0]["location"]["line"] == 7


def test_a_report_for_integration_has_a_case_for_each_row_and_edition(damaged: Path) -> None:
    (damaged / "output" / "a.epub").unlink()
    assert run(["verify", "a.md", "-q", "--report", "r.xml"]) == 4
    root = etree.parse(damaged / "r.xml").getroot()
    (suite,) = root
    cases = list(suite)
    assert suite.get("tests") == root.get("tests") == str(len(cases))
    (failed,) = [case for case in cases if case.find("failure") is not None]
    assert (failed.get("classname"), failed.get("name")) == ("a.md docx", "words")
    assert "a.md:7: " in (failed.findtext("failure") or "")
    (error,) = suite.iterfind("testcase/error")
    assert "there is no output/a.epub" in error.get("message", "")
    assert (suite.get("failures"), suite.get("errors")) == ("1", "1")


def test_a_report_for_people_is_one_page_that_needs_nothing_else(damaged: Path) -> None:
    assert run(["verify", "a.md", "-q", "--report", "r.html"]) == 4
    page = (damaged / "r.html").read_text("utf-8")
    assert "<title>The editions differ</title>" in page
    assert "Each &lt;b&gt;watch" in page
    assert "<del>Every watch</del>" in page
    assert "<ins>Each &lt;b&gt;watch</ins>" in page
    assert not re.search(r"<script|<link|\b(?:src|href)=\"(?!data:image/|#)", page)
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page


def test_a_build_reports_too_and_agreement_is_told(damaged: Path) -> None:
    assert run(["build", "a.md", "-q", "--report", "r.html", "--report", "r.json"]) == 0
    assert "Every edition says what the source says." in (damaged / "r.html").read_text("utf-8")
    assert json.loads((damaged / "r.json").read_text("utf-8"))["agrees"] is True


@pytest.mark.parametrize("name", ["r.txt", "report", "a.md"])
def test_a_report_of_no_known_kind_is_refused(
    name: str, damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (damaged / "a.md").read_text("utf-8")
    assert run(["verify", "a.md", "-q", "--report", name]) == 2
    assert "must end in .json, .xml (JUnit's) or .html" in capsys.readouterr().err
    assert (damaged / "a.md").read_text("utf-8") == text


def test_a_report_in_a_folder_that_is_not_there_is_refused_before_anything_is_read(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", "a.md", "-q", "--report", str(damaged / "none" / "r.json")]) == 5
    assert "there is no folder" in capsys.readouterr().err


def test_a_report_of_nothing_does_not_say_that_editions_agree(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", "none.md", "--report", "r.html", "--report", "r.json"]) == 5
    assert "<title>Nothing was compared</title>" in (damaged / "r.html").read_text("utf-8")
    assert json.loads((damaged / "r.json").read_text("utf-8"))["agrees"] is False
    assert run(["build", "a.md", "--no-verify", "--report", "s.html"]) == 2
    assert "--no-verify compares nothing" in capsys.readouterr().err
    assert not (damaged / "s.html").exists()


def test_pages_are_shown_where_something_can_draw_them(damaged: Path) -> None:
    pdf = damaged / "output" / "a.pdf"
    if shutil.which("pdftoppm") is None:
        assert thumbnails(pdf) == ()
        return
    (page,) = thumbnails(pdf)
    assert page.startswith("data:image/jpeg;base64,/9j/")
    (damaged / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    assert thumbnails(damaged / "broken.pdf") == ()


@pytest.mark.long
def test_a_browser_shows_the_page(damaged: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("Chromium is not on PATH")
    run(["verify", "a.md", "-q", "--report", "r.html"])
    picture = damaged / "page.png"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--screenshot={picture}"]
    address = (damaged / "r.html").as_uri()
    subprocess.run([browser, *options, address], check=True, capture_output=True, timeout=120)
    assert picture.stat().st_size > 10_000
