"""The ledger of published names: what links from outside know stays, or is told."""

from pathlib import Path

import pytest

from pipeline.build import Wishes, read_source
from pipeline.cli import run
from pipeline.diagnostics import Code
from pipeline.passes.ledger import Published, read_ledger
from pipeline.project import find_source
from pipeline.registry import load_exporters

TEXT = """---
title: Signals
version: "1.0"
ledger: places.txt
---

# The lamp

[A word]{#word} and more.

# Flags

Flags by day.[^n]

[^n]: In good weather.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a source, and go where it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def said(folder: Path) -> list[tuple[str, str, str]]:
    """Give the diagnostics of the source: where, what, and the hint."""
    reading = read_source(find_source(str(folder / "a.md")), Wishes())
    return [
        (str(found.location), found.message, found.hint)
        for found in reading.diagnostics
        if found.code in {Code.PLACE_VANISHED, Code.VALUE_INVALID}
    ]


def test_a_ledger_is_a_name_a_line() -> None:
    text = "the-lamp\n\n// a remark\nflags = pennants // since 2.0\n"
    assert list(read_ledger(text)) == [
        Published("the-lamp", "", 1),
        Published("flags", "pennants", 4),
    ]


def test_a_release_writes_the_names_of_all_places(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(folder) == []
    assert run(["build", "a.md", "-q"]) == 0
    assert run(["distribute", "a.md"]) == 0
    assert "3 new names in the ledger" in capsys.readouterr().out
    assert (folder / "places.txt").read_text("utf-8") == "the-lamp\nword\nflags\n"
    assert run(["distribute", "a.md"]) == 0
    assert "ledger" not in capsys.readouterr().out


def test_what_is_written_in_a_ledger_stays_there(folder: Path) -> None:
    (folder / "places.txt").write_text("old = flags // renamed\nword", encoding="utf-8")
    assert run(["build", "a.md", "-q"]) == 0
    assert run(["distribute", "a.md", "-q"]) == 0
    expected = "old = flags // renamed\nword\nthe-lamp\nflags\n"
    assert (folder / "places.txt").read_text("utf-8") == expected


def test_a_name_that_is_gone_is_an_error_with_its_line_in_the_ledger(folder: Path) -> None:
    (folder / "places.txt").write_text("the-lamp\nflag\nold = nothing-like-it\n", encoding="utf-8")
    assert said(folder) == [
        (
            "places.txt:2",
            "'flag' was published, and nothing has this name now",
            "give the place this name again, or write 'flag = flags' in the ledger",
        ),
        (
            "places.txt:3",
            "'old' was published, and no heading has the name 'nothing-like-it'",
            "give the place this name again, or write 'old = new-name' in the ledger",
        ),
    ]
    assert run(["check", "a.md", "-q"]) == 1


def test_a_heading_keeps_its_former_names_in_every_edition(folder: Path) -> None:
    (folder / "places.txt").write_text("banners = flags\npennants = flags\n", encoding="utf-8")
    text = TEXT.replace("Flags by day.", "Flags by day. See [them](#flags).")
    (folder / "a.md").write_text(text, encoding="utf-8")
    assert said(folder) == []
    assert run(["build", "a.md", "-q"]) == 0
    for name in ("pdf", "epub"):
        facts = load_exporters([name])[name].read_back(folder / "output" / f"a.{name}")
        names = {place.partition("#")[2] for place in facts.identifiers or ()}
        assert {"banners", "pennants", "flags"} <= names
        assert [heading.text for heading in facts.outline] == ["The lamp", "Flags"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("../places.txt", "it lies outside the source's folder"), (".", "Is a directory")],
)
def test_a_ledger_that_cannot_be_read_is_told(name: str, sentence: str, folder: Path) -> None:
    (folder / "a.md").write_text(TEXT.replace("places.txt", name), encoding="utf-8")
    ((place, message, _),) = said(folder)
    assert place.endswith("a.md:4")
    assert message == f"the ledger '{name}' cannot be read: {sentence}"


def test_a_book_has_a_ledger_of_its_own(folder: Path) -> None:
    book = folder / "book"
    book.mkdir()
    (book / "book.toml").write_text('[verify]\nledger = "names.txt"\n', encoding="utf-8")
    (book / "1.md").write_text("# One\n\nText.\n", encoding="utf-8")
    (book / "2.md").write_text("# Two\n\nText.\n", encoding="utf-8")
    (book / "names.txt").write_text("one\ngone\n", encoding="utf-8")
    reading = read_source(find_source(str(book)), Wishes())
    (found,) = [d for d in reading.diagnostics if d.code is Code.PLACE_VANISHED]
    assert found.message == "'gone' was published, and nothing has this name now"
