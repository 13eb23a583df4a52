"""What has changed from release to release is told, what vanishes first."""

from pathlib import Path

import pytest

from pipeline.changes import changes_between
from pipeline.cli import run
from pipeline.registry import load_exporters

OLD = """---
title: Signals
number-sections: true
---

# The lamp

A keeper tends the lamp. See [the flags](#flags).

# Flags

Flags by day.[^n]

# Fire

Fire by night.

[^n]: In good weather.
"""
NEW = (
    OLD.replace("# Flags", "# Pennants")
    .replace("(#flags)", "(#pennants)")
    .replace("# Flags", "# Smoke\n\nSmoke at noon.\n\n# Flags")
    .replace("Fire by", "Fires by")
)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build two releases."""
    folder = tmp_path_factory.mktemp("releases")
    for name, text in (("old", OLD), ("new", NEW)):
        source = folder / f"{name}-source" / "signals.md"
        source.parent.mkdir()
        source.write_text(text, encoding="utf-8")
        assert run(["build", str(source), "-q", "--output", str(folder / name)]) == 0
        (folder / name / "SHA256SUMS").write_text("", encoding="utf-8")
    return folder


def test_a_release_is_the_same_as_itself(
    releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", str(releases / "old"), str(releases / "old"), "--strict"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [f"signals.{name}: nothing has changed" for name in ("docx", "epub", "pdf")]


def test_vanished_places_and_renamed_headings_are_told(
    releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", str(releases / "old"), str(releases / "new")]) == 4
    said = capsys.readouterr().out
    assert "no longer reach:\n    #flags\n" in said
    assert '"2 Flags": text\n      was Flags\n      is  Pennants\n' in said
    assert "Fires" in said
    assert "otherwise changed as signals.docx is" in said


@pytest.mark.parametrize(("name", "flags"), [("pdf", "#flags"), ("epub", "chapter-02.xhtml#flags")])
def test_a_place_that_has_vanished_is_named(name: str, flags: str, releases: Path) -> None:
    exporter = load_exporters([name])[name]
    old, new = (releases / folder / f"signals.{name}" for folder in ("old", "new"))
    changes = changes_between(old, new, exporter)
    assert [place.removeprefix("EPUB/text/") for place in changes.vanished] == [flags]
    back = changes_between(new, old, exporter)
    assert (back.vanished, back.new) == (changes.new, changes.vanished)


def test_a_change_without_a_vanished_place_is_none_for_the_exit_code(
    releases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "signals.md").write_text(OLD.replace("Fire by", "Fires by"), encoding="utf-8")
    assert run(["build", str(tmp_path / "signals.md"), "-q", "--output", str(tmp_path)]) == 0
    pair = [str(releases / "old" / "signals.epub"), str(tmp_path / "signals.epub")]
    assert run(["diff", *pair]) == 0
    assert 'behind "' in capsys.readouterr().out
    assert run(["diff", *pair, "--strict", "-q"]) == 3
    assert capsys.readouterr().out == ""


def test_a_chapter_in_between_moves_places_of_an_epub(
    releases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = OLD.replace("# Fire", "# Smoke\n\nSmoke.\n\n# Fire")
    (tmp_path / "signals.md").write_text(text, encoding="utf-8")
    words = ["build", str(tmp_path / "signals.md"), "-q", "--to", "epub", "--output", str(tmp_path)]
    assert run(words) == 0
    old, new = releases / "old" / "signals.epub", tmp_path / "signals.epub"
    assert run(["diff", str(old), str(new)]) == 4
    said = capsys.readouterr().out
    assert "chapter-03.xhtml#fire  (now in EPUB/text/chapter-04.xhtml)" in said
    assert "chapter-04.xhtml#fire\n" not in said


@pytest.mark.parametrize(
    ("old", "new", "code", "sentence"),
    [
        ("old", "none", 4, "there is no file or folder"),
        ("old", "new/signals.pdf", 2, "give two editions or two folders"),
        ("old/signals.pdf", "new/signals.epub", 2, "are editions of different formats"),
        ("old/SHA256SUMS", "new/SHA256SUMS", 2, "ends in no suffix of an edition"),
        ("old-source", "new", 2, "there is no edition in"),
        ("old", "old-source", 4, "has no edition for"),
    ],
)
def test_what_cannot_be_compared_is_told(  # noqa: PLR0913, PLR0917 - a case has many sides
    old: str,
    new: str,
    code: int,
    sentence: str,
    releases: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["diff", str(releases / old), str(releases / new)]) == code
    assert sentence in capsys.readouterr().err
