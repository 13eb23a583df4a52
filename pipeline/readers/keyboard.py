"""Keys: `++ctrl+alt+del++`, as pymdown's extension for Python-Markdown reads them."""

import re

from pipeline.location import Location
from pipeline.model.nodes import Inline, Keyboard, Text
from pipeline.readers.characters import LITERAL
from pipeline.readers.key_names import key_name
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.spans import braces_at

_KEY = r"(?:[\w-]+|\"(?:[^\"\\\n]|\\.)+\"|'(?:[^'\\\n]|\\.)+')"
_KEYS = re.compile(rf"(?<![\w+])\+\+({_KEY}(?:\+{_KEY})*)\+\+(?![\w+])")
_EACH = re.compile(_KEY)
_ESCAPE = re.compile(r"\\(.)")


class Keys(Construct):
    """Keys that are pressed together."""

    triggers = "+"
    needle = "++"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add each key, with plus signs between them; where one is unknown, all is text."""
        match = _KEYS.match(scanner.text, at)
        names = [_name(written) for written in _EACH.findall(match[1])] if match else []
        if match is None or not all(names):
            return NOT_HERE
        *before, last = _joined(names, scanner.places.at(at))
        scanner.flush(at)
        scanner.items.extend(before)
        braces = braces_at(scanner, match.end())
        scanner.items.append(braces.put_on(last) if braces else last)
        return braces.end if braces else match.end()


def _name(written: str) -> str:
    if written[0] in "\"'":
        return _ESCAPE.sub(r"\1", written[1:-1])
    return key_name(written)


def _joined(names: list[str], place: Location) -> list[Inline]:
    keys: list[Inline] = []
    for name in names:
        if keys:
            keys.append(Text("+", location=place))
        keys.append(Keyboard((Text(name.translate(LITERAL), location=place),), location=place))
    return keys
