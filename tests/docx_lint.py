"""A lint for DOCX files: the faults that a validator of the schema does not see.

`lint(path)` gives one sentence for each fault, each beginning with the name of its rule; none
means that the file is clean. It shares no code with writer and reader.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOOKMARKS = frozenset({f"{_W}bookmarkStart", f"{_W}bookmarkEnd"})
_STORIES = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_NAME = re.compile(r"[^\W\d]\w{0,39}")
_FIELD_TARGET = re.compile(r"\s*(?:PAGEREF|NOTEREF|REF)\s+(\w+)")
_LINK_TARGET = re.compile(r'\s*HYPERLINK\s.*?\\l\s+"([^"]*)"')
_TEXT_HOLDERS = frozenset({"t", "instrText", "delText", "delInstrText", "posOffset", "align"})
_CODE_STYLES = ("Source Code", "Verbatim Char", "HTML Keyboard")
_WORD_2013 = "15"


@dataclass(frozen=True)
class OpenedDocx:
    """A DOCX file's parts as trees."""

    path: Path

    @cached_property
    def parts(self) -> dict[str, etree._Element]:
        """All parts that are XML, by their names in the archive."""
        with zipfile.ZipFile(self.path) as archive:
            return {
                name: etree.fromstring(archive.read(name))
                for name in archive.namelist()
                if name.endswith((".xml", ".rels"))
            }

    @property
    def stories(self) -> dict[str, etree._Element]:
        """The parts that hold paragraphs."""
        return {name: root for name, root in self.parts.items() if _STORIES.fullmatch(name)}

    def each(self, *tags: str) -> Iterator[etree._Element]:
        """Yield the elements of some tags in all stories."""
        for root in self.stories.values():
            yield from root.iter(*(f"{_W}{tag}" for tag in tags))

    def part(self, name: str) -> etree._Element:
        """Give a part, an empty element where there is none."""
        return self.parts.get(name, etree.Element("none"))

    @property
    def bookmarks(self) -> list[str]:
        """The names of all bookmarks."""
        return [_attribute(start, "name") for start in self.each("bookmarkStart")]


def lint(path: Path) -> list[str]:
    """Give the faults of a DOCX file."""
    opened = OpenedDocx(path)
    return [f"{name}: {said}" for name, rule in RULES.items() for said in rule(opened)]


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(f"{_W}{name}", "")


