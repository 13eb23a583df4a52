"""Letters of formulas: single ones slant, as mathematicians write them."""

_PLANE = {
    "a": 0x1D44E,
    "A": 0x1D434,
    "α": 0x1D6FC,
    "Α": 0x1D6E2,
}
_EXCEPTIONS = {
    "h": "\u210e",
    "∂": "\U0001d715",
    "ϵ": "\U0001d716",
    "ϑ": "\U0001d717",
    "ϰ": "\U0001d718",
    "ϕ": "\U0001d719",
    "ϱ": "\U0001d71a",
    "ϖ": "\U0001d71b",
    "ı": "\U0001d6a4",
    "ȷ": "\U0001d6a5",
}


def slanted(letter: str) -> str:
    """Give the mathematical italic of a letter (Unicode, Mathematical Alphanumeric Symbols)."""
    if letter in _EXCEPTIONS:
        return _EXCEPTIONS[letter]
    for first, count in (("a", 26), ("A", 26), ("α", 25), ("Α", 25)):
        place = ord(letter) - ord(first)
        if 0 <= place < count:
            return chr(_PLANE[first] + place)
    return letter
