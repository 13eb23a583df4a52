r"""TeX before it is read: what names a formula is taken out, what authors define is put in.

The library that reads formulas knows most commands; what it does not know under their usual
names (environments that number their lines, `\substack`, `\mbox`, mathematics within text) is
written here in those that it knows. Definitions (`\newcommand`, `\def`, `\DeclareMathOperator`)
hold from where they stand to the end of the document.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.passes.tex_names import ANGLES, DELIMITED, ENVIRONMENTS, OTHER_NAMES, TEXTS

LONGEST = 50_000
"""How many characters a formula may have, its definitions put in."""

MOST_COMMANDS = 3_000
"""How many commands a formula may have: each may nest the rest, without any brace."""

DEEPEST = 80
"""How deep braces and environments, and later elements, may be nested."""

_MOST_EXPANSIONS = 1_000
_MOST_ARGUMENTS = 9
_MOST_PUT_IN = 4 * LONGEST

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|[\s\S]?)|%[^\n]*\n?|[{}]|[^\\{}%]+")
# XML 1.0, 2.2: what no document may hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"\\[A-Za-z]+\*?")
_BRACKETS = re.compile(r"\s*\[([^\[\]]*)\]")
_CENTRING = "+-=<>*"
_OPERATIONS = (r"\times", r"\cdot", r"\le", r"\leq", r"\ge", r"\geq", r"\cup", r"\cap", r"\oplus")
_SHORT = len("#rgb")
_DIGITS = re.compile("[0-9A-Fa-f]{6}")
_WORDS = re.compile(
    r"\s*(?:\\(?:mathrm|text|rm|operatorname)\b\s*\{?)?\s*([A-Za-z][A-Za-z ]+?)\s*\}?\s*"
)
_LENGTH = re.compile(r"\s*\*?\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
_PARAMETERS = re.compile(r"\s*((?:#\d)*)\s*")


class TexError(Exception):
    """TeX that cannot be read; the sentence begins in lower case and has no full stop."""


class PlainTex(NamedTuple):
    """A formula as the library reads it, and the number and the name that its author gave it."""

    tex: str
    tag: str = ""
    label: str = ""


class Macro(NamedTuple):
    """What a command of an author's stands for; `default` is that of its first argument."""

    body: str
    arguments: int = 0
    default: str | None = None


class Macros:
    """The commands that a document defines, up to the formula that is read."""

    def __init__(self) -> None:
        self._known: dict[str, Macro] = {}

    def plain(self, tex: str) -> PlainTex:
        """Rewrite a formula and learn what it defines; raises TexError."""
        if _FORBIDDEN.search(tex):
            raise TexError("it has characters that no edition can hold")
        if "\\" not in tex and "%" not in tex:
            _check(tex)
            return PlainTex(tex)
        return _Rewriting(tex, self._known).result()


