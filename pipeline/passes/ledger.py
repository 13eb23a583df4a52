"""The ledger of published places: names that links from outside know stay, or lead to new ones.

A file beside the source has a name a line; `old = new` says that the place is called otherwise now,
and the heading of the new name keeps the old one, too. What stands behind `//` is a remark. It runs
when all identifiers are known.
"""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.nodes import Heading, Node, Rubric, Span
from pipeline.model.walk import rewrite
from pipeline.passes.free_names import named_places

_REMARK = "//"
MAX_BYTES = 4 * 1024 * 1024


class Published(NamedTuple):
    """A line of a ledger: the name that was published, and what it is called now ("": the same)."""

    name: str
    now: str
    line: int


def read_ledger(text: str) -> Iterator[Published]:
    """Yield the entries of a ledger."""
    for number, line in enumerate(text.splitlines(), start=1):
        name, _, now = line.partition(_REMARK)[0].partition("=")
        if name.strip():
            yield Published(name.strip(), now.strip(), number)


def hold_to_ledger(document: Document) -> tuple[Document, Diagnostics]:
    """Give headings the names that they had before; tell of published names that are gone.

    A ledger that is not there yet is an empty one.
    """
    name = document.settings.ledger
    if not name:
        return document, ()
    try:
        entries = tuple(read_ledger(_content(Path(document.root or document.folder), name)))
    except (OSError, ValueError) as error:
        place = document.places.get("ledger", document.location)
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the ledger '{name}' cannot be read: {reason}"
        return document, (Diagnostic(Code.VALUE_INVALID, message, place),)
    names = frozenset(name for name, _ in named_places(document))
    aliases: dict[str, list[str]] = {}
    for entry in entries:
        if entry.name not in names and entry.now:
            aliases.setdefault(entry.now, []).append(entry.name)
    document, kept = _with_aliases(document, aliases)
    gone = (entry for entry in entries if entry.name not in names | kept)
    return document, tuple(_said(entry, name, names) for entry in gone)


def _content(root: Path, name: str) -> str:
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        raise ValueError("it lies outside the source's folder")
    if not path.exists():
        return ""
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1024**2} MiB")
    return content.decode("utf-8-sig")


def _with_aliases(
    document: Document, aliases: dict[str, list[str]]
) -> tuple[Document, frozenset[str]]:
    """Give the headings their former names; give the names that have found a heading."""
    if not aliases:
        return document, frozenset()
    kept: set[str] = set()

    def renamed(node: Node) -> Node:
        if not isinstance(node, Heading | Rubric):
            return node
        former = aliases.get(node.identifier, [])
        kept.update(former)
        marks = tuple(Span((), identifier=name, location=node.location) for name in former)
        return replace(node, content=(*marks, *node.content)) if marks else node

    blocks = rewrite(document.blocks, renamed)
    return replace(document, blocks=blocks), frozenset(kept)


def _said(entry: Published, ledger: str, names: frozenset[str]) -> Diagnostic:
    if entry.now:
        message = f"'{entry.name}' was published, and no heading has the name '{entry.now}'"
    else:
        message = f"'{entry.name}' was published, and nothing has this name now"
    near = get_close_matches(entry.now or entry.name, sorted(names), n=1)
    new = near[0] if near else "new-name"
    hint = f"give the place this name again, or write '{entry.name} = {new}' in the ledger"
    return Diagnostic(Code.PLACE_VANISHED, message, Location(ledger, entry.line), hint)
