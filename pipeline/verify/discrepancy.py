"""What a comparison yields: discrepancies, one by one and counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.location import NOWHERE, Location


class Aspect(StrEnum):
    """What is compared; the value is the name that users see."""

    TITLE = "title"
    AUTHORS = "authors"
    LANGUAGE = "language"
    DIRECTION = "direction"
    REVISION = "revision"
    TITLE_BLOCK = "title block"
    OUTLINE = "headings"
    BOOKMARKS = "bookmarks"
    CONTENTS = "contents"
    PAGES = "page numbers"
    PAGE_LIST = "page list"
    PLACES = "places"
    LINKS = "links"
    NOTES = "notes"
    MARKS = "note marks"
    IMAGES = "images"
    PICTURES = "pictures"
    LISTS = "list items"
    TABLES = "table cells"
    CODE = "blocks of code"
    BLOCKS = "quotes, terms"
    LOOKS = "emphasis"
    LANGUAGES = "foreign words"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that an edition says otherwise than it should.

    `subject` names it ("heading 3 of 13: number"). `expected` is None where nothing should be,
    `found` is None where the edition has nothing. `location` is the place in the source, as far
    as it is known; `before` and `after` are the words around it, in what is expected.
    """

    aspect: Aspect
    edition: str
    subject: str
    expected: str | None
    found: str | None
    location: Location = NOWHERE
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one edition stands in one aspect.

    `expected` counts what the edition should say there, None where its format shows no such
    thing. `differences` counts all discrepancies; `first` holds no more than the first of them.
    """

    aspect: Aspect
    edition: str
    expected: int | None
    differences: int = 0
    first: tuple[Discrepancy, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of comparing editions with their publication.

    `counts` tells for each aspect how many things the publication says. Editions without a
    discrepancy say what the publication says, and so the same as each other.
    """

    editions: tuple[str, ...]
    counts: tuple[tuple[Aspect, int], ...]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def differences(self) -> int:
        """How many discrepancies there are in all editions together."""
        return sum(finding.differences for finding in self.findings)

    @property
    def agrees(self) -> bool:
        """Whether all editions say what the publication says."""
        return not self.differences

    def discrepancies(self) -> Iterator[Discrepancy]:
        """Yield the discrepancies that are held, aspect by aspect, edition by edition."""
        for finding in self.findings:
            yield from finding.first


def joined(comparisons: Iterable[Comparison]) -> Comparison:
    """Give one comparison for several of different editions of one publication.

    Where the editions should not say equally much, the largest count of each aspect is told.
    """
    every = tuple(comparisons)
    if len(every) == 1:
        return every[0]
    counts: dict[Aspect, int] = {}
    for comparison in every:
        for aspect, count in comparison.counts:
            counts[aspect] = max(count, counts.get(aspect, 0))
    findings = [finding for comparison in every for finding in comparison.findings]
    told = {(finding.aspect, finding.edition) for finding in findings}
    editions = tuple(name for comparison in every for name in comparison.editions)
    # What was a matter for some of the editions only is none for the others.
    findings += [
        Finding(aspect, edition, None)
        for aspect in counts
        for edition in editions
        if (aspect, edition) not in told
    ]
    order = list(Aspect)
    return Comparison(
        editions,
        tuple(sorted(counts.items(), key=lambda count: order.index(count[0]))),
        tuple(sorted(findings, key=lambda finding: order.index(finding.aspect))),
    )
