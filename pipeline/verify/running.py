"""The running text, word for word."""

from bisect import bisect_right

from pipeline.location import NOWHERE, Location
from pipeline.verify.alignment import Hunk, differing_hunks
from pipeline.verify.discrepancy import Aspect, Discrepancy, Finding
from pipeline.verify.excerpts import shortened, words_after, words_before
from pipeline.verify.expected import Expectation
from pipeline.verify.sides import LIMIT, Side


def words_finding(aspect: Aspect, side: Side) -> Finding:
    """Compare the words of an edition with those that it should have."""
    hunks = differing_hunks(side.expectation.facts.words, side.facts.words)
    first = tuple(_words_discrepancy(side, hunk) for hunk in hunks[:LIMIT])
    return Finding(aspect, side.edition, len(side.expectation.facts.words), len(hunks), first)


def _words_discrepancy(side: Side, hunk: Hunk) -> Discrepancy:
    words = side.expectation.facts.words
    return Discrepancy(
        Aspect.WORDS,
        side.edition,
        _words_subject(hunk),
        shortened(words[hunk.start : hunk.end]) or None,
        shortened(side.facts.words[hunk.found_start : hunk.found_end]) or None,
        _words_location(side.expectation, hunk),
        words_before(words, hunk.start),
        words_after(words, hunk.end),
    )


def _words_subject(hunk: Hunk) -> str:
    if hunk.start == hunk.end:
        return f"words that the source has not, after word {hunk.start:,}"
    if hunk.start + 1 == hunk.end:
        return f"word {hunk.end:,}"
    return f"words {hunk.start + 1:,} to {hunk.end:,}"


def _words_location(expectation: Expectation, hunk: Hunk) -> Location:
    """Give the block that a difference begins in; for added words, the one that they follow."""
    word = hunk.start if hunk.start < hunk.end else hunk.start - 1
    block = bisect_right(expectation.word_starts, max(word, 0)) - 1
    locations = expectation.locations.get(Aspect.WORDS, ())
    return locations[block] if 0 <= block < len(locations) else NOWHERE
