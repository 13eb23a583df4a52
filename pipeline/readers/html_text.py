"""The text of a block of HTML: tags go, what stands between them stays."""

import re

from pipeline.diagnostics import Code
from pipeline.model.nodes import HardBreak, Inline, Paragraph, SoftBreak, Text
from pipeline.readers.drafts import HtmlDraft
from pipeline.readers.dropped_tags import DROPPED_WITH_CONTENT, HIDDEN, DroppedTags
from pipeline.readers.emphasis import merged
from pipeline.readers.entities import resolve_references
from pipeline.readers.findings import Findings
from pipeline.readers.html_starts import BLOCK_NAMES, TAG
from pipeline.readers.raw_html import TAG_NAME
from pipeline.readers.scanner import trimmed


def html_paragraphs(draft: HtmlDraft, findings: Findings) -> tuple[Paragraph, ...]:
    """Give the text of a block of HTML as paragraphs, and say which tags were dropped."""
    return _HtmlText("\n".join(draft.lines), draft.line, findings).paragraphs()


class _HtmlText:
    """The reading of one block of HTML."""

    def __init__(self, text: str, line: int, findings: Findings) -> None:
        self._text = text
        self._line = self._first = line
        self._findings = findings
        self._dropped = DroppedTags()
        self._absent: set[str] = set()
        self._content: list[Inline] = []
        self._paragraphs: list[Paragraph] = []

    def paragraphs(self) -> tuple[Paragraph, ...]:
        text, at = self._text, 0
        while (sign := text.find("<", at)) >= 0:
            self._add_text(at, sign)
            end = self._read_markup(sign)
            if end < 0:
                self._add_text(sign, sign + 1)
                end = sign + 1
            else:
                self._line += text.count("\n", sign, end)
            at = end
        self._add_text(at, len(text))
        self._end_paragraph()
        self._dropped.say(self._findings)
        return tuple(self._paragraphs)

    def _add_text(self, start: int, end: int) -> None:
        """Add text between tags; a blank line ends a paragraph."""
        lines = self._text[start:end].split("\n")
        for number, line in enumerate(lines):
            if number:
                self._break_line()
            words = resolve_references(" ".join(line.split()))
            if not words:
                continue
            lead = " " if line[0].isspace() and self._ends_in_text() else ""
            tail = " " if line[-1].isspace() and number == len(lines) - 1 else ""
            place = self._findings.place(self._line)
            self._content.append(Text(f"{lead}{words}{tail}", location=place))

    def _ends_in_text(self) -> bool:
        return bool(self._content) and isinstance(self._content[-1], Text)

    def _break_line(self) -> None:
        self._line += 1
        if self._content and isinstance(self._content[-1], SoftBreak):
            self._end_paragraph()
        elif self._content:
            self._content.append(SoftBreak(location=self._findings.place(self._line - 1)))

    def _end_paragraph(self) -> None:
        content, self._content = trimmed(merged(self._content)), []
        if any(isinstance(inline, Text) for inline in content):
            self._paragraphs.append(Paragraph(content, location=content[0].location))

    def _read_markup(self, at: int) -> int:
        """Read what begins at `at`; give its end, -1 where it is no markup."""
        tag = TAG.match(self._text, at)
        if tag is not None:
            return self._read_tag(at, tag.end())
        for start, mark in HIDDEN:
            if self._text.startswith(start, at):
                return self._hide(start, mark, at)
        return -1

    def _hide(self, start: str, mark: str, at: int) -> int:
        end = self._find(mark, at + 2)
        if end >= 0:
            self._dropped.drop_hidden(start, mark, self._findings.place(self._first))
            return end + len(mark)
        place = self._findings.place(self._line)
        message = f"'{start}' is never closed by '{mark}'; what follows is text"
        self._findings.say(Code.MARKUP_DROPPED, message, place)
        return at + len(start)

    def _find(self, mark: str, at: int) -> int:
        if mark in self._absent:
            return -1
        found = self._text.find(mark, at)
        if found < 0:
            self._absent.add(mark)
        return found

    def _read_tag(self, at: int, end: int) -> int:
        match = TAG_NAME.match(self._text, at)
        closing, name = match.groups() if match else ("", "")
        name = name.lower()
        if name == "br":
            self._content.append(HardBreak(location=self._findings.place(self._line)))
            return end
        if name in BLOCK_NAMES:
            self._end_paragraph()
        place = self._findings.place(self._first)
        content = -1 if closing else self._end_of_content(name, end)
        if content >= 0:
            self._dropped.drop_element(name, place)
            return content
        self._dropped.drop_tag(name, place, is_closing=bool(closing))
        return end

    def _end_of_content(self, name: str, at: int) -> int:
        """Find where the content ends that goes with its tags; -1 where there is none."""
        if name not in DROPPED_WITH_CONTENT or name in self._absent:
            return -1
        match = re.compile(rf"</{name}", re.IGNORECASE).search(self._text, at)
        if match is None:
            self._absent.add(name)
        return match.start() if match else -1
