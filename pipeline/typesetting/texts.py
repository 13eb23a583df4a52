"""Texts: inlines in a style become lines in a frame; short labels become strokes."""

from typing import NamedTuple, TypeAlias

from pipeline.diagnostics import Code, Diagnostic
from pipeline.location import NOWHERE, Location
from pipeline.model.nodes import Alignment, Block, Inline
from pipeline.theme import TextStyle
from pipeline.typesetting.breaking import cut_strand
from pipeline.typesetting.inks import Ink, StyleInks
from pipeline.typesetting.inlines import build_strand
from pipeline.typesetting.job import Job
from pipeline.typesetting.lines import Frame, Line, Rule, Stack, Stroke
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.setting import Grid, set_lines
from pipeline.typesetting.strand import Strand, Voice

_ENDLESS = 1e9
_NARROW = 17.0
_ASCENT = 0.78
_VISIBLE_EXCESS = 1.0


class Surroundings(NamedTuple):
    """What blocks take from those around them.

    `language` is a BCP 47 tag, "" where it is the publication's; `against` tells that text runs
    against the direction of the page; `alignment` is None where nobody asked for one; `lists`
    counts the lists around; `reach` is how far the grounds around a block reach beyond it, above
    and below together, in points.
    """

    language: str = ""
    against: bool = False
    alignment: Alignment | None = None
    lists: int = 0
    reach: float = 0.0

    @property
    def side(self) -> Alignment:
        """The side, of a text that runs as the page does, at which lines begin or end."""
        if not self.against or self.alignment is Alignment.CENTER:
            return self.alignment or Alignment.START
        return Alignment.START if self.alignment is Alignment.END else Alignment.END


PLAIN = Surroundings()


class Galley(NamedTuple):
    """A column that is being filled.

    `style` is how running text looks here. New elements are hung below `element`.
    """

    job: Job
    stack: Stack
    frame: Frame
    element: Element
    style: TextStyle
    around: Surroundings = PLAIN

    def below(self, element: Element) -> "Galley":
        """Give the galley for what stands in an element; the element is hung up."""
        self.element.children.append(element)
        return Galley(self.job, self.stack, self.frame, element, self.style, self.around)

    def moved(self, frame: Frame) -> "Galley":
        """Give the galley with another frame."""
        return Galley(self.job, self.stack, frame, self.element, self.style, self.around)

    @property
    def may_float(self) -> bool:
        """Whether what stands here may leave its place: nothing is around it but the page."""
        around, job = self.around, self.job
        return (
            self.frame == job.frame and not around.lists and not around.reach and job.noting is None
        )

    def within(self, around: Surroundings) -> "Galley":
        """Give the galley with other surroundings."""
        return self._replace(around=around)


Inner: TypeAlias = tuple[Galley, tuple[Block, ...]]
"""Blocks that have to be set before what holds them goes on, and where."""


def baseline_drop(style: TextStyle) -> float:
    """Give how far the baseline lies below the top of a line, in points."""
    return (style.leading - style.size) / 2 + style.size * _ASCENT


def text_lines(
    galley: Galley,
    content: tuple[Inline, ...],
    style: TextStyle,
    location: Location = NOWHERE,
    alignment: Alignment | None = None,
) -> list[Line]:
    """Give the lines of inlines, in the galley's frame; aligned as around where nothing is said."""
    strand = text_strand(galley, content, style)
    return strand_lines(galley, strand, style, location, alignment)


def text_strand(galley: Galley, content: tuple[Inline, ...], style: TextStyle) -> Strand:
    """Give inlines as a strand, for whoever has to know more before lines can be made of it."""
    inks, language = galley.job.style(style), galley.around.language
    return build_strand(galley.job, content, inks, galley.element, language)


