"""What operators are: the space around them, which of them grow, and which have limits.

The library that writes the MathML says where TeX's spaces differ from these (the operator
dictionary of MathML 3, appendix C, in the classes that TeX has).
"""

from lxml import etree

_THIN, _MEDIUM, _THICK = 3 / 18, 4 / 18, 5 / 18

_BINARY = frozenset("+-−±∓∔×÷∗*⋅·∘∙•∩∪⊕⊖⊗⊘⊙∧∨∖\\†‡⋆⊎⊓⊔≀⋄△▽⊞⊟⊠⊡⋉⋊⋋⋌⊲⊳⨯∸⊼⊻⋏⋎⋒⋓")
_CLOSE = frozenset("/!…⋯⋮⋱.'′″‴⁗°%&@?\u2061\u2062\u2063\u2064_^~¯ˆ˜ˇ˘˙¨`´˚‾\u20d7\u20d6")
_PUNCTUATION = frozenset(",;")
_SIGNS = frozenset("+-−±∓")
_PREFIXES = frozenset("¬∀∃∄∂∇√∁ℜℑ")
LARGE = frozenset("∑∏∐∫∬∭∮∯∰∱∲∳⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆⨌⨍⨎⨏⨐⨑⨒⨓⨔⨕⨖⨗⨘⨙⨚⨛⨜")
INTEGRALS = frozenset("∫∬∭∮∯∰∱∲∳⨌⨍⨎⨏⨐⨑⨒⨓⨔⨕⨖⨗⨘⨙⨚⨛⨜")
FENCES = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉⟦⟧⟮⟯⎰⎱↑↓↕⇑⇓⇕⌜⌝⌞⌟")
WIDE = frozenset("→←↔⇒⇐⇔↦↤⇀↽↼⇁⇌⇋↪↩↠⟶⟵⟷⟹⟸⟺⏞⏟⏜⏝⎴⎵‾_¯ˆ˜ˇ\u0302\u0303\u030c\u20d7\u20d6")
"""Signs that grow as wide as what they stand above or below."""

COMBINING = {
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "`": "\u0300",
    "´": "\u0301",
}
"""The accents of the font, by the characters that MathML has for them."""


def name_of(element: etree._Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def core_of(element: etree._Element) -> etree._Element | None:
    """Give the operator that an element is made of, with scripts or limits on it; or None."""
    while name_of(element) != "mo":
        embellished = name_of(element) in _EMBELLISHING
        if not len(element) or not (embellished or len(element) == 1):
            return None
        if name_of(element) not in _TRANSPARENT and not embellished:
            return None
        element = element[0]
    return element


_EMBELLISHING = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_TRANSPARENT = frozenset({"mrow", "mstyle"})


def spaces_around(operator: etree._Element, form: str) -> tuple[float, float]:
    """Give the space before and after an operator in ems, as it says or as its kind has it."""
    before, after = _usual(operator.text or "", operator.get("form", form))
    return ems(operator.get("lspace", ""), before), ems(operator.get("rspace", ""), after)


def _usual(sign: str, form: str) -> tuple[float, float]:
    if sign in LARGE:
        return _THIN, _THIN
    if sign in _CLOSE or sign in FENCES or sign in _PREFIXES:
        return 0.0, 0.0
    if form == "prefix" and sign in _SIGNS:
        return 0.0, 0.0
    if sign in _PUNCTUATION:
        return 0.0, _THIN
    if sign in _BINARY:
        return (0.0, 0.0) if form == "postfix" else (_MEDIUM, _MEDIUM)
    return _THICK, _THICK


_UNITS = {"em": 1.0, "ex": 0.45, "mu": 1 / 18, "pt": 0.1, "px": 0.075, "cm": 2.845, "mm": 0.2845}


def ems(length: str, default: float = 0.0) -> float:
    """Read a length in ems; absolute units are those of a type size of 10 points, as in TeX."""
    number, unit = length.rstrip("abcdefghijklmnopqrstuvwxyz%"), length.lstrip("-+.0123456789")
    try:
        return float(number) * _UNITS.get(unit, 1.0)
    except ValueError:
        return default
