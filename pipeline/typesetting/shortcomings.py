"""What pages cannot show as it is meant: characters that no face has."""

import re
import unicodedata
from collections.abc import Collection, Iterator

from pipeline.diagnostics import Code, Diagnostic
from pipeline.location import NOWHERE, Location
from pipeline.model.nodes import CodeBlock, CodeSpan, Math, MathBlock, Node, Text
from pipeline.model.publication import Publication, body_blocks
from pipeline.model.walk import walk

_TOLD_ONE_BY_ONE = 3
_PACKAGES = {
    "CJK": "pylopdf-fonts-jp pylopdf-fonts-zh-cn",
    "HIRAGANA": "pylopdf-fonts-jp",
    "KATAKANA": "pylopdf-fonts-jp",
    "HANGUL": "pylopdf-fonts-ko",
}
"""The font packages that have the characters of a script."""


def tell_missing_glyphs(publication: Publication, missing: Collection[str]) -> Iterator[Diagnostic]:
    """Report characters that no face has where each is met first; many of one script together."""
    if not missing:
        return
    places = _places(publication, missing)
    scripts: dict[str, list[str]] = {}
    for character in missing:
        scripts.setdefault(_script(character), []).append(character)
    for script, characters in scripts.items():
        if len(characters) > _TOLD_ONE_BY_ONE:
            first = min(characters, key=lambda c: _order(places.get(c, NOWHERE)))
            yield _many_missing(script, len(characters), first, places.get(first, NOWHERE))
        else:
            yield from (_one_missing(c, places.get(c, NOWHERE)) for c in characters)


def _places(publication: Publication, sought: Collection[str]) -> dict[str, Location]:
    pattern = re.compile("|".join(map(re.escape, sought)))
    found: dict[str, Location] = {}
    for place, text in _texts(publication):
        for match in pattern.finditer(text):
            found.setdefault(match[0], place)
    return found


def _texts(publication: Publication) -> Iterator[tuple[Location, str]]:
    """Yield every text with its place, or that of the node around it that knows its own."""
    nodes: list[Node] = [*body_blocks(publication), *publication.notes]
    place = NOWHERE
    for node in walk(nodes):
        place = node.location if node.location.line else place
        if isinstance(node, Text | CodeSpan):
            yield place, node.text
        elif isinstance(node, CodeBlock):
            yield place, f"{node.title}\n{node.text}"
        elif isinstance(node, Math | MathBlock):
            yield place, node.text or node.tex


def _script(character: str) -> str:
    """Name a character's script or kind by the first word of its Unicode name."""
    return unicodedata.name(character, "unnamed").split()[0]


def _order(location: Location) -> tuple[bool, str, int, int]:
    return (not location.line, location.file, location.line, location.column)


def _number(character: str) -> str:
    return f"U+{ord(character):04X}"


def _shown(character: str) -> str:
    return f"{character!r} " if character.isprintable() else ""


def _one_missing(character: str, location: Location) -> Diagnostic:
    number = _number(character)
    message = f"no font of the PDF edition has the character {_shown(character)}({number})"
    hint = f"it is shown as [{number}]"
    if _script(character) in _PACKAGES:
        hint += f"; `pip install {_PACKAGES[_script(character)]}` brings it"
    return Diagnostic(Code.GLYPH_MISSING, message, location, hint)


def _many_missing(script: str, count: int, first: str, location: Location) -> Diagnostic:
    number = _number(first)
    message = (
        f"no font of the PDF edition has {count} {script} characters,"
        f" the first of them {_shown(first)}({number})"
    )
    hint = f"they are shown by their numbers, as [{number}]"
    if script in _PACKAGES:
        hint += f"; `pip install {_PACKAGES[script]}` brings them"
    return Diagnostic(Code.GLYPH_MISSING, message, location, hint)