def strand_lines(
    galley: Galley,
    strand: Strand,
    style: TextStyle,
    location: Location = NOWHERE,
    alignment: Alignment | None = None,
) -> list[Line]:
    """Give the lines of a strand, in the galley's frame; one that is overfull is reported."""
    width = galley.frame.width
    if not strand.pieces:
        for _, identifier in strand.anchors:
            galley.stack.anchor(identifier, galley.frame.left)
        return []
    strand.fit_pictures(width)
    alignment = alignment or galley.around.side
    justified = style.justified and alignment is Alignment.START and width > _NARROW * style.size
    hanging = galley.job.publication.settings.hanging_punctuation
    strand.hangs = hanging and justified and not strand.is_mixed
    cuts = cut_strand(
        strand,
        width,
        justified=justified,
        hyphenation=galley.job.hyphenation if style.hyphenated else None,
    )
    if any(cut.excess(width) > _VISIBLE_EXCESS for cut in cuts):
        message = "a line is wider than the text and cannot be broken"
        galley.job.diagnostics.append(Diagnostic(Code.LINE_OVERFULL, message, location))
    grid = Grid(galley.frame, style.leading, baseline_drop(style), alignment, galley.around.against)
    return set_lines(strand, cuts, grid)


def drop_if_bare(galley: Galley) -> None:
    """Take down the last element below the galley's if no link leads into it."""
    children = galley.element.children
    if isinstance(children[-1], Element) and not _is_named(children[-1]):
        children.pop()


def _is_named(element: Element) -> bool:
    inner = (child for child in element.children if isinstance(child, Element))
    return bool(element.identifier) or any(map(_is_named, inner))


def mark_place(galley: Galley, identifier: str, first: int) -> None:
    """Let links lead to the first line, from the stack's line `first` on, that has content."""
    if not identifier:
        return
    lines = galley.stack.lines
    shown = next(filter(has_content, map(lines.__getitem__, range(first, len(lines)))), None)
    if shown is None:
        galley.stack.anchor(identifier, galley.frame.left)
    else:
        shown.anchors.insert(0, (identifier, galley.frame.left))


def has_content(line: Line) -> bool:
    """Tell whether a line shows something of the text."""
    return any(not isinstance(mark, Rule) and mark.content for mark in line.marks)


class Label(NamedTuple):
    """A short text on one line: its strokes from x = 0 and drop = 0 on, and its width."""

    strokes: tuple[Stroke, ...]
    width: float

    def placed(self, x: float, drop: float) -> list[Stroke]:
        """Give the strokes with their main baseline at a drop."""
        return [s._replace(x=s.x + x, drop=s.drop + drop) for s in self.strokes]

    def spaced(self) -> "Label":
        """Give the label with a space after it in the text."""
        if not self.strokes:
            return self
        *others, last = self.strokes
        return Label((*others, last._replace(space_after=True)), self.width)

    def as_artifact(self) -> "Label":
        """Give the label as something that is no part of the text."""
        return Label(tuple(s._replace(content=None) for s in self.strokes), self.width)


def set_label(text: str, ink: Ink, element: Element) -> Label:
    """Set a short text on a line of its own, however long it gets."""
    strand = Strand()
    strand.text(text, Voice(ink, element))
    strand.finish()
    if not strand.pieces:
        return Label((), 0.0)
    cuts = cut_strand(strand, _ENDLESS, justified=False, hyphenation=None)
    (line,) = set_lines(strand, cuts, Grid(Frame(0.0, _ENDLESS), 0.0, 0.0))
    strokes = tuple(mark for mark in line.marks if isinstance(mark, Stroke))
    return Label(strokes, strand.starts[-1])


def fitted_label(text: str, inks: StyleInks, width: float) -> Label:
    """Set as much of a text as there is room for, as an artifact; a cut one ends in dots."""
    label = set_label(text, inks.ink(), Element(Role.PARAGRAPH))
    words = text.split()
    while label.width > width and words:
        words.pop()
        label = set_label(" ".join(words) + "…", inks.ink(), Element(Role.PARAGRAPH))
    return label.as_artifact() if label.width <= width else Label((), 0.0)
