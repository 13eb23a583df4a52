r"""Formulas: what TeX becomes, in MathML, in Word's equations, and on pages."""

import subprocess
import sys
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pikepdf
import pytest
from commands import ROOT
from formula_samples import FORMULAS
from lxml import etree
from roads import exporters, write_edition
from typeset_checks import check_pages
from validators import epubcheck, openxml_audit, vera_check

from pipeline.diagnostics import Code, Diagnostics
from pipeline.exporters.docx.read_back.equations import equation_text
from pipeline.exporters.docx.writer.equations import equation
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import (
    Block,
    CodeBlock,
    CodeSpan,
    Heading,
    Link,
    Math,
    MathBlock,
    Note,
    NoteReference,
    Paragraph,
    Text,
)
from pipeline.model.publication import Publication
from pipeline.model.walk import walk
from pipeline.passes import Origin, prepare
from pipeline.passes.formulas import read_formulas
from pipeline.theme import theme_for
from pipeline.typesetting import typeset
from pipeline.typesetting.formulas import Formula, lay_out
from pipeline.typesetting.inks import PLAIN, Inks
from pipeline.typesetting.pages import Bar, Expression, Sign
from pipeline.verify.expected import expected_facts

MATHML = "{http://www.w3.org/1998/Math/MathML}"
# fmt: off
ELEMENTS = frozenset({
    "math", "mi", "mn", "mo", "mtext", "mspace", "mrow", "mstyle",
    "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "mpadded", "mphantom", "menclose",
})
# fmt: on


def document(*blocks: Block, notes: tuple[Note, ...] = ()) -> Document:
    return Document(Metadata(title="Formulas"), Settings(toc=False), blocks, notes, "/nowhere")


def publication(*blocks: Block, notes: tuple[Note, ...] = ()) -> Publication:
    return prepare(document(*blocks, notes=notes), Origin("formulas"))[0]


def read(tex: str, *, display: bool = True) -> tuple[object, Diagnostics]:
    """Read one formula and give what it becomes, with what was said."""
    place = Location("a.md", 7)
    block: Block = MathBlock(tex, location=place)
    if not display:
        block = Paragraph((Math(tex, location=place),))
    after, said = read_formulas(document(block))
    if not after.blocks:
        return None, said
    (found,) = after.blocks
    return (found.content[0] if isinstance(found, Paragraph) else found), said


def block_of(tex: str) -> MathBlock:
    found, said = read(tex)
    assert not said, said
    assert isinstance(found, MathBlock)
    return found


def inline_of(tex: str) -> Math:
    found, said = read(tex, display=False)
    assert not said, said
    assert isinstance(found, Math)
    return found


def tree(mathml: str) -> etree._Element:
    return etree.fromstring(mathml.encode())


def laid_out(tex: str, *, display: bool = True) -> Formula:
    theme = theme_for("report", "a4")
    math = block_of(tex) if display else inline_of(tex)
    return lay_out(math.mathml, Inks(theme).of(theme.body), PLAIN)


def drawn(formula: Formula) -> str:
    """Give the text of what is drawn, in its order."""
    return "".join(p.word.text for p in formula.pieces if isinstance(p, Sign))


# MathML


def test_there_are_formulas_of_all_kinds() -> None:
    assert len(FORMULAS) > 60


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_becomes_mathml_with_its_tex_beside_it(tex: str) -> None:
    math = tree(block_of(tex).mathml)
    assert math.tag == f"{MATHML}math"
    assert math.get("display") == "block"
    assert math.get("alttext") == tex
    assert {str(e.tag).removeprefix(MATHML) for e in math.iter()} <= ELEMENTS
    assert tree(inline_of(tex).mathml).get("display") == "inline"


