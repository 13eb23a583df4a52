"""Nodes of boxes: admonitions, tabs, alerts, divisions, definitions."""

import re
from collections.abc import Iterable
from typing import Protocol

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.nodes import (
    Admonition,
    Alignment,
    Block,
    BlockQuote,
    Definition,
    DefinitionItem,
    DefinitionList,
    Division,
    Heading,
    Inline,
    Term,
)
from pipeline.readers.attributes import NONE, Attributes, attributes_at
from pipeline.readers.boxes import (
    AdmonitionDraft,
    DefinedDraft,
    DefinitionDraft,
    DefinitionListDraft,
    DivisionDraft,
)
from pipeline.readers.conditions import split_condition
from pipeline.readers.drafts import BlockDraft, IndentedDraft, ParagraphDraft, QuoteDraft
from pipeline.readers.findings import Findings
from pipeline.readers.spans import READ_OF_BLOCKS, direction_in, judge, language_in

_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\][+-]?[ \t]*(.*)$")
_OPENING = re.compile(
    r"(?P<kind>[A-Za-z][\w-]*)?[ \t]*"
    r"(?:\[(?P<bracketed>[^\]]*)\])?[ \t]*"
    r"(?P<braces>\{.*\})?[ \t]*(?:\|[ \t]*)?(?P<rest>.*)$"
)
_OPTION = re.compile(r"[ \t]*(type|open|attrs|title)[ \t]*:[ \t]*(.*)$")
_CALLOUT = "callout-"
_KIND_WORDS = """
abstract admonition attention bug caution check cite danger details done error example fail failure
faq help hint important info missing note question quote seealso success summary tab tip tldr todo
warning
"""
KINDS = frozenset(_KIND_WORDS.split())
"""The classes of a division that make it an admonition."""

_ALIGNMENTS = {
    "center": Alignment.CENTER,
    "centered": Alignment.CENTER,
    "right": Alignment.END,
    "end": Alignment.END,
}


class Builder(Protocol):
    """What box nodes are built with."""

    findings: Findings

    def blocks(self, drafts: Iterable[BlockDraft]) -> tuple[Block, ...]:
        """Build blocks."""

    def line_of_text(self, text: str, line: int, column: int = 1) -> tuple[Inline, ...]:
        """Read the inlines of a line."""

    def lines_of_text(self, lines: list[str], line: int, columns: list[int]) -> tuple[Inline, ...]:
        """Read the inlines of several lines."""

    def title_of(self, kind: str, place: Location) -> tuple[Inline, ...]:
        """Give the title that a kind of admonition has by default."""


def admonition(builder: Builder, draft: AdmonitionDraft) -> Admonition:
    """Make an admonition or a tab."""
    place = builder.findings.place(draft.line)
    blocks = builder.blocks(draft.children)
    if draft.title is None:
        title = builder.title_of(draft.kind, place)
        if not blocks:
            message = f"the box '{draft.kind[:40]}' has no text"
            hint = "what belongs into a box is indented by four spaces below its first line"
            builder.findings.say(Code.BOX_EMPTY, message, place, hint)
    else:
        title = builder.line_of_text(draft.title, draft.line)
    identifier = draft.attributes.identifier
    return Admonition(draft.kind, title, blocks, identifier, location=place)


def quote(builder: Builder, draft: QuoteDraft) -> Block:
    """Make a block quote, or the alert that it is: `> [!NOTE]`."""
    place = builder.findings.place(draft.line)
    first = draft.children[0] if draft.children else None
    if not isinstance(first, ParagraphDraft) or not first.lines:
        return BlockQuote(builder.blocks(draft.children), location=place)
    alert = _ALERT.match(first.lines[0])
    if alert is None:
        return BlockQuote(builder.blocks(draft.children), location=place)
    kind, words = alert.group(1).lower(), alert.group(2)
    if words:
        title = builder.line_of_text(words, first.first, first.columns[0] + alert.start(2))
    else:
        title = builder.title_of(kind, place)
    first.drop_first(1)
    return Admonition(kind, title, builder.blocks(draft.children), location=place)


