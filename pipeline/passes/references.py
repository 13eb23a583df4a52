"""Cross-references: links to places in this publication, resolved once for all editions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.nodes import CrossReference, Heading, Link, Node, Note, Rubric, Text
from pipeline.model.walk import rewrite, walk

BROKEN_MARK = " [?]"
_LIKE_ENOUGH = 0.4

Resolved: TypeAlias = Node | tuple[Node, ...]


def resolve_references(document: Document) -> tuple[Document, Diagnostics]:
    """Turn links that stay inside the publication into cross-references.

    A broken one keeps its words, followed by "[?]"; so do its diagnostics know its place. A link
    to a file that is there but not published keeps its words alone.
    """
    resolver = _Resolver(document)
    blocks = rewrite(document.blocks, resolver.resolve)
    notes: tuple[Note, ...] = rewrite(document.notes, resolver.resolve)
    return replace(document, blocks=blocks, notes=notes), tuple(resolver.diagnostics)


class _Resolver:
    """The identifiers of a document, and what is said about links that miss them."""

    def __init__(self, document: Document) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._document = document
        headings = [n for n in walk(document.blocks) if isinstance(n, Heading | Rubric)]
        names = [heading.identifier for heading in headings]
        if document.title is not None:
            names.insert(0, document.title.identifier)
        self._names = dict.fromkeys(names)
        self._folded = {name.casefold(): name for name in reversed(names)}
        self._index: _TrigramIndex | None = None

    def resolve(self, node: Node) -> Resolved:
        """Give what a node becomes; only links change."""
        if not isinstance(node, Link):
            return node
        fragment = self._internal_fragment(node)
        if fragment is not None:
            return self._cross_reference(node, fragment)
        try:
            parts = urlsplit(node.url)
        except ValueError:
            return self._useless(node, "is no address that a program can read")
        if parts.scheme == "file":
            return self._useless(node, "leads to a file of one machine")
        return node if parts.scheme or parts.netloc else self._file_link(node)

    def _useless(self, link: Link, reason: str) -> Resolved:
        self.diagnostics.append(
            Diagnostic(
                Code.LINK_UNSAFE,
                f"'{link.url}' {reason}",
                link.location,
                hint="its words stay, the link goes",
            )
        )
        return link.content

    def _internal_fragment(self, link: Link) -> str | None:
        if link.url.startswith("#"):
            return unquote(link.url[1:])
        path, _, fragment = link.url.partition("#")
        own = Path(self._document.location.file).name
        return unquote(fragment) if fragment and own and unquote(path) == own else None

    def _cross_reference(self, link: Link, fragment: str) -> Resolved:
        name = fragment if fragment in self._names else self._folded.get(fragment.casefold())
        if name is not None:
            return CrossReference(link.content, name, location=link.location)
        near = self._nearest(fragment)
        self.diagnostics.append(
            Diagnostic(
                Code.LINK_TARGET_MISSING,
                f"no heading has the identifier '{fragment}'",
                link.location,
                hint=f"did you mean '{near}'?" if near else "",
            )
        )
        return (*link.content, Text(BROKEN_MARK, location=link.location))

    def _nearest(self, fragment: str) -> str:
        if self._index is None:
            self._index = _TrigramIndex(self._names)
        return self._index.nearest(fragment)

    def _file_link(self, link: Link) -> Resolved:
        path = unquote(urlsplit(link.url).path)
        if _exists(Path(self._document.folder), path):
            self.diagnostics.append(
                Diagnostic(
                    Code.LINK_UNPUBLISHED,
                    f"'{link.url}' leads to a file that is not part of the publication",
                    link.location,
                    hint="its words stay, the link goes; link to a web address instead",
                )
            )
            return link.content
        self.diagnostics.append(
            Diagnostic(Code.LINK_TARGET_MISSING, f"there is no file '{path}'", link.location)
        )
        return (*link.content, Text(BROKEN_MARK, location=link.location))


def _exists(folder: Path, path: str) -> bool:
    try:
        return bool(path) and (folder / path).exists()
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
