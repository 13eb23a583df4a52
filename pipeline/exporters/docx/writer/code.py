"""Code: one paragraph a block, in the looks of its tokens; lines end in Word's own breaks.

A block with lines that are pointed out is several paragraphs, for only paragraphs have a ground
as wide as the text; one with numbered lines has a paragraph a line, so that long lines go on
beside their numbers. Those behind the first say by their style that they go on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.exporters.docx.writer.allotments import Allotments
from pipeline.exporters.docx.writer.looks import rule, shading
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, joined, value
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import Shape, written
from pipeline.exporters.docx.writer.runs import HARD_BREAK, code_run
from pipeline.exporters.docx.writer.tokens import token_faces, token_styles
from pipeline.model.nodes import CodeBlock
from pipeline.theme import Theme

CODE_STYLE, CONTINUED_STYLE = "SourceCode", "SourceCodeContinued"
LINE_NUMBER_STYLE = "LineNumber"
CODE_INSET, CODE_PADDING = 8.0, 6.0
"""How far the ground of code goes beyond it at the sides; above and below. In points."""
TAB_CHARACTERS, CHARACTER_WIDTH = 4, 0.6
"""How many characters are between tab stops, and how wide one is, in ems."""
_NUMBER_GAP = 2


def code_edges(theme: Theme, *, above: bool = True, below: bool = True) -> Markup:
    """Make the edges of the ground of code, of its own colour: at the sides, above, below."""
    ground = theme.colours.shade
    none = {"top": not above, "bottom": not below}
    rooms = {"top": CODE_PADDING, "left": CODE_INSET, "bottom": CODE_PADDING, "right": CODE_INSET}
    edges = (
        value(f"w:{side}", "nil") if none.get(side) else rule(side, ground, 0.5, room)
        for side, room in rooms.items()
    )
    return element("w:pBdr", None, *edges)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that share a paragraph, whether they are pointed out."""

    lines: tuple[Markup, ...]
    pointed: bool


class CodeWriter:
    """Writes the paragraphs of code blocks."""

    def __init__(self, theme: Theme, allotments: Allotments) -> None:
        self._theme = theme
        self._styles = token_styles(theme)
        self._faces = token_faces(theme)
        self._allotments = allotments
        self._pointed = shading(theme.colours.pointed)

    def paragraphs(self, block: CodeBlock, first: Shape, following: Shape) -> Markup:
        """Write a block's code, its first paragraph in one shape, others in that of the rest."""
        if not (block.first_number or block.highlighted):
            runs = [code_run(text, style) for text, style in self._pieces(block)]
            return written(first, joined(runs))
        numbers = tuple(_line_numbers(block))
        lines = tuple(self._lines(block, numbers))
        stretches = tuple(_stretches(block, lines))
        hanging = twips(len(numbers[0]) * CHARACTER_WIDTH * self._theme.code.size)
        shapes = self._shapes(stretches, (first, following), hanging)
        return joined(
            written(shape, Markup(HARD_BREAK.join(stretch.lines)))
            for shape, stretch in zip(shapes, stretches, strict=True)
        )

    def _pieces(self, block: CodeBlock) -> Iterator[tuple[str, str]]:
        """Yield the code in pieces of one look, each with its character style."""
        if not block.tokens or "\r" in block.text:
            yield block.text, ""
            return
        kinds = {token.kind for token in block.tokens}
        self._allotments.code_faces.update(
            face for kind, face in self._faces.items() if kind in kinds
        )
        style_of, style, pieces = self._styles.get, "", list[str]()
        for kind, text in block.tokens:
            here = style_of(kind, "")
            if here != style and pieces:
                yield "".join(pieces), style
                pieces = []
            style = here
            pieces.append(text)
        yield "".join(pieces), style

    def _lines(self, block: CodeBlock, numbers: tuple[str, ...]) -> Iterator[Markup]:
        """Yield the runs of each line, behind its number if lines have numbers."""
        lines: list[list[Markup]] = [[]]
        for text, style in self._pieces(block):
            first, *others = _plain_lines(text)
            lines[-1].append(code_run(first, style))
            lines.extend([code_run(line, style)] for line in others)
        for number, runs in zip(numbers, lines, strict=True):
            yield joined((code_run(number, LINE_NUMBER_STYLE), *runs))

    def _shapes(
        self, stretches: tuple[_Stretch, ...], shapes: tuple[Shape, Shape], hanging: int
    ) -> Iterator[Shape]:
        """Yield the shapes of the paragraphs of a block, with hanging numbers of a width in twips.

        LibreOffice 7 moves the grounds of paragraphs whose edges it joins: so each has its own.
        """
        first, following = (_hung(shape, hanging) for shape in shapes)
        last = len(stretches) - 1
        for at, stretch in enumerate(stretches):
            shape = replace(following, style=CONTINUED_STYLE) if at else first
            edges = NOTHING
            if last and at in {0, last}:
                edges = code_edges(self._theme, above=not at, below=at == last)
            ground = self._pointed if stretch.pointed else NOTHING
            shape = replace(shape, dress=Markup(edges + ground))
            yield shape if at == last else replace(shape, after=0)


def _hung(shape: Shape, hanging: int) -> Shape:
    if not hanging or shape.marker is not None:
        return shape
    left = twips(CODE_INSET) if shape.left is None else shape.left
    return replace(shape, left=left + hanging, hanging=hanging)


def _plain_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line_numbers(block: CodeBlock) -> Iterator[str]:
    """Yield what stands before each line: its number and a gap, or nothing."""
    count = len(_plain_lines(block.text))
    if not block.first_number:
        yield from [""] * count
        return
    digits = len(str(block.first_number + count - 1))
    width = digits + _NUMBER_GAP
    if "\t" in block.text:  # the code begins at a tab stop
        width = -(-width // TAB_CHARACTERS) * TAB_CHARACTERS
    for number in range(block.first_number, block.first_number + count):
        yield f"{number:>{digits}}".ljust(width)


def _stretches(block: CodeBlock, lines: tuple[Markup, ...]) -> Iterator[_Stretch]:
    """Yield the lines of each paragraph: one where lines have numbers."""
    pointed = frozenset(block.highlighted)
    numbered = enumerate(lines, start=1)
    for key, group in groupby(
        numbered, lambda line: (line[0] in pointed, line[0] if block.first_number else 0)
    ):
        yield _Stretch(tuple(runs for _, runs in group), key[0])
