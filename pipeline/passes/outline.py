"""The outline: sections nested by their headings, and the tree that contents are made of."""

from dataclasses import replace

from pipeline.model.metadata import Settings
from pipeline.model.nodes import Block, Heading
from pipeline.model.publication import OutlineEntry, Section
from pipeline.model.roles import Role
from pipeline.passes.headings import heading_text


def build_sections(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Give what stands before the first heading, and the sections as a tree."""
    starts = [index for index, block in enumerate(blocks) if isinstance(block, Heading)]
    first = starts[0] if starts else len(blocks)
    ends = [*starts[1:], len(blocks)]
    flat = [
        (blocks[start], blocks[start + 1 : end]) for start, end in zip(starts, ends, strict=False)
    ]
    open_sections: list[_Open] = [_Open(None, ())]
    for heading, below in flat:
        if not isinstance(heading, Heading):
            continue
        while len(open_sections) > heading.level:
            _close(open_sections)
        open_sections.append(_Open(heading, below))
    while len(open_sections) > 1:
        _close(open_sections)
    return blocks[:first], tuple(open_sections[0].sections)


class _Open:
    """A section whose subsections are still being collected; the root has no heading."""

    def __init__(self, heading: Heading | None, blocks: tuple[Block, ...]) -> None:
        self.heading = heading
        self.blocks = blocks
        self.sections: list[Section] = []


def _close(open_sections: list[_Open]) -> None:
    last = open_sections.pop()
    if last.heading is not None:
        section = Section(last.heading, last.blocks, tuple(last.sections))
        open_sections[-1].sections.append(section)


def build_outline(sections: tuple[Section, ...], level: int = 1) -> tuple[OutlineEntry, ...]:
    """Give the outline of sections; what is below a heading that is not listed moves up."""
    return tuple(entry for section in sections for entry in _entries(section, level))


def _entries(section: Section, level: int) -> tuple[OutlineEntry, ...]:
    heading = section.heading
    if not heading.listed:
        return build_outline(section.sections, level)
    return (
        OutlineEntry(
            level=level,
            number=heading.number,
            text=heading_text(heading),
            identifier=heading.identifier,
            entries=build_outline(section.sections, level + 1),
            role=heading.role,
            matter=heading.matter,
        ),
    )


def shown_outline(
    outline: tuple[OutlineEntry, ...], settings: Settings
) -> tuple[OutlineEntry, ...]:
    """Give the outline as contents and bookmarks show it: their depth is counted from chapters."""
    has_parts = any(entry.role is Role.PART for entry in outline)
    return cut_outline(outline, settings.toc_depth + has_parts)


def cut_outline(entries: tuple[OutlineEntry, ...], depth: int) -> tuple[OutlineEntry, ...]:
    """Leave out the entries below a depth (1: only the top ones)."""
    return tuple(
        replace(entry, entries=cut_outline(entry.entries, depth))
        for entry in entries
        if entry.level <= depth
    )
