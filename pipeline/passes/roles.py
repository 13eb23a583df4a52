"""Roles: what each section is in its publication."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Diagnostics
from pipeline.model.document import Document
from pipeline.model.metadata import Kind
from pipeline.model.nodes import Block, Heading
from pipeline.model.roles import Role

_BY_CLASS = {role.value: role for role in Role if role is not Role.SECTION}


def assign_roles(document: Document) -> tuple[Document, Diagnostics]:
    """Tell what the headings of a publication are, by what their author calls them.

    A heading of the first level, or below a part, may have a class that is the name of a role:
    `# Preface {.preface}`; in a book it is a chapter else.
    """
    return replace(document, blocks=tuple(_with_roles(document))), ()


def _with_roles(document: Document) -> Iterator[Block]:
    plain = Role.CHAPTER if document.settings.kind is Kind.BOOK else Role.SECTION
    parts = 0
    for block in document.blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        parts = 0 if block.level == 1 else parts
        heading = block
        if block.level == parts + 1:
            role = block.role if block.role is not Role.SECTION else _named(block, plain)
            heading = block if role is block.role else _as(block, role)
        yield replace(heading, rank=heading.level - parts) if parts else heading
        parts = 1 if heading.role is Role.PART else parts


def _named(heading: Heading, plain: Role) -> Role:
    return next((_BY_CLASS[name] for name in heading.classes if name in _BY_CLASS), plain)


def _as(heading: Heading, role: Role) -> Heading:
    classes = tuple(name for name in heading.classes if name != role.value)
    return replace(
        heading,
        role=role,
        matter=role.matter,
        classes=classes,
        numbered=heading.numbered and role.is_numbered,
    )
