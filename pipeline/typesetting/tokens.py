"""Lines of code in coloured pieces: what a line holds, and which ink each piece has."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from pipeline.model.nodes import CodeBlock, CodeToken, TokenKind
from pipeline.theme import TextStyle, Theme
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.job import Job
from pipeline.typesetting.shaping import SOFT_HYPHEN, without_marks

_TAB = 4
_BOLD = 700
# What is shown in another way than by itself: tabulators, byte-order marks, soft hyphens.
_UNPLAIN = re.compile("[\t\r\v\f\ufeff\xad]")


class CodeLine(NamedTuple):
    """A line of code: its text, and where in it each kind of token begins."""

    text: str
    starts: tuple[tuple[int, TokenKind], ...] = ()


def code_lines(block: CodeBlock) -> Iterator[CodeLine]:
    """Yield the lines of a block, with spaces for tabulators and none at their ends."""
    if not block.tokens or "".join([token.text for token in block.tokens]) != block.text:
        for text in block.text.split("\n"):
            yield CodeLine(without_marks(text).expandtabs(_TAB).rstrip())
        return
    is_plain = not _UNPLAIN.search(block.text)
    for tokens in _token_lines(block.tokens):
        yield _plain_line(tokens) if is_plain else _code_line(tokens)


def _token_lines(tokens: tuple[CodeToken, ...]) -> Iterator[list[tuple[TokenKind, str]]]:
    line: list[tuple[TokenKind, str]] = []
    for token in tokens:
        kind, text = token
        if "\n" not in text:
            line.append(token)
            continue
        first, *others = text.split("\n")
        line.append((kind, first))
        for other in others:
            yield line
            line = [(kind, other)]
    yield line


def _plain_line(tokens: list[tuple[TokenKind, str]]) -> CodeLine:
    """Give a line of characters that are shown as they are."""
    starts: list[tuple[int, TokenKind]] = []
    at = 0
    last: TokenKind | None = None
    for kind, text in tokens:
        if kind is not last and text:
            starts.append((at, kind))
            last = kind
        at += len(text)
    return CodeLine("".join([text for _, text in tokens]).rstrip(), tuple(starts))


def _code_line(tokens: list[tuple[TokenKind, str]]) -> CodeLine:
    parts: list[str] = []
    starts: list[tuple[int, TokenKind]] = []
    at = 0
    for kind, text in tokens:
        # The column is what counts of the text before.
        shift = at % _TAB
        part = without_marks(text).replace(SOFT_HYPHEN, "")
        part = (" " * shift + part).expandtabs(_TAB)[shift:]
        if part and (not starts or starts[-1][1] is not kind):
            starts.append((at, kind))
        parts.append(part)
        at += len(part)
    return CodeLine("".join(parts).rstrip(), tuple(starts))


class TokenInks(dict[TokenKind, Ink]):
    """The ink of each kind of token in a job's theme, made when it is asked for."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    @property
    def plain(self) -> Ink:
        """The ink of code of which nothing is known."""
        return self._job.style(self._job.theme.code).ink()

    def __missing__(self, kind: TokenKind) -> Ink:
        theme = self._job.theme
        ink = self[kind] = self._job.style(_token_style(theme, kind)).ink()
        return ink


def _token_style(theme: Theme, kind: TokenKind) -> TextStyle:
    look = theme.token(kind)
    weight = _BOLD if look.bold else theme.code.weight
    return replace(theme.code, colour=look.colour, weight=weight, italic=look.italic)


def token_parts(line: CodeLine, start: int, end: int) -> Iterator[tuple[TokenKind, str]]:
    """Yield a part of a line in pieces of one kind; spaces before it have the kind of the first."""
    text, starts = line.text, line.starts
    visible = end - len(text[start:end].lstrip())
    at = bisect_right(starts, min(visible, end - 1), key=itemgetter(0)) - 1
    while start < end:
        following = starts[at + 1][0] if at + 1 < len(starts) else end
        stop = min(following, end)
        yield starts[at][1], text[start:stop]
        start, at = stop, at + 1


def words_of(tokens: list[str], line: CodeLine) -> Iterator[list[tuple[TokenKind, str]]]:
    """Yield the parts of each word of a line, as `token_parts` gives them.

    `tokens` are all its words, each with the spaces before it but for the one that parts it from
    its neighbour.
    """
    starts = line.starts
    last = len(starts) - 1
    at = index = 0
    for token in tokens:
        end = at + len(token)
        visible = min(end - len(token.lstrip()), end - 1)
        while index < last and starts[index + 1][0] <= visible:
            index += 1
        parts: list[tuple[TokenKind, str]] = []
        start = at
        while index < last and starts[index + 1][0] < end:
            stop = starts[index + 1][0]
            parts.append((starts[index][1], token[start - at : stop - at]))
            start = stop
            index += 1
        parts.append((starts[index][1], token[start - at :] if start > at else token))
        yield parts
        at = end + 1
