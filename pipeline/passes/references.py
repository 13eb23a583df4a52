"""Cross-references: links to places in this publication, resolved once for all editions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from unicodedata import normalize
from urllib.parse import unquote

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import (
    Anchored,
    CrossReference,
    Heading,
    Link,
    Node,
    Note,
    NoteReference,
    Rubric,
    Text,
)
from pipeline.model.walk import rewrite, walk
from pipeline.passes.addresses import address_fault, web_address
from pipeline.passes.headings import heading_text

BROKEN_MARK = " [?]"
_LIKE_ENOUGH = 0.4
_LEADS_OUT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

Resolved: TypeAlias = Node | tuple[Node, ...]


def resolve_references(document: Document) -> tuple[Document, Diagnostics]:
    """Turn links that stay inside the publication into cross-references.

    A link without words has those of the heading that it leads to, or its address. A broken one
    keeps its words, followed by "[?]"; so do its diagnostics know its place. A link
    to a file that is there but not published keeps its words alone, as does one that leads out to
    where no reader can follow; every other link that leads out has its address as editions hold
    it. Marks of notes, which are links themselves, go behind the link that they stand in: no link
    can stand in a link (HTML 4.5.1).
    """
    resolver = _Resolver(document)
    blocks = rewrite(document.blocks, resolver.resolve)
    notes: tuple[Note, ...] = rewrite(document.notes, resolver.resolve)
    return replace(document, blocks=blocks, notes=notes), tuple(resolver.diagnostics)


class _Resolver:
    """The identifiers of a document, and what is said about links that miss them."""

    def __init__(self, document: Document) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._folder = Path(document.folder)
        self._own_file = normalize("NFC", Path(document.location.file).name)
        self._names = dict.fromkeys(_identifiers(document))
        self._folded = {_folded(name): name for name in reversed(self._names)}
        self._headings = dict(_heading_words(document))
        self._index: _TrigramIndex | None = None

    def resolve(self, node: Node) -> Resolved:
        """Give what a node becomes; only links change."""
        if not isinstance(node, Link):
            return node
        url = node.url.strip()
        if _LEADS_OUT.match(url):
            return self._outer_link(node)
        path, _, fragment = url.partition("#")
        path = unquote(path.partition("?")[0])
        if fragment and (not path or self._is_own(path)):
            return self._cross_reference(node, unquote(fragment))
        return self._file_link(node, path) if path else self._broken(node, "the link has no target")

    def _is_own(self, path: str) -> bool:
        return normalize("NFC", str(PurePosixPath(path))) == self._own_file

    def _outer_link(self, link: Link) -> Resolved:
        address = web_address(link.url)
        if address:
            worded = replace(link, url=address, content=link.content or _words(link, link.url))
            return _without_marks(link if worded == link else worded)
        message = f"'{link.url}' {address_fault(link.url)}"
        return self._unlinked(link, Code.LINK_UNSAFE, message, "its words stay, the link goes")

    def _cross_reference(self, link: Link, fragment: str) -> Resolved:
        name = fragment if fragment in self._names else self._folded.get(_folded(fragment))
        if name is not None:
            content = link.content or _words(link, self._headings.get(name, name))
            return _without_marks(CrossReference(content, name, location=link.location))
        near = self._nearest(fragment)
        hint = f"did you mean '{near}'?" if near else ""
        return self._broken(link, f"nothing has the identifier '{fragment}'", hint)

    def _file_link(self, link: Link, path: str) -> Resolved:
        if not _exists(self._folder, path):
            return self._broken(link, f"there is no file '{path}'")
        message = f"'{link.url}' leads to a file that is not part of the publication"
        hint = "its words stay, the link goes; link to a web address instead"
        return self._unlinked(link, Code.LINK_UNPUBLISHED, message, hint)

    def _unlinked(self, link: Link, code: Code, message: str, hint: str) -> Resolved:
        self.diagnostics.append(Diagnostic(code, message, link.location, hint=hint))
        return link.content

    def _broken(self, link: Link, message: str, hint: str = "") -> Resolved:
        code = Code.LINK_TARGET_MISSING
        self.diagnostics.append(Diagnostic(code, message, link.location, hint=hint))
        return (*link.content, Text(BROKEN_MARK, location=link.location))

    def _nearest(self, fragment: str) -> str:
        if self._index is None:
            self._index = _TrigramIndex(self._names)
        return self._index.nearest(fragment)


def _identifiers(document: Document) -> Iterator[str]:
    """Yield the names of all places that links can lead to, in reading order."""
    if document.title is not None:
        yield document.title.identifier
    for node in walk((*document.blocks, *document.notes)):
        if isinstance(node, Heading | Rubric | Anchored) and node.identifier:
            yield node.identifier


def _heading_words(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the words of what links without words of their own may lead to."""
    if document.title is not None:
        yield document.title.identifier, heading_text(document.title)
    for node in walk((*document.blocks, *document.notes)):
        if isinstance(node, Heading | Rubric):
            yield node.identifier, heading_text(node)


def _words(link: Link, words: str) -> tuple[Text, ...]:
    """Give a link that has no words those of what it leads to."""
    return (Text(words, location=link.location),)


def _without_marks(link: Link | CrossReference) -> Resolved:
    marks = tuple(node for node in walk(link.content) if isinstance(node, NoteReference))
    if not marks:
        return link
    content = rewrite(link.content, lambda node: () if isinstance(node, NoteReference) else node)
    return (replace(link, content=content), *marks)


def _folded(name: str) -> str:
    """Make names comparable whatever their case and however their accents are encoded."""
    return normalize("NFC", normalize("NFC", name).casefold())


def _exists(folder: Path, path: str) -> bool:
    try:
        return (folder / path).exists()
    except (OSError, ValueError):
        return False


class _TrigramIndex:
    """Finds the most similar of many names by the three-letter pieces that they share."""

    def __init__(self, names: Iterable[str]) -> None:
        self._sizes: dict[str, int] = {}
        self._holders: dict[str, list[str]] = {}
        for name in names:
            pieces = _trigrams(name)
            self._sizes[name] = len(pieces)
            for piece in sorted(pieces):
                self._holders.setdefault(piece, []).append(name)

    def nearest(self, wanted: str) -> str:
        """Give the name with the highest Dice coefficient, or "" where none is like it."""
        pieces = _trigrams(wanted)
        shared = Counter(name for piece in sorted(pieces) for name in self._holders.get(piece, ()))
        scores = {
            name: 2 * count / (len(pieces) + self._sizes[name]) for name, count in shared.items()
        }
        best = max(scores, key=lambda name: (scores[name], name), default="")
        return best if scores.get(best, 0.0) >= _LIKE_ENOUGH else ""


def _trigrams(text: str) -> frozenset[str]:
    padded = f"  {text.casefold()} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))
