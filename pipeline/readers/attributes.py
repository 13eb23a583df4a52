"""Attributes in braces at the end of a heading: `{#id .class}`, `{: #id .class }`, `{-}`."""

import re
from dataclasses import dataclass

_ATTRIBUTE = re.compile(
    r"#(?P<identifier>[^\s#{}\"'=]+)"
    r"|\.(?P<name>[^\s{}\"'=]+)"
    r"|(?P<unnumbered>-)"
    r"|[A-Za-z_:][\w:.-]*=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+)"
)
_SPACES = re.compile(r"[ \t]+")
_UNNUMBERED = "unnumbered"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an author says of a heading beside its text."""

    identifier: str = ""
    classes: tuple[str, ...] = ()
    numbered: bool = True


NONE = Attributes()
_MEANT = re.compile(r"(?<![\\`$])\{:?[ \t]*[#.][^{}]*\}$")


def split_attributes(text: str) -> tuple[str, Attributes]:
    """Split a heading's text from its attributes; braces that hold anything else are text."""
    text = text.rstrip(" \t")
    opening = text.rfind("{")
    if not text.endswith("}") or opening < 0 or text[:opening].endswith(("\\", "`", "$")):
        return text, NONE
    inner = text[opening + 1 : -1].removeprefix(":").strip(" \t")
    attributes = _read(inner)
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


def _read(inner: str) -> Attributes | None:
    identifier, classes, at = "", [], 0
    while at < len(inner):
        match = _ATTRIBUTE.match(inner, at)
        if match is None:
            return None
        identifier = match.group("identifier") or identifier
        if match.group("unnumbered"):
            classes.append(_UNNUMBERED)
        elif match.group("name"):
            classes.append(match.group("name"))
        gap = _SPACES.match(inner, match.end())
        if gap is None and match.end() < len(inner):
            return None
        at = gap.end() if gap else match.end()
    if not inner:
        return None
    others = tuple(name for name in dict.fromkeys(classes) if name != _UNNUMBERED)
    return Attributes(identifier, others, _UNNUMBERED not in classes)


def language_of(words: str) -> str:
    """Give the language of a code block from the words behind its fence.

    It is the first word, up to a comma (`rust,ignore`), or the first class in braces
    (`{.python #id}`).
    """
    inner = words.lstrip()
    if not inner.startswith("{"):
        return re.split(r"[\s,{]", inner, maxsplit=1)[0]
    parts = re.split(r"[\s,{}]+", inner.strip("{}").removeprefix(":").strip())
    named = [part[1:] for part in parts if part.startswith(".")]
    bare = [part for part in parts[:1] if part and part[0] not in "#.=" and "=" not in part]
    return (named or bare or [""])[0]
