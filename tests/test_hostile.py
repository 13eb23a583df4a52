"""Hostile texts: each is read, without an exception, in time that grows with its length."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from bombs import BOMBS, CLASSICS, SHORT
from growth import GROWTH, MOST, best_times, no_collection
from growth import seconds as seconds_of

from pipeline.model.dump import dump
from pipeline.model.source import SourceFile
from pipeline.passes import Origin, prepare
from pipeline.readers import read

LEAST_SECONDS = 0.008
SMALLEST, LONGEST = 100, 100_000


def reading(text: str) -> Callable[[], object]:
    """Give the work of reading a text."""
    return partial(read, SourceFile("a.md", text, "/", "a"))


def seconds(text: str) -> float:
    """Give the CPU time that reading a text takes, in seconds."""
    return seconds_of(reading(text))


def grows_linearly(small: str, large: str) -> bool:
    """Tell whether four times the text costs at most six times as much, in the best tries.

    A text that is more than four times as long may cost more, as much as it is longer. What costs
    too little to be measured may cost as much as plain words.
    """
    most_times = max(GROWTH, len(large) / len(small)) * MOST / GROWTH
    for best, most in best_times(reading(small), reading(large)):
        if most <= most_times * best or (best < LEAST_SECONDS and most < _usual(len(large))):
            return True
    return False


def _usual(length: int) -> float:
    """Give the seconds that plain words of a length take."""
    return min(seconds("Plain words\n\n" * (length // 13)) for _ in range(2))


def fitting_number(bomb: Callable[[int], str], least: float = LEAST_SECONDS) -> int:
    """Give a number at which a bomb takes long enough to be measured, or is long enough."""
    n = SMALLEST
    while len(bomb(n)) < LONGEST and min(seconds(bomb(n)), seconds(bomb(n))) < least:
        n *= 3
    return n


@pytest.fixture(scope="module", autouse=True)
def _quiet() -> Iterator[None]:
    """Import everything before anything is measured, and collect no garbage meanwhile."""
    for bomb in BOMBS.values():
        read(SourceFile("a.md", bomb(10), "/", "a"))
    with no_collection():
        yield


@pytest.mark.parametrize("name", CLASSICS)
def test_the_classical_bombs_are_read_in_linear_time(name: str) -> None:
    bomb, n = CLASSICS[name]
    assert grows_linearly(bomb(n // GROWTH), bomb(n))


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_of_every_construct_are_read_in_linear_time(name: str) -> None:
    n = fitting_number(BOMBS[name])
    assert grows_linearly(BOMBS[name](n), BOMBS[name](GROWTH * n))


@pytest.mark.long
@pytest.mark.parametrize("name", BOMBS)
def test_large_bombs_are_read_in_linear_time(name: str) -> None:
    n = fitting_number(BOMBS[name], 20 * LEAST_SECONDS)
    assert grows_linearly(BOMBS[name](n), BOMBS[name](GROWTH * n))


@pytest.mark.parametrize("name", SHORT)
def test_short_texts_cost_no_more_than_long_ones(name: str) -> None:
    usual = "A paragraph with *some* words, [a link](b) and `code`.\n\n" * 2000
    assert min(seconds(SHORT[name]) for _ in range(2)) < seconds(usual)


@pytest.mark.parametrize("name", [*BOMBS, *CLASSICS])
def test_bombs_can_be_prepared_and_shown(name: str) -> None:
    text = BOMBS[name](200) if name in BOMBS else CLASSICS[name][0](1000)
    document, _ = read(SourceFile("a.md", text, "/", "a"))
    assert dump((*document.blocks, *document.notes)) or not document.blocks
    prepare(document, Origin("a"))
