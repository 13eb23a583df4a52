"""What a list of the PDF edition's pages must say, taken from the publication and its pages."""

from collections.abc import Iterator

from pipeline.exporter import PAGE_WORDS, PageFact, normal_words
from pipeline.model.leaves import Source
from pipeline.model.nodes import (
    CaptionLabel,
    Citation,
    CodeBlock,
    CodeSpan,
    HardBreak,
    Image,
    Math,
    SoftBreak,
    Text,
)
from pipeline.model.offsets import place_after, visible_length
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication, body_blocks
from pipeline.model.walk import walk
from pipeline.typesetting.pages import Pages, Role
from pipeline.typesetting.pagestarts import PageStart, Start, page_starts
from pipeline.verify.leaves import leaf_texts


def expected_pages(publication: Publication, pages: Pages) -> tuple[PageFact, ...]:
    """Give the lines of the page list that an edition of a publication must have."""
    return tuple(_Expected(publication).facts(pages))


class _Expected:
    """The running text of a publication, and where its leaves begin in it, counted in words.

    `_titled` has the title of code for the beginning of that.
    """

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._words: list[str] = []
        self._leaves: dict[int, int] = {}
        self._titled: dict[int, int] = {}
        for leaf in leaf_texts(body_blocks(publication)):
            for source in leaf.sources:
                self._titled.setdefault(id(source), len(self._words))
                self._leaves[id(source)] = len(self._words)
            self._words += normal_words(leaf.text)

    def facts(self, pages: Pages) -> Iterator[PageFact]:
        for start in page_starts(pages, self._is_known):
            first = self._first_word(start)
            yield PageFact(start.label, " ".join(self._words[first : first + PAGE_WORDS]))

    def _is_known(self, source: Start) -> bool:
        publication = self._publication
        if source is Role.COVER:
            return any(a.name == publication.metadata.cover_image for a in publication.assets)
        if source is Role.CONTENTS_TITLE:
            return bool(publication.contents or publication.lists)
        return isinstance(source, Role) or id(source) in self._leaves

    def _first_word(self, start: PageStart) -> int:
        if isinstance(start.source, Role):
            return 0
        key = id(start.source)
        if not start.offset:
            return self._titled[key]
        return self._leaves[key] + len(normal_words(_text_before(start.source, start.offset)))


def _text_before(source: Source, offset: int) -> str:
    """Give the text of a leaf before a page that begins within it."""
    if isinstance(source, CodeBlock):
        return source.text[: _line_place(source.text, place_after(source.text, offset))]
    if not isinstance(source, tuple):
        return ""
    pieces: list[str] = []
    for node in walk(source):
        if offset <= 0:
            break
        match node:
            case Text() | CodeSpan() | Citation() | CaptionLabel():
                pieces.append(node.text[: place_after(node.text, offset)])
                offset -= visible_length(node.text)
            case SoftBreak() | HardBreak():
                pieces.append(" ")
            case Math() | Image():
                pieces.append(plain_text((node,)))
                offset -= 1
            case _:  # what holds inlines has had its turn, and notes have none here
                pass
    return "".join(pieces)


def _line_place(text: str, at: int) -> int:
    """Give where the first line begins in code that begins at a place or behind it."""
    if not text[text.rfind("\n", 0, at) + 1 : at].strip():
        return at
    end = text.find("\n", at)
    return len(text) if end < 0 else end
