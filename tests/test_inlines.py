"""The inline level of the reader: bounds, work, abbreviations, symbols, and seams for extensions.

What the constructs mean is told by tests/cases.
"""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from pipeline.diagnostics import Code, Diagnostics
from pipeline.model.document import Document
from pipeline.model.dump import dump
from pipeline.model.nodes import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    Inline,
    Keyboard,
    Link,
    Math,
    Node,
    Note,
    NoteReference,
    SoftBreak,
    Span,
    Text,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.source import SourceFile
from pipeline.model.walk import rewrite, walk
from pipeline.passes import Origin, prepare
from pipeline.readers import key_names, read
from pipeline.readers.abbreviations import MAX_LENGTH, Abbreviations
from pipeline.readers.characters import normalized
from pipeline.readers.emphasis import MAX_DEPTH
from pipeline.readers.host import make_host
from pipeline.readers.key_names import key_name
from pipeline.readers.reader import read_markdown
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.wide import is_wide


def source(text: str) -> SourceFile:
    return SourceFile("a.md", text, "/folder", "a")


def read_text(text: str) -> tuple[Document, Diagnostics]:
    return read(source(text))


def depth(nodes: tuple[Node, ...]) -> int:
    return max(len(line) - len(line.lstrip()) for line in dump(nodes).split("\n")) // 2 + 1


# Places


def test_new_constructs_have_their_own_line_and_column() -> None:
    document, _ = read_text("a `b`{#c} $d$\n  [e]{#f} ++g++ ^[h] `i`{lang=fr}\n")
    kinds = CodeSpan | Math | Span | Keyboard | NoteReference
    found = [node for node in walk(document.blocks) if isinstance(node, kinds)]
    assert [(type(node).__name__, node.location.line, node.location.column) for node in found] == [
        ("Span", 1, 3),
        ("CodeSpan", 1, 3),
        ("Math", 1, 11),
        ("Span", 2, 3),
        ("Keyboard", 2, 11),
        ("NoteReference", 2, 17),
        ("Span", 2, 22),
        ("CodeSpan", 2, 22),
    ]


def test_text_before_a_construct_with_attributes_keeps_its_line() -> None:
    document, _ = read_text("one `two\nthree`{#four} five\nsix\n")
    lines = {n.text: n.location.line for n in walk(document.blocks) if isinstance(n, Text)}
    assert lines == {"one ": 1, " five": 2, "six": 3}


# Bounds


def test_spans_are_nested_no_deeper_than_they_may() -> None:
    deep = "[" * 500 + "core" + "]{.a}" * 500
    document, diagnostics = read_text(deep + "\n")
    assert [d.code for d in diagnostics] == [Code.NESTING_TOO_DEEP]
    assert depth(document.blocks) <= MAX_DEPTH + 2
    shown = plain_text(node for node in walk(document.blocks) if isinstance(node, Text))
    spans = sum(isinstance(node, Span) for node in walk(document.blocks))
    assert shown == "[" * (500 - spans) + "core" + "]{.a}" * (500 - spans)


def test_spans_beside_each_other_are_not_nested() -> None:
    text = "[" + "[a]{.b} " * 50 + "]{.c}"
    document, diagnostics = read_text(text)
    assert diagnostics == ()
    assert sum(isinstance(node, Span) for node in walk(document.blocks)) == 51


def test_images_within_images_are_not_nested() -> None:
    document, diagnostics = read_text("*a " + "![" * 40 + "b" + "](c)" * 40 + "*")
    assert diagnostics == ()
    assert depth(document.blocks) == 3


@pytest.mark.parametrize("count", [1, 2, 3, 10])
def test_emphasis_spans_and_their_attributes_count_as_one_nesting(count: int) -> None:
    core = "core"
    for _ in range(count):
        for mark in ("*", "~~", "==") * 5:
            core = f"{mark}a {core} b{mark}{{lang=de}}"
        core = f"[{core}](c){{#d}} [{core}]{{.a}}" if count == 1 else f"[{core}]{{.a}}"
    document, _ = read_text("> " * 100 + f"a {core} b\n")
    assert 100 + MAX_DEPTH / 2 < depth(document.blocks) <= 100 + MAX_DEPTH + 6
    assert rewrite(document.blocks, lambda node: node) is document.blocks
    publication, _ = prepare(document, Origin("a"))
    assert "core" in dump(publication.preamble)


