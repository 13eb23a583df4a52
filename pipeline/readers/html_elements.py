"""Blocks of HTML as a tree of elements; Markdown that stands between their tags is folded in."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Protocol, TypeAlias

from pipeline.diagnostics import Code
from pipeline.model.nodes import Block, Node, PageBreak
from pipeline.readers.drafts import BlockDraft, HtmlDraft
from pipeline.readers.dropped_tags import HIDDEN, DroppedTags
from pipeline.readers.findings import Findings
from pipeline.readers.html_tags import (
    BLOCK,
    DROPPED_WITH_CONTENT,
    INLINE,
    KNOWN,
    VOID,
    Tag,
    read_tag,
)
from pipeline.readers.paragraphs import is_page_break

MAX_OPEN = 50
MAX_REREADS = 10
"""How deep Markdown within HTML within Markdown may be nested."""
_ON = frozenset({"", "1", "block", "true", "markdown", "span"})
_PASSING = frozenset(
    (
        *("p", "div", "section", "article", "aside", "details", "summary", "figure", "figcaption"),
        *("blockquote", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_ENDS_PARAGRAPH = BLOCK - {"caption", "option", "legend"}
# What a tag ends that was left open, and where the search for it stops (HTML 13.1.2.4).
_LIST, _TABLE = frozenset({"ul", "ol", "menu", "dir"}), frozenset({"table"})
_ENDED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LIST),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl"}))),
    **dict.fromkeys(("td", "th"), (frozenset({"td", "th"}), _TABLE | {"tr"})),
    "tr": (frozenset({"tr", "td", "th", "caption", "colgroup"}), _TABLE),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        (frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup"}), _TABLE),
    ),
}
_MAY_BE_OPEN = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "colgroup",
        "option",
    ]
)


class Words:
    """Text between tags as it stands in the source, and the line that it begins in."""

    __slots__ = ("line", "text")

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line


class Element:
    """An element: its tag, the line that it begins in, and what stands in it."""

    __slots__ = ("children", "line", "tag")

    def __init__(self, tag: Tag, line: int) -> None:
        self.tag = tag
        self.line = line
        self.children: list[Child] = []

    @property
    def name(self) -> str:
        """Its name in lower case, "" for the root."""
        return self.tag.name

    def elements(self, *names: str) -> "list[Element]":
        """Give the elements of these names that stand directly in it."""
        return [c for c in self.children if isinstance(c, Element) and c.name in names]


Child: TypeAlias = Words | Element | Node
ROOT = Tag("", {})


class Folder(Protocol):
    """What reads the Markdown between tags."""

    findings: Findings

    def markdown_blocks(self, draft: BlockDraft) -> tuple[Block, ...]:
        """Build the blocks of a draft that is no HTML."""

    def redraft(self, text: str, line: int) -> list[BlockDraft]:
        """Read text that stands within an element as Markdown, but for its inlines."""


def fold(drafts: Iterable[BlockDraft], folder: Folder, dropped: DroppedTags) -> Element:
    """Give the tree of a row of drafts, some of which are HTML."""
    folding = _Folding(folder, dropped)
    folding.take(drafts)
    return folding.finish()


class _Folding:
    """The tree while it grows: a stack of open elements."""

    def __init__(self, folder: Folder, dropped: DroppedTags) -> None:
        self._folder = folder
        self._dropped = dropped
        self._open: list[Element] = [Element(ROOT, 0)]
        self._names: Counter[str] = Counter()
        self._rereads = 0

    def take(self, drafts: Iterable[BlockDraft]) -> None:
        """Put drafts where they stand: into the innermost element that is open."""
        for draft in drafts:
            if not isinstance(draft, HtmlDraft):
                self.add_blocks(self._folder.markdown_blocks(draft))
            elif is_page_break(draft):
                place = self._folder.findings.place(draft.line)
                self.add_blocks((PageBreak(location=place),))
            else:
                self.read("\n".join(draft.lines), draft.line)

    def add_blocks(self, blocks: Iterable[Node]) -> None:
        self._end_paragraph()
        self._open[-1].children.extend(blocks)

    def finish(self) -> Element:
        """Close what is open; an element that nothing closes leaves its content in its place."""
        while len(self._open) > 1:
            self._end_unclosed(self._open[-1])
        return self._open[0]

    def _end_unclosed(self, element: Element) -> None:
        self._pop()
        if element.name in _MAY_BE_OPEN:
            return
        place = self._folder.findings.place(element.line)
        self._dropped.drop_tag(element.name, place, is_closing=False)
        parent = self._open[-1]
        children = parent.children
        at = next(i for i in range(len(children) - 1, -1, -1) if children[i] is element)
        children[at : at + 1] = element.children

    def read(self, text: str, line: int) -> None:
        """Read one block of HTML."""
        self._text, self._line, self._at = text, line, 0
        self._absent: set[str] = set()
        while (sign := text.find("<", self._at)) >= 0:
            self._add_words(sign)
            if not self._read_markup(sign):
                self._add_words(sign + 1)
        self._add_words(len(text))

    def _add_words(self, end: int) -> None:
        """Add the text up to `end`."""
        start = self._at
        if start < end:
            words = Words(self._text[start:end], self._line)
            if self._open[-1].name or words.text.strip():
                self._open[-1].children.append(words)
            self._move_to(end)

    def _move_to(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _read_markup(self, at: int) -> bool:
        """Read what begins at `at`; give whether it is markup."""
        found = read_tag(self._text, at)
        if found is not None:
            self._read_tag(*found)
            return True
        for start, mark in HIDDEN:
            if self._text.startswith(start, at):
                self._hide(start, mark, at)
                return True
        return False

    def _hide(self, start: str, mark: str, at: int) -> None:
        place = self._folder.findings.place(self._line)
        end = self._find(mark, at + 2)
        if end >= 0:
            self._dropped.drop_hidden(start, mark, place)
            self._move_to(end + len(mark))
            return
        message = f"'{start}' is never closed by '{mark}'; what follows is text"
        self._folder.findings.say(Code.MARKUP_DROPPED, message, place)
        self._move_to(at + len(start))

    def _find(self, mark: str, at: int) -> int:
        if mark in self._absent:
            return -1
        found = self._text.find(mark, at)
        if found < 0:
            self._absent.add(mark)
        return found

    def _read_tag(self, tag: Tag, end: int) -> None:
        place = self._folder.findings.place(self._line)
        if tag.may_be_text and self._find(f"</{tag.written}", end) < 0:
            self._dropped.show_tag(tag.written, place)
            words = self._text[self._at : end].replace("<", "&lt;")
            self._open[-1].children.append(Words(words, self._line))
            self._move_to(end)
            return
        if tag.is_closing:
            self._close(tag)
            self._move_to(end)
            return
        self._dropped.judge(tag, place)
        self._end_before(tag.name)
        line = self._line
        self._move_to(end)
        if tag.name in DROPPED_WITH_CONTENT and self._skip_content(tag.name):
            self._dropped.drop_element(tag.name, place)
        elif tag.name in VOID:
            self._open[-1].children.append(Element(tag, line))
        elif len(self._open) > MAX_OPEN:
            self._dropped.drop_tag(tag.name, place, is_closing=False)
        elif tag.name in KNOWN:
            self._push(Element(tag, line))
            if self._rereads < MAX_REREADS and self._holds_markdown(tag):
                self._reread(tag.name)

    def _holds_markdown(self, tag: Tag) -> bool:
        """Tell whether text in an element is Markdown: it says so, or what is around it does."""
        said = tag.attributes.get("markdown", "1" if self._rereads else "0").strip().lower()
        return said in _ON and tag.name in (_PASSING if self._rereads else BLOCK)

    def _skip_content(self, name: str) -> bool:
        if name in self._absent:
            return False
        match = re.compile(rf"</{name}\s*>?", re.IGNORECASE).search(self._text, self._at)
        if match is None:
            self._absent.add(name)
            return False
        self._move_to(match.end())
        return True

    def _reread(self, name: str) -> None:
        """Read the text up to the closing tag, or to the end of the block, as Markdown."""
        end = self._end_of_content(name)
        inner, line = self._text[self._at : end], self._line
        self._move_to(end)
        if not inner.strip():
            return
        here = (self._text, self._line, self._at, self._absent)
        self._rereads += 1
        self.take(self._folder.redraft(inner, line))
        self._rereads -= 1
        self._text, self._line, self._at, self._absent = here

    def _end_of_content(self, name: str) -> int:
        depth = 1
        for match in re.finditer(rf"<(/?){name}(?=[\s>/])", self._text[self._at :], re.IGNORECASE):
            depth += -1 if match[1] else 1
            if not depth:
                return self._at + match.start()
        return len(self._text)

    def _push(self, element: Element) -> None:
        self._open[-1].children.append(element)
        self._open.append(element)
        self._names[element.name] += 1

    def _pop(self) -> None:
        self._names[self._open.pop().name] -= 1

    def _end_before(self, name: str) -> None:
        """End what the beginning of an element ends by itself."""
        if name in _ENDS_PARAGRAPH and self._names["p"]:
            self._end_paragraph()
        if name not in _ENDED:
            return
        ended, bounds = _ENDED[name]
        index = len(self._open) - 1
        last = len(self._open)
        while index > 0 and self._open[index].name not in bounds:
            if self._open[index].name in ended:
                last = index
            index -= 1
        while len(self._open) > last:
            self._pop()

    def _end_paragraph(self) -> None:
        index = len(self._open) - 1
        while index > 0 and self._open[index].name in INLINE:
            index -= 1
        if self._open[index].name == "p":
            while len(self._open) > index:
                self._pop()

    def _close(self, tag: Tag) -> None:
        if not self._names[tag.name]:
            if tag.name not in VOID and tag.name != "p":
                place = self._folder.findings.place(self._line)
                self._dropped.drop_tag(tag.name, place, is_closing=True)
            return
        while self._open[-1].name != tag.name:
            self._pop()
        self._pop()