class _Rewriting:
    """Goes through the tokens of one formula once; what a command stands for is read in turn."""

    def __init__(self, tex: str, macros: dict[str, Macro], expansions: int = 0) -> None:
        _check_length(tex)
        self._todo: list[str] = _TOKEN.findall(tex)[::-1]
        self._macros = macros
        self._written: list[str] = []
        self._room = _MOST_PUT_IN
        self._expansions = expansions
        self._tags: list[str] = []
        self._label = ""

    def result(self) -> PlainTex:
        while self._todo:
            piece = self._todo.pop()
            if piece[0] == "%":
                continue
            if piece[0] == "\\":
                self._command(piece)
            else:
                self._written.append(piece)
        tex = "".join(self._written)
        _check(tex)
        return PlainTex(tex.strip(), ", ".join(self._tags), self._label)

    def _command(self, piece: str) -> None:
        name = piece.removesuffix("*")
        if piece in self._macros:
            self._expand(self._macros[piece])
        elif name in self._macros:
            self._push("*" if piece != name else "")
            self._expand(self._macros[name])
        elif name in _ACTIONS:
            _ACTIONS[name](self, piece)
        elif piece in OTHER_NAMES:
            self._push(OTHER_NAMES[piece])
        else:
            self._write(piece)

    def _write(self, piece: str) -> None:
        """Write a command; a letter that follows does not become part of its name."""
        self._written.append(piece)
        if piece[-1].isalpha() and self._todo and self._todo[-1][:1].isalpha():
            self._written.append(" ")

    def _expand(self, macro: Macro) -> None:
        self._expansions += 1
        if self._expansions > _MOST_EXPANSIONS:
            raise TexError("its definitions have no end")
        arguments: list[str] = []
        if macro.default is not None:
            given = self._brackets()
            arguments.append(macro.default if given is None else given)
        while len(arguments) < macro.arguments:
            arguments.append(self.argument())
        body = re.sub(r"#([1-9])", lambda match: _nth(arguments, match[1]), macro.body)
        self._push(body)

    def _push(self, tex: str) -> None:
        self._room -= len(tex)
        if self._room < 0:
            raise TexError("it is too long once its definitions are put in")
        self._todo.extend(_TOKEN.findall(tex)[::-1])

    def argument(self) -> str:
        """Give what follows: a group without its braces, a command, or one character."""
        self._skip_space()
        if not self._todo or self._todo[-1] == "}":
            raise TexError("a command lacks its argument")
        piece = self._todo.pop()
        if piece == "{":
            return self._group()
        if piece[0] == "\\":
            return piece
        if piece[1:]:
            self._todo.append(piece[1:])
        return piece[0]

    def _group(self) -> str:
        parts: list[str] = []
        depth = 1
        while self._todo:
            piece = self._todo.pop()
            depth += (piece == "{") - (piece == "}")
            if not depth:
                return "".join(parts)
            parts.append("" if piece[0] == "%" else piece)
        raise TexError("a brace { is never closed")

    def _skip_space(self) -> None:
        while self._todo and (self._todo[-1].isspace() or self._todo[-1][0] == "%"):
            self._todo.pop()
        if self._todo:
            self._todo[-1] = self._todo[-1].lstrip() or self._todo[-1]

    def _brackets(self, pattern: re.Pattern[str] = _BRACKETS) -> str | None:
        """Give what stands in brackets next, None where nothing does."""
        match = pattern.match(self._todo[-1]) if self._todo else None
        if not match:
            return None
        rest = self._todo.pop()[match.end() :]
        if rest:
            self._todo.append(rest)
        return match[1] if match.re.groups else ""

    # What is done for commands of a meaning of their own

    def tag(self, _piece: str) -> None:
        self._tags.append(self.argument().replace("$", "").strip())

    def label(self, _piece: str) -> None:
        self._label = self._label or self.argument().strip()

    def begin(self, _piece: str) -> None:
        name = self.argument()
        start, _, arguments = _environment(name)
        if start.endswith(("{aligned}", "{gathered}", "{array}")) or not start:
            self._brackets()
        for _ in range(arguments):
            self.argument()
        self._written.append(start)

    def end(self, _piece: str) -> None:
        self._written.append(_environment(self.argument())[1])

    def line_end(self, _piece: str) -> None:
        self._brackets(_LENGTH)
        self._written.append("\\\\")

    def delimiter(self, piece: str) -> None:
        self._skip_space()
        following = self._todo[-1] if self._todo else ""
        self._written.append(piece)
        if following[:1] in ANGLES:
            self._written.append(ANGLES[following[0]])
            self._todo[-1:] = [following[1:]] if following[1:] else []
        elif following[:1].isalpha():
            self._written.append(" ")

    def text(self, piece: str) -> None:
        r"""Write text; mathematics in it (`\text{if $x$}`) becomes mathematics beside it."""
        command = TEXTS[piece.removesuffix("*")]
        for place, part in enumerate(self.argument().split("$")):
            if place % 2:
                self._push_written(part)
            elif part:
                self._written.append(f"{command}{{{part}}}")

    def _push_written(self, part: str) -> None:
        inner = _Rewriting(part, self._macros, self._expansions)
        self._written.append(f"{{{inner.result().tex}}}")
        self._expansions = inner._expansions

    def substack(self, _piece: str) -> None:
        self._push(rf"{{\begin{{matrix}}{self.argument()}\end{{matrix}}}}")

    def colour(self, piece: str) -> None:
        r"""Write a colour that is given as on the web (`\textcolor{#f00}{x}`) as TeX has it."""
        model = self._brackets()
        colour = self.argument().strip()
        digits = "".join(digit * 2 for digit in colour[1:]) if len(colour) == _SHORT else colour[1:]
        if colour[:1] == "#" and _DIGITS.fullmatch(digits):
            model, colour = "HTML", digits.upper()
        named = f"[{model}]{{{colour}}} " if model else f"{{{colour}}}"
        if piece == r"\color" or not model:
            self._written.append(f"{piece}{named}")
        else:
            self._push(f"{self.argument()}}}")
            self._written.append(rf"{{\color{named}")

    def dots(self, _piece: str) -> None:
        """Write dots: on the axis before a sign of an operation or a relation, as TeX does."""
        self._skip_space()
        following = self._todo[-1] if self._todo else ""
        centred = following[:1] in _CENTRING if following[:1] != "\\" else following in _OPERATIONS
        self._push(r"\cdots " if following and centred else "\N{HORIZONTAL ELLIPSIS} ")

    def operator(self, piece: str) -> None:
        r"""Write `\mathop{\mathrm{Res}}` as the named operator that it means."""
        content = self.argument()
        match = _WORDS.fullmatch(content)
        self._push(rf"\operatorname*{{{match[1]}}}" if match else "")
        if not match:
            self._written.append(f"{piece}{{{content}}}")

    def define(self, piece: str) -> None:
        r"""Learn `\newcommand{\name}[2][default]{body}` and its kin."""
        name = self.argument().strip()
        count = self._brackets() or "0"
        default = self._brackets()
        body = self.argument()
        if not count.strip().isdigit() or int(count) > _MOST_ARGUMENTS:
            raise TexError(f"{piece} has no number of arguments from 0 to {_MOST_ARGUMENTS}")
        if piece.removesuffix("*") == r"\providecommand" and name in self._macros:
            return
        self._learn(name, Macro(body, int(count), default))

    def define_plainly(self, _piece: str) -> None:
        r"""Learn `\def\name#1{body}`."""
        name = self.argument().strip()
        count = 0
        if self._todo and (match := _PARAMETERS.match(self._todo[-1])):
            count = match[1].count("#")
            self._todo[-1] = self._todo[-1][match.end() :] or " "
        self._learn(name, Macro(self.argument(), count))

    def define_operator(self, piece: str) -> None:
        name = self.argument().strip()
        star = "*" if piece.endswith("*") else ""
        self._learn(name, Macro(rf"\operatorname{star}{{{self.argument()}}}"))

    def alias(self, _piece: str) -> None:
        r"""Learn `\let\name=\other`."""
        name = self.argument().strip()
        other = self.argument()
        other = self.argument() if other == "=" else other
        self._learn(name, self._macros.get(other, Macro(other)))

    def _learn(self, name: str, macro: Macro) -> None:
        if not _NAME.fullmatch(name) and not re.fullmatch(r"\\[\s\S]", name):
            raise TexError(f"'{name}' cannot be defined: a command begins with \\")
        self._macros[name] = macro


