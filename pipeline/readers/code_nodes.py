"""Code blocks: what stands behind a fence, and the lines that are not meant to be shown."""

import re
from collections.abc import Iterator
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
MAX_POINTED = 100_000


class CodeInfo(NamedTuple):
    """What is said behind a fence, besides the language."""

    title: str = ""
    identifier: str = ""
    first_number: int = 0
    highlighted: tuple[int, ...] = ()


def read_info(words: str, more: Attributes = NONE) -> CodeInfo:
    """Read the words behind a fence, and attributes that stand elsewhere."""
    values = {match[1]: match[2] or match[3] or match[4] or "" for match in _PAIR.finditer(words)}
    values.update(more.values)
    braces = [match[0][1:-1].removeprefix(":") for match in _BRACES.finditer(words)]
    found = [read for inner in braces if (read := read_attributes(inner)) is not None]
    names = {name for read in (*found, more) for name in read.names} | set(words.split())
    identifier = next((read.identifier for read in (more, *found) if read.identifier), "")
    pointed = next((values[key] for key in _POINTED if values.get(key)), "")
    if not pointed:
        pointed = next((inner for inner in braces if _ONLY_LINES.fullmatch(inner)), "")
    return CodeInfo(
        title=next((values[key] for key in _TITLES if values.get(key)), ""),
        identifier=identifier,
        first_number=_first_number(values, names),
        highlighted=tuple(_numbers(pointed)),
    )


def _first_number(values: dict[str, str], names: set[str]) -> int:
    given = next((values[key] for key in _FIRST_NUMBER if values.get(key)), "")
    match = _LINES.match(given)
    if match:
        return int(match[1])
    return 1 if given or names & _NUMBERED else 0


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers of lines, each once, in order: `2 4-6`."""
    numbers: set[int] = set()
    for match in _LINES.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        numbers.update(range(first, min(last, first + MAX_POINTED) + 1))
    yield from sorted(numbers - {0})


def code_node(draft: FenceDraft | IndentedDraft, place: Location) -> CodeBlock | MathBlock:
    """Make a block of code, or the formula that a fence `math` holds."""
    text = "\n".join(draft.lines)
    if isinstance(draft, IndentedDraft):
        info = read_info("", draft.attributes)
        return CodeBlock(text.rstrip("\n"), "", *info, location=place)
    words = resolve(draft.words)
    info = read_info(words, draft.attributes)
    language = language_of(words)
    if language in _FORMULAS:
        return MathBlock(text.strip(), info.identifier, location=place)
    if language in {"rust", "rs"}:
        text = _shown(text)
    return CodeBlock(text, language, *info, location=place)


def _shown(text: str) -> str:
    """Leave out the lines of Rust that only its compiler is to see (mdBook's hidden lines)."""
    if "#" not in text:
        return text
    kept = [line for line in text.split("\n") if not _HIDDEN.match(line)]
    return "\n".join(_DOUBLED.sub(r"\1#", line, count=1) for line in kept)
