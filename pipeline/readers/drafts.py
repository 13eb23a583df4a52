"""Drafts: the blocks of a source before their inlines are read.

Links may be defined after they are used, so inlines wait until all blocks are known. A draft
knows the lines that it covers (`line` to `last`, from 1): two siblings have a blank line between
them where the one does not follow the other directly, and that is what makes a list loose
(CommonMark 5.3).
"""

from typing import TYPE_CHECKING, TypeAlias

from pipeline.model.nodes import Alignment
from pipeline.readers.attributes import NONE, Attributes
from pipeline.readers.line import Line

if TYPE_CHECKING:
    from pipeline.readers.boxes import AdmonitionDraft, DefinitionListDraft, DivisionDraft
    from pipeline.readers.paragraphs import Caption

MAX_MISSING_CELLS = 200_000


class Draft:
    """What drafts share: the lines that they cover, and what their author says beside the text."""

    __slots__ = ("attributes", "last", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.last = line
        self.attributes: Attributes = NONE


class BreakDraft(Draft):
    """A thematic break."""

    __slots__ = ()


class PageBreakDraft(Draft):
    """The author wants a new page."""

    __slots__ = ()


class TextDraft(Draft):
    """Text whose inlines are to be read: its lines, and the column of each in the source.

    `first` is the line that the text begins in: definitions may stand before it.
    """

    __slots__ = ("columns", "first", "lines")

    def __init__(self, line: Line) -> None:
        super().__init__(line.number)
        self.first = line.number
        self.lines = [line.content()]
        self.columns = [line.source_column()]

    def append(self, line: Line) -> None:
        """Add a line."""
        self.lines.append(line.content())
        self.columns.append(line.source_column())
        self.last = line.number

    def drop_first(self, count: int) -> None:
        """Drop the first `count` lines."""
        del self.lines[:count]
        del self.columns[:count]
        self.first += count

    def drop_last(self) -> tuple[str, int]:
        """Drop the last line; give its text and column."""
        self.last -= 1
        return self.lines.pop(), self.columns.pop()


class ParagraphDraft(TextDraft):
    """A paragraph."""

    __slots__ = ()


class HeadingDraft(TextDraft):
    """A heading of a level from 1 to 6; `is_atx`: by number signs, not by underlining."""

    __slots__ = ("is_atx", "level")

    def __init__(self, line: Line, level: int, *, is_atx: bool) -> None:
        super().__init__(line)
        self.level = level
        self.is_atx = is_atx


class FenceDraft(Draft):
    """A fenced code block: `indent` columns, then `length` times `mark`, then `words`."""

    __slots__ = ("indent", "is_closed", "length", "lines", "mark", "words")

    def __init__(self, line: Line, fence: str, words: str) -> None:
        super().__init__(line.number)
        self.indent = line.indent
        self.mark = fence[0]
        self.length = len(fence)
        self.words = words
        self.is_closed = False
        self.lines: list[str] = []

    def is_closed_by(self, line: Line) -> bool:
        """Tell whether the line is the closing fence (CommonMark 4.5)."""
        text = line.text
        if line.blank or text[line.first] != self.mark or line.indent >= 4:  # noqa: PLR2004 - the clause's number
            return False
        fence = text[line.first :].rstrip(" \t")
        return len(fence) >= self.length and not fence.strip(self.mark)

    def append_plain(self, text: str, number: int) -> bool:
        """Add a line of code that cannot close the fence; give whether it is one."""
        if self.indent or self.mark in text:
            return False
        self.lines.append(text)
        self.last = number
        return True

    def append(self, line: Line) -> None:
        """Add a line of code."""
        if self.indent:
            line.skip(self.indent)
        self.lines.append(line.rest())
        self.last = line.number


class IndentedDraft(Draft):
    """A code block by indentation; blank lines at its end are not part of it."""

    __slots__ = ("lines",)

    def __init__(self, line: Line) -> None:
        super().__init__(line.number)
        self.lines: list[str] = []

    def append(self, line: Line) -> None:
        """Add a line of code."""
        line.skip(4)
        self.lines.append(line.rest())
        if not line.blank:
            self.last = line.number


class HtmlDraft(Draft):
    """A block of HTML, of one of the seven kinds of CommonMark 4.6."""

    __slots__ = ("kind", "lines")

    def __init__(self, line: Line, kind: int) -> None:
        super().__init__(line.number)
        self.kind = kind
        self.lines: list[str] = []

    def append(self, line: Line) -> None:
        """Add a line of HTML."""
        self.lines.append(line.rest())
        self.last = line.number


class MathDraft(TextDraft):
    """A formula between `mark`s on lines of their own; its text is what it may be yet.

    Where no line closes it before a blank one, it is a paragraph.
    """

    __slots__ = ("is_closed", "mark", "words")

    def __init__(self, line: Line, mark: str) -> None:
        super().__init__(line)
        self.mark = mark
        self.words = ""
        self.is_closed = False

    def text_closes(self, text: str, *, at: int) -> bool:
        """Close the formula where a line's `text` ends in its mark, with attributes behind it.

        `at` is where the text begins in the last of the lines; what is behind the mark is cut off.
        """
        head, mark, words = text.rpartition(self.mark)
        words = words.strip(" \t")
        if not mark or (words and not (words.startswith("{") and words.endswith("}"))):
            return False
        if at and not head.strip():
            return False
        self.words = words
        self.is_closed = True
        return True


class RowDraft:
    """A row of a table: its text, line and column."""

    __slots__ = ("column", "line", "text")

    def __init__(self, text: str, line: int, column: int) -> None:
        self.text = text
        self.line = line
        self.column = column


class TableDraft(Draft):
    """A table: its alignments, its header row, and the rows after the delimiter row."""

    __slots__ = ("alignments", "caption", "header", "missing", "rows")

    def __init__(self, alignments: tuple[Alignment, ...], header: RowDraft, last: int) -> None:
        super().__init__(header.line)
        self.last = last
        self.alignments = alignments
        self.header = header
        self.caption: Caption | None = None
        self.rows: list[RowDraft] = []
        self.missing = 0

    def has_room(self, line: Line) -> bool:
        """Tell whether one more row keeps the cells that authors left out within bounds."""
        self.missing += max(0, len(self.alignments) - line.text.count("|") - 1)
        return self.missing <= MAX_MISSING_CELLS

    def append(self, line: Line) -> None:
        """Add a row."""
        self.rows.append(RowDraft(line.content(), line.number, line.source_column()))
        self.last = line.number


class Container(Draft):
    """A block that holds blocks; `level` says how many nodes of the tree are around it."""

    __slots__ = ("children", "level")

    def __init__(self, line: int, level: int) -> None:
        super().__init__(line)
        self.level = level
        self.children: list[BlockDraft] = []

    def continues(self, line: Line) -> bool:
        """Tell whether the line belongs to the container, and read its mark off the line."""
        raise NotImplementedError

    def close(self) -> None:
        """Note the last line, when all is in."""
        if self.children:
            self.last = max(self.last, self.children[-1].last)


class RootDraft(Container):
    """The whole source."""

    __slots__ = ()

    def continues(self, line: Line) -> bool:  # noqa: ARG002 - every line belongs to the source
        """Say yes."""
        return True


class QuoteDraft(Container):
    """A block quote."""

    __slots__ = ()

    def continues(self, line: Line) -> bool:
        """Read `>` and one column of space off the line (CommonMark 5.1)."""
        if line.blank or line.indent >= 4 or line.text[line.first] != ">":  # noqa: PLR2004 - the clause's number
            return False
        line.advance(1)
        line.skip(1)
        self.last = line.number
        return True


class IndentedContainer(Container):
    """A container whose lines are indented by `width` columns."""

    __slots__ = ("width",)

    def __init__(self, line: int, level: int, width: int) -> None:
        super().__init__(line, level)
        self.width = width

    def continues(self, line: Line) -> bool:
        """Read the indentation off the line; a container that begins blank may end so."""
        if line.blank:
            line.skip(line.indent)
            return bool(self.children)
        if line.indent < self.width:
            return False
        line.skip(self.width)
        return True


class ItemDraft(IndentedContainer):
    """An item of a list (CommonMark 5.2)."""

    __slots__ = ("parent",)

    def __init__(self, parent: "ListDraft", line: int, level: int, width: int) -> None:
        super().__init__(line, level, width)
        self.parent = parent

    def close(self) -> None:
        """Note the last line, for the list too."""
        super().close()
        self.parent.last = self.last


class NoteDraft(IndentedContainer):
    """The definition of a footnote."""

    __slots__ = ("column", "label")

    def __init__(self, label: str, line: Line, level: int) -> None:
        super().__init__(line.number, level, 4)
        self.label = label
        self.column = line.source_column()


class ListDraft(Draft):
    """A list; `mark` is `-`, `+`, `*`, `.` or `)`, `start` the number of the first item."""

    __slots__ = ("items", "mark", "start")

    def __init__(self, line: int, mark: str, start: int) -> None:
        super().__init__(line)
        self.mark = mark
        self.start = start
        self.items: list[ItemDraft] = []

    @property
    def is_ordered(self) -> bool:
        """Whether its items have numbers."""
        return self.mark in {".", ")"}

    @property
    def is_tight(self) -> bool:
        """Whether no blank line stands between its items, nor between the blocks of one."""
        return _follow_directly(self.items) and all(
            _follow_directly(item.children) for item in self.items
        )


def _follow_directly(drafts: "list[ItemDraft] | list[BlockDraft]") -> bool:
    following = iter(drafts)
    next(following, None)
    return all(
        after.line <= before.last + 1 for before, after in zip(drafts, following, strict=False)
    )


VerbatimDraft: TypeAlias = FenceDraft | IndentedDraft | HtmlDraft | MathDraft
LeafDraft: TypeAlias = ParagraphDraft | TableDraft | VerbatimDraft
BlockDraft: TypeAlias = """(
    BreakDraft
    | PageBreakDraft
    | ParagraphDraft
    | HeadingDraft
    | FenceDraft
    | IndentedDraft
    | MathDraft
    | HtmlDraft
    | TableDraft
    | QuoteDraft
    | ListDraft
    | NoteDraft
    | AdmonitionDraft
    | DivisionDraft
    | DefinitionListDraft
)"""
