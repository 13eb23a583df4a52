r"""Whatever a formula is made of, all that is made of it says the same."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.exporters.docx.read_back.equations import equation_text
from pipeline.exporters.docx.writer.equations import equation
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import CodeBlock, MathBlock
from pipeline.passes.formulas import read_formulas
from pipeline.theme import theme_for
from pipeline.typesetting.formulas import lay_out
from pipeline.typesetting.inks import PLAIN, Inks

ATOMS = r"""
x
y
f
1
23
\alpha
\Gamma
+
-
=
<
,
(
)
|
!
f'
\infty
\partial
\sum
\int
\lim
\sin
\log
\to
\in
\cdots
\dots
\,
\quad
\!
\neq
\times
\forall
\neg
\mid
\bigcup
\oint
\%
\&
\{
\}
\|
\langle
/
:
;
\circ
~
\vdots
\Re
\max
\bmod
\uparrow
\iff
é
[
]
\text{ab}
\textbf{b}
\mathrm{ab}
\mathbf{v}
""".strip().splitlines()
AROUND_ONE = r"""
\sqrt{%s}
\hat{%s}
\vec{%s}
\overline{%s}
\underline{%s}
\widehat{%s}
\overbrace{%s}
\underbrace{%s}_{n}
\overrightarrow{%s}
\boxed{%s}
\cancel{%s}
\phantom{%s}
\left(%s\right)
\left[%s\right.
\left.%s\right|
\left<%s\right>
\mathbf{%s}
\textcolor{red}{%s}
\xrightarrow{%s}
\operatorname*{ab}_{%s}
\pmod{%s}
\substack{%s\\b}
\sum_{%s}
\int_{%s}
\lim_{%s}
{%s}
""".strip().splitlines()
AROUND_TWO = r"""
\frac{%s}{%s}
\dfrac{%s}{%s}
\binom{%s}{%s}
\sqrt[%s]{%s}
{%s}_{%s}
{%s}^{%s}
\overset{%s}{%s}
\underset{%s}{%s}
\sum_{%s}^{%s}
\int_{%s}^{%s}
x_{%s}^{%s}
\prescript{%s}{%s}{C}
\begin{cases}%s&%s\\a\end{cases}
\begin{aligned}%s&=%s\end{aligned}
\begin{pmatrix}%s\\%s\end{pmatrix}
\left(%s\middle|%s\right)
\begin{gathered}%s\\%s\end{gathered}
""".strip().splitlines()
THEME = theme_for("report", "a4")
INKS = Inks(THEME).of(THEME.body)


def rows(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.builds(lambda frame, a: frame % a, st.sampled_from(AROUND_ONE), inner)
    two = st.builds(lambda frame, a, b: frame % (a, b), st.sampled_from(AROUND_TWO), inner, inner)
    return st.lists(st.one_of(one, two, inner), min_size=1, max_size=3).map(" ".join)


TEX = st.recursive(st.sampled_from(ATOMS), rows, max_leaves=12)


def check(tex: str) -> None:
    """Hold that MathML, Word's equation and what is drawn have one text, or that it is said."""
    after, said = read_formulas(Document(Metadata(), Settings(), (MathBlock(tex),)))
    for block in after.blocks:
        if not isinstance(block, MathBlock):
            assert isinstance(block, CodeBlock)
            assert said
            continue
        etree.fromstring(block.mathml.encode())
        written = etree.fromstring(equation(block.mathml, display=True).encode())
        assert equation_text(written) == block.text
        formula = lay_out(block.mathml, INKS, PLAIN)
        if all(ord(c) < 0x2E80 or ord(c) > 0x1D000 for c in block.text):
            assert formula.text == block.text


@given(TEX)
@settings(max_examples=150, deadline=None)
def test_formulas_of_the_grammar_say_the_same_everywhere(tex: str) -> None:
    check(tex)


@given(st.text(alphabet=r"\\{}[]()^_&$%#~'ab12 \n" + "frcsqteginlhd\x00é∑", max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_strange_for_a_formula(tex: str) -> None:
    check(tex)
