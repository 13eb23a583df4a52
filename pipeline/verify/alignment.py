"""Where two sequences differ, in time that grows with their length and not with its square.

Equal ends are cut off; what is left is divided at elements that stand once on both sides, in the
same order on both sides (Bram Cohen's patience diff); between these, the shortest edit script is
searched (Myers, "An O(ND) Difference Algorithm", 1986) within a budget. Where the budget is used
up, a stretch counts as one difference.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from operator import eq
from typing import TypeAlias

ROUNDS = 8
"""How often a stretch is divided at unique elements before edit scripts are searched."""

MAX_EDITS = 120
"""The most edits that are searched for in one stretch."""

MAX_STEPS = 2_000_000
"""The most steps that one comparison may spend on searching edit scripts."""

Elements: TypeAlias = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Hunk:
    """A difference: `[start:end]` of what is expected became `[found_start:found_end]`."""

    start: int
    end: int
    found_start: int
    found_end: int


@dataclass(slots=True)
class _Budget:
    """Steps that are left; below zero, searching is over."""

    steps: int


def differing_hunks(expected: Elements, found: Elements) -> tuple[Hunk, ...]:
    """Give the stretches that differ, in order; between two of them is at least one equal element.

    Elements are compared by equality. Not always the fewest possible, but never a stretch that
    is equal at either end.
    """
    if expected == found:
        return ()
    budget = _Budget(MAX_STEPS)
    pending = [(Hunk(0, len(expected), 0, len(found)), ROUNDS)]
    hunks: list[Hunk] = []
    while pending:
        part, rounds = pending.pop()
        hunk = _without_equal_ends(part, expected, found)
        one_sided = hunk.start == hunk.end or hunk.found_start == hunk.found_end
        parts = list(_divided(hunk, expected, found)) if rounds and not one_sided else []
        if parts:
            pending.extend((part, rounds - 1) for part in reversed(parts))
        elif one_sided:
            hunks.append(hunk)
        else:
            hunks.extend(_edit_script(hunk, expected, found, budget))
    return tuple(_joined(hunks))


def _without_equal_ends(hunk: Hunk, expected: Elements, found: Elements) -> Hunk:
    start, end = hunk.start, hunk.end
    found_start, found_end = hunk.found_start, hunk.found_end
    ahead = map(eq, expected[start:end], found[found_start:found_end])
    shorter = min(end - start, found_end - found_start)
    same = next((i for i, equal in enumerate(ahead) if not equal), shorter)
    start, found_start = start + same, found_start + same
    while end > start and found_end > found_start and expected[end - 1] == found[found_end - 1]:
        end, found_end = end - 1, found_end - 1
    return Hunk(start, end, found_start, found_end)


def _divided(hunk: Hunk, expected: Elements, found: Elements) -> Iterator[Hunk]:
    """Yield the parts between elements that are unique on both sides; nothing without any."""
    anchors = _anchors(hunk, expected, found)
    if not anchors:
        return
    start, found_start = hunk.start, hunk.found_start
    for place, found_place in anchors:
        if place > start or found_place > found_start:
            yield Hunk(start, place, found_start, found_place)
        start, found_start = place + 1, found_place + 1
    if hunk.end > start or hunk.found_end > found_start:
        yield Hunk(start, hunk.end, found_start, hunk.found_end)


def _anchors(hunk: Hunk, expected: Elements, found: Elements) -> list[tuple[int, int]]:
    places = _unique_places(expected, hunk.start, hunk.end)
    found_places = _unique_places(found, hunk.found_start, hunk.found_end)
    pairs = [(p, found_places[e]) for e, p in places.items() if e in found_places]
    return _longest_rise(pairs)


def _unique_places(elements: Elements, start: int, end: int) -> dict[Hashable, int]:
    stretch = elements[start:end]
    counts = Counter(stretch)
    return {e: place for place, e in enumerate(stretch, start) if counts[e] == 1}


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Choose the most pairs that rise on both sides; `pairs` rise on the first."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, found_place) in enumerate(pairs):
        pile = bisect_left(tops, found_place)
        before.append(last[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(found_place)
            last.append(index)
        else:
            tops[pile] = found_place
            last[pile] = index
    chosen: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _edit_script(
    hunk: Hunk, expected: Elements, found: Elements, budget: _Budget
) -> Iterator[Hunk]:
    """Yield the edits of the shortest script; the whole stretch where none is found in budget."""
    ends = _furthest_ends(
        expected[hunk.start : hunk.end], found[hunk.found_start : hunk.found_end], budget
    )
    if not ends:
        yield hunk
        return
    for edit in _edits_backwards(ends, hunk.end - hunk.start, hunk.found_end - hunk.found_start):
        yield Hunk(
            hunk.start + edit.start,
            hunk.start + edit.end,
            hunk.found_start + edit.found_start,
            hunk.found_start + edit.found_end,
        )


def _furthest_ends(a: Elements, b: Elements, budget: _Budget) -> list[dict[int, int]]:
    """Give, for each number of edits, how far into `a` each diagonal reaches; [] for too far."""
    reach = {1: 0}
    ends: list[dict[int, int]] = []
    for edits in range(MAX_EDITS + 1):
        ends.append(reach.copy())
        for diagonal in range(-edits, edits + 1, 2):
            x = _stepped(reach, diagonal, edits)
            first = x
            while x < len(a) and 0 <= x - diagonal < len(b) and a[x] == b[x - diagonal]:
                x += 1
            reach[diagonal] = x
            budget.steps -= x - first + 1
            if x >= len(a) and x - diagonal >= len(b):
                return ends
        if budget.steps < 0:
            break
    return []


def _stepped(reach: dict[int, int], diagonal: int, edits: int) -> int:
    """Give where a diagonal begins after one more edit."""
    if _adds(reach, diagonal, edits):
        return reach[diagonal + 1]
    return reach[diagonal - 1] + 1


def _adds(reach: dict[int, int], diagonal: int, edits: int) -> bool:
    """Tell whether the edit that leads to a diagonal adds an element (or takes one away)."""
    if diagonal in (-edits, edits):
        return diagonal == -edits
    return reach[diagonal - 1] < reach[diagonal + 1]


def _edits_backwards(ends: list[dict[int, int]], x: int, y: int) -> Iterator[Hunk]:
    for edits in range(len(ends) - 1, 0, -1):
        reach = ends[edits]
        adds = _adds(reach, x - y, edits)
        previous = x - y + 1 if adds else x - y - 1
        x = reach[previous]
        y = x - previous
        yield Hunk(x, x, y, y + 1) if adds else Hunk(x, x + 1, y, y)


def _joined(hunks: list[Hunk]) -> Iterator[Hunk]:
    """Put hunks in order, join those that touch, leave out those with nothing in them."""
    current: Hunk | None = None
    for hunk in sorted(hunks, key=lambda h: (h.start, h.found_start)):
        if hunk.start == hunk.end and hunk.found_start == hunk.found_end:
            continue
        touching = current and (hunk.start, hunk.found_start) == (current.end, current.found_end)
        if current is not None and touching:
            current = Hunk(current.start, hunk.end, current.found_start, hunk.found_end)
        else:
            if current is not None:
                yield current
            current = hunk
    if current is not None:
        yield current
