"""Compares what editions say with what they must say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from pipeline.exporter import SEVERAL_PAGES, ContentsFact, EditionFacts, PageFact, Revision
from pipeline.location import NOWHERE, Location
from pipeline.model.nodes import PageReference
from pipeline.model.publication import Publication, body_blocks, contents_entries
from pipeline.model.walk import walk
from pipeline.telling import limited
from pipeline.verify.discrepancy import Aspect, Comparison, Discrepancy, Finding
from pipeline.verify.excerpts import excerpt, label, shortened
from pipeline.verify.expected import Expectation, expect
from pipeline.verify.kinds import CONTENTS_KEYS, KINDS, Kind
from pipeline.verify.matching import Match, match_facts
from pipeline.verify.pictures import Pictures
from pipeline.verify.running import words_finding
from pipeline.verify.sides import LIMIT, Side

NO_PAGE = "(no page)"
"""Stands for the page of a place that is on none: no page number is equal to it."""


def compare(
    publication: Publication,
    editions: Mapping[str, EditionFacts],
    pages: Callable[[], Mapping[str, str]] | None = None,
    listed: Mapping[str, tuple[PageFact, ...]] = MappingProxyType({}),
) -> Comparison:
    """Compare editions, by their formats' names, with the publication that they were made from.

    Every edition is compared with the publication; editions that agree with it agree with each
    other. Page numbers, which the publication does not know, are compared with the pages on which
    an edition has its headings: its own; for a format without fixed pages another edition's; where
    none has any, with what `pages` gives: the label of every identifier's page. It is asked only
    then, and only when page numbers are shown.

    An edition with fixed pages must show page numbers. One without may do as it likes: when it
    shows none, whether it should cannot be told (DOCX has an option for it), and nothing is
    compared. When it shows some, it must show all.

    `listed` has, by formats, what the page list of an edition must say that has to have one;
    without any, page lists are no matter.
    """
    expectation = expect(publication)
    shared = _shared_pages(editions.values())
    if pages is not None and not shared and any(map(_shows_pages, editions.values())):
        targets = (entry.target for entry in expectation.facts.contents)
        shared = dict(zip(targets, _contents_pages(publication, pages()), strict=True))
    pictures = Pictures(publication.assets)

    def side(name: str, facts: EditionFacts) -> Side:
        found, expected = told_alike(expectation, facts, pictures)
        return Side(name, found, expected, dict(_pages_of(facts)) or shared, listed.get(name))

    sides = [side(name, facts) for name, facts in editions.items()]
    counts = dict(_counts(expectation.facts))
    counts[Aspect.PAGE_LIST] = max(map(len, listed.values()), default=0)
    told = [aspect for aspect in Aspect if listed or aspect is not Aspect.PAGE_LIST]
    findings = tuple(_finding(aspect, side) for aspect in told for side in sides)
    return Comparison(tuple(editions), tuple((aspect, counts[aspect]) for aspect in told), findings)


def compare_editions(old: EditionFacts, new: EditionFacts, name: str) -> Comparison:
    """Compare two editions of one format with each other, but for the pages that they show."""
    expectation = Expectation(replace(old, contents=_pageless(old)), {}, ())
    side = Side(name, replace(new, contents=_pageless(new)), expectation, {})
    findings = tuple(_finding(aspect, side) for aspect in Aspect)
    return Comparison((name,), tuple(_counts(old)), findings)


def _pageless(facts: EditionFacts) -> tuple[ContentsFact, ...]:
    return tuple(replace(entry, page="") for entry in facts.contents)


def told_alike(
    expectation: Expectation, facts: EditionFacts, pictures: Pictures
) -> tuple[EditionFacts, Expectation]:
    """Give facts with the names that pictures have, and what is expected as a format can tell it.

    That may be less exact than what the publication knows.
    """
    structure, found = expectation.facts.structure, facts.structure
    if structure is not None and found is not None and found.limits:
        told = replace(expectation.facts, structure=limited(structure, found.limits))
        expectation = replace(expectation, facts=told)
    if facts.pictures:
        named = pictures.named(facts.pictures, expectation.facts.pictures or ())
        facts = replace(facts, pictures=named)
    return facts, expectation


def _pages_of(facts: EditionFacts) -> Iterator[tuple[str, str]]:
    return ((place.target, place.page) for place in facts.places)


def _shared_pages(editions: Iterable[EditionFacts]) -> dict[str, str]:
    """Give the places of the first edition that has any."""
    return next((dict(_pages_of(facts)) for facts in editions if facts.places), {})


def _contents_pages(publication: Publication, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield the page of every entry of the contents, "" where there is no label."""
    yield from (labels.get(entry.identifier, "") for entry in contents_entries(publication))
    notes = (block for note in publication.notes for block in note.blocks)
    for node in walk((*body_blocks(publication), *notes)):
        if isinstance(node, PageReference):
            yield labels.get(node.identifier, "")


