"""The command line as its users see it: what is asked for, what is written, what is said."""

import json
import re
from pathlib import Path

import pytest
from commands import names, pipeline, write

from pipeline.diagnostics import Code

TEXT = "# Bridges\n\nThey span rivers.\n\n## Arches\n\nOf stone.\n"
WARNED = "# Bridges\n\n## Arches\n\n#### Skipped\n\nOf stone.\n"


def test_without_a_command_the_help_is_printed(tmp_path: Path) -> None:
    finished = pipeline(tmp_path)
    assert finished.code == 2
    assert all(
        word in finished.err for word in ("build", "verify", "check", "formats", "exit codes")
    )


@pytest.mark.parametrize("command", ["build", "verify", "check", "distribute"])
def test_every_command_explains_itself_with_examples(command: str, tmp_path: Path) -> None:
    finished = pipeline(tmp_path, command, "--help")
    assert finished.code == 0
    assert f"  pipeline {command}" in finished.out.partition("examples:")[2]


def test_version_names_the_program(tmp_path: Path) -> None:
    finished = pipeline(tmp_path, "--version")
    assert re.fullmatch(r"edition-pipeline \d+\.\d+\.\d+\n", finished.out)


def test_formats_lists_the_built_in_ones_and_their_package(tmp_path: Path) -> None:
    finished = pipeline(tmp_path, "formats")
    lines = dict(line.split(maxsplit=1) for line in finished.out.splitlines())
    assert {"pdf", "docx", "epub"} <= lines.keys()
    assert lines["pdf"] == "edition-pipeline"


def test_the_only_file_of_source_is_built_into_output(tmp_path: Path) -> None:
    write(tmp_path / "source" / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "build")
    assert (finished.code, finished.err) == (0, "")
    assert names(tmp_path / "output") == ["bridges.docx", "bridges.epub", "bridges.pdf"]


def test_every_edition_has_one_timed_line(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "build", "bridges.md")
    timed = [line for line in finished.out.splitlines() if re.search(r"\b\d+\.\d\d s$", line)]
    assert [Path(line.split()[0]).suffix for line in timed] == [".docx", ".epub", ".pdf"]


