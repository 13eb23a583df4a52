"""The facts that come in sequences: how each kind is matched, taken apart and shown."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pipeline.exporter import ContentsFact, EditionFacts, HeadingFact, LinkFact, NoteFact, PageFact
from pipeline.structure import (
    BlockFact,
    CellFact,
    ItemFact,
    LookFact,
    PictureFact,
    SpokenFact,
    Structure,
)
from pipeline.verify.discrepancy import Aspect

F = TypeVar("F", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Kind(Generic[F]):
    """A kind of fact.

    `facts` takes them from an edition's facts (None: the format shows no such thing). `keys` are
    parts by which facts may be matched, the telling ones first. `parts` are all that is compared,
    by name; `shown` names one fact to people.
    """

    noun: str
    facts: Callable[[EditionFacts], tuple[F, ...] | None]
    keys: tuple[Callable[[F], Hashable], ...]
    parts: tuple[tuple[str, Callable[[F], str]], ...]
    shown: Callable[[F], str]


def _contents_without_pages(facts: EditionFacts) -> tuple[ContentsFact, ...]:
    return tuple(replace(entry, page="") for entry in facts.contents)


def _bookmarks_by_label(facts: EditionFacts) -> tuple[HeadingFact, ...] | None:
    if facts.bookmarks is None:
        return None
    return tuple(HeadingFact(mark.level, "", _numbered(mark)) for mark in facts.bookmarks)


def _numbered(fact: HeadingFact | ContentsFact) -> str:
    return f"{fact.number} {fact.text}".strip()


def _link_shown(link: LinkFact) -> str:
    return f"{link.text} -> {link.target}".strip()


def _note_shown(note: NoteFact) -> str:
    return f"{note.mark}: {note.text}"


def _itself(text: str) -> str:
    return text


def _word_before(mark: str) -> str:
    return mark.rpartition("|")[0]


def _mark_number(mark: str) -> str:
    return mark.rpartition("|")[2]


def _mark_shown(mark: str) -> str:
    return f"{_word_before(mark)} [{_mark_number(mark)}]".strip()


def _structure(
    part: Callable[[Structure], tuple[F, ...]],
) -> Callable[[EditionFacts], tuple[F, ...] | None]:
    def facts(edition: EditionFacts) -> tuple[F, ...] | None:
        return None if edition.structure is None else part(edition.structure)

    return facts


_TITLE_BLOCK: Kind[str] = Kind(
    noun="line of the title block",
    facts=lambda facts: facts.title_block,
    keys=(),
    parts=(("text", _itself),),
    shown=_itself,
)
_OUTLINE: Kind[HeadingFact] = Kind(
    noun="heading",
    facts=lambda facts: facts.outline,
    keys=(lambda h: (h.number, h.text), lambda h: h.text, lambda h: (h.level, h.number)),
    parts=(
        ("level", lambda h: str(h.level)),
        ("number", lambda h: h.number),
        ("text", lambda h: h.text),
    ),
    shown=_numbered,
)
_BOOKMARKS: Kind[HeadingFact] = Kind(
    noun="bookmark",
    facts=_bookmarks_by_label,
    keys=(lambda b: b.text, lambda b: b.level),
    parts=(("level", lambda b: str(b.level)), ("label", lambda b: b.text)),
    shown=lambda b: b.text,
)
CONTENTS_KEYS: tuple[Callable[[ContentsFact], Hashable], ...] = (
    lambda e: (e.number, e.text),
    lambda e: e.text,
    lambda e: e.target,
)
_CONTENTS: Kind[ContentsFact] = Kind(
    noun="contents entry",
    facts=_contents_without_pages,
    keys=CONTENTS_KEYS,
    parts=(
        ("level", lambda e: str(e.level)),
        ("number", lambda e: e.number),
        ("text", lambda e: e.text),
        ("target", lambda e: e.target),
    ),
    shown=_numbered,
)
_LINKS: Kind[LinkFact] = Kind(
    noun="link",
    facts=lambda facts: facts.links,
    keys=(lambda link: link.text, lambda link: link.target),
    parts=(("text", lambda link: link.text), ("target", lambda link: link.target)),
    shown=_link_shown,
)
_PAGE_LIST: Kind[PageFact] = Kind(
    noun="page",
    facts=lambda facts: facts.page_list,
    keys=(lambda page: page.label, lambda page: page.begins),
    parts=(("number", lambda page: page.label), ("beginning", lambda page: page.begins)),
    shown=lambda page: f"{page.label}: {page.begins}",
)
_NOTES: Kind[NoteFact] = Kind(
    noun="note",
    facts=lambda facts: facts.notes,
    keys=(lambda note: note.text, lambda note: note.mark),
    parts=(
        ("mark", lambda note: note.mark),
        ("text", lambda note: note.text),
        ("references", lambda note: str(note.references)),
    ),
    shown=_note_shown,
)
_MARKS: Kind[str] = Kind(
    noun="note mark",
    facts=lambda facts: facts.marks,
    keys=(_word_before, _mark_number),
    parts=(("word before it", _word_before), ("number", _mark_number)),
    shown=_mark_shown,
)
_IMAGES: Kind[str] = Kind(
    noun="image",
    facts=lambda facts: facts.images,
    keys=(),
    parts=(("alternative text", _itself),),
    shown=_itself,
)
_PICTURES: Kind[PictureFact] = Kind(
    noun="picture",
    facts=lambda facts: facts.pictures,
    keys=(),
    parts=(("file", lambda p: p.name),),
    shown=lambda p: p.name,
)
_LISTS: Kind[ItemFact] = Kind(
    noun="item",
    facts=_structure(lambda structure: structure.items),
    keys=(lambda i: (i.marker, i.text), lambda i: i.text),
    parts=(
        ("level", lambda i: str(i.level)),
        ("marker", lambda i: i.marker),
        ("text", lambda i: i.text),
    ),
    shown=lambda i: f"{i.marker} {i.text}",
)
_TABLES: Kind[CellFact] = Kind(
    noun="cell",
    facts=_structure(lambda structure: structure.cells),
    keys=(lambda c: (c.row, c.place, c.text), lambda c: c.text, lambda c: (c.row, c.place)),
    parts=(
        ("row", lambda c: str(c.row)),
        ("place in its row", lambda c: str(c.place)),
        ("columns", lambda c: str(c.columns)),
        ("rows", lambda c: str(c.rows)),
        ("kind", lambda c: "header" if c.is_header else "data"),
        ("text", lambda c: c.text),
    ),
    shown=lambda c: c.text,
)
_CODE: Kind[str] = Kind(
    noun="block of code",
    facts=_structure(lambda structure: structure.code),
    keys=(lambda code: tuple(code.split()),),
    parts=(("text", _itself),),
    shown=_itself,
)
_LOOKS: Kind[LookFact] = Kind(
    noun="stretch",
    facts=_structure(lambda structure: structure.looks),
    keys=(lambda s: s.text, lambda s: s.look),
    parts=(("look", lambda s: s.look), ("text", lambda s: s.text)),
    shown=lambda s: s.text,
)
_BLOCKS: Kind[BlockFact] = Kind(
    noun="block",
    facts=_structure(lambda structure: structure.blocks),
    keys=(lambda b: b.text, lambda b: b.kind),
    parts=(("kind", lambda b: b.kind), ("text", lambda b: b.text)),
    shown=lambda b: b.text,
)
_LANGUAGES: Kind[SpokenFact] = Kind(
    noun="stretch",
    facts=_structure(lambda structure: structure.languages),
    keys=(lambda s: s.text, lambda s: s.language),
    parts=(("language", lambda s: s.language), ("text", lambda s: s.text)),
    shown=lambda s: s.text,
)

KINDS: Mapping[Aspect, Kind[Any]] = {
    Aspect.TITLE_BLOCK: _TITLE_BLOCK,
    Aspect.OUTLINE: _OUTLINE,
    Aspect.BOOKMARKS: _BOOKMARKS,
    Aspect.CONTENTS: _CONTENTS,
    Aspect.PAGE_LIST: _PAGE_LIST,
    Aspect.LINKS: _LINKS,
    Aspect.NOTES: _NOTES,
    Aspect.MARKS: _MARKS,
    Aspect.IMAGES: _IMAGES,
    Aspect.PICTURES: _PICTURES,
    Aspect.LISTS: _LISTS,
    Aspect.TABLES: _TABLES,
    Aspect.CODE: _CODE,
    Aspect.BLOCKS: _BLOCKS,
    Aspect.LOOKS: _LOOKS,
    Aspect.LANGUAGES: _LANGUAGES,
}
"""Every aspect that is a sequence of facts, the running text apart."""
