"""The reader: places, bounds, front matter overrides, and the seam to Python-Markdown.

What Markdown means is told by tests/cases.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.wikilinks import WikiLinkExtension
from markdown.inlinepatterns import InlineProcessor, Pattern

from pipeline.diagnostics import Code, Diagnostics
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.dump import dump
from pipeline.model.metadata import Kind, Metadata, Settings
from pipeline.model.nodes import CodeSpan, Emphasis, Image, Link, Node, NoteReference, Text
from pipeline.model.plain_text import plain_text
from pipeline.model.source import SourceFile
from pipeline.model.walk import rewrite, walk
from pipeline.readers import KEYS, read
from pipeline.readers.blocks import MAX_LEVEL
from pipeline.readers.host import make_host
from pipeline.readers.reader import read_markdown


def source(text: str) -> SourceFile:
    return SourceFile("a.md", text, "/folder", "a")


def read_text(text: str) -> tuple[Document, Diagnostics]:
    return read(source(text))


def codes(diagnostics: Diagnostics) -> list[Code]:
    return [diagnostic.code for diagnostic in diagnostics]


def places(document: Document, *kinds: type[Node]) -> list[tuple[int, int]]:
    nodes = walk((*document.blocks, *document.notes))
    return [(n.location.line, n.location.column) for n in nodes if isinstance(n, kinds)]


# Places


def test_links_images_notes_and_code_have_their_own_line_and_column() -> None:
    document, _ = read_text("One `two`\n  [three](x) and *![four](y)*\nfive[^n].\n\n[^n]: n\n")
    assert places(document, CodeSpan, Link, Image, NoteReference) == [
        (1, 5),
        (2, 3),
        (2, 19),
        (3, 5),
    ]


def test_columns_count_the_marks_of_containers() -> None:
    document, _ = read_text(
        "> - a\n>   `b`\n\n1.  > # [c](d) {#e}\n\n| a | `b` |\n|-|-|\n|  |  `c` |\n"
    )
    assert places(document, CodeSpan, Link) == [(2, 5), (4, 9), (6, 7), (8, 7)]


def test_columns_count_a_tab_as_one_character() -> None:
    document, _ = read_text("-\t`a`\n\n\t\t`code`\n\n\t`b`\n")
    assert places(document, CodeSpan) == [(1, 3), (5, 2)]


def test_definitions_before_a_text_do_not_shift_its_lines() -> None:
    document, _ = read_text("[a]: b\n[c]:\n  d\nText [a]\nand [c]\n")
    assert places(document, Link) == [(4, 6), (5, 5)]


def test_every_node_has_its_line() -> None:
    text = (
        "# A\n\nb *c* **d**  \ne\n\n- f\n\n> g\n\n| h |\n|-|\n| i |\n\n![j](k)\n\n"
        "***\n\n    l\n\nm[^n]\n\n[^n]: o\n"
    )
    document, _ = read_text(text)
    assert all(
        node.location.file == "a.md" and node.location.line
        for node in walk((*document.blocks, *document.notes))
    )
    assert document.location.line == 1


# Bounds


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
@pytest.mark.parametrize("count", [120, 5000])
def test_deep_blocks_end_in_text(mark: str, count: int) -> None:
    document, diagnostics = read_text(mark * count + "deep\n")
    assert codes(diagnostics) == [Code.NESTING_TOO_DEEP]
    assert "deep'" in dump(document.blocks)
    assert _depth(document.blocks) <= MAX_LEVEL + 2


def _depth(nodes: tuple[Node, ...]) -> int:
    return max(len(line) - len(line.lstrip()) for line in dump(nodes).split("\n")) // 2 + 1


def test_a_hundred_levels_are_kept_as_they_are() -> None:
    document, diagnostics = read_text(">" * MAX_LEVEL + "deep\n")
    assert diagnostics == ()
    assert _depth(document.blocks) == MAX_LEVEL + 2


def test_deep_emphasis_keeps_its_text() -> None:
    document, diagnostics = read_text("*a **b " * 200 + "c" + "***" * 200 + "\n")
    assert codes(diagnostics) == [Code.NESTING_TOO_DEEP]
    assert _depth(document.blocks) < MAX_LEVEL
    text = plain_text(n for n in walk(document.blocks) if isinstance(n, Text))
    assert text.count("a") == text.count("b") == 200


def test_deep_trees_can_be_rewritten() -> None:
    document, _ = read_text("- " * 300 + "*a **b " * 200 + "c" + "***" * 200)
    assert rewrite(document.blocks, lambda node: node) is document.blocks


def test_rows_that_lack_too_many_cells_end_the_table() -> None:
    width = 2000
    document, _ = read_text("|a" * width + "\n" + "|-" * width + "\n" + "b\n" * 300)
    cells = sum(type(node).__name__ == "Cell" for node in walk(document.blocks))
    assert cells < 210_000
    assert dump(document.blocks).count("'b'") == 300


def test_control_characters_are_taken_out_and_said_once() -> None:
    document, diagnostics = read_text("One\n\x02t\x00wo\x03 `\x1f`\n\ufffe")
    assert [str(d) for d in diagnostics] == [
        (
            "a.md:2:1: warning: control character U+0002 dropped from the source, and 4 more"
            " [character-dropped]"
        )
    ]
    assert "Text 'two `" in dump(document.blocks)


DROPPED = (
    *"\x00\x08\x1b\x85\u206a\u206f\ud800\udfff\ufdd0\ufeff\ufff9\ufffb\uffff",
    *("\U0001fffe", "\U000effff", "\U000e0001", "\U0010ffff"),
)
CARRIED = (
    *"\xa0\xad\u061c\u180e\u200b\u200c\u200d\u200e\u202a\u2060\u2064\u2066\ue000\ufe0f\ufffc\ufffd",
    *("\U00010000", "\U0001f600", "\U000e0000", "\U000e0067", "\U000f0000", "\U0010fffd"),
)


@pytest.mark.parametrize("character", DROPPED, ids=ascii)
def test_what_no_edition_can_carry_is_dropped(character: str) -> None:
    document, diagnostics = read_text(f"x{character}y\n")
    assert dump(document.blocks).split("\n")[1] == "  Text 'xy'"
    assert [(d.code, d.location.column) for d in diagnostics] == [(Code.CHARACTER_DROPPED, 2)]


@pytest.mark.parametrize("character", CARRIED, ids=ascii)
def test_what_editions_can_carry_stays(character: str) -> None:
    document, diagnostics = read_text(f"x{character}y\n")
    assert [n.text for n in walk(document.blocks) if isinstance(n, Text)] == [f"x{character}y"]
    assert diagnostics == ()


def test_a_second_byte_order_mark_does_not_hide_a_heading() -> None:
    document, diagnostics = read_text("One\n\n\ufeff# Two\n")
    assert [str(d) for d in diagnostics] == [
        "a.md:3:1: warning: character U+FEFF dropped from the source [character-dropped]"
    ]
    assert dump(document.blocks).split("\n")[2] == "Heading level=1"


def test_form_feeds_are_spaces() -> None:
    document, diagnostics = read_text("one\x0ctwo\n")
    assert (dump(document.blocks).split("\n")[1], diagnostics) == ("  Text 'one two'", ())


def test_hints_for_labels_are_bounded() -> None:
    text = "".join(f"[^label{n}]: x\n" for n in range(300)) + "".join(
        f"[^lable{n}]\n" for n in range(300)
    )
    _, diagnostics = read_text(text)
    assert 1 < sum(bool(d.hint) for d in diagnostics) < 50


BOMBS: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[" * n,
    "image brackets": lambda n: "![" * n,
    "links within brackets": lambda n: "[" * n + "[a](b)" * n,
    "half links": lambda n: "[a](<b" * n,
    "half titles": lambda n: "[a](b '" * n,
    "stars": lambda n: "*a " * n,
    "mixed delimiters": lambda n: "*a _b " * n + "c_ d* " * n,
    "long run": lambda n: "*" * n + "a" + "*" * n,
    "rule of three": lambda n: "a**b*" * n,
    "backticks": lambda n: "`a" * n,
    "runs of backticks": lambda n: "".join("`" * (i % 50 + 1) + " " for i in range(n)),
    "half tags": lambda n: '<a b="' * n,
    "half comments": lambda n: "x <!-- " * n,
    "scripts": lambda n: "x <script>" * n,
    "blocks of scripts": lambda n: "<script>" * n,
    "quotes": lambda n: "'a \"b " * n,
    "quotes in a row": lambda n: "'\"" * n,
    "bare addresses": lambda n: "http://a.b/c " * n,
    "parentheses of an address": lambda n: "http://a" + ")" * n,
    "emails": lambda n: "a@b.c " * n,
    "block quotes": lambda n: ">" * n,
    "items": lambda n: "- " * n,
    "a long list": lambda n: "- a\n" * n,
    "a deep list": lambda n: "".join("  " * (i % 50) + "- a\n" for i in range(n)),
    "lazy lines": lambda n: "> > > a\n" + "b\n" * n,
    "definitions": lambda n: "".join(f"[{i}]: a\n" for i in range(n)),
    "half definitions": lambda n: "[a]: b\n'" * n,
    "references": lambda n: "[a]: b\n\n" + "[a] " * n,
    "notes": lambda n: "[^a]: b\n\n" + "[^a] " * n,
    "undefined notes": lambda n: "".join(f"[^{i}] " for i in range(n)),
    "rows": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * n,
    "a long paragraph": lambda n: "a word\n" * n,
    "keys": lambda n: "---\n" + "a: b\n" * n + "---\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_work_grows_with_the_text(name: str) -> None:
    read_text(BOMBS[name](10))
    once, fourfold = (_count_calls(BOMBS[name](n)) for n in (400, 1600))
    assert fourfold < 5 * once + 2000


def _count_calls(text: str) -> int:
    """Count the calls of functions that reading takes: work, whatever else the machine does."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        read_text(text)
    finally:
        sys.setprofile(None)
    return count


