"""A story of a document (its body, its footnotes), paragraph by paragraph, as a reader meets it."""

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.exporter import normal_text
from pipeline.exporters.docx.read_back.cells import cells_of
from pipeline.exporters.docx.read_back.equations import equation_text
from pipeline.exporters.docx.read_back.fields import ReadField, field_arguments, field_link
from pipeline.exporters.docx.read_back.package import DocxPackage, R, W
from pipeline.exporters.docx.read_back.paragraph import (
    PLAIN,
    ReadCell,
    ReadLink,
    ReadPage,
    ReadParagraph,
)
from pipeline.exporters.docx.read_back.styles import (
    NumberingReader,
    Style,
    StyleReader,
    language_in,
    looks_in,
    number_of,
    switched,
    val_of,
)
from pipeline.telling import BULLET, CHECKED, FORMULA, UNCHECKED

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CONTENTS = "Table of Contents"
_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{_MC}Fallback"})
_TEXT, _RUN_PROPERTIES = f"{W}t", f"{W}rPr"
_FIELD_PIECES = frozenset({f"{W}fldChar", f"{W}instrText"})
_BOOKMARKS = frozenset({f"{W}bookmarkStart", f"{W}bookmarkEnd"})
_EQUATIONS = frozenset({f"{_M}oMath", f"{_M}oMathPara"})
_CHECK_BOX = f"{W}sdtPr/{_W14}checkbox"
TEXT_LEVEL = 9
NOTE_MARK_STYLE = "footnote reference"
LINE_NUMBER_STYLE, CONTINUED_CODE_STYLE = "line number", "source code continued"
NO_IMAGE = "[no image]"
"""What follows the alternative text of an image that the package has not."""


