"""A story of a document (its body, its footnotes), paragraph by paragraph, as a reader meets it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.exporter import ENOUGH_BEFORE_MARK
from pipeline.exporters.docx.read_back.package import DocxPackage, R, W
from pipeline.exporters.docx.read_back.styles import (
    NumberingReader,
    Style,
    StyleReader,
    number_of,
    switched,
    val_of,
)

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_ARGUMENT = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))')
_CONTENTS = "Table of Contents"
_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{_MC}Fallback"})
_TEXT, _RUN_PROPERTIES = f"{W}t", f"{W}rPr"
_FIELD_PIECES = frozenset({f"{W}fldChar", f"{W}instrText"})
NOTE_MARK_STYLE = "footnote reference"
NO_IMAGE = "[no image]"
"""What follows the alternative text of an image that the package has not."""


@dataclass
class ReadLink:
    """A link as it was met: its words, an address that leads out, or the bookmark inside.

    `shown` tells that there is something to follow: words or an image.
    """

    url: str = ""
    anchor: str = ""
    words: list[str] = field(default_factory=list)
    shown: bool = False


@dataclass
class ReadMark:
    """The mark of a note in the text: what stands before it, and what it shows.

    `note` is the `w:id` of the footnote that hangs on it, None where it only names a note. Of
    footnotes that Word counts, `shown` is "" until they are counted.
    """

    before: str
    note: int | None = None
    shown: str = ""


@dataclass
class ReadParagraph:
    """A paragraph: its style, number and text, and what it holds, in reading order.

    `marks` are the marks of notes in it, `note_names` the bookmarks around the marks of footnotes
    with their `w:id`, `note_fields` the bookmarks of the notes that NOTEREF fields and links of
    marks refer to, `pages` the results of PAGEREF fields, `own_names` bookmarks around a mark that
    stands here. The last two fields are the end of the text before the last mark, and how many
    pieces of the text stood before it.
    """

    style: Style
    outline: int
    number: str
    in_contents: bool
    text: list[str] = field(default_factory=list)
    links: list[ReadLink] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    marks: list[ReadMark] = field(default_factory=list)
    note_names: dict[str, int] = field(default_factory=dict)
    note_fields: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    own_mark: str = ""
    own_names: list[str] = field(default_factory=list)
    text_before_mark: str = ""
    pieces_before_mark: int = 0

    def add_mark(self, note: int | None = None) -> ReadMark:
        """Add the mark of a note behind the text that is there."""
        told = self.text_before_mark + "".join(self.text[self.pieces_before_mark :])
        self.text_before_mark = told[-ENOUGH_BEFORE_MARK:]
        self.pieces_before_mark = len(self.text)
        self.marks.append(ReadMark(self.text_before_mark, note))
        return self.marks[-1]


@dataclass
class _Field:
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    kind: str = ""
    link: ReadLink | None = None
    mark: ReadMark | None = None


class StoryReader:
    """Reads the paragraphs of one story; fields may run over several of them."""

    def __init__(
        self, package: DocxPackage, name: str, styles: StyleReader, numbering: NumberingReader
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._relationships = package.relationships(name)
        self._pictures = package.pictures(name)
        self._fields: list[_Field] = []
        self._links: list[ReadLink] = []
        self._open_names: dict[str, str] = {}
        self._waiting_names: list[str] = []

    def paragraphs(
        self, container: etree._Element, *, in_contents: bool = False
    ) -> Iterator[ReadParagraph]:
        """Yield the paragraphs of a body, a footnote, a table or a content control."""
        for child in container.iterchildren(tag=etree.Element):
            if child.tag == f"{W}p":
                yield self._paragraph(child, in_contents=in_contents)
            elif child.tag == f"{W}bookmarkStart":
                self._waiting_names.append(child.get(f"{W}name", ""))
            elif child.tag == f"{W}sdt":
                gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                is_contents = gallery is not None and gallery.get(f"{W}val") == _CONTENTS
                yield from self.paragraphs(child, in_contents=in_contents or is_contents)
            elif child.tag not in _SKIPPED:
                yield from self.paragraphs(child, in_contents=in_contents)

    def _paragraph(self, element: etree._Element, *, in_contents: bool) -> ReadParagraph:
        properties = element.find(f"{W}pPr")
        style = self._styles.style(val_of(properties, "pStyle"))
        outline = number_of(val_of(properties, "outlineLvl"), style.outline)
        number = self._number(properties, style)
        paragraph = ReadParagraph(style, outline, number, in_contents, names=self._waiting_names)
        self._waiting_names = []
        self._children(element, paragraph)
        return paragraph

    def _number(self, properties: etree._Element | None, style: Style) -> str:
        place = None if properties is None else properties.find(f"{W}numPr")
        num, level = style.num, style.level
        if place is not None:
            num = number_of(val_of(place, "numId"), num or 0)
            level = number_of(val_of(place, "ilvl"), level)
        return self._numbering.next_number(num, level) if num else ""

    def _children(self, element: etree._Element, paragraph: ReadParagraph) -> None:
        for child in element.iterchildren(tag=etree.Element):
            if child.tag == f"{W}r":
                self._run(child, paragraph)
            elif child.tag == f"{W}hyperlink":
                self._hyperlink(child, paragraph)
            elif child.tag == f"{W}bookmarkStart":
                name = child.get(f"{W}name", "")
                paragraph.names.append(name)
                self._open_names[child.get(f"{W}id", "")] = name
            elif child.tag == f"{W}bookmarkEnd":
                self._open_names.pop(child.get(f"{W}id", ""), None)
            elif child.tag == f"{W}fldSimple":
                self._simple_field(child, paragraph)
            elif child.tag not in _SKIPPED:
                self._children(child, paragraph)

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
        self._fields.append(_Field([element.get(f"{W}instr", "")]))
        self._separate(paragraph)
        self._children(element, paragraph)
        self._end(paragraph)

    def _run(self, run: etree._Element, paragraph: ReadParagraph) -> None:
        is_mark, is_hidden = False, paragraph.style.hidden
        for child in run.iterchildren(tag=etree.Element):
            if child.tag == _RUN_PROPERTIES:
                style = self._run_style(child)
                is_mark = style is not None and style.name == NOTE_MARK_STYLE
                is_hidden = _is_hidden(child, style, paragraph)
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
        if self._fields and not self._is_shown(text, paragraph):
            return
        paragraph.text.append(text)
        for link in self._links:
            link.words.append(text)
            link.shown = link.shown or bool(text.strip())

    def _is_shown(self, text: str, paragraph: ReadParagraph) -> bool:
        """Tell whether text within fields is the paragraph's; page numbers are kept apart."""
        if any(not entry.in_result for entry in self._fields):
            return False
        kinds = {entry.kind for entry in self._fields}
        if "PAGEREF" in kinds:
            paragraph.pages.append(text)
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
            alternative = properties.get("descr", "")
            paragraph.images.append(alternative if is_there else f"{alternative} {NO_IMAGE}")
            for link in self._links:
                link.shown = link.shown or is_there

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
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._separate(paragraph)
        elif kind == "end" and self._fields:
            self._end(paragraph)

    def _separate(self, paragraph: ReadParagraph) -> None:
        entry = self._fields[-1]
        instruction = "".join(entry.instruction).strip()
        entry.kind, entry.in_result = instruction.partition(" ")[0].upper(), True
        arguments = _arguments(instruction)
        if entry.kind == "HYPERLINK":
            entry.link = _field_link(arguments)
            paragraph.links.append(entry.link)
            self._links.append(entry.link)
        elif entry.kind == "NOTEREF" and len(arguments) > 1:
            paragraph.note_fields.append(arguments[1])

    def _end(self, paragraph: ReadParagraph) -> None:
        if not self._fields[-1].in_result:
            self._separate(paragraph)
        entry = self._fields.pop()
        if entry.link is not None:
            self._links = [link for link in self._links if link is not entry.link]


def _is_hidden(properties: etree._Element, style: Style | None, paragraph: ReadParagraph) -> bool:
    """Tell whether a run's text is not shown.

    Styles of run and paragraph that both hide it show it again (ECMA-376-1, 17.7.3).
    """
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


def _arguments(instruction: str) -> list[str]:
    """Split the instruction of a field at blanks outside of quotes (ECMA-376-1, 17.16.3)."""
    matches = _ARGUMENT.finditer(instruction)
    return [
        match[2] if match[1] is None else re.sub(r"\\(.)", r"\1", match[1]) for match in matches
    ]


def _field_link(arguments: list[str]) -> ReadLink:
    link = ReadLink()
    waiting = ""
    for argument in arguments[1:]:
        if argument.startswith("\\"):
            waiting = argument
        elif waiting == "\\l":
            link.anchor, waiting = argument, ""
        elif waiting in {"\\o", "\\t"}:
            waiting = ""
        else:
            link.url, waiting = argument, ""
    if link.url and link.anchor:
        link.url, link.anchor = f"{link.url}#{link.anchor}", ""
    return link
