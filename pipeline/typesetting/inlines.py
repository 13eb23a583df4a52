"""Inlines become a strand: faces by emphasis and code, links, note marks, images."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias, assert_never

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
    Note,
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
from pipeline.typesetting.dress import Dress, Fashion
from pipeline.typesetting.expressions import fitted_formula, formula_element
from pipeline.typesetting.inks import PLAIN, Accent, StyleInks
from pipeline.typesetting.job import Job
from pipeline.typesetting.lines import NoteBody
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.pictures import coarseness, natural_size, wished_size
from pipeline.typesetting.strand import Pictured, Strand, Voice

_PICTURE_HEIGHT = 1.2
_PICTURE_DROP = 0.2
_KEY_PADDING = 0.32
_TALLEST = 0.8

_Phrase: TypeAlias = (
    Emphasis | Strong | Deletion | Insertion | Mark | Superscript | Subscript | Abbreviation | Span
)
_Single: TypeAlias = (
    _Phrase
    | Keyboard
    | CaptionLabel
    | Citation
    | PageReference
    | CodeSpan
    | Math
    | Link
    | CrossReference
    | Image
    | NoteReference
    | HardBreak
)


class _Context(NamedTuple):
    """Where inlines stand: style and accent, element, the link around them, what they wear."""

    inks: StyleInks
    accent: Accent
    element: Element
    link: Element | None = None
    dresses: tuple[Dress, ...] = ()

    @property
    def voice(self) -> Voice:
        return Voice(self.inks.ink(self.accent), self.element, self.link, self.dresses)

    def below(self, element: Element, accent: Accent | None = None) -> "_Context":
        """Give the context within an element, perhaps in another accent; it is hung up."""
        self.element.children.append(element)
        return self._replace(element=element, accent=accent or self.accent)

    def raised(self, step: int) -> "_Context":
        """Give the context of a superscript (1) or subscript (-1)."""
        return self._replace(accent=self.accent.raised(step))

    def dressed(self, fashion: Fashion, *colours: str) -> "_Context":
        """Give the context in a dress; a second one of the same fashion shows nothing more."""
        if any(dress.fashion is fashion for dress in self.dresses):
            return self
        ink = self.inks.ink(self.accent)
        dress = Dress(fashion, ink.size, ink.rise, colours or (ink.colour,))
        return self._replace(dresses=(*self.dresses, dress))


def build_strand(
    job: Job, content: tuple[Inline, ...], inks: StyleInks, element: Element, language: str = ""
) -> Strand:
    """Give the strand of a paragraph's inlines, and hang their elements below `element`.

    `language` is a BCP 47 tag, "" where it is the publication's.
    """
    strand = Strand()
    element.source = element.source or content
    accent = Accent(language=language) if language else PLAIN
    _Flattener(job, strand).add(content, _Context(inks, accent, element))
    strand.finish()
    return strand


class _Flattener:
    """Walks inlines and appends them to a strand."""

    def __init__(self, job: Job, strand: Strand) -> None:
        self._job = job
        self._strand = strand

    def add(self, content: Iterable[Inline], context: _Context) -> None:
        """Append inlines; texts that touch become one."""
        texts: list[str] = []
        for inline in content:
            if isinstance(inline, Text):
                texts.append(inline.text)
            elif isinstance(inline, SoftBreak):
                texts.append(" ")
            else:
                self._text(texts, context)
                self._one(inline, context)
        self._text(texts, context)

    def _text(self, texts: list[str], context: _Context) -> None:
        text = "".join(texts)
        texts.clear()
        if text:
            self._strand.text(text, context.voice)

    def _one(self, inline: _Single, context: _Context) -> None:  # noqa: C901, PLR0912 - a case a node
        match inline:
            case CodeSpan():
                self._code(inline, context)
            case Math():
                self._formula(inline, context)
            case Link() | CrossReference():
                self._link(inline, context)
            case Image():
                self._picture(inline, context)
            case NoteReference():
                self._reference(inline, context)
            case HardBreak():
                self._strand.line_end(context.voice)
            case Keyboard():
                self._key(inline, context)
            case PageReference():
                self._page(inline, context)
            case Citation():  # the passes have put words in its place
                self._text([inline.text], context)
            case CaptionLabel():
                strong = context._replace(accent=context.accent._replace(strong=True))
                self._text([inline.text], strong)
            case _:
                self.add(inline.content, self._within(inline, context))

    def _within(self, inline: _Phrase, context: _Context) -> _Context:  # noqa: C901, PLR0911 - a case a node
        """Give the context of the words in an inline, and hang up its element."""
        match inline:
            case Emphasis():
                emphasis = not context.accent.emphasis
                return context.below(
                    Element(Role.EMPHASIS), context.accent._replace(emphasis=emphasis)
                )
            case Strong():
                return context.below(Element(Role.STRONG), context.accent._replace(strong=True))
            case Deletion():
                return context.below(Element(Role.DELETION)).dressed(Fashion.STRUCK)
            case Insertion():
                return context.below(Element(Role.INSERTION)).dressed(Fashion.UNDERLINED)
            case Mark():
                marked = self._job.theme.colours.marked
                return context.below(Element(Role.MARK)).dressed(Fashion.MARKED, marked)
            case Superscript():
                return context.below(Element(Role.SUPERSCRIPT)).raised(1)
            case Subscript():
                return context.below(Element(Role.SUBSCRIPT)).raised(-1)
            case Abbreviation():
                element = Element(Role.ABBREVIATION, description=inline.expansion)
                return context.below(element)
            case Span():
                return self._span(inline, context)
            case _:
                assert_never(inline)

    def _span(self, span: Span, context: _Context) -> _Context:
        """Give the context within a span; one that says nothing of its words has no element."""
        if span.identifier:
            self._strand.anchor(span.identifier)
        if span.language:
            context = context._replace(accent=context.accent._replace(language=span.language))
        if not (span.identifier or span.language):
            return context
        element = Element(Role.SPAN, identifier=span.identifier, language=span.language)
        return context.below(element)

    def _key(self, key: Keyboard, context: _Context) -> None:
        colours = self._job.theme.colours
        within = context.below(Element(Role.KEYBOARD), context.accent._replace(key=True))
        inner = within.dressed(Fashion.KEY, colours.key, colours.rule)
        width = inner.voice.ink.size * _KEY_PADDING if inner is not within else 0.0
        before = len(self._strand.pieces)
        self._strand.kern(width, inner.voice)
        self.add(key.content, inner)
        if len(self._strand.pieces) > before + 1:
            self._strand.kern(width, inner.voice)

    def _formula(self, formula: Math, context: _Context) -> None:
        fitted = fitted_formula(self._job, formula, context.inks, context.accent)
        self._strand.formula(fitted, formula.text, context.below(formula_element(formula)).voice)

    def _code(self, code: CodeSpan, context: _Context) -> None:
        self._text(
            [code.text],
            context.below(Element(Role.CODE_SPAN), context.accent._replace(code=True)),
        )

    def _link(self, link: Link | CrossReference, context: _Context) -> None:
        element = Element(Role.LINK, description=plain_text(link.content))
        if isinstance(link, Link):
            element.url = link.url
        else:
            element.role, element.target = Role.CROSS_REFERENCE, link.identifier
        inner = context.below(element, context.accent._replace(linked=True))
        self.add(link.content, inner._replace(link=element))

    def _page(self, reference: PageReference, context: _Context) -> None:
        label = self._job.page_label(reference.identifier)
        element = Element(Role.PAGE_REFERENCE, target=reference.identifier, description=label)
        inner = context.below(element, context.accent._replace(linked=True))
        self._text([label], inner._replace(link=element))

    def _picture(self, image: Image, context: _Context) -> None:
        asset = self._job.assets.get(image.asset)
        if image.identifier:
            self._strand.anchor(image.identifier)
        if asset is None:
            shown = image.alternative or image.title or image.url
            text = Text(f"[{self._job.publication.words.image_missing}: {shown}]")
            if image.identifier:
                context = context.below(Element(Role.SPAN, identifier=image.identifier))
            self._one(Emphasis((text,)), context)
            return
        element = Element(Role.IMAGE, identifier=image.identifier, alternative=image.alternative)
        size = context.inks.style.size
        if image.width or image.height:
            width, height = wished_size(image, asset, self._job.frame.width)
            room = self._job.height * _TALLEST
            scale = min(1.0, self._job.frame.width / width, room / height)
        else:
            width, height = natural_size(asset)
            scale = min(1.0, size * _PICTURE_HEIGHT / height, self._job.frame.width / width)
        self._job.diagnostics += coarseness(image, asset, width * scale)
        drop = size * _PICTURE_DROP if height * scale > size else 0.0
        picture = Pictured(asset.name, width * scale, height * scale, drop)
        self._strand.picture(picture, context.below(element).voice)

    def _reference(self, reference: NoteReference, context: _Context) -> None:
        element = Element(
            Role.NOTE_REFERENCE,
            identifier=reference.identifier,
            target=reference.note,
            description=reference.number,
        )
        inner = context.below(
            element, context.accent._replace(scripts=(1,), linked=True, code=False, key=False)
        )
        voice = inner._replace(link=element).voice
        self._strand.mark(reference.number or reference.label, voice)
        at = len(self._strand.pieces) - 1
        self._strand.anchors.append((at, reference.identifier))
        note = self._job.notes.get(reference.note)
        if note is not None and note.identifier not in self._job.bodies:
            self._strand.notes.append((at, self._body(note, context.element)))

    def _body(self, note: Note, parent: Element) -> NoteBody:
        """Open a note: its element follows its first reference, or the note that refers to it."""
        element = Element(Role.NOTE, identifier=note.identifier)
        outer = self._job.noting
        if outer is None:
            parent.add(element)
        else:
            parent = outer.parent
            parent.children.insert(parent.children.index(outer.last) + 1, element)
            outer.last = element
        body = NoteBody(note, parent, element, element)
        self._job.bodies[note.identifier] = body
        self._job.bodies_in_order.append(body)
        return body
