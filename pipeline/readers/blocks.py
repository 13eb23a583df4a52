"""The container parser: lines become drafts, each line looked at once.

This is the strategy of CommonMark's appendix, without recursion: a line first continues the open
containers, then may start blocks, and what is left of it is text. The work for a line grows with
the depth of containers, which is bounded (`MAX_LEVEL`).
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TypeAlias

from markdown import Markdown
from markdown.blockparser import BlockParser

from pipeline.diagnostics import Code
from pipeline.readers.boxes import AdmonitionDraft, DivisionDraft
from pipeline.readers.definitions import Defined, read_definition
from pipeline.readers.drafts import (
    BlockDraft,
    Container,
    FenceDraft,
    HtmlDraft,
    IndentedDraft,
    LeafDraft,
    ListDraft,
    MathDraft,
    NoteDraft,
    ParagraphDraft,
    RootDraft,
    TableDraft,
    TextDraft,
)
from pipeline.readers.findings import Findings
from pipeline.readers.html_starts import ends_at_blank, ends_within
from pipeline.readers.line import Line

MAX_LEVEL = 100
_CODE_INDENT = 4


class Started(Enum):
    """What became of the attempt to start a block."""

    NOTHING = 0
    CONTAINER = 1
    LEAF = 2


Start: TypeAlias = Callable[["ContainerParser", Line], Started]


class ContainerParser(BlockParser):
    """Python-Markdown's place for a block parser, filled by one that follows CommonMark.

    `starts` gives, by its first character, the blocks that a line may start, in the order in
    which they are tried. Python-Markdown's block processors are not used: they work on chunks of
    text that know neither their line nor their container.
    """

    def __init__(self, md: Markdown, starts: Mapping[str, tuple[Start, ...]]) -> None:
        super().__init__(md)
        self._starts = starts

    def parse_lines(self, lines: Iterable[str], first: int, findings: Findings) -> RootDraft:
        """Read lines, the first of which has the number `first`, as a document.

        Link references go to the host's `references`; note definitions stay in the tree. `filled`
        is the number of the last line that was not blank.
        """
        self.findings = findings
        self.notes: list[NoteDraft] = []
        self.abbreviations: dict[str, str] = {}
        self.defined: list[Defined] = []
        root = RootDraft(first, 0)
        self._containers: list[Container] = [root]
        self._leaf: LeafDraft | None = None
        self._continued = 1
        self._is_too_deep = False
        self.filled = 0
        line = Line()
        for number, text in enumerate(lines, first):
            if not self._continue_code(text, number):
                line.begin(text, number)
                is_blank = line.blank
                self._read(line)
                self.filled = self.filled if is_blank else number
        self._continued = 1
        self.close_rest()
        self._close_leaf()
        root.close()
        return root

    # What a line does

    def _continue_code(self, text: str, number: int) -> bool:
        """Take the short way for what most lines of code are: text that closes no fence."""
        leaf = self._leaf
        if not isinstance(leaf, FenceDraft) or len(self._containers) > 1:
            return False
        return leaf.append_plain(text, number)

    def _read(self, line: Line) -> None:
        self._continued = self._count_continued(line)
        if self._continued == len(self._containers) and self._continue_verbatim(line):
            return
        if not line.blank and self._start_blocks(line) is Started.LEAF:
            return
        if line.blank:
            self.end_text()
        else:
            self._add_text(line)

    def _count_continued(self, line: Line) -> int:
        containers = self._containers
        if len(containers) == 1:
            return 1
        count = 1
        while count < len(containers) and containers[count].continues(line):
            count += 1
        return count

    def _continue_verbatim(self, line: Line) -> bool:
        """Give the line to an open block of code or HTML, if it wants it."""
        match self._leaf:
            case FenceDraft() as fence:
                return self._continue_fence(fence, line)
            case IndentedDraft() as code:
                if not line.blank and line.indent < _CODE_INDENT:
                    return False
                code.append(line)
                return True
            case HtmlDraft() as html:
                return self.continue_html(html, line)
            case MathDraft() as math:
                return self._continue_math(math, line)
            case _:
                return False

    def _continue_fence(self, fence: FenceDraft, line: Line) -> bool:
        if fence.is_closed_by(line):
            fence.is_closed = True
            fence.last = line.number
            self._leaf = None
        else:
            fence.append(line)
        return True

    def _continue_math(self, math: MathDraft, line: Line) -> bool:
        if line.blank:  # no formula holds a blank line: what was begun is text
            return False
        math.append(line)
        if math.text_closes(line.content(), at=0):
            self._leaf = None
        return True

    def continue_html(self, html: HtmlDraft, line: Line) -> bool:
        """Give the line to a block of HTML, and end it where it ends."""
        if line.blank and ends_at_blank(html.kind):
            return False
        html.append(line)
        if ends_within(html.kind, html.lines[-1]):
            self._leaf = None
        return True

    def _start_blocks(self, line: Line) -> Started:
        """Start what the line starts: any containers, then at most one leaf."""
        started = Started.CONTAINER
        while started is Started.CONTAINER and not line.blank:
            started = self._start_block(line)
        return started

    def _start_block(self, line: Line) -> Started:
        if line.indent >= _CODE_INDENT:
            return self._start_indented(line)
        for start in self._starts.get(line.text[line.first], ()):
            started = start(self, line)
            if started is not Started.NOTHING:
                return started
        return Started.NOTHING

    def _start_indented(self, line: Line) -> Started:
        if isinstance(self._leaf, ParagraphDraft):
            return Started.NOTHING
        draft = IndentedDraft(line)
        self.open_leaf(draft)
        draft.append(line)
        return Started.LEAF

    def end_text(self) -> None:
        """Close what the line does not continue, and the open leaf."""
        self.close_rest()
        self._close_leaf()

    def forget_leaf(self) -> None:
        """Have no leaf open any more; what it became is known."""
        self._leaf = None

    def _add_text(self, line: Line) -> None:
        leaf = self._leaf
        if isinstance(leaf, ParagraphDraft) and self._may_be_lazy():
            leaf.append(line)
            return
        self.close_rest()
        if isinstance(self._leaf, TableDraft) and self._leaf.has_room(line):
            self._leaf.append(line)
            return
        self.open_leaf(ParagraphDraft(line))

    def _may_be_lazy(self) -> bool:
        """Tell whether a paragraph of a container that the line does not continue goes on.

        In Python-Markdown's containers, indentation alone tells what belongs to them.
        """
        left = self._containers[self._continued :]
        return not any(isinstance(container, AdmonitionDraft) for container in left)

    # What block starts ask and do

    @property
    def paragraph(self) -> ParagraphDraft | None:
        """The open paragraph that the line would continue, if all containers continue."""
        if self._continued == len(self._containers) and isinstance(self._leaf, ParagraphDraft):
            return self._leaf
        return None

    @property
    def is_in_paragraph(self) -> bool:
        """Whether the line could continue a paragraph, be it as a lazy line."""
        return isinstance(self._leaf, ParagraphDraft)

    @property
    def parent(self) -> Container:
        """The innermost container that the line continues."""
        return self._containers[self._continued - 1]

    def open_list(self, mark: str) -> ListDraft | None:
        """Give the list with that mark which an item would continue."""
        children = self.parent.children
        last = children[-1] if children else None
        return last if isinstance(last, ListDraft) and last.mark == mark else None

    def has_room(self, line: Line, levels: int) -> bool:
        """Tell whether so many levels may be added; where not, the mark stays text."""
        if self.parent.level + levels <= MAX_LEVEL:
            return True
        if not self._is_too_deep:
            self._is_too_deep = True
            self.findings.say(
                Code.NESTING_TOO_DEEP,
                f"blocks are nested more than {MAX_LEVEL} levels deep; deeper marks stay text",
                self.findings.place(line.number, line.source_column()),
            )
        return False

    def close_division(self, fence: str, line: Line) -> Started:
        """Close the innermost division with fences of that kind, if one is open."""
        for index in range(self._continued - 1, 0, -1):
            container = self._containers[index]
            if isinstance(container, DivisionDraft) and container.mark == fence[0]:
                container.tail = line.number
                self._continued = index
                self.end_text()
                return Started.LEAF
        return Started.NOTHING

    def close_rest(self) -> None:
        """Close the containers that the line does not continue, the innermost first."""
        while len(self._containers) > self._continued:
            self._close_leaf()
            self._containers.pop().close()

    def open_leaf(self, leaf: LeafDraft) -> None:
        """Start a leaf that further lines may continue."""
        self.add(leaf)
        self._leaf = leaf

    def add(self, draft: BlockDraft) -> None:
        """Add a block to the container that the line continues, after what was open."""
        self.close_rest()
        self._close_leaf()
        self.parent.children.append(draft)

    def open_container(self, container: Container) -> None:
        """Start a container, which is already in its place in the tree."""
        self._containers.append(container)
        self._continued += 1

    def replace_leaf(self, leaf: LeafDraft | None, draft: BlockDraft) -> None:
        """Put `draft` in the place of the open leaf; `leaf` is what then is open."""
        self.parent.children[-1] = draft
        self._leaf = leaf

    def _close_leaf(self) -> None:
        leaf, self._leaf = self._leaf, None
        if isinstance(leaf, ParagraphDraft):
            self.take_definitions(leaf)

    def take_definitions(self, paragraph: TextDraft) -> None:
        """Move the definitions that a paragraph begins with to the host's references."""
        if not paragraph.lines or not paragraph.lines[0].startswith("["):
            return
        text = "\n".join(paragraph.lines)
        at, line = 0, paragraph.first
        while definition := read_definition(text, at) if text.startswith("[", at) else None:
            self.md.references.setdefault(definition.label, (definition.url, definition.title))
            self.defined.append(Defined(definition, line))
            line += text.count("\n", at, definition.end)
            at = definition.end
        if at:
            lines = text.count("\n", 0, at)
            paragraph.drop_first(lines if at < len(text) else len(paragraph.lines))
