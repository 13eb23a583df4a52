"""Where a block stands: what it takes from the blocks around it, as a value."""

from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.exporters.docx.writer.markup import NOTHING, Markup

DEEPEST_LEVEL = 8
"""The last of the nine levels (ECMA-376-1, 17.9.3: `ilvl` is 0 to 8)."""


@dataclass(frozen=True, slots=True)
class TextStyles:
    """The styles of running text in one story: plain, quoted, in a list, with a marker."""

    plain: str
    quoted: str
    listed: str
    bullet: str
    number: str


BODY_STYLES = TextStyles("BodyText", "Quote", "ListParagraph", "ListBullet", "ListNumber")
NOTE_STYLES = TextStyles(*(["FootnoteText"] * 5))


@dataclass(frozen=True, slots=True)
class Marker:
    """The number or bullet that a paragraph carries: a `w:num`, its level, its style."""

    num: int
    level: int
    style: str


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
    that below the last one; None is "as the style has it".
    """

    styles: TextStyles
    style: str
    indent: int = 0
    depth: int = 0
    after: int | None = None
    last_after: int | None = None
    opening: Opening = NO_OPENING

    def nth(self, *, first: bool, last: bool) -> "Position":
        """Give the position of one of the blocks that stand here."""
        after = self.last_after if last else self.after
        opening = self.opening if first else NO_OPENING
        if (after, after, opening) == (self.after, self.last_after, self.opening):
            return self
        return replace(self, after=after, last_after=after, opening=opening)

    def below(self) -> "Position":
        """Give the position of what stands below a block that has taken the opening."""
        return self.nth(first=False, last=False)


def top(styles: TextStyles, opening: Opening = NO_OPENING) -> Position:
    """Give the position of the blocks of a story that stand in no other block."""
    return Position(styles, styles.plain, opening=opening)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph says beside its style; in twips, None for "as the style has it".

    `section` is the properties of the section of which it is the last paragraph, if it is.
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


@lru_cache(maxsize=4096)
def paragraph_opening(shape: Shape) -> Markup:
    """Give `<w:p>` and its properties, in the order of the schema (CT_PPr)."""
    parts = [f'<w:p><w:pPr><w:pStyle w:val="{shape.style}"/>']
    if shape.keep_next:
        parts.append("<w:keepNext/>")
    if shape.page_break:
        parts.append("<w:pageBreakBefore/>")
    if shape.marker is not None:
        level, num = shape.marker.level, shape.marker.num
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')
    parts.append(_spacing(shape))
    if shape.left is not None:
        hanging = f' w:hanging="{shape.hanging}"' if shape.hanging else ' w:firstLine="0"'
        parts.append(f'<w:ind w:left="{shape.left}"{hanging}/>')
    parts.append(f"{shape.section}</w:pPr>")
    return Markup("".join(parts))


def _spacing(shape: Shape) -> str:
    before = f' w:before="{shape.before}"' if shape.before else ""
    after = f' w:after="{shape.after}"' if shape.after is not None else ""
    return f"<w:spacing{before}{after}/>" if before or after else ""


def written(shape: Shape, content: Markup) -> Markup:
    """Make a paragraph of a shape."""
    return Markup(f"{paragraph_opening(shape)}{content}</w:p>")


def spacer(height: int, *, page_break: bool = False) -> Markup:
    """Make an empty paragraph of a height in twips, for where a table must not touch."""
    breaks = "<w:pageBreakBefore/>" if page_break else ""
    return Markup(
        f'<w:p><w:pPr>{breaks}<w:spacing w:before="0" w:after="0" w:line="{max(height, 20)}" '
        'w:lineRule="exact"/></w:pPr></w:p>'
    )
