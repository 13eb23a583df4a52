"""The places of a strand where lines may end: after pieces, and within them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add, sub

from pipeline.typesetting.hanging import HYPHEN_SHARE, hangs_after, hangs_before
from pipeline.typesetting.pages import ShapedWord
from pipeline.typesetting.shaping import Inner, slice_places
from pipeline.typesetting.strand import Strand

_LAST_RESORT = 200.0
_MANY = 4000
_PARTS_OF_A_LINE = 4


@dataclass(slots=True, eq=False)
class Places:
    """The places of a part of a strand, in order; place 0 is its beginning.

    A line from place a to place b is `ends[b] - begins[a]` points wide, of which
    `elastic_ends[b] - elastic_begins[a]` can be stretched. Place b stands after piece
    `pieces[b]`, or within it where `inner[b]` says so.
    """

    ends: list[float]
    begins: list[float]
    elastic_ends: list[float]
    elastic_begins: list[float]
    pieces: Sequence[int]
    inner: dict[int, Inner]
    penalties: dict[int, float]

    @property
    def widest(self) -> float:
        """The widest that no line can help to be."""
        return max(map(sub, self.ends[1:], self.begins), default=0.0)


def collect_places(
    strand: Strand,
    section: tuple[int, int],
    inner: Mapping[int, tuple[Inner, ...]],
    opened: frozenset[int] = frozenset(),
) -> Places:
    """Give the places of a part of a strand.

    `inner` has those within pieces; after pieces in `opened` a line may end even if it is closed.
    """
    simple = _simple_places(strand, *section)
    closed = strand.closed - opened if opened else strand.closed
    special = closed | inner.keys() if inner else closed
    first, last = section
    special = {at for at in special if first <= at < last}
    return _Refinement(strand, simple, first).refine(inner, closed, special) if special else simple


def _simple_places(strand: Strand, first: int, last: int) -> Places:
    begins = strand.starts[first : last + 1]
    elastic = strand.elastic_starts[first : last + 1]
    ends = [start + width for start, width in zip(begins, strand.widths[first:last], strict=False)]
    penalties = strand.penalties and {
        at - first + 1: strand.penalties[at]
        for at in range(first, last - 1)
        if at in strand.penalties
    }
    origin = begins[0]
    if strand.hangs:
        ends = list(map(sub, ends, hangs_after(strand, first, last)))
        begins = list(map(add, begins, [*hangs_before(strand, first, last), 0.0]))
    # The space after a line's last word is no part of the line.
    return Places(
        [origin, *ends],
        begins,
        [elastic[0], *elastic[:-1]],
        elastic,
        range(first - 1, last),
        {},
        penalties,
    )


class _Refinement:
    """Places after pieces that are not closed, and places within pieces."""

    def __init__(self, strand: Strand, simple: Places, first: int) -> None:
        self._strand = strand
        self._simple = simple
        self._first = first
        self._pieces: list[int] = []
        self._places = Places([], [], [], [], self._pieces, {}, {})

    def refine(
        self, inner: Mapping[int, tuple[Inner, ...]], closed: set[int], special: set[int]
    ) -> Places:
        """Copy the simple places up to each special piece, and see what it asks for."""
        copied, final = 0, len(self._simple.ends) - 1
        for at in sorted(special):
            index = at - self._first + 1
            self._copy(copied, index)
            if at in inner:
                self._add_inner(at, inner[at])
            copied = index + 1 if at in closed and index < final else index
        self._copy(copied, final + 1)
        return self._places

    def _copy(self, start: int, end: int) -> None:
        simple, places = self._simple, self._places
        if simple.penalties:
            shift = len(self._pieces) - start
            for index in range(start, end):
                if index in simple.penalties:
                    places.penalties[index + shift] = simple.penalties[index]
        places.ends += simple.ends[start:end]
        places.begins += simple.begins[start:end]
        places.elastic_ends += simple.elastic_ends[start:end]
        places.elastic_begins += simple.elastic_begins[start:end]
        self._pieces += simple.pieces[start:end]

    def _add_inner(self, at: int, inner: tuple[Inner, ...]) -> None:
        strand, places = self._strand, self._places
        width, start = strand.widths[at], strand.starts[at]
        shaped = strand.pieces[at].width
        scale = width / shaped if shaped else 0.0
        elastic = strand.elastic_starts[at]
        for place in inner:
            places.inner[len(self._pieces)] = place
            places.penalties[len(self._pieces)] = place.penalty
            hang = place.hang * HYPHEN_SHARE if strand.hangs else 0.0
            places.ends.append(start + (place.before - hang) * scale)
            places.begins.append(start + width - place.after * scale)
            places.elastic_ends.append(elastic)
            places.elastic_begins.append(elastic)
            self._pieces.append(at)


def resort_places(
    strand: Strand, places: Places, measure: float
) -> tuple[dict[int, tuple[Inner, ...]], frozenset[int]]:
    """Give the places within whatever is wider than the measure: between any two clusters.

    The second value has the pieces after which lines may end as well.
    """
    wide: list[int] = []
    for at in range(1, len(places.ends)):
        if places.ends[at] - places.begins[at - 1] > measure:
            wide.extend(range(max(places.pieces[at - 1], 0), places.pieces[at] + 1))
    letters = sum(len(strand.texts[at]) for at in wide)
    inner: dict[int, tuple[Inner, ...]] = {}
    for at in dict.fromkeys(wide):
        piece = strand.pieces[at]
        if isinstance(piece, ShapedWord) and piece.glyphs:
            step = 1 if letters < _MANY else _step(strand, at, measure)
            inner[at] = _all_places(piece, strand.inner.get(at, ()), step)
    return inner, frozenset(wide)


def _step(strand: Strand, at: int, measure: float) -> int:
    # So long a word is cut with a broad knife, so that time stays in bounds.
    letter = strand.widths[at] / max(len(strand.texts[at]), 1)
    return max(1, int(measure / _PARTS_OF_A_LINE / letter)) if letter else 1


def _all_places(piece: ShapedWord, known: tuple[Inner, ...], step: int) -> tuple[Inner, ...]:
    length = sum(len(glyph.text) for glyph in piece.glyphs)
    anywhere = [(offset, _LAST_RESORT) for offset in range(step, length, step)]
    places = {place.offset: place for place in slice_places(piece, anywhere)}
    places |= {place.offset: place for place in known}
    return tuple(places[offset] for offset in sorted(places))


def narrowest(strand: Strand) -> float:
    """Give the least width, in points, in which a strand can be set without breaking words."""
    if not strand.closed and not strand.inner:
        return max(strand.widths, default=0.0)
    sections = (collect_places(strand, section, strand.inner) for section in strand.sections())
    return max((places.widest for places in sections), default=0.0)


def natural_width(strand: Strand) -> float:
    """Give the width, in points, that a strand takes where only forced ends end a line."""
    starts, widths = strand.starts, strand.widths
    return max(
        (starts[last - 1] + widths[last - 1] - starts[first] for first, last in strand.sections()),
        default=0.0,
    )