def _shows_pages(facts: EditionFacts) -> bool:
    return not facts.has_own_pages and any(entry.page for entry in facts.contents)


def _counts(facts: EditionFacts) -> Iterator[tuple[Aspect, int]]:
    counts = {
        Aspect.AUTHORS: len(facts.authors),
        Aspect.PAGES: len(facts.contents),
        Aspect.PLACES: len(facts.identifiers or ()),
    }
    counts |= {aspect: len(kind.facts(facts) or ()) for aspect, kind in KINDS.items()}
    counts[Aspect.WORDS] = len(facts.words)
    return ((aspect, counts.get(aspect, 1)) for aspect in Aspect)


def _finding(aspect: Aspect, side: Side) -> Finding:
    if aspect in KINDS:
        return _facts_finding(aspect, side, KINDS[aspect])
    return _OTHERS[aspect](aspect, side)


def _found(aspect: Aspect, side: Side, expected: int, all_of: list[Discrepancy]) -> Finding:
    return Finding(aspect, side.edition, expected, len(all_of), tuple(all_of[:LIMIT]))


# What stands once


def _single_finding(aspect: Aspect, side: Side) -> Finding:
    shown = _SINGLE[aspect]
    expected, found = shown(side.expectation.facts), shown(side.facts)
    if aspect in _UNTOLD and _UNTOLD[aspect](side.facts):
        return Finding(aspect, side.edition, None)
    same = _COMPARABLE.get(aspect, tuple)
    if same(expected) == same(found):
        return Finding(aspect, side.edition, 1)
    told = " | ".join(expected) or None, " | ".join(found) or None
    difference = Discrepancy(aspect, side.edition, aspect.value, *told)
    return Finding(aspect, side.edition, 1, 1, (difference,))


