"""The reading of blocks of HTML: tags, and the words between them, become a tree."""

import re
from collections.abc import Iterable

from pipeline.diagnostics import Code
from pipeline.model.nodes import PageBreak
from pipeline.readers.drafts import BlockDraft, HtmlDraft, ParagraphDraft
from pipeline.readers.dropped_tags import HIDDEN, DroppedTags
from pipeline.readers.findings import Findings
from pipeline.readers.html_media import emptied
from pipeline.readers.html_names import BLOCKS, EMPTIED, KNOWN, PLAYED
from pipeline.readers.html_starts import TAG
from pipeline.readers.html_tags import Tag, end_of_element, read_tag
from pipeline.readers.html_tree import Source, Tree, Words

# What browsers take for a tag though CommonMark does not: `<td class="a"width=50%>`.
_LOOSE_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*+)(?:[\s/][^<>]*+)?>")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9-]*+)\s*+>")
_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9]*+)")
_PAGE_BREAK = re.compile(r"\s*+(?:page[ -]?break|new-?page)\s*+", re.IGNORECASE)
# Elements whose Markdown is read as that of one paragraph (Python-Markdown's md_in_html).
_SPANS = frozenset(["address", "dt", "figcaption", "legend", "p", "pre", "summary", "td", "th"]) | {
    f"h{level}" for level in range(1, 7)
}

_INHERITING = _SPANS - {"pre"} | {"aside", "blockquote", "dd", "details", "div", "li", "section"}


def add_drafts(
    tree: Tree, drafts: Iterable[BlockDraft], findings: Findings, dropped: DroppedTags
) -> None:
    """Add siblings, some of which are blocks of HTML, to the tree that their tags make."""
    for draft in drafts:
        if isinstance(draft, HtmlDraft):
            _Block(draft, tree, findings, dropped).read()
            tree.end_draft()
            continue
        closing = _take_closing(draft, tree, findings)
        tree.add(draft)
        for tag in closing:
            tree.close(tag)


def _take_closing(draft: BlockDraft, tree: Tree, findings: Findings) -> list[Tag]:
    """Take closing tags of blocks off the end of a paragraph: `Text.</details>`."""
    if not isinstance(draft, ParagraphDraft) or not draft.lines:
        return []
    line = draft.lines[-1].rstrip()
    tags: list[Tag] = []
    end = len(line)
    while (at := line.rfind("</", 0, end)) > 0:
        match = _CLOSING.fullmatch(line, at, end)
        name = match[1].lower() if match else ""
        if name not in BLOCKS or not tree.is_open(name) or (not tags and _opens(draft)):
            break
        tags.append(read_tag(line[at:end], findings.place(draft.last)))
        end = at
    if tags:
        draft.lines[-1] = line[:end].rstrip()
    return tags[::-1]


def _opens(draft: ParagraphDraft) -> bool:
    """Tell whether a tag in the paragraph opens a block, which the closing ones may belong to."""
    names = (match[1].lower() for line in draft.lines for match in _OPENING.finditer(line))
    return any(name in BLOCKS for name in names)


class _Block:
    """The reading of one block of HTML; `line` is that of what is read next."""

    def __init__(
        self, draft: HtmlDraft, tree: Tree, findings: Findings, dropped: DroppedTags
    ) -> None:
        self._text = "\n".join(draft.lines)
        self._line = draft.line
        self._done = 0
        self._tree = tree
        self._findings = findings
        self._dropped = dropped
        self._absent: set[str] = set()

    def read(self) -> None:
        """Read all of it."""
        at = 0
        while (sign := self._text.find("<", at)) >= 0:
            end = self._read_markup(sign)
            at = end or sign + 1
        self._add_words(len(self._text))

    def _add_words(self, end: int) -> None:
        """Add the words up to `end`."""
        if self._done < end:
            self._tree.add(Words(self._text[self._done : end], self._line))
            self._move(end)

    def _move(self, end: int) -> int:
        self._line += self._text.count("\n", self._done, end)
        self._done = end
        return end

    def _read_markup(self, at: int) -> int:
        """Read what begins at `at`; give its end, 0 where it is no markup."""
        match = TAG.match(self._text, at) or self._match_loose(at)
        if match is not None:
            self._add_words(at)
            return self._read_tag(read_tag(match.group(), self._findings.place(self._line)), at)
        for start, mark in HIDDEN:
            if self._text.startswith(start, at):
                self._add_words(at)
                return self._hide(start, mark, at)
        return 0

    def _match_loose(self, at: int) -> re.Match[str] | None:
        match = _LOOSE_TAG.match(self._text, at)
        return match if match and match[1].lower() in KNOWN else None

    def _hide(self, start: str, mark: str, at: int) -> int:
        place = self._findings.place(self._line)
        end = -1 if mark in self._absent else self._text.find(mark, at + 2)
        if end >= 0:
            self._dropped.drop_hidden(start, mark, place)
            if start == "<!--" and _PAGE_BREAK.fullmatch(self._text, at + len(start), end):
                self._tree.add(PageBreak(location=place))
            return self._move(end + len(mark))
        if mark not in self._absent:
            self._absent.add(mark)
            message = f"'{start}' is never closed by '{mark}'; what follows is text"
            self._findings.say(Code.MARKUP_DROPPED, message, place)
        return self._move(at + len(start))

    def _read_tag(self, tag: Tag, at: int) -> int:
        end = at + len(tag.raw)
        if tag.is_closing:
            self._tree.close(tag)
        elif tag.name in EMPTIED or tag.name in PLAYED:
            return self._empty(tag, end)
        elif self._holds_markdown(tag) and self._text[end:].strip():
            return self._read_source(tag, end)
        else:
            self._tree.open(tag)
        return self._move(end)

    def _holds_markdown(self, tag: Tag) -> bool:
        """Tell whether text in an element is Markdown: its tag says so, or one around it does."""
        if "markdown" in tag.attributes:
            return tag.holds_markdown and not tag.is_empty
        return tag.name in _INHERITING and self._tree.is_in_markdown

    def _end_of(self, tag: Tag, at: int) -> tuple[int, int] | None:
        """Find the end of an element's content and its own; what is never closed is noted."""
        if tag.name in self._absent:
            return None
        found = end_of_element(self._text, tag.name, at)
        if found is None:
            self._absent.add(tag.name)
        return found

    def _empty(self, tag: Tag, end: int) -> int:
        found = (end, end) if tag.is_empty else self._end_of(tag, end)
        if found is None and tag.name in EMPTIED:
            self._dropped.drop_tag(tag)
            return self._move(end)
        inner, after = found or (end, end)
        for inline in emptied(tag, self._text[end:inner], self._dropped):
            self._tree.add(inline)
        return self._move(after)

    def _read_source(self, tag: Tag, end: int) -> int:
        """Take what an element holds as Markdown, up to its end or to that of the block."""
        inner, after = self._end_of(tag, end) or (len(self._text), len(self._text))
        self._move(end)
        self._tree.open(tag)
        holds_blocks = tag.name in BLOCKS - _SPANS and tag.attributes.get("markdown") != "span"
        self._tree.add(Source(self._text[end:inner], self._line, holds_blocks))
        if after > inner:
            self._tree.close(read_tag(f"</{tag.name}>", tag.place))
        return self._move(after)
