"""Set lines: bands of a column with what is drawn in them, not yet on any page.

Lengths are points. Within a line, x counts from the column's left edge and `drop` downwards from
the line's top.
"""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from pipeline.model.nodes import Note
from pipeline.typesetting.pages import Bar, Content, Element, ShapedWord, Sign

_NARROWEST = 5


class Frame(NamedTuple):
    """The room that a block has: how far it is moved in, and how wide it is."""

    left: float
    width: float

    def indented(self, amount: float) -> "Frame":
        """Give the frame moved in on the left; a narrow one stays as it is."""
        moved = amount if self.width >= _NARROWEST * amount else 0.0
        return Frame(self.left + moved, self.width - moved)


class Stroke(NamedTuple):
    """Words that become a run: its fields with a place relative to the line."""

    content: Content | None
    x: float
    drop: float
    words: tuple[ShapedWord, ...]
    size: float
    colour: str
    space: float = 0.0
    space_after: bool = False
    joined: bool = False


class Inset(NamedTuple):
    """An image within a line; `drop` is where its lower edge lies."""

    content: Content
    x: float
    drop: float
    width: float
    height: float
    asset: str


class Equation(NamedTuple):
    """A formula within a line; `drop` is where its baseline lies.

    `text` is that of a part of a formula, "" for a whole one.
    """

    content: Content
    x: float
    drop: float
    pieces: tuple[Sign | Bar, ...]
    colour: str
    text: str = ""


class Rule(NamedTuple):
    """A filled rectangle within a line; `drop` is where its lower edge lies."""

    x: float
    drop: float
    width: float
    height: float
    colour: str


Mark: TypeAlias = Stroke | Inset | Rule | Equation


class LinkSpan(NamedTuple):
    """Where a link can be clicked within a line; `drop` is where its lower edge lies."""

    element: Element
    x: float
    drop: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """A rectangle behind the lines that carry it, drawn once a page.

    `above` and `below` are how far it reaches beyond the first and the last of them, and beyond
    the backdrops within it.
    """

    x: float
    width: float
    colour: str
    above: float = 0.0
    below: float = 0.0


@dataclass(eq=False, slots=True)
class NoteBody:
    """A note of the page's foot: what it says, its element, and its lines once they are set.

    `parent` holds the element, and the elements of notes that are first referred to in this note:
    they follow it, up to `last`. Notes of notes thus never stand one within the other.
    """

    note: Note
    parent: Element
    element: Element
    last: Element
    lines: list["Line"] = field(default_factory=list)


class Float(NamedTuple):
    """Lines that may stand at the top of a later page while the text goes on before them.

    `length` lines belong to it. `turned` tells that they stand on pages of their own, which lie on
    their side.
    """

    length: int
    turned: bool


@dataclass(eq=False, slots=True)
class Line:
    """A band of the column.

    `baseline` is the drop of its main baseline. `before` is the space above it, which the top of
    a page swallows. `breakable` tells whether a page may begin with it, `opens_page` that one
    must, `opens_right` that this is a right-hand page. `joined` tells that what the line before
    shows reaches into it: they are never parted. `notes` are those whose first reference stands
    in it. `header` are the lines (a table's header rows) that are repeated above it at the top of
    a page. `floating` is what begins with it, if the text need not wait for that.
    """

    height: float
    baseline: float
    marks: list[Mark] = field(default_factory=list)
    before: float = 0.0
    breakable: bool = True
    opens_page: bool = False
    opens_right: bool = False
    joined: bool = False
    links: list[LinkSpan] = field(default_factory=list)
    anchors: list[tuple[str, float]] = field(default_factory=list)
    notes: tuple[NoteBody, ...] = ()
    backdrops: tuple[Backdrop, ...] = ()
    header: "tuple[Line, ...]" = ()
    floating: Float | None = None

    @property
    def above(self) -> float:
        """How far the backdrops reach beyond its top."""
        return sum([b.above for b in self.backdrops]) if self.backdrops else 0.0

    @property
    def below(self) -> float:
        """How far the backdrops reach beyond its bottom."""
        return sum([b.below for b in self.backdrops]) if self.backdrops else 0.0


class Stack:
    """Lines one below the other, and the space that waits for the next one.

    Of two spaces that meet, the larger counts.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._space = 0.0
        self._padding = 0.0
        self._kept = False
        self._opens_page = self._opens_right = False
        self._anchors: list[tuple[str, float]] = []

    def space(self, amount: float) -> None:
        """Ask for space before the next line."""
        self._space = max(self._space, amount)

    def pad(self, amount: float) -> None:
        """Add to the space before the next line, whatever it is."""
        self._padding += amount

    def keep(self) -> None:
        """Let no page break come before the next line."""
        self._kept = True

    def release(self) -> None:
        """Take back what `keep` said of the next line."""
        self._kept = False

    def anchor(self, identifier: str, x: float) -> None:
        """Let links lead to the next line, or to the last one if there is no other."""
        self._anchors.append((identifier, x))

    def finish(self) -> None:
        """Give the last line the anchors that no line has come after."""
        if self._anchors and not self.lines:
            self.lines.append(Line(0.0, 0.0))
        if self._anchors:
            self.lines[-1].anchors += self._anchors
            self._anchors = []

    def back(self, first: int, *backdrops: Backdrop) -> None:
        """Put backdrops, the outermost first, behind all lines from the first one on."""
        for line in self.lines[first:]:
            line.backdrops = (*backdrops, *line.backdrops)

    def float_from(self, first: int, *, turned: bool = False) -> None:
        """Let the lines from the first one on float."""
        if first < len(self.lines):
            self.lines[first].floating = Float(len(self.lines) - first, turned)

    def open_page(self, *, right: bool = False) -> None:
        """Let the next line begin a page, a right-hand one if it must."""
        self._opens_page = True
        self._opens_right = self._opens_right or right

    def add(self, lines: list[Line]) -> None:
        """Add the lines of one block: never one of them alone on a page, if it has more."""
        if len(lines) > 1:
            lines[1].breakable = lines[-1].breakable = False
        self._append(lines)

    def add_together(self, lines: list[Line]) -> None:
        """Add lines that stay on one page."""
        for line in lines[1:]:
            line.breakable = False
        self._append(lines)

    def add_rows(self, lines: list[Line]) -> None:
        """Add lines that tell themselves where a page may end."""
        self._append(lines)

    def _append(self, lines: list[Line]) -> None:
        if not lines:
            return
        first = lines[0]
        first.before = self._space + self._padding
        first.breakable = not self._kept
        first.opens_page, first.opens_right = self._opens_page, self._opens_right
        if self._anchors:
            first.anchors[:0] = self._anchors
            self._anchors = []
        self._space = self._padding = 0.0
        self._kept = self._opens_page = self._opens_right = False
        self.lines.extend(lines)
