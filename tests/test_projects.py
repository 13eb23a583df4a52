"""Books of many files: what their lists say, and what becomes of lists that are wrong."""

from pathlib import Path

import pytest
from commands import pipeline, write

from pipeline.build import Reading, Wishes, read_source
from pipeline.diagnostics import Code, Diagnostic
from pipeline.errors import SourceError
from pipeline.model.publication import flatten_outline
from pipeline.project import find_source


def book(folder: Path, summary: str, *chapters: str, toml: str = "") -> Reading:
    """Read a book of mdBook's kind; each chapter has its name for a heading."""
    write(folder / "src" / "SUMMARY.md", summary)
    for name in chapters:
        write(folder / "src" / f"{name}.md", f"# {Path(name).name.title()}\n\nOf {name}.\n")
    if toml:
        write(folder / "book.toml", toml)
    return read_source(find_source(str(folder)), Wishes())


def outline(reading: Reading) -> list[str]:
    """Give the lines of an outline: a dash for each level, number, text."""
    assert reading.publication is not None
    entries = flatten_outline(reading.publication.outline)
    return [f"{'-' * entry.level} {entry.label}" for entry in entries]


def said(reading: Reading) -> list[str]:
    return [f"{Path(d.location.file).name}:{d.location.line} {d.code.value}" for d in _all(reading)]


def _all(reading: Reading) -> tuple[Diagnostic, ...]:
    return reading.diagnostics


# Lists of chapters


def test_chapters_before_and_behind_the_lists_have_no_numbers(tmp_path: Path) -> None:
    summary = "# Summary\n\n[a](a.md)\n\n- [b](b.md)\n  - [c](c.md)\n- [d](d.md)\n\n[e](e.md)\n"
    reading = book(tmp_path, summary, *"abcde")
    assert outline(reading) == ["- A", "- 1 B", "-- 1.1 C", "- 2 D", "- E"]
    assert reading.diagnostics == ()


def test_parts_stand_over_their_chapters_which_are_counted_through(tmp_path: Path) -> None:
    summary = "# One\n- [a](a.md)\n    * [b](b.md)\n---\n# Two\n1. [c](c.md)\n\n[d](d.md)\n"
    reading = book(tmp_path, f"# Summary\n{summary}", *"abcd")
    assert outline(reading) == ["- One", "-- 1 A", "--- 1.1 B", "- Two", "-- 2 C", "- D"]


def test_a_chapter_says_what_it_is(tmp_path: Path) -> None:
    summary = "- [a](a.md)\n\n[x](x.md)\n[y](y.md)\n[z](z.md)\n"
    write(tmp_path / "src/x.md", "---\nkind: appendix\n---\n# X\n## Sub\n")
    write(tmp_path / "src/y.md", "---\nkind: appendix\n---\n# Y\n")
    write(tmp_path / "src/z.md", "---\nkind: index of names\n---\n# Z\n")
    reading = book(tmp_path, summary, "a")
    assert outline(reading) == ["- 1 A", "- A X", "-- A.1 Sub", "- B Y", "- Z"]
    assert said(reading) == ["z.md:2 value-invalid"]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("- [A \\[b\\]](<a b.md>)", "a b.md"),
        ("- [`A` *b*](a%20b.md)", "a b.md"),
        ('- [A](a(1).md "a title")', "a(1).md"),
        ("- [A](./a.md#top)", "a.md"),
    ],
)
def test_entries_are_links_in_all_their_forms(line: str, path: str, tmp_path: Path) -> None:
    write(tmp_path / "src" / path, "Words alone.\n")
    reading = book(tmp_path, line)
    assert len(outline(reading)) == 1
    assert reading.diagnostics == ()


def test_what_is_wrong_with_a_list_is_told_and_the_rest_is_built(tmp_path: Path) -> None:
    lines = (
        *("# Summary", "- [A](a.md)", "- words", "- [Gone](gome.md)", "- [A](a.md)"),
        *("- [Out](../../out.md)", "- [Later]()", "- [Other](b.md)", "- [Web](https://a.org/)"),
    )
    reading = book(tmp_path, "\n".join(lines), "a", "b", "gone")
    assert said(reading) == [
        "SUMMARY.md:1 chapter-unlisted",
        "SUMMARY.md:3 chapter-list-unreadable",
        "SUMMARY.md:4 chapter-missing",
        "SUMMARY.md:5 chapter-duplicate",
        "SUMMARY.md:6 chapter-outside",
        "SUMMARY.md:7 chapter-draft",
        "SUMMARY.md:8 chapter-title-differs",
        "SUMMARY.md:9 chapter-outside",
    ]
    assert outline(reading) == ["- 1 A", "- 2 B"]
    hint = next(d.hint for d in reading.diagnostics if d.code is Code.CHAPTER_MISSING)
    assert hint == "did you mean 'gone.md'?"


