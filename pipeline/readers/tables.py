"""The rows of a table (GitHub Flavored Markdown, section 4.10)."""

import re
from typing import NamedTuple

from pipeline.model.nodes import Alignment

_DELIMITERS = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*\|?[ \t]*+$")
_PIPE = re.compile(r"\\.|\|", re.DOTALL)
_PIPE_OUTSIDE_CODE = re.compile(r"\\.|(?<!`)(`++)(?!`).*?(?<!`)\1(?!`)|\|", re.DOTALL)
_MAX_CODE_SEARCH = 10_000


class CellText(NamedTuple):
    """The text of a cell, and where it begins in its row."""

    text: str
    start: int


def read_alignments(text: str) -> tuple[Alignment, ...] | None:
    """Read a delimiter row; one that holds neither a pipe nor a colon is none."""
    if _DELIMITERS.match(text) is None or not ("|" in text or ":" in text):
        return None
    return tuple(_alignment(part.strip()) for part in text.strip().strip("|").split("|"))


def _alignment(delimiter: str) -> Alignment:
    if not delimiter.endswith(":"):
        return Alignment.START
    return Alignment.CENTER if delimiter.startswith(":") else Alignment.END


def split_row(text: str, width: int) -> list[CellText]:
    """Split a row at its pipes.

    Where that gives more than `width` cells, pipes within code spans are tried as text: GitHub
    cuts code there, but no author means it.
    """
    cells = _split(text, _PIPE)
    if len(cells) > width and "`" in text and len(text) < _MAX_CODE_SEARCH:
        meant = _split(text, _PIPE_OUTSIDE_CODE)
        cells = meant if len(meant) <= width else cells
    return cells


def _split(text: str, pipe: re.Pattern[str]) -> list[CellText]:
    end = len(text.rstrip(" \t"))
    start = 1 if text.startswith("|") else 0
    cells: list[CellText] = []
    for match in pipe.finditer(text, start, end):
        if match.group() == "|":
            cells.append(_cell(text, start, match.start()))
            start = match.end()
    if start < end or not cells:
        cells.append(_cell(text, start, end))
    return cells


def _cell(text: str, start: int, end: int) -> CellText:
    """Cut a cell out; an escaped pipe is a pipe, within code too."""
    raw = text[start:end]
    return CellText(raw.strip(" \t").replace("\\|", "|"), start + len(raw) - len(raw.lstrip(" \t")))
