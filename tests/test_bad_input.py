"""Bad input: one clear sentence with its place, the exit code of its kind, and nothing damaged."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import LIMIT, clean_environment, names, pipeline, write
from publications import png

from pipeline.diagnostics import Code

TEXT = "# Bridges\n\nThey span rivers.\n"
BUILD = ("build", "bridges.md", "--to", "docx")


# The text's own trouble: the edition is written all the same


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        (
            "# A\n\nSee [it](#bridgse).\n\n## Bridges\n\nText.\n",
            3,
            "link-target-missing",
            "bridges",
        ),
        ("![A bridge](bridge.png)\n", 1, "image-missing", "bridge.png"),
        ("![A bridge](text.png)\n", 1, "image-unreadable", "text.png"),
        ("# A {#x}\n\nText.\n\n# B {#x}\n\nText.\n", 5, "identifier-duplicate", "'x'"),
        ("---\ntitle: [\n---\n\nText.\n", None, "front-matter-unreadable", "YAML"),
        ("---\n- a list\n---\n\nText.\n", None, "front-matter-unreadable", ""),
    ],
)
def test_an_error_in_the_text_has_its_line_and_stops_no_edition(
    text: str, line: int | None, code: str, words: str, tmp_path: Path
) -> None:
    write(tmp_path / "text.png", "no image at all")
    write(tmp_path / "bridges.md", text)
    finished = pipeline(tmp_path, *BUILD)
    assert finished.code == 1
    first = finished.err.splitlines()[0]
    assert first.startswith(f"bridges.md:{line or ''}")
    assert ": error: " in first
    assert first.endswith(f"[{code}]")
    assert words in finished.err
    assert names(tmp_path / "output") == ["bridges.docx"]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("## A\n\n#### C\n\nText.\n", 3, Code.HEADING_LEVEL_SKIPPED),
        ("![](bridge.png)\n", 1, Code.ALTERNATIVE_MISSING),
        ("---\ntitel: A\n---\n\nText.\n", 2, Code.KEY_UNKNOWN),
        ("---\nnumber-depth: many\n---\n\nText.\n", 2, Code.VALUE_INVALID),
    ],
)
def test_a_warning_has_its_line_and_leaves_the_exit_code_alone(
    text: str, line: int, code: Code, tmp_path: Path
) -> None:
    (tmp_path / "bridge.png").write_bytes(png(40, 20))
    write(tmp_path / "bridges.md", text)
    finished = pipeline(tmp_path, *BUILD)
    assert finished.code == 0
    assert re.match(rf"bridges\.md:{line}(:\d+)?: warning: ", finished.err)
    assert f"[{code.value}]" in finished.err


@pytest.mark.parametrize("text", ["", "\n\n \n", "---\ntitle: Only this\n---\n", "\ufeff"])
def test_a_source_with_nothing_in_it_gives_no_edition(text: str, tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", text)
    finished = pipeline(tmp_path, *BUILD)
    assert finished.code == 1
    assert finished.err.startswith("bridges.md:")
    assert f"[{Code.SOURCE_EMPTY.value}]" in finished.err
    assert names(tmp_path / "output") == []


# The surroundings


def test_a_missing_source_is_named_with_the_nearest_file(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "build", "bridge.md")
    assert finished.code == 5
    assert len(finished.err.splitlines()) == 1
    assert "bridge.md" in finished.err
    assert "did you mean bridges.md?" in finished.err


def test_without_a_folder_called_source_the_sentence_names_it(tmp_path: Path) -> None:
    finished = pipeline(tmp_path, "build")
    assert finished.code == 5
    assert "source" in finished.err
    assert names(tmp_path) == []


def test_a_folder_without_chapters_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "notes" / "readme.txt", TEXT)
    finished = pipeline(tmp_path, "build", "notes")
    assert finished.code == 5
    assert "notes" in finished.err
    assert names(tmp_path) == ["notes"]


def test_a_source_that_is_not_utf_8_is_refused_with_offset_and_line(tmp_path: Path) -> None:
    (tmp_path / "bridges.md").write_bytes(b"# Bridges\n\nBr\xfccken.\n")
    finished = pipeline(tmp_path, *BUILD)
    assert finished.code == 5
    assert "bridges.md:3" in finished.err
    assert "offset 13" in finished.err
    assert "0xfc" in finished.err


def test_a_utf_16_source_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "bridges.md").write_bytes(TEXT.encode("utf-16"))
    finished = pipeline(tmp_path, *BUILD)
    assert finished.code == 5
    assert "UTF-16" in finished.err


@pytest.mark.parametrize(("wish", "near"), [("pfd", "pdf"), ("doc", "docx"), ("PDF,epubs", "epub")])
def test_an_unknown_format_is_refused_with_the_nearest(
    wish: str, near: str, tmp_path: Path
) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "build", "bridges.md", "--to", wish)
    assert finished.code == 2
    assert f"did you mean '{near}'?" in finished.err
    assert all(name in finished.err for name in ("docx", "epub", "pdf"))
    assert names(tmp_path) == ["bridges.md"]


@pytest.mark.parametrize(
    "words",
    [
        ("bild",),
        ("build", "--to"),
        ("build", "--to", ","),
        ("build", "--set", "title"),
        ("build", "--nonsense"),
        ("build", "-q", "-v"),
        ("build", "one.md", "two.md", "--name", "three"),
    ],
)
def test_wrong_usage_is_exit_code_two_and_one_sentence(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        write(tmp_path / f"{name}.md", TEXT)
    finished = pipeline(tmp_path, *words)
    assert finished.code == 2
    assert finished.err.splitlines()[-1].startswith("pipeline")
    assert names(tmp_path) == ["one.md", "two.md"]


def test_two_sources_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    write(tmp_path / "a" / "bridges.md", TEXT)
    write(tmp_path / "b" / "Bridges.md", TEXT)
    finished = pipeline(tmp_path, "build", "a/bridges.md", "b/Bridges.md")
    assert finished.code == 2
    assert "a/bridges.md" in finished.err
    assert "b/Bridges.md" in finished.err
    assert names(tmp_path) == ["a", "b"]


def test_a_file_in_the_place_of_the_output_folder_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    write(tmp_path / "output", "mine")
    finished = pipeline(tmp_path, *BUILD)
    assert finished.code == 5
    assert "output" in finished.err
    assert (tmp_path / "output").read_text() == "mine"


def test_a_folder_in_the_place_of_an_edition_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    write(tmp_path / "output" / "bridges.docx" / "mine", "mine")
    finished = pipeline(tmp_path, *BUILD)
    assert finished.code == 5
    assert names(tmp_path / "output") == ["bridges.docx"]
    assert names(tmp_path / "output" / "bridges.docx") == ["mine"]


@pytest.mark.parametrize("suffix", ["pdf", "docx", "epub"])
def test_a_full_disk_leaves_the_edition_of_yesterday(suffix: str, tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    output = tmp_path / "output"
    write(output / f"bridges.{suffix}", "yesterday")
    command = [sys.executable, "-m", "pipeline", "build", "bridges.md", "--to", suffix]
    finished = subprocess.run(
        ["sh", "-c", 'ulimit -f 4 && exec "$@"', "sh", *command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
        # A Python below this limit would cut short the modules that it caches, too.
        env=clean_environment(PYTHONDONTWRITEBYTECODE="1"),
    )
    assert finished.returncode == 5, finished.stderr
    assert len(finished.stderr.splitlines()) == 1
    assert f"bridges.{suffix}" in finished.stderr
    assert names(output) == [f"bridges.{suffix}"]
    assert (output / f"bridges.{suffix}").read_text() == "yesterday"


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, "check", "bridges.md", "--log", "nowhere/log.json")
    assert finished.code == 5
    assert "nowhere/log.json" in finished.err


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1e9", "99999999999999"])
def test_a_source_date_epoch_that_is_none_is_refused(epoch: str, tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = pipeline(tmp_path, *BUILD, SOURCE_DATE_EPOCH=epoch)
    assert finished.code == 2
    assert "SOURCE_DATE_EPOCH" in finished.err


def test_an_edition_that_is_none_fails_verification_in_one_sentence(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    for suffix in ("pdf", "docx", "epub"):
        write(tmp_path / "output" / f"bridges.{suffix}", "not an edition")
        finished = pipeline(tmp_path, "verify", "bridges.md", "--to", suffix)
        assert finished.code == 4
        assert f"bridges.{suffix}" in finished.err
        assert len(finished.err.splitlines()) == 1


# Odd text that is no error: it is published


ODD = {
    "many words": "word " * 3000,
    "one word": "x" * 5000,
    "a long heading": "# " + "Long heading " * 200,
    "deep quotes": "> " * 100 + "deep",
    "deep lists": "".join(f"{'  ' * n}- item\n" for n in range(100)),
    "control characters": "Control \x01\x02\x0b\x0c\x1b\x7f\x85\u2028\ufffe and a \x00 too.",
    "many scripts": "Emoji 👩‍👩‍👧‍👦 🇩🇪 and مرحبا بالعالم, שלום, 日本語, ไทย, हिन्दी.",
    "a wide cell": "| a |\n|---|\n" + "| " + "cell " * 400 + "|\n",
    "a wide table": "|" + "head|" * 60 + "\n|" + "-|" * 60 + "\n|" + "cell|" * 60 + "\n",
    "a note to itself": "[^a]\n\n[^a]: Note [^a] to itself.\n",
    "marks without text": "****\n____\n` `` `\n\\\n&#0; &#xD800; &bogus;\n",
    "empty blocks": "- \n- \n\n> \n\n1.\n\n#\n\n##\n",
    "equal headings": "# A\n\n# A\n\n# A\n\n[one](#a) [two](#a-1) [three](#a-2)\n",
    "nested links": "[nested [link](http://a) text](http://b) ![i [l](x) i](data:,)",
    "raw html": "<script>alert(1)</script>\n\n<div>\n\n*text*\n\n</div>\n",
    "direction marks": "\u202egnitirw sdrawkcab\u202c and \u200bzero\u200bwidth\u00adsoft",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_published_and_agrees(text: str, tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", text)
    finished = pipeline(tmp_path, "build", "bridges.md")
    assert finished.code in {0, 1}, finished.out + finished.err
    assert names(tmp_path / "output") == ["bridges.docx", "bridges.epub", "bridges.pdf"]


def test_a_name_that_is_too_long_for_a_file_is_said(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "# A\n\nText.\n")
    finished = pipeline(tmp_path, "build", "a.md", "--name", "x" * 300)
    assert finished.code == 5
    assert "cannot be written" in finished.err
    assert pipeline(tmp_path, "build", "y" * 300 + ".md").code == 5


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_printed_is_one_sentence(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "# A\n\nText.\n")
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(
            [sys.executable, "-m", "pipeline", "check", "a.md"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=clean_environment(),
        )
    assert finished.returncode == 5
    assert finished.stderr.decode().startswith("pipeline: the output cannot be written")


def test_a_file_name_that_the_terminal_cannot_show_is_shown_escaped(tmp_path: Path) -> None:
    write(tmp_path / "ö→.md", "# A\n\nText.\n")
    finished = pipeline(tmp_path, "check", "ö→.md", PYTHONIOENCODING="ascii:strict")
    assert finished.code == 0
