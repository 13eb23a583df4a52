"""What a line may start beyond CommonMark: boxes, divisions, definitions, formulas, page breaks."""

import re

from pipeline.diagnostics import Code
from pipeline.readers.attributes import attributes_at
from pipeline.readers.blocks import ContainerParser, Started
from pipeline.readers.boxes import (
    AdmonitionDraft,
    DefinedDraft,
    DefinitionDraft,
    DefinitionListDraft,
    DivisionDraft,
)
from pipeline.readers.drafts import (
    BlockDraft,
    MathDraft,
    PageBreakDraft,
    ParagraphDraft,
    TableDraft,
)
from pipeline.readers.line import Line

_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)(?:[ ]*([A-Za-z][\w-]*(?:[ ]+[A-Za-z][\w-]*)*))?(?:[ ]+\"(.*)\")?[ \t]*$"
)
_PLACES_OF_BOXES = frozenset({"inline", "end", "left", "right", "annotate", "expand"})
_TAB = re.compile(r"===[!+]{0,2}[ ]+(?:\"(.*)\"|'(.*)')[ \t]*$")
_FENCE = re.compile(r"(:{3,}+|/{3,}+)(.*)$")
_DIVISION = re.compile(r"\{.*\}$|[A-Za-z][\w-]*(?:[ \t].*|\[.*\].*|\{.*\}.*)?$")
_DEFINITION = re.compile(r":(?=[ \t]+\S)")
_MATH_CLOSED = re.compile(r"[ \t]*(\{[^{}]*\})?[ \t]*$")
_PAGE_BREAK = re.compile(r"\\(?:newpage|pagebreak|clearpage)(?:\{\}|\[\d\])?[ \t]*$")
_ENVIRONMENT = re.compile(
    r"\\begin\{((?:equation|align|gather|multline|eqnarray|alignat|flalign|displaymath)\*?)\}"
)
_ABBREVIATION = re.compile(r"\*\[([^\[\]\\]{1,200})\]:[ \t]*(\S.*?)[ \t]*$")
_LIST_ATTRIBUTES = re.compile(r"\{(:?)[^{}]*\}[ \t]*$")
_MAX_OFFSET = 4


def start_admonition(parser: ContainerParser, line: Line) -> Started:
    """Start an admonition: `!!! note "Title"`, or `???` for one that can be folded."""
    match = _ADMONITION.match(line.text, line.first)
    if match is None or not parser.has_room(line, 1):
        return Started.NOTHING
    kind, title = match.groups()
    if kind is None and title is None:
        return Started.NOTHING
    names = (kind or "details").split()
    lost = [name for name in names[1:] if name.lower() not in _PLACES_OF_BOXES]
    if lost and title is None:
        parser.findings.say(
            Code.ATTRIBUTE_UNKNOWN,
            f"'{' '.join(lost)[:60]}' are names of classes, which no edition shows",
            parser.findings.place(line.number, line.source_column()),
            "a title stands in double quotes",
        )
    return _open_indented(parser, line, names[0].lower(), title)


def start_tab(parser: ContainerParser, line: Line) -> Started:
    """Start a tab: `=== "Label"`."""
    match = _TAB.match(line.text, line.first)
    if match is None or not parser.has_room(line, 1):
        return Started.NOTHING
    return _open_indented(parser, line, "tab", match.group(1) or match.group(2) or "")


def _open_indented(parser: ContainerParser, line: Line, kind: str, title: str | None) -> Started:
    draft = AdmonitionDraft(line, parser.parent.level + 1, kind, title)
    parser.add(draft)
    parser.open_container(draft)
    return Started.LEAF


def start_division(parser: ContainerParser, line: Line) -> Started:
    """Start or end a division between fences of colons or slashes."""
    match = _FENCE.match(line.text, line.first)
    if match is None:
        return Started.NOTHING
    fence, words = match[1], match[2].strip(" \t")
    if fence[0] == ":":
        words = words.rstrip(":").rstrip(" \t")
    if not words:
        return parser.close_division(fence, line)
    if not _DIVISION.match(words) or "." in words.split()[0].split("{")[0].rstrip("."):
        return Started.NOTHING
    if not parser.has_room(line, 1):
        return Started.NOTHING
    draft = DivisionDraft(line, parser.parent.level + 1, fence, words)
    parser.add(draft)
    parser.open_container(draft)
    return Started.LEAF