class StoryReader:
    """Reads the paragraphs of one story; fields may run over several of them."""

    def __init__(
        self, package: DocxPackage, name: str, styles: StyleReader, numbering: NumberingReader
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._relationships = package.relationships(name)
        self._pictures = package.pictures(name)
        self._fields: list[ReadField] = []
        self._links: list[ReadLink] = []
        self._open_names: dict[str, str] = {}
        self._open_places: dict[str, str] = {}
        self._blank_names: list[str] = []
        self._last: ReadParagraph | None = None
        self._said_as = PLAIN
        self._cells: dict[etree._Element, ReadCell] = {}

    def paragraphs(self, container: etree._Element) -> tuple[ReadParagraph, ...]:
        """Read the paragraphs of a body or a footnote."""
        self._last = None
        paragraphs = tuple(self._paragraphs(container, in_contents=False))
        if paragraphs:
            paragraphs[-1].blank_names += self._blank_names
        self._blank_names = []
        return paragraphs

    def _paragraphs(
        self, container: etree._Element, *, in_contents: bool
    ) -> Iterator[ReadParagraph]:
        """Yield the paragraphs of a body, a footnote, a table or a content control."""
        for child in container.iterchildren(tag=etree.Element):
            if child.tag == f"{W}p":
                yield from self._whole_paragraph(child, in_contents=in_contents)
            elif child.tag == f"{W}tc":
                yield from self._in_cell(child, in_contents=in_contents)
            elif child.tag == f"{W}bookmarkStart":
                self._open_places[child.get(f"{W}id", "")] = child.get(f"{W}name", "")
            elif child.tag == f"{W}bookmarkEnd":
                self._end_place(child.get(f"{W}id", ""))
            elif child.tag not in _SKIPPED:
                yield from self._within(child, in_contents=in_contents)

    def _within(self, holder: etree._Element, *, in_contents: bool) -> Iterator[ReadParagraph]:
        """Yield the paragraphs of what holds some: a content control, a table, a row."""
        if holder.tag == f"{W}sdt":
            gallery = holder.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            is_contents = gallery is not None and gallery.get(f"{W}val") == _CONTENTS
            in_contents = in_contents or is_contents
        elif holder.tag == f"{W}tbl":
            self._cells.update(cells_of(holder))
        yield from self._paragraphs(holder, in_contents=in_contents)

    def _in_cell(self, element: etree._Element, *, in_contents: bool) -> Iterator[ReadParagraph]:
        """Yield the paragraphs of a cell, each with the place that it stands in."""
        cell = self._cells.pop(element, None)
        for paragraph in self._paragraphs(element, in_contents=in_contents):
            paragraph.cell = paragraph.cell or cell
            yield paragraph

    def _end_place(self, number: str) -> None:
        """End a bookmark between paragraphs; one without text so far is known as blank."""
        self._open_names.pop(number, None)
        name = self._open_places.pop(number, None)
        if name is not None:
            self._blank_names.append(name)

    def _whole_paragraph(
        self, element: etree._Element, *, in_contents: bool
    ) -> Iterator[ReadParagraph]:
        """Yield a paragraph, unless it is the next lines of code of the one before."""
        paragraph = self._paragraph(element, in_contents=in_contents)
        if paragraph.style.name == CONTINUED_CODE_STYLE and self._last is not None:
            self._last.extend(paragraph)
        else:
            self._last = paragraph
            yield paragraph

    def _paragraph(self, element: etree._Element, *, in_contents: bool) -> ReadParagraph:
        properties = element.find(f"{W}pPr")
        style = self._styles.style(val_of(properties, "pStyle"))
        outline = number_of(val_of(properties, "outlineLvl"), style.outline)
        number, item = self._number(properties, style)
        paragraph = ReadParagraph(style, outline, number, in_contents)
        self._children(element, paragraph)
        if outline == TEXT_LEVEL:
            paragraph.item = _item(item, number, paragraph.box)
        self._settle_places(paragraph)
        paragraph.blank_names, self._blank_names = self._blank_names, []
        return paragraph

    def _settle_places(self, paragraph: ReadParagraph) -> None:
        """Tell the places that begin by the paragraph if it has text, else by one that follows."""
        if normal_text("".join(paragraph.text)):
            paragraph.names.extend(self._open_places.values())
            self._open_places.clear()
            return
        for number, name in self._open_names.items():
            if name in paragraph.names:
                paragraph.names.remove(name)
                self._open_places[number] = name

    def _number(
        self, properties: etree._Element | None, style: Style
    ) -> tuple[str, tuple[int, str] | None]:
        """Give the number that a paragraph shows, and its level and bullet as an item of a list."""
        place = None if properties is None else properties.find(f"{W}numPr")
        num, level = style.num, style.level
        if place is not None:
            num = number_of(val_of(place, "numId"), num or 0)
            level = number_of(val_of(place, "ilvl"), level)
        if not num:
            return "", None
        bullet = BULLET if self._numbering.has_bullet(num, level) else ""
        number = self._numbering.next_number(num, level)
        return number, ((level + 1, bullet) if bullet or number else None)

    def _children(self, element: etree._Element, paragraph: ReadParagraph) -> None:
        for child in element.iterchildren(tag=etree.Element):
            if child.tag == f"{W}r":
                self._run(child, paragraph)
            elif child.tag == f"{W}hyperlink":
                self._hyperlink(child, paragraph)
            elif child.tag in _BOOKMARKS:
                self._bookmark(child, paragraph)
            elif child.tag == f"{W}fldSimple":
                self._simple_field(child, paragraph)
            elif child.tag in _EQUATIONS:
                self._said_as = (FORMULA, "")
                self._text(equation_text(child), paragraph)
            elif child.tag not in _SKIPPED and not self._is_check_box(child, paragraph):
                self._children(child, paragraph)

    @staticmethod
    def _is_check_box(element: etree._Element, paragraph: ReadParagraph) -> bool:
        """Tell whether an element is a check box, and take in how it is ([MS-DOCX], 2.6.1.12)."""
        box = element.find(_CHECK_BOX) if element.tag == f"{W}sdt" else None
        if box is None:
            return False
        state = box.find(f"{_W14}checked")
        is_checked = state is not None and state.get(f"{_W14}val", "1") in {"1", "true"}
        paragraph.box = CHECKED if is_checked else UNCHECKED
        return True

    def _bookmark(self, element: etree._Element, paragraph: ReadParagraph) -> None:
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}bookmarkEnd":
            self._open_names.pop(number, None)
            ended = self._open_places.pop(number, None)
            if ended is not None:
                has_text = normal_text("".join(paragraph.text))
                (paragraph.names if has_text else self._blank_names).append(ended)
            return
        name = element.get(f"{W}name", "")
        paragraph.names.append(name)
        self._open_names[number] = name

    def _hyperlink(self, element: etree._Element, paragraph: ReadParagraph) -> None:
        relationship = self._relationships.get(element.get(f"{R}id", ""))
        anchor = element.get(f"{W}anchor", "")
        url = relationship.target if relationship is not None else ""
        link = ReadLink(f"{url}#{anchor}" if url and anchor else url, anchor if not url else "")
        paragraph.links.append(link)
        self._links.append(link)
        self._children(element, paragraph)
        self._links.pop()

    def _simple_field(self, element: etree._Element, paragraph: ReadParagraph) -> None:
        self._fields.append(ReadField([element.get(f"{W}instr", "")]))
        self._separate(paragraph)
        self._children(element, paragraph)
        self._end(paragraph)

    def _run(self, run: etree._Element, paragraph: ReadParagraph) -> None:
        is_mark, is_hidden = False, paragraph.style.hidden
        self._said_as = PLAIN
        for child in run.iterchildren(tag=etree.Element):
            if child.tag == _RUN_PROPERTIES:
                style = self._run_style(child)
                is_mark = style is not None and style.name == NOTE_MARK_STYLE
                is_hidden = _is_hidden(child, style, paragraph)
                looks = looks_in(child, "" if style is None else style.looks)
                self._said_as = (looks, language_in(child))
            elif is_hidden and child.tag not in _FIELD_PIECES:
                continue
            elif child.tag == _TEXT and not is_mark:
                self._text(child.text or "", paragraph)
            else:
                self._piece(child, paragraph, is_mark=is_mark)

    def _run_style(self, properties: etree._Element) -> Style | None:
        identifier = val_of(properties, "rStyle")
        return None if identifier is None else self._styles.style(identifier)

    def _piece(self, piece: etree._Element, paragraph: ReadParagraph, *, is_mark: bool) -> None:
        tag = str(piece.tag)
        if tag == _TEXT and is_mark:
            self._mark(piece.text or "", paragraph)
        elif tag in _TEXTS:
            self._text(_TEXTS[tag] or piece.text or "", paragraph)
        elif tag == f"{W}fldChar":
            self._field_character(piece.get(f"{W}fldCharType", ""), paragraph)
        elif tag == f"{W}instrText" and self._fields:
            self._fields[-1].instruction.append(piece.text or "")
        elif tag == f"{W}footnoteReference":
            self._note(piece, paragraph)
        elif tag in {f"{W}drawing", f"{_MC}AlternateContent"}:
            self._image(piece, paragraph)

    def _text(self, text: str, paragraph: ReadParagraph) -> None:
        if self._fields and not self._is_shown(text):
            return
        paragraph.text.append(text)
        paragraph.said_as.append(self._said_as)
        for link in self._links:
            link.words.append(text)
            link.shown = link.shown or bool(text.strip())

    def _is_shown(self, text: str) -> bool:
        """Tell whether text within fields is the paragraph's; page numbers are kept apart."""
        if any(not entry.in_result for entry in self._fields):
            return False
        kinds = {entry.kind for entry in self._fields}
        page = next((entry.page for entry in self._fields if entry.page is not None), None)
        if page is not None:
            page.shown += text
        return not kinds & {"NOTEREF", "PAGEREF"}

    def _mark(self, text: str, paragraph: ReadParagraph) -> None:
        """Take in the text of a note's mark, which is no text of the paragraph."""
        repeated = next((entry for entry in self._fields if entry.kind == "NOTEREF"), None)
        if repeated is not None:
            repeated.mark = repeated.mark or paragraph.add_mark()
            repeated.mark.shown += text
        elif self._links:
            link = self._links[-1]
            if link.anchor and not link.shown:
                paragraph.note_fields.append(link.anchor)
                paragraph.add_mark().shown = text
        elif paragraph.marks and paragraph.marks[-1].note is not None:
            paragraph.marks[-1].shown += text
        else:
            paragraph.own_mark += text
            paragraph.own_names.extend(self._open_names.values())

    def _note(self, piece: etree._Element, paragraph: ReadParagraph) -> None:
        identifier = number_of(piece.get(f"{W}id"), 0)
        paragraph.add_mark(identifier)
        for name in self._open_names.values():
            paragraph.note_names.setdefault(name, identifier)

    def _image(self, drawing: etree._Element, paragraph: ReadParagraph) -> None:
        # A fallback repeats the drawing for those who cannot show it (ECMA-376-3, 10.2).
        for fallback in drawing.findall(f"{_MC}Fallback"):
            drawing.remove(fallback)
        for properties in drawing.iter(f"{_WP}docPr"):
            marks = [mark.get("val", "1") for mark in properties.iter(_DECORATIVE)]
            if {"1", "true"}.intersection((*marks, properties.get("hidden", ""))):
                continue
            is_there = self._is_drawn(properties.getparent())
            paragraph.pictures.append(self._picture(properties.getparent()) if is_there else "")
            alternative = properties.get("descr", "")
            paragraph.images.append(alternative if is_there else f"{alternative} {NO_IMAGE}")
            for link in self._links:
                link.shown = link.shown or is_there

    def _picture(self, drawing: etree._Element | None) -> str:
        """Give the SHA-256 of the first picture of a drawing."""
        blips = () if drawing is None else drawing.iter(f"{_A}blip")
        return next((self._pictures[blip.get(f"{R}embed", "")] for blip in blips), "")

    def _is_drawn(self, drawing: etree._Element | None) -> bool:
        """Tell whether a drawing shows something: the package has the pictures in it."""
        if drawing is None or drawing.find(f".//{_A}graphicData") is None:
            return False
        pictures = tuple(drawing.iter(f"{_PIC}pic"))
        blips = tuple(drawing.iter(f"{_A}blip"))
        known = all(blip.get(f"{R}embed") in self._pictures for blip in blips)
        return known and len(blips) >= len(pictures)

    def _field_character(self, kind: str, paragraph: ReadParagraph) -> None:
        if kind == "begin":
            self._fields.append(ReadField())
        elif kind == "separate" and self._fields:
            self._separate(paragraph)
        elif kind == "end" and self._fields:
            self._end(paragraph)

    def _separate(self, paragraph: ReadParagraph) -> None:
        entry = self._fields[-1]
        instruction = "".join(entry.instruction).strip()
        entry.kind, entry.in_result = instruction.partition(" ")[0].upper(), True
        arguments = field_arguments(instruction)
        if entry.kind == "HYPERLINK":
            entry.link = field_link(arguments)
            paragraph.links.append(entry.link)
            self._links.append(entry.link)
        elif entry.kind == "PAGEREF":
            entry.page = ReadPage(arguments[1] if len(arguments) > 1 else "")
            paragraph.pages.append(entry.page)
        elif entry.kind == "SEQ":
            paragraph.is_counted = True
        elif entry.kind == "NOTEREF" and len(arguments) > 1:
            paragraph.note_fields.append(arguments[1])

    def _end(self, paragraph: ReadParagraph) -> None:
        if not self._fields[-1].in_result:
            self._separate(paragraph)
        entry = self._fields.pop()
        if entry.link is not None:
            self._links = [link for link in self._links if link is not entry.link]


def _item(place: tuple[int, str] | None, number: str, box: str) -> tuple[int, str] | None:
    """Give the level and the marker of an item, None for what is none."""
    if place is None:
        return (0, box) if box else None
    level, bullet = place
    return level, f"{bullet or number} {box}".rstrip()


def _is_hidden(properties: etree._Element, style: Style | None, paragraph: ReadParagraph) -> bool:
    """Tell whether a run's text is not shown, or is the number of a line.

    Styles of run and paragraph that both hide it show it again (ECMA-376-1, 17.7.3).
    """
    if style is not None and style.name == LINE_NUMBER_STYLE:
        return True
    said = switched(properties, "vanish")
    if said is not None:
        return said
    return paragraph.style.hidden ^ (style is not None and style.hidden)


_TEXTS: Mapping[str, str] = {
    f"{W}t": "",
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\xad",
}