def test_a_missing_chapter_costs_neither_build_nor_place(tmp_path: Path) -> None:
    write(tmp_path / "book/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n")
    write(tmp_path / "book/a.md", "# A\n\nText.\n")
    built = pipeline(tmp_path, "build", "book")
    assert built.code == 1
    assert "book/SUMMARY.md:2: error: there is no file 'b.md'" in built.err
    assert (tmp_path / "output" / "book.pdf").is_file()


def test_a_file_in_bytes_that_are_no_text_is_a_missing_chapter(tmp_path: Path) -> None:
    write(tmp_path / "src/b.md", "")
    (tmp_path / "src/b.md").write_bytes(b"\xff\xfe\x00")
    reading = book(tmp_path, "- [A](a.md)\n- [B](b.md)\n", "a")
    assert said(reading) == ["SUMMARY.md:2 chapter-missing"]


def test_a_list_of_nothing_is_an_empty_source(tmp_path: Path) -> None:
    reading = book(tmp_path, "# Summary\n")
    assert reading.publication is None
    assert said(reading) == ["SUMMARY.md:1 source-empty"]


# Levels and headings


def test_headings_move_down_with_the_depth_of_their_file(tmp_path: Path) -> None:
    deep = "# A\n## B\n### C\n#### D\n##### E\n###### F\n"
    write(tmp_path / "src/deep.md", deep)
    reading = book(tmp_path, "- [x](x.md)\n  - [y](y.md)\n    - [A](deep.md)\n", "x", "y")
    levels = [line.partition(" ")[0] for line in outline(reading)]
    assert levels == ["-", "--", "---", "----", "-----", "------", "------", "------"]


def test_a_file_without_a_heading_of_its_own_has_that_of_the_list(tmp_path: Path) -> None:
    write(tmp_path / "src/a.md", "Words first.\n\n# One\n\n# Two\n")
    write(tmp_path / "src/b.md", "# One\n\n# Two\n")
    write(tmp_path / "src/how-to.md", "Nothing else.\n")
    reading = book(tmp_path, "- [A](a.md)\n- [B](b.md)\n- [](how-to.md)\n")
    assert outline(reading) == [
        *("- 1 A", "-- 1.1 One", "-- 1.2 Two"),
        *("- 2 B", "-- 2.1 One", "-- 2.2 Two"),
        "- 3 How to",
    ]


# Links and names between files


def test_links_lead_to_the_places_of_the_files_that_they_name(tmp_path: Path) -> None:
    write(
        tmp_path / "src/a.md",
        "# A\n\n## Same\n\n[own](#same) [other](sub/b.md#same) [start](sub/b.md) [](sub/b.md#x)\n",
    )
    write(
        tmp_path / "src/sub/b.md",
        "# B\n\n## Same\n\n## Named {#x}\n\n[up](../a.md#same) [html](../a.html) [no](../a.md#z)\n",
    )
    reading = book(tmp_path, "- [A](a.md)\n- [B](sub/b.md)\n")
    assert reading.publication is not None
    section_a, section_b = reading.publication.sections
    assert [s.heading.identifier for s in section_a.sections] == ["same"]
    assert [s.heading.identifier for s in section_b.sections] == ["same-1", "x"]
    shown = repr((section_a.sections, section_b.sections))
    for name in ("same", "same-1", "x", "b", "a"):
        assert f"identifier='{name}'" in shown
    assert "text='Section 2.2'" in shown
    assert said(reading) == ["b.md:7 link-target-missing"]


def test_two_chapters_with_one_explicit_name_are_told(tmp_path: Path) -> None:
    write(tmp_path / "src/a.md", "# A {#same}\n\n[a](#same)\n")
    write(tmp_path / "src/b.md", "# B {#same}\n\n[b](#same) [a](a.md#same)\n")
    reading = book(tmp_path, "- [A](a.md)\n- [B](b.md)\n")
    assert said(reading) == ["b.md:1 identifier-duplicate"]
    shown = repr(reading.publication)
    assert shown.count("CrossReference") == 3
    assert "identifier='same-1'" in shown


