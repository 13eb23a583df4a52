"""What a drawing says of looks: attributes, style sheets and `style`, by SVG's own cascade.

Only what outlines and plain paint can show is taken; any other wish is an UnsupportedError.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from PIL import ImageColor

from pipeline.model.vectors import Paint, UnsupportedError

Style = dict[str, str]

INITIAL: Mapping[str, str] = {
    "fill": "black",
    "stroke": "none",
    "font-size": "12",
    "font-family": "",
    "color": "black",
}
_WORDS = """
fill fill-opacity fill-rule stroke stroke-opacity stroke-width stroke-linecap stroke-linejoin
stroke-miterlimit stroke-dasharray stroke-dashoffset font-family font-size font-weight font-style
text-anchor color visibility clip-rule
"""
_INHERITED = frozenset(_WORDS.split())
_OWN = frozenset({"opacity", "clip-path", "display"})
# Properties that show nothing new while they have one of these values.
_NEUTRAL: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("filter", "mask", "marker"), frozenset({"none"})),
    **dict.fromkeys(("marker-start", "marker-mid", "marker-end"), frozenset({"none"})),
    **dict.fromkeys(("letter-spacing", "word-spacing"), frozenset({"normal", "0", "0px"})),
    "mix-blend-mode": frozenset({"normal"}),
    "text-decoration": frozenset({"none"}),
    "writing-mode": frozenset({"lr-tb", "lr", "horizontal-tb"}),
    "dominant-baseline": frozenset({"auto", "alphabetic", "baseline"}),
    "alignment-baseline": frozenset({"auto", "alphabetic", "baseline"}),
    "baseline-shift": frozenset({"baseline", "0", "0px"}),
    "paint-order": frozenset({"normal", "fill", "fill stroke"}),
    "vector-effect": frozenset({"none"}),
    "font": frozenset(),
    "font-variant": frozenset({"normal"}),
    "direction": frozenset({"ltr"}),
    "white-space": frozenset({"normal"}),
    "text-transform": frozenset({"none"}),
}
_TAKEN = _INHERITED | _OWN
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(\*|[\w-]+)?(?:\.([\w-]+)|#([\w-]+))?")
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-z]*)")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_SHORT = 3


def local_name(element: etree._Element) -> str:
    """Give an element's name without its namespace."""
    return etree.QName(element).localname


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    kind: str
    identifier: str
    declarations: Mapping[str, str]

    @property
    def weight(self) -> tuple[bool, bool, bool]:
        """How specific the selector is (Selectors 4, 17)."""
        return bool(self.identifier), bool(self.kind), self.tag not in {"", "*"}

    def fits(self, element: etree._Element) -> bool:
        """Tell whether the rule is for an element."""
        return (
            self.tag in {"", "*", local_name(element)}
            and (not self.identifier or element.get("id") == self.identifier)
            and (not self.kind or self.kind in element.get("class", "").split())
        )


class StyleSheet:
    """The rules of a drawing's `style` elements; raises UnsupportedError for what is more."""

    def __init__(self, texts: Iterable[str]) -> None:
        rules = [rule for text in texts for rule in _rules(_COMMENT.sub("", text))]
        self._rules = sorted(rules, key=lambda rule: rule.weight)

    def style_of(self, element: etree._Element, inherited: Style) -> Style:
        """Give the properties of an element: its own, and those that it inherits."""
        style = {key: value for key, value in inherited.items() if key in _INHERITED}
        declared: Style = {
            str(key): str(value).strip() for key, value in element.attrib.items() if key in _KNOWN
        }
        for rule in self._rules:
            if rule.fits(element):
                declared.update(rule.declarations)
        declared.update(_declarations(element.get("style", "")))
        for key, value in declared.items():
            _refuse_unknown(key, value)
            if key in _TAKEN and value != "inherit":
                style[key] = value
        if "font-size" in declared:
            size = length(declared["font-size"], inherited["font-size"])
            style["font-size"] = repr(size)
        return style


_KNOWN = _TAKEN | set(_NEUTRAL)


def _refuse_unknown(key: str, value: str) -> None:
    allowed = _NEUTRAL.get(key)
    if allowed is not None and value not in allowed:
        raise UnsupportedError(f"{key}: {value}")


def _rules(text: str) -> Iterator[_Rule]:
    if "@" in text:
        raise UnsupportedError("a style sheet with rules of rules")
    for selectors, body in _RULE.findall(text):
        declarations = _declarations(body)
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match is None:
                raise UnsupportedError(f"the selector {selector.strip()[:40]}")
            yield _Rule(match[1] or "", match[2] or "", match[3] or "", declarations)


def _declarations(text: str) -> Style:
    pairs = (part.partition(":") for part in _COMMENT.sub("", text).split(";"))
    found: Style = {}
    for name, colon, value in pairs:
        if colon:
            if "!" in value:
                raise UnsupportedError("important declarations")
            found[name.strip().lower()] = value.strip()
    return found


def length(text: str, font_size: str = "12") -> float:
    """Read a length in units of the drawing; raises UnsupportedError for shares and the like."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise UnsupportedError(f"the length {text[:40]}")
    if match[2] == "em":
        return float(match[1]) * float(font_size)
    if match[2] not in _UNITS:
        raise UnsupportedError(f"the unit {match[2]}")
    return float(match[1]) * _UNITS[match[2]]


def lengths(text: str, font_size: str = "12") -> tuple[float, ...]:
    """Read lengths parted by commas or spaces."""
    return tuple(length(part, font_size) for part in text.replace(",", " ").split())


def paint(style: Style, kind: str) -> Paint | None:
    """Give what a shape is filled or drawn with (`kind`: "fill" or "stroke"); None for nothing."""
    text = style.get(kind, "none").lower()
    if text in {"none", "transparent"}:
        return None
    if text in {"currentcolor", "context-fill", "context-stroke"}:
        text = style["color"].lower()
    opacity = share(style.get(f"{kind}-opacity", "1"))
    try:
        colour = ImageColor.getrgb(text)
    except ValueError as error:
        raise UnsupportedError(f"the paint {text[:40]}") from error
    if len(colour) > _SHORT:
        opacity *= colour[_SHORT] / 255
    if not opacity:
        return None
    return Paint("".join(f"{part:02x}" for part in colour[:_SHORT]), opacity)


def share(text: str) -> float:
    """Read an opacity: a number or a percentage, kept between 0 and 1."""
    number = text.rstrip("%")
    try:
        value = float(number) / (100 if number != text else 1)
    except ValueError as error:
        raise UnsupportedError(f"the opacity {text[:40]}") from error
    return min(max(value, 0.0), 1.0)