def division(builder: Builder, draft: DivisionDraft) -> Block:
    """Make a division, or the admonition that it is."""
    place = builder.findings.place(draft.line)
    if not draft.tail:
        fence = draft.mark * draft.length
        builder.findings.say(
            Code.DIVISION_UNCLOSED,
            f"the division that '{fence} {draft.words[:40]}' opens is never closed",
            place,
            f"close it with a line of '{fence}'",
        )
    kind, title, attributes = _opening(draft)
    blocks = builder.blocks(draft.children)
    if kind in KINDS:
        return _boxed(builder, (kind, title, attributes), blocks, place)
    judge(dict(attributes.values), READ_OF_BLOCKS, builder.findings, place)
    return divided(builder, blocks, attributes, place)


def _opening(draft: DivisionDraft) -> tuple[str, str | None, Attributes]:
    """Give the kind, the title and the attributes of a division."""
    match = _OPENING.match(draft.words)
    braces = match["braces"] if match else None
    found = attributes_at(braces, 0) if braces else None
    attributes = found.attributes if found else NONE
    word = (match["kind"] or "") if match else ""
    options = _options(draft) if draft.mark == "/" else {}
    names = [name.removeprefix(_CALLOUT) for name in (word, *attributes.names) if name]
    kinds = [name.lower() for name in names if name.lower() in KINDS]
    kind = options.get("type") or next((name for name in kinds if name != "admonition"), "")
    kind = kind or (kinds[0] if kinds else "")
    said = (match["bracketed"] or match["rest"].strip().strip('"')) if match else ""
    title = attributes.value("title") or options.get("title") or said or None
    if word and word.lower() not in KINDS and not word.startswith(_CALLOUT):
        classes = (word, *attributes.names)
        attributes = Attributes(attributes.identifier, classes, attributes.values)
    return kind, title, attributes


def _options(draft: DivisionDraft) -> dict[str, str]:
    """Take the options that stand, indented, below an opening fence of slashes."""
    first = draft.children[0] if draft.children else None
    if not isinstance(first, IndentedDraft) or first.line != draft.line + 1:
        return {}
    found = [_OPTION.match(line) for line in first.lines if line.strip()]
    if not all(found):
        return {}
    del draft.children[0]
    return {match[1]: match[2].strip(" \"'") for match in found if match}


def _boxed(
    builder: Builder,
    opening: tuple[str, str | None, Attributes],
    blocks: tuple[Block, ...],
    place: Location,
) -> Admonition:
    kind, said, attributes = opening
    if said is not None:
        title = builder.line_of_text(said, place.line)
    elif blocks and isinstance(blocks[0], Heading):  # as Quarto has it
        title, blocks = blocks[0].content, blocks[1:]
    else:
        title = builder.title_of(kind, place)
    return Admonition(kind, title, blocks, attributes.identifier, location=place)


def divided(
    builder: Builder, blocks: tuple[Block, ...], attributes: Attributes, place: Location
) -> Division:
    """Make a division with the attributes that editions can keep."""
    values = dict(attributes.values)
    alignment = next((_ALIGNMENTS[name] for name in attributes.names if name in _ALIGNMENTS), None)
    classes, formats = split_condition(attributes.classes, values, builder.findings, place)
    return Division(
        blocks,
        attributes.identifier,
        classes,
        language_in(values, builder.findings, place),
        direction_in(values, builder.findings, place),
        alignment,
        formats,
        location=place,
    )


def definitions(builder: Builder, draft: DefinitionListDraft) -> DefinitionList:
    """Make a list of definitions."""
    items = tuple(_item(builder, item) for item in draft.items)
    return DefinitionList(items, tight=draft.is_tight, location=builder.findings.place(draft.line))


def _item(builder: Builder, item: DefinedDraft) -> DefinitionItem:
    draft = item.terms
    terms = tuple(
        Term(
            builder.line_of_text(text, draft.first + number, draft.columns[number]),
            location=builder.findings.place(draft.first + number),
        )
        for number, text in enumerate(draft.lines)
    )
    defined = tuple(_definition(builder, definition) for definition in item.definitions)
    return DefinitionItem(terms, defined, location=builder.findings.place(draft.first))


def _definition(builder: Builder, draft: DefinitionDraft) -> Definition:
    place = builder.findings.place(draft.line)
    return Definition(builder.blocks(draft.children), location=place)