# Front matter


def test_overrides_set_what_front_matter_sets() -> None:
    document, diagnostics = read(
        source("---\ntitle: Old\ntoc-depth: 3\n---\nText\n"),
        {"title": "New", "author": "Ada", "kind": "book", "toc": "no", "keywords": "a, b"},
    )
    assert document.metadata == Metadata(title="New", authors=("Ada",), keywords=("a", "b"))
    assert document.settings == Settings(kind=Kind.BOOK, toc=False, toc_depth=3)
    assert diagnostics == ()


def test_overrides_are_checked_like_front_matter() -> None:
    document, diagnostics = read(source("Text"), {"titel": "x", "toc-depth": "7"})
    assert (document.metadata, document.settings) == (Metadata(), Settings())
    assert [str(d) for d in diagnostics] == [
        (
            "--set: warning: 'titel' is no key that is known here [key-unknown]\n"
            "    hint: did you mean 'title'?"
        ),
        (
            "--set: warning: 'toc-depth' cannot be '7': expected a whole number from 1 to 6"
            " [value-invalid]"
        ),
    ]


def test_overrides_decide_on_the_typography_of_the_text() -> None:
    text = '---\nlang: fr\n---\n"Ding"\n'
    for overrides, shown in (
        ({}, "«\N{NARROW NO-BREAK SPACE}Ding\N{NARROW NO-BREAK SPACE}»"),
        ({"lang": "de"}, "„Ding“"),
        ({"smart": "false"}, '"Ding"'),
    ):
        document, _ = read(source(text), overrides)
        assert [n.text for n in walk(document.blocks) if isinstance(n, Text)] == [shown]