def _language_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Make language tags comparable: RFC 5646, 2.1.1: case carries no meaning."""
    return tuple(tag.replace("_", "-").casefold() for tag in tags)


def _revision(facts: EditionFacts) -> tuple[str, ...]:
    revision = facts.revision or Revision()
    return tuple(filter(None, (revision.version, revision.digest)))


_UNTOLD: Mapping[Aspect, Callable[[EditionFacts], bool]] = {
    Aspect.DIRECTION: lambda facts: not facts.direction,
    Aspect.REVISION: lambda facts: facts.revision is None,
}
"""Whether a reader does not tell what it need not; a revision that is empty has been lost."""

_SINGLE: Mapping[Aspect, Callable[[EditionFacts], tuple[str, ...]]] = {
    Aspect.TITLE: lambda facts: (facts.title,),
    Aspect.AUTHORS: lambda facts: facts.authors,
    Aspect.LANGUAGE: lambda facts: (facts.language,),
    Aspect.DIRECTION: lambda facts: (facts.direction,) if facts.direction else (),
    Aspect.REVISION: _revision,
}
_COMPARABLE: Mapping[Aspect, Callable[[tuple[str, ...]], tuple[str, ...]]] = {
    Aspect.LANGUAGE: _language_tags
}


# What comes in sequences


def _facts_finding(aspect: Aspect, side: Side, kind: Kind[Any]) -> Finding:
    expected = kind.facts(side.expectation.facts) or ()
    found = kind.facts(side.facts)
    if aspect is Aspect.PAGE_LIST:
        # A file that should have a list, and has none, has lost all its lines.
        expected, found = side.listed or (), None if side.listed is None else found or ()
    if found is None:
        return Finding(aspect, side.edition, None)
    context = _Sequences(aspect, side, kind, expected, found)
    matches = match_facts(expected, found, kind.keys)
    everything = [said for match in matches for said in _fact_discrepancies(context, match)]
    return _found(aspect, side, len(expected), everything)


@dataclass(frozen=True, slots=True)
class _Sequences:
    """The facts of one kind, on both sides."""

    aspect: Aspect
    side: Side
    kind: Kind[Any]
    expected: tuple[Any, ...]
    found: tuple[Any, ...]

    def subject(self, place: int) -> str:
        """Name a fact of the publication."""
        name = label(self.kind.shown(self.expected[place]))
        return f"{self.kind.noun} {place + 1} of {len(self.expected)}, {name}"

    def location(self, place: int) -> Location:
        """Give where the source says a fact."""
        locations = self.side.expectation.locations.get(self.aspect, ())
        return locations[place] if place < len(locations) else NOWHERE


def _fact_discrepancies(context: _Sequences, match: Match) -> Iterator[Discrepancy]:
    if match.place is None:
        yield _unexpected(context, match.found_place or 0)
    elif match.found_place is None:
        yield _missing(context, match.place)
    elif match.moved:
        yield _moved(context, match.place, match.found_place)
    else:
        yield from _different_parts(context, match.place, match.found_place)


def _unexpected(context: _Sequences, found_place: int) -> Discrepancy:
    kind = context.kind
    found = shortened(kind.shown(context.found[found_place]).split(" "))
    subject = f"{kind.noun} that the source has not, number {found_place + 1} in the edition"
    return Discrepancy(context.aspect, context.side.edition, subject, None, found)


def _missing(context: _Sequences, place: int) -> Discrepancy:
    return Discrepancy(
        context.aspect,
        context.side.edition,
        f"{context.subject(place)}: missing",
        shortened(context.kind.shown(context.expected[place]).split(" ")),
        None,
        context.location(place),
    )


def _moved(context: _Sequences, place: int, found_place: int) -> Discrepancy:
    return Discrepancy(
        context.aspect,
        context.side.edition,
        f"{context.subject(place)}: out of order",
        f"place {place + 1}",
        f"place {found_place + 1}",
        context.location(place),
    )


def _different_parts(context: _Sequences, place: int, found_place: int) -> Iterator[Discrepancy]:
    for part, value in context.kind.parts:
        expected, found = value(context.expected[place]), value(context.found[found_place])
        if expected != found:
            cut = excerpt(expected, found)
            yield Discrepancy(
                context.aspect,
                context.side.edition,
                f"{context.subject(place)}: {part}",
                cut.expected or None,
                cut.found or None,
                context.location(place),
                cut.before,
                cut.after,
            )


# Page numbers


def _pages_finding(aspect: Aspect, side: Side) -> Finding:
    """Compare the page numbers of those entries that the publication's contents have too.

    An entry's page is that of the heading that it belongs to, wherever its link may lead.
    """
    expected = side.expectation.facts.contents
    if not side.pages or not (side.facts.places or _shows_pages(side.facts)):
        return Finding(aspect, side.edition, None)
    paged = [replace(entry, page=side.pages.get(entry.target) or NO_PAGE) for entry in expected]
    locations = side.expectation.locations[Aspect.CONTENTS]
    everything = [
        Discrepancy(
            aspect,
            side.edition,
            f"page number of {label(paged[place].text)} in the contents",
            paged[place].page,
            found.page or None,
            locations[place],
        )
        for place, found in _matched(paged, side.facts.contents)
        if not _is_right(found.page, paged[place])
    ]
    return _found(aspect, side, len(expected), everything)


def _is_right(page: str, entry: ContentsFact) -> bool:
    """Tell whether a page is that of an entry, as far as that is known.

    A reference in the text may lead to what is told as no place of its own.
    """
    if entry.page == SEVERAL_PAGES or (not entry.level and entry.page == NO_PAGE):
        return bool(page)
    return page == entry.page


def _matched(
    expected: Sequence[ContentsFact], found: Sequence[ContentsFact]
) -> Iterator[tuple[int, ContentsFact]]:
    """Yield entries that differ, each with the place of the expected one that it answers to."""
    for match in match_facts(expected, found, CONTENTS_KEYS):
        if match.place is not None and match.found_place is not None:
            yield match.place, found[match.found_place]


# Places


def _places_finding(aspect: Aspect, side: Side) -> Finding:
    """Look for every name by which links lead to a place; an edition may have others, too."""
    if side.facts.identifiers is None:
        return Finding(aspect, side.edition, None)
    found = {name.partition("#")[2] for name in side.facts.identifiers}
    expected = side.expectation.facts.identifiers or ()
    locations = side.expectation.locations.get(aspect, ())
    everything = [
        Discrepancy(
            aspect,
            side.edition,
            f"place {label(name)}: no link from outside reaches it",
            name,
            None,
            locations[at] if at < len(locations) else NOWHERE,
        )
        for at, name in enumerate(expected)
        if name.partition("#")[2] not in found
    ]
    return _found(aspect, side, len(expected), everything)


_OTHERS: Mapping[Aspect, Callable[[Aspect, Side], Finding]] = {
    **dict.fromkeys(_SINGLE, _single_finding),
    Aspect.PAGES: _pages_finding,
    Aspect.PLACES: _places_finding,
    Aspect.WORDS: words_finding,
}
