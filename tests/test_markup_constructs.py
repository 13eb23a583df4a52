"""The constructs that go beyond plain text as XHTML, and their looks."""

import re

import pytest
from constructs import constructs_publication, text
from lxml import etree, html
from publications import cells, item, paragraph

from pipeline.markup import (
    PlacedImage,
    Places,
    block_markup,
    blocks_markup,
    inlines_markup,
    section_markup,
    stylesheet,
)
from pipeline.markup.attributes import OURS
from pipeline.markup.colours import DARK_PAPER, Veil, contrast, pure, readable, veil
from pipeline.model.nodes import (
    Abbreviation,
    Admonition,
    Alignment,
    BulletList,
    Cell,
    CodeBlock,
    CodeSpan,
    CodeToken,
    Definition,
    DefinitionItem,
    DefinitionList,
    Deletion,
    Division,
    Figure,
    Image,
    Insertion,
    Keyboard,
    Length,
    Link,
    ListItem,
    Mark,
    Math,
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Row,
    Span,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
    TokenKind,
)
from pipeline.model.words import words_for
from pipeline.theme import THEMES

PLACES = Places(
    href=lambda identifier: f"#{identifier}",
    images={"dot.png": PlacedImage("dot.png", 40, 20), "x.svg": PlacedImage("x.svg")},
    words=words_for("en"),
)
T = text("t")
THEME = THEMES["report"]
CSS = stylesheet(THEME)
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
TOKENS = (
    CodeToken(TokenKind.NAME, "a"),
    CodeToken(TokenKind.OPERATOR, "<"),
    CodeToken(TokenKind.STRING, "'b\n\n  c'"),
)


@pytest.mark.parametrize(
    ("inline", "markup"),
    [
        (Deletion(T), "<del>t</del>"),
        (Insertion(T), "<ins>t</ins>"),
        (Mark(T), "<mark>t</mark>"),
        (Superscript(T), "<sup>t</sup>"),
        (Subscript(T), "<sub>t</sub>"),
        (Keyboard(T), "<kbd>t</kbd>"),
        (Abbreviation(T, 'a "b"'), '<abbr title="a &quot;b&quot;">t</abbr>'),
        (Abbreviation(T, ""), "<abbr>t</abbr>"),
        (Span(T), "t"),
        (Span(T, "i", ("a", "b")), '<span id="i" class="a b">t</span>'),
        (Span(T, language="fa_IR", direction="rtl"),
         '<span lang="fa-IR" xml:lang="fa-IR" dir="rtl">t</span>'),
        (Span(T, language='no "tag"'), "t"),
        (Span((CodeSpan("c"),), direction="rtl"),
         '<span dir="rtl"><code dir="ltr">c</code></span>'),
        (Math("x", "x", MATHML), MATHML),
        (Math("a<b"), '<code class="tex">a&lt;b</code>'),
        (Link((Abbreviation(T, "x"),), "u:"), '<a href="u:"><abbr title="x">t</abbr></a>'),
    ],
)  # fmt: skip
def test_an_inline_has_its_markup(inline: object, markup: str) -> None:
    assert inlines_markup((inline,), PLACES) == markup  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("image", "style"),
    [
        (Image("", "", width=Length(share=0.5)), "width: 50%"),
        (Image("", "", width=Length(points=90)), "width: 90pt"),
        (Image("", "", height=Length(points=10)), "width: 20pt"),
        (Image("", "", height=Length(share=1 / 3)), "width: 66.667%"),
        (Image("", "", width=Length(points=9), height=Length(points=6)),
         "width: 9pt; aspect-ratio: 9 / 6; object-fit: fill"),
        (Image("", "", width=Length(points=9), height=Length(share=1)), "width: 9pt"),
    ],
)  # fmt: skip
def test_an_image_is_as_large_as_its_author_wants_it(image: Image, style: str) -> None:
    shown = Image("", "a", "", "dot.png", "i", image.width, image.height)
    assert inlines_markup((shown,), PLACES) == (
        f'<img id="i" src="dot.png" alt="a" width="40" height="20" style="{style}"/>'
    )


def test_an_image_of_unknown_size_can_be_as_high_as_its_author_wants_it() -> None:
    shown = Image("", "a", asset="x.svg", height=Length(points=10))
    assert 'style="height: 10pt; width: auto"' in inlines_markup((shown,), PLACES)


