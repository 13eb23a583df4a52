"""Code blocks: what stands behind a fence, and the lines that are not meant to be shown."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from pipeline.location import Location
from pipeline.model.nodes import CodeBlock, MathBlock
from pipeline.readers.attributes import NONE, Attributes, language_of, read_attributes
from pipeline.readers.drafts import FenceDraft, IndentedDraft
from pipeline.readers.entities import resolve

_BRACES = re.compile(r"\{[^{}]*\}")
_PAIR = re.compile(r"([A-Za-z][\w-]*)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_LINES = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")
_ONLY_LINES = re.compile(r"[\d\s,-]+")
_HIDDEN = re.compile(r"[ \t]*#(?:$|[ \t])")
_DOUBLED = re.compile(r"([ \t]*)##(?!#)")
_TITLES = ("title", "filename", "caption", "file", "lst-cap", "name")
_NUMBERED = frozenset({"numberLines", "number-lines", "linenos", "showLineNumbers"})
_FIRST_NUMBER = ("linenums", "startFrom", "start-from", "linenostart", "start")
_POINTED = ("hl_lines", "highlight", "code-line-numbers", "emphasize-lines")
_FORMULAS = frozenset({"math", "{math}", "latex-math"})


class FenceWords(NamedTuple):
    """What is said behind a fence, besides the language."""

    title: str = ""
    identifier: str = ""
    first_number: int = 0
    highlighted: tuple[int, ...] = ()


def read_fence(words: str, lines: int, more: Attributes = NONE) -> FenceWords:
    """Read the words behind the fence of so many lines, and attributes that stand elsewhere."""
    values = {match[1]: match[2] or match[3] or match[4] or "" for match in _PAIR.finditer(words)}
    values.update(more.values)
    braces = [match[0][1:-1].removeprefix(":") for match in _BRACES.finditer(words)]
    found = [read for inner in braces if (read := read_attributes(inner)) is not None]
    names = {name for read in (*found, more) for name in read.names} | set(words.split())
    identifier = next((read.identifier for read in (more, *found) if read.identifier), "")
    pointed = next((values[key] for key in _POINTED if values.get(key)), "")
    if not pointed:
        pointed = next((inner for inner in braces if _ONLY_LINES.fullmatch(inner)), "")
    return FenceWords(
        title=next((values[key] for key in _TITLES if values.get(key)), ""),
        identifier=identifier,
        first_number=_first_number(values, names),
        highlighted=tuple(_numbers(pointed, lines)),
    )


def _first_number(values: dict[str, str], names: set[str]) -> int:
    given = next((values[key] for key in _FIRST_NUMBER if values.get(key)), "")
    match = _LINES.match(given)
    if match:
        return int(match[1])
    return 1 if given or names & _NUMBERED else 0


def _numbers(text: str, lines: int) -> Iterator[int]:
    """Yield the numbers of lines, each once, in order: `2 4-6`; no more than there are."""
    starts = [0] * (lines + 2)  # how many ranges begin before each line, less those that end
    for match in _LINES.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        if 0 < first <= min(last, lines):
            starts[first] += 1
            starts[min(last, lines) + 1] -= 1
    for number, depth in enumerate(accumulate(starts)):
        if depth and number <= lines:
            yield number


def code_node(draft: FenceDraft | IndentedDraft, place: Location) -> CodeBlock | MathBlock:
    """Make a block of code, or the formula that a fence `math` holds."""
    text = "\n".join(draft.lines)
    if isinstance(draft, IndentedDraft):
        said = read_fence("", len(draft.lines), draft.attributes)
        return CodeBlock(text.rstrip("\n"), "", *said, location=place)
    words = resolve(draft.words)
    said = read_fence(words, len(draft.lines), draft.attributes)
    language = language_of(words)
    if language in _FORMULAS:
        return MathBlock(text.strip(), said.identifier, location=place)
    if language in {"rust", "rs"}:
        text = _shown(text)
    return CodeBlock(text, language, *said, location=place)


def _shown(text: str) -> str:
    """Leave out the lines of Rust that only its compiler is to see (mdBook's hidden lines)."""
    if "#" not in text:
        return text
    kept = [line for line in text.split("\n") if not _HIDDEN.match(line)]
    return "\n".join(_DOUBLED.sub(r"\1#", line, count=1) for line in kept)
