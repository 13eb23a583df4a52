"""`mkdocs.yml`: what MkDocs says of a project, as far as it concerns a publication."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from pipeline.errors import SourceError
from pipeline.location import Location
from pipeline.model.source import Configured
from pipeline.project.entries import Entry, EntryKind

NAMES = ("mkdocs.yml", "mkdocs.yaml")
_KEYS = {
    "site_name": "title",
    "site_author": "author",
    "site_description": "description",
    "copyright": "rights",
}
_Keys: TypeAlias = dict[str, tuple[Node, Node]]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"
_TAG = re.compile(r"<[^<>]*>")
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Site:
    """What a `mkdocs.yml` says.

    `nav` is None where it lists nothing; `unlisted` are the patterns of files that are meant to
    stand in no list.
    """

    configured: tuple[Configured, ...] = ()
    docs: str = "docs"
    nav: tuple[Entry, ...] | None = None
    unlisted: tuple[str, ...] = field(default=())


def read_site(text: str, label: str) -> Site:
    """Read a `mkdocs.yml`; raises SourceError where it is no mapping in YAML."""
    try:
        root = yaml.compose(text, _LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise SourceError(f"{label}{line}: this is no YAML: {problem}") from error
    except RecursionError as error:
        raise SourceError(f"{label} is nested too deep") from error
    if not isinstance(root, MappingNode):
        raise SourceError(f"{label} is no mapping of keys to values")
    keys: _Keys = {
        key.value: (key, value) for key, value in root.value if isinstance(key, ScalarNode)
    }
    nav = keys.get("nav")
    docs = keys.get("docs_dir")
    return Site(
        tuple(_configured(keys, label)),
        docs[1].value if docs and isinstance(docs[1], ScalarNode) else "docs",
        tuple(_nav(nav[1], label, 1)) if nav and isinstance(nav[1], SequenceNode) else None,
        tuple(_patterns(keys)),
    )


def _configured(keys: _Keys, label: str) -> Iterator[Configured]:
    for name, key in _KEYS.items():
        if name not in keys:
            continue
        where, value = keys[name]
        if isinstance(value, ScalarNode) and value.tag != _NULL:
            yield Configured(key, _words(value.value), _place(where, label))
    language = _language(keys)
    if language is not None:
        yield Configured("lang", language.value, _place(language, label))


def _language(keys: _Keys) -> ScalarNode | None:
    """Give the language of the theme: MkDocs calls it `locale`, Material `language`."""
    theme = keys.get("theme")
    if theme is None or not isinstance(theme[1], MappingNode):
        return None
    for key, value in theme[1].value:
        if key.value in ("locale", "language") and isinstance(value, ScalarNode):
            return value
    return None


def _words(text: str) -> str:
    """Give the words of a text that may be HTML."""
    return html.unescape(_TAG.sub("", text))


def _patterns(keys: _Keys) -> Iterator[str]:
    for name in ("not_in_nav", "exclude_docs", "draft_docs"):
        found = keys.get(name)
        if found and isinstance(found[1], ScalarNode):
            for line in found[1].value.splitlines():
                pattern = line.strip()
                if pattern and not pattern.startswith(("#", "!")):
                    yield pattern


def _place(node: Node, label: str) -> Location:
    return Location(label, node.start_mark.line + 1)


def _nav(nodes: SequenceNode, label: str, depth: int) -> Iterator[Entry]:
    for node in nodes.value:
        where = _place(node, label)
        if isinstance(node, ScalarNode):
            yield _file("", node.value, where, depth)
        elif isinstance(node, MappingNode):
            for title, value in node.value:
                yield from _named(str(title.value), value, label, depth)


def _named(title: str, value: Node, label: str, depth: int) -> Iterator[Entry]:
    where = _place(value, label)
    if isinstance(value, SequenceNode) and depth < _MAX_DEPTH:
        yield Entry(EntryKind.GROUP, where, title, depth=depth)
        yield from _nav(value, label, depth + 1)
    elif isinstance(value, ScalarNode):
        yield _file(title, value.value, where, depth)


def _file(title: str, path: str, where: Location, depth: int) -> Entry:
    kind = EntryKind.FILE if path.strip() else EntryKind.DRAFT
    return Entry(kind, where, title, path.strip().partition("#")[0], depth)


def find_site(folder: Path) -> Path | None:
    """Give the configuration of MkDocs in a folder, if there is one."""
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)
