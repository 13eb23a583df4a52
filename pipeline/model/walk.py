"""Walking and rewriting trees, generic over the fields of the nodes."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar, cast

from pipeline.model.nodes import Node

Change = Callable[[Any], "Node | tuple[Node, ...]"]
T = TypeVar("T", bound=Node)


@cache
def _child_fields(kind: Hashable) -> tuple[str, ...]:
    """Name the fields that can hold nodes: those whose type is no plain value."""
    plain = {"location"}
    return tuple(
        f.name
        for f in fields(cast("type[Node]", kind))
        if f.name not in plain and _can_hold_nodes(f.type)
    )


def _can_hold_nodes(annotation: object) -> bool:
    text = annotation if isinstance(annotation, str) else repr(annotation)
    return not any(plain in text for plain in _PLAIN)


_PLAIN = (
    *("str", "int", "bool", "Alignment", "CodeToken", "Length", "Role", "Matter"),
    *("IndexTerm", "CitationItem"),
)
"""What the type of a field names that holds no nodes."""


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every node of a forest in document order, parents first; no recursion."""
    stack: list[Node] = [*nodes][::-1]
    while stack:
        node = stack.pop()
        yield node
        for name in reversed(_child_fields(cast("Hashable", type(node)))):
            value = getattr(node, name)
            if value.__class__ is tuple:
                stack.extend(value[::-1])
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
        new = change(_with_children(node, change))
        changed = changed or new is not node
        if isinstance(new, tuple):
            result.extend(new)
        else:
            result.append(new)
    return tuple(result) if changed else nodes


def _with_children(node: Node, change: Change) -> Node:
    updates: dict[str, Any] = {}
    for name in _child_fields(cast("Hashable", type(node))):
        value = getattr(node, name)
        if isinstance(value, tuple):
            new: Any = rewrite(value, change)
        elif value is None:
            continue
        else:
            (new,) = rewrite((value,), change)
        if new is not value:
            updates[name] = new
    return replace(node, **updates) if updates else node