def test_notes_of_one_label_are_told_apart_by_their_files(tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path / f"src/{name}.md", f"# {name}\n\nText.[^n]\n\n[^n]: Of {name}.\n")
    reading = book(tmp_path, "- [a](a.md)\n- [b](b.md)\n")
    assert reading.publication is not None
    assert [note.number for note in reading.publication.notes] == ["1", "2"]
    assert reading.diagnostics == ()


def test_includes_and_images_reach_the_folder_of_the_book_and_no_further(tmp_path: Path) -> None:
    home = tmp_path / "home"
    write(tmp_path / "out.md", "secret")
    write(home / "shared/text.md", "From *elsewhere* in the book.\n")
    marks = "{{#include ../../shared/text.md}}\n\n{{#include ../../../out.md}}\n"
    write(home / "src/sub/a.md", f"# A\n\n{marks}")
    reading = book(home, "- [A](sub/a.md)\n", toml="[book]\ntitle = 'T'\n")
    assert said(reading) == ["a.md:5 include-outside"]
    assert "elsewhere" in repr(reading.publication)
    assert "secret" not in repr(reading.publication)


# Configuration


TOML = """
[book]
title = "T"
authors = ["A", "B"]
language = "de"
description = "D"
src = "src"
multilingual = false

[numbering]
sections = false

[contents]
depth = 1

[theme]
page-size = 'a5'

[output.html]
x = 1

[rust]
edition = '2021'
"""


def test_book_toml_speaks_of_the_book(tmp_path: Path) -> None:
    reading = book(tmp_path, "- [a](a.md)\n", "a", toml=TOML)
    assert reading.publication is not None
    metadata, settings = reading.publication.metadata, reading.publication.settings
    assert (metadata.title, metadata.authors, metadata.language) == ("T", ("A", "B"), "de")
    assert metadata.description == "D"
    assert (settings.number_sections, settings.toc_depth, settings.page_size) == (False, 1, "a5")
    assert reading.diagnostics == ()


def test_unknown_keys_are_told_with_their_line_and_the_nearest(tmp_path: Path) -> None:
    toml = "[book]\ntitel = 'T'\n\n[numbring]\nx = 1\n\n[contents]\n'depht' = 2\n"
    reading = book(tmp_path, "- [a](a.md)\n", "a", toml=toml)
    assert said(reading) == [f"book.toml:{line} key-unknown" for line in (2, 4, 8)]
    hints = [diagnostic.hint for diagnostic in reading.diagnostics]
    assert hints == [f"did you mean '{name}'?" for name in ("title", "numbering", "depth")]


def test_a_value_that_cannot_be_is_told_with_its_line(tmp_path: Path) -> None:
    reading = book(tmp_path, "- [a](a.md)\n", "a", toml="[contents]\n\ndepth = 99\n")
    assert said(reading) == ["book.toml:3 value-invalid"]


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("[book]\nsrc = 'gone'\n", "the folder 'gone' \\(src\\) is not there"),
        ("[book]\nsrc = '..'\n", "lies outside"),
    ],
)
def test_a_folder_of_chapters_that_cannot_be_is_refused(
    toml: str, sentence: str, tmp_path: Path
) -> None:
    write(tmp_path / "home/book.toml", toml)
    write(tmp_path / "home/a.md", "# A\n")
    with pytest.raises(SourceError, match=sentence):
        find_source(str(tmp_path / "home"))


@pytest.mark.parametrize("named", ["", "book.toml", "src/SUMMARY.md"])
def test_the_file_that_lists_the_chapters_stands_for_its_folder(named: str, tmp_path: Path) -> None:
    book(tmp_path, "- [a](a.md)\n", "a", toml="[book]\ntitle = 'T'\n")
    reading = read_source(find_source(str(tmp_path / named)), Wishes())
    assert outline(reading) == ["- 1 A"]
    assert reading.publication is not None
    assert reading.publication.metadata.title == "T"