BOMBS: dict[str, Callable[[int], str]] = {
    "tildes": lambda n: "~a" * n,
    "tildes and carets": lambda n: "~^a" * n,
    "carets": lambda n: "^a " * n,
    "a long run of tildes": lambda n: "a " + "~" * n,
    "equal signs": lambda n: "==a " * n,
    "doubled marks": lambda n: "~~a ==b ^^c " * n,
    "scripts with spaces": lambda n: "~" + "a\\ " * n + "~",
    "dollars": lambda n: "$a " * n,
    "dollars in a row": lambda n: "a " + "$" * n,
    "double dollars": lambda n: "$$a " * n,
    "ticked dollars": lambda n: "$`a" * n,
    "parentheses": lambda n: "\\(`" * n + "\\)",
    "notes within": lambda n: "^[a] " * n,
    "notes within notes": lambda n: "^[" * n + "a" + "]" * n,
    "open notes": lambda n: "^[" * n,
    "spans": lambda n: "[a]{.b}" * n,
    "spans within spans": lambda n: "[" * n + "a" + "]{.b}" * n,
    "open braces": lambda n: "[a]{" * n,
    "quotes in braces": lambda n: "[a]{'\" " * n,
    "emphasis with braces": lambda n: "*a*{#b} *c*{d " * n,
    "keys": lambda n: "++ctrl+a++ ++b" * n,
    "a long key": lambda n: "++a" + "+a" * n,
    "quoted keys": lambda n: '++"a' * n,
    "symbols": lambda n: ":smile: :a" * n,
    "icons": lambda n: "".join(f":material-{i}: " for i in range(n)),
    "images around links": lambda n: "![" * n + "[a](b)" * n,
    "half images": lambda n: "![[" * n,
    "lines of Chinese": lambda n: "中**文**\n" * n,
    "quotes in Chinese": lambda n: "中'文\"" * n,
    "useless definitions": lambda n: "".join(f"[{i}]: a\n[{i}]: b\n" for i in range(n)),
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


PIECES = st.sampled_from(
    [
        *("*", "**", "_", "~", "~~", "^", "^^", "==", "=", "$", "$$", "`", "[", "]", "![", "^["),
        *(
            "](a)",
            "]{.a}",
            "]{.mark #b}",
            "{#c lang=de}",
            "{.d}",
            "{=e}",
            "\\(",
            "\\)",
            "\\",
            "\\ ",
        ),
        *(
            "++ctrl+a++",
            "++",
            "+",
            ":smile:",
            ":",
            "[^f]",
            "<br>",
            "&amp;",
            "中",
            "\u0301",
            '"',
            "'",
        ),
        *(" ", " ", "\n", "word", "word"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_no_word_is_lost_and_no_tree_is_deep(pieces: list[str]) -> None:
    text = "Start " + "".join(
        f" w{number}x " if piece == "word" else piece for number, piece in enumerate(pieces)
    )
    document, _ = read_text(text + "\n\n[^f]: Note\n")
    shown = dump((*document.blocks, *document.notes))
    assert set(re.findall(r"w\d+x", text)) <= set(re.findall(r"w\d+x", shown))
    assert depth(document.blocks) <= MAX_DEPTH + 6


# Notes in their places


def test_no_author_can_define_a_note_of_the_text() -> None:
    label = "note within the text 1"
    document, diagnostics = read_text(f"a^[b] [^{label}]\n\n[^{label}]: c\n")
    assert [note.label for note in document.notes] == [label]
    assert diagnostics == ()


def test_notes_of_the_text_are_numbered_with_the_others() -> None:
    document, _ = read_text("a^[b ^[c]] d[^e] f^[g]\n\n[^e]: h\n")
    publication, diagnostics = prepare(document, Origin("a"))
    assert diagnostics == ()
    assert [_words(note) for note in publication.notes] == ["b ", "h", "g", "c"]


def _words(note: Note) -> str:
    return plain_text(node for node in walk(note.blocks) if isinstance(node, Text))


# Abbreviations

FORMS = {
    "HTML": "Hypertext Markup Language",
    "HTTP": "Hypertext Transfer Protocol",
    "HTTP API": "an interface",
    "C++": "a language",
    ".NET": "a platform",
    "万维网": "World Wide Web",
    "é": "a letter",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HTML, (HTML)HTML. HTML5 XHTML HTML_a", ["HTML", "HTML", "HTML"]),
        ("HTTP API and HTTP APIs and HTTP", ["HTTP API", "HTTP", "HTTP"]),
        ("C++ C++, C+++ AC++", ["C++", "C++", "C++"]),
        ("in .NET and ASP.NET .NETs", [".NET", ".NET"]),
        ("用HTML写，万维网的HTML은", ["HTML", "万维网", "HTML"]),
        ("é ée éé", ["é"]),
    ],
)
def test_abbreviations_are_whole_words(text: str, found: list[str]) -> None:
    content = Abbreviations(FORMS).put_into((Text(text),))
    assert [plain_text((n,)) for n in content if isinstance(n, Abbreviation)] == found
    assert plain_text(content) == text


def test_abbreviations_stand_in_words_but_not_in_code_keys_addresses_and_themselves() -> None:
    html = (Text("HTML"),)
    content: tuple[Inline, ...] = (
        Emphasis(html),
        Link(html, "#a"),
        Link(html, "http://HTML"),
        CodeSpan("HTML"),
        Math("HTML"),
        Keyboard(html),
        Abbreviation(html, "another"),
        SoftBreak(),
    )
    found = Abbreviations(FORMS).put_into(content)
    short = (Abbreviation(html, FORMS["HTML"]),)
    assert found == (Emphasis(short), Link(short, "#a"), *content[2:])


def test_abbreviations_are_found_in_text_descriptions_headings_and_notes() -> None:
    text = "# HTML\n\nan HTML^[HTML] text\n\n![HTML](a.png)\n\n| HTML |\n|-|\n\n`HTML`\n"
    document, _ = read_with({"HTML": FORMS["HTML"]}, text)
    nodes = walk((*document.blocks, *document.notes))
    assert sum(isinstance(node, Abbreviation) for node in nodes) == 5


def read_with(forms: dict[str, str], text: str) -> tuple[Document, Diagnostics]:
    """Read a text with abbreviations that are defined elsewhere."""
    host = make_host()
    host.inlinePatterns.register(Defining(forms), "defining", 1)
    return read_markdown(source(text), host=host)


class Defining(Construct):
    """Puts abbreviations where a reading has them, before the first text is read."""

    triggers = "#aH"

    def __init__(self, forms: dict[str, str]) -> None:
        super().__init__()
        self.forms = forms

    def scan(self, scanner: Scanner, at: int) -> int:  # noqa: ARG002 - as all constructs
        """Fill them in."""
        scanner.reading.abbreviations.update(self.forms)
        return NOT_HERE


def test_without_abbreviations_nothing_is_done() -> None:
    content = (Text("HTML"),)
    assert Abbreviations({}).put_into(content) is content
    assert Abbreviations({"": "x", "a" * (MAX_LENGTH + 1): "y"}).put_into(content) is content


def test_thousands_of_abbreviations_cost_no_more_than_one() -> None:
    forms = {f"A{n}": "x" for n in range(5000)} | {chr(0x4E00 + n): "y" for n in range(5000)}
    text = (Text("A1 and A4999 and B 万 words " * 200),)
    counts = []
    for some in ({"A1": "x"}, forms):
        abbreviations = Abbreviations(some)
        counts.append(_count_slices(abbreviations, text))
    assert counts[1] < 12 * counts[0]


def _count_slices(abbreviations: Abbreviations, text: tuple[Text, ...]) -> int:
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        abbreviations.put_into(text)
    finally:
        sys.setprofile(None)
    return count


# Keys and symbols


def test_no_two_keys_have_one_name() -> None:
    aliases = " ".join(key_names._NAMES.values()).split()
    assert len(aliases) == len(set(aliases))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ctrl", "Ctrl"),
        ("PAGE_UP", "Page Up"),
        ("a", "A"),
        ("7", "7"),
        ("f1", "F1"),
        ("f24", "F24"),
        ("num-0", "Num 0"),
        ("lshift", "Left Shift"),
        ("right-windows", "Right Win"),
        ("left", "Left"),
        ("f0", ""),
        ("f25", ""),
        ("left-enter", ""),
        ("l", "L"),
        ("", ""),
        ("ctrlx", ""),
    ],
)
def test_keys_are_called_what_keyboards_call_them(written: str, shown: str) -> None:
    assert key_name(written) == shown


def test_the_list_of_symbols_is_loaded_only_where_a_name_occurs() -> None:
    program = (
        "import sys\nfrom pipeline.readers import read\n"
        "from pipeline.model.source import SourceFile\n"
        "for text in ('a: b; std::c::d at 10:20:30', 'a :smile:'):\n"
        "    read(SourceFile('a', text, '/', 'a'))\n"
        "    print('emoji' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "True"]


# Normalization

LETTERS = st.text(
    st.sampled_from("abe \n\n가\u1100\u1161\u11a8é中\u0301\u0308\u0344\u05b0ا\u0651😀")
)


@settings(max_examples=200, deadline=None)
@given(LETTERS | st.text())
def test_text_is_normalized(text: str) -> None:
    assert normalized(text) == unicodedata.normalize("NFC", text)


def test_text_that_is_normal_stays_the_same_text() -> None:
    for text in ("ascii", "“é”\n中文 😀\n", "हिन्दी\n"):
        assert normalized(text) is text


def test_heaps_of_accents_are_left_alone() -> None:
    text = "a" + "\u0301\u0323" * 50_000
    assert normalized(f"e\u0301\n{text}\ne\u0301") == f"é\n{text}\né"


def test_ordinary_characters_are_carried_and_normal_beside_any_other() -> None:
    document, diagnostics = read_text("".join(_ordinary()))
    assert diagnostics == ()
    assert document.blocks
    for character in _ordinary():
        assert unicodedata.combining(character) == 0
        assert unicodedata.normalize("NFC", character) == character
    for before, after in pairwise("e가\u1100\u09c7え"):
        assert unicodedata.normalize("NFC", before + after) == before + after


def _ordinary() -> list[str]:
    """Give the characters that `normalized` takes for ordinary, but for ASCII."""
    from pipeline.readers import characters  # noqa: PLC0415 - what is tested here alone

    return [c for c in map(chr, range(0xA0, 0x20000)) if not characters._UNUSUAL.match(c)]


def test_characters_are_wide_where_they_need_no_spaces() -> None:
    assert all(map(is_wide, "中あア。，「ｱＡ한𠮷㐀"))
    assert not any(map(is_wide, ["", "a", "é", "Ж", "א", "“", "…", "😀", "ก"]))


# Extensions of Python-Markdown


class Made(InlineProcessor):
    """Reads `@@` as an element of many."""

    def handleMatch(  # noqa: N802 - Python-Markdown's name
        self,
        m: object,  # noqa: ARG002 - Python-Markdown's signature
        data: str,  # noqa: ARG002 - as above
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Make one of each kind."""
        root = Element("span")
        for tag in ("del", "ins", "mark", "sub", "sup", "kbd"):
            SubElement(root, tag).text = tag
        SubElement(root, "abbr", title="Long").text = "abbr"
        SubElement(root, "abbr").text = "bare"
        SubElement(root, "span", {"class": "a b", "id": "c"}).text = "span"
        SubElement(root, "span", {"class": "arithmatex"}).text = r"\(x^2\)"
        SubElement(SubElement(root, "span", {"class": "arithmatex"}), "script").text = "y"
        return root, 0, 2


class MadeExtension(Extension):
    """Takes the place of our subscripts."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register it under the name of pymdown's extension."""
        md.inlinePatterns.register(Made(r"@@", md), "sub_del", 65)


def test_an_extension_makes_every_kind_of_inline_and_takes_the_place_of_ours() -> None:
    host = make_host(MadeExtension())
    document, diagnostics = read_markdown(source("@@ a~b~ ^c^\n"), host=host)
    assert diagnostics == ()
    assert dump(document.blocks).split("\n") == [
        "Paragraph",
        "  Deletion",
        "    Text 'del'",
        "  Insertion",
        "    Text 'ins'",
        "  Mark",
        "    Text 'mark'",
        "  Subscript",
        "    Text 'sub'",
        "  Superscript",
        "    Text 'sup'",
        "  Keyboard",
        "    Text 'kbd'",
        "  Abbreviation expansion='Long'",
        "    Text 'abbr'",
        "  Text 'bare'",
        "  Span identifier='c' classes=['a', 'b']",
        "    Text 'span'",
        "  Math tex='x^2'",
        "  Math tex='y'",
        "  Text ' a~b~ '",
        "  Superscript",
        "    Text 'c'",
    ]
