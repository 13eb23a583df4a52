"""Line breaking: total fit for justified text, first fit for ragged text.

Total fit is the dynamic programming of Knuth and Plass ("Breaking Paragraphs into Lines", 1981)
over feasible places only: the candidates for a line's end are found by bisection.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.typesetting.hyphenation import Hyphenation
from pipeline.typesetting.places import Places, collect_places, resort_places
from pipeline.typesetting.strand import Strand

_STRETCH = 0.75
_SHRINK = 0.3
_LINE_COST = 10.0
_LADDER_COST = 9000.0
_SHORT = 0.08
# Beyond this, lines are equally bad: one of them is better than two (TeX's inf_bad).
_BAD = 10_000.0
_LOOSEST_STRETCH = 2.0
_INFINITE = float("inf")
_SLACK = 0.01
_UNWELCOME = 40.0
_ACCEPTABLE = 0.6


# How loose a line may be: how many times what its spaces like to give.
_FIRST = 1.26
_HYPHENATED = 2.0
_EMERGENCY = 40.0


class Cut(NamedTuple):
    """A line: from place to place, and what is added to each elastic point of its spaces."""

    places: Places
    start: int
    end: int
    stretch: float

    def excess(self, measure: float) -> float:
        """Give by how much the line is wider than the measure; below 0 where it is not."""
        places = self.places
        elastic = places.elastic_ends[self.end] - places.elastic_begins[self.start]
        width = places.ends[self.end] - places.begins[self.start]
        return width + self.stretch * elastic - measure


def cut_strand(
    strand: Strand, measure: float, *, justified: bool, hyphenation: Hyphenation | None
) -> list[Cut]:
    """Cut a strand into lines that are no wider than the measure, wherever that can be.

    `hyphenation` is asked only where lines are justified and no good ones are found without.
    """
    cuts: list[Cut] = []
    for section in strand.sections():
        places = collect_places(strand, section, strand.inner)
        last = len(places.ends) - 1
        if places.ends[last] - places.begins[0] <= measure + _SLACK:
            cuts.append(Cut(places, 0, last, 0.0))
        elif justified:
            cuts.extend(_justified(strand, section, places, (measure, hyphenation)))
        else:
            places, _ = _passable(strand, section, places, measure)
            cuts.extend(first_fit(places, measure))
    return cuts


def _passable(
    strand: Strand, section: tuple[int, int], places: Places, measure: float
) -> tuple[Places, frozenset[int]]:
    """Give places between which nothing is wider than the measure."""
    if places.widest <= measure:
        return places, frozenset()
    inner, opened = resort_places(strand, places, measure)
    return collect_places(strand, section, strand.inner | inner, opened), opened


def _justified(
    strand: Strand,
    section: tuple[int, int],
    places: Places,
    wishes: tuple[float, Hyphenation | None],
) -> list[Cut]:
    measure, hyphenation = wishes
    places, opened = _passable(strand, section, places, measure)
    cuts = total_fit(places, measure, _FIRST)
    if cuts is None and hyphenation is not None and not opened:
        hyphens = hyphenation.places(strand, section)
        if hyphens:
            places = collect_places(strand, section, strand.inner | hyphens)
            cuts = total_fit(places, measure, _HYPHENATED)
    return cuts or total_fit(places, measure, _EMERGENCY) or []


def first_fit(places: Places, measure: float) -> list[Cut]:
    """Give lines that are each as full as they can be, with natural spaces."""
    cuts = []
    start, last = 0, len(places.ends) - 1
    while start < last:
        target = places.begins[start] + measure + _SLACK
        end = max(bisect_right(places.ends, target, start + 1) - 1, start + 1)
        end = _welcome_end(places, start, end, measure)
        cuts.append(Cut(places, start, end, 0.0))
        start = end
    return cuts


def _welcome_end(places: Places, start: int, end: int, measure: float) -> int:
    """Give an end that is not within a word, if the line does not get too short by it."""
    shortest = places.begins[start] + measure * _ACCEPTABLE
    for candidate in range(end, start, -1):
        if places.ends[candidate] < shortest:
            break
        if places.penalties.get(candidate, 0.0) < _UNWELCOME:
            return candidate
    return end


def total_fit(places: Places, measure: float, loosest: float) -> list[Cut] | None:
    """Give the lines with the least sum of demerits; None where no set of lines is feasible."""
    last = len(places.ends) - 1
    costs = [_INFINITE] * (last + 1)
    came = [0] * (last + 1)
    costs[0] = 0.0
    penalties, inner = places.penalties, places.inner
    for start in range(last):
        before = costs[start]
        if before == _INFINITE:
            continue
        for end, ratio in _feasible_ends(places, start, measure, loosest):
            badness = 100.0 * abs(ratio) ** 3
            if badness > _BAD:
                badness = _BAD + ratio
            cost = before + (_LINE_COST + badness) ** 2
            if end in penalties:
                cost += penalties[end] ** 2
                if end in inner and start in inner:
                    cost += _LADDER_COST
            if cost < costs[end]:
                costs[end], came[end] = cost, start
    return None if costs[last] == _INFINITE else _traced(places, came, measure)


def _feasible_ends(
    places: Places, start: int, measure: float, loosest: float
) -> Iterator[tuple[int, float]]:
    """Yield the ends that a line may have, with its ratio: below 0 tight, above 0 loose."""
    ends, elastic_ends = places.ends, places.elastic_ends
    last = len(ends) - 1
    begin, elastic = places.begins[start], places.elastic_begins[start]
    target = begin + measure
    beyond = full = bisect_right(ends, target + _SLACK, start + 1)
    if full > last:
        yield last, _last_ratio(ends[last] - begin, measure)
        full = last
    emergency = loosest == _EMERGENCY
    for end in range(full - 1, start, -1):
        ratio = _loose_ratio(target - ends[end], elastic_ends[end] - elastic)
        if ratio > loosest and not (emergency and end >= full - 1):
            break
        yield end, min(ratio, loosest)
    for end in range(beyond, last + 1):
        room = (elastic_ends[end] - elastic) * _SHRINK
        excess = ends[end] - target
        if excess > room:
            if emergency and end == start + 1:
                yield end, loosest + excess
            break
        yield end, -excess / room if room else 0.0


def _loose_ratio(spare: float, elasticity: float) -> float:
    if elasticity <= 0.0:
        return 0.0 if spare <= _SLACK else _INFINITE
    return max(spare, 0.0) / (_STRETCH * elasticity)


def _last_ratio(width: float, measure: float) -> float:
    # A word or two at the end of a paragraph look lost.
    return 0.0 if width > measure * _SHORT else 0.7


def _traced(places: Places, came: list[int], measure: float) -> list[Cut]:
    cuts: list[Cut] = []
    end = len(came) - 1
    while end > 0:
        start = came[end]
        cuts.append(Cut(places, start, end, _stretch(places, start, end, measure)))
        end = start
    cuts.reverse()
    return cuts


def _stretch(places: Places, start: int, end: int, measure: float) -> float:
    spare = measure - (places.ends[end] - places.begins[start])
    if spare > 0 and end == len(places.ends) - 1:
        return 0.0
    elasticity = places.elastic_ends[end] - places.elastic_begins[start]
    if elasticity <= 0:
        return 0.0
    # A line with far too little in it rather stays short than falls apart.
    return min(max(spare / elasticity, -_SHRINK), _LOOSEST_STRETCH)