@pytest.mark.parametrize("tex", FORMULAS)
def test_the_text_is_that_of_the_leaves_without_spaces(tex: str) -> None:
    block = block_of(tex)
    root = tree(block.mathml)
    hidden = [e for phantom in root.iter(f"{MATHML}mphantom") for e in phantom.iter()]
    leaves = [e.text or "" for e in root.iter() if not len(e) and e not in hidden]
    kept = [c for c in "".join(leaves) if not c.isspace() and c not in "\u2061\u2062\u2063\u2064"]
    assert block.text == "".join(kept)
    assert block.text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\sum_{i=1}^{n} i", "∑i=1ni"),
        (r"\sqrt[3]{x}", "x3"),
        (r"\hat{x}\overline{AB}", "xˆAB‾"),
        (r"\left( \frac{a}{b} \right)", "(ab)"),
        (r"x \text{ if } y", "xify"),
        (r"\sin x", "sinx"),
        (r"f''(x)", "f″(x)"),
        (r"\phantom{abc} y", "y"),
        (r"\prescript{14}{6}{C}", "C614"),
        (r"\mathbf{v}", "𝐯"),
        (r"a, \dots, b", "a,…,b"),
        (r"a + \dots + b", "a+⋯+b"),
        (r"a \times \dots \times b", "a×⋯×b"),
    ],
)
def test_the_text_of_a_formula(tex: str, text: str) -> None:
    assert block_of(tex).text == text
    assert inline_of(tex).text == text


@pytest.mark.parametrize(
    ("tex", "same"),
    [
        (r"\begin{equation} x \end{equation}", "x"),
        (r"\begin{equation*} x \label{a} \end{equation*}", "x"),
        (r"x \nonumber", "x"),
        (r"\mbox{a b}", r"\text{a b}"),
        (r"\left<x\right>", r"\left\langle x \right\rangle"),
        (
            r"\begin{aligned}[t] a &= b \\[2pt] c &= d \end{aligned}",
            r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        ),
        (r"\begin{alignat}{2} a &= b \end{alignat}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\textcolor{#f00}{x} y", r"{\color{red} x} y"),
        (r"\textcolor[HTML]{FF0000}{x}", r"{\color{#ff0000} x}"),
        ("a % a remark \\broken{\n+ b", "a + b"),
    ],
)
def test_what_means_the_same_becomes_the_same(tex: str, same: str) -> None:
    def without_tex(mathml: str) -> bytes:
        math = tree(mathml)
        math.attrib.pop("alttext")
        return etree.tostring(math)

    assert without_tex(block_of(tex).mathml) == without_tex(block_of(same).mathml)


def test_special_characters_of_xml_are_escaped() -> None:
    math = tree(block_of('a < b & \\text{"c"}'.replace("&", r"\&")).mathml)
    assert math.get("alttext") == 'a < b \\& \\text{"c"}'


# What cannot be read


@pytest.mark.parametrize(
    ("tex", "said", "hint"),
    [
        (r"\frac{1", "}", "every { needs its }"),
        (r"a}", "}", "every { needs its }"),
        (r"\foo x", r"\foo", r"\newcommand"),
        (r"\left( a", r"\right", r"every \left its \right"),
        (r"\begin{nothing} a \end{nothing}", "nothing", "aligned"),
        (r"x^a^b", "superscript", "{x^a}^b"),
        (r"a & b", "&", r"\&"),
        (r"\text{a", "never closed", "every { needs its }"),
        (r"\def\a{\a}\a", "no end", ""),
        (r"\newcommand{\a}[1]{#2} \a b", "#2", ""),
        ("", "empty", ""),
        ("  \n ", "empty", ""),
    ],
)
def test_an_unreadable_formula_is_shown_as_code_and_reported(
    tex: str, said: str, hint: str
) -> None:
    for display in (True, False):
        found, (diagnostic,) = read(tex, display=display)
        expected = CodeBlock(tex, "tex") if display else CodeSpan(tex)
        assert found == expected
        assert diagnostic.code is Code.MATH_UNREADABLE
        assert diagnostic.location == Location("a.md", 7)
        assert said in diagnostic.message
        assert hint in diagnostic.hint


def test_an_unreadable_formula_keeps_its_identifier() -> None:
    after, _ = read_formulas(document(MathBlock(r"\foo", identifier="eq")))
    assert after.blocks == (CodeBlock(r"\foo", "tex", identifier="eq"),)


