"""Equations: MathML as Office MathML (ECMA-376-1, 22.1), so that Word's own editor opens them.

What MathML has in a row (a sum before its summand, a function before its argument, brackets around
their content) OMML has in elements of their own; the order of the characters stays the same.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree

from pipeline.exporters.docx.writer.equation_parts import (
    accent,
    argument,
    bracketed,
    enclosed,
    holder,
    leaf_run,
    literal_run,
    nary,
    scripts,
    space,
    switched_off,
    wide,
)
from pipeline.exporters.docx.writer.equation_signs import (
    ACCENTS,
    ARROWS,
    BARS,
    BRACES,
    CLOSING,
    ENDS_OPERAND,
    FENCES,
    FUNCTION_APPLICATION,
    LITERAL,
    NARY,
    OPENING,
)
from pipeline.exporters.docx.writer.equation_tables import Cell, matrix
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, W, joined

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"

_DEEPEST_OPERAND = 12
_NARY_HOLDERS = frozenset({"munder", "mover", "munderover", "msub", "msup", "msubsup"})


class Setting(NamedTuple):
    """What formulas hand down: whether limits stand above and below, and the colour.

    `operands` counts the operands of sums that it stands in.
    """

    display: bool
    colour: str = ""
    operands: int = 0


def equation(mathml: str, *, display: bool) -> Markup:
    """Write a formula, as a paragraph's only content (`m:oMathPara`) or within a line."""
    root = etree.fromstring(mathml.encode(), etree.XMLParser(resolve_entities=False))
    namespaces = f'xmlns:m="{M}" xmlns:w="{W}"'
    content = _row(list(root), Setting(root.get("display") == "block"))
    if not display:
        return Markup(f"<m:oMath {namespaces}>{content}</m:oMath>")
    properties = '<m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>'
    return Markup(
        f"<m:oMathPara {namespaces}>{properties}<m:oMath>{content}</m:oMath></m:oMathPara>"
    )


def _row(children: list[etree._Element], setting: Setting) -> Markup:
    """Write what stands in a row; operators that have an operand take it along."""
    parts: list[Markup] = []
    at = 0
    while at < len(children):
        child = children[at]
        if at + 2 < len(children) and _text(children[at + 1]) == FUNCTION_APPLICATION:
            parts.append(_function(child, children[at + 2], setting))
            at += 3
        elif _nary_sign(child) and (operand := _operand(children, at + 1, setting)):
            parts.append(_nary(child, operand, setting))
            at += 1 + len(operand)
        else:
            parts.append(_one(child, setting))
            at += 1
    return joined(parts)


def _operand(children: list[etree._Element], first: int, setting: Setting) -> list[etree._Element]:
    """Give what an operator acts on: all up to the next sign of addition, relation or closing.

    Of many operators in a row, the later ones do not stand in the operands of the first.
    """
    depth = 0
    alone = setting.operands >= _DEEPEST_OPERAND
    for at in range(first, len(children)):
        sign = _text(children[at])
        depth += (sign in OPENING) - (sign in CLOSING)
        ends = depth < 0 or (not depth and sign in ENDS_OPERAND)
        if ends or (alone and _nary_sign(children[at])):
            return children[first:at]
    return children[first:]


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: etree._Element) -> str:
    """Give the character of an operator, "" for everything else."""
    return (element.text or "").strip() if _name(element) == "mo" else ""


def _one(element: etree._Element, setting: Setting) -> Markup:
    name = _name(element)
    if name in _WRITERS:
        return _WRITERS[name](element, setting)
    return _row(list(element), setting)


def _leaf(element: etree._Element, setting: Setting) -> Markup:
    name, text = _name(element), element.text or ""
    if name == "mo" and (text in LITERAL or _is_base(element)):
        return literal_run(text, setting.colour)
    return leaf_run(name, text, element.get("mathvariant", ""), setting.colour)


def _is_base(element: etree._Element) -> bool:
    """Tell what carries scripts, limits or accents."""
    parent = element.getparent()
    return parent is not None and _name(parent) in _NARY_HOLDERS and parent[0] is element


def _space(element: etree._Element, _setting: Setting) -> Markup:
    return space(element.get("width", ""))


def _fenced_row(element: etree._Element, setting: Setting) -> Markup:
    """Write a row; one between brackets that grow is `m:d`."""
    children = list(element)
    begin = _fence(children[0]) if children else ""
    end = _fence(children[-1]) if len(children) > 1 else ""
    if not begin and not end:
        return _row(children, setting)
    inner = children[bool(begin) : len(children) - bool(end)]
    groups: list[list[etree._Element]] = [[]]
    separator = next((_text(child) for child in inner if _is_separator(child)), "")
    for child in inner:
        if separator and _text(child) == separator and _is_separator(child):
            groups.append([])
        else:
            groups[-1].append(child)
    return bracketed(begin, end, separator, [_row(group, setting) for group in groups])


def _fence(element: etree._Element) -> str:
    grows = element.get("stretchy") != "false" and not element.get("minsize")
    return _text(element) if grows and _text(element) in FENCES else ""


def _is_separator(element: etree._Element) -> bool:
    return _text(element) in FENCES and element.get("stretchy") == "true"


def _styled(element: etree._Element, setting: Setting) -> Markup:
    colour = element.get("mathcolor", "").lstrip("#") or setting.colour
    display = {"true": True, "false": False}.get(element.get("displaystyle", ""), setting.display)
    return _fenced_row(element, setting._replace(display=display, colour=colour))


def _function(name: etree._Element, operand: etree._Element, setting: Setting) -> Markup:
    inner = argument("m:fName", _one(name, setting))
    return Markup(f"<m:func>{inner}{argument('m:e', _one(operand, setting))}</m:func>")


