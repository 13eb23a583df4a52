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
    """What was dropped in one line, each thing with the first place that it stood at.

    `emptied` is what went with its content, `linked` what a link stands in for, `typed` what is
    shown as text.
    """

    tags: dict[str, Location] = field(default_factory=dict)
    emptied: dict[str, Location] = field(default_factory=dict)
    linked: dict[str, Location] = field(default_factory=dict)
    attributes: dict[str, Location] = field(default_factory=dict)
    typed: dict[str, Location] = field(default_factory=dict)

    def say(self, findings: Findings) -> None:
        if found := {**self.tags, **self.emptied}:
            findings.say(Code.MARKUP_DROPPED, self._message(found), _first(found))
        if self.attributes:
            message = f"HTML attributes dropped: {', '.join(_sorted(self.attributes))}"
            findings.say(Code.MARKUP_DROPPED, message, _first(self.attributes))
        if self.typed:
            tags = _sorted(self.typed)
            message = f"no elements of HTML, and shown as text: {', '.join(tags)}"
            hint = f"what is meant as text goes between backticks: `{tags[0]}`"
            findings.say(Code.MARKUP_DROPPED, message, _first(self.typed), hint)

    def _message(self, found: dict[str, Location]) -> str:
        message = f"HTML dropped: {', '.join(_sorted(found))}"
        if not self.emptied:
            return f"{message}; the text stays"
        message = f"{message}; with its content: {', '.join(_sorted(self.emptied))}"
        if self.linked:
            message = f"{message}; a link stands in for {', '.join(_sorted(self.linked))}"
        return message


def _column(place: Location) -> int:
    return place.column


def _first(found: dict[str, Location]) -> Location:
    return min(found.values(), key=_column)


def _sorted(found: dict[str, Location]) -> list[str]:
    return sorted(found, key=lambda name: found[name].column)


class DroppedTags:
    """Gathers the markup that one text loses, and says it once a line.

    A closing tag goes without a word where the opening one was dropped.
    """

    __slots__ = ("_lines", "_opened")

    def __init__(self) -> None:
        self._opened: set[str] = set()
        self._lines: dict[int, _Dropped] = {}

    def drop_tag(self, tag: Tag) -> None:
        """Note that a tag was dropped, but not its content; what no tag has opened has none."""
        if not tag.name:
            return
        if not tag.is_closing:
            self._opened.add(tag.name)
            _note(self._line(tag.place).tags, f"<{tag.name[:_SHOWN]}>", tag.place)
        elif tag.name not in self._opened:
            _note(self._line(tag.place).tags, f"</{tag.name[:_SHOWN]}>", tag.place)

    def drop_element(self, tag: Tag, *, is_linked: bool = False) -> None:
        """Note that an element was dropped with its content, and whether a link stands in."""
        self._opened.add(tag.name)
        line = self._line(tag.place)
        _note(line.emptied, f"<{tag.name}>", tag.place)
        if is_linked:
            _note(line.linked, f"<{tag.name}>", tag.place)

    def drop_hidden(self, start: str, mark: str, place: Location) -> None:
        """Note that markup was dropped which browsers do not show.

        Of comments nothing is said, nor of the type of a document.
        """
        if start not in {"<!--", "<!"}:
            _note(self._line(place).emptied, f"{start}…{mark}", place)

    def drop_attribute(self, name: str, tag: Tag) -> None:
        """Note that an attribute was dropped that does more than to change looks."""
        shown = f"{name[:_SHOWN]} of <{tag.name[:_SHOWN]}>"
        _note(self._line(tag.place).attributes, shown, tag.place)

    def show_typed(self, tag: Tag) -> None:
        """Note that what looks like a tag is shown as text."""
        _note(self._line(tag.place).typed, tag.raw[:_SHOWN], tag.place)

    def _line(self, place: Location) -> _Dropped:
        return self._lines.setdefault(place.line, _Dropped())

    def say(self, findings: Findings) -> None:
        """Say what was dropped, a line at a time."""
        for dropped in self._lines.values():
            dropped.say(findings)


def _note(found: dict[str, Location], what: str, place: Location) -> None:
    """Note what was dropped, at the first of its places in a line."""
    known = found.get(what)
    if known is None or place.column < known.column:
        found[what] = place
