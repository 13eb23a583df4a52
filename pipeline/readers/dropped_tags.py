"""Which markup of HTML was dropped."""

from dataclasses import dataclass, field

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.readers.findings import Findings
from pipeline.readers.html_tags import Tag

HIDDEN = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
"""What begins and ends markup that browsers do not show; the first is a comment."""
_SHOWN = 60


@dataclass(slots=True)
class _Dropped:
    """What was dropped in one line.

    `emptied` is what went with its content, `linked` what a link stands in for, `typed` what is
    shown as text.
    """

    place: Location
    tags: dict[str, None] = field(default_factory=dict)
    emptied: dict[str, None] = field(default_factory=dict)
    linked: dict[str, None] = field(default_factory=dict)
    attributes: dict[str, None] = field(default_factory=dict)
    typed: dict[str, None] = field(default_factory=dict)

    def say(self, findings: Findings) -> None:
        if self.tags or self.emptied:
            findings.say(Code.MARKUP_DROPPED, self._message(), self.place)
        if self.attributes:
            message = f"HTML attributes dropped: {', '.join(self.attributes)}"
            findings.say(Code.MARKUP_DROPPED, message, self.place)
        if self.typed:
            tags = ", ".join(self.typed)
            message = f"no elements of HTML, and shown as text: {tags}"
            hint = f"what is meant as text goes into backticks: `{next(iter(self.typed))}`"
            findings.say(Code.MARKUP_DROPPED, message, self.place, hint)

    def _message(self) -> str:
        message = f"HTML dropped: {', '.join({**self.tags, **self.emptied})}"
        if not self.emptied:
            return f"{message}; the text stays"
        message = f"{message}; with its content: {', '.join(self.emptied)}"
        if self.linked:
            message = f"{message}; a link stands in for {', '.join(self.linked)}"
        return message


class DroppedTags:
    """Gathers the markup that one text loses, and says it once a line.

    A closing tag goes without a word where the opening one was dropped.
    """

    __slots__ = ("_lines", "_opened")

    def __init__(self) -> None:
        self._opened: set[str] = set()
        self._lines: dict[int, _Dropped] = {}

    def drop_tag(self, tag: Tag) -> None:
        """Note that a tag was dropped, but not its content."""
        if not tag.is_closing:
            self._opened.add(tag.name)
            self._line(tag.place).tags[f"<{tag.name[:_SHOWN]}>"] = None
        elif tag.name not in self._opened:
            self._line(tag.place).tags[f"</{tag.name[:_SHOWN]}>"] = None

    def drop_element(self, tag: Tag, *, is_linked: bool = False) -> None:
        """Note that an element was dropped with its content, and whether a link stands in."""
        self._opened.add(tag.name)
        line = self._line(tag.place)
        line.emptied[f"<{tag.name}>"] = None
        if is_linked:
            line.linked[f"<{tag.name}>"] = None

    def drop_hidden(self, start: str, mark: str, place: Location) -> None:
        """Note that markup was dropped which browsers do not show; of comments nothing is said."""
        if start != "<!--":
            self._line(place).emptied[f"{start}…{mark}"] = None

    def drop_attribute(self, name: str, tag: Tag) -> None:
        """Note that an attribute was dropped that does more than to change looks."""
        self._line(tag.place).attributes[f"{name[:_SHOWN]} of <{tag.name[:_SHOWN]}>"] = None

    def show_typed(self, tag: Tag) -> None:
        """Note that what looks like a tag is shown as text."""
        self._line(tag.place).typed[tag.raw[:_SHOWN]] = None

    def _line(self, place: Location) -> _Dropped:
        return self._lines.setdefault(place.line, _Dropped(place))

    def say(self, findings: Findings) -> None:
        """Say what was dropped, a line at a time."""
        for dropped in self._lines.values():
            dropped.say(findings)
