"""The order that the schema wants among properties, for what is put into a house's own ones."""

from functools import partial

from lxml import etree

from pipeline.exporters.docx.reference.package import W

# CT_PPrBase (ECMA-376-1, A.1).
_PARAGRAPH = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
    *("snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap"),
    *("jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId"),
    *("cnfStyle", "rPr", "sectPr", "pPrChange"),
)
# CT_Style.
_STYLE = (
    *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority"),
    *("semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose"),
    *("personalReply", "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
)
# EG_RPrBase.
_RUN = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
    *("specVanish", "oMath"),
)
ORDERS = {"pPr": _PARAGRAPH, "style": _STYLE, "rPr": _RUN}


def put(parent: etree._Element, child: etree._Element) -> None:
    """Put a child in its place; one of its name gives way."""
    order = ORDERS[etree.QName(parent).localname]
    for old in parent.findall(child.tag):
        parent.remove(old)
    rank = _rank(order, child)
    after = [index for index, other in enumerate(parent) if _rank(order, other) <= rank]
    parent.insert(after[-1] + 1 if after else 0, child)


def _rank(order: tuple[str, ...], element: etree._Element) -> int:
    name = etree.QName(element).localname
    return order.index(name) if name in order else len(order)


def in_order(root: etree._Element) -> None:
    """Put properties into their order, each once: other programs write them in one of their own."""
    for name in ("pPr", "rPr"):
        for parent in root.iter(f"{W}{name}"):
            rank = partial(_rank, ORDERS[name])
            for child in tuple(parent):
                if child.tag in {other.tag for other in child.itersiblings(preceding=True)}:
                    parent.remove(child)
            ranks = list(map(rank, parent))
            if ranks != sorted(ranks):
                parent[:] = sorted(parent, key=rank)


def properties_of(style: etree._Element, name: str) -> etree._Element:
    """Give the properties of a style (`pPr`, `rPr`), made where it has none."""
    found = style.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        put(style, found)
    return found


def drop(parent: etree._Element | None, *names: str) -> None:
    """Remove children by their names."""
    if parent is not None:
        for name in names:
            for child in parent.findall(f"{W}{name}"):
                parent.remove(child)
