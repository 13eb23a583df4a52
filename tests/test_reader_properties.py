"""Whatever is read: no exception, and no word is lost."""

import json
import re
from dataclasses import astuple

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Code
from pipeline.model.dump import dump
from pipeline.model.source import SourceFile
from pipeline.readers import KEYS, read

SIGNS = "*_`[]()!#>-+|\\&\"'=~^"
MARKUP = [
    *SIGNS,
    *["\t", "1.", "```", "![", "](", "[^", "**", "--", "...", "|-|-|", "---", "==="],
    "  ",
    "    ",
]
PIECES = st.sampled_from([*MARKUP, " ", " ", "1. ", "---", "===", "\n", "\n", "\n\n", "word"])
HTML = ["<", ">", "<!--", "-->", "<p>", "</p>", "<script>", "&amp;", "<br>", "<a href='"]
LINKS = ["http://", "www.", "@", "a.b", "[a]: ", "[^a]: ", "javascript:", ":"]
CHARACTERS = ["\x00", "\x02", "é", "你", "😀", "م", "\u2028", "a", "{", "}", "{#"]
LINES = ["\n", "---", "===", "---\n", "title: ", "\\\n", "  \n"]
ANYTHING = st.sampled_from([*MARKUP, *HTML, *LINKS, *CHARACTERS, *LINES])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_no_word_is_lost(pieces: list[str]) -> None:
    text = "Start\n" + "".join(
        f" w{number}x " if piece == "word" else piece for number, piece in enumerate(pieces)
    )
    document, diagnostics = read(SourceFile("a.md", text, "/", "a"))
    said = " ".join(str(d) for d in diagnostics if d.code is Code.MARKUP_DROPPED)
    shown = dump((*document.blocks, *document.notes)) + said
    words = {word for line in text.split("\n") if "```" not in line for word in _words(line)}
    assert words <= {*_words(shown)}


def _words(text: str) -> list[str]:
    return re.findall(r"w\d+x", text)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, max_size=80).map("".join) | st.text(max_size=200))
def test_anything_can_be_read(text: str) -> None:
    document, diagnostics = read(SourceFile("a.md", text, "/", "a"))
    shown = dump((*document.blocks, *document.notes)) + "".join(map(str, diagnostics))
    assert not re.search(r"\\x0[0-8]", shown)


@settings(max_examples=100, deadline=None)
@given(st.lists(ANYTHING, max_size=40).map("".join) | st.text(max_size=80))
def test_any_front_matter_can_be_read(text: str) -> None:
    document, _ = read(SourceFile("a.md", f"---\ntitle: {text}\n---\nThe text.\n", "/", "a"))
    assert "The text." in dump(document.blocks)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([*KEYS, "other"]), st.text(max_size=20), st.text(max_size=20))
def test_any_value_can_be_set(key: str, written: str, override: str) -> None:
    yaml = json.dumps(written)  # which is a value of YAML too
    text = f"---\n{key}: {yaml}\ntitle: {yaml}\n---\nText\n"
    document, diagnostics = read(SourceFile("a.md", text, "/", "a"), {key: override})
    said = [*astuple(document.metadata), *(str(d).replace("\n    hint", "") for d in diagnostics)]
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]", "".join(map(str, said)))