_ACTIONS: Mapping[str, Callable[[_Rewriting, str], None]] = {
    r"\tag": _Rewriting.tag,
    r"\label": _Rewriting.label,
    r"\begin": _Rewriting.begin,
    r"\end": _Rewriting.end,
    "\\\\": _Rewriting.line_end,
    r"\color": _Rewriting.colour,
    r"\textcolor": _Rewriting.colour,
    r"\dots": _Rewriting.dots,
    r"\mathop": _Rewriting.operator,
    r"\substack": _Rewriting.substack,
    r"\newcommand": _Rewriting.define,
    r"\renewcommand": _Rewriting.define,
    r"\providecommand": _Rewriting.define,
    r"\def": _Rewriting.define_plainly,
    r"\gdef": _Rewriting.define_plainly,
    r"\let": _Rewriting.alias,
    r"\DeclareMathOperator": _Rewriting.define_operator,
    **dict.fromkeys(DELIMITED, _Rewriting.delimiter),
    **dict.fromkeys(TEXTS, _Rewriting.text),
}


def _environment(name: str) -> tuple[str, str, int]:
    known = ENVIRONMENTS.get(name.strip().removesuffix("*"))
    return known or (rf"\begin{{{name}}}", rf"\end{{{name}}}", 0)


def _nth(arguments: list[str], digit: str) -> str:
    if int(digit) > len(arguments):
        raise TexError(f"a definition speaks of argument #{digit}, which it does not have")
    return arguments[int(digit) - 1]


def _check_length(tex: str) -> None:
    if len(tex) > LONGEST:
        raise TexError(f"it has more than {LONGEST:,} characters")


def _check(tex: str) -> None:
    """Refuse what no reader of formulas should have to bear; raises TexError."""
    _check_length(tex)
    if tex.count("\\") > MOST_COMMANDS:
        raise TexError(f"it has more than {MOST_COMMANDS:,} commands")
    depth = 0
    for piece in re.findall(r"\\(?:begin|end|left(?![a-z])|right(?![a-z])|.)|[{}]", tex, re.DOTALL):
        depth += (piece in _OPENING) - (piece in _CLOSING)
        if depth > DEEPEST:
            raise TexError(f"it is nested more than {DEEPEST} deep")


_OPENING = frozenset({"{", r"\begin", r"\left"})
_CLOSING = frozenset({"}", r"\end", r"\right"})
