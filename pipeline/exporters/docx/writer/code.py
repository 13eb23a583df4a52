"""Code: one paragraph a block, in the looks of its tokens; lines end in Word's own breaks.

A block with lines that are pointed out is several paragraphs, for only paragraphs have a ground
as wide as the text; those behind the first say by their style that they go on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.exporters.docx.writer.looks import shading
from pipeline.exporters.docx.writer.markup import Markup, joined
from pipeline.exporters.docx.writer.position import Shape, written
from pipeline.exporters.docx.writer.runs import HARD_BREAK, code_run
from pipeline.exporters.docx.writer.tokens import token_styles
from pipeline.model.nodes import CodeBlock
from pipeline.theme import Theme

CODE_STYLE, CONTINUED_STYLE = "SourceCode", "SourceCodeContinued"
LINE_NUMBER_STYLE = "LineNumber"
_NUMBER_GAP = "  "


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that follow each other and are all pointed out, or none of them."""

    lines: tuple[Markup, ...]
    pointed: bool


class CodeWriter:
    """Writes the paragraphs of code blocks."""

    def __init__(self, theme: Theme) -> None:
        self._styles = token_styles(theme)
        self._pointed = shading(theme.colours.pointed)

    def paragraphs(self, block: CodeBlock, first: Shape, following: Shape) -> Markup:
        """Write a block's code, its first paragraph in one shape, others in that of the rest."""
        if not (block.first_number or block.highlighted):
            runs = (code_run(text, style) for text, style in self._pieces(block))
            return written(first, joined(runs))
        stretches = tuple(_stretches(block, tuple(self._lines(block))))
        shapes = self._shapes(stretches, first, following)
        return joined(
            written(shape, Markup(HARD_BREAK.join(stretch.lines)))
            for shape, stretch in zip(shapes, stretches, strict=True)
        )

    def _pieces(self, block: CodeBlock) -> Iterator[tuple[str, str]]:
        """Yield the code in pieces of one look, each with its character style."""
        if not block.tokens or "\r" in block.text:
            yield block.text, ""
            return
        for style, tokens in groupby(block.tokens, lambda token: self._styles.get(token.kind, "")):
            yield "".join(token.text for token in tokens), style

    def _lines(self, block: CodeBlock) -> Iterator[Markup]:
        """Yield the runs of each line, behind its number if lines have numbers."""
        lines: list[list[Markup]] = [[]]
        for text, style in self._pieces(block):
            first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            lines[-1].append(code_run(first, style))
            lines.extend([code_run(line, style)] for line in others)
        width = len(str(block.first_number + len(lines) - 1))
        for number, runs in enumerate(lines, start=block.first_number):
            shown = f"{number:>{width}}{_NUMBER_GAP}" if block.first_number else ""
            yield joined((code_run(shown, LINE_NUMBER_STYLE), *runs))

    def _shapes(
        self, stretches: tuple[_Stretch, ...], first: Shape, following: Shape
    ) -> Iterator[Shape]:
        last = len(stretches) - 1
        for at, stretch in enumerate(stretches):
            shape = replace(following, style=CONTINUED_STYLE) if at else first
            if stretch.pointed:
                shape = replace(shape, ground=self._pointed)
            yield replace(shape, after=0) if at < last else shape


def _stretches(block: CodeBlock, lines: tuple[Markup, ...]) -> Iterator[_Stretch]:
    pointed = frozenset(block.highlighted)
    numbered = enumerate(lines, start=1)
    for is_pointed, group in groupby(numbered, lambda line: line[0] in pointed):
        yield _Stretch(tuple(runs for _, runs in group), is_pointed)