def start_definition(parser: ContainerParser, line: Line) -> Started:
    """Start a definition of the term above: `:   what it is`."""
    if _DEFINITION.match(line.text, line.first) is None or not parser.has_room(line, 3):
        return Started.NOTHING
    before = _last(parser)
    if isinstance(before, TableDraft):
        return _start_caption(parser, line, before)
    listed = _list_of(parser, line, before)
    if listed is None:
        return Started.NOTHING
    indent = line.indent
    line.advance(1)
    offset = min(line.indent, _MAX_OFFSET - 1) if line.indent <= _MAX_OFFSET else 1
    line.skip(offset)
    draft = DefinitionDraft(listed, line.number, parser.parent.level + 3, indent + 1 + offset)
    listed.items[-1].definitions.append(draft)
    listed.last = line.number
    parser.open_container(draft)
    return Started.CONTAINER


def _last(parser: ContainerParser) -> "BlockDraft | None":
    children = parser.parent.children
    return children[-1] if children else None


def _start_caption(parser: ContainerParser, line: Line, table: TableDraft) -> Started:
    if line.number > table.last + 2:
        return Started.NOTHING
    parser.open_leaf(ParagraphDraft(line))
    return Started.LEAF


def _list_of(
    parser: ContainerParser, line: Line, before: "BlockDraft | None"
) -> DefinitionListDraft | None:
    """Give the list that a definition belongs to; its terms may be the paragraph above."""
    if isinstance(before, DefinitionListDraft):
        before.is_tight = before.is_tight and line.number <= before.last + 1
        parser.close_rest()
        return before
    if not isinstance(before, ParagraphDraft) or not before.lines:
        return None
    if line.number > before.last + 2 or before.lines[0].startswith("|"):
        return None
    if before.lines[0].startswith(":") and _is_below_table(parser):
        return None
    parser.take_definitions(before)
    return _begin_items(parser, line, before) if before.lines else None


def _is_below_table(parser: ContainerParser) -> bool:
    children = parser.parent.children
    return len(children) > 1 and isinstance(children[-2], TableDraft)


def _begin_items(parser: ContainerParser, line: Line, terms: ParagraphDraft) -> DefinitionListDraft:
    children = parser.parent.children
    above = children[-2] if len(children) > 1 else None
    parser.close_rest()
    parser.forget_leaf()
    if isinstance(above, DefinitionListDraft):
        children.pop()
        above.items.append(DefinedDraft(terms))
        listed = above
    else:
        listed = DefinitionListDraft(terms)
        children[-1] = listed
    listed.is_tight = listed.is_tight and line.number <= terms.last + 1
    return listed


def start_math(parser: ContainerParser, line: Line) -> Started:
    r"""Start a formula on lines of its own: `$$ … $$`, or `\[ … \]`."""
    mark = line.text[line.first : line.first + 2]
    closing = {"$$": "$$", "\\[": "\\]"}.get(mark)
    rest = line.text[line.first + 2 :]
    if closing is None or (parser.is_in_paragraph and rest.strip(" \t")):
        return Started.NOTHING
    return _open_math(parser, line, closing)


def _open_math(parser: ContainerParser, line: Line, closing: str) -> Started:
    draft = MathDraft(line, closing)
    if draft.text_closes(draft.lines[0][2:], at=2):
        parser.add(draft)
    elif closing in draft.lines[0][2:]:
        return Started.NOTHING
    else:
        parser.open_leaf(draft)
    return Started.LEAF


def start_command(parser: ContainerParser, line: Line) -> Started:
    """Start what a command of TeX on a line of its own stands for: a page, or a formula."""
    text = line.text
    if _PAGE_BREAK.match(text, line.first):
        parser.add(PageBreakDraft(line.number))
        return Started.LEAF
    match = _ENVIRONMENT.match(text, line.first)
    if match is None or parser.is_in_paragraph:
        return start_math(parser, line)
    draft = MathDraft(line, f"\\end{{{match.group(1)}}}")
    if draft.text_closes(draft.lines[0], at=0):
        parser.add(draft)
    else:
        parser.open_leaf(draft)
    return Started.LEAF


def start_abbreviation(parser: ContainerParser, line: Line) -> Started:
    """Take the definition of an abbreviation: `*[HTML]: what it stands for`."""
    match = _ABBREVIATION.match(line.text, line.first)
    if match is None:
        return Started.NOTHING
    parser.end_text()
    parser.abbreviations[match.group(1).strip()] = match.group(2)
    return Started.LEAF


def start_attributes(parser: ContainerParser, line: Line) -> Started:
    """Read attributes on a line of their own for the block above: `{: #name .class }`."""
    match = _LIST_ATTRIBUTES.match(line.text, line.first)
    before = _last(parser)
    if match is None or not (match[1] or isinstance(before, MathDraft)):
        return Started.NOTHING
    found = attributes_at(line.text, line.first)
    if found is None or before is None or line.number > parser.filled + 1:
        return Started.NOTHING
    parser.end_text()
    before.attributes = found.attributes
    before.last = line.number
    return Started.LEAF
