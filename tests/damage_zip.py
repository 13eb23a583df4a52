"""Damages DOCX and EPUB files, by zipfile and lxml alone."""

import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree
from publications import png

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACES = {
    "w": WORD,
    "h": "http://www.w3.org/1999/xhtml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mm": "http://www.w3.org/1998/Math/MathML",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
XML = (".xml", ".xhtml", ".opf", ".ncx", ".rels")
Element = Any  # lxml's own types say too little of what XPath gives


class ZippedEdition:
    """The members of an edition; those that are XML as trees."""

    def __init__(self, edition: Path) -> None:
        with zipfile.ZipFile(edition) as archive:
            self._infos = archive.infolist()
            self.members = {info.filename: archive.read(info) for info in self._infos}
        self.trees = {
            name: etree.fromstring(content)
            for name, content in self.members.items()
            if name.endswith(XML)
        }

    def save(self, target: Path) -> None:
        """Write the edition, as damaged as it is by now."""
        with zipfile.ZipFile(target, "w") as archive:
            for info in self._infos:
                name = info.filename
                if name in self.trees:
                    archive.writestr(info, etree.tostring(self.trees[name]))
                elif name in self.members:
                    archive.writestr(info, self.members[name])

    def every(self, path: str) -> list[Element]:
        """Give all elements that an XPath leads to, member by member."""
        return [
            found for tree in self.trees.values() for found in tree.xpath(path, namespaces=SPACES)
        ]

    def one(self, path: str) -> Element:
        """Give the first element that an XPath leads to."""
        return self.every(path)[0]

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Yield the elements that hold text before or behind them, with the name of which."""
        for name, tree in self.trees.items():
            if name.endswith((".opf", ".ncx", ".rels", "nav.xhtml", "container.xml")):
                continue
            for element in tree.iter(etree.Element):
                yield from ((element, part) for part in ("text", "tail"))

    def text(self, old: str, new: str) -> None:
        """Replace a text where it stands first."""
        for element, part in self.texts():
            said = getattr(element, part) or ""
            if old in said and not str(element.tag).endswith(("}title", "}instrText")):
                setattr(element, part, said.replace(old, new, 1))
                return
        raise AssertionError(f"'{old}' is nowhere")

    def page(self, name: str) -> Element:
        """Give the tree of the first member whose name ends like this."""
        return next(tree for member, tree in self.trees.items() if member.endswith(name))


def drop(element: Element) -> None:
    """Take an element out; what stands behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    tail = element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what an element holds in its place; only text, or one run of Word's."""
    children = list(element)
    if not children:
        before = element.getprevious()
        text = element.text or ""
        if before is None:
            element.getparent().text = (element.getparent().text or "") + text
        else:
            before.tail = (before.tail or "") + text
    for child in children:
        element.addprevious(child)
    drop(element)


def swap(one: Element, other: Element) -> None:
    """Let two elements change places; what stands behind them stays."""
    one_tail, other_tail = one.tail, other.tail
    first, second = deepcopy(one), deepcopy(other)
    first.tail, second.tail = other_tail, one_tail
    one.getparent().replace(one, second)
    other.getparent().replace(other, first)


class Docx(ZippedEdition):
    """A DOCX file."""

    def block(self, text: str) -> Element:
        """Give the paragraph of running text that begins like this."""
        lists = "ancestor::w:sdt or w:pPr/w:pStyle[@w:val = 'TableofFigures']"
        found = self.every(f"//w:p[not({lists})]")
        return next(
            p
            for p in found
            if "".join(p.xpath(".//w:t/text()", namespaces=SPACES)).lstrip().startswith(text)
        )

    def line(self, text: str) -> Element:
        """Give the line of the contents that holds a text."""
        found = self.every("//w:p[.//w:instrText[contains(., 'PAGEREF')]]")
        return next(
            p for p in found if text in "".join(p.xpath(".//w:t/text()", namespaces=SPACES))
        )

    def run(self, text: str) -> Element:
        """Give the run of a text."""
        return self.one(f"//w:r[w:t = '{text}']")

    def properties(self, of: Element, name: str) -> Element:
        """Give the properties of a run or a paragraph, made where there are none."""
        found = of.find(f"{W}{name}")
        if found is None:
            found = etree.Element(f"{W}{name}")
            of.insert(0, found)
        return found

    def drop(self, text: str) -> None:
        """Take a block out."""
        drop(self.block(text))

    def swap(self, one: str, other: str) -> None:
        """Let two blocks change places."""
        swap(self.block(one), self.block(other))

    def double(self, text: str) -> None:
        """Write a block twice."""
        block = self.block(text)
        block.addnext(deepcopy(block))

    def hide(self, text: str) -> None:
        """Let a block say that it is not shown."""
        for run in self.block(text).iter(f"{W}r"):
            etree.SubElement(self.properties(run, "rPr"), f"{W}vanish")

    def hide_by_sheet(self, text: str) -> None:
        """Let a style say that a block is not shown."""
        style = self.block(text).find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        found = self.one(f"//w:style[@w:styleId='{style}']")
        properties = found.find(f"{W}rPr")
        if properties is None:
            properties = etree.SubElement(found, f"{W}rPr")
        etree.SubElement(properties, f"{W}vanish")

    def restyle(self, text: str, style: str) -> None:
        """Give a paragraph another style."""
        self.block(text).find(f"{W}pPr/{W}pStyle").set(f"{W}val", style)

    def renumber(self, level: int, start: int) -> None:
        """Let the headings of a level begin with another number."""
        self.one(f"//w:abstractNum[1]/w:lvl[@w:ilvl='{level}']/w:start").set(f"{W}val", str(start))

    def unnumber(self, text: str) -> None:
        """Take the number of a heading."""
        place = etree.SubElement(self.properties(self.block(text), "pPr"), f"{W}numPr")
        etree.SubElement(place, f"{W}numId").set(f"{W}val", "0")

    def look(self, text: str, style: str) -> None:
        """Give a run the look of a style, or none."""
        run = self.run(text)
        drop(run.find(f"{W}rPr"))
        if style:
            look = etree.SubElement(self.properties(run, "rPr"), f"{W}rStyle")
            look.set(f"{W}val", style)

    def speak(self, text: str, language: str) -> None:
        """Give words another language, or none."""
        element = self.run(text).find(f"{W}rPr/{W}lang")
        if language:
            element.set(f"{W}val", language)
        else:
            drop(element)

    def picture(self, at: int) -> Element:
        """Give the element of an image by its place."""
        return self.every("//a:blip")[at]

    def cell(self, text: str) -> Element:
        """Give the cell with a text."""
        return self.one(f"//w:tc[w:p/w:r/w:t = '{text}']")

    def other_picture(self) -> None:
        """Put another image of the same size in the place of the first one."""
        self.members[self.first_image()] = png(240, 160, (1, 200, 3))

    def first_image(self) -> str:
        """Give the member that the first image is."""
        number = self.picture(0).get(f"{R}embed")
        relationships = self.page("document.xml.rels")
        found = next(each for each in relationships if each.get("Id") == number)
        return f"word/{found.get('Target')}"


class Epub(ZippedEdition):
    """An EPUB file."""

    def block(self, text: str) -> Element:
        """Give the block of running text that begins like this."""
        names = (
            *("p", "h1", "h2", "h3", "li", "td", "th", "dt", "dd"),
            *("caption", "figcaption", "blockquote", "tr", "aside"),
        )
        path = " | ".join(f"//h:{name}[not(ancestor::h:nav)]" for name in names)
        found = [e for e in self.every(path) if "".join(e.itertext()).lstrip().startswith(text)]
        return min(found, key=lambda e: len("".join(e.itertext())))

    def inline(self, name: str, text: str) -> Element:
        """Give the element of a name with a text."""
        return self.one(f"//h:{name}[. = '{text}'][not(ancestor::h:nav)]")

    def line(self, text: str) -> Element:
        """Give the line of the contents that holds a text."""
        return self.one(f"//h:nav[1]//h:a[contains(., '{text}')]")

    def drop(self, text: str) -> None:
        """Take a block out."""
        drop(self.block(text))

    def swap(self, one: str, other: str) -> None:
        """Let two blocks change places."""
        swap(self.block(one), self.block(other))

    def double(self, text: str) -> None:
        """Write a block twice."""
        block = self.block(text)
        block.addnext(deepcopy(block))

    def hide(self, text: str) -> None:
        """Let a block say that it is not shown."""
        self.block(text).set("style", "display: none")

    def hide_by_sheet(self, text: str) -> None:
        """Let a style say that a block is not shown."""
        self.block(text).set("class", "gone")
        name = next(name for name in self.members if name.endswith(".css"))
        self.members[name] += b"\nsection p.gone { color: red; display:none }\n"

    def rename(self, element: Element, name: str) -> None:
        """Make another element of one."""
        element.tag = f"{{{SPACES['h']}}}{name}"

    def speak(self, text: str, language: str) -> None:
        """Give words another language, or none."""
        element = self.inline("span", text)
        for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
            if language:
                element.set(name, language)
            else:
                del element.attrib[name]

    def picture(self, at: int) -> Element:
        """Give the element of an image by its place."""
        return self.every("//h:img")[at]

    def other_picture(self) -> None:
        """Put another image of the same size in the place of the first one."""
        name = next(name for name in self.members if name.endswith("one.png"))
        self.members[name] = png(240, 160, (1, 200, 3))
