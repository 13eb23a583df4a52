"""The content documents of the body: what stands in which, and what each is called."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model.nodes import Block, PageBreak
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication, Section, chapters_of, section_blocks
from pipeline.model.roles import Matter, Role

FOLDER = "text/"
"""Where content documents lie, from the package document."""


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """What one content document holds: the preamble, or a chapter with its heading.

    `identifier` names it in the manifest, `title` for people. `is_front` tells of a preamble that
    it stands before the text.
    """

    identifier: str
    title: str
    preamble: tuple[Block, ...] = ()
    chapter: Section | None = None
    is_front: bool = False

    @property
    def matter(self) -> Matter:
        """Where in the book it stands."""
        if self.chapter is None:
            return Matter.FRONT if self.is_front else Matter.MAIN
        return self.chapter.heading.matter

    @property
    def role(self) -> Role:
        """What it is."""
        return self.chapter.heading.role if self.chapter else Role.SECTION

    @property
    def name(self) -> str:
        """Its path from the package document."""
        return f"{FOLDER}{self.identifier}.xhtml"

    def blocks(self) -> Iterator[Block]:
        """Yield its top-level blocks in reading order."""
        yield from self.preamble
        if self.chapter is not None:
            yield from section_blocks(self.chapter)


def divide(publication: Publication) -> tuple[ContentDocument, ...]:
    """Divide the body into content documents, in reading order; their names stay as they are.

    Numbers count chapters, not their printed numbers, and have as many digits as the last one. A
    document begins on a new page; a page break at the end of the one before would yield an empty
    page.
    """
    title = publication.metadata.title
    sections = tuple(chapters_of(publication))
    is_front = publication.settings.imprint or any(
        section.heading.matter is Matter.FRONT for section in sections[:1]
    )
    blocks = _unbroken(publication.preamble)
    before = [ContentDocument("preamble", title, blocks, is_front=is_front)]
    digits = max(2, len(str(len(sections))))
    chapters = [
        ContentDocument(f"chapter-{n:0{digits}}", _title(section) or title, chapter=_ended(section))
        for n, section in enumerate(sections, start=1)
    ]
    return (*(before if publication.preamble else ()), *chapters)


def _title(section: Section) -> str:
    heading = section.heading
    return " ".join(f"{heading.number} {plain_text(heading.content)}".split())


def _ended(section: Section) -> Section:
    """Give a section without page breaks at its very end."""
    if section.sections:
        *others, last = section.sections
        ended = _ended(last)
        return section if ended is last else replace(section, sections=(*others, ended))
    blocks = _unbroken(section.blocks)
    return section if blocks is section.blocks else replace(section, blocks=blocks)


def _unbroken(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    while blocks and isinstance(blocks[-1], PageBreak):
        blocks = blocks[:-1]
    return blocks
