"""MathML made plain: what every reader of MathML 3 understands, without a style sheet.

The library writes MathML Core for browsers: with elements of HTML in it, and with attributes of
style where MathML 3 has attributes of its own. Here it becomes presentation MathML (MathML 3,
chapter 3) that EPUBCheck accepts; what browsers go by stays beside it.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from itertools import chain

from lxml import etree

from pipeline.passes.tex import DEEPEST, TexError

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

_INVISIBLE = re.compile(
    "[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+"
)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
_REM = re.compile(r"(-?[\d.]+)rem")
_POINTS_OF_REM = 10  # the library takes TeX's 10 points for one

_LEAVES = frozenset({"mi", "mn", "mo", "mtext", "ms", "mspace"})
_UNSAID = frozenset({"mphantom", "annotation", "annotation-xml"})
_FONTS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "monospace"}
# fmt: off
_KEPT = frozenset({
    "accent", "accentunder", "columnalign", "depth", "displaystyle", "form", "height", "largeop",
    "linethickness", "lspace", "mathcolor", "mathvariant", "maxsize", "minsize", "movablelimits",
    "notation", "rspace", "scriptlevel", "stretchy", "symmetric", "voffset", "width",
})
# fmt: on
# The library draws the lines above and below with a combining character that browsers stretch;
# these are the ones that MathML's operator dictionary has for them.
_OVERLINE, _UNDERLINE, _LOW_LINE = "\u203e", "_", "\u0332"
_WIDE = {"\u0302": "\u02c6", "\u0303": "\u02dc", "\u030c": "\u02c7", "~": "\u02dc", "^": "\u02c6"}


def formula_text(math: etree._Element) -> str:
    """Give the characters of a formula's leaves, in their order.

    Those of `mi`, `mn`, `mo`, `mtext` and `ms` count, wherever they stand but in an `mphantom` or
    an annotation; white space, invisible operators (U+2061 to U+2064), marks of direction and
    variation selectors do not.
    """
    return _INVISIBLE.sub("", "".join(_leaf_texts(math)))


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _leaf_texts(element: etree._Element) -> Iterator[str]:
    todo = [element]
    while todo:
        element = todo.pop()
        name = _name(element)
        if name in _LEAVES:
            yield element.text or ""
        elif name not in _UNSAID:
            todo.extend(reversed(element))


def plain_mathml(written: str, tex: str, *, display: bool) -> etree._Element:
    """Give what the library wrote as plain MathML, with the TeX as its alternative text.

    Raises TexError where it is no XML, or nested too deeply.
    """
    root = _parsed(written)
    _check_depth(root)
    math = etree.Element(f"{{{NAMESPACE}}}math", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # lxml takes None for the default one
    math.set("display", "block" if display else "inline")
    math.set("alttext", " ".join(tex.split()))
    for child in root:
        math.extend(_plain(child, scripted=False))
    return math


def _parsed(written: str) -> etree._Element:
    text = _ENTITY.sub(_character, written)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        raise TexError("it is nested too deep") from None


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _XML_ENTITIES else html5.get(f"{name};", "\ufffd")


def _check_depth(root: etree._Element) -> None:
    todo = [(root, 0)]
    while todo:
        element, depth = todo.pop()
        if depth > DEEPEST:
            raise TexError(f"it is nested more than {DEEPEST} deep")
        todo.extend((child, depth + 1) for child in element)


def _plain(element: etree._Element, *, scripted: bool) -> list[etree._Element]:
    """Give what stands for an element: itself made plain, none, or what is in it."""
    name = _name(element)
    if name in _LEAVES:
        return _leaf(element, name)
    small = element.get("scriptlevel", "0") not in {"0", "-1"}
    scripts = name.startswith(("msu", "mund", "mov", "mmul"))
    children = [
        _plain(child, scripted=scripted or small or (scripts and place > 0))
        for place, child in enumerate(element)
    ]
    if scripts or name in {"mfrac", "mroot"}:
        return _fixed(element, name, children)
    row = [*chain.from_iterable(children)]
    if name == "mrow" and len(row) == 1 and not element.attrib:
        return row
    return [_made(element, name, row, scripted=scripted)]


def _fixed(
    element: etree._Element, name: str, children: list[list[etree._Element]]
) -> list[etree._Element]:
    """Give an element whose children have places: each child is one element."""
    if name in {"mover", "munder"} and _is_spacer(children[1]):
        return children[0]
    single = [group[0] if len(group) == 1 else _row(group) for group in children]
    return [_made(element, name, single)]


def _is_spacer(children: list[etree._Element]) -> bool:
    """Tell a space that only keeps an arrow long."""
    return [_name(child) for child in children] == ["mspace"]


def _row(children: list[etree._Element]) -> etree._Element:
    row = _new("mrow")
    row.extend(children)
    return row


def _new(name: str) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}")


def _leaf(element: etree._Element, name: str) -> list[etree._Element]:
    text = "".join(_strings(element)) if len(element) else element.text or ""
    made = _new(name)
    _copy_attributes(element, made)
    if name == "mspace":
        style = _style(element)
        if "margin-left" in style:
            made.set("style", f"margin-left:{style['margin-left']}")
        return [made] if made.attrib else []
    if name == "mtext":
        fonts = [_FONTS[tag] for tag in _tags(element) if tag in _FONTS]
        if fonts:
            made.set("mathvariant", "-".join(sorted(set(fonts))))
    made.text = _leaf_text(text, name, element)
    return [made] if made.text else []


def _leaf_text(text: str, name: str, element: etree._Element) -> str:
    text = re.sub("[\ufe00-\ufe0f]", "", text)
    if name == "mtext":
        # Spaces at the ends would be trimmed (MathML 3, 2.1.7).
        return re.sub(r"^[ \n\t]+|[ \n\t]+$", "\N{NO-BREAK SPACE}", text)
    if name != "mo":
        return text
    if text == "\u2063":  # stands for a delimiter that is not there
        return ""
    parent = element.getparent()
    over = parent is not None and _name(parent) == "mover"
    if text == _LOW_LINE:
        return _OVERLINE if over else _UNDERLINE
    return _WIDE.get(text, text) if over or text == "\u0302" else text


def _strings(element: etree._Element) -> Iterator[str]:
    for part in element.itertext():
        yield str(part)


def _tags(element: etree._Element) -> Iterator[str]:
    for inner in element.iterdescendants():
        yield _name(inner)


def _made(
    element: etree._Element, name: str, children: list[etree._Element], *, scripted: bool = False
) -> etree._Element:
    made = _new(name)
    _copy_attributes(element, made)
    style = _style(element)
    made.extend(children)
    match name:
        case "mtable":
            _describe_table(made, scripted=scripted)
            return made
        case "mtd":
            _describe_cell(made, style)
            return made
        case "mpadded" if style:
            return _padded(children, style)
        case "menclose":
            for child in list(made):
                if not len(child) and not child.text and child.tag.endswith("}mrow"):
                    made.remove(child)
            return made
        case "mrow" | "mfrac":
            return _styled(made, style)
        case _:
            return made


def _copy_attributes(element: etree._Element, made: etree._Element) -> None:
    for key, value in element.attrib.items():
        if key in _KEPT:
            made.set(
                key,
                _length(str(value)) if key not in {"scriptlevel", "linethickness"} else str(value),
            )


def _length(value: str) -> str:
    """Give a length with a unit that MathML knows."""
    if value == "0":
        return "0em"
    return _REM.sub(lambda match: f"{float(match[1]) * _POINTS_OF_REM:g}pt", value)


_STYLED = ("displaystyle", "scriptlevel")


def _styled(made: etree._Element, style: dict[str, str]) -> etree._Element:
    """Put what only `mstyle` may say (MathML 3, 3.3.4) on one."""
    said = {key: value for key in _STYLED if (value := made.attrib.pop(key, ""))}
    if "color" in style:
        said["mathcolor"] = style["color"]
    if not said:
        return made
    outer = _new("mstyle")
    for key, value in said.items():
        outer.set(key, str(value))
    outer.extend(made if made.tag.endswith("}mrow") else [made])
    return outer


def _padded(children: list[etree._Element], style: dict[str, str]) -> etree._Element:
    """Give children between the spaces that a style asks for."""
    spaces = []
    for side in ("padding-left", "padding-right"):
        space = _new("mspace")
        space.set("width", _length(style.get(side, "0")))
        spaces.append([space] if style.get(side, "0") != "0" else [])
    return _row([*spaces[0], *children, *spaces[1]])


def _style(element: etree._Element) -> dict[str, str]:
    style = element.get("style")
    return dict(_STYLE.findall(style)) if style else {}


def _describe_cell(cell: etree._Element, style: dict[str, str]) -> None:
    """Say in MathML how a cell is aligned; the rest of its style stays as it is for browsers."""
    if style.get("text-align") in {"left", "right"}:
        cell.set("columnalign", style["text-align"])
    if style:
        cell.set("style", ";".join(f"{key}:{value}" for key, value in sorted(style.items())))


def _describe_table(table: etree._Element, *, scripted: bool) -> None:
    """Say in MathML how far the columns of a table stand apart, and where lines are."""
    table.attrib.pop("scriptlevel", "")
    rows = [list(row) for row in table]
    count = max(map(len, rows), default=0)
    styles = [[_style(cell) for cell in row] for row in rows]
    gaps = [
        _gap([row[at : at + 2] for row in styles], scripted=scripted) for at in range(count - 1)
    ]
    if gaps:
        table.set("columnspacing", " ".join(gaps))
    if table.get("displaystyle") == "true":
        table.set("rowspacing", "0.9em")
    elif scripted:
        table.set("rowspacing", "0.1em")
    lines = ["solid" if _lined(styles, at, "border-right") else "none" for at in range(count - 1)]
    if "solid" in lines:
        table.set("columnlines", " ".join(lines))
    above = ["solid" if _row_lined(row) else "none" for row in styles[1:]]
    if "solid" in above:
        table.set("rowlines", " ".join(above))


def _gap(pairs: list[list[dict[str, str]]], *, scripted: bool) -> str:
    """Give how far two columns stand apart, by what the library says of their cells."""
    for pair in pairs:
        if len(pair) == 2:  # noqa: PLR2004 - two neighbours
            left, right = pair
            if right.get("padding-left") == "0":
                return "0em"
            if left.get("padding-left") == "0" and right.get("padding-right") == "0":
                return "2em"
    return "0.5em" if scripted else "1em"


def _lined(styles: list[list[dict[str, str]]], at: int, side: str) -> bool:
    return any(side in row[at] for row in styles if at < len(row))


def _row_lined(row: list[dict[str, str]]) -> bool:
    return any("border-top" in style for style in row)


def serialised(math: etree._Element) -> str:
    """Give a formula as XML text."""
    return etree.tostring(math, encoding="unicode")
