"""Hyphenation patterns by Liang's method, read from the dictionaries that Pyphen brings.

Pyphen itself parses every pattern of a language before the first word; here a pattern is parsed
when a word meets it, which is twenty times faster for an article.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_DEFAULTS = {"de": "de_de", "en": "en_us", "no": "nb_no", "pt": "pt_pt"}
_ENCODINGS = {"microsoft-cp1251": "cp1251"}
_SETTING = re.compile(r"(LEFT|RIGHT)HYPHENMIN\s+(\d+)")
_NO_PATTERN = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND", "NEXTLEVEL", "NOHYPHEN")
_NO_DIGITS = {ord(digit): None for digit in "0123456789"}
_HEXADECIMAL = re.compile(r"\^\^([0-9a-f]{2})")
_DIGITS = frozenset("0123456789")


class Patterns:
    """The patterns of a language: where its words may be divided.

    The format is that of LibreOffice's `hyph_*.dic` files. Where a division would change the
    spelling, there is none.
    """

    def __init__(self, text: str) -> None:
        limits = dict(_SETTING.findall(text))
        self._left = max(int(limits.get("LEFT", 0)), 2)
        self._right = max(int(limits.get("RIGHT", 0)), 2)
        lines = [line for line in map(str.strip, text.split("\n")[1:]) if line]
        patterns = "\n".join(line for line in lines if not line.startswith(_NO_PATTERN))
        if "^^" in patterns:
            patterns = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), patterns)
        found = patterns.split("\n")
        letters = patterns.translate(_NO_DIGITS).split("\n")
        self._patterns = dict(zip(letters, found, strict=True))
        for pattern in filter(_changes_spelling, found):
            self._patterns[pattern.partition("/")[0].translate(_NO_DIGITS)] = pattern
        self._steps: dict[str, tuple[tuple[int, int], ...]] = {}
        self._longest = max(map(len, self._patterns))

    def offsets(self, word: str) -> tuple[int, ...]:
        """Give the offsets, in characters, before which a word may be divided."""
        lower = word.lower()
        if len(lower) != len(word):
            return ()
        values = self._values(f".{lower}.")
        last = len(word) - self._right
        return tuple(at for at in range(self._left, last + 1) if values[at + 1] % 2)

    def _values(self, dotted: str) -> list[int]:
        """Give the strongest value of all patterns for each place before a letter."""
        patterns, longest, length = self._patterns, self._longest, len(dotted)
        values = [0] * (length + 1)
        for start in range(length):
            for end in range(start + 1, min(start + longest, length) + 1):
                letters = dotted[start:end]
                if letters in patterns:
                    for at, value in self._steps_of(letters):
                        values[start + at] = max(values[start + at], value)
        return values

    def _steps_of(self, letters: str) -> tuple[tuple[int, int], ...]:
        """Give a pattern's values with their places."""
        steps = self._steps.get(letters)
        if steps is None:
            pattern = self._patterns[letters]
            changed = _changes_spelling(pattern)
            steps = tuple(_values_in(pattern.partition("/")[0], changed=changed))
            self._steps[letters] = steps
        return steps


def _values_in(pattern: str, *, changed: bool) -> Iterator[tuple[int, int]]:
    """Yield the digits of a pattern, each with the count of letters before it."""
    at = 0
    for sign in pattern:
        if sign not in _DIGITS:
            at += 1
        elif sign != "0":
            value = int(sign)
            yield at, value + value % 2 if changed else value


def _changes_spelling(pattern: str) -> bool:
    return "/" in pattern and "=" in pattern


@cache
def patterns_for(language: str) -> Patterns | None:
    """Give the patterns for a BCP 47 tag; None where none are known."""
    files = _pattern_files()
    name = language.replace("-", "_").lower()
    while name:
        path = files.get(_DEFAULTS.get(name, name))
        if path is not None:
            return Patterns(_decoded(path))
        name = name.rpartition("_")[0]
    return None


@cache
def _pattern_files() -> dict[str, Path]:
    spec = find_spec("pyphen")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return {}
    files: dict[str, Path] = {}
    for path in sorted((Path(folders[0]) / "dictionaries").glob("hyph_*.dic")):
        name = path.stem.removeprefix("hyph_").lower()
        files[name] = path
        files.setdefault(name.partition("_")[0], path)
    return files


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    encoding = content.partition(b"\n")[0].decode("ascii", "replace").strip().lower()
    return content.decode(_ENCODINGS.get(encoding, encoding))
