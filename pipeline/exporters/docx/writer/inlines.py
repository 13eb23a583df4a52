"""Inlines as runs, links, fields and drawings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from pipeline.exporters.docx.writer.allotments import Allotments, Story
from pipeline.exporters.docx.writer.captions import caption_label, repeated_label
from pipeline.exporters.docx.writer.drawings import Drawings, Room
from pipeline.exporters.docx.writer.formulas import formula
from pipeline.exporters.docx.writer.index import index_mark
from pipeline.exporters.docx.writer.links import outer_link
from pipeline.exporters.docx.writer.marks import NoteMarks
from pipeline.exporters.docx.writer.markup import Markup
from pipeline.exporters.docx.writer.runs import (
    HARD_BREAK,
    Look,
    abbreviated,
    coded,
    field,
    keyed,
    linked,
    marked,
    raised,
    spoken,
    stressed,
    stronger,
    struck,
    text_run,
    underlined,
)
from pipeline.model.nodes import (
    Abbreviation,
    CaptionLabel,
    Citation,
    CodeSpan,
    CrossReference,
    Deletion,
    Emphasis,
    HardBreak,
    Image,
    Inline,
    Insertion,
    Keyboard,
    Link,
    Mark,
    Math,
    NoteReference,
    PageReference,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.model.plain_text import plain_text
from pipeline.theme import Colours

Looking: TypeAlias = (
    Emphasis
    | Strong
    | Deletion
    | Insertion
    | Mark
    | Superscript
    | Subscript
    | Keyboard
    | Abbreviation
)
"""Inlines that are only a look for the inlines in them."""


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes the inlines of one story.

    `room` is how large an image within a line may be, `plain` the look of words without emphasis;
    `page_number` leads from an identifier to the number of its page, None where none is shown.
    """

    story: Story
    allotments: Allotments
    drawings: Drawings
    marks: NoteMarks
    room: Room
    colours: Colours
    plain: Look
    page_number: Callable[[str], str] | None = None

    def runs(self, content: Iterable[Inline], look: Look | None = None) -> Markup:
        """Write inlines, plain ones where no look is said; text that stands together is one run."""
        look = look or self.plain
        parts: list[str] = []
        waiting: list[str] = []
        for inline in content:
            if isinstance(inline, Text):
                waiting.append(inline.text)
            elif isinstance(inline, SoftBreak):
                waiting.append(" ")
            else:
                if waiting:
                    parts.append(text_run("".join(waiting), look))
                    waiting.clear()
                parts.append(self._inline(inline, look))
        if waiting:
            parts.append(text_run("".join(waiting), look))
        return Markup("".join(parts))

    def _inline(self, inline: Inline, look: Look) -> Markup:  # noqa: C901, PLR0911, PLR0912 - a line a node
        match inline:
            case Text():
                return text_run(inline.text, look)
            case SoftBreak():
                return text_run(" ", look)
            case CodeSpan():
                return self._code_span(inline, look)
            case Link():
                return self._link(inline, look)
            case CrossReference():
                return self._cross_reference(inline, look)
            case Image():
                return self._image(inline)
            case NoteReference():
                return self.marks.mark(inline)
            case HardBreak():
                return HARD_BREAK
            case Span():
                return self._span(inline, look)
            case Math():
                return formula(inline.mathml, inline.tex, look)
            case PageReference():
                return self._page_reference(inline, look)
            case Citation():  # the passes have put words in its place
                return text_run(inline.text, look)
            case CaptionLabel():
                return caption_label(inline, look, self.allotments)
            case _:  # what is left holds inlines and only changes their look
                return self.runs(inline.content, self._look_within(inline, look))

    def _look_within(self, inline: Looking, look: Look) -> Look:  # noqa: C901, PLR0911 - a line a node
        match inline:
            case Emphasis():
                return stressed(look)
            case Strong():
                return stronger(look)
            case Deletion():
                return struck(look)
            case Insertion():
                return underlined(look)
            case Mark():
                return marked(look, self.colours.marked)
            case Superscript():
                return raised(look, "superscript")
            case Subscript():
                return raised(look, "subscript")
            case Keyboard():
                return keyed(look)
            case Abbreviation():
                self.allotments.abbreviations.setdefault(inline.expansion, inline)
                return abbreviated(look)
            case _:
                assert_never(inline)

    def named(self, identifier: str, content: Markup) -> Markup:
        """Put the bookmark that links lead to around content, where that has an identifier."""
        if not identifier:
            return content
        return self.allotments.bookmarked(self.allotments.reference_name(identifier), content)

    def _code_span(self, code: CodeSpan, look: Look) -> Markup:
        if look.strong or look.on_bold or look.emphasis:
            bold = "Bold" if look.strong or look.on_bold else ""
            self.allotments.code_faces.add(f"{bold}{'Italic' if look.emphasis else ''}")
        return text_run(code.text, coded(look))

    def _span(self, span: Span, look: Look) -> Markup:
        content = self.runs(span.content, spoken(look, span.language, span.direction))
        marks = "".join(index_mark(term, plain_text(span.content)) for term in span.indexed)
        return self.named(span.identifier, Markup(f"{marks}{content}"))

    def _page_reference(self, reference: PageReference, look: Look) -> Markup:
        """Write a link that shows the page of a place; without pages it shows what it can."""
        name = self.allotments.reference_name(reference.identifier)
        shown = linked(look, self.colours.link)
        if self.page_number is None:
            content = text_run(reference.text, shown)
        else:
            content = text_run(self.page_number(reference.identifier), shown)
        page = field(f"PAGEREF {name} \\h", content)
        return Markup(f'<w:hyperlink w:anchor="{name}" w:history="1">{page}</w:hyperlink>')

    def _image(self, image: Image) -> Markup:
        drawing = self.drawings.drawing(image, self.room, self.story)
        return self.named(image.identifier, drawing)

    def figure(self, image: Image, room: Room) -> Markup:
        """Write an image that stands alone, at most as large as the room."""
        return self.drawings.drawing(image, room, self.story)

    def _link(self, link: Link, look: Look) -> Markup:
        content = self.runs(link.content, linked(look, self.colours.link))
        return outer_link(link.url, link.title, content, self.story)

    def _cross_reference(self, reference: CrossReference, look: Look) -> Markup:
        name = self.allotments.reference_name(reference.identifier)
        shown = linked(look, self.colours.link)
        if reference.series:
            content = repeated_label(reference, shown, self.allotments)
        else:
            content = self.runs(reference.content, shown)
        return Markup(f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>')
