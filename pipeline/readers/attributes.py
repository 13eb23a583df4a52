"""Attributes in braces: `{#id .class key=value}`, `{: #id .class }`, `{-}`."""

import re
from dataclasses import dataclass
from typing import NamedTuple

_VALUE = r"=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'{}]+))"
_ATTRIBUTE = re.compile(
    r"#(?P<identifier>[^\s#{}\"'=]+)"
    r"|\.(?P<name>[^\s{}\"'=]+)"
    r"|(?P<unnumbered>-)"
    rf"|(?P<key>[A-Za-z_:][\w:.-]*){_VALUE}"
)
_SPACES = re.compile(r"[ \t\n]+")
_BRACES = re.compile(r"\{:?((?:\"[^\"]*\"|'[^']*'|[^{}\"'])*)\}")
_UNNUMBERED = "unnumbered"
_UNLISTED = "unlisted"
_MEANINGS = frozenset({_UNNUMBERED, _UNLISTED})


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an author says of a block or an inline beside its text.

    `names` are all classes, `values` the pairs of keys and values, both in the author's order.
    """

    identifier: str = ""
    names: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that mean nothing to the pipeline, each once."""
        return tuple(name for name in dict.fromkeys(self.names) if name not in _MEANINGS)

    @property
    def numbered(self) -> bool:
        """Whether a heading may have a number."""
        return _UNNUMBERED not in self.names

    @property
    def listed(self) -> bool:
        """Whether a heading may stand in the contents."""
        return _UNLISTED not in self.names

    def value(self, key: str) -> str:
        """Give the last value of a key, "" where there is none."""
        return next((value for name, value in reversed(self.values) if name == key), "")


NONE = Attributes()
_MEANT = re.compile(r"(?<![\\`$\]])\{:?[ \t]*[#.][^{}]*\}$")


class Found(NamedTuple):
    """Attributes in a text, and where they end."""

    attributes: Attributes
    end: int


def attributes_at(text: str, at: int) -> Found | None:
    """Read attributes whose brace opens at `at`; None where the braces hold anything else."""
    match = _BRACES.match(text, at)
    found = read_attributes(match.group(1)) if match else None
    return Found(found, match.end()) if match and found is not None else None


def split_attributes(text: str) -> tuple[str, Attributes]:
    """Split a text from the attributes at its end; braces that hold anything else are text."""
    text = text.rstrip(" \t")
    opening = text.rfind("{")
    if not text.endswith("}") or opening < 0 or text[:opening].endswith(("\\", "`", "$", "]")):
        return text, NONE
    attributes = read_attributes(text[opening + 1 : -1].removeprefix(":"))
    return (text, NONE) if attributes is None else (text[:opening].rstrip(" \t"), attributes)


def split_heading(text: str, *, is_atx: bool) -> tuple[str, Attributes]:
    """Split the last line of a heading from its closing number signs and its attributes.

    Both orders are read: `## Title ## {#id}` and `## Title {#id} ##`.
    """
    text, attributes = split_attributes(text)
    bare = text.rstrip("#")
    if is_atx and bare != text and bare[-1:] in {"", " ", "\t"}:
        text = bare.rstrip(" \t")
        if attributes is NONE:
            return split_attributes(text)
    return text, attributes


def find_unread(text: str) -> int:
    """Give where braces begin that were meant for attributes, or -1.

    `text` is what `split_heading` gives: what could be read is no part of it.
    """
    match = _MEANT.search(text)
    return match.start() if match else -1


def read_attributes(inner: str) -> Attributes | None:
    """Read what stands between braces; None where it is empty or anything but attributes."""
    inner = inner.strip(" \t\n")
    identifier, names, values, at = "", list[str](), list[tuple[str, str]](), 0
    while at < len(inner):
        match = _ATTRIBUTE.match(inner, at)
        if match is None:
            return None
        identifier = match["identifier"] or identifier
        if match["unnumbered"]:
            names.append(_UNNUMBERED)
        elif match["name"]:
            names.append(match["name"])
        elif match["key"]:
            values.append((match["key"], match["double"] or match["single"] or match["bare"] or ""))
        gap = _SPACES.match(inner, match.end())
        if gap is None and match.end() < len(inner):
            return None
        at = gap.end() if gap else match.end()
    return Attributes(identifier, tuple(names), tuple(values)) if inner else None


def language_of(words: str) -> str:
    """Give the language of a code block from the words behind its fence.

    It is the first word, up to a comma (`rust,ignore`), or the first class in braces
    (`{.python #id}`).
    """
    inner = words.lstrip()
    if not inner.startswith("{"):
        word = re.split(r"[\s,{]", inner, maxsplit=1)[0]
        return "" if "=" in word else word
    parts = re.split(r"[\s,{}]+", inner.strip("{}").removeprefix(":").strip())
    named = [part[1:] for part in parts if part.startswith(".")]
    bare = [part for part in parts[:1] if part and part[0] not in "#.=" and "=" not in part]
    return (named or bare or [""])[0]