def test_a_build_ends_in_a_table_of_what_was_compared(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    built = pipeline(tmp_path, "build", "bridges.md")
    verified = pipeline(tmp_path, "verify", "bridges.md")
    for finished in (built, verified):
        assert finished.code == 0
        assert all(word in finished.out for word in ("headings", "links", "words", "pdf", "epub"))
    assert "headings" not in pipeline(tmp_path, "build", "bridges.md", "--no-verify").out


@pytest.mark.parametrize(("to", "suffixes"), [("pdf", [".pdf"]), ("epub,docx", [".docx", ".epub"])])
def test_to_chooses_the_formats(to: str, suffixes: list[str], tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    assert pipeline(tmp_path, "build", "bridges.md", "--to", to, "--output", "out").code == 0
    assert [Path(name).suffix for name in names(tmp_path / "out")] == suffixes


def test_editions_are_named_after_the_slug_of_the_file(tmp_path: Path) -> None:
    write(tmp_path / "Große Brücken & Stege.md", TEXT)
    assert pipeline(tmp_path, "build", "Große Brücken & Stege.md", "--to", "docx").code == 0
    assert names(tmp_path / "output") == ["große-brücken--stege.docx"]


def test_name_names_the_editions(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "build", "bridges.md", "--to", "docx", "--name", "spans")
    assert finished.code == 0
    assert names(tmp_path / "output") == ["spans.docx"]


def test_a_dash_reads_standard_input(tmp_path: Path) -> None:
    finished = pipeline(
        tmp_path, "build", "-", "--name", "piped", "--to", "epub", stdin=TEXT.encode()
    )
    assert (finished.code, finished.err) == (0, "")
    assert names(tmp_path / "output") == ["piped.epub"]


def test_several_sources_are_several_publications(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / f"{name}.md", TEXT)
    assert pipeline(tmp_path, "build", "one.md", "two.md", "--to", "docx").code == 0
    assert names(tmp_path / "output") == ["one.docx", "two.docx"]


def test_quiet_says_nothing_when_all_is_well(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "build", "bridges.md", "-q")
    assert (finished.code, finished.out, finished.err) == (0, "", "")


def test_quiet_still_says_what_is_wrong(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", "See [it](#nowhere).\n")
    finished = pipeline(tmp_path, "build", "bridges.md", "-q", "--to", "docx")
    assert (finished.code, finished.out) == (1, "")
    assert "bridges.md:1" in finished.err


def test_verbose_says_more(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    plain = pipeline(tmp_path, "build", "bridges.md", "--to", "docx").out
    verbose = pipeline(tmp_path, "build", "bridges.md", "--to", "docx", "-v").out
    assert len(verbose.splitlines()) > len(plain.splitlines())


def test_check_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", WARNED)
    finished = pipeline(tmp_path, "check", "bridges.md")
    assert finished.code == 0
    assert finished.err.startswith("bridges.md:5: warning: ")
    assert names(tmp_path) == ["bridges.md"]


def test_set_overrides_the_front_matter(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", "---\ntitle: Old\nnumber-sections: false\n---\n\n# A\n\nText.\n")
    build = ("build", "bridges.md", "--to", "docx")
    assert (
        pipeline(tmp_path, *build, "--set", "title=New", "--set", "number-sections=yes").code == 0
    )
    finished = pipeline(tmp_path, "verify", "bridges.md", "--to", "docx")
    assert finished.code == 4
    assert re.search(r"expected +Old\n +found +New\n", finished.out)


def test_set_of_an_unknown_key_is_a_warning_with_the_nearest_key(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "check", "bridges.md", "--set", "titel=New")
    assert finished.code == 0
    assert f"[{Code.KEY_UNKNOWN.value}]" in finished.err
    assert "'title'" in finished.err


def test_strict_turns_warnings_into_exit_code_three(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", WARNED)
    assert pipeline(tmp_path, "check", "bridges.md").code == 0
    assert pipeline(tmp_path, "check", "bridges.md", "--strict").code == 3
    built = pipeline(tmp_path, "build", "bridges.md", "--strict", "--to", "docx")
    assert built.code == 3
    assert names(tmp_path / "output") == ["bridges.docx"]


def test_the_log_holds_every_diagnostic_as_json(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", WARNED + "\nSee [it](#archs).\n")
    finished = pipeline(tmp_path, "check", "bridges.md", "--log", "log.json")
    log = json.loads((tmp_path / "log.json").read_text("utf-8"))
    assert log["exit_code"] == finished.code == 1
    said = {(d["code"], d["severity"], d["file"], d["line"]) for d in log["diagnostics"]}
    assert said == {
        ("heading-level-skipped", "warning", "bridges.md", 5),
        ("link-target-missing", "error", "bridges.md", 9),
    }
    assert any("arches" in d["hint"] for d in log["diagnostics"])


def test_verify_finds_a_source_that_has_changed_since(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    assert pipeline(tmp_path, "build", "bridges.md").code == 0
    write(tmp_path / "bridges.md", TEXT.replace("stone", "steel"))
    finished = pipeline(tmp_path, "verify", "bridges.md")
    assert finished.code == 4
    assert "stone" in finished.out
    assert "steel" in finished.out


def test_verify_without_an_edition_says_how_to_get_one(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "verify", "bridges.md")
    assert finished.code == 4
    assert "`pipeline build`" in finished.err


def test_one_bad_source_stops_no_other(tmp_path: Path) -> None:
    write(tmp_path / "good.md", TEXT)
    finished = pipeline(tmp_path, "build", "gone.md", "good.md", "--to", "docx")
    assert finished.code == 5
    assert "gone.md" in finished.err
    assert names(tmp_path / "output") == ["good.docx"]


def test_the_gravest_trouble_gives_the_exit_code(tmp_path: Path) -> None:
    write(tmp_path / "broken.md", "See [it](#nowhere).\n")
    write(tmp_path / "warned.md", WARNED)
    build = ("build", "broken.md", "warned.md", "--strict", "--to", "docx")
    assert pipeline(tmp_path, *build).code == 1


def test_distribute_refuses_a_source_with_errors_and_one_without_a_version(tmp_path: Path) -> None:
    write(tmp_path / "a.md", TEXT + "\n[x](#nowhere)\n")
    pipeline(tmp_path, "build", "a.md", "-q")
    finished = pipeline(tmp_path, "distribute", "a.md", "--release", "1")
    assert finished.code == 1
    assert "has errors, and is not released" in finished.err
    write(tmp_path / "b.md", TEXT)
    finished = pipeline(tmp_path, "distribute", "b.md")
    assert finished.code == 2
    assert "no version and no date" in finished.err
    assert not (tmp_path / "dist").exists()


def test_verify_tells_of_every_edition_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path / "a.md", TEXT)
    pipeline(tmp_path, "build", "a.md", "-q")
    (tmp_path / "output" / "a.epub").unlink()
    (tmp_path / "output" / "a.docx").write_bytes(b"no zip")
    finished = pipeline(tmp_path, "verify", "a.md")
    assert finished.code == 4
    assert "there is no output/a.epub" in finished.err
    assert "a.docx" in finished.err
    assert pipeline(tmp_path, "verify", "a.md", "--to", "pdf").code == 0


@pytest.mark.parametrize("log", ["a.md", "./a.md", "output/a.pdf"])
def test_a_log_never_replaces_a_source_or_an_edition(log: str, tmp_path: Path) -> None:
    write(tmp_path / "a.md", TEXT)
    finished = pipeline(tmp_path, "build", "a.md", "--log", log)
    assert finished.code == 2
    assert "would replace" in finished.err
    assert (tmp_path / "a.md").read_text() == TEXT
    assert not (tmp_path / "output").exists()


def test_a_log_goes_into_a_pipe_or_to_standard_output(tmp_path: Path) -> None:
    write(tmp_path / "a.md", WARNED)
    log = pipeline(tmp_path, "check", "a.md", "-q", "--log", "-")
    assert json.loads(log.out)["diagnostics"][0]["line"] == 5
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    pipeline(tmp_path, "check", "a.md", "--log", "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text())["exit_code"] == 0


def test_one_file_by_two_names_is_one_source(tmp_path: Path) -> None:
    write(tmp_path / "a.md", TEXT)
    assert pipeline(tmp_path, "check", "a.md", "./a.md").out.count("nothing to say") == 1
