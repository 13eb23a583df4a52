"""The names of places on the page: those of the text, and those that the page adds."""

from urllib.parse import quote

from pipeline.model.nodes import Anchored, Heading, Note, NoteReference, Rubric
from pipeline.model.publication import Publication, body_blocks
from pipeline.model.walk import walk

_PLAIN = "!$&'()*+,;=:@/?~"
"""What may stand in a fragment as it is (RFC 3986, 3.5), besides letters and digits."""


class Names:
    """All identifiers of a publication."""

    def __init__(self, publication: Publication) -> None:
        nodes = walk((*body_blocks(publication), *publication.notes))
        named = (
            n for n in nodes if isinstance(n, Heading | Rubric | NoteReference | Note | Anchored)
        )
        self._taken = {node.identifier for node in named if node.identifier}
        if publication.title_identifier:
            self._taken.add(publication.title_identifier)

    def href(self, identifier: str) -> str:
        """Give the address of an identifier, "" where nothing has it."""
        return f"#{quote(identifier, safe=_PLAIN)}" if identifier in self._taken else ""

    def free(self, name: str) -> str:
        """Give a name for something of the page's own, which nothing in the text has."""
        while name in self._taken:
            name = f"{name}-"
        return name
