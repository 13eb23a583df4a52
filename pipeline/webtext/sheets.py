"""Style sheets, as far as they keep a reader from seeing something."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.webtext.elements import (
    COMMENT,
    NOT_SHOWN,
    Element,
    classes_of,
    local_name,
)

_PRINTED = re.compile(r"@media\s+(?:only\s+)?print\b[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"(?:[\w-]+|\*)?(?:[.#][\w-]+)*")
_PART = re.compile(r"[.#]?[\w-]+")


class _Compound(NamedTuple):
    """A simple selector: an element's name ("" for any), an identifier, classes."""

    name: str
    identifier: str
    classes: frozenset[str]

    def fits(self, element: Element) -> bool:
        return (
            self.name in {"", local_name(element)}
            and self.identifier in {"", element.get("id", "")}
            and self.classes <= classes_of(element)
        )


class HidingRules:
    """The rules that hide elements, by names, classes and identifiers; others are passed by."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._selectors = tuple(selector for sheet in sheets for selector in _hiding(sheet))

    def hide(self, element: Element) -> bool:
        """Tell whether an element is not shown."""
        return any(_fits(selector, element) for selector in self._selectors)


def _hiding(sheet: str) -> Iterator[tuple[_Compound, ...]]:
    for rule in _RULE.finditer(_PRINTED.sub("", COMMENT.sub("", sheet))):
        if NOT_SHOWN.search(rule[2]):
            for selector in rule[1].split(","):
                words = selector.replace(">", " ").split()
                if words and all(_COMPOUND.fullmatch(word) for word in words):
                    yield tuple(_compound(word) for word in reversed(words))


def _compound(word: str) -> _Compound:
    parts = _PART.findall(word)
    return _Compound(
        next((part for part in parts if part[0] not in ".#"), ""),
        next((part[1:] for part in parts if part[0] == "#"), ""),
        frozenset(part[1:] for part in parts if part[0] == "."),
    )


def _fits(selector: tuple[_Compound, ...], element: Element) -> bool:
    """Match a selector from its last part on; what is around may be at any distance."""
    first, *around = selector
    if not first.fits(element):
        return False
    ancestors = element.iterancestors()
    return all(any(part.fits(above) for above in ancestors) for part in around)
