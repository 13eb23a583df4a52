"""Citations: the words that a CSL style has for them, and the bibliography at the end."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.labels import word_of
from pipeline.model.nodes import (
    Block,
    Citation,
    CitationItem,
    CrossReference,
    Division,
    Heading,
    Inline,
    Node,
    Note,
    Paragraph,
    Strong,
    Text,
)
from pipeline.model.roles import Matter, Role
from pipeline.model.slug import slug
from pipeline.model.walk import rewrite, walk
from pipeline.passes.bibtex import filled
from pipeline.passes.free_names import names_of
from pipeline.passes.library import Library
from pipeline.passes.styling import Styled, StyleMissingError, Styling

REFERENCES = "refs"
"""The identifier of the division that the bibliography goes into, as Pandoc has it."""

_ALL = "@*"
_MISSING = " [?]"


def cite_works(document: Document) -> tuple[Document, Diagnostics]:
    """Put words for the citations, and the bibliography where `::: {#refs}` is, else at the end.

    Without a bibliography in the settings nothing happens. A key that is not there is told, and
    shown in bold with a question mark.
    """
    settings = document.settings
    if not settings.bibliography:
        return document, ()
    place = document.places.get("bibliography", document.location)
    library = Library()
    root = Path(document.root or document.folder)
    for name in settings.bibliography:
        library.add(name, root, place)
    writer = _Writer(document, library, root)
    return writer.written(), (*library.diagnostics, *writer.diagnostics)


class _Writer:
    """Writes the citations of a document, and its bibliography."""

    def __init__(self, document: Document, library: Library, root: Path) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._document = document
        self._library = library
        self._root = root
        nodes = list(walk((*document.blocks, *document.notes)))
        self._citations = [node for node in nodes if isinstance(node, Citation)]
        self._free = names_of(document)
        self._names: dict[str, str] = {}
        self._said: set[str] = set()

    def written(self) -> Document:
        """Give the document with its citations in words."""
        keys = tuple(dict.fromkeys(self._keys()))
        styling = self._styling(keys)
        if styling is None:
            return self._changed(lambda citation: (Text(citation.text),), ())
        for key in keys:
            self._names[key] = self._name(f"ref-{slug(key) or 'work'}")
        shown = styling.cite([self._known(citation) for citation in self._citations])
        words = {
            id(citation): self._words(citation, styled)
            for citation, styled in zip(self._citations, shown, strict=True)
        }
        return self._changed(
            lambda citation: words.get(id(citation), (Text(citation.text),)),
            tuple(self._entries(styling)),
        )

    def _styling(self, keys: tuple[str, ...]) -> Styling | None:
        found = (self._library.record(key) for key in keys)
        records = [filled(record) for record in found if record is not None]
        settings, language = self._document.settings, self._document.metadata.language
        try:
            return Styling(settings.csl, self._root, language, records)
        except StyleMissingError as error:
            place = self._document.places.get("csl", self._document.location)
            code = Code.BIBLIOGRAPHY_UNREADABLE
            self.diagnostics.append(Diagnostic(code, str(error), place, error.hint))
            return None

    def _keys(self) -> Iterator[str]:
        """Yield the keys of works that are cited or listed, in the order in which they are."""
        for citation in self._citations:
            for item in citation.items:
                if self._library.record(item.key) is None:
                    self._say_unknown(item.key, citation.location)
                else:
                    yield item.key.lower()
        for name in self._document.settings.nocite:
            if name == _ALL:
                yield from self._library.keys()
                continue
            key = name.removeprefix("@").lower()
            if self._library.record(key) is None:
                place = self._document.places.get("nocite", self._document.location)
                self._say_unknown(key, place)
            else:
                yield key

    def _say_unknown(self, key: str, place: Location) -> None:
        if key in self._said:
            return
        self._said.add(key)
        near = get_close_matches(key.lower(), self._library.keys(), n=1)
        hint = f"did you mean '@{near[0]}'?" if near else ""
        message = f"no bibliography has the key '{key}'"
        self.diagnostics.append(Diagnostic(Code.CITATION_UNKNOWN, message, place, hint))

    def _known(self, citation: Citation) -> Citation:
        known = (item for item in citation.items if self._library.record(item.key))
        return replace(citation, items=tuple(known))

    def _words(self, citation: Citation, styled: tuple[Styled, ...]) -> tuple[Inline, ...]:
        """Give the words of a citation: each work's lead to its entry."""
        place = citation.location
        content: list[Inline] = []
        for piece in styled:
            name = self._names.get(piece.key, "")
            if name and self._document.settings.link_citations:
                content.append(CrossReference(piece.content, name, location=place))
            else:
                content.extend(piece.content)
        missing = [item for item in citation.items if self._library.record(item.key) is None]
        content.extend(node for item in missing for node in _unknown(item, place))
        return tuple(content)

    def _entries(self, styling: Styling) -> Iterator[Block]:
        for key, content in styling.bibliography():
            yield Division(
                (Paragraph(content),), identifier=self._names.get(key, ""), classes=("csl-entry",)
            )

    def _name(self, name: str) -> str:
        return self._free.free(name, self._document.location)

    def _changed(
        self,
        worded: Callable[[Citation], tuple[Inline, ...]],
        entries: tuple[Block, ...],
    ) -> Document:
        originals = iter(self._citations)

        def change(node: Node) -> Node | tuple[Node, ...]:
            if isinstance(node, Citation):
                return worded(next(originals))
            if isinstance(node, Division) and node.identifier == REFERENCES:
                return replace(node, blocks=(*node.blocks, *entries))
            return node

        has_place = any(
            isinstance(node, Division) and node.identifier == REFERENCES
            for node in walk(self._document.blocks)
        )
        blocks = rewrite(self._document.blocks, change)
        notes: tuple[Note, ...] = rewrite(self._document.notes, change)
        if entries and not has_place:
            blocks = (*blocks, *self._at_end(blocks, entries))
        return replace(self._document, blocks=blocks, notes=notes)

    def _at_end(self, blocks: tuple[Block, ...], entries: tuple[Block, ...]) -> Iterator[Block]:
        last = next((b for b in reversed(blocks) if isinstance(b, Heading)), None)
        if last is None or last.role is not Role.BIBLIOGRAPHY:
            words = word_of("bibliography", self._document.metadata.language)
            yield Heading(
                1,
                (Text(words),),
                self._name(slug(words) or "bibliography"),
                numbered=False,
                role=Role.BIBLIOGRAPHY,
                matter=Matter.BACK,
            )
        yield Division(entries, identifier=self._name(REFERENCES))


def _unknown(item: CitationItem, place: Location) -> tuple[Inline, ...]:
    return Strong((Text(f"@{item.key}"),), location=place), Text(_MISSING, location=place)