@pytest.mark.parametrize(
    ("block", "markup"),
    [
        (MathBlock("x", "eq", "1", "x", MATHML),
         f'<div class="formula" id="eq">{MATHML} <span class="formula-number">(1)</span></div>'),
        (MathBlock("x"), '<div class="formula"><code class="tex">x</code></div>'),
        (PageBreak(), '<div class="page-break"></div>'),
        (Admonition("bug", T, (paragraph("a"),), "i"),
         ('<section class="admonition danger bug" id="i" role="doc-notice">\n'
         '<p class="admonition-title">t</p>\n<p>a</p>\n</section>')),
        (Admonition("note", (), (paragraph("a"),)),
         '<aside class="admonition note" role="note">\n<p>a</p>\n</aside>'),
        (Admonition("tip", (), (paragraph("a"),)),
         '<aside class="admonition tip" role="doc-tip">\n<p>a</p>\n</aside>'),
        (Admonition("tab", T, (paragraph("a"),)),
         ('<div class="admonition neutral plain tab" role="group" aria-label="t">\n'
         '<p class="admonition-title">t</p>\n<p>a</p>\n</div>')),
        (Division((paragraph("a"),), "i", ("mark", "own"), "fr", "ltr", Alignment.CENTER),
         ('<div class="center author-mark own" id="i" lang="fr" xml:lang="fr" dir="ltr">\n'
         "<p>a</p>\n</div>")),
        (Figure(Image("u", "x", asset="x.svg", identifier="i"), identifier="f"),
         '<figure id="f">\n<img id="i" src="x.svg" alt="x"/>\n</figure>'),
        (OrderedList((ListItem((paragraph("a"),), checked=True),)),
         ('<ol>\n<li class="task"><span class="task-box" role="img" aria-label="Done">'
         "\u2611\ufe0e</span> a</li>\n</ol>")),
        (BulletList((ListItem((paragraph("a"),), checked=False),), tight=False),
         ('<ul>\n<li class="task"><p><span class="task-box" role="img" aria-label="To do">'
         "\u2610\ufe0e</span> a</p></li>\n</ul>")),
        (BulletList((ListItem((), checked=False),)),
         ('<ul>\n<li class="task"><span class="task-box" role="img" aria-label="To do">'
         "\u2610\ufe0e</span> </li>\n</ul>")),
        (DefinitionList((DefinitionItem((Term(T), Term(T)), (Definition((paragraph("a"),)),)),)),
         "<dl>\n<dt>t</dt>\n<dt>t</dt>\n<dd>a</dd>\n</dl>"),
        (DefinitionList((DefinitionItem((Term(T),), (Definition((paragraph("a"),)),)),),
                        tight=False),
         "<dl>\n<dt>t</dt>\n<dd><p>a</p></dd>\n</dl>"),
        (DefinitionList((DefinitionItem((Term(T),), ()),)),
         "<dl>\n<dt>t</dt>\n<dd></dd>\n</dl>"),
        (DefinitionList(()), ""),
    ],
)  # fmt: skip
def test_a_block_has_its_markup(block: object, markup: str) -> None:
    assert block_markup(block, PLACES) == markup  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "markup"),
    [
        (CodeBlock("", identifier="i", tokens=TOKENS),
         ('<pre id="i"><code>a<span class="tok-operator">&lt;</span>'
         "<span class=\"tok-string\">'b\n\n  c'</span></code></pre>")),
        (CodeBlock("", first_number=1, highlighted=(3,), tokens=TOKENS),
         ('<pre class="numbered"><code><span class="line">a<span class="tok-operator">&lt;</span>'
         "<span class=\"tok-string\">'b</span></span>\n<span class=\"line\"></span>\n"
         '<mark class="line"><span class="tok-string">  c\'</span></mark></code></pre>')),
        (CodeBlock("a\nb", first_number=9),
         ('<pre class="numbered" style="counter-reset: line 8"><code><span class="line">a</span>\n'
         '<span class="line">b</span></code></pre>')),
        (CodeBlock("a\nb", highlighted=(2, 7)),
         '<pre><code>a\n<mark class="line">b</mark></code></pre>'),
        (CodeBlock("a", "rust", "<t>", "i"),
         ('<figure class="code" id="i">\n<figcaption>&lt;t&gt;</figcaption>\n'
         '<pre><code class="language-rust">a</code></pre>\n</figure>')),
    ],
)  # fmt: skip
def test_code_has_its_tokens_lines_and_title(code: CodeBlock, markup: str) -> None:
    assert block_markup(code, PLACES) == markup


