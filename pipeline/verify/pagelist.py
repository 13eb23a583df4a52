"""What a list of the PDF edition's pages must say, taken from the publication and its pages."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from pipeline.exporter import PageFact, page_beginning
from pipeline.model.nodes import (
    CaptionLabel,
    Citation,
    CodeBlock,
    CodeSpan,
    HardBreak,
    Image,
    Inline,
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
    """The running text of a publication, leaf by leaf, and which leaf is a block's.

    Code with a title has two leaves: it begins with the first one, its lines are the last one.
    """

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._texts: list[str] = []
        self._firsts: dict[int, int] = {}
        self._lasts: dict[int, int] = {}
        for leaf in leaf_texts(body_blocks(publication)):
            for source in leaf.sources:
                self._firsts.setdefault(id(source), len(self._texts))
                self._lasts[id(source)] = len(self._texts)
            self._texts.append(leaf.text)

    def facts(self, pages: Pages) -> Iterator[PageFact]:
        """Yield the lines."""
        for start in page_starts(pages, self._is_known):
            yield PageFact(start.label, page_beginning(self._behind(start)))

    def _is_known(self, source: Start) -> bool:
        publication = self._publication
        if source is Role.COVER:
            return any(a.name == publication.metadata.cover_image for a in publication.assets)
        if source is Role.CONTENTS_TITLE:
            return bool(publication.contents or publication.lists)
        return isinstance(source, Role) or id(source) in self._firsts

    def _behind(self, start: PageStart) -> Iterator[str]:
        """Yield the running text that a page begins with, leaf by leaf."""
        first, place = 0, 0
        if not isinstance(start.source, Role):
            key = id(start.source)
            first = self._lasts[key] if start.offset else self._firsts[key]
            place = _place(start, self._texts[first]) if start.offset else 0
        for at in range(first, len(self._texts)):
            yield self._texts[at][place:] if at == first else self._texts[at]


def _place(start: PageStart, text: str) -> int:
    """Give where a page begins in the text of a leaf: with its first whole word, or whole line."""
    if isinstance(start.source, CodeBlock):
        return _line_place(text, place_after(text, start.offset))
    if not isinstance(start.source, tuple):
        return 0
    at = len(_text_before(start.source, start.offset))
    while at < len(text) and not _may_begin(text, at):
        at += 1
    return at


def _may_begin(text: str, at: int) -> bool:
    """Tell whether a page may begin here: before a word, or between two that nothing parts."""
    before = text[at - 1] if at else " "
    if text[at].isspace():
        return False
    return (
        before.isspace() or east_asian_width(before) in "WF" or east_asian_width(text[at]) in "WF"
    )


def _text_before(content: tuple[Inline, ...], offset: int) -> str:
    """Give the text of inlines before a page that begins among them."""
    pieces: list[str] = []
    for node in walk(content):
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
