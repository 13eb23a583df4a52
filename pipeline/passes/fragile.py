"""Lexers of Pygments that a few characters can stop: patterns of theirs take exponential time.

Found by feeding all of them with short texts of one piece over and over.
"""

from collections.abc import Callable, Mapping

_MOST = 12


def is_safe(lexer: str, text: str) -> bool:
    """Tell whether a lexer, by Pygments's name for it, will be done with a text in time."""
    if lexer in HOPELESS:
        return False
    count = HAZARDS.get(lexer)
    return count is None or count(text) <= _MOST


def _backslashes(text: str) -> int:
    """Count what strings can be read in two ways for: in one without an end, all are tried."""
    return text.count("\\\\")


def _dots(text: str) -> int:
    """Count the full stops of the word that has the most, as above for symbols."""
    return max((word.count(".") for word in text.split()), default=0)


HAZARDS: Mapping[str, Callable[[str], int]] = {
    "ANSYS parametric design language": _backslashes,
    "Common Lisp": _dots,
    "EmacsLisp": _dots,
    "Fish": _backslashes,
    "Rego": _backslashes,
    "Scala": _backslashes,
    "Tcsh": _backslashes,
    "reg": _backslashes,
}
HOPELESS = frozenset(
    {
        *("CDDL", "Chapel", "Easytrieve", "Factor", "Fancy", "LilyPond", "MCSchema", "Maple"),
        *("NCL", "Pan", "Pug", "Rell", "Rita", "Scaml", "Smithy", "TADS 3"),
        *("Typographic Number Theory", "UrbiScript", "autohotkey"),
    }
)