def test_the_front_matter_of_a_single_file_goes_before_book_toml(tmp_path: Path) -> None:
    write(tmp_path / "book.toml", "[book]\ntitle = 'Of the book'\nauthors = ['A']\n")
    write(tmp_path / "a.md", "---\ntitle: Own\n---\n\nText.\n")
    reading = read_source(find_source(str(tmp_path / "a.md")), Wishes())
    assert reading.publication is not None
    metadata = reading.publication.metadata
    assert (metadata.title, metadata.authors) == ("Own", ("A",))


# MkDocs, and folders without a list


MKDOCS = """
site_name: Site
site_author: Somebody
copyright: Copyright &copy; 2020 <a href="x">Somebody</a>
docs_dir: texts
theme: {name: material, language: fr}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:materialx.emoji.twemoji
nav:
  - index.md
  - Guide:
    - First: guide/one.md
    - guide/two.md
  - More: more/
  - Elsewhere: https://example.org/
not_in_nav: |
  /hidden.md
"""


def test_a_project_of_mkdocs_builds_as_it_stands(tmp_path: Path) -> None:
    write(tmp_path / "mkdocs.yml", MKDOCS)
    write(tmp_path / "texts/index.md", "# Welcome\n\n[one](guide/one.md) [more](more/)\n")
    write(tmp_path / "texts/guide/one.md", "# First\n\n[home](../index.md)\n")
    write(tmp_path / "texts/guide/two.md", "---\ntitle: The second\n---\nText.\n")
    write(tmp_path / "texts/more/README.md", "# More\n\n- [b](b.md)\n- [a](a.md)\n")
    write(tmp_path / "texts/more/a.md", "# A\n")
    write(tmp_path / "texts/more/b.md", "# B\n")
    write(tmp_path / "texts/hidden.md", "# H\n")
    reading = read_source(find_source(str(tmp_path)), Wishes())
    assert outline(reading) == [
        "- Welcome",
        "- Guide",
        "-- First",
        "-- The second",
        "- More",
        "-- B",
        "-- A",
    ]
    assert said(reading) == ["mkdocs.yml:16 chapter-outside"]
    assert reading.publication is not None
    metadata = reading.publication.metadata
    assert (metadata.title, metadata.language) == ("Site", "fr")
    assert metadata.rights == "Copyright © 2020 Somebody"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: [", r"mkdocs\.yml:\d+: this is no YAML"),
        ("- a\n", "no mapping"),
        ("[" * 5000, "mkdocs"),
    ],
)
def test_an_unreadable_mkdocs_yml_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    write(tmp_path / "mkdocs.yml", text)
    write(tmp_path / "docs/a.md", "# A\n")
    with pytest.raises(SourceError, match=sentence):
        find_source(str(tmp_path))


def test_the_folder_of_mkdocs_lies_below_its_configuration(tmp_path: Path) -> None:
    write(tmp_path / "home/mkdocs.yml", "site_name: X\ndocs_dir: ..\n")
    write(tmp_path / "home/a.md", "# A\n")
    with pytest.raises(SourceError, match="lies outside"):
        find_source(str(tmp_path / "home"))


def test_many_files_in_no_list_are_told_together(tmp_path: Path) -> None:
    reading = book(tmp_path, "- [a](a.md)\n", "a", *(f"b{n}" for n in range(9)))
    (one,) = reading.diagnostics
    assert one.message.startswith("'b0.md', 'b1.md'")
    assert "and 4 more are in no list" in one.message


def test_a_folder_of_files_is_a_book_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("10-last", "2-second", "README", "sub/b", "sub/index", "other/x"):
        write(tmp_path / f"{name}.md", f"# {Path(name).name}\n")
    reading = read_source(find_source(str(tmp_path)), Wishes())
    assert outline(reading) == [
        *("- README", "- 2-second", "- 10-last"),
        *("- other", "-- x"),
        *("- index", "-- b"),
    ]


def test_the_digest_tells_whether_a_chapter_or_the_list_has_changed(tmp_path: Path) -> None:
    def digest() -> str:
        reading = read_source(find_source(str(tmp_path)), Wishes())
        assert reading.publication is not None
        return reading.publication.digest

    book(tmp_path, "- [a](a.md)\n- [b](b.md)\n", "a", "b")
    digests = [digest(), digest()]
    write(tmp_path / "src/a.md", "# A\n\nOther words.\n")
    digests.append(digest())
    write(tmp_path / "src/SUMMARY.md", "- [b](b.md)\n- [a](a.md)\n")
    digests.append(digest())
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
