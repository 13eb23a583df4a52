"""Sections: their pages, their headers and footers, and how their pages are counted."""

from dataclasses import dataclass

from pipeline.exporters.docx.writer.furniture import (
    FIRST_FOOTER,
    FIRST_HEADER,
    RUNNING_FOOTER,
    RUNNING_HEADER,
)
from pipeline.exporters.docx.writer.markup import Markup
from pipeline.exporters.docx.writer.measures import twips
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

    def properties(self, numbers: str, *, titled: bool) -> Markup:
        """Make a section's properties (CT_SectPr); `numbers` is its `w:pgNumType`, if any."""
        return Markup(
            f"<w:sectPr>{self.references}{self.page}{numbers}"
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


class Sections:
    """The sections of a document, ended one after the other in the order of the text.

    `has_front` tells whether pages before the main matter have numbers of their own, in roman
    numerals.
    """

    def __init__(self, look: SectionLook, *, has_front: bool) -> None:
        self.look = look
        self._has_front = has_front
        self._in_front = has_front
        self._is_first = True
        self._starts = False

    def ended(self) -> Markup:
        """Give the properties of the section that ends here.

        Where its pages are counted from one again, it has no first page with its own furniture.
        """
        titled = self.look.titled and self._is_first
        numbers = self._numbers()
        self._is_first = self._starts = False
        return self.look.properties(numbers, titled=titled)

    def front_ended(self) -> Markup:
        """Give the properties of the section before the main matter."""
        properties = self.ended()
        self._in_front, self._starts = False, True
        return properties

    def _numbers(self) -> str:
        if self._in_front:
            return '<w:pgNumType w:fmt="lowerRoman"/>'
        if not self._has_front:
            return ""
        start = ' w:start="1"' if self._starts else ""
        return f'<w:pgNumType w:fmt="decimal"{start}/>'