def test_the_lines_of_code_are_all_that_is_in_them() -> None:
    source = "".join(token for _, token in TOKENS)
    for code in (
        CodeBlock(source, first_number=98, highlighted=(1, 3), tokens=TOKENS),
        CodeBlock(source, highlighted=(2,)),
        CodeBlock(source, tokens=TOKENS),
    ):
        assert "".join(etree.fromstring(block_markup(code, PLACES)).itertext()) == source


def spanning_table() -> Table:
    """Give a table with headers of several rows and columns."""
    start, end = Alignment.START, Alignment.END
    one = Cell(text("1"))
    header = (
        Row((Cell(text("A"), rows=2), Cell(text("B"), columns=2))),
        cells("c", ""),
    )
    north = Row((Cell(text("North"), rows=2, is_header=True), one, one))
    south = Row((Cell(text("South"), is_header=True), one, Cell(T, alignment=start)))
    return Table(
        (start, end, Alignment.CENTER),
        caption=text("caption"),
        header=header,
        rows=(north, Row((Cell(T, columns=2),)), south),
        identifier="i",
    )


def test_a_table_says_what_its_headers_are_the_headers_of() -> None:
    assert block_markup(spanning_table(), PLACES) == (
        '<div class="table">\n<table id="i">\n<caption>caption</caption>\n'
        '<colgroup span="1"/><colgroup span="2"/>\n'
        '<thead>\n<tr><th scope="col" rowspan="2">A</th>'
        '<th scope="colgroup" colspan="2" class="end">B</th></tr>\n'
        '<tr><th scope="col" class="end">c</th><td></td></tr>\n</thead>\n'
        '<tbody>\n<tr><th scope="rowgroup" rowspan="2">North</th><td class="end">1</td>'
        '<td class="center">1</td></tr>\n<tr><td colspan="2" class="end">t</td></tr>\n</tbody>\n'
        '<tbody>\n<tr><th scope="row">South</th><td class="end">1</td><td>t</td></tr>\n</tbody>\n'
        "</table>\n</div>"
    )


def test_a_header_of_rows_that_others_reach_out_of_is_no_header_of_a_group() -> None:
    first = Row((Cell(T, rows=2, is_header=True), Cell(T)))
    second = Row((Cell(T, rows=2),))
    third = Row((Cell(T),))
    table = Table((Alignment.START,) * 2, (), (first, second, third))
    markup = block_markup(table, PLACES)
    assert markup.count("<tbody>") == 1
    assert '<th scope="row" rowspan="2">' in markup


def test_a_caption_without_a_table_is_not_lost() -> None:
    assert block_markup(Table((), caption=T, header=(), rows=()), PLACES) == "<p>t</p>"


def test_what_stands_in_a_direction_of_its_own_knows_it() -> None:
    code = (CodeBlock("a"), Paragraph((Keyboard(T),)))
    inner = Division(code, direction="ltr")
    outer = Division((*code, inner), direction="rtl")
    written = blocks_markup((outer, *code), PLACES)
    assert written.count('<pre dir="ltr">') == 1
    assert written.count('<kbd dir="ltr">') == 1


def test_a_long_formula_may_scroll_and_can_be_focused() -> None:
    long = MathBlock("x + " * 20)
    assert '<div class="formula" tabindex="0">' in block_markup(long, PLACES)
    assert "tabindex" not in block_markup(MathBlock("x"), PLACES)


def test_deep_nesting_costs_few_frames_of_the_stack() -> None:
    block: object = paragraph("deep")
    for level in range(200):
        inner = (block,)
        block = (
            Admonition("note", (), inner),  # type: ignore[arg-type]  # a block it is
            Division(inner),  # type: ignore[arg-type]  # as above
            BulletList((ListItem(inner, checked=True),)),  # type: ignore[arg-type]  # as above
            DefinitionList((DefinitionItem((), (Definition(inner),)),)),  # type: ignore[arg-type]  # as above
        )[level % 4]
    assert block_markup(block, PLACES).count("<dd>") == 50  # type: ignore[arg-type]


