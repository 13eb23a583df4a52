"""Symbols by their names: `:smile:` as GitHub calls it, `:material-account:` as Material does."""

import re
from functools import lru_cache

from pipeline.diagnostics import Code
from pipeline.model.nodes import Text
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner
from pipeline.readers.spans import add_with_braces

# A ratio (`1:100:1`), a path in a program (`a:key:b`) and the like name no symbol.
_NAME = re.compile(r"(?<![0-9]):([a-z0-9+_-]{1,80}):(?![A-Za-z0-9])")
_ICONS = ("material-", "octicons-", "fontawesome-", "simple-")
# Where GitHub means another character than the package's list of aliases.
_GITHUB = {"beetle": "\N{BEETLE}", "egg": "\N{EGG}"}


class SymbolName(Construct):
    """The name of a symbol between colons; an unknown one is text."""

    triggers = ":"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the symbol."""
        text = scanner.text
        match = _NAME.match(text, at)
        if match is None or (text.startswith("::", at - 1) and scanner.done < at):
            return NOT_HERE
        name = match[1]
        if name.startswith(_ICONS):
            _say_unknown(scanner, at, name)
            symbol = match[0]
        else:
            symbol = _symbol(name)
        if not symbol:
            return NOT_HERE
        place = scanner.places.line_at(at)
        return add_with_braces(scanner, at, Text(symbol, location=place), match.end())


def _say_unknown(scanner: Scanner, at: int, name: str) -> None:
    """Say that an icon cannot be shown, once a name."""
    reading = scanner.reading
    if name in reading.unknown_symbols:
        return
    reading.unknown_symbols.add(name)
    message = f"no edition has the icon '{name}'; its name is shown"
    reading.findings.say(Code.SYMBOL_UNKNOWN, message, scanner.places.at(at))


@lru_cache(maxsize=1024)
def _symbol(name: str) -> str:
    """Give the emoji of a name; "" where there is none."""
    from emoji import emojize  # noqa: PLC0415 - its list takes a while to load

    if name in _GITHUB:
        return _GITHUB[name]
    written = f":{name}:"
    symbol = emojize(written, language="alias")
    return "" if symbol == written else symbol
