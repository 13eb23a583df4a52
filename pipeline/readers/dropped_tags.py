"""Which markup of HTML was dropped."""

from dataclasses import dataclass, field

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.readers.findings import Findings
from pipeline.readers.html_tags import FORMS, KNOWN, SILENT, Tag

HIDDEN = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
"""What begins and ends markup that browsers do not show; the first is a comment."""

_UNKNOWN_HINT = "what is meant as text, such as a placeholder or a type, goes between backticks"


@dataclass(slots=True)
class _Dropped:
    """What was dropped in one line.

    `emptied` is what went with its content, `shown` what only looks like a tag and is text.
    """

    place: Location
    tags: dict[str, None] = field(default_factory=dict)
    emptied: dict[str, None] = field(default_factory=dict)
    shown: dict[str, None] = field(default_factory=dict)
    is_unknown: bool = False

    def message(self) -> str:
        if self.shown and not self.tags and not self.emptied:
            return f"no element of HTML, and shown as text: {', '.join(self.shown)}"
        tags = f"HTML dropped: {', '.join({**self.tags, **self.emptied})}"
        if not self.emptied:
            return f"{tags}; the text stays"
        return f"{tags}; with its content: {', '.join(self.emptied)}"


class DroppedTags:
    """Gathers the markup that one text loses, and says it once a line.

    A closing tag goes without a word where the opening one was dropped.
    """

    __slots__ = ("_lines", "_opened")

    def __init__(self) -> None:
        self._opened: set[str] = set()
        self._lines: dict[int, _Dropped] = {}

    def drop_tag(self, name: str, place: Location, *, is_closing: bool) -> None:
        """Note that a tag was dropped, but not its content."""
        if name in SILENT:
            return
        if not is_closing:
            self._opened.add(name)
            self._add(f"<{name}>", place, name)
        elif name not in self._opened:
            self._add(f"</{name}>", place, name)

    def _add(self, shown: str, place: Location, name: str) -> None:
        line = self._line(place)
        line.tags[shown] = None
        line.is_unknown = line.is_unknown or name not in KNOWN

    def drop_element(self, name: str, place: Location) -> None:
        """Note that an element was dropped with its content."""
        self._opened.add(name)
        self._line(place).emptied[f"<{name}>"] = None

    def drop_hidden(self, start: str, mark: str, place: Location) -> None:
        """Note that markup was dropped which browsers do not show.

        Of comments nothing is said, nor of the type of a document.
        """
        if start not in {"<!--", "<!"}:
            self._line(place).emptied[f"{start}…{mark}"] = None

    def judge(self, tag: Tag, place: Location) -> None:
        """Note what is lost of a tag that means something, or nothing at all."""
        for event in tag.events:
            self._line(place).tags[event] = None
        if tag.name == "input" and tag.get("type").lower() == "checkbox":
            return  # the box of a task, where one can be
        if tag.name in FORMS or tag.name not in KNOWN:
            self.drop_tag(tag.name, place, is_closing=tag.is_closing)

    def show_tag(self, name: str, place: Location) -> None:
        """Note that what looks like a tag is shown as it stands."""
        self._line(place).shown[f"<{name}>"] = None

    def _line(self, place: Location) -> _Dropped:
        return self._lines.setdefault(place.line, _Dropped(place))

    def say(self, findings: Findings) -> None:
        """Say what was dropped, a line at a time."""
        for dropped in self._lines.values():
            hint = _UNKNOWN_HINT if dropped.is_unknown or dropped.shown else ""
            findings.say(Code.MARKUP_DROPPED, dropped.message(), dropped.place, hint)
