"""Walking and rewriting trees, generic over the fields of the nodes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from pipeline.model.nodes import Node

Change = Callable[[Any], "Node | tuple[Node, ...]"]
T = TypeVar("T", bound=Node)


class _ChildFields(dict[type, tuple[str, ...]]):
    """The fields of each kind of node that can hold nodes: those whose type is no plain value."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        found = self[kind] = tuple(
            f.name
            for f in fields(cast("type[Node]", kind))
            if f.name != "location" and _can_hold_nodes(f.type)
        )
        return found


def _can_hold_nodes(annotation: object) -> bool:
    text = annotation if isinstance(annotation, str) else repr(annotation)
    return not any(plain in text for plain in _PLAIN)


_PLAIN = (
    *("str", "int", "bool", "Alignment", "CodeToken", "Length", "Placement", "Role", "Matter"),
    *("IndexTerm", "CitationItem"),
)
"""What the type of a field names that holds no nodes."""


_CHILD_FIELDS = _ChildFields()


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every node of a forest in document order, parents first; no recursion."""
    child_fields = _CHILD_FIELDS
    stack: list[Node] = [*nodes][::-1]
    while stack:
        node = stack.pop()
        yield node
        names = child_fields[node.__class__]
        for name in names[::-1]:
            value = getattr(node, name)
            if value.__class__ is tuple:
                stack += value[::-1]
            elif value is not None:
                stack.append(value)


def rewrite(nodes: tuple[T, ...], change: Change) -> tuple[T, ...]:
    """Rewrite a forest from the leaves up.

    `change` is given every node, its children already rewritten, and gives back the node itself,
    another one, or a tuple of nodes that take its place. Nodes that nobody changes are shared
    with the old tree.
    """
    result: list[Any] = []
    changed = False
    for node in nodes:
        names = _CHILD_FIELDS[node.__class__]
        new = change(_with_children(node, names, change) if names else node)
        if new is node:
            result.append(node)
            continue
        changed = True
        if isinstance(new, tuple):
            result += new
        else:
            result.append(new)
    return tuple(result) if changed else nodes


def _with_children(node: Node, names: tuple[str, ...], change: Change) -> Node:
    updates: dict[str, Any] = {}
    for name in names:
        value = getattr(node, name)
        if value.__class__ is tuple:
            if not value:
                continue
            new: Any = rewrite(value, change)
        elif value is None:
            continue
        else:
            (new,) = rewrite((value,), change)
        if new is not value:
            updates[name] = new
    return replace(node, **updates) if updates else node
