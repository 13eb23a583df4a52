"""Cross-references: links to places in this publication, resolved once for all editions."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import CrossReference, Link, Node, Note, NoteReference, Text
from pipeline.model.walk import rewrite, walk
from pipeline.passes.addresses import address_fault, web_address
from pipeline.passes.directory import Directory, Names

BROKEN_MARK = " [?]"
_LEADS_OUT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

Resolved: TypeAlias = Node | tuple[Node, ...]


def resolve_references(document: Document, directory: Directory) -> tuple[Document, Diagnostics]:
    """Turn the links of a document that stay inside its publication into cross-references.

    One without words stays so until `word_references`. A broken one keeps its words, followed by
    "[?]"; so do its diagnostics know its place. A link to a file that is there but not published
    keeps its words alone, as does one that leads out to where no reader can follow; every other
    link that leads out has its address as editions hold it. Marks of notes, which are links
    themselves, go behind the link that they stand in: no link can stand in a link (HTML 4.5.1).
    """
    resolver = _Resolver(document, directory)
    blocks = rewrite(document.blocks, resolver.resolve)
    notes: tuple[Note, ...] = rewrite(document.notes, resolver.resolve)
    return replace(document, blocks=blocks, notes=notes), tuple(resolver.diagnostics)


class _Resolver:
    """Resolves the links of one document; `diagnostics` is what is said of those that miss."""

    def __init__(self, document: Document, directory: Directory) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._base = Path(document.folder)
        self._folder = document.path.rpartition("/")[0]
        self._own = directory.find(document.path, "") or Names({})
        self._directory = directory

    def resolve(self, node: Node) -> Resolved:
        """Give what a node becomes; only links change."""
        if not isinstance(node, Link):
            return node
        url = node.url.strip()
        if _LEADS_OUT.match(url):
            return self._outer_link(node)
        path, _, fragment = url.partition("#")
        path = unquote(path.partition("?")[0])
        names = self._directory.find(path, self._folder) if path else self._own
        if names is None:
            return self._file_link(node, path)
        if fragment:
            return self._cross_reference(node, names, unquote(fragment))
        if path:
            return self._start_of(node, names)
        return self._broken(node, "the link has no target")

    def _outer_link(self, link: Link) -> Resolved:
        address = web_address(link.url)
        if address:
            worded = replace(link, url=address, content=link.content or _words(link, link.url))
            return _without_marks(link if worded == link else worded)
        message = f"'{link.url}' {address_fault(link.url)}"
        return self._unlinked(link, Code.LINK_UNSAFE, message, "its words stay, the link goes")

    def _start_of(self, link: Link, names: Names) -> Resolved:
        if names.start:
            return _without_marks(CrossReference(link.content, names.start, location=link.location))
        return self._broken(link, f"'{link.url}' has nothing to link to")

    def _cross_reference(self, link: Link, names: Names, fragment: str) -> Resolved:
        name = names.find(fragment)
        if name is not None:
            return _without_marks(CrossReference(link.content, name, location=link.location))
        near = names.nearest(fragment)
        hint = f"did you mean '{near}'?" if near else ""
        where = "" if names is self._own else f" in '{link.url.partition('#')[0]}'"
        return self._broken(link, f"nothing{where} has the identifier '{fragment}'", hint)

    def _file_link(self, link: Link, path: str) -> Resolved:
        if not _exists(self._base, path):
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


def _words(link: Link, words: str) -> tuple[Text, ...]:
    """Give a link that has no words those of what it leads to."""
    return (Text(words, location=link.location),)


def _without_marks(link: Link | CrossReference) -> Resolved:
    marks = tuple(node for node in walk(link.content) if isinstance(node, NoteReference))
    if not marks:
        return link
    content = rewrite(link.content, lambda node: () if isinstance(node, NoteReference) else node)
    return (replace(link, content=content), *marks)


def _exists(folder: Path, path: str) -> bool:
    try:
        return (folder / path).exists()
    except (OSError, ValueError):
        return False
