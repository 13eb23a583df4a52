"""Conditions: what one edition has of a publication whose parts are not in all of them.

All passes run over everything once, so numbers are the same in every edition; then each edition is
given what is for its format.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.formats import is_for
from pipeline.model.nodes import (
    Anchored,
    Block,
    CrossReference,
    Division,
    Heading,
    Node,
    Note,
    NoteReference,
    Rubric,
    Span,
)
from pipeline.model.publication import Publication, body_blocks
from pipeline.model.walk import rewrite, walk
from pipeline.passes.headings import depths_without_gaps
from pipeline.passes.outline import build_outline, build_sections, shown_outline


def restrict(publication: Publication, name: str) -> tuple[Publication, Diagnostics]:
    """Give what the edition of a format has of a publication.

    A link to what that edition lacks keeps its words alone, which is told, and so is a gap that
    what is left out leaves in the numbers.
    """
    if not publication.has_conditions or not _has_conditions(publication):
        return publication, ()
    cut = _Cut(publication, name)
    blocks = cut.blocks(tuple(body_blocks(publication)))
    notes = cut.notes(blocks)
    blocks, notes = cut.linked(blocks, notes)
    preamble, sections = build_sections(depths_without_gaps(blocks))
    outline = build_outline(sections)
    bookmarks = shown_outline(outline, publication.settings)
    places = cut.places
    lists = (
        replace(listed, entries=tuple(e for e in listed.entries if e.identifier in places))
        for listed in publication.lists
    )
    restricted = replace(
        publication,
        preamble=preamble,
        sections=sections,
        outline=outline,
        bookmarks=bookmarks,
        contents=bookmarks if publication.contents else (),
        notes=notes,
        lists=tuple(listed for listed in lists if listed.entries),
    )
    return restricted, tuple(cut.diagnostics)


def _has_conditions(publication: Publication) -> bool:
    noted = (block for note in publication.notes for block in note.blocks)
    return any(
        isinstance(node, Heading | Division | Span) and node.formats
        for node in walk((*body_blocks(publication), *noted))
    )


class _Cut:
    """Cuts a publication down to one format; `places` are the names that are left."""

    def __init__(self, publication: Publication, name: str) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.places: frozenset[str] = frozenset()
        self._publication = publication
        self._name = name

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Give the blocks that are for the format; conditions are gone from them."""
        result: list[Block] = []
        for block in blocks:
            if not isinstance(block, Heading):
                result.extend(rewrite((block,), self._kept))
            elif is_for(block.formats, self._name):
                result.extend(rewrite((replace(block, formats=()),), self._kept))
            elif block.number:
                self._say_gap(f"section {block.number}", block)
        return tuple(result)

    def _kept(self, node: Node) -> Node | tuple[Node, ...]:
        if not isinstance(node, Division | Span) or not node.formats:
            return node
        if not is_for(node.formats, self._name):
            return ()
        plain = replace(node, formats=())
        if isinstance(plain, Division):
            return plain.blocks if plain == Division(plain.blocks) else plain
        return plain.content if plain == Span(plain.content) else plain

    def notes(self, blocks: tuple[Block, ...]) -> tuple[Note, ...]:
        """Give the notes that are referred to still, with the references that are left."""
        definitions = {
            note.identifier: replace(note, blocks=self.blocks(note.blocks))
            for note in self._publication.notes
        }
        marks = dict(_marks(blocks))
        waiting = list(marks.values())
        while waiting:
            note = definitions.get(waiting.pop())
            new = {} if note is None else dict(_marks(note.blocks))
            waiting += [name for mark, name in new.items() if mark not in marks]
            marks.update(new)
        kept = frozenset(marks.values())
        for note in self._publication.notes:
            if note.identifier not in kept:
                self._say_gap(f"note {note.number}", note)
        return tuple(
            replace(note, references=tuple(mark for mark in note.references if mark in marks))
            for note in definitions.values()
            if note.identifier in kept
        )

    def linked(
        self, blocks: tuple[Block, ...], notes: tuple[Note, ...]
    ) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        """Take the links away that lead to what is left out."""
        names = {
            node.identifier
            for node in walk((*blocks, *notes))
            if isinstance(node, Heading | Rubric | Anchored)
        }
        self.places = frozenset({*names, self._publication.title_identifier})
        return rewrite(blocks, self._leading), rewrite(notes, self._leading)

    def _leading(self, node: Node) -> Node | tuple[Node, ...]:
        if not isinstance(node, CrossReference) or node.identifier in self.places:
            return node
        message = f"the {self._name} edition leaves out what this link leads to"
        hint = "its words stay, the link goes"
        self.diagnostics.append(Diagnostic(Code.LINK_UNPUBLISHED, message, node.location, hint))
        return node.content

    def _say_gap(self, what: str, node: Node) -> None:
        message = f"the {self._name} edition has no {what}, which leaves a gap in its numbers"
        self.diagnostics.append(Diagnostic(Code.NUMBER_GAP, message, node.location))


def _marks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Yield the names of note marks with the notes that they lead to."""
    for node in walk(blocks):
        if isinstance(node, NoteReference):
            yield node.identifier, node.note
