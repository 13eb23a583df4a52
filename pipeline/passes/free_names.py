"""Names that nothing else has: taken ones get `-1`, `-2` and so on, in the order of asking."""

from collections.abc import Iterator

from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.nodes import Anchored, Heading, Rubric
from pipeline.model.walk import walk


class FreeNames:
    """The names that are taken, and where; asking for many that are alike takes linear time."""

    def __init__(self) -> None:
        self._taken: dict[str, Location] = {}
        self._suffixes: dict[str, int] = {}

    def place(self, name: str) -> Location | None:
        """Give where a name is taken, None for a free one."""
        return self._taken.get(name)

    def free(self, name: str, location: Location) -> str:
        """Take a name, or one like it where it is taken already."""
        result = name
        while result in self._taken:
            self._suffixes[name] = self._suffixes.get(name, 0) + 1
            result = f"{name}-{self._suffixes[name]}"
        self._taken[result] = location
        return result


def named_places(document: Document) -> Iterator[tuple[str, Location]]:
    """Yield the names of all places that links can lead to, in reading order."""
    if document.title is not None:
        yield document.title.identifier, document.title.location
    for node in walk((*document.blocks, *document.notes)):
        if isinstance(node, Heading | Rubric | Anchored) and node.identifier:
            yield node.identifier, node.location


def names_of(document: Document) -> FreeNames:
    """Give the names of a document, to which more can be added."""
    names = FreeNames()
    for name, location in named_places(document):
        names.free(name, location)
    return names