def _nary_sign(element: etree._Element) -> str:
    if _name(element) in _NARY_HOLDERS and len(element):
        element = element[0]
    return _text(element) if _text(element) in NARY else ""


def _nary(element: etree._Element, operand: list[etree._Element], setting: Setting) -> Markup:
    name = _name(element)
    lower, upper = NOTHING, NOTHING
    if name in {"munder", "msub", "munderover", "msubsup"}:
        lower = _one(element[1], setting)
    if name in {"mover", "msup", "munderover", "msubsup"}:
        upper = _one(element[-1], setting)
    stacked = name in {"munder", "mover", "munderover"}
    limits = stacked and (setting.display or element[0].get("movablelimits") == "false")
    content = _row(operand, setting._replace(operands=setting.operands + 1))
    return nary(_nary_sign(element), (lower, upper), content, stacked=limits)


def _fraction(element: etree._Element, setting: Setting) -> Markup:
    kind = holder("m:fPr", '<m:type m:val="noBar"/>') if _is_bare(element) else ""
    inner = setting._replace(display=False)
    above, below = (_one(child, inner) for child in element)
    return Markup(f"<m:f>{kind}{argument('m:num', above)}{argument('m:den', below)}</m:f>")


def _is_bare(element: etree._Element) -> bool:
    return element.get("linethickness", "").startswith("0") and not element.get(
        "linethickness", ""
    ).strip("0.emptxcin%")


def _root(element: etree._Element, setting: Setting) -> Markup:
    content = argument("m:e", _row(list(element), setting))
    return Markup(f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>{content}</m:rad>')


def _root_of_degree(element: etree._Element, setting: Setting) -> Markup:
    content, degree = (_one(child, setting) for child in element)
    return Markup(f"<m:rad>{argument('m:deg', degree)}{argument('m:e', content)}</m:rad>")


def _scripted(element: etree._Element, setting: Setting) -> Markup:
    base, *rest = (_one(child, setting) for child in element)
    if _name(element) == "msub" and element[0].text == "lim":
        return _limit(base, rest[0], above=False)  # as Word has it in lines, too
    return scripts(_name(element), base, rest)


def _over_or_under(element: etree._Element, setting: Setting) -> Markup:
    """Write accents, bars, braces and arrows as what they are, everything else as a limit."""
    sign, above = _text(element[1]), _name(element) == "mover"
    base = _one(element[0], setting)
    if _text(element[0]) in ARROWS and above:
        return wide(_text(element[0]), _one(element[1], setting), above=False)
    if element.get("accent") == "true" or element.get("accentunder") == "true":
        if sign in BARS:
            side = "top" if above else "bot"
            return Markup(
                f'<m:bar><m:barPr><m:pos m:val="{side}"/></m:barPr>{argument("m:e", base)}</m:bar>'
            )
        if sign in BRACES or (sign in ARROWS and above):
            return wide(sign, base, above=above)
        if sign in ACCENTS and above:
            return accent(sign, base)
    return _limit(base, _one(element[1], setting), above=above)


def _limit(base: Markup, limit: Markup, *, above: bool) -> Markup:
    name = "m:limUpp" if above else "m:limLow"
    return Markup(f"<{name}>{argument('m:e', base)}{argument('m:lim', limit)}</{name}>")


def _over_and_under(element: etree._Element, setting: Setting) -> Markup:
    base, below, above = (_one(child, setting) for child in element)
    return _limit(_limit(base, below, above=False), above, above=True)


def _multiscripts(element: etree._Element, setting: Setting) -> Markup:
    """Write scripts behind and before a base; each side has at most one pair here."""
    names = [_name(child) for child in element]
    middle = names.index("mprescripts") if "mprescripts" in names else len(names)
    written = [_one(child, setting) for child in element]
    base = written[0]
    for at in range(1, middle - 1, 2):
        base = scripts("msubsup", base, written[at : at + 2])
    for at in range(middle + 1, len(written) - 1, 2):
        base = scripts("mprescripts", base, written[at : at + 2])
    return base


def _enclosed(element: etree._Element, setting: Setting) -> Markup:
    return enclosed(element.get("notation", ""), _row(list(element), setting))


def _phantom(element: etree._Element, setting: Setting) -> Markup:
    parent = element.getparent()
    sizes = [] if parent is None else [key for key in ("width", "height") if parent.get(key)]
    return switched_off(_row(list(element), setting), sizes)


def _table(element: etree._Element, setting: Setting) -> Markup:
    inner = setting._replace(display=element.get("displaystyle") == "true")
    rows = [
        [
            Cell(_row(list(cell), inner), cell.get("columnalign", "center"), _starts(cell))
            for cell in row
        ]
        for row in element
    ]
    return matrix(rows, element.get("columnspacing", ""))


def _starts(cell: etree._Element) -> bool:
    """Tell whether a cell begins with an operator between two operands."""
    return len(cell) > 1 and bool(_text(cell[0])) and cell[0].get("lspace") != "0em"


_WRITERS: Mapping[str, Callable[[etree._Element, Setting], Markup]] = {
    **dict.fromkeys(("mi", "mn", "mo", "mtext", "ms"), _leaf),
    "mspace": _space,
    "mrow": _fenced_row,
    "mstyle": _styled,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root_of_degree,
    **dict.fromkeys(("msub", "msup", "msubsup"), _scripted),
    **dict.fromkeys(("munder", "mover"), _over_or_under),
    "munderover": _over_and_under,
    "mmultiscripts": _multiscripts,
    "menclose": _enclosed,
    "mphantom": _phantom,
    "mtable": _table,
}
