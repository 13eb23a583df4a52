"""What must be unique in a package, given out in the order of asking: same source, same names."""

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from pipeline.exporters.docx.writer.markup import Markup

if TYPE_CHECKING:
    from pipeline.model.nodes import Abbreviation


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

    def bookmarked(self, name: str, content: Markup) -> Markup:
        """Put a bookmark around content."""
        number = next(self._bookmarks)
        return Markup(
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def drawing_number(self) -> int:
        """Give the number of the next drawing."""
        return next(self._drawings)


def note_bookmark(number: str) -> str:
    """Name the bookmark of a note's mark; `number` is its running number among the notes."""
    return f"_Note{number}"
