"""Tags: their names and attributes, and where the content of elements ends."""

import re
from dataclasses import dataclass, field

from pipeline.location import NOWHERE, Location
from pipeline.readers.entities import resolve_references
from pipeline.readers.html_names import RAW, VOID

_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?"
)
_PLACEHOLDER = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*>")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: `raw` is how its author wrote it, `name` and the attributes' names in lower case."""

    raw: str
    name: str
    place: Location = NOWHERE
    is_closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether it is a whole element."""
        return self.name in VOID or self.raw.endswith("/>")

    @property
    def looks_typed(self) -> bool:
        """Whether it may be no tag at all, but text such as `<T>` or `<your-name>`."""
        return _PLACEHOLDER.fullmatch(self.raw) is not None

    @property
    def holds_markdown(self) -> bool:
        """Whether its author says that it holds Markdown (`markdown`, `markdown="1"`)."""
        return self.attributes.get("markdown", "0").lower() in {"", "1", "block", "span", "true"}


def read_tag(raw: str, place: Location) -> Tag:
    """Read the text of a tag; of two attributes of one name the first counts, as in browsers."""
    match = _NAME.match(raw)
    closing, name = match.groups() if match else ("", "")
    attributes: dict[str, str] = {}
    start = match.end() if match else len(raw)
    if not closing and len(raw) - start > 1:
        for found in _ATTRIBUTE.finditer(raw, start):
            value = found[2] or found[3] or found[4] or ""
            attributes.setdefault(found[1].lower(), resolve_references(value))
    return Tag(raw, name.lower(), place, bool(closing), attributes)


def end_of_element(text: str, name: str, at: int) -> tuple[int, int] | None:
    """Find where the content ends that begins at `at`, and where its closing tag ends.

    Elements of the same name may be within it. None where it is never closed.
    """
    if name in RAW:
        match = re.compile(rf"</{name}\s*+>", re.IGNORECASE).search(text, at)
        return match.span() if match else None
    depth = 1
    tags = re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^<>]*+>", re.IGNORECASE)
    for match in tags.finditer(text, at):
        if match[1]:
            depth -= 1
        elif not match[0].endswith("/>"):
            depth += 1
        if not depth:
            return match.span()
    return None