HOSTILE = {
    "braces": "{" * 10_000 + "}" * 10_000,
    "open braces": "{" * 10_000,
    "fractions": r"\frac" * 5_000,
    "nested fractions": r"\frac{" * 2_000 + "x" + "}{y}" * 2_000,
    "powers": "x^" * 500_000,
    "nested powers": "x^{" * 70 + "y" + "}" * 70,
    "roots without braces": r"\sqrt" * 2_900 + " x",
    "brackets": r"\left(" * 2_000 + r"\right)" * 2_000,
    "tables": r"\begin{matrix}" * 1_000 + r"\end{matrix}" * 1_000,
    "doubling definitions": r"\def\a#1{#1#1}" + r"\a{" * 30 + "x" + "}" * 30,
    "definitions of roots": r"\def\a{" + r"\sqrt" * 500 + "}" + r"\a" * 500 + " x",
    "texts": r"\text{" + "$x$" * 9_000 + "}",
    "sums of sums": r"\sum a" * 2_900,
    "sums in sums": r"\sum" * 2_900 + " a",
    "functions of functions": r"\sin" * 2_900 + " a",
    "rows": r"\begin{matrix}" + "a&b" * 100 + r"\\ a" * 2_000 + r"\end{matrix}",
    "long": "a+" * 10_000 + "a",
    "control characters": "a\x00b\x01c",
    "surrogate": "a\ud800b",
    "half a command": "\\",
    "dollars": "$" * 1_000,
    "remarks": "%" * 10_000,
    "ampersands": "&" * 10_000,
    "entities": "&lt;&foo;&#0;",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_formula_crashes_or_hangs(name: str) -> None:
    start = time.perf_counter()
    for display in (True, False):
        found, said = read(HOSTILE[name], display=display)
        if isinstance(found, Math | MathBlock):
            assert not said
            equation(found.mathml, display=display)
            theme = theme_for("report", "a4")
            lay_out(found.mathml, Inks(theme).of(theme.body), PLAIN)
    assert time.perf_counter() - start < 20


def test_the_deepest_formula_that_is_read_is_laid_out_and_written() -> None:
    tex = "x^{" * 78 + "y" + "}" * 78
    block = block_of(tex)
    assert block.text == "x" * 78 + "y"
    assert drawn(laid_out(tex)) == block.text
    assert equation_text(tree(equation(block.mathml, display=True))) == block.text


# Definitions and numbers


def test_definitions_hold_for_all_formulas_behind_them() -> None:
    after, said = read_formulas(
        document(
            MathBlock(r"\newcommand{\R}{\mathbf{R}} \newcommand{\half}[1]{\frac{#1}{2}}"),
            MathBlock(r"\DeclareMathOperator{\sgn}{sgn} \newcommand{\p}[2][a]{#1_#2}"),
            Paragraph((Text("In "), Math(r"\R \half{x} \sgn y \p{1} \p[b]{2}"))),
            Paragraph((Math(r"\def\x{y}"),)),
            Paragraph((Math(r"\x"),)),
        )
    )
    assert not said
    first, second = after.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert isinstance(first.content[1], Math)
    assert first.content[1].text == "𝐑x2sgnya1b2"
    assert isinstance(second.content[0], Math)
    assert second.content[0].text == "y"


def test_named_equations_are_numbered_in_reading_order_and_tags_win() -> None:
    after, said = read_formulas(
        document(
            MathBlock("a", identifier="eq-a"),
            MathBlock("b"),
            MathBlock(r"c \tag{3.1}", identifier="eq-c"),
            MathBlock(r"d \label{eq:d}"),
            MathBlock(r"e \tag*{$*$}"),
            MathBlock("f", identifier="eq-f"),
        )
    )
    assert not said
    blocks = [block for block in after.blocks if isinstance(block, MathBlock)]
    assert [block.number for block in blocks] == ["1", "", "3.1", "2", "*", "3"]
    assert [block.identifier for block in blocks] == ["eq-a", "", "eq-c", "eq:d", "", "eq-f"]


def test_references_to_equations_become_links_also_to_later_ones() -> None:
    after, said = read_formulas(
        document(
            Paragraph((Math(r"\eqref{eq:b}"), Text(" and "), Math(r"\ref{a}"))),
            MathBlock(r"x \label{eq:b}"),
            MathBlock(r"y \tag{II}", identifier="a"),
            Paragraph((Math(r"\eqref{none}"),)),
        )
    )
    assert not said
    first, *_, last = after.blocks
    assert first == Paragraph(
        (Link((Text("(1)"),), "#eq:b"), Text(" and "), Link((Text("II"),), "#a"))
    )
    assert last == Paragraph((Link((Text("(none)"),), "#none"),))


def test_a_document_without_formulas_loads_no_library() -> None:
    program = (
        "import sys; from pipeline.passes.formulas import read_formulas\n"
        "from pipeline.model.document import Document\n"
        "from pipeline.model.metadata import Metadata, Settings\n"
        "from pipeline.model.nodes import Math, Paragraph, Text\n"
        "for inline in (Text('a'), Math('a')):\n"
        "    read_formulas(Document(Metadata(), Settings(), (Paragraph((inline,)),)))\n"
        "    print('math_core' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


# Word's equations


@pytest.mark.parametrize("tex", FORMULAS)
def test_words_equation_says_what_the_formula_says(tex: str) -> None:
    block, inline = block_of(tex), inline_of(tex)
    shown = tree(equation(block.mathml, display=True))
    assert etree.QName(shown).localname == "oMathPara"
    assert equation_text(shown) == block.text
    within = tree(equation(inline.mathml, display=False))
    assert etree.QName(within).localname == "oMath"
    assert equation_text(within) == inline.text


def test_a_lost_sign_of_an_equation_is_noticed() -> None:
    written = equation(block_of(r"\sum_{i=1}^{n} \hat{x}_i").mathml, display=True)
    for lost in ('<m:chr m:val="∑"/>', '<m:chr m:val="\u0302"/>', "<m:sub>"):
        assert lost in written
    changed = written.replace('m:val="∑"', 'm:val="∏"')
    assert equation_text(tree(changed)) == "∏i=1nxˆi"


@pytest.mark.parametrize(
    ("tex", "holds"),
    [
        (r"\sum_{i} x = y", ["m:nary", "m:e"]),
        (r"\left( x \right)", ["m:d"]),
        (r"\hat x", ["m:acc"]),
        (r"\overline{x}", ["m:bar"]),
        (r"\underbrace{x}_n", ["m:groupChr", "m:limLow"]),
        (r"\sin x", ["m:func"]),
        (r"\begin{cases} a & b \\ c & d \end{cases}", ["m:d", "m:m", "m:mr"]),
        (r"\binom nk", ["m:d", 'm:val="noBar"']),
        (r"\sqrt[3]{x}", ["m:rad", "m:deg"]),
        (r"\boxed{x}", ["m:borderBox"]),
        (r"\phantom{x} y", ["m:phant"]),
    ],
)
def test_word_gets_what_the_formula_is_made_of(tex: str, holds: list[str]) -> None:
    written = equation(block_of(tex).mathml, display=True)
    assert [part for part in holds if part not in written] == []


def test_the_operand_of_a_sum_ends_where_the_next_summand_begins() -> None:
    shown = tree(equation(block_of(r"\sum_i f(x, y) + z").mathml, display=True))
    space = {"m": "http://schemas.openxmlformats.org/officeDocument/2006/math"}
    (operand,) = shown.xpath("//m:nary/m:e", namespaces=space)
    assert equation_text(operand) == "f(x,y)"


def test_equations_are_valid_by_words_schema(tmp_path: Path) -> None:
    path = tmp_path / "equations.docx"
    package = docx.Document()
    for tex in FORMULAS:
        package.add_paragraph()._p.append(tree(equation(block_of(tex).mathml, display=True)))
        package.add_paragraph("in ")._p.append(tree(equation(inline_of(tex).mathml, display=False)))
    package.save(str(path))
    # What the library's own template lacks is none of ours.
    assert [f for f in openxml_audit(path) if "stylesWithEffects" not in f] == []


# Pages


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_has_a_sane_box_and_draws_its_text(tex: str) -> None:
    for display in (True, False):
        formula = laid_out(tex, display=display)
        assert 0 < formula.width < 400
        assert -5 < formula.depth < 60
        assert 2 < formula.height < 60
        shown = drawn(formula).replace(" ", "").replace("\u200b", "")
        assert shown == block_of(tex).text
        for piece in formula.pieces:
            assert -8 < piece.x < formula.width + 8
            assert -formula.depth - 8 < piece.y < formula.height + 8


def test_letters_stand_on_the_baseline_and_fractions_around_the_axis() -> None:
    (letter,) = laid_out("x").pieces
    assert (letter.x, letter.y) == (0.0, 0.0)
    above, line, below = laid_out(r"\frac{a}{b}").pieces
    assert isinstance(line, Bar)
    assert above.y > line.y > 0 > below.y


def test_operators_are_larger_in_display_and_brackets_grow() -> None:
    assert laid_out(r"\int x").height > laid_out(r"\int x", display=False).height + 3
    small, large = laid_out(r"\left( x \right)"), laid_out(r"\left( \frac{a}{b} \right)")
    assert large.height > small.height + 3
    huge = laid_out(
        r"\left( " + r"\begin{matrix} a \\ b \\ c \\ d \\ e \\ f \\ g \end{matrix}" + r" \right)"
    )
    assert huge.height + huge.depth > 80


def test_operators_have_their_spaces() -> None:
    def space(tex: str) -> float:
        formula = laid_out(tex)
        return formula.pieces[2].x - formula.pieces[0].x

    assert space("a = b") > space("a + b") > space("a , b")
    one, other = laid_out("a + b"), laid_out("a +  {b}")
    assert one.width == pytest.approx(other.width)
    assert laid_out(r"a \quad b").width == pytest.approx(laid_out("a b").width + 10.5, abs=0.5)


def test_scripts_are_smaller_and_limits_stand_below_in_display() -> None:
    base, script = laid_out("x^2").pieces
    assert isinstance(base, Sign)
    assert isinstance(script, Sign)
    assert script.size == pytest.approx(base.size * 0.7)
    assert script.y > 2
    beside = laid_out(r"\sum_i x", display=False)
    below = laid_out(r"\sum_i x")
    assert below.depth > beside.depth
    assert below.pieces[1].x < beside.pieces[1].x


def test_characters_that_the_face_of_formulas_lacks_come_from_others() -> None:
    theme = theme_for("report", "a4")
    inks = Inks(theme)
    formula = lay_out(block_of(r"\text{한국} + \text{हिन्दी}").mathml, inks.of(theme.body), PLAIN)
    assert "한" in inks.missing
    assert "हि" in drawn(formula)


def test_a_formula_in_a_pdf_says_itself_in_words(tmp_path: Path) -> None:
    path, exporter = tmp_path / "f.pdf", exporters()["pdf"]
    said = write_edition(everything(), exporter, path)
    assert not said
    facts = exporter.read_back(path)
    assert facts.words == expected_facts(everything()).words
    with pikepdf.open(path) as pdf:
        kinds = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        formulas = [str(o.Alt) for o in kinds if o.get("/S") == "/Formula"]
    assert sorted(formulas) == sorted([*FORMULAS, *FORMULAS, "y", "x_1"])
    assert vera_check([path]) == []


def everything() -> Publication:
    """Give a publication with every formula, in words and alone, in a heading and in a note."""
    blocks: list[Block] = [Heading(1, (Text("On "), Math("y")))]
    for place, tex in enumerate(FORMULAS):
        blocks.append(Paragraph((Text("A ("), Math(tex), Text(") in words."))))
        blocks.append(MathBlock(tex, identifier=f"eq-{place}" if place % 3 == 0 else ""))
    blocks.append(Paragraph((Link((Text("the first"),), "#eq-0"), NoteReference("n"))))
    note = Note("n", (Paragraph((Text("With "), Math("x_1"), Text("."))),))
    return publication(*blocks, notes=(note,))


def test_every_formula_of_a_publication_has_mathml() -> None:
    made = everything()
    nodes = [
        n for n in walk((*made.sections[0].blocks, *made.notes)) if isinstance(n, Math | MathBlock)
    ]
    assert len(nodes) == 2 * len(FORMULAS) + 1
    assert all(node.mathml and node.text for node in nodes)


def test_a_formula_that_is_too_wide_is_set_smaller_and_reported(tmp_path: Path) -> None:
    tex = "+".join(["abcdef"] * 14)
    wide = publication(MathBlock(tex, location=Location("a.md", 3)), Paragraph((Text("x"),)))
    said = write_edition(wide, exporters()["pdf"], tmp_path / "f.pdf")
    assert [(d.code, str(d.location)) for d in said] == [(Code.LINE_OVERFULL, "a.md:3")]


def test_a_high_formula_makes_its_line_higher() -> None:
    theme = theme_for("report", "a4")
    words = (
        Text("word " * 40),
        Math(r"\begin{matrix} a\\b\\c\\d \end{matrix}"),
        Text(" word" * 40),
    )
    pages = typeset(publication(Paragraph(words)), theme)
    baselines = sorted({round(i.y, 2) for i in pages.pages[0].items if hasattr(i, "words")})
    gaps = {round(b - a, 1) for a, b in pairwise(baselines)}
    assert max(gaps) > theme.body.leading * 1.5


def test_pages_with_formulas_keep_every_promise() -> None:
    theme = theme_for("report", "a4")
    made = everything()
    check_pages(typeset(made, theme), made, theme)


# EPUB


def test_the_mathml_is_valid_in_an_epub(tmp_path: Path) -> None:
    shown = "".join(
        f"<p>{inline_of(t).mathml}</p><div>{block_of(t).mathml}</div>" for t in FORMULAS
    )
    head = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:x:1'
        "</dc:identifier><dc:title>t</dc:title><dc:language>en</dc:language>"
        '<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta></metadata><manifest>'
        '<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        '<item id="c" href="c.xhtml" properties="mathml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="c"/></spine></package>'
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    nav = '<nav epub:type="toc"><ol><li><a href="c.xhtml">c</a></li></ol></nav>'
    with zipfile.ZipFile(tmp_path / "t.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", container)
        book.writestr("p.opf", opf)
        for name, body in (("nav", nav), ("c", shown)):
            page = f"{head}<head><title>t</title></head><body>{body}</body></html>"
            book.writestr(f"{name}.xhtml", page)
    assert epubcheck([tmp_path / "t.epub"]) == []


def test_equations_that_no_page_has_room_for_are_divided_between_their_rows(tmp_path: Path) -> None:
    rows = r" \\ ".join(rf"a_{{{row}}} &= \frac{{b}}{{c}}" for row in range(60))
    tall = publication(MathBlock(rf"\begin{{aligned}} {rows} \end{{aligned}} \tag{{T}}"))
    said = write_edition(tall, exporters()["pdf"], tmp_path / "f.pdf")
    assert not said
    theme = theme_for("report", "a4")
    pages = typeset(tall, theme)
    assert len(pages.pages) > 2
    places = [item.y for page in pages.pages for item in page.items if isinstance(item, Expression)]
    assert len(places) == 60
    assert min(places) > theme.page.bottom
    facts = exporters()["pdf"].read_back(tmp_path / "f.pdf")
    assert facts.words == expected_facts(tall).words


def test_a_formula_that_shows_nothing_says_nothing(tmp_path: Path) -> None:
    empty = publication(Paragraph((Text("a "), Math(r"\phantom{x}"), Text(" b"))))
    write_edition(empty, exporters()["pdf"], tmp_path / "f.pdf")
    assert exporters()["pdf"].read_back(tmp_path / "f.pdf").words == ("a", "b")
    assert expected_facts(empty).words == ("a", "b")
