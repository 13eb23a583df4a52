"""Formulas: TeX becomes MathML, once for all editions; display formulas get their numbers."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import (
    CodeBlock,
    CodeSpan,
    Link,
    Math,
    MathBlock,
    Node,
    Note,
    Paragraph,
    Text,
)
from pipeline.model.walk import rewrite, walk
from pipeline.passes.tex import Macros, PlainTex, TexError

_POSITION = re.compile(r"^\d+: ")
_REFERENCE = re.compile(r"\s*\\(eq)?ref\s*\{([^{}]+)\}\s*")
_SHOWN = 40
_HINTS = (
    ('"&"', "put it into an environment with columns, as aligned, or write \\&"),
    ("command", "define it with \\newcommand in a formula before this one, or write it otherwise"),
    ("environment", "write it with aligned, gathered, cases, array or one of the matrices"),
    ("nested", "write a part of it as a formula of its own"),
    ("more than", "divide it into several formulas"),
    ("token", "every { needs its }, every \\left its \\right, every \\begin its \\end"),
    ("brace", "every { needs its }"),
    ("super", "put braces around what belongs together: {x^a}^b"),
)


class Read(NamedTuple):
    """A formula that was read: its MathML and text, and the names that its TeX gave it."""

    mathml: str
    text: str
    tag: str = ""
    label: str = ""


def read_formulas(document: Document) -> tuple[Document, Diagnostics]:
    r"""Give every formula its MathML and text, and display formulas that have a name a number.

    What cannot be read becomes code that shows the TeX, with a diagnostic; what only defines
    commands vanishes, as in TeX. A display formula is named by its identifier or else by its
    `\label`; it is numbered in reading order, or as its `\tag` says. `$\eqref{name}$` becomes a
    link to it, as does `$\ref{name}$`, which shows no brackets.
    """
    if not _has_formulas(document):
        return document, ()
    change = _Reading()
    blocks = rewrite(document.blocks, change)
    notes: tuple[Note, ...] = rewrite(document.notes, change)
    if change.refers:
        blocks, notes = rewrite(blocks, change.referred), rewrite(notes, change.referred)
    return replace(document, blocks=blocks, notes=notes), tuple(change.diagnostics)


def _has_formulas(document: Document) -> bool:
    return any(
        isinstance(node, Math | MathBlock) for node in walk((*document.blocks, *document.notes))
    )


class _Reading:
    """Reads the formulas of a document in their order; equal ones are made once."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._macros = Macros()
        self._convert = _converter()
        self._made: dict[tuple[str, str, bool], tuple[str, str] | TexError] = {}
        self._count = 0
        self._numbers: dict[str, str] = {}
        self.refers = False

    def __call__(self, node: Node) -> Node | tuple[Node, ...]:
        match node:
            case Math():
                return self._inline(node)
            case MathBlock():
                return self._block(node)
            case Paragraph(content=()):  # there was nothing in it but definitions
                return ()
            case _:
                return node

    def referred(self, node: Node) -> Node:
        """Give the link that a reference to an equation is, now that all numbers are known."""
        match = _REFERENCE.fullmatch(node.tex) if isinstance(node, Math) else None
        if match is None:
            return node
        name = match[2].strip()
        number = self._numbers.get(name, "") or name
        text = f"({number})" if match[1] else number
        return Link((Text(text),), f"#{name}", location=node.location)

    def _inline(self, math: Math) -> Node | tuple[Node, ...]:
        if _REFERENCE.fullmatch(math.tex):
            self.refers = True
            return math
        read = self._read(math, display=False)
        if isinstance(read, TexError):
            self._tell(math, read)
            return CodeSpan(math.tex, location=math.location)
        return replace(math, text=read.text, mathml=read.mathml) if read.mathml else ()

    def _block(self, block: MathBlock) -> Node | tuple[Node, ...]:
        read = self._read(block, display=True)
        if isinstance(read, TexError):
            self._tell(block, read)
            name = block.identifier
            return CodeBlock(block.tex, "tex", identifier=name, location=block.location)
        if not read.mathml:
            return ()
        identifier = block.identifier or read.label
        number = read.tag or (self._next_number() if identifier else "")
        self._numbers.update(dict.fromkeys(filter(None, (block.identifier, read.label)), number))
        return replace(
            block,
            identifier=identifier,
            number=number,
            text=read.text,
            mathml=read.mathml,
        )

    def _next_number(self) -> str:
        self._count += 1
        return str(self._count)

    def _read(self, node: Math | MathBlock, *, display: bool) -> Read | TexError:
        try:
            plain = self._macros.plain(node.tex)
            mathml, text = self._mathml(plain, node.tex, display=display)
        except TexError as error:
            return error
        if not mathml and not node.tex.strip():
            return TexError("it is empty")
        return Read(mathml, text, plain.tag, plain.label)

    def _mathml(self, plain: PlainTex, tex: str, *, display: bool) -> tuple[str, str]:
        if not plain.tex.strip():
            return "", ""
        key = (plain.tex, tex, display)
        made = self._made.get(key)
        if made is None:
            try:
                made = self._convert(plain.tex, tex, display)
            except TexError as error:
                made = error
            self._made[key] = made
        if isinstance(made, TexError):
            raise made
        return made

    def _tell(self, node: Math | MathBlock, error: TexError) -> None:
        self.diagnostics.append(
            Diagnostic(
                Code.MATH_UNREADABLE,
                f"the formula '{_shortened(node.tex)}' cannot be read: {error}",
                node.location,
                hint=_hint(str(error)),
            )
        )


def _converter() -> Callable[[str, str, bool], tuple[str, str]]:
    """Load the library; it is needed only where there are formulas."""
    from math_core import LatexError, LatexToMathML  # noqa: PLC0415 - see above

    from pipeline.passes.mathml import formula_text, plain_mathml, serialised  # noqa: PLC0415 - as above

    library = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)

    def convert(plain: str, tex: str, display: bool) -> tuple[str, str]:  # noqa: FBT001 - as the key has it
        try:
            written = library.convert_with_local_state(plain, displaystyle=display)
        except LatexError as error:
            raise TexError(_sentence(str(error))) from None
        math = plain_mathml(written, tex, display=display)
        return serialised(math), formula_text(math)

    return convert


def _sentence(message: str) -> str:
    r"""Give the library's sentence in our manner: `Unknown command "\foo".` after a position."""
    said = _POSITION.sub("", message).strip().removesuffix(".")
    return said[:1].lower() + said[1:]


def _hint(message: str) -> str:
    return next((hint for sign, hint in _HINTS if sign in message), "its TeX is shown as it is")


def _shortened(tex: str) -> str:
    line = " ".join(tex.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
