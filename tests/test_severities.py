"""Authors say how grave a diagnostic is; logs tell it to other programs."""

import json
from pathlib import Path

import pytest
from commands import pipeline, write

SKIPPED = "# One\n\nText.\n\n### Deep\n\nText.\n"


def front(*lines: str) -> str:
    """Give front matter of these lines, with a skipped level below it."""
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n\n" + SKIPPED


def test_a_code_can_be_ignored(tmp_path: Path) -> None:
    write(tmp_path / "a.md", front("diagnostics:", "  heading-level-skipped: ignore"))
    checked = pipeline(tmp_path, "check", "a.md", "--strict")
    assert (checked.code, checked.err) == (0, "")


@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("warning", 3), ("note", 0)])
def test_a_code_can_have_another_severity(tmp_path: Path, severity: str, code: int) -> None:
    write(tmp_path / "a.md", front("diagnostics:", f"  heading-level-skipped: {severity}"))
    checked = pipeline(tmp_path, "check", "a.md", "--strict")
    assert checked.code == code
    assert f"a.md:10: {severity}: " in checked.err


def test_what_is_wrong_with_a_severity_is_said(tmp_path: Path) -> None:
    wrong = ("diagnostics:", "  heading-level-skiped: ignore", "  note-unused: fatal")
    write(tmp_path / "a.md", front(*wrong))
    said = pipeline(tmp_path, "check", "a.md").err
    assert "did you mean 'heading-level-skipped'?" in said
    assert "expected one of: ignore, note, warning, error" in said
    assert "[heading-level-skipped]" in said
    write(tmp_path / "b.md", front("diagnostics: all"))
    assert "is no mapping of names to values" in pipeline(tmp_path, "check", "b.md").err


def test_the_command_line_sets_severities_too(tmp_path: Path) -> None:
    write(tmp_path / "a.md", SKIPPED)
    wish = "diagnostics.heading-level-skipped=error"
    assert pipeline(tmp_path, "check", "a.md", "--set", wish).code == 1


def test_book_toml_sets_severities_and_the_front_matter_goes_before_it(tmp_path: Path) -> None:
    write(tmp_path / "book.toml", "[diagnostics]\nheading-level-skipped = 'error'\nx = 1\n")
    write(tmp_path / "a.md", SKIPPED)
    checked = pipeline(tmp_path, "check", "a.md")
    assert checked.code == 1
    assert "book.toml:3: warning: no diagnostic has the code 'x'" in checked.err
    write(tmp_path / "a.md", front("diagnostics:", "  heading-level-skipped: ignore"))
    assert pipeline(tmp_path, "check", "a.md").code == 0


def test_a_table_that_is_none_is_told_and_costs_nothing(tmp_path: Path) -> None:
    write(tmp_path / "book.toml", "# severities\ndiagnostics = 3\n")
    write(tmp_path / "a.md", SKIPPED)
    checked = pipeline(tmp_path, "check", "a.md")
    assert checked.code == 0
    assert "book.toml:2: warning: 'diagnostics' is no table" in checked.err


@pytest.mark.parametrize("text", ["[diagnostics", "\udcff"])
def test_a_book_toml_that_cannot_be_read_is_the_surroundings_trouble(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "book.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    write(tmp_path / "a.md", SKIPPED)
    checked = pipeline(tmp_path, "check", "a.md")
    assert checked.code == 5
    assert "book.toml" in checked.err


def test_a_sarif_log_has_every_diagnostic_with_its_rule_and_place(tmp_path: Path) -> None:
    write(tmp_path / "a b.md", SKIPPED + "\n[x](#nowhere)\n")
    pipeline(tmp_path, "check", "a b.md", "--log", "log.sarif")
    log = json.loads((tmp_path / "log.sarif").read_text("utf-8"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["heading-level-skipped", "link-target-missing"]
    found = [
        (
            result["ruleId"],
            result["level"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            result["locations"][0]["physicalLocation"]["region"],
        )
        for result in run["results"]
    ]
    assert found == [
        ("heading-level-skipped", "warning", "a%20b.md", {"startLine": 5}),
        ("link-target-missing", "error", "a%20b.md", {"startLine": 9, "startColumn": 1}),
    ]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
