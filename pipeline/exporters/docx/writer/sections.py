"""Sections: their pages, their headers and footers, and how their pages are counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.exporters.docx.writer.furniture import (
    FIRST_FOOTER,
    FIRST_HEADER,
    RUNNING_FOOTER,
    RUNNING_HEADER,
    TURNED_HEADER,
)
from pipeline.exporters.docx.writer.markup import Markup
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import spacer
from pipeline.theme import PageShape, Theme

_HEADER_RISE, _FOOTER_DROP = 0.36, 0.44
# Where the baseline stands in a line of a height that is said exactly.
_ABOVE_BASELINE = 0.8
OWN_REFERENCES = (
    f'<w:headerReference w:type="default" r:id="{RUNNING_HEADER}"/>'
    f'<w:headerReference w:type="first" r:id="{FIRST_HEADER}"/>'
    f'<w:footerReference w:type="default" r:id="{RUNNING_FOOTER}"/>'
    f'<w:footerReference w:type="first" r:id="{FIRST_FOOTER}"/>'
)

UPRIGHT_ENDS, TURNED_ENDS, FRONT_ENDS = (
    Markup(f"<w:p><w:pPr><?{kind}?></w:pPr></w:p>") for kind in ("upright", "turned", "front")
)
"""Where sections end in the text: those before a page on its side, with one, and the front."""
_ENDS = re.compile(rf"({'|'.join(map(re.escape, (UPRIGHT_ENDS, TURNED_ENDS, FRONT_ENDS)))})")
_HEADING = re.compile(r'<w:p><w:pPr><w:pStyle w:val="(?:Heading|Rubric|Part)')
_HOLDS = re.compile(r"<w:(?:p|tbl|sdt)[ />]")


@dataclass(frozen=True, slots=True)
class SectionLook:
    """What the sections of a document share.

    `edges` are the distances of `w:pgMar` in points (top, right, bottom, left, header, footer,
    gutter); `references` lead to headers and footers; `titled` tells whether the first page has
    others than those behind it; `borders` and `grid` are markup.
    """

    shape: PageShape
    edges: tuple[float, ...]
    right_to_left: bool
    references: str = OWN_REFERENCES
    titled: bool = True
    borders: str = ""
    grid: str = ""

    @property
    def page(self) -> str:
        """The page and its margins."""
        return self._page(self.shape)

    def _page(self, shape: PageShape, turned: str = "") -> str:
        names = ("top", "right", "bottom", "left", "header", "footer", "gutter")
        shown = " ".join(
            f'w:{name}="{twips(edge)}"' for name, edge in zip(names, self.edges, strict=True)
        )
        size = f'w:w="{twips(shape.width)}" w:h="{twips(shape.height)}"{turned}'
        return f"<w:pgSz {size}/><w:pgMar {shown}/>{self.borders}"

    def bare(self) -> Markup:
        """Make the properties of a section in front of all others: without headers and footers."""
        return Markup(f'<w:sectPr>{self.page}<w:cols w:space="720"/></w:sectPr>')

    def properties(self, numbers: str, *, titled: bool, turned: bool = False) -> Markup:
        """Make a section's properties (CT_SectPr); `numbers` is its `w:pgNumType`, if any."""
        page = self._page(self.shape.turned, ' w:orient="landscape"') if turned else self.page
        references = self.references
        if turned:
            references = references.replace(f'"{RUNNING_HEADER}"', f'"{TURNED_HEADER}"')
        return Markup(
            f"<w:sectPr>{references}{page}{numbers}"
            f'<w:cols w:space="720"/>{"<w:titlePg/>" if titled else ""}'
            f"{'<w:bidi/>' if self.right_to_left else ''}{self.grid}</w:sectPr>"
        )


def own_look(theme: Theme, *, right_to_left: bool) -> SectionLook:
    """Give the look of the theme's pages."""
    page, leading = theme.page, theme.running.leading
    # Word measures to the header's top and the footer's bottom, the theme to their baselines.
    head = page.top * (1 - _HEADER_RISE) - leading * _ABOVE_BASELINE
    foot = page.bottom * (1 - _FOOTER_DROP) - leading * (1 - _ABOVE_BASELINE)
    edges = (page.top, page.right, page.bottom, page.left, max(head, 0.0), max(foot, 0.0), 0.0)
    return SectionLook(page, edges, right_to_left)


def _pieces(text: Markup) -> Iterator[tuple[str, str]]:
    """Yield the content of sections, and the marker at the end of each.

    Headings go with what follows them, onto a page on its side too.
    """
    pieces = _ENDS.split(text)
    headings = ""
    for content, end in zip(pieces[::2], pieces[1::2], strict=False):
        whole = headings + content
        at = _headings_begin(whole) if end == UPRIGHT_ENDS else len(whole)
        headings = whole[at:]
        yield whole[:at], end
    yield headings + pieces[-1], UPRIGHT_ENDS


def _headings_begin(content: str) -> int:
    """Give where the headings begin that content ends in, its end where there are none."""
    at = len(content)
    while content.endswith("</w:p>", 0, at):
        start = content.rfind("<w:p><w:pPr>", 0, at)
        if start < 0 or not _HEADING.match(content, start):
            break
        at = start
    return at


class Sections:
    """The sections of a document: where they end in its text, and what each of them is.

    `has_front` tells whether pages before the main matter have numbers of their own, in roman
    numerals; `has_turned` whether some pages lie on their side, once the text is divided.
    """

    def __init__(self, look: SectionLook, *, has_front: bool) -> None:
        self.look = look
        self.has_turned = False
        self._has_front = has_front
        self._in_front = has_front
        self._is_first = True
        self._starts = False

    def divided(self, text: Markup) -> Markup:
        """Put the properties of sections where they end, and those of the last one at the end.

        Sections without content are none: they would be empty pages.
        """
        parts: list[tuple[str, str]] = [("", "")]
        for content, end in _pieces(text):
            before, ends = parts[-1]
            if not ends:
                holds = _HOLDS.search(content) is not None
                parts[-1] = before + content, end if holds else ""
            elif _HOLDS.search(content):
                parts.append((content, end))
            else:
                # A page on its side may be the last before the main matter, or of all.
                parts[-1] = before + content, ends + (end if end == FRONT_ENDS else "")
        return Markup("".join(self._written(parts)))

    def _written(self, parts: list[tuple[str, str]]) -> Iterator[str]:
        for content, ends in parts[:-1]:
            yield content + spacer(0, section=self._ended(ends))
        content, ends = parts[-1]
        yield content + (spacer(0) if TURNED_ENDS in ends else "") + self._ended(ends)

    def _ended(self, ends: str) -> Markup:
        """Give the properties of a section, of which markers tell how it ends.

        Where its pages are counted from one again, it has no first page with its own furniture.
        """
        turned = TURNED_ENDS in ends
        self.has_turned = self.has_turned or turned
        titled = self.look.titled and self._is_first
        properties = self.look.properties(self._numbers(), titled=titled, turned=turned)
        self._is_first = self._starts = False
        if FRONT_ENDS in ends:
            self._in_front, self._starts = False, True
        return properties

    def _numbers(self) -> str:
        if self._in_front:
            return '<w:pgNumType w:fmt="lowerRoman"/>'
        if not self._has_front:
            return ""
        start = ' w:start="1"' if self._starts else ""
        return f'<w:pgNumType w:fmt="decimal"{start}/>'
