"""A document as indented text, for people and for tests."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from enum import Enum

from pipeline.model.nodes import Node


def dump(nodes: Iterable[Node], *, lines: bool = False) -> str:
    """Give one line a node, children indented by two spaces.

    A line is the node's name, then its plain fields that are not empty and not what they are where
    nobody says otherwise. With `lines`, each line ends in the source line of its node (`@12`).
    """
    return "\n".join(_dump_lines(nodes, 0, lines))


def _dump_lines(nodes: Iterable[Node], depth: int, lines: bool) -> Iterator[str]:  # noqa: FBT001 - private, passed on
    for node in nodes:
        place = f" @{node.location.line}" if lines else ""
        yield f"{'  ' * depth}{' '.join([type(node).__name__, *_plain_fields(node)])}{place}"
        for name, value in _values(node):
            if isinstance(value, Node):
                yield from _dump_lines((value,), depth + 1, lines)
            elif isinstance(value, tuple) and value and isinstance(value[0], Node):
                if name not in {"content", "blocks", "items", "cells", "rows"}:
                    yield f"{'  ' * (depth + 1)}({name})"
                yield from _dump_lines(value, depth + 1, lines)


def _values(node: Node) -> Iterator[tuple[str, object]]:
    for field in fields(node):
        if field.name != "location":
            yield field.name, getattr(node, field.name)


def _plain_fields(node: Node) -> Iterator[str]:
    defaults = {field.name: field.default for field in fields(node)}
    for name, value in _values(node):
        if isinstance(value, Node) or value == defaults[name]:
            continue
        if isinstance(value, tuple):
            if value and not isinstance(value[0], Node):
                yield f"{name}={[v.value if isinstance(v, Enum) else v for v in value]}"
        elif isinstance(value, bool):
            yield name if value else f"not-{name}"
        elif value not in ("", None):
            yield f"{name}={value!r}" if name != "text" else repr(value)
