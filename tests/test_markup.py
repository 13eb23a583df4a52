"""Blocks and inlines as XHTML, and the stylesheet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from publications import cells, item, paragraph, sample_publication

from pipeline.markup import (
    PlacedImage,
    Places,
    attribute,
    block_markup,
    blocks_markup,
    escape_attribute,
    escape_text,
    inlines_markup,
    legal_text,
    notes_markup,
    outline_markup,
    section_markup,
    stylesheet,
)
from pipeline.markup.colours import contrast, faintness, lightened, luminance, veil
from pipeline.model.direction import is_right_to_left
from pipeline.model.nodes import (
    Alignment,
    BlockQuote,
    BulletList,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Link,
    ListItem,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Rubric,
    SoftBreak,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from pipeline.model.publication import OutlineEntry, Section
from pipeline.model.words import words_for
from pipeline.theme import THEMES

PLACES = Places(
    href=lambda identifier: f"#{identifier}",
    images={"dot.png": PlacedImage("images/dot.png", 16, 16), "x.svg": PlacedImage("x.svg")},
    words=words_for("en"),
)
NO_PLACES = Places(href=lambda _: "", images={}, words=words_for("de"))
T = Text("t")
CSS = stylesheet(THEMES["report"])


@pytest.mark.parametrize(
    ("inline", "markup"),
    [
        (Text('a < b > "c" & d'), 'a &lt; b &gt; "c" &amp; d'),
        (Emphasis((T,)), "<em>t</em>"),
        (Strong((T, SoftBreak(), T)), "<strong>t t</strong>"),
        (CodeSpan("<b>"), "<code>&lt;b&gt;</code>"),
        (HardBreak(), "<br/>"),
        (Link((T,), "https://e.org/?a&b", "x"), '<a href="https://e.org/?a&amp;b" title="x">t</a>'),
        (CrossReference((T,), "id"), '<a href="#id">t</a>'),
        (Image("u", "A dot", asset="dot.png"),
         '<img src="images/dot.png" alt="A dot" width="16" height="16"/>'),
        (Image("u", "", asset="x.svg"), '<img src="x.svg" alt=""/>'),
        (Image("u", "A plan", asset="gone"), "<em>[Missing image: A plan]</em>"),
        (NoteReference("n", "fn-1", "1", "r"),
         '<sup><a id="r" href="#fn-1" role="doc-noteref">1</a></sup>'),
    ],
)  # fmt: skip
def test_an_inline_has_its_markup(inline: object, markup: str) -> None:
    assert inlines_markup((inline,), PLACES) == markup  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("block", "markup"),
    [
        (paragraph("a"), "<p>a</p>"),
        (Heading(2, (T,), "x", number="2.1"), '<h2 id="x"><span class="number">2.1</span> t</h2>'),
        (Heading(9, (T,), "x"), '<h6 id="x">t</h6>'),
        (Rubric((T,), "x"), '<p class="rubric" id="x">t</p>'),
        (CodeBlock("\n a\n", "c++ extra"),
         '<pre><code class="language-c++">\n a\n</code></pre>'),
        (CodeBlock("a"), "<pre><code>a</code></pre>"),
        (BlockQuote((paragraph("a"),)), "<blockquote>\n<p>a</p>\n</blockquote>"),
        (BulletList((item("a"), item("b"))), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (BulletList((item("a"),), tight=False), "<ul>\n<li><p>a</p></li>\n</ul>"),
        (OrderedList((item("a", BulletList((item("b"),))),), start=3),
         '<ol start="3">\n<li>a\n<ul>\n<li>b</li>\n</ul></li>\n</ol>'),
        (OrderedList((item("a"),), start=0), '<ol start="0">\n<li>a</li>\n</ol>'),
        (BulletList((ListItem((CodeBlock("x"),)),)),
         "<ul>\n<li><pre><code>x</code></pre></li>\n</ul>"),
        (BulletList(()), ""),
        (ThematicBreak(), "<hr/>"),
        (Figure(Image("u", "x", asset="x.svg"), (T,)),
         '<figure>\n<img src="x.svg" alt="x"/>\n<figcaption>t</figcaption>\n</figure>'),
        (Figure(Image("u", "x", asset="x.svg")), '<figure>\n<img src="x.svg" alt="x"/>\n</figure>'),
        (Table((Alignment.START, Alignment.END), (cells("a", ""),), (cells("b", "c"),)),
         ('<div class="table">\n<table>\n<thead>\n<tr><th scope="col">a</th><td></td></tr>\n'
         '</thead>\n<tbody>\n<tr><td>b</td><td class="end">c</td></tr>\n</tbody>\n'
         "</table>\n</div>")),
        (Table((Alignment.CENTER,), (), (cells("b"),)),
         ('<div class="table">\n<table>\n<tbody>\n<tr><td class="center">b</td></tr>\n</tbody>\n'
         "</table>\n</div>")),
        (Table((), (), ()), ""),
    ],
)  # fmt: skip
def test_a_block_has_its_markup(block: object, markup: str) -> None:
    assert block_markup(block, PLACES) == markup  # type: ignore[arg-type]


def test_a_link_to_nowhere_keeps_its_words_alone() -> None:
    assert inlines_markup((CrossReference((T,), "x"),), NO_PLACES) == "t"
    assert inlines_markup((NoteReference("n", "", "", ""),), NO_PLACES) == "<sup>n</sup>"


def test_a_link_without_content_is_no_link() -> None:
    assert inlines_markup((Link((), "https://e.org"),), PLACES) == ""


def test_no_link_stands_inside_a_link() -> None:
    inner = Link((Text("in"),), "https://in.org")
    mark = NoteReference("n", "fn-1", "1", "r")
    outer = Link((Text("out "), inner, Emphasis((mark, T))), "https://out.org")
    assert inlines_markup((outer,), PLACES) == (
        '<a href="https://out.org">out in<em>t</em></a>'
        '<sup><a id="r" href="#fn-1" role="doc-noteref">1</a></sup>'
    )


def test_a_link_without_an_address_keeps_its_words_alone() -> None:
    assert inlines_markup((Link((T,), "", "a title"),), PLACES) == "t"


def test_the_address_of_a_link_is_written_as_it_is() -> None:
    markup = inlines_markup((Link((T,), 'x:"é%20[a]'),), PLACES)
    assert markup == '<a href="x:&quot;é%20[a]">t</a>'


@given(st.text())
def test_any_text_comes_back_from_a_parser(text: str) -> None:
    expected = re.sub("\r\n?", "\n", legal_text(text))
    content = etree.fromstring(f"<p>{escape_text(text)}</p>").text or ""
    assert content == expected
    value = etree.fromstring(f'<p x="{escape_attribute(text)}"/>').get("x", "")
    assert value == re.sub("[\t\n]", " ", expected)


def test_an_empty_attribute_is_not_written() -> None:
    assert attribute("x", "") == ""
    assert attribute("x", "a") == ' x="a"'


def test_deep_nesting_costs_few_frames_of_the_stack() -> None:
    block: object = paragraph("deep")
    for _ in range(200):
        block = BulletList((ListItem((block,)),))  # type: ignore[arg-type]
    assert block_markup(block, PLACES).count("<ul>") == 200  # type: ignore[arg-type]


def test_sections_nest_and_only_chapters_are_named() -> None:
    inner = Section(Heading(2, (Text("In"),), "in"), (paragraph("b"),))
    outer = Section(Heading(1, (Text("Out"),), "out"), (paragraph("a"),), (inner,))
    assert section_markup(outer, PLACES) == (
        '<section aria-labelledby="out" role="doc-chapter">\n<h1 id="out">Out</h1>\n<p>a</p>\n'
        '<section>\n<h2 id="in">In</h2>\n<p>b</p>\n</section>\n</section>'
    )


def test_a_note_ends_in_the_ways_back() -> None:
    notes = (
        Note("a", (paragraph("x"), paragraph("y")), "fn-1", "1", ("r1", "r2")),
        Note("b", (CodeBlock("z"),), "fn-2", "2", ("r3",)),
    )
    markup = notes_markup(notes, PLACES)
    root = etree.fromstring(markup)
    first, second = root.findall("aside")
    assert [p.findtext("span") for p in first.findall("p")] == ["1", None]
    assert [a.get("href") for a in first.findall("p")[-1].findall("a")] == ["#r1", "#r2"]
    assert [child.tag for child in second] == ["p", "pre", "p"]
    assert root.get("aria-label") == "Notes"
    assert notes_markup((), PLACES) == ""


def test_the_outline_is_a_nested_list_with_numbers_before_texts() -> None:
    entries = (OutlineEntry(1, "1", "A & B", "a", (OutlineEntry(2, "", "C", "c"),)),)
    assert outline_markup(entries, PLACES.href) == (
        '<ol>\n<li><a href="#a"><span class="number">1</span> A &amp; B</a>\n'
        '<ol>\n<li><a href="#c">C</a></li>\n</ol></li>\n</ol>'
    )
    assert outline_markup((), PLACES.href) == ""


def test_code_runs_from_left_to_right_in_every_language() -> None:
    places = Places(PLACES.href, {}, words_for("ar"), right_to_left=True)
    written = blocks_markup((CodeBlock("a"), Paragraph((CodeSpan("b"),))), places)
    assert written == '<pre dir="ltr"><code>a</code></pre>\n<p><code dir="ltr">b</code></p>'


def test_only_a_table_that_may_scroll_can_be_focused() -> None:
    narrow = Table((Alignment.START,) * 3, (), (cells("a", "b", "some more words"),))
    wide = Table((Alignment.START,) * 3, (), (cells(*["incomprehensible"] * 3),))
    assert "tabindex" not in block_markup(narrow, PLACES)
    assert '<div class="table" tabindex="0">' in block_markup(wide, PLACES)


def test_markup_is_the_same_tree_for_an_html_parser() -> None:
    sections = "\n".join(section_markup(s, PLACES) for s in sample_publication().sections)
    as_xml = etree.fromstring(f"<div>{sections}</div>")
    as_html = html.fragment_fromstring(f"<div>{sections}</div>")
    assert [e.tag for e in as_xml.iter()] == [e.tag for e in as_html.iter()]
    assert list(as_xml.itertext()) == list(as_html.itertext())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", True),
        ("he-IL", True),
        ("fa_IR", True),
        ("az-Arab", True),
        ("ks-Deva", False),
        ("en", False),
        ("arn", False),
        ("", False),
    ],
)
def test_the_direction_of_a_language_is_known(language: str, expected: bool) -> None:  # noqa: FBT001 - a fact
    assert is_right_to_left(language) is expected


def test_coloured_text_can_be_read_on_white_and_on_black_pages() -> None:
    usual, dark = CSS.split("@media (prefers-color-scheme: dark)")
    for colour in re.findall(r"(?<![-\w])color: #([0-9a-f]{6})", usual):
        assert contrast(colour, "ffffff") >= 5.9
        assert contrast(colour, "000000") >= 2.95
    for colour in re.findall(r"(?<![-\w])color: #([0-9a-f]{6})", dark):
        assert contrast(colour, "121212") >= 4.5
        assert contrast(colour, "ffffff") >= 3


def test_body_text_is_left_to_its_reader() -> None:
    rules = dict(re.findall(r"^([^{}@]+?) \{\n(.*?)\}", CSS, re.MULTILINE | re.DOTALL))
    assert "color" not in rules["body"]
    assert "font-size" not in rules["body"]
    assert "color" not in rules["p"]
    assert "justify" not in CSS
    assert "direction" not in CSS
    assert not re.search(r"\d(pt|cm|mm|in)\b", CSS)
    assert set(re.findall(r"[\d.]+px", CSS)) <= {"1px"}


def test_the_stylesheet_is_the_theme_s() -> None:
    theme = THEMES["report"]
    assert f'h1 {{\n  font-family: "{theme.sans.name}"' in CSS
    assert f'body {{\n  font-family: "{theme.serif.name}"' in CSS
    assert "font-size: 1.619em" in CSS, "17 points of 10.5"


def test_colours_keep_their_hue_and_reach_their_light() -> None:
    assert lightened("1f3a5f", 0.0) == "1f3a5f"
    assert luminance(lightened("1f3a5f", 0.26)) >= 0.26
    assert lightened("000000", 2.0) == "ffffff"
    assert luminance("ffffff") == pytest.approx(1.0)
    assert veil("f4f5f7", "b8bec6").css() == "rgba(184, 190, 198, 0.150)"
    assert veil("ffffff", "ffffff").css() == "rgba(255, 255, 255, 0.000)"
    assert 0.7 < faintness("595959", "1a1a1a") < 0.75
    assert faintness("595959", "ffffff") == 1.0
