"""The content documents of the body: what stands in which, and what each is called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.leaves import sources_of
from pipeline.model.nodes import Block, CodeBlock, MathBlock, PageBreak
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication, Section, chapters_of, section_blocks
from pipeline.model.roles import Matter, Role

FOLDER = "text/"
"""Where content documents lie, from the package document."""


_LONGEST = 240_000
"""The most characters of one document that is made of several sections.

Reading systems lay out whole documents; those on weak devices refuse more than some 300 kB.
"""


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """What one content document holds: the preamble, a chapter with its heading, or more of one.

    `identifier` names it in the manifest, `title` for people. `is_front` tells of a preamble that
    it stands before the text. `rest` are sections of a chapter that is too long for one document;
    `chapter` is then the part of it that stands in documents before.
    """

    identifier: str
    title: str
    preamble: tuple[Block, ...] = ()
    chapter: Section | None = None
    is_front: bool = False
    rest: tuple[Section, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that it holds."""
        if self.rest or self.chapter is None:
            return self.rest
        return (self.chapter,)

    @property
    def matter(self) -> Matter:
        """Where in the book it stands."""
        if self.chapter is None:
            return Matter.FRONT if self.is_front else Matter.MAIN
        return self.chapter.heading.matter

    @property
    def role(self) -> Role:
        """What begins with it."""
        return self.chapter.heading.role if self.chapter and not self.rest else Role.SECTION

    @property
    def name(self) -> str:
        """Its path from the package document."""
        return f"{FOLDER}{self.identifier}.xhtml"

    def blocks(self) -> Iterator[Block]:
        """Yield its top-level blocks in reading order."""
        yield from self.preamble
        for section in self.sections:
            yield from section_blocks(section)


def divide(publication: Publication) -> tuple[ContentDocument, ...]:
    """Divide the body into content documents, in reading order; their names stay as they are.

    Numbers count chapters, not their printed numbers, and have as many digits as the last one. A
    document begins on a new page; a page break at the end of the one before would yield an empty
    page. A chapter that is too long is parted between its sections.
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
        document
        for n, section in enumerate(sections, start=1)
        for document in _parted(f"chapter-{n:0{digits}}", _title(section) or title, section)
    ]
    return (*(before if publication.preamble else ()), *chapters)


def _parted(identifier: str, title: str, chapter: Section) -> Iterator[ContentDocument]:
    """Yield the documents of a chapter."""
    first, *others = _parts(chapter) if chapter.sections else [()]
    opening = _ended(replace(chapter, sections=first) if others else chapter)
    yield ContentDocument(identifier, title, chapter=opening)
    for n, sections in enumerate(others, start=2):
        ended = (*sections[:-1], _ended(sections[-1]))
        name = _title(sections[0]) or title
        yield ContentDocument(f"{identifier}-{n}", name, chapter=opening, rest=ended)


def _parts(chapter: Section) -> list[tuple[Section, ...]]:
    """Give the sections of a chapter in as many parts as it needs documents."""
    parts: list[tuple[Section, ...]] = [()]
    length = _length(chapter.blocks)
    for section in chapter.sections:
        added = _length(section_blocks(section))
        if length and length + added > _LONGEST:
            parts.append(())
            length = 0
        parts[-1] = (*parts[-1], section)
        length += added
    return parts


def _length(blocks: Iterable[Block]) -> int:
    """Give about how many characters blocks have."""
    sources = sources_of(blocks)
    return sum(
        len(source.text)
        if isinstance(source, CodeBlock | MathBlock)
        else len(plain_text(source))
        if isinstance(source, tuple)
        else 0
        for source in sources
    )


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
