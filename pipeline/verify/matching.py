"""Which fact of an edition answers to which fact of the publication.

Facts are matched by ever weaker keys: first those that are wholly equal, then, in the stretches
left between them, those with an equal part. So a heading with a wrong number is one heading with
a wrong number, and a missing one is one missing heading.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from pipeline.verify.alignment import Hunk, differing_hunks

T = TypeVar("T", bound=Hashable)
Key: TypeAlias = Callable[[T], Hashable]


@dataclass(frozen=True, slots=True)
class Match:
    """Positions of two facts that belong together; None where one side has none.

    `moved`: the facts are equal, but stand at another place in the order.
    """

    place: int | None
    found_place: int | None
    moved: bool = False


def match_facts(expected: Sequence[T], found: Sequence[T], keys: Sequence[Key[T]]) -> list[Match]:
    """Match the facts that are not equal and at their place, in the order of what is expected."""
    hunks = differing_hunks(expected, found)
    matches = [match for hunk in hunks for match in _in_hunk(expected, found, hunk, keys)]
    return _with_moves(expected, found, matches)


def _in_hunk(
    expected: Sequence[T], found: Sequence[T], hunk: Hunk, keys: Sequence[Key[T]]
) -> Iterator[Match]:
    """Match what one hunk holds by the first key, what is then left by the next one."""
    places = range(hunk.start, hunk.end)
    found_places = range(hunk.found_start, hunk.found_end)
    if not keys or not places or not found_places:
        yield from _in_order(places, found_places)
        return
    key, *weaker = keys
    wanted = [key(expected[place]) for place in places]
    there = [key(found[place]) for place in found_places]
    done, found_done = hunk.start, hunk.found_start
    for inner in differing_hunks(wanted, there):
        start = hunk.start + inner.start
        found_start = hunk.found_start + inner.found_start
        yield from _in_order(range(done, start), range(found_done, found_start))
        done, found_done = hunk.start + inner.end, hunk.found_start + inner.found_end
        rest = Hunk(start, done, found_start, found_done)
        yield from _in_hunk(expected, found, rest, weaker)
    yield from _in_order(range(done, hunk.end), range(found_done, hunk.found_end))


def _in_order(places: range, found_places: range) -> Iterator[Match]:
    """Match one by one where there are as many on both sides; else nothing with nothing."""
    if len(places) == len(found_places):
        yield from map(Match, places, found_places)
        return
    for place in places:
        yield Match(place, None)
    for found_place in found_places:
        yield Match(None, found_place)


def _with_moves(expected: Sequence[T], found: Sequence[T], matches: list[Match]) -> list[Match]:
    """Make one move of what is missing at one place and unexpected at another."""
    strays: defaultdict[T, list[int]] = defaultdict(list)
    for match in reversed(matches):
        if match.place is None and match.found_place is not None:
            strays[found[match.found_place]].append(match.found_place)
    moves: dict[int, int] = {}
    for match in matches:
        if match.found_place is None and match.place is not None:
            elsewhere = strays.get(expected[match.place])
            if elsewhere:
                moves[match.place] = elsewhere.pop()
    moved_from = frozenset(moves.values())
    return [
        Match(match.place, moves[match.place], moved=True) if match.place in moves else match
        for match in matches
        if match.place is not None or match.found_place not in moved_from
    ]
