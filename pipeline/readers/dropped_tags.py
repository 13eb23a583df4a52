"""Which markup of HTML was dropped."""

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.readers.findings import Findings

DROPPED_WITH_CONTENT = frozenset({"script", "style"})
HIDDEN = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
"""What begins and ends markup that browsers do not show; the first is a comment."""


class DroppedTags:
    """Gathers the tags that one text loses, and says them once a line.

    A closing tag goes without a word where the opening one was dropped.
    """

    __slots__ = ("_lines", "_names")

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._lines: dict[int, tuple[Location, dict[str, None]]] = {}

    def drop(self, name: str, place: Location, *, is_closing: bool = False) -> None:
        """Note that a tag was dropped."""
        if is_closing and name in self._names:
            return
        self._names.add(name)
        tag = f"</{name}>" if is_closing else f"<{name}>"
        self._lines.setdefault(place.line, (place, {}))[1][tag] = None

    def say(self, findings: Findings) -> None:
        """Say what was dropped, a line at a time."""
        for place, tags in self._lines.values():
            kept = "what stands between them stays"
            if any(f"<{name}>" in tags for name in DROPPED_WITH_CONTENT):
                kept = "scripts and styles with what they hold"
            message = f"HTML dropped: {', '.join(tags)}; {kept}"
            findings.say(Code.MARKUP_DROPPED, message, place)
