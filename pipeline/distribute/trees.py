"""XML of catalogues: elements made one below the other, written the same way every time."""

from lxml import etree

from pipeline.markup import legal_text

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def below(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """Make an element below another one; attributes without a value are left out."""
    made = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        if value:
            made.set(name, legal_text(value))
    if text:
        made.text = legal_text(text)
    return made


def told(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    """Make an element that holds text below another one; nothing where there is no text."""
    if text:
        below(parent, tag, text, **attributes)


def tree_text(root: etree._Element) -> bytes:
    """Write a tree as an XML file in UTF-8, with a line for each element."""
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"
