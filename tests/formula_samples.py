r"""Formulas of all kinds, as mathematicians write them."""

FORMULAS = tuple(
    line
    for line in r"""
a^2 + b^2 = c^2
\frac{a}{b}
\dfrac{1}{1+\dfrac{1}{x}}
\tfrac12 \cfrac{1}{2}
\sqrt{2}
\sqrt[3]{x+1}
\sqrt{\sqrt{\sqrt{x}}}
\sum_{i=1}^{n} i = \frac{n(n+1)}{2}
\sum\nolimits_{i} x_i
\int_0^1 x\,dx
\int\limits_a^b f
\iint_D f \, dA = \oint_C g
\prod_{k=1}^\infty a_k
\bigcup_{i \in I} A_i \bigoplus_j V_j
\lim_{x \to 0} \frac{\sin x}{x} = 1
\begin{pmatrix} a & b \\ c & d \end{pmatrix}
\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}
\begin{vmatrix} a & b \\ c & d \end{vmatrix}
\begin{Bmatrix} a \\ b \end{Bmatrix} \begin{Vmatrix} a \\ b \end{Vmatrix}
\begin{matrix} a & b \\ c & d \end{matrix}
\begin{smallmatrix} a & b \\ c & d \end{smallmatrix}
\left[ \begin{array}{cc|c} 1 & 2 & 3 \\ \hline 4 & 5 & 6 \end{array} \right]
f(x) = \begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases}
\begin{aligned} a &= b + c \\ &= d \end{aligned}
\begin{aligned} a &= b & c &= d \\[2pt] e &= f & g &= h \end{aligned}
\begin{align*} a &= b + c \\ x &= d \end{align*}
\begin{gathered} a = b \\ c = d \end{gathered}
\begin{split} a &= b \\ &= c \end{split}
\begin{eqnarray} a & = & b \\ c & < & d \end{eqnarray}
x \text{ for all } y, \text{if $y > 0$ holds}
\hat{x} + \vec{v} + \tilde{n} + \bar{x} + \dot{q} + \ddot{q} + \check{c} + \acute{e}
\overline{AB} + \underline{x} + \widehat{abc} + \widetilde{xyz} + \overrightarrow{AB}
\left( \frac{a}{b} \right)
\left\{ x \in \mathbb{R} \,\middle|\, x^2 < 2 \right\}
\left. \frac{df}{dx} \right|_{x=0}
\left< \psi | \phi \right>
\bigl( \Bigl( \biggl( \Biggl( x \Biggr) \biggr) \Bigr) \bigr)
|x| + \|v\| + \lvert x \rvert + \lfloor x \rfloor + \lceil x \rceil
\binom{n}{k} = {n \choose k}
\alpha + \beta + \Gamma + \Omega + \varepsilon + \vartheta
\mathbb{R} \subset \mathbb{C}, \mathcal{L}, \mathbf{v}, \mathfrak{g}, \mathsf{T}, \mathrm{d}
\mathit{diff} \mathtt{code} \boldsymbol{\lambda}
\textbf{bold} \textit{it} \mbox{text} \mathrm{const}
\sin \theta + \cos^2 \theta + \log_2 n + \max_{x} f
\operatorname{rank} A + \operatorname*{argmax}_x f + \mathop{\mathrm{Res}}_{z=0} f
A \to B \Rightarrow C \leftrightarrow D \mapsto e \xrightarrow{f} g
f'(x) + f''(x) + x'_1
a \, b \; c \quad d \qquad e \! f
\underbrace{a+b}_{n} + \overbrace{c+d}^{m}
x_1^2 + x_{i_j}^{2^n}
\nabla \times \vec{E} = -\frac{\partial \vec{B}}{\partial t}
a \equiv b \pmod{n} \quad a \bmod b
\sum_{\substack{0<i<n \\ i \text{ odd}}} a_i
\cancel{x} + \boxed{E = mc^2}
\color{red} x + \textcolor{blue}{y}
\overset{!}{=} \underset{x}{y} \stackrel{def}{=}
\not= \neq \notin \ne
x \in \{1, 2, \dots, n\}
1 + 2 + \cdots + n
P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}
e^{i\pi} + 1 = 0
\hbar \ell \Re \Im \aleph \infty \emptyset
\forall x \exists y : x \leq y \land \neg (x \geq y)
A \cup B \cap C \setminus D \subseteq E
\frac{d}{dx}\left(\int_0^x f(u)\,du\right) = f(x)
\displaystyle \sum_{i} x \textstyle \sum_i x
100\% \$5 \# \& \_
3{,}141 \times 10^{-5}
\phantom{x} + y \hphantom{ab} \vphantom{b}
\prescript{14}{6}{C} + {}_2F_1(a,b;c;z)
\arcsin x \tanh y \gcd(a,b) \det A \dim V \ker f
x \coloneqq y \iff z \implies w \therefore q
a < b > c \& d
""".splitlines()
    if line
)
