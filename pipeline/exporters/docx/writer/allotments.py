"""What must be unique in a package, given out in the order of asking: same source, same names."""

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from pipeline.exporters.docx.writer.markup import Markup

if TYPE_CHECKING:
    from pipeline.model.nodes import Abbreviation

_BEGINS, _OPENED, _CLOSED = "<w:p>", "</w:pPr>", "</w:p>"
_TEXT = re.compile("<[wm]:t[ >]")


def _told_by(content: Markup) -> tuple[int, int]:
    """Give where the content of the paragraph begins and ends that tells a place."""
    text = _TEXT.search(content)
    begin = content.rfind(_BEGINS, 0, text.start()) if text else content.find(_BEGINS)
    if begin < 0 or content.startswith(_SECTION, begin):
        return 0, len(content)
    first = content.index(_OPENED, begin) + len(_OPENED)
    return first, content.index(_CLOSED, text.start() if text else first)


# Where a section ends: paragraphs that stay as they are, see `sections`.
_SECTION = "<w:p><w:pPr><?"


@dataclass
class Story:
    """A flow of text with a part of its own, and the relationships that it uses.

    `links` and `images` lead from a URL and an asset's name to the relationship's id.
    """

    links: dict[str, str] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)

    def link(self, url: str) -> str:
        """Give the id of the relationship to a URL."""
        return self.links.setdefault(url, f"rIdLink{len(self.links) + 1}")

    def image(self, asset: str) -> str:
        """Give the id of the relationship to an image."""
        return self.images.setdefault(asset, f"rIdImage{len(self.images) + 1}")


class Allotments:
    """The bookmarks and drawings of a package, numbered, and the faces of code that it needs.

    `code_faces` are those beside the regular one, by Word's names (`BoldItalic`);
    `abbreviations` are the first ones of each that it stands for.

    Names begin with a letter or underscore, hold word characters only and have at most 40 of
    them (ECMA-376-1, 17.13.6.2, and Word's own limit); those with an underscore are hidden from
    the list that editors see.
    """

    def __init__(self) -> None:
        self._references: dict[str, str] = {}
        self._contents: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._bookmarks = count(1)
        self._drawings = count(1)
        self.code_faces: set[str] = set()
        self.abbreviations: dict[str, Abbreviation] = {}

    def reference_name(self, identifier: str) -> str:
        """Name the bookmark that links to an identifier lead to."""
        return self._references.setdefault(identifier, f"_Ref{len(self._references) + 1:06d}")

    def contents_name(self, identifier: str) -> str:
        """Name the bookmark that the contents' line of an identifier leads to.

        Word replaces these when an editor updates the contents, so links have others.
        """
        return self._contents.setdefault(identifier, f"_Toc{len(self._contents) + 1:06d}")

    def label_name(self, identifier: str) -> str:
        """Name the bookmark around the number that references to an identifier repeat."""
        return self._labels.setdefault(identifier, f"_Lab{len(self._labels) + 1:06d}")

    def in_contents(self, identifier: str) -> bool:
        """Tell whether the contents have a line for an identifier."""
        return identifier in self._contents

    def place_name(self, identifier: str) -> str:
        """Give the name of the bookmark that tells the page of an identifier."""
        if self.in_contents(identifier):
            return self.contents_name(identifier)
        return self.reference_name(identifier)

    def bookmarked(self, name: str, content: Markup) -> Markup:
        """Put a bookmark around content.

        Of blocks it is around the first paragraph with text: some programs lose bookmarks that
        stand between paragraphs, or run over several.
        """
        number = next(self._bookmarks)
        first, last = _told_by(content)
        return Markup(
            f'{content[:first]}<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            f'{content[first:last]}<w:bookmarkEnd w:id="{number}"/>{content[last:]}'
        )

    def drawing_number(self) -> int:
        """Give the number of the next drawing."""
        return next(self._drawings)


def note_bookmark(number: str) -> str:
    """Name the bookmark of a note's mark; `number` is its running number among the notes."""
    return f"_Note{number}"
