"""Validators judge the editions, and their findings are told by the lines of the source."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from damage_pdf import Pdf
from damage_zip import Docx, Epub, W
from lxml import etree
from test_verify_matrix import SOURCE
from validators import absent

from pipeline.build import Wishes, read_source
from pipeline.cli import run
from pipeline.project import find_source
from pipeline.standards import PROGRAMS, ValidatorError, programs
from pipeline.standards.sourcelines import SourceLines

LINES = SOURCE.read_text(encoding="utf-8").splitlines()


def line_of(start: str) -> int:
    """Give the line of the source that begins like this."""
    return next(number for number, text in enumerate(LINES, 1) if text.startswith(start))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the editions once."""
    folder = tmp_path_factory.mktemp("standards")
    assert run(["build", str(SOURCE), "-q", "--output", str(folder)]) == 0
    return folder


def need(name: str) -> None:
    """Skip the test where a validator is missing."""
    program = next(program for program in PROGRAMS if program.name == name)
    try:
        program.find()
    except ValidatorError as error:
        absent(str(error))


def break_pdf(edition: Path) -> None:
    damaged = Pdf(edition)
    del damaged.every("Figure")[1].Alt
    damaged.save(edition.with_suffix(".new"))
    edition.with_suffix(".new").replace(edition)


def break_docx(edition: Path) -> None:
    damaged = Docx(edition)
    etree.SubElement(damaged.block("The glass"), f"{W}foo")
    damaged.save(edition)


def break_epub(edition: Path) -> None:
    damaged = Epub(edition)
    damaged.inline("a", "the log").set("href", "nowhere.xhtml")
    damaged.save(edition)


@pytest.mark.parametrize(
    ("validator", "name", "damage", "said", "start"),
    [
        ("veraPDF", "pdf", break_pdf, "pdf: pdf/ua-1 7.3-1: ", "![A lamp](two.png)"),
        ("openxml-audit", "docx", break_docx, "docx: ooxml schema: ", '!!! warning "Mind'),
        ("EPUBCheck", "epub", break_epub, "epub: epub RSC-007: ", "See [the log]"),
    ],
)
def test_a_finding_is_told_by_the_line_of_the_source(  # noqa: PLR0913, PLR0917 - a case has many sides
    validator: str,
    name: str,
    damage: Callable[[Any], None],
    said: str,
    start: str,
    built: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    need(validator)
    edition = tmp_path / f"lighthouse.{name}"
    edition.write_bytes((built / edition.name).read_bytes())
    damage(edition)
    words = ["verify", str(SOURCE), "--output", str(tmp_path), "--to", name, "--standards"]
    assert run(words) == 4
    (found,) = [line for line in capsys.readouterr().out.splitlines() if said in line]
    lines = {line_of(start), line_of(start) + 1}
    assert any(found.startswith(f"{SOURCE}:{line}") for line in lines), found


def test_sound_editions_pass_and_the_reports_say_so(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need("openxml-audit")
    report = tmp_path / "r.html"
    words = ["--to", "docx", "--standards", "--report", str(report)]
    assert run(["verify", str(SOURCE), "--output", str(built), *words]) == 0
    assert "ooxml         docx      passed        openxml-audit" in capsys.readouterr().out
    assert '<td class="good">passed</td>' in report.read_text("utf-8")


def test_a_required_standard_without_its_validator_is_an_error(
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    programs.java.cache_clear()
    words = ["verify", str(SOURCE), "--output", str(built), "--to", "pdf,epub", "-q"]
    assert run([*words, "--standards"]) == 0
    assert run([*words, "--set", "verify-require=pdf/ua-1"]) == 5
    assert (
        "pipeline: 'pdf/ua-1' is required, but veraPDF cannot judge the pdf edition: "
    ) in capsys.readouterr().err
    programs.java.cache_clear()


def test_an_unknown_standard_is_told(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["verify", str(SOURCE), "--output", str(built), "-q", "--to", "docx"]
    assert run([*words, "--set", "verify-require=pdf/x"]) == 0
    said = capsys.readouterr().err
    assert "expected one of: pdf/ua-1, pdf/a-2a, epub, ace, ooxml" in said


def test_a_book_requires_standards_in_its_table(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.\n", encoding="utf-8")
    (tmp_path / "book.toml").write_text('[verify]\nrequire = ["ooxml", "epub"]\n', encoding="utf-8")
    reading = read_source(find_source(str(tmp_path / "a.md")), Wishes())
    assert reading.publication is not None
    assert reading.publication.settings.standards == ("ooxml", "epub")
    assert reading.diagnostics == ()


def test_the_doctor_tells_of_every_validator(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    said = capsys.readouterr().out
    for program in PROGRAMS:
        (line,) = [line for line in said.splitlines() if line.startswith(f"{program.name} ")]
        is_here = "yes" in line.split()
        assert is_here != (f"get it: {program.cure}" in said)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("1.2 Instruments", "## Instruments"),
        ("Some words are", "Some words"),
        ("Radio at all times.", "Radio at"),
        ("It is colza oil.", "[^oil]"),
        ("Beacon", "Beacon"),
    ],
)
def test_words_lead_to_lines(text: str, start: str) -> None:
    publication = read_source(find_source(str(SOURCE)), Wishes()).publication
    assert publication is not None
    assert SourceLines(publication).location(["none of it", text]).line == line_of(start)


def test_words_that_are_nowhere_lead_nowhere() -> None:
    publication = read_source(find_source(str(SOURCE)), Wishes()).publication
    assert publication is not None
    assert SourceLines(publication).location(["", "of no avail at all"]).line == 0
