"""Where two sequences differ: found, found small, and found in time."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.verify.alignment import Hunk, differing_hunks
from pipeline.verify.matching import Match, match_facts

LETTERS = st.lists(st.sampled_from("abcd"), max_size=40)


def patched(expected: Sequence[str], found: Sequence[str], hunks: Sequence[Hunk]) -> list[str]:
    """Put what was found at the hunks into what is expected."""
    result: list[str] = []
    done = 0
    for hunk in hunks:
        result += expected[done : hunk.start]
        result += found[hunk.found_start : hunk.found_end]
        done = hunk.end
    return [*result, *expected[done:]]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(LETTERS, LETTERS)
def test_the_hunks_are_all_that_differs(expected: list[str], found: list[str]) -> None:
    hunks = differing_hunks(expected, found)
    assert patched(expected, found, hunks) == found
    assert bool(hunks) is (expected != found)
    for hunk in hunks:
        gone, come = expected[hunk.start : hunk.end], found[hunk.found_start : hunk.found_end]
        assert gone or come
        assert not gone or not come or (gone[0] != come[0] and gone[-1] != come[-1])


@settings(derandomize=True, max_examples=100, deadline=None)
@given(LETTERS)
def test_equal_sequences_have_no_hunks(letters: list[str]) -> None:
    assert differing_hunks(letters, list(letters)) == ()


@pytest.mark.parametrize(
    ("expected", "found", "hunks"),
    [
        ("abcdef", "abdef", [Hunk(2, 3, 2, 2)]),
        ("abdef", "abcdef", [Hunk(2, 2, 2, 3)]),
        ("abcdef", "abXdef", [Hunk(2, 3, 2, 3)]),
        ("abcdef", "abXdeYf", [Hunk(2, 3, 2, 3), Hunk(5, 5, 5, 6)]),
        ("", "ab", [Hunk(0, 0, 0, 2)]),
        ("ab", "", [Hunk(0, 2, 0, 0)]),
        ("aaaa", "aaaaa", [Hunk(4, 4, 4, 5)]),
        ("abababab", "abXbabYb", [Hunk(2, 3, 2, 3), Hunk(6, 7, 6, 7)]),
    ],
)
def test_a_change_is_no_larger_than_it_is(expected: str, found: str, hunks: list[Hunk]) -> None:
    assert list(differing_hunks(expected, found)) == hunks


class CountedWord:
    """A word that counts how often it is compared with another one."""

    comparisons = 0

    def __init__(self, word: str) -> None:
        self.word = word

    def __hash__(self) -> int:
        return hash(self.word)

    def __eq__(self, other: object) -> bool:
        CountedWord.comparisons += 1
        return isinstance(other, CountedWord) and self.word == other.word


def book(length: int) -> list[str]:
    """Make a text in which few words are frequent and many are rare, as in books."""
    return [str(pow(7, place, 99_991) % (1 + place % 997)) for place in range(length)]


@pytest.mark.parametrize("kind", ["book", "two words", "one word"])
def test_comparisons_do_not_grow_with_the_square(kind: str) -> None:
    length = 20_000
    words = {
        "book": book(length),
        "two words": ["a", "b"] * (length // 2),
        "one word": ["a"] * length,
    }
    expected = [CountedWord(word) for word in words[kind]]
    found = [CountedWord(word) for word in words[kind]]
    for place in (15_000, 9_000, 3_000):
        del found[place]
    found.insert(12_000, CountedWord("new"))
    CountedWord.comparisons = 0
    hunks = differing_hunks(expected, found)
    assert 0 < len(hunks) <= 4
    assert CountedWord.comparisons < 100 * length


def test_texts_with_nothing_in_common_are_one_difference() -> None:
    expected = ["a", "b", "a"] * 3_000
    found = ["x", "y", "x"] * 2_000
    assert differing_hunks(expected, found) == (Hunk(0, 9_000, 0, 6_000),)


def first(fact: tuple[str, str]) -> str:
    return fact[0]


def second(fact: tuple[str, str]) -> str:
    return fact[1]


def matched(expected: list[tuple[str, str]], found: list[tuple[str, str]]) -> list[Match]:
    return match_facts(expected, found, (first, second))


FACTS = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]


def test_a_missing_fact_is_one_missing_fact() -> None:
    assert matched(FACTS, FACTS[:1] + FACTS[2:]) == [Match(1, None)]


def test_a_fact_with_a_wrong_part_is_still_that_fact() -> None:
    found = [("a", "1"), ("b", "9"), ("c", "3"), ("d", "8")]
    assert matched(FACTS, found) == [Match(1, 1), Match(3, 3)]


def test_a_wrong_part_beside_a_missing_fact_is_told_apart() -> None:
    found = [("a", "1"), ("c", "9"), ("d", "4")]
    assert matched(FACTS, found) == [Match(1, None), Match(2, 1)]


def test_a_fact_at_another_place_has_moved() -> None:
    found = [FACTS[1], FACTS[2], FACTS[0], FACTS[3]]
    assert matched(FACTS, found) == [Match(0, 2, moved=True)]


def test_every_part_wrong_everywhere_keeps_the_facts_in_pairs() -> None:
    found = [(text, "0") for text, _ in FACTS]
    assert matched(FACTS, found) == [Match(n, n) for n in range(4)]
