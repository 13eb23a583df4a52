"""Blocks as markup."""

from collections.abc import Iterable
from typing import assert_never

from pipeline.markup.attributes import class_attribute, speech_attributes
from pipeline.markup.code import code_block_markup
from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.markup.formulas import formula_block_markup
from pipeline.markup.images import image_markup
from pipeline.markup.inlines import inlines_markup, text_markup
from pipeline.markup.pagebreaks import breaks_before
from pipeline.markup.places import Places
from pipeline.markup.tables import table_markup
from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Inline,
    ListItem,
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Rubric,
    Table,
    ThematicBreak,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.roles import Role
from pipeline.model.tones import Tone, tone_of

DEEPEST_HEADING = 6
"""HTML has h1 to h6 and no more."""


def blocks_markup(blocks: Iterable[Block], places: Places) -> Markup:
    """Write blocks, one or more lines each."""
    # No comprehension: it would cost a frame of the stack for every level of nesting.
    pieces: list[Markup] = []
    for block in blocks:
        pieces.append(block_markup(block, places))  # noqa: PERF401 - as said
    return Markup("\n".join(pieces))


def block_markup(block: Block, places: Places) -> Markup:  # noqa: C901, PLR0911, PLR0912 - a line a node
    """Write one block."""
    match block:
        case Paragraph():
            return Markup(f"<p>{text_markup(block.content, places)}</p>")
        case CodeBlock():
            return code_block_markup(block, places)
        case Heading():
            return _heading(block, places)
        case BulletList():
            return _list("ul", "", block, places)
        case OrderedList():
            return _list("ol", "" if block.start == 1 else str(block.start), block, places)
        case BlockQuote():
            return Markup(f"<blockquote>\n{blocks_markup(block.blocks, places)}\n</blockquote>")
        case Table():
            return table_markup(block, places)
        case Figure():
            return _figure(block, places)
        case Rubric():
            return _rubric(block, places)
        case ThematicBreak():
            return Markup("<hr/>")
        case PageBreak():
            return Markup('<div class="page-break"></div>')
        case MathBlock():
            return Markup(breaks_before((block,), places) + formula_block_markup(block, places))
        case Admonition():
            return _admonition(block, places)
        case Division():
            return _division(block, places)
        case DefinitionList():
            return _definition_list(block, places)
        case _:
            assert_never(block)


def _heading(heading: Heading, places: Places) -> Markup:
    name = f"h{min(max(heading.level, 1), DEEPEST_HEADING)}"
    content = f"{number_markup(heading.number)}{inlines_markup(heading.content, places)}"
    named = f"{attribute('id', heading.identifier)}{_look(heading)}"
    # No mark within a heading: every list of headings would say the number of the page, too.
    return Markup(f"{breaks_before((heading.content,), places)}<{name}{named}>{content}</{name}>")


def _look(heading: Heading) -> Markup:
    """Write the class of a heading that does not look like all of its level."""
    if heading.role is Role.PART:
        return Markup(' class="part-title"')
    if heading.look == heading.level:
        return Markup("")
    return Markup(f' class="like-h{min(heading.look, DEEPEST_HEADING)}"')


def number_markup(number: str) -> Markup:
    """Write the number of a heading, with the blank that parts it from the text."""
    return Markup(f'<span class="number">{escape_text(number)}</span> ' if number else "")


def _rubric(rubric: Rubric, places: Places) -> Markup:
    content = text_markup(rubric.content, places)
    return Markup(f'<p class="rubric"{attribute("id", rubric.identifier)}>{content}</p>')


def _list(name: str, start: str, block: BulletList | OrderedList, places: Places) -> Markup:
    if not block.items:
        return Markup("")
    bare = isinstance(block, BulletList) and not block.is_marked
    cls = ' class="unmarked"' if bare else ""
    pieces = [f"<{name}{cls}{attribute('start', start)}>"]
    for item in block.items:
        task, box = _task(item, places)
        pieces.append(f"<li{task}>{_content(item.blocks, box, block.tight, places)}</li>")
    pieces.append(f"</{name}>")
    return Markup("\n".join(pieces))


