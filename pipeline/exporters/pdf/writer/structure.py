"""The structure tree: elements, what they hold, and the ways back to them.

Clauses are those of ISO 32000-1, 14.7. The tree is walked without recursion: quotes and lists may
be nested a hundred deep.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject
from pipeline.exporters.pdf.writer.roles import (
    ATTRIBUTES,
    INNER_TYPES,
    LOWEST_HEADING,
    ROLE_MAP,
    UNIDENTIFIED,
    structure_type,
)
from pipeline.exporters.pdf.writer.syntax import (
    Syntax,
    array,
    byte_string,
    dictionary,
    language_string,
    name,
    numbers,
    text_string,
)
from pipeline.typesetting.pages import Content, Element, Role


@dataclass(frozen=True, slots=True)
class Sequence:
    """A marked-content sequence: the index of its page and its number there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link annotation: the index of its page, its key in the parent tree, its reference."""

    page: int
    key: int
    reference: str


@dataclass(slots=True)
class Drawn:
    """What was drawn, page by page, as far as the structure has to know.

    `owners` has for each page the element of every MCID. `boxes` has the rectangle (left, bottom,
    right, top, in points) of every image.
    """

    owners: list[list[Element]] = field(default_factory=list)
    sequences: dict[Content, list[Sequence]] = field(default_factory=dict)
    annotations: dict[Element, list[Annotation]] = field(default_factory=dict)
    boxes: dict[Element, tuple[float, float, float, float]] = field(default_factory=dict)

    def annotation_keys(self) -> dict[int, Element]:
        """Give the element of every annotation by its key, in order."""
        keys = {a.key: element for element, found in self.annotations.items() for a in found}
        return dict(sorted(keys.items()))


@dataclass(eq=False, slots=True)
class StructureElement:
    """An element of the PDF's tree; `entries` are those that its dictionary has of its own."""

    type: str
    parent: Syntax
    target: PlainObject
    reference: Syntax
    entries: dict[str, str]
    children: list["Child"] = field(default_factory=list)


Child: TypeAlias = StructureElement | Sequence | Annotation


def heading_types(structure: Element) -> dict[Element, str]:
    """Give the types of all headings: one is at most a level below the one before it.

    ISO 14289-1, 7.4.2. The looks of a heading are the typesetter's.
    """
    types: dict[Element, str] = {}
    depth = 0
    todo = [structure]
    while todo:
        element = todo.pop()
        if element.role is Role.HEADING:
            depth = min(max(element.level, 1), depth + 1, LOWEST_HEADING)
            types[element] = f"H{depth}"
        todo.extend(child for child in reversed(element.children) if isinstance(child, Element))
    return types


def cell_attributes(element: Element) -> str:
    """Give the attributes of a cell (14.8.5.7): what it heads, and what it spans."""
    scope = {Role.HEADER_CELL: "/Scope/Column", Role.ROW_HEADER: "/Scope/Row"}
    columns = f"/ColSpan {element.columns}" if element.columns > 1 else ""
    rows = f"/RowSpan {element.rows}" if element.rows > 1 else ""
    said = f"{scope.get(element.role, '')}{columns}{rows}"
    return f"<</O/Table{said}>>" if said else ""


