"""Inlines become a strand: faces by emphasis and code, links, note marks, images."""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from pipeline.model.nodes import (
    CodeSpan,
    CrossReference,
    Emphasis,
    HardBreak,
    Image,
    Inline,
    Link,
    Math,
    Note,
    NoteReference,
    SoftBreak,
    Strong,
    Text,
)
from pipeline.model.plain_text import plain_text
from pipeline.typesetting.expressions import Surroundings, put_formula
from pipeline.typesetting.inks import PLAIN, Accent, StyleInks
from pipeline.typesetting.job import Job
from pipeline.typesetting.lines import NoteBody
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.pictures import natural_size
from pipeline.typesetting.strand import Pictured, Strand, Voice

_PICTURE_HEIGHT = 1.2
_PICTURE_DROP = 0.2


class _Context(NamedTuple):
    """Where inlines stand: their style and accent, their element, the link around them."""

    inks: StyleInks
    accent: Accent
    element: Element
    link: Element | None = None

    @property
    def voice(self) -> Voice:
        return Voice(self.inks.ink(self.accent), self.element, self.link)


def build_strand(job: Job, content: Iterable[Inline], inks: StyleInks, element: Element) -> Strand:
    """Give the strand of a paragraph's inlines, and hang their elements below `element`."""
    strand = Strand()
    _Flattener(job, strand).add(content, _Context(inks, PLAIN, element))
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

    def _one(  # noqa: C901 - a case a node
        self,
        inline: Emphasis
        | Strong
        | CodeSpan
        | Math
        | Link
        | CrossReference
        | Image
        | NoteReference
        | HardBreak,
        context: _Context,
    ) -> None:
        match inline:
            case Emphasis():
                accent = context.accent._replace(emphasis=not context.accent.emphasis)
                self._within(inline.content, context, accent, Role.EMPHASIS)
            case Strong():
                accent = context.accent._replace(strong=True)
                self._within(inline.content, context, accent, Role.STRONG)
            case CodeSpan():
                self._code(inline, context)
            case Math():
                put_formula(self._job, self._strand, inline, Surroundings(*context))
            case Link() | CrossReference():
                self._link(inline, context)
            case Image():
                self._picture(inline, context)
            case NoteReference():
                self._reference(inline, context)
            case HardBreak():
                self._strand.line_end(context.voice)
            case _:
                assert_never(inline)

    def _within(
        self, content: tuple[Inline, ...], context: _Context, accent: Accent, role: Role
    ) -> None:
        element = context.element.add(Element(role))
        self.add(content, context._replace(accent=accent, element=element))

    def _code(self, code: CodeSpan, context: _Context) -> None:
        element = context.element.add(Element(Role.CODE_SPAN))
        accent = context.accent._replace(code=True)
        self._text([code.text], context._replace(accent=accent, element=element))

    def _link(self, link: Link | CrossReference, context: _Context) -> None:
        element = Element(Role.LINK, description=plain_text(link.content))
        if isinstance(link, Link):
            element.url = link.url
        else:
            element.role, element.target = Role.CROSS_REFERENCE, link.identifier
        context.element.add(element)
        accent = context.accent._replace(linked=True)
        self.add(link.content, context._replace(accent=accent, element=element, link=element))

    def _picture(self, image: Image, context: _Context) -> None:
        asset = self._job.assets.get(image.asset)
        if asset is None:
            shown = image.alternative or image.title or image.url
            text = Text(f"[{self._job.publication.words.image_missing}: {shown}]")
            self._one(Emphasis((text,)), context)
            return
        size = context.inks.style.size
        width, height = natural_size(asset)
        scale = min(1.0, size * _PICTURE_HEIGHT / height, self._job.frame.width / width)
        element = context.element.add(Element(Role.IMAGE, alternative=image.alternative))
        drop = size * _PICTURE_DROP if height * scale > size else 0.0
        picture = Pictured(asset.name, width * scale, height * scale, drop)
        self._strand.picture(picture, context._replace(element=element).voice)

    def _reference(self, reference: NoteReference, context: _Context) -> None:
        element = Element(
            Role.NOTE_REFERENCE,
            identifier=reference.identifier,
            target=reference.note,
            description=reference.number,
        )
        context.element.add(element)
        accent = context.accent._replace(raised=True, linked=True, code=False)
        voice = context._replace(accent=accent, element=element, link=element).voice
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