def _repeated(values: Iterator[str] | list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def bookmark_names(opened: OpenedDocx) -> Iterator[str]:
    """Names begin with a letter, have at most 40 word characters, and are there once."""
    for name in opened.bookmarks:
        if not _NAME.fullmatch(name.removeprefix("_")) or len(name) > 40:
            yield f"'{name}' is no name for a bookmark"
    for name in _repeated([name.lower() for name in opened.bookmarks]):
        yield f"there are several bookmarks '{name}'"


def bookmark_ends(opened: OpenedDocx) -> Iterator[str]:
    """Every bookmark begins once and ends once, in one story, in this order."""
    for number in _repeated(_attribute(start, "id") for start in opened.each("bookmarkStart")):
        yield f"several bookmarks have the number {number}"
    for name, root in opened.stories.items():
        begun: set[str] = set()
        for element in root.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
            number = _attribute(element, "id")
            if element.tag == f"{_W}bookmarkStart":
                begun.add(number)
            elif number in begun:
                begun.remove(number)
            else:
                yield f"in {name} bookmark {number} ends without a beginning"
        yield from (f"in {name} bookmark {number} has no end" for number in sorted(begun))


def dead_anchors(opened: OpenedDocx) -> Iterator[str]:
    """Links and fields lead to bookmarks that exist."""
    names = set(opened.bookmarks)
    anchors = [_attribute(link, "anchor") for link in opened.each("hyperlink")]
    for instruction in opened.each("instrText"):
        for pattern in (_FIELD_TARGET, _LINK_TARGET):
            match = pattern.match(instruction.text or "")
            anchors.extend([match[1]] if match else [])
    yield from (
        f"nothing is called '{anchor}'" for anchor in anchors if anchor and anchor not in names
    )


def field_balance(opened: OpenedDocx) -> Iterator[str]:
    """Fields begin, separate and end in this order, properly nested."""
    for name, root in opened.stories.items():
        open_fields: list[bool] = []
        for element in root.iter(f"{_W}fldChar"):
            kind = _attribute(element, "fldCharType")
            if kind == "begin":
                open_fields.append(False)
            elif not open_fields or (kind == "separate" and open_fields[-1]):
                yield f"in {name} a field has a stray '{kind}'"
            elif kind == "separate":
                open_fields[-1] = True
            else:
                open_fields.pop()
        if open_fields:
            yield f"in {name} {len(open_fields)} fields do not end"


def drawing_numbers(opened: OpenedDocx) -> Iterator[str]:
    """Every drawing has a number of its own."""
    numbers = (
        properties.get("id", "")
        for root in opened.stories.values()
        for properties in root.iter(f"{_WP}docPr")
    )
    yield from (f"several drawings have the number {number}" for number in _repeated(numbers))


def stray_text(opened: OpenedDocx) -> Iterator[str]:
    """Characters stand in text elements and nowhere else."""
    for name, root in opened.stories.items():
        for element in root.iter(tag=etree.Element):
            holds_text = etree.QName(element).localname in _TEXT_HOLDERS
            texts = [element.tail or "", "" if holds_text else element.text or ""]
            yield from (f"in {name} '{text.strip()[:40]}'" for text in texts if text.strip())


def table_grids(opened: OpenedDocx) -> Iterator[str]:
    """Rows have as many columns as their table, as wide as it says."""
    for table in opened.each("tbl"):
        grid = [int(_attribute(c, "w")) for c in table.iterfind(f"{_W}tblGrid/{_W}gridCol")]
        if not grid or table.find(f"{_W}tr") is None:
            yield "a table has no columns or no rows"
        for row in table.iterfind(f"{_W}tr"):
            spans = [_span(cell) for cell in row.iterfind(f"{_W}tc")]
            if sum(spans) != len(grid):
                yield f"a row has {sum(spans)} columns, its table {len(grid)}"
            ends = [sum(spans[: at + 1]) for at in range(len(spans))]
            wanted = [sum(grid[end - span : end]) for span, end in zip(spans, ends, strict=True)]
            widths = [int(_attribute(w, "w")) for w in row.iterfind(f"{_W}tc/{_W}tcPr/{_W}tcW")]
            if widths != wanted:
                yield f"cells are {widths} wide, their columns {wanted}"


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if span is None else int(_attribute(span, "val"))


def merged_cells(opened: OpenedDocx) -> Iterator[str]:
    """Cells that go on from above stand below one that is as wide and goes on."""
    for table in opened.each("tbl"):
        above: set[tuple[int, int]] = set()
        for row in table.iterfind(f"{_W}tr"):
            merged: set[tuple[int, int]] = set()
            column = 0
            for cell in row.iterfind(f"{_W}tc"):
                place = (column, _span(cell))
                column += place[1]
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merge is None:
                    continue
                merged.add(place)
                if _attribute(merge, "val") != "restart" and place not in above:
                    yield f"a cell in column {place[0] + 1} goes on from nothing"
            above = merged


def touching_tables(opened: OpenedDocx) -> Iterator[str]:
    """Word makes one of two tables that touch; the last thing in a story is a paragraph."""
    for table in opened.each("tbl"):
        follower = table.getnext()
        while follower is not None and follower.tag in _BOOKMARKS:
            follower = follower.getnext()
        if follower is not None and follower.tag == table.tag:
            yield "two tables touch"
        if follower is None or follower.tag == f"{_W}sectPr":
            yield "a table is the last thing in its story"


def cell_ends(opened: OpenedDocx) -> Iterator[str]:
    """Cells and notes end in a paragraph."""
    for holder in opened.each("tc", "footnote"):
        content = [child for child in holder if child.tag not in _BOOKMARKS]
        if not content or content[-1].tag != f"{_W}p":
            yield f"{etree.QName(holder).localname} does not end in a paragraph"


def check_boxes(opened: OpenedDocx) -> Iterator[str]:
    """Check boxes show their state, and know both; others are told to pass over them."""
    for name, root in opened.stories.items():
        for box in root.iter(f"{_W14}checkbox"):
            checked, *states = box.iterchildren()
            state = states[0] if checked.get(f"{_W14}val") == "1" else states[-1]
            control = next(box.iterancestors(f"{_W}sdt"))
            shown = "".join(text.text or "" for text in control.iter(f"{_W}t"))
            if len(states) != 2 or shown != chr(int(state.get(f"{_W14}val", "0"), 16)):
                yield f"in {name} a check box shows '{shown}'"
            if "w14" not in root.get(f"{_MC}Ignorable", "").split():
                yield f"{name} does not say that its check boxes may be passed over"


def table_titles(opened: OpenedDocx) -> Iterator[str]:
    """Tables have a title for those who do not see them, and mark the header that they say."""
    for table in opened.each("tbl"):
        title = table.find(f"{_W}tblPr/{_W}tblCaption")
        if title is None or not _attribute(title, "val").strip():
            yield "a table has no title"
        look = table.find(f"{_W}tblPr/{_W}tblLook")
        says_header = look is not None and _attribute(look, "firstRow") == "1"
        if says_header and table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is None:
            yield "a table's header row does not repeat"


def prompts(opened: OpenedDocx) -> Iterator[str]:
    """Nothing makes Word ask on opening: no fields to be updated, no template, no foreign parts."""
    settings = opened.part("word/settings.xml")
    asking = ("updateFields", "attachedTemplate", "linkStyles", "mailMerge", "documentProtection")
    yield from (
        f"the settings hold {tag}" for tag in asking if settings.find(f"{_W}{tag}") is not None
    )
    for element in opened.each("fldChar", "fldSimple"):
        if _attribute(element, "dirty"):
            yield "a field wants to be updated"
    for name, root in opened.parts.items():
        for relationship in root.iter(f"{_PACKAGE}Relationship"):
            kind = posixpath.basename(relationship.get("Type", ""))
            if relationship.get("TargetMode") == "External" and kind != "hyperlink":
                yield f"{name} leads out for a {kind}"


def compatibility(opened: OpenedDocx) -> Iterator[str]:
    """Word opens the file in its present mode."""
    settings = opened.part("word/settings.xml").iter(f"{_W}compatSetting")
    modes = [
        _attribute(setting, "val")
        for setting in settings
        if _attribute(setting, "name") == "compatibilityMode"
    ]
    if modes != [_WORD_2013]:
        yield f"the compatibility mode is {modes}"


def properties(opened: OpenedDocx) -> Iterator[str]:
    """Title and language are there, for readers and for spelling."""
    core = opened.part("docProps/core.xml")
    for name in ("title", "language"):
        if not (core.findtext(f"{_DC}{name}") or "").strip():
            yield f"the core properties have no {name}"
    default = opened.part("word/styles.xml").find(f"{_W}docDefaults/{_W}rPrDefault//{_W}lang")
    if default is None or not _attribute(default, "val"):
        yield "the styles have no language"


def code_proofing(opened: OpenedDocx) -> Iterator[str]:
    """Code is not spell-checked."""
    for style in opened.part("word/styles.xml").iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        is_code = name is not None and _attribute(name, "val") in _CODE_STYLES
        if is_code and style.find(f"{_W}rPr/{_W}noProof") is None:
            yield f"the style {_attribute(style, 'styleId')} is spell-checked"


def alternative_texts(opened: OpenedDocx) -> Iterator[str]:
    """Every image says what it shows, or that it shows nothing."""
    for root in opened.stories.values():
        for drawn in root.iter(f"{_WP}docPr"):
            marked = any(mark.get("val") == "1" for mark in drawn.iter(_DECORATIVE))
            if not drawn.get("descr", "").strip() and not marked:
                yield f"drawing {drawn.get('id')} has no alternative text"


def footnotes(opened: OpenedDocx) -> Iterator[str]:
    """Every footnote is referred to once, and is there."""
    kept = {
        _attribute(note, "id")
        for note in opened.part("word/footnotes.xml").iter(f"{_W}footnote")
        if _attribute(note, "type") in {"", "normal"}
    }
    referred = Counter(_attribute(r, "id") for r in opened.each("footnoteReference"))
    yield from (f"footnote {n} is missing" for n in sorted(referred.keys() - kept))
    yield from (f"nothing refers to footnote {n}" for n in sorted(kept - referred.keys()))
    yield from (f"footnote {n} is referred to {c} times" for n, c in referred.items() if c > 1)


def relationships(opened: OpenedDocx) -> Iterator[str]:
    """Every relationship that a story uses is there, and leads to a part that exists."""
    for name, root in opened.stories.items():
        folder, base = posixpath.split(name)
        known = {
            relationship.get("Id", "")
            for relationship in opened.part(f"{folder}/_rels/{base}.rels")
        }
        for element in root.iter(tag=etree.Element):
            for key in ("id", "embed", "link"):
                used = element.get(f"{_R}{key}")
                if used is not None and used not in known:
                    yield f"in {name} relationship {used} is missing"


def contents_lines(opened: OpenedDocx) -> Iterator[str]:
    """Contents are there already: words in every line, a number in every page reference."""
    for control in opened.each("sdt"):
        gallery = control.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
        if gallery is None or _attribute(gallery, "val") != "Table of Contents":
            continue
        for paragraph in control.iter(f"{_W}p"):
            shown = "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
            if not shown.strip():
                yield "a line of the contents is empty"
            fields = "".join(text.text or "" for text in paragraph.iter(f"{_W}instrText"))
            last = [text.text or "" for text in paragraph.iter(f"{_W}t")][-1:]
            if "PAGEREF" in fields and not any(text.strip().isalnum() for text in last):
                yield f"a line of the contents has no page number: {shown[:40]}"


def sections(opened: OpenedDocx) -> Iterator[str]:
    """Pages on their side say so; no section is empty, and pages are counted from one only once."""
    body = opened.part("word/document.xml").find(f"{_W}body")
    starts, content = 0, False
    for child in () if body is None else body:
        found = next(child.iter(f"{_W}sectPr"), None)
        is_carrier = child.tag == f"{_W}p" and next(child.iter(f"{_W}r"), None) is None
        content = content or (child.tag in {f"{_W}p", f"{_W}tbl", f"{_W}sdt"} and not is_carrier)
        if found is None:
            continue
        if not content and child.tag != f"{_W}sectPr":
            yield "a section holds nothing"
        content = False
        size = found.find(f"{_W}pgSz")
        is_broad = int(_attribute(size, "w")) > int(_attribute(size, "h"))
        if is_broad != (_attribute(size, "orient") == "landscape"):
            yield "a section does not say how its pages lie"
        numbers = found.find(f"{_W}pgNumType")
        starts += numbers is not None and bool(_attribute(numbers, "start"))
    if starts > 1:
        yield f"pages are counted from one {starts} times"


RULES: dict[str, Callable[[OpenedDocx], Iterator[str]]] = {
    "bookmark-names": bookmark_names,
    "bookmark-ends": bookmark_ends,
    "dead-anchors": dead_anchors,
    "field-balance": field_balance,
    "drawing-numbers": drawing_numbers,
    "stray-text": stray_text,
    "table-grids": table_grids,
    "merged-cells": merged_cells,
    "touching-tables": touching_tables,
    "cell-ends": cell_ends,
    "check-boxes": check_boxes,
    "table-titles": table_titles,
    "prompts": prompts,
    "compatibility": compatibility,
    "properties": properties,
    "code-proofing": code_proofing,
    "alternative-texts": alternative_texts,
    "footnotes": footnotes,
    "relationships": relationships,
    "contents-lines": contents_lines,
    "sections": sections,
}
