"""YAML as front matter needs it: keys and values as their author typed them, with their lines.

No value is constructed: neither tags nor numbers nor dates have a meaning here, so `1.10` stays
"1.10". Aliases are refused, depth and length are bounded, so that nothing can grow.
"""

from collections.abc import Iterable
from typing import NamedTuple

import yaml
from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingNode,
    Node,
    SequenceNode,
)

from pipeline.model.source import Value

MAX_DEPTH = 20
MAX_LENGTH = 100_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


class YamlUnreadableError(ValueError):
    """The text is not what is expected; `line` counts from 0."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class YamlEntry(NamedTuple):
    """A key and its value; `line` counts from 0."""

    key: str
    value: Value
    line: int


def read_entries(text: str) -> list[YamlEntry]:
    """Read a mapping; keys without a value are left out.

    Raises YamlUnreadableError where the text is no YAML, no mapping, or one that is refused.
    """
    root = _compose(text)
    if root is None:
        return []
    if not isinstance(root, MappingNode):
        raise YamlUnreadableError("is not a mapping of keys to values", _line_of(root))
    return [
        YamlEntry(_text_of(key), _value_of(value), _line_of(key))
        for key, value in root.value
        if value.tag != _NULL
    ]


def _compose(text: str) -> Node | None:
    if len(text) > MAX_LENGTH:
        raise YamlUnreadableError(f"is longer than {MAX_LENGTH} characters")
    try:
        _check(yaml.parse(text, Loader=_LOADER))
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlUnreadableError(
            f"is not YAML: {error.problem}", mark.line if mark else 0
        ) from error
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise YamlUnreadableError(f"is not YAML: {reason}") from error


def _check(events: Iterable[Event]) -> None:
    depth = 0
    for event in events:
        if isinstance(event, AliasEvent):
            raise YamlUnreadableError("uses an alias (*), which is not supported", _line_of(event))
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise YamlUnreadableError(f"is nested more than {MAX_DEPTH} deep", _line_of(event))


def _line_of(part: Event | Node) -> int:
    return part.start_mark.line if part.start_mark else 0


def _text_of(key: Node) -> str:
    if not isinstance(key.value, str):
        raise YamlUnreadableError("has a key that is no text", _line_of(key))
    return key.value


def _value_of(node: Node) -> Value:
    match node:
        case MappingNode():
            return {_text_of(key): _value_of(value) for key, value in node.value}
        case SequenceNode():
            return tuple(_value_of(item) for item in node.value if item.tag != _NULL)
        case _:
            return str(node.value)