def test_markup_is_the_same_tree_for_an_html_parser() -> None:
    sections = "\n".join(section_markup(s, PLACES) for s in constructs_publication().sections)
    # Within `math`, HTML closes elements as XML does (HTML 13.2.6.5); libxml2 does not know that.
    sections = re.sub(r"<math .*?</math>", "<i>formula</i>", sections, flags=re.DOTALL)
    as_xml = etree.fromstring(f"<div>{sections}</div>")
    as_html = html.fragment_fromstring(f"<div>{sections}</div>")
    assert [e.tag for e in as_xml.iter()] == [e.tag for e in as_html.iter()]
    assert list(as_xml.itertext()) == list(as_html.itertext())


def test_every_class_with_a_look_is_ours() -> None:
    looked_at = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", CSS))
    tones = {tone.value for tone, _ in THEME.tones}
    assert looked_at - tones <= OURS, "an author's class must not look like one of ours"


def grounds(css: str) -> dict[str, Veil]:
    """Give the translucent grounds of a stylesheet by their selectors."""
    found = re.findall(
        r"^([^\s{}][^{}\n]*) \{[^}]*?background-color: rgba\(([^)]*)\)", css, re.MULTILINE
    )
    veils = {}
    for selector, numbers in found:
        *channels, alpha = numbers.split(", ")
        veils[selector] = Veil("".join(f"{int(c):02x}" for c in channels), float(alpha))
    return veils


def colours(css: str, prefix: str) -> dict[str, str]:
    """Give the colours of text of the selectors that begin with a prefix."""
    found = re.findall(
        r"^([^\s{}][^{}\n]*) \{[^}]*?(?<![-\w])color: #([0-9a-f]{6})", css, re.MULTILINE
    )
    return {selector: colour for selector, colour in found if selector.startswith(prefix)}


@pytest.mark.parametrize(("mode", "paper"), [(0, "ffffff"), (1, DARK_PAPER)])
def test_tokens_can_be_read_on_the_ground_of_code(mode: int, paper: str) -> None:
    css = CSS.split("@media (prefers-color-scheme: dark)")[mode]
    shade, pointed = (grounds(css)[selector] for selector in ("pre", "mark.line"))
    ground = shade.over(paper)
    tokens = colours(css, ".tok-")
    assert len(tokens) == len(TokenKind) - 2
    for colour in tokens.values():
        assert contrast(colour, ground) >= 4.5
        assert contrast(colour, pointed.over(ground)) >= 4.5


@pytest.mark.parametrize(("mode", "paper"), [(0, "ffffff"), (1, DARK_PAPER)])
def test_titles_of_admonitions_can_be_read_on_their_grounds(mode: int, paper: str) -> None:
    parts = CSS.split("@media (prefers-color-scheme: dark)")
    behind, written = grounds(parts[0]), colours(parts[mode], ".")
    for tone, _ in THEME.tones:
        ground = behind[f".admonition.{tone.value}"].over(paper)
        assert contrast(written[f".{tone.value} > .admonition-title"], ground) >= 4.5


def test_a_veil_looks_on_white_paper_as_it_should() -> None:
    assert pure("fdf0a6") == "f9d400"
    assert veil("fdf0a6", pure("fdf0a6")).over("ffffff") in {"fdf0a6", "fdf0a7"}
    assert veil("f4f5f7", "b8bec6").thinned(0.5).alpha == pytest.approx(0.075, abs=0.001)
    assert contrast(readable("000000", "333333"), "333333") >= 4.5


def test_numbers_of_lines_are_the_stylesheet_s() -> None:
    rule = re.search(r"\.numbered \.line::before \{(.*?)\}", CSS, re.DOTALL)
    assert rule is not None
    assert "content: counter(line);" in rule[1]
    assert "user-select: none" in rule[1]


def test_a_line_that_stands_out_has_a_bar_beside_it() -> None:
    rule = re.search(r"mark\.line \{(.*?)\}", CSS, re.DOTALL)
    assert rule is not None
    assert re.search(r"border-left: [\d.]+em solid", rule[1])


def test_items_that_are_no_tasks_have_no_box() -> None:
    assert "task" not in block_markup(BulletList((item("a"),)), PLACES)


def test_words_of_tasks_are_in_the_language_of_the_publication() -> None:
    places = Places(PLACES.href, {}, words_for("de"))
    written = block_markup(BulletList((ListItem((), checked=True),)), places)
    assert 'aria-label="Erledigt"' in written


def test_text_beside_a_formula_is_escaped_and_the_formula_is_not() -> None:
    content = (Text("<"), Math("x", "x", MATHML), Text(">"))
    assert inlines_markup(content, PLACES) == f"&lt;{MATHML}&gt;"
