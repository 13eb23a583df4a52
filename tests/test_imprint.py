"""The imprint: what it says, where it stands, and that all editions have it."""

import subprocess
import zipfile
from pathlib import Path

import pytest
from commands import pipeline

from pipeline.model.nodes import PageBreak
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication
from pipeline.model.source import SourceFile
from pipeline.passes import Origin, prepare
from pipeline.readers import read
from pipeline.verify.expected import expected_facts

FRONT = """---
title: Lamps
subtitle: And wicks
author: [Ida Brandt, Tomas Okafor]
date: 2025-03-10
version: "1.2"
publisher: Harbour Press
rights: © 2025 Ida Brandt
identifier: urn:isbn:9780306406157
{more}
---
Before the first heading.

# One

Words.
"""


def prepared(more: str) -> Publication:
    document, _ = read(SourceFile("a.md", FRONT.format(more=more), "/nowhere", "a.md"))
    return prepare(document, Origin("a", "d" * 64))[0]


def test_it_says_who_made_what_of_which_source() -> None:
    words = " ".join(expected_facts(prepared("imprint: true")).words)
    assert words.startswith(
        "Lamps And wicks Ida Brandt, Tomas Okafor Harbour Press 1.2 · March 10, 2025"
        f" © 2025 Ida Brandt urn:isbn:9780306406157 sha256:{'d' * 64} Before the first heading."
    )


def test_nobody_gets_it_without_asking() -> None:
    assert plain_text(prepared("").preamble[0].content) == "Before the first heading."  # type: ignore[union-attr]


def test_what_nobody_said_is_left_out() -> None:
    document, _ = read(SourceFile("a.md", "---\nimprint: true\n---\nWords.\n", "/nowhere", "a.md"))
    publication, _ = prepare(document, Origin("lamps", ""))
    assert expected_facts(publication).words == ("lamps", "Words.")


@pytest.mark.parametrize(("kind", "expected"), [("book", True), ("article", False)])
def test_in_a_book_it_has_a_page_of_its_own(kind: str, expected: bool) -> None:  # noqa: FBT001 - a table
    blocks = prepared(f"imprint: true\nkind: {kind}").preamble
    assert any(isinstance(block, PageBreak) for block in blocks) is expected


@pytest.mark.parametrize("kind", ["book", "article"])
def test_all_editions_have_it(kind: str, tmp_path: Path) -> None:
    text = FRONT.format(more=f"imprint: true\nkind: {kind}")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ended = pipeline(tmp_path, "build", "a.md", "-o", "out")
    assert (ended.code, ended.err) == (0, "")
    assert "The editions say what the source says" in ended.out


def git(folder: Path, *words: str) -> str:
    known = ("-c", "user.name=Ida", "-c", "user.email=ida@example.org")
    ended = subprocess.run(
        ["git", *known, *words], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return ended.stdout.strip()


def test_on_request_it_tells_the_commit(tmp_path: Path) -> None:
    text = FRONT.format(more="imprint: true\nsource-commit: true")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "a.md")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    ended = pipeline(tmp_path, "build", "a.md", "-o", "out", "--to", "epub")
    assert (ended.code, ended.err) == (0, "")
    with zipfile.ZipFile(tmp_path / "out" / "a.epub") as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if "text/" in name]
    assert f"git:{git(tmp_path, 'rev-parse', 'HEAD')}" in "".join(texts)


def test_a_commit_that_nobody_knows_is_told(tmp_path: Path) -> None:
    text = FRONT.format(more="imprint: true\nsource-commit: true")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ended = pipeline(tmp_path, "check", "a.md", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert "a.md:1: warning: 'source-commit' is set, but git knows no commit" in ended.err