class StructureTree:
    """Makes the tree of an edition, which is in a language, and registers its objects."""

    def __init__(self, canvas: EditionCanvas, drawn: Drawn, language: str) -> None:
        self._canvas = canvas
        self._drawn = drawn
        self._language = language
        self._foreign: set[Element] = set()
        self._root = PlainObject()
        self._root_reference = canvas.register(self._root)
        self._elements: list[StructureElement] = []
        self._holders: dict[Element, StructureElement] = {}
        self._identified: dict[bytes, Syntax] = {}
        self._heading_types: dict[Element, str] = {}

    def register(self, structure: Element) -> None:
        """Register all elements below `structure`, the root, and put it into the catalog."""
        self._heading_types = heading_types(structure)
        top = self._made(structure, self._root_reference)
        todo = deque([structure])
        while todo:
            todo.extend(self._fill(todo.popleft()))
        for element in self._elements:
            element.target.syntax = self._syntax(element)
        parents = self._canvas.register(PlainObject(self._parent_tree()))
        identifiers = sorted(self._identified.items())
        names = [part for key, value in identifiers for part in (byte_string(key), value)]
        self._root.syntax = dictionary(
            {
                "Type": "/StructTreeRoot",
                "K": array([top.reference]),
                "ParentTree": parents,
                "ParentTreeNextKey": str(self._next_key()),
                "RoleMap": dictionary({key: name(value) for key, value in ROLE_MAP.items()}),
                "IDTree": dictionary({"Names": array(names)}) if names else "",
            }
        )
        self._canvas.set_catalog("StructTreeRoot", self._root)
        self._canvas.set_catalog("MarkInfo", PlainObject("<</Marked true>>"))

    def _next_key(self) -> int:
        return len(self._drawn.owners) + len(self._drawn.annotation_keys())

    def _fill(self, element: Element) -> list[Element]:
        """Give an element's holder its children; the elements among them are given back."""
        holder = self._holders[element]
        within: list[Element] = []
        for child in element.children:
            if isinstance(child, Content):
                holder.children += self._drawn.sequences.get(child, [])
            elif child.role is not Role.IMAGE or child.alternative:
                if element.language or element in self._foreign:
                    self._foreign.add(child)
                holder.children.append(self._made(child, holder.reference))
                within.append(child)
        holder.children += self._drawn.annotations.get(element, [])
        if element.role is Role.TABLE and within and within[-1].role is Role.TABLE_HEAD:
            # A table of a header alone gets an empty body (ISO 14289-1, 7.2).
            holder.children.append(self._new("TBody", holder.reference, {}))
        return within

    def _made(self, element: Element, parent: Syntax) -> StructureElement:
        """Make what stands for an element: one element, or a few inside each other."""
        type_ = self._heading_types.get(element) or structure_type(element)
        outer = self._new(type_, parent, self._entries(element))
        self._identify(element, outer)
        holder = outer
        for inner in self._inner_types(element):
            within = self._new(inner, holder.reference, {})
            holder.children.append(within)
            holder = within
        self._holders[element] = holder
        return outer

    def _inner_types(self, element: Element) -> tuple[str, ...]:
        if element.role is Role.CODE_BLOCK:
            return ("Code",)
        return INNER_TYPES.get(element.role, ()) if element in self._drawn.annotations else ()

    def _new(self, type_: str, parent: Syntax, entries: dict[str, str]) -> StructureElement:
        target = PlainObject()
        made = StructureElement(type_, parent, target, self._canvas.register(target), entries)
        self._elements.append(made)
        return made

    def _entries(self, element: Element) -> dict[str, str]:
        entries = {"A": self._attributes(element)}
        if element.role is Role.IMAGE or element.alternative:
            entries["Alt"] = text_string(element.alternative)
        if element.actual:
            entries["ActualText"] = text_string(element.actual)
        if element.role is Role.ABBREVIATION and element.description:
            entries["E"] = text_string(element.description)
        language = element.language
        if element.role is Role.NOTE and element in self._foreign:
            # It stands in the tree where its mark does, but it is no part of what is said there.
            language = language or self._language
        if language:
            entries["Lang"] = language_string(language)
        return entries

    def _attributes(self, element: Element) -> str:
        """Give the attributes (14.8.5) that an element's type asks for."""
        match element.role:
            case Role.HEADER_CELL | Role.ROW_HEADER | Role.CELL:
                return cell_attributes(element)
            case Role.LIST:
                return f"<</O/List/ListNumbering/{'Decimal' if element.ordered else 'Disc'}>>"
            case Role.IMAGE if element in self._drawn.boxes:
                box = array([numbers(*self._drawn.boxes[element])])
                return f"<</O/Layout/BBox{box}>>"
            case _:
                return ATTRIBUTES.get(element.role, "")

    def _identify(self, element: Element, made: StructureElement) -> None:
        """Give a note (14289-1, 7.9) and whatever links lead to its own, unique name."""
        key = element.identifier.encode("utf-8", "replace")
        if element.role is Role.NOTE and not key:
            key = f"note-{len(self._elements)}".encode()
        if element.role not in UNIDENTIFIED and key and key not in self._identified:
            self._identified[key] = made.reference
            made.entries["ID"] = byte_string(key)

    def _syntax(self, element: StructureElement) -> Syntax:
        pages = [c.page for c in element.children if isinstance(c, Sequence)]
        home = pages[0] if pages else None
        children = [self._child(child, home) for child in element.children]
        one = len(children) == 1
        return dictionary(
            {
                "S": name(element.type),
                "P": element.parent,
                "Pg": "" if home is None else self._canvas.page_reference(home),
                "K": (children[0] if one else array(children)) if children else "",
                **element.entries,
            }
        )

    def _child(self, child: Child, home: int | None) -> str:
        match child:
            case StructureElement():
                return child.reference
            case Sequence() if child.page == home:
                return str(child.mcid)
            case Sequence():
                page = self._canvas.page_reference(child.page)
                return f"<</Type/MCR/Pg {page}/MCID {child.mcid}>>"
            case Annotation():
                page = self._canvas.page_reference(child.page)
                return f"<</Type/OBJR/Pg {page}/Obj {child.reference}>>"

    def _parent_tree(self) -> Syntax:
        """Give the way from marked content and annotations to their elements (14.7.4.4)."""
        entries: list[str] = []
        for page, owners in enumerate(self._drawn.owners):
            elements = array([self._holders[owner].reference for owner in owners])
            entries += [str(page), self._canvas.register(PlainObject(elements))]
        for key, element in self._drawn.annotation_keys().items():
            entries += [str(key), self._holders[element].reference]
        return dictionary({"Nums": array(entries)})
