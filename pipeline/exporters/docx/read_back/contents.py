"""The visible contents: lines of Word's styles for them."""

import re
from collections.abc import Iterator

from pipeline.exporter import ContentsFact, normal_text
from pipeline.exporters.docx.read_back.paragraph import ReadParagraph
from pipeline.exporters.docx.read_back.places import Places

_LINE_STYLE = re.compile(r"toc ([1-9])|table of figures")
_NUMBERED = 2


def is_contents_line(paragraph: ReadParagraph) -> bool:
    """Tell whether a paragraph is a line of the contents with something in it."""
    is_line = _LINE_STYLE.fullmatch(paragraph.style.name) is not None
    return is_line and bool("".join(paragraph.text).strip())


def contents_fact(paragraph: ReadParagraph, places: Places) -> ContentsFact:
    """Give a line of the contents as a fact: tabs part number, text and page."""
    match = _LINE_STYLE.fullmatch(paragraph.style.name)
    level = int(match[1] or 1) if match else 0
    pieces = "".join(paragraph.text).split("\t")
    if len(pieces) > 1 and not pieces[-1].strip():
        pieces.pop()
    number = pieces.pop(0) if len(pieces) >= _NUMBERED else ""
    anchors = [link.anchor for link in paragraph.links if link.anchor]
    return ContentsFact(
        level,
        normal_text(number),
        normal_text(" ".join(pieces)),
        places.target(anchors[0]) if anchors else "#?",
        normal_text("".join(page.shown for page in paragraph.pages)),
    )


def page_references(paragraph: ReadParagraph, places: Places) -> Iterator[ContentsFact]:
    """Yield the page numbers that a paragraph of the text shows."""
    for page in paragraph.pages:
        yield ContentsFact(0, "", "", places.target(page.anchor), normal_text(page.shown))