def test_titles_have_the_typography_of_the_text() -> None:
    text = '---\nlang: de\ntitle: Das "Ding"\nsubtitle: \'1--2\'\n---\n# Das "Ding"\n'
    document, _ = read_text(text)
    heading = plain_text(n for n in walk(document.blocks) if isinstance(n, Text))
    assert document.metadata.title == heading == "Das „Ding“"
    assert document.metadata.subtitle == "1–2"
    document, _ = read(source(text), {"title": "'A'", "description": "Wait...", "lang": "en"})
    assert (document.metadata.title, document.metadata.description) == ("‘A’", "Wait…")
    document, _ = read(source(text), {"smart": "no"})
    assert (document.metadata.title, document.metadata.subtitle) == ('Das "Ding"', "1--2")


@pytest.mark.parametrize("key", ["title", "author", "keywords", "lang"])
def test_overrides_hold_no_control_characters(key: str) -> None:
    document, diagnostics = read(source("Text"), {key: "a\x01\udc80b"})
    assert "ab" in str(document.metadata)
    assert [str(d) for d in diagnostics] == [
        (
            f"--set: warning: control character U+0001 dropped from '{key}', and 1 more"
            " [character-dropped]"
        )
    ]


def test_spaces_that_were_meant_to_be_kept_stay() -> None:
    document, _ = read(source("Text"), {"title": " a\t\n\u2028b\xa0c ", "subtitle": "\xa0"})
    assert (document.metadata.title, document.metadata.subtitle) == ("a b\xa0c", "")


