"""What paragraphs are, and how links tell the places that they lead to."""

from collections.abc import Iterable

from pipeline.exporter import HeadingFact, LinkFact, normal_text, normal_url, place_in_text
from pipeline.exporters.docx.read_back.notes import ReadNotes
from pipeline.exporters.docx.read_back.paragraph import ReadLink, ReadParagraph

_TITLE = "title"
_TITLE_BLOCK = frozenset({_TITLE, "subtitle", "author", "date"})
_COVER = "cover"
_RUBRIC = "rubric"
_TEXT_LEVEL = 9


def is_heading(paragraph: ReadParagraph) -> bool:
    """Tell whether Word's navigation shows a paragraph: it has an outline level and content."""
    shown = bool("".join(paragraph.text).strip()) or bool(paragraph.images)
    return paragraph.outline < _TEXT_LEVEL and shown


def is_running_text(paragraph: ReadParagraph) -> bool:
    """Tell whether a paragraph belongs to neither cover, title block nor contents."""
    name = paragraph.style.name
    is_line = name.startswith("toc ") or name == "table of figures"
    return not (paragraph.in_contents or is_line or name in _TITLE_BLOCK or name == _COVER)


def is_title_block(paragraph: ReadParagraph) -> bool:
    """Tell whether a paragraph is a line of the title block with something in it."""
    return paragraph.style.name in _TITLE_BLOCK and bool("".join(paragraph.text).strip())


class Places:
    """The places of a document by the bookmarks that name them."""

    def __init__(self, title: str, paragraphs: Iterable[ReadParagraph], notes: ReadNotes) -> None:
        self._seen: dict[str, int] = {}
        self._targets: dict[str, str] = {}
        title_place = self._ordinal(title)
        for paragraph in paragraphs:
            target = self._target(paragraph, title_place)
            for name in paragraph.names:
                self._targets.setdefault(name, target)
            for name in paragraph.blank_names:
                self._targets.setdefault(name, place_in_text(""))
        for name, text in notes.named_texts():
            self._targets[name] = f"#{text}"

    def _target(self, paragraph: ReadParagraph, title_place: str) -> str:
        text = "".join(paragraph.text)
        if paragraph.style.name == _TITLE:
            return title_place
        counted = is_heading(paragraph) or paragraph.style.name == _RUBRIC
        return self._ordinal(text) if counted else place_in_text(text)

    def _ordinal(self, text: str) -> str:
        shown = normal_text(text)
        count = self._seen[shown] = self._seen.get(shown, 0) + 1
        return f"#{shown}" if count == 1 else f"#{shown} ({count})"

    def target(self, bookmark: str) -> str:
        """Tell the place that a bookmark names; `#?` where there is none."""
        return self._targets.get(bookmark, "#?")

    def link(self, link: ReadLink) -> LinkFact:
        """Give a link as a fact."""
        target = normal_url(link.url) if link.url or not link.anchor else self.target(link.anchor)
        return LinkFact(normal_text("".join(link.words)), target)

    @staticmethod
    def heading(paragraph: ReadParagraph) -> HeadingFact | None:
        """Give a heading as a fact, None for other paragraphs."""
        if not is_heading(paragraph):
            return None
        text = normal_text("".join(paragraph.text))
        return HeadingFact(paragraph.outline + 1, normal_text(paragraph.number), text)
