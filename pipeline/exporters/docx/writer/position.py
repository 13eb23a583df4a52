"""Where a block stands: what it takes from the blocks around it, as a value."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.exporters.docx.writer.markup import NOTHING, Markup

DEEPEST_LEVEL = 8
"""The last of the nine levels (ECMA-376-1, 17.9.3: `ilvl` is 0 to 8)."""


@dataclass(frozen=True, slots=True)
class TextStyles:
    """The styles of running text in one story: plain, quoted, in a list, with a marker, defined.

    `term` is the style of what is defined.
    """

    plain: str
    quoted: str
    listed: str
    bullet: str
    number: str
    defined: str
    term: str


BODY_STYLES = TextStyles(
    "BodyText",
    "Quote",
    "ListParagraph",
    "ListBullet",
    "ListNumber",
    "Definition",
    "DefinitionTerm",
)
NOTE_STYLES = TextStyles(*(["FootnoteText"] * 7))

NO_NUM = -1
"""The `w:num` of a marker that is no number and no bullet."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number or bullet that a paragraph carries: a `w:num`, its level, its style.

    `box` is the check box of a task, with the gap behind it.
    """

    num: int
    level: int
    style: str
    box: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Opening:
    """What only the first paragraph of some blocks takes.

    `before` is a distance above, in twips, for where Word has none of its own.
    """

    marker: Marker | None = None
    before: int = 0
    page_break: bool = False


NO_OPENING = Opening()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a block stands.

    `style` is that of plain paragraphs, `indent` the distance from the margin in twips, `depth`
    how many lists are around. `after` is the distance below paragraphs in twips, `last_after`
    that below the last one; None is "as the style has it". `aligned` is how lines are aligned
    (`w:jc`), "" for "as the style has it"; `turned` tells the direction of lines where it is not
    the document's: whether they run from right to left.
    """

    styles: TextStyles
    style: str
    indent: int = 0
    depth: int = 0
    after: int | None = None
    last_after: int | None = None
    opening: Opening = NO_OPENING
    aligned: str = ""
    turned: bool | None = None

    def nth(self, *, first: bool, last: bool) -> "Position":
        """Give the position of one of the blocks that stand here."""
        after = self.last_after if last else self.after
        opening = self.opening if first else NO_OPENING
        if (after, after, opening) == (self.after, self.last_after, self.opening):
            return self
        # `replace` takes three times as long, and this is done for every paragraph of a list.
        return Position(
            styles=self.styles,
            style=self.style,
            indent=self.indent,
            depth=self.depth,
            after=after,
            last_after=after,
            opening=opening,
            aligned=self.aligned,
            turned=self.turned,
        )

    def broken(self) -> "Position":
        """Give the position of what begins a page."""
        return replace(self, opening=replace(self.opening, page_break=True))

    def after_table(self, distance: int) -> "Position":
        """Give the position below a table, at a distance in twips."""
        return replace(self, opening=replace(self.opening, before=distance))

    def alone(self) -> "Position":
        """Give the position of what has a page of its own."""
        return replace(self, opening=NO_OPENING)

    def below(self) -> "Position":
        """Give the position of what stands below a block that has taken the opening."""
        return self.nth(first=False, last=False)


def top(styles: TextStyles, opening: Opening = NO_OPENING) -> Position:
    """Give the position of the blocks of a story that stand in no other block."""
    return Position(styles, styles.plain, opening=opening)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph says beside its style; in twips, None for "as the style has it".

    `dress` is borders, ground and tab stops of its own, in this order. `section` is the properties
    of the section of which it is the last paragraph, if it is.
    """

    style: str
    marker: Marker | None = None
    left: int | None = None
    hanging: int = 0
    before: int = 0
    after: int | None = None
    page_break: bool = False
    keep_next: bool = False
    section: Markup = NOTHING
    dress: Markup = NOTHING
    turned: bool | None = None
    aligned: str = ""


@lru_cache(maxsize=4096)
def paragraph_opening(shape: Shape) -> Markup:
    """Give `<w:p>`, its properties in the order of the schema (CT_PPr), and a task's check box."""
    marker = shape.marker
    parts = [f'<w:p><w:pPr><w:pStyle w:val="{shape.style}"/>']
    if shape.keep_next:
        parts.append("<w:keepNext/>")
    if shape.page_break:
        parts.append("<w:pageBreakBefore/>")
    if marker is not None and marker.num != NO_NUM:
        level, num = marker.level, marker.num
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')
    parts.append(shape.dress)
    if shape.turned is not None:
        parts.append(f'<w:bidi w:val="{int(shape.turned)}"/>')
    parts.append(_spacing(shape))
    if shape.left is not None:
        hanging = f' w:hanging="{shape.hanging}"' if shape.hanging else ' w:firstLine="0"'
        parts.append(f'<w:ind w:left="{shape.left}"{hanging}/>')
    if shape.aligned:
        parts.append(f'<w:jc w:val="{shape.aligned}"/>')
    parts.append(f"{shape.section}</w:pPr>{marker.box if marker is not None else NOTHING}")
    return Markup("".join(parts))


def _spacing(shape: Shape) -> str:
    before = f' w:before="{shape.before}"' if shape.before else ""
    after = f' w:after="{shape.after}"' if shape.after is not None else ""
    return f"<w:spacing{before}{after}/>" if before or after else ""


def written(shape: Shape, content: Markup) -> Markup:
    """Make a paragraph of a shape."""
    return Markup(f"{paragraph_opening(shape)}{content}</w:p>")


def spacer(height: int, *, page_break: bool = False, section: str = "") -> Markup:
    """Make an empty paragraph of a height in twips, for where a table must not touch.

    `section` is the properties of a section that ends with it.
    """
    breaks = "<w:pageBreakBefore/>" if page_break else ""
    return Markup(
        f'<w:p><w:pPr>{breaks}<w:spacing w:before="0" w:after="0" w:line="{max(height, 20)}" '
        f'w:lineRule="exact"/>{section}</w:pPr></w:p>'
    )


_BEGINS_WITH_TABLE = re.compile(r"(?:<w:bookmark(?:Start|End) [^>]*>)*<w:tbl>")


def begins_with_table(markup: Markup) -> bool:
    """Tell whether the first thing in markup is a table."""
    return _BEGINS_WITH_TABLE.match(markup) is not None


def has_paragraph(markup: Markup) -> bool:
    """Tell whether there are paragraphs in markup of blocks, and not bookmarks alone."""
    return markup.endswith("</w:p>") or "</w:" in markup


def ends_in_table(markup: Markup) -> bool:
    """Tell whether the last thing in markup is a table, behind which a paragraph is wanted."""
    return markup.startswith("</w:tbl>", markup.rfind("</w:"))
