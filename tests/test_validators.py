"""The judges condemn what is wrong: a validator that finds nothing ever would prove nothing."""

import zipfile
from pathlib import Path

import pytest
from docx import Document
from validators import MISSING, absent, epubcheck, openxml_audit, vera_check


def test_vera_check_condemns_a_plain_pdf(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    page = canvas.Canvas(str(tmp_path / "plain.pdf"), invariant=1)
    page.drawString(72, 72, "untagged")
    page.save()
    findings = vera_check([tmp_path / "plain.pdf"])
    assert any(" ua1 7.1 test" in finding for finding in findings), findings
    assert any(" 2a 6.2.11.4.1 " in finding for finding in findings), findings


def test_vera_check_refuses_what_it_could_not_judge(tmp_path: Path) -> None:
    (tmp_path / "none.pdf").write_bytes(b"no PDF")
    with pytest.raises(AssertionError, match="no judgement"):
        vera_check([tmp_path / "none.pdf"])


def test_epubcheck_condemns_an_empty_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "empty.epub", "w") as package:
        package.writestr("mimetype", "application/epub+zip")
    findings = epubcheck([tmp_path / "empty.epub"])
    assert any("META-INF/container.xml" in finding for finding in findings), findings


def test_openxml_audit_condemns_an_unknown_element(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "good.docx"))
    with (
        zipfile.ZipFile(tmp_path / "good.docx") as good,
        zipfile.ZipFile(tmp_path / "bad.docx", "w") as bad,
    ):
        for name in good.namelist():
            part = good.read(name)
            bad.writestr(name, part.replace(b"<w:body>", b"<w:body><w:bogus/>"))
    findings = openxml_audit(tmp_path / "bad.docx")
    assert any("bogus" in finding for finding in findings), findings


def test_a_missing_judge_skips_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=MISSING):
        absent("a tool")


def test_a_missing_judge_fails_where_ci_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="nothing may be skipped"):
        absent("a tool")
