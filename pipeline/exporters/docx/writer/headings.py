"""Headings: the style of each, and the list that counts it.

A level of the outline has Word's own style, "heading 1" to "heading 6". Below parts, which have a
style of their own, a level looks like the one above it does elsewhere; the few headings that look
otherwise than their level have styles that build on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.exporters.docx.writer.lists import APPENDICES_NUM, HEADINGS_NUM, Numberings, ordinal
from pipeline.exporters.docx.writer.position import Marker
from pipeline.model.nodes import Heading
from pipeline.model.publication import Publication, Section
from pipeline.model.roles import Role

PART_STYLE = "Part"
UNLISTED = "Unlisted"
"""What the styles end in of headings that the contents do not list."""
UNNUMBERED = 0
"""The `w:num` of a paragraph that takes no part in the list of its style."""
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class HeadingPlan:
    """What the headings of a publication need.

    `longest` leads from each look that has numbers to the longest one; `odd` are the levels and
    looks of headings that look otherwise than their level; `jumps` are the identifiers of those
    whose number Word would not come to by counting on.
    """

    has_parts: bool
    has_appendices: bool
    longest: Mapping[int, str]
    odd: tuple[tuple[int, int], ...]
    jumps: frozenset[str] = frozenset()

    def look(self, level: int) -> int:
        """Give what a level of the outline looks like: 1 is a chapter."""
        return max(level - 1, 1) if self.has_parts else level

    def is_counting(self, level: int) -> bool:
        """Tell whether the style of a level counts its headings."""
        return self.look(level) in self.longest and self.counting_styles().get(
            self.look(level)
        ) == style_of_level(level)

    def counting_styles(self) -> Mapping[int, str]:
        """Give the styles that count, by their looks: of two that look alike the deeper one."""
        return {self.look(level): style_of_level(level) for level in range(1, DEEPEST + 1)}

    def style(self, heading: Heading) -> str:
        """Give the style of a heading."""
        if heading.role is Role.PART:
            name = PART_STYLE
        elif heading.look == self.look(heading.level):
            name = style_of_level(heading.level)
        else:
            name = style_of_odd(heading.level, heading.look)
        return name if heading.listed else f"{name}{UNLISTED}"

    def marker(self, heading: Heading, numberings: Numberings) -> Marker | None:
        """Give the list and level of a heading where they are not those of its style."""
        style = self.style(heading)
        if heading.identifier in self.jumps:
            level = heading.look - 1
            return Marker(numberings.jump(heading.number, level), level, style)
        is_own = style.removesuffix(UNLISTED) == style_of_level(heading.level)
        counts = is_own and self.is_counting(heading.level)
        if not heading.number:
            inherits = heading.role is not Role.PART and self.is_counting(heading.level)
            return Marker(UNNUMBERED, 0, style) if inherits else None
        num = HEADINGS_NUM if heading.number[0].isdigit() else APPENDICES_NUM
        if counts and num == HEADINGS_NUM:
            return None
        return Marker(num, heading.look - 1, style)


def style_of_level(level: int) -> str:
    """Give the id of Word's own style for a level of headings."""
    return f"Heading{level}"


def style_of_odd(level: int, look: int) -> str:
    """Give the id of the style of headings that look otherwise than their level."""
    return f"Heading{level}Like{look}"


def plan_headings(publication: Publication) -> HeadingPlan:
    """Look through the headings of a publication."""
    headings = tuple(_headings(publication.sections))
    longest: dict[int, str] = {}
    for heading in headings:
        if len(heading.number) > len(longest.get(heading.look, "")):
            longest[heading.look] = heading.number
    has_parts = any(heading.role is Role.PART for heading in headings)
    plan = HeadingPlan(
        has_parts,
        has_appendices=any(h.number and not h.number[0].isdigit() for h in headings),
        longest=longest,
        odd=(),
    )
    odd = {
        (heading.level, heading.look)
        for heading in headings
        if heading.role is not Role.PART and heading.look != plan.look(heading.level)
    }
    jumps = frozenset(_jumps(headings))
    return HeadingPlan(has_parts, plan.has_appendices, longest, tuple(sorted(odd)), jumps)


def _jumps(headings: Iterable[Heading]) -> Iterator[str]:
    """Count as Word does, and yield the identifiers of headings whose numbers are others."""
    counts: dict[tuple[bool, int], int] = {}
    for heading in headings:
        if not heading.number:
            continue
        key = heading.number[0].isdigit(), heading.look
        wanted = ordinal(heading.number)
        if counts.get(key, 0) + 1 != wanted:
            yield heading.identifier
        counts[key] = wanted
        for other in [k for k in counts if k[0] == key[0] and k[1] > key[1]]:
            del counts[other]


def _headings(sections: Iterable[Section]) -> Iterable[Heading]:
    for section in sections:
        yield section.heading
        yield from _headings(section.sections)