def test_the_document_knows_where_its_keys_were_set() -> None:
    text = "\n---\ntitle: T\ncover-image: c.png\nkind: paper\ntoc: no\n---\nText\n"
    document, _ = read(source(text), {"toc": "yes", "toc-depth": "9"})
    assert document.places == {
        "title": Location("a.md", 3),
        "cover-image": Location("a.md", 4),
        "toc": Location("--set"),
    }


def test_every_field_has_a_key() -> None:
    known = {key.field for key in KEYS.values()} | {"severities", "variables", "editions"}
    assert known == {*Metadata.__dataclass_fields__, *Settings.__dataclass_fields__}


def test_front_matter_is_bounded() -> None:
    for text in ("---\na: " + "[" * 50_000 + "\n---\n", "---\na: " + "b" * 200_000 + "\n---\n"):
        _, diagnostics = read_text(text + "Text\n")
        assert codes(diagnostics) == [Code.FRONT_MATTER_UNREADABLE]


def test_the_document_knows_its_folder() -> None:
    document, _ = read_text("Text")
    assert document.folder == "/folder"


# Python-Markdown


class Shout(InlineProcessor):
    """Reads `!!text!!` as strong emphasis, with emphasis and a tail within."""

    def handleMatch(  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Read it, unless the text is `no`."""
        if m.group(1) == "no":
            return None, None, None
        strong = Element("strong")
        SubElement(strong, "em").text = m.group(1)
        strong[0].tail = " `done`"
        return strong, m.start(), m.end()


class Old(Pattern):
    """A pattern of the older kind."""

    def handleMatch(self, m: re.Match[str]) -> str:  # noqa: ARG002, N802 - as above
        """Fail the test that sees this."""
        return "never"


class ShoutExtension(Extension):
    """Adds both, and takes raw HTML out."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register them."""
        md.inlinePatterns.register(Shout(r"!!(.+?)!!", md), "shout", 70)
        md.inlinePatterns.register(Old(r"(old)", md), "old", 69)
        md.inlinePatterns.deregister("html")


def test_the_host_is_python_markdown_with_our_parser_and_its_references() -> None:
    host = make_host()
    assert isinstance(host, Markdown)
    assert host.parser is host.containers
    read_markdown(source("[A  b]: c 'd'\n"), host=host)
    assert host.references == {"a b": ("c", "d")}


def test_an_extension_adds_a_pattern() -> None:
    host = make_host(WikiLinkExtension(base_url="/wiki/", end_url=""))
    document, _ = read_markdown(source("See [[A page]], `[[code]]` and [a](b).\n"), host=host)
    links = [node for node in walk(document.blocks) if isinstance(node, Link)]
    assert [link.url for link in links] == ["/wiki/A_page", "b"]
    assert places(document, Link) == [(1, 5), (1, 32)]


def test_what_an_extension_makes_is_read_and_what_it_removes_is_text() -> None:
    host = make_host(ShoutExtension())
    document, diagnostics = read_markdown(source("*a* !!*b*!! <i> !!no!! old\n"), host=host)
    assert diagnostics == ()
    assert dump(document.blocks).split("\n") == [
        "Paragraph",
        "  Emphasis",
        "    Text 'a'",
        "  Text ' '",
        "  Strong",
        "    Emphasis",
        "      Emphasis",
        "        Text 'b'",
        "    Text ' '",
        "    CodeSpan 'done'",
        "  Text ' <i> !!no!! old'",
    ]


def test_a_host_can_read_again() -> None:
    host = make_host()
    read_markdown(source("[a]: b\n\n[^n]: x\n"), host=host)
    document, diagnostics = read_markdown(source("[a] [^n]\n"), host=host)
    assert not any(isinstance(node, Link | Emphasis) for node in walk(document.blocks))
    assert codes(diagnostics) == [Code.NOTE_UNDEFINED]


def test_importing_the_readers_imports_neither_markdown_nor_yaml() -> None:
    program = "import sys, pipeline.readers; print(*{'markdown', 'yaml'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == ""
