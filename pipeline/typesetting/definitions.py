"""Definition lists: terms that stay with what is said of them, definitions moved in."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.nodes import Definition, DefinitionItem, DefinitionList, Term
from pipeline.theme import TextStyle
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.texts import Galley, Inner, drop_if_bare, text_lines

_TIGHT = 4.0
_INDENTS = 1.2


def set_definitions(galley: Galley, definitions: DefinitionList) -> Iterator[Inner]:
    """Append a definition list."""
    listed = galley.below(Element(Role.DEFINITIONS))
    after = _TIGHT if definitions.tight else galley.style.after
    within = replace(galley.style, after=min(after, galley.style.after))
    for item in definitions.items:
        yield from _set_item(listed._replace(style=within), item)
        galley.stack.space(after)
    galley.stack.space(galley.style.after)


def _set_item(galley: Galley, item: DefinitionItem) -> Iterator[Inner]:
    theme = galley.job.theme
    part = galley.below(Element(Role.DEFINITION_ITEM))
    first = len(galley.stack.lines)
    for term in item.terms:
        size, leading = galley.style.size, galley.style.leading
        _set_term(part, term, replace(theme.term, size=size, leading=leading))
    frame = galley.frame.indented(theme.indent * _INDENTS)
    titled = len(galley.stack.lines)
    for definition in item.definitions:
        yield _inner(part.moved(frame), definition)
    if first < titled == len(galley.stack.lines):
        galley.stack.release()


def _inner(galley: Galley, definition: Definition) -> Inner:
    return galley.below(Element(Role.DEFINITION)), definition.blocks


def _set_term(galley: Galley, term: Term, style: TextStyle) -> None:
    """Append a term; the next line stays on its page."""
    lines = text_lines(galley.below(Element(Role.TERM)), term.content, style, term.location)
    if not lines:
        drop_if_bare(galley)
        return
    galley.stack.space(style.before)
    galley.stack.add_together(lines)
    galley.stack.space(style.after)
    galley.stack.keep()