def _task(item: ListItem, places: Places) -> tuple[str, str]:
    """Give the class of a task and its box; nothing for an item that is none.

    The box is a picture: elements of forms make a document a "scripted" one (EPUB 3.3, D.2.6). The
    selector behind the sign keeps it from becoming an emoji.
    """
    if item.checked is None:
        return "", ""
    said = attribute("aria-label", places.words.done if item.checked else places.words.to_do)
    sign = "\u2611\ufe0e" if item.checked else "\u2610\ufe0e"
    return ' class="task"', f'<span class="task-box" role="img"{said}>{sign}</span> '


def _content(blocks: tuple[Block, ...], box: str, tight: bool, places: Places) -> str:  # noqa: FBT001 - private
    """Write what stands in an item; in a tight one the first paragraph is bare text."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or (not tight and not box):
        written = blocks_markup(blocks, places)
        return f"{box}\n{written}" if box and written else f"{box}{written}"
    text = f"{box}{text_markup(first.content, places)}"
    rest = blocks_markup(blocks[1:], places)
    text = text if tight else f"<p>{text}</p>"
    return f"{text}\n{rest}" if rest else text


def _definition_list(block: DefinitionList, places: Places) -> Markup:
    """Write terms and definitions; each group has both (HTML, 4.4.9)."""
    if not block.items:
        return Markup("")
    pieces = ["<dl>"]
    for item in block.items:
        terms = [f"<dt>{text_markup(term.content, places)}</dt>" for term in item.terms]
        pieces += terms or ["<dt></dt>"]
        for definition in item.definitions or (Definition(()),):
            pieces.append(f"<dd>{_content(definition.blocks, '', block.tight, places)}</dd>")
    pieces.append("</dl>")
    return Markup("\n".join(pieces))


_ELEMENTS = {Tone.NEUTRAL: "div", Tone.NOTE: "aside", Tone.TIP: "aside"}
"""The elements of admonitions, where no `section`: those that may have the role (ARIA in HTML)."""

_PLAIN_KINDS = frozenset({"details", "tab"})
"""Kinds that are mere parts of the text, under their labels."""


def _admonition(admonition: Admonition, places: Places) -> Markup:
    tone = tone_of(admonition.kind)
    name = _ELEMENTS.get(tone, "section")
    plain = "plain" if admonition.kind in _PLAIN_KINDS else ""
    kinds = admonition.kind.split()
    cls = class_attribute("admonition", tone.value, plain, theirs=kinds)
    identifier = attribute("id", admonition.identifier)
    opening = f"<{name}{cls}{identifier}{_tone_role(tone, admonition.title, places)}>"
    title = text_markup(admonition.title, places)
    head = f'<p class="admonition-title">{title}</p>\n' if title else ""
    return Markup(f"{opening}\n{head}{blocks_markup(admonition.blocks, places)}\n</{name}>")


def _tone_role(tone: Tone, title: tuple[Inline, ...], places: Places) -> str:
    """Write what an admonition is to the text around it."""
    match tone:
        case Tone.NOTE:
            return ' role="note"'
        case Tone.TIP:
            return places.role("tip")
        case Tone.IMPORTANT | Tone.WARNING | Tone.DANGER:
            return places.role("notice")
        case Tone.NEUTRAL:
            label = attribute("aria-label", " ".join(plain_text(title).split()))
            return f' role="group"{label}' if label else ""


def _division(division: Division, places: Places) -> Markup:
    aligned = division.alignment.value if division.alignment else ""
    attributes = (
        class_attribute(aligned, theirs=division.classes)
        + attribute("id", division.identifier)
        + speech_attributes(division.language, division.direction)
    )
    content = blocks_markup(division.blocks, places.facing(division.direction))
    return Markup(f"<div{attributes}>\n{content}\n</div>")


def _figure(figure: Figure, places: Places) -> Markup:
    image = image_markup(figure.image, places)
    caption = text_markup(figure.caption, places)
    below = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    opening = f"{breaks_before((figure,), places)}<figure{attribute('id', figure.identifier)}>"
    return Markup(f"{opening}\n{image}{below}\n</figure>")
