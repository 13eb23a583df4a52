"""Chapters: what a book's list says of a file, put into the file's own headings."""

from dataclasses import replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import Block, Heading, Text
from pipeline.model.roles import Matter, Role
from pipeline.model.source import Chapter
from pipeline.passes.headings import heading_text

MAX_LEVEL = 6


def entitle(document: Document, chapter: Chapter) -> tuple[Document, Diagnostics]:
    """Give a chapter the heading that it begins with, if it has none of its own.

    Its own one stands at its beginning and is the only one of its level or above; what the list
    calls a chapter with a heading of its own is passed over, and a difference is told.
    """
    own = _own_heading(document.blocks)
    if own is None:
        title = chapter.title or document.metadata.title or _first_words(document)
        heading = Heading(1, (Text(title),), location=document.location)
        blocks = (_dressed(heading, document, chapter), *_lowered(document.blocks))
        return replace(document, blocks=blocks), ()
    dressed = _dressed(own, document, chapter)
    blocks = tuple(dressed if block is own else block for block in document.blocks)
    return replace(document, blocks=blocks), _difference(own, chapter)


def heading_of(chapter: Chapter) -> Heading:
    """Give the heading of an entry that has no file: a part, or a group of chapters."""
    heading = Heading(1, (Text(chapter.title, location=chapter.location),))
    role = Role.PART if chapter.is_part else Role.CHAPTER
    return replace(heading, role=role, matter=chapter.matter, location=chapter.location)


def _own_heading(blocks: tuple[Block, ...]) -> Heading | None:
    if not blocks or not isinstance(blocks[0], Heading):
        return None
    first = blocks[0]
    if not heading_text(first):
        return None
    others = (block for block in blocks[1:] if isinstance(block, Heading))
    return first if all(other.level > first.level for other in others) else None


def _lowered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Move all headings a level down, to make room for one above them."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    shift = 2 - min(levels, default=2)
    return tuple(
        replace(block, level=block.level + max(shift, 0)) if isinstance(block, Heading) else block
        for block in blocks
    )


def _first_words(document: Document) -> str:
    """Give the words of the first heading, or else the file's name in words."""
    headings = (block for block in document.blocks if isinstance(block, Heading))
    first = next(headings, None)
    stem = document.path.rpartition("/")[2].rpartition(".")[0]
    named = " ".join(stem.replace("-", " ").replace("_", " ").split())
    return (heading_text(first) if first else "") or named[:1].upper() + named[1:]


def _dressed(heading: Heading, document: Document, chapter: Chapter) -> Heading:
    role = document.role or Role.CHAPTER
    matter = chapter.matter if document.role is None else role.matter
    if chapter.matter is Matter.BACK:
        matter = Matter.BACK
    is_numbered = heading.numbered and (matter is Matter.MAIN or role is Role.APPENDIX)
    return replace(heading, role=role, matter=matter, numbered=is_numbered and role.is_numbered)


def _difference(heading: Heading, chapter: Chapter) -> Diagnostics:
    own = heading_text(heading)
    if not chapter.title or _folded(own) == _folded(chapter.title) or not own:
        return ()
    return (
        Diagnostic(
            Code.CHAPTER_TITLE_DIFFERS,
            f"the list calls this chapter '{chapter.title}', its own heading is '{own}'",
            chapter.location,
            hint="editions show the chapter's own heading",
        ),
    )


def _folded(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())


def moved(document: Document, steps: int) -> Document:
    """Move the headings of a document so many levels down, to the sixth at most."""
    if not steps:
        return document
    blocks = tuple(
        replace(block, level=min(block.level + steps, MAX_LEVEL))
        if isinstance(block, Heading)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)
