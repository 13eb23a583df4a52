"""CommonMark's examples: how many are read as its specification reads them, section by section."""

import sys
from collections import Counter
from functools import cache

import pytest
from commonmark import Example, examples, same
from html_dump import html_of

from pipeline.model.source import SourceFile
from pipeline.readers import read

LEAST = 0.97
WHOLE = (
    "Lists",
    "List items",
    "Fenced code blocks",
    "Block quotes",
    "ATX headings",
    "Setext headings",
    "Thematic breaks",
    "Paragraphs",
    "Hard line breaks",
    "Code spans",
)
FRONT_MATTER = "a source that begins with a line of hyphens begins with front matter"
TYPED = "what is no element of HTML and is never closed was typed as text, as in `Vec<T>`"
BARE = "addresses are links without brackets, as on GitHub"
OTHERWISE = {
    96: FRONT_MATTER,
    98: FRONT_MATTER,
    148: "cells of tables hold lines of text, so code in one becomes lines of it",
    150: TYPED,
    167: "an inline element around paragraphs goes around the words of each",
    169: "the line end before the first line of code in HTML is none of its lines",
    171: "blank lines part paragraphs in the text of HTML too",
    173: "a style that is never closed hides nothing: its text is shown, and told",
    196: "the title of a link is one line",
    201: TYPED,
    602: BARE,
    608: BARE,
    611: BARE,
    612: BARE,
    613: TYPED,
}
"""The examples that are read otherwise on purpose, and why."""


@cache
def outcomes() -> tuple[tuple[Example, bool], ...]:
    return tuple((example, is_read_alike(example)) for example in examples())


def is_read_alike(example: Example) -> bool:
    """Tell whether an example is read as the specification has it; typography is switched off."""
    source = SourceFile("example", example.markdown, "/nowhere", "example")
    document, _ = read(source, {"smart": "false"})
    return same(html_of(document.blocks), example.html)


def test_the_specification_is_followed(capsys: pytest.CaptureFixture[str]) -> None:
    total = Counter(example.section for example, _ in outcomes())
    alike = Counter(example.section for example, is_alike in outcomes() if is_alike)
    rows = [f"{name:45}{n:9}{alike[name]:7}  {alike[name] / n:6.1%}" for name, n in total.items()]
    share = alike.total() / total.total()
    head = f"{'CommonMark 0.31.2':45}{'examples':>9}{'alike':>7}"
    foot = f"{'all':45}{total.total():9}{alike.total():7}  {share:6.1%}"
    with capsys.disabled():
        sys.stdout.write("\n".join(["", head, *rows, foot, ""]))
    assert total.total() == 652
    assert alike.total() >= LEAST * total.total()
    purposes = {number for number, reason in OTHERWISE.items() if reason == FRONT_MATTER}
    for section in WHOLE:
        differing = [
            example.number
            for example, is_alike in outcomes()
            if example.section == section and not is_alike and example.number not in purposes
        ]
        assert differing == [], section


def test_what_is_read_otherwise_is_so_on_purpose() -> None:
    differing = {example.number for example, is_alike in outcomes() if not is_alike}
    assert differing == set(OTHERWISE)


def test_the_comparison_can_fail() -> None:
    assert not same("<p>a <em>b</em></p>", "<p>a b</p>")
    assert not same("<p>a</p>\n<p>b</p>", "<p>a\nb</p>")
    assert not same("<p>a</p>", "<div>\n<em>a</em>\n</div>")
    assert not same('<p><a href="x">a</a></p>', '<p><a href="y">a</a></p>')
    assert not same("<pre><code>a\n b\n</code></pre>", "<pre><code>a\nb\n</code></pre>")
    assert same("<p>a</p>\n<p><em>b</em></p>", "<div>\na\n<p><i>b</i></p></div>")
