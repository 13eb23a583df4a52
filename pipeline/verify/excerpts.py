"""Short pieces of long texts: the part that differs, and a few words around it."""

from collections.abc import Sequence
from dataclasses import dataclass

CONTEXT = 10
"""How many words are shown before and after a difference."""

LONGEST = 30
"""How many words of a text are shown."""

LABEL = 40
"""How many characters of a text are shown where it is only named."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What differs of two texts, and the words around it in the first of them."""

    before: str
    expected: str
    found: str
    after: str


def excerpt(expected: str, found: str) -> Excerpt:
    """Cut two texts down to where they differ; short ones stay whole."""
    words, other = expected.split(" "), found.split(" ")
    if max(len(words), len(other)) <= LONGEST:
        return Excerpt("", expected, found, "")
    start = _equal_words(words, other)
    end = _equal_words(words[start:][::-1], other[start:][::-1])
    return Excerpt(
        words_before(words, start),
        shortened(words[start : len(words) - end]),
        shortened(other[start : len(other) - end]),
        words_after(words, len(words) - end),
    )


def _equal_words(words: Sequence[str], other: Sequence[str]) -> int:
    """Count the equal words at the beginning of both."""
    for count, (word, found) in enumerate(zip(words, other, strict=False)):
        if word != found:
            return count
    return min(len(words), len(other))


def words_before(words: Sequence[str], start: int) -> str:
    """Give the last words before a place, "…" in front where there are more."""
    first = max(0, start - CONTEXT)
    return " ".join([*(["…"] if first else []), *words[first:start]])


def words_after(words: Sequence[str], end: int) -> str:
    """Give the first words after a place, "…" behind where there are more."""
    last = end + CONTEXT
    return " ".join([*words[end:last], *(["…"] if last < len(words) else [])])


def shortened(words: Sequence[str]) -> str:
    """Join words; of more than `LONGEST`, the first and the last ones."""
    if len(words) <= LONGEST:
        return " ".join(words)
    half = LONGEST // 2
    left_out = f"… ({len(words) - 2 * half:,} more words) …"
    return " ".join([*words[:half], left_out, *words[len(words) - half :]])


def label(text: str) -> str:
    """Give a text in quotes, cut to `LABEL` characters, to name something by."""
    return f'"{text}"' if len(text) <= LABEL else f'"{text[: LABEL - 1]}…"'
