"""Includes: what of which file comes where, what is refused, and how places stay right."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from growth import GROWTH, MOST, best_times, no_collection

from pipeline.build import Wishes, read_source
from pipeline.diagnostics import Code, Diagnostics
from pipeline.model.document import Document
from pipeline.model.dump import dump
from pipeline.model.nodes import CodeBlock, Paragraph
from pipeline.model.plain_text import plain_text
from pipeline.model.source import SourceFile
from pipeline.model.walk import walk
from pipeline.project import find_source
from pipeline.readers import include_files, read
from pipeline.readers.includes import MAX_DEPTH

RUST = """\
// ANCHOR: all
use std::io;

// ANCHOR: main
fn main() {
    // ANCHOR: print
    println!("Hello");
    // ANCHOR_END: print
}
// ANCHOR_END: main
// ANCHOR_END: all
"""
PYTHON = """\
# --8<-- [start:imports]
import os
# --8<-- [end:imports]
# --8<-- [start:body]
print(os.name)  # loud
# --8<-- [start:inner]
print(1)
# --8<-- [end:inner]
# --8<-- [end:body]
"""

Reader = Callable[..., tuple[Document, Diagnostics]]


@pytest.fixture
def reading(tmp_path: Path) -> Reader:
    """Give a reader of a text beside files, which are given by their names."""

    def reads(text: str, **files: str | bytes) -> tuple[Document, Diagnostics]:
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(SourceFile("book/main.md", text, str(tmp_path), "main"))

    return reads


def code_of(document: Document) -> list[str]:
    """Give the texts of all blocks of code."""
    return [node.text for node in walk(document.blocks) if isinstance(node, CodeBlock)]


def text_of(document: Document) -> str:
    """Give the text of all paragraphs and blocks of code, a line each."""
    found = [n for n in walk(document.blocks) if isinstance(n, Paragraph | CodeBlock)]
    return "\n".join(n.text if isinstance(n, CodeBlock) else plain_text(n.content) for n in found)


def codes(said: Diagnostics) -> list[Code]:
    """Give the codes of diagnostics."""
    return [diagnostic.code for diagnostic in said]


# mdBook


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("#include a.txt", ["1", "2", "3", "4", "5"]),
        ("#include a.txt:", ["1", "2", "3", "4", "5"]),
        ("#include a.txt:2", ["2"]),
        ("#include a.txt:2:4", ["2", "3", "4"]),
        ("#include a.txt:4:", ["4", "5"]),
        ("#include a.txt::2", ["1", "2"]),
        ("#include a.txt:0:1", ["1"]),
        ("#include a.txt:3:99", ["3", "4", "5"]),
        ("#rustdoc_include a.txt:2:3", ["2", "3"]),
        (" #include a.txt:1", ["1"]),
    ],
)
def test_mdbook_includes_lines(reading: Reader, mark: str, expected: list[str]) -> None:
    document, said = reading(f"```\n{{{{{mark}}}}}\n```\n", a_txt="1\n2\n3\n4\n5\n")
    assert said == ()
    assert code_of(document) == ["\n".join(expected)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("print", '    println!("Hello");'),
        ("main", 'fn main() {\n    println!("Hello");\n}'),
        ("all", 'use std::io;\n\nfn main() {\n    println!("Hello");\n}'),
    ],
)
def test_mdbook_includes_what_stands_between_anchors(
    reading: Reader, name: str, expected: str
) -> None:
    document, said = reading(f"```rust\n{{{{#include a.rs:{name}}}}}\n```\n", a_rs=RUST)
    assert said == ()
    assert code_of(document) == [expected]


def test_the_lines_of_anchors_are_never_shown(reading: Reader) -> None:
    document, said = reading("```rust\n{{#include a.rs}}\n{{#include a.rs:1:7}}\n```\n", a_rs=RUST)
    whole = 'use std::io;\n\nfn main() {\n    println!("Hello");\n}'
    assert said == ()
    assert code_of(document) == [f"{whole}\n{whole[:-2]}"]


def test_a_line_that_speaks_of_an_anchor_is_kept(reading: Reader) -> None:
    document, _ = reading("{{#include a.md}}\n", a_md="Write ANCHOR: name above it.\n")
    assert text_of(document) == "Write ANCHOR: name above it."


def test_a_playground_is_a_block_of_code_that_nothing_ends_early(reading: Reader) -> None:
    text = "{{#playground a.rs editable}}\n\n1. One\n\n   {{#playground a.rs}}\n"
    document, said = reading(text, a_rs="// ```\nfn main() {}\n")
    assert said == ()
    assert code_of(document) == ["// ```\nfn main() {}"] * 2
    languages = [node.language for node in walk(document.blocks) if isinstance(node, CodeBlock)]
    assert [language.split(",")[0] for language in languages] == ["rust", "rust"]


def test_a_mark_gives_the_publication_its_title(reading: Reader) -> None:
    document, said = reading("{{#title My *book*}}\n# First\n\n{{#title Other}}\nText\n")
    assert (document.metadata.title, said) == ("My *book*", ())
    assert document.places["title"].line == 1
    assert "title" not in text_of(document)


def test_the_front_matter_knows_the_title_better(reading: Reader) -> None:
    document, said = reading("---\ntitle: One\n---\n{{#title Two}}\nText\n")
    assert (document.metadata.title, said) == ("One", ())
    assert text_of(document) == "Text"


def test_an_escaped_mark_is_text_everywhere(reading: Reader) -> None:
    text = "Write \\{{#include a.md}} or `\\{{#include b.md:2}}`.\n\n    \\{{#title x}}\n"
    document, said = reading(text)
    assert said == ()
    assert text_of(document) == ("Write {{#include a.md}} or {{#include b.md:2}}.\n{{#title x}}")


@pytest.mark.parametrize(
    "text", ["{{#include}}", "{{#toc}}{{/toc}}", "{{ name }}", "{{#include a.md", "{{#if x}}y"]
)
def test_what_is_no_mark_stays_text(reading: Reader, text: str) -> None:
    document, said = reading(f"`{text}`\n", a_md="no\n")
    assert (text_of(document), said) == (text, ())


def test_a_mark_within_a_line_brings_its_words(reading: Reader) -> None:
    document, said = reading(
        "Version {{#include v.txt}}, {{#include w.txt}} and `{{#include v.txt}}`.\n",
        v_txt="1.2\n",
        w_txt="3\n4\n",
    )
    assert said == ()
    assert text_of(document) == "Version 1.2, 3 4 and 1.2."


def test_a_mark_gives_its_lead_to_all_lines(reading: Reader) -> None:
    text = "- {{#include a.md}}\n\n> {{#include a.md}}\n\n1. One\n\n   > {{#include a.md}}\n"
    document, said = reading(text, a_md="First\n\n- second\n\n      code\n")
    assert said == ()
    assert dump(document.blocks) == dump(
        read(
            SourceFile(
                "a.md",
                "- First\n\n  - second\n\n        code\n\n"
                "> First\n>\n> - second\n>\n>       code\n\n"
                "1. One\n\n   > First\n   >\n   > - second\n   >\n   >       code\n",
                "/",
                "a",
            )
        )[0].blocks
    )


# pymdown's snippets


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('"a.txt"', "1\n2\n3\n4\n5"),
        ("'a.txt'", "1\n2\n3\n4\n5"),
        ('"a.txt:4"', "4\n5"),
        ('"a.txt:2:3"', "2\n3"),
        ('"a.txt::2"', "1\n2"),
        ('"a.txt:-2"', "4\n5"),
        ('"a.txt:-3:-2"', "3\n4"),
        ('"a.txt:1:1,3:4"', "1\n3\n4"),
        ('";a.txt"', ""),
    ],
)
@pytest.mark.parametrize("mark", ["--8<--", "-8<-", "------8<---"])
def test_snippets_include_lines(reading: Reader, mark: str, name: str, expected: str) -> None:
    document, said = reading(f"```\n{mark} {name}\n```\n", a_txt="1\n2\n3\n4\n5\n")
    assert said == ()
    assert code_of(document) == [expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.py:imports", "import os"),
        ("a.py:body", "print(os.name)  # loud\nprint(1)"),
        ("a.py:inner", "print(1)"),
        ("a.py", "import os\nprint(os.name)  # loud\nprint(1)"),
    ],
)
def test_snippets_include_sections(reading: Reader, name: str, expected: str) -> None:
    document, said = reading(f'```python\n--8<-- "{name}"\n```\n', a_py=PYTHON)
    assert said == ()
    assert code_of(document) == [expected]


def test_a_block_of_names_includes_them_all(reading: Reader) -> None:
    text = "--8<--\na.md\n; b.md\n\nb.md:1:1\n--8<--\n\nEnd\n"
    document, said = reading(text, a_md="A\n", b_md="B\nno\n")
    assert said == ()
    assert text_of(document) == "A\nB\nEnd"


def test_a_block_of_names_without_an_end_is_text(reading: Reader) -> None:
    document, said = reading("Text\n\n--8<--\n\nb.md\n", b_md="B\n")
    assert [(d.code, d.location.line) for d in said] == [(Code.FENCE_UNCLOSED, 3)]
    assert text_of(document).endswith("b.md")


def test_snippets_keep_paragraphs_apart(reading: Reader) -> None:
    document, _ = reading('--8<-- "a.md"\n--8<-- "b.md"\n', a_md="A\n", b_md="B\n")
    assert text_of(document) == "A\nB"


def test_escaped_snippets_are_text(reading: Reader) -> None:
    text = '```\n;--8<-- "a.md"\n;--8<--\n;;-8<- "a.md"\n# ;--8<-- [start:a]\n```\n'
    document, said = reading(text)
    assert said == ()
    expected = '--8<-- "a.md"\n--8<--\n;-8<- "a.md"\n# --8<-- [start:a]'
    assert code_of(document) == [expected]


def test_the_indentation_of_a_snippet_goes_for_all_lines(reading: Reader) -> None:
    text = '- Item\n\n    --8<-- "a.md"\n\nEnd\n'
    document, said = reading(text, a_md="One\n\nTwo\n")
    assert said == ()
    assert dump(document.blocks) == dump(
        read(SourceFile("a", "- Item\n\n    One\n\n    Two\n\nEnd\n", "/", "a"))[0].blocks
    )


@pytest.mark.parametrize("text", ['Use `--8<-- "a.md"` for that.', "-- 8< --", "a --8<-- b"])
def test_a_snippet_stands_alone_on_its_line(reading: Reader, text: str) -> None:
    document, said = reading(f"`` {text} ``\n", a_md="no\n")
    assert (text_of(document), said) == (text, ())


# Files within files


@pytest.mark.parametrize(
    ("mark", "nested"),
    [
        ("{{#include sub/a.md}}", "{{#include b.md}}"),
        ("{{#include sub/a.md}}", "{{#include sub/b.md}}"),
        ('--8<-- "sub/a.md"', '--8<-- "sub/b.md"'),
        ('--8<-- "sub/a.md"', '--8<-- "b.md"'),
        ("{{#include sub/a.md}}", '--8<-- "sub/b.md"'),
    ],
)
def test_included_files_include_in_turn(reading: Reader, mark: str, nested: str) -> None:
    document, said = reading(f"{mark}\n", sub__a_md=f"From a\n\n{nested}\n", sub__b_md="From b\n")
    assert said == ()
    assert text_of(document) == "From a\nFrom b"


def test_the_nearer_file_of_a_name_is_included(reading: Reader) -> None:
    files = {"sub__a_md": '{{#include b.md}}\n\n--8<-- "b.md"\n', "sub__b_md": "near\n"}
    document, _ = reading("{{#include sub/a.md}}\n", b_md="far\n", **files)
    assert text_of(document) == "near\nfar"


@pytest.mark.parametrize("mark", ["{{{{#include {}}}}}", '--8<-- "{}"'])
def test_a_circle_is_named(reading: Reader, mark: str) -> None:
    document, said = reading(
        mark.format("a.md"), a_md=mark.format("b.md"), b_md=mark.format("a.md") + "\n\nEnd\n"
    )
    assert [str(diagnostic) for diagnostic in said] == [
        (
            "book/b.md:1:1: error: files include each other in a circle:"
            " book/a.md → book/b.md → book/a.md [include-too-deep]"
        )
    ]
    assert text_of(document) == "[missing file: a.md]\nEnd"


def test_a_file_that_includes_itself_is_a_circle(reading: Reader) -> None:
    document, said = reading("{{#include main.md}}\n", main_md="no\n")
    assert codes(said) == [Code.INCLUDE_TOO_DEEP]
    assert text_of(document) == "[missing file: main.md]"


def test_files_are_included_to_a_bounded_depth(reading: Reader) -> None:
    files = {f"n{number}_md": f"{{{{#include n{number + 1}.md}}}}" for number in range(30)}
    document, said = reading("{{#include n0.md}}\n", **files)
    assert codes(said) == [Code.INCLUDE_TOO_DEEP]
    assert text_of(document) == f"[missing file: n{MAX_DEPTH}.md]"


# What is refused


@pytest.mark.parametrize("mark", ["{{{{#include {}}}}}", '--8<-- "{}"'])
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../secret.md", Code.INCLUDE_OUTSIDE),
        ("sub/../../secret.md", Code.INCLUDE_OUTSIDE),
        ("/etc/passwd", Code.INCLUDE_OUTSIDE),
        ("~/secret.md", Code.INCLUDE_OUTSIDE),
        ("C:\\secret.md", Code.INCLUDE_OUTSIDE),
        ("https://example.org/a.md", Code.INCLUDE_OUTSIDE),
        ("file:///etc/passwd", Code.INCLUDE_OUTSIDE),
        ("link.md", Code.INCLUDE_OUTSIDE),
        ("links/secret.md", Code.INCLUDE_OUTSIDE),
        ("loop.md", Code.INCLUDE_MISSING),
        ("sub", Code.INCLUDE_MISSING),
        ("no.md", Code.INCLUDE_MISSING),
        ("pipe", Code.INCLUDE_MISSING),
        ("n" * 300, Code.INCLUDE_MISSING),
        ("n/" * 3000, Code.INCLUDE_MISSING),
        ("latin.md", Code.INCLUDE_MISSING),
        ("zero.md", Code.INCLUDE_MISSING),
        ("utf16.md", Code.INCLUDE_MISSING),
    ],
)
def test_what_must_not_or_cannot_be_included_is_said(
    tmp_path: Path, mark: str, path: str, code: Code
) -> None:
    folder = tmp_path / "book"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("SECRET", "utf-8")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "links").symlink_to(tmp_path)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    os.mkfifo(folder / "pipe")
    (folder / "latin.md").write_bytes("SECRET café\n".encode("latin-1"))
    (folder / "zero.md").write_bytes(b"SECRET\0")
    (folder / "utf16.md").write_bytes("SECRET".encode("utf-16"))
    text = f"Before\n\n{mark.format(path)}\n\nAfter\n"
    document, said = read(SourceFile("main.md", text, str(folder), "main"))
    assert [(d.code, d.location.line) for d in said] == [(code, 3)]
    shown = text_of(document)
    assert shown.startswith("Before\n[missing file: ")
    assert shown.endswith("]\nAfter")
    assert "SECRET" not in shown


def test_a_path_with_a_zero_byte_names_nothing(reading: Reader) -> None:
    document, said = reading("{{#include a\0.md}}\n", a_md="A\n")
    assert Code.CHARACTER_DROPPED in codes(said)
    assert text_of(document) == "A"


def test_a_link_within_the_folder_may_be_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("Real\n", "utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    source = SourceFile("a.md", "{{#include link.md}}\n", str(tmp_path), "a")
    document, said = read(source)
    assert (text_of(document), said) == ("Real", ())


@pytest.mark.parametrize(
    ("mark", "hint"),
    [
        ("{{#include chapter_one.md}}", "did you mean 'chapter-one.md'?"),
        ('--8<-- "chapter-on.md"', "did you mean 'chapter-one.md'?"),
        ("{{#include chapter-one.md:begining}}", "did you mean 'beginning'?"),
        ("{{#include else.md}}", ""),
    ],
)
def test_the_nearest_name_is_hinted_at(tmp_path: Path, mark: str, hint: str) -> None:
    text = "ANCHOR: beginning\nText\nANCHOR_END: beginning\n"
    (tmp_path / "chapter-one.md").write_text(text, "utf-8")
    _, said = read(SourceFile("a.md", mark, str(tmp_path), "a"))
    assert [diagnostic.hint for diagnostic in said] == [hint]


@pytest.mark.parametrize("part", ["9", "9:10", "no-such-part"])
@pytest.mark.parametrize("mark", ["{{{{#include {}}}}}", '--8<-- "{}"'])
def test_a_part_that_is_not_there_is_said(reading: Reader, mark: str, part: str) -> None:
    document, said = reading(mark.format(f"a.md:{part}"), a_md="One line\n")
    assert codes(said) == [Code.INCLUDE_MISSING]
    assert text_of(document) == f"[missing file: a.md:{part}]"


def test_an_empty_file_is_no_trouble(reading: Reader) -> None:
    document, said = reading('A\n\n{{#include e.md}}\n--8<-- "e.md"\n\nB\n', e_md="")
    assert (text_of(document), said) == ("A\nB", ())


def test_what_is_included_is_bounded(reading: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(include_files, "MAX_CHARACTERS", 100)
    document, said = reading("{{#include a.md}}\n\n" * 5, a_md="x" * 39)
    assert [(d.code, d.location.line) for d in said] == [(Code.INCLUDE_TOO_DEEP, 5)]
    assert text_of(document).count("[missing file: a.md]") == 3


def test_a_file_that_is_too_large_is_not_read(
    reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(include_files, "MAX_CHARACTERS", 100)
    _, said = reading("{{#include a.md}}\n", a_md="x" * 200)
    assert codes(said) == [Code.INCLUDE_MISSING]


def test_files_that_multiply_each_other_end(
    reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(include_files, "MAX_INCLUDES", 500)
    files = {f"n{n}_md": f"{{{{#include n{n + 1}.md}}}}\n" * 10 for n in range(9)}
    _, said = reading("{{#include n0.md}}\n", n9_md="x\n", **files)
    assert codes(said) == [Code.INCLUDE_TOO_DEEP]


def test_a_long_lead_counts_for_every_line(
    reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(include_files, "MAX_CHARACTERS", 10_000)
    lead = " " * 500
    _, said = reading(f"{lead}{{{{#include a.md}}}}\n", a_md="{{#include b.md}}\n", b_md="x\n" * 30)
    assert codes(said) == [Code.INCLUDE_TOO_DEEP]


# Places


def test_places_are_those_of_the_included_file(reading: Reader) -> None:
    text = "# Title\n\n> {{#include sub/a.md:2:}}\n\nLast[^x]\n"
    inner = "no\nFirst\n\n- item\n\n  ![](missing.png) [^y]\n\n[^z]: unused\n"
    document, said = reading(text, sub__a_md=inner)
    shown = {
        plain_text(node.content): str(node.location)
        for node in walk(document.blocks)
        if isinstance(node, Paragraph)
    }
    assert shown["First"] == "book/sub/a.md:2"
    assert shown["item"] == "book/sub/a.md:4"
    assert shown["Last[^x]"] == "book/main.md:5"
    assert [(d.code, str(d.location)) for d in said] == [
        (Code.NOTE_UNDEFINED, "book/main.md:5:5"),
        (Code.NOTE_UNDEFINED, "book/sub/a.md:6:20"),
        (Code.NOTE_UNUSED, "book/sub/a.md:8:1"),
    ]


def test_notes_defined_twice_are_told_by_file(reading: Reader) -> None:
    _, said = reading("A[^n]\n\n[^n]: one\n\n{{#include a.md}}\n", a_md="[^n]: two\n")
    assert [str(diagnostic) for diagnostic in said] == [
        (
            "book/a.md:1:1: warning: note 'n' is defined in book/main.md:3 too;"
            " this one is dropped [note-duplicate]"
        )
    ]


def test_characters_dropped_from_an_included_file_have_its_place(reading: Reader) -> None:
    document, said = reading("{{#include a.md}}\n", a_md="One\nT\x07wo\n")
    assert [(d.code, str(d.location)) for d in said] == [(Code.CHARACTER_DROPPED, "book/a.md:2:2")]
    assert text_of(document) == "One Two"


def test_columns_are_told_only_where_they_are_known(reading: Reader) -> None:
    _, said = reading("Version {{#include v.txt}} [^x]\n", v_txt="1\n")
    assert [str(diagnostic.location) for diagnostic in said] == ["book/main.md:1"]


def test_without_marks_nothing_is_looked_for(reading: Reader) -> None:
    document, said = reading("Plain text[^a]\n\n[^a]: A note\n")
    assert (document.included, said) == ((), ())


# What depends on it


def test_the_digest_knows_included_files(tmp_path: Path) -> None:
    source = tmp_path / "book.md"
    source.write_text("# Title\n\n{{#include part.md}}\n", "utf-8")
    digests = set()
    for part in ("One\n", "Two\n", "Two\n"):
        (tmp_path / "part.md").write_text(part, "utf-8")
        publication = read_source(find_source(str(source)), Wishes()).publication
        assert publication is not None
        digests.add(publication.digest)
    assert len(digests) == 2


# Time


@pytest.mark.parametrize(
    "bomb",
    [
        lambda n: "{{#include " * n,
        lambda n: "{{#a" + " " * 12 * n,
        lambda n: "\\{{#" * 3 * n,
        lambda n: "-" * 12 * n + "8<",
        lambda n: ";-" * 6 * n + "8<-",
        lambda n: "-8<- [" * 2 * n,
        lambda n: "-8<- [start:" + "a" * 12 * n,
        lambda n: "--8<--\n" * 2 * n,
        lambda n: "> - " * 3 * n + "{{#include a.md}}",
        lambda n: "{{#include a.md}}\n" * n,
        lambda n: "{{#include a.md}}" * n,
        lambda n: "{{#include no.md}}\n" * n,
        lambda n: "".join(f"{{{{#include no{i}.md}}}}\n" for i in range(n)),
        lambda n: "".join(f"{{{{#include b.md:no{i}}}}}\n" for i in range(n)),
        lambda n: "{{#include b.md:p5}}\n" * n,
    ],
)
def test_marks_take_linear_time(reading: Reader, bomb: Callable[[int], str]) -> None:
    parts = "".join(f"ANCHOR: p{i}\nx\nANCHOR_END: p{i}\n" for i in range(1000))
    files = {"a_md": "", "b_md": parts}
    small, large = (partial(reading, bomb(n), **files) for n in (500, 500 * GROWTH))
    with no_collection():
        assert any(most <= MOST * best for best, most in best_times(small, large))
