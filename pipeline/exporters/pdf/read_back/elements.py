"""The structure tree (14.7): elements, and the text that they hold."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import pikepdf

from pipeline.errors import EditionError
from pipeline.exporters.pdf.read_back.content import MarkedTexts
from pipeline.exporters.pdf.read_back.syntax import (
    bytes_in,
    elements_of,
    entry,
    is_dictionary,
    name_in,
    number_in,
    object_key,
    text_in,
    text_of,
)

INLINE = frozenset(
    {"Span", "Link", "Reference", "Code", "Quote", "Lbl", "Note", "Figure", "Formula", "Em"}
)
"""Standard types whose text runs on with what stands around them."""

GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div"})
"""Standard types that hold blocks only: what is inline elsewhere is a block in them."""

TERM = "Term"
"""The kind and role of a label that is a term to be defined: words, not a mark."""

_CELLS = frozenset({"TH", "TD"})
_LONGEST_CHAIN = 8

ObjectKey: TypeAlias = tuple[int, int]


@dataclass(eq=False, slots=True)
class Element:
    """An element of the tree.

    `kind` is the type that the file names, `role` the standard type that the role map leads to.
    `children` are elements and the texts of marked content, in reading order; `annotations` are
    the annotations that belong to it. `actual` is the text that stands for all that it holds, None
    where that is text itself. `picture` is the image that is shown, None where there is
    none. `language` is the tag that it has of its own, "" for none; `spans`
    are the columns and rows of a cell. `page` is the index of the first page that shows something
    of it, -1 where none does. `lacks_picture`: the content shows a picture that the file has not.
    Compared by identity.
    """

    kind: str
    role: str
    identifier: bytes | None = None
    alternative: str | None = None
    actual: str | None = None
    parent: "Element | None" = None
    children: "list[Element | str]" = field(default_factory=list)
    annotations: list[object] = field(default_factory=list)
    page: int = -1
    lacks_picture: bool = False
    picture: object = None
    language: str = ""
    spans: tuple[int, int] = (1, 1)


def elements_below(root: Element, *, without: Container[str] = ()) -> Iterator[Element]:
    """Yield the elements below `root` in reading order, but for some and what is in them.

    Elements are left out by their kind or their role.
    """
    stack = [iter(root.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, Element) and not _is_among(child, without):
            yield child
            stack.append(iter(child.children))


class BlockEdge(str):
    """The space that stands where a block begins or ends."""

    __slots__ = ()


_EDGE = BlockEdge(" ")


def element_text(root: Element, *, without: Container[str] = ()) -> str:
    """Give the text of an element; blocks in it end words. Kinds or roles may be left out."""
    return joined_text(element_pieces(root, without=without))


def joined_text(pieces: Iterable["Element | str"]) -> str:
    """Join the texts among pieces."""
    return "".join([piece for piece in pieces if isinstance(piece, str)])


def element_pieces(
    root: Element, *, without: Container[str] = (), whole: Container[str] = ()
) -> "list[Element | str]":
    """Give the pieces of an element's text in reading order, with the edges of its blocks.

    Elements of the kinds that stay `whole` are pieces themselves.
    """
    pieces: list[Element | str] = []
    stack: list[tuple[Iterator[Element | str], str]] = [(_held(root), "")]
    while stack:
        children, after = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            pieces.append(after)
        elif isinstance(child, str) or child.kind in whole:
            pieces.append(child)
        elif not _is_among(child, without):
            edge = "" if is_inline(child) else _EDGE
            pieces.append(edge)
            stack.append((_held(child), edge))
    return pieces


def _held(element: Element) -> "Iterator[Element | str]":
    """Yield what an element holds, or the text that stands for it."""
    return iter(element.children) if element.actual is None else iter((element.actual,))


def _is_among(element: Element, types: Container[str]) -> bool:
    return element.kind in types or element.role in types


def is_inline(element: Element) -> bool:
    """Tell whether an element's text runs on with its neighbours'."""
    parent = element.parent
    return element.role in INLINE and (parent is None or parent.role not in GROUPS)


class TreeReader:
    """Reads the structure tree of a file; every object of it is touched once.

    `pages` has the index of every page by its object key. `by_key` has, when the tree is read,
    the element of every object that is one.
    """

    def __init__(self, texts: MarkedTexts, pages: Mapping[ObjectKey, int]) -> None:
        self.by_key: dict[ObjectKey, Element] = {}
        self._texts = texts
        self._pages = pages
        self._types: dict[str, str] = {}
        self._open: list[tuple[Element, ObjectKey, Iterator[object]]] = []

    def read(self, catalog: object) -> Element:
        """Give the root of the tree; raises EditionError where the file is not tagged."""
        root = entry(catalog, "/StructTreeRoot")
        if not is_dictionary(root):
            raise EditionError("it has no structure tree, so its text has no reading order")
        self._types = dict(_role_map(entry(root, "/RoleMap")))
        top = Element("StructTreeRoot", "Document")
        self._open = [(top, (0, 0), _kids(entry(root, "/K")))]
        while self._open:
            element, page, kids = self._open[-1]
            kid = next(kids, self._open)
            if kid is self._open:
                self._open.pop()
            else:
                self._read_kid(element, page, kid)
        return top

    def _read_kid(self, element: Element, page: ObjectKey, kid: object) -> None:
        """Read what `/K` may hold (table 323): content of the page or a dictionary."""
        if isinstance(kid, int):
            self._add_content(element, page, page, kid)
            return
        kind = name_in(entry(kid, "/S"))
        if kind:
            self._open_element(element, page, kid, kind)
        elif entry(kid, "/MCID") is not None:
            self._read_reference(element, page, kid)
        elif entry(kid, "/Obj") is not None:
            element.annotations.append(entry(kid, "/Obj"))

    def _open_element(self, parent: Element, page: ObjectKey, found: object, kind: str) -> None:
        key = object_key(found)
        if any(key) and key in self.by_key:
            return  # A tree has no second way to an element; a circle would have no end.
        role = self._types.get(kind, kind)
        role = TERM if kind == TERM and role == "Lbl" else role
        element = Element(kind, role, parent=parent)
        self.by_key[key] = element
        parent.children.append(element)
        element.identifier = bytes_in(entry(found, "/ID"))
        if element.role == "Figure":
            element.alternative = text_in(entry(found, "/Alt"))
        actual = bytes_in(entry(found, "/ActualText"))
        element.actual = None if actual is None else text_of(actual)
        element.language = text_in(entry(found, "/Lang"))
        if role in _CELLS:
            element.spans = _spans(entry(found, "/A"))
        own_page = entry(found, "/Pg")
        page = page if own_page is None else object_key(own_page)
        self._open.append((element, page, _kids(entry(found, "/K"))))

    def _read_reference(self, element: Element, page: ObjectKey, reference: object) -> None:
        """Read a marked-content reference (14.7.4.2): to another page, or into a form."""
        mcid = number_in(entry(reference, "/MCID"))
        own_page, form = entry(reference, "/Pg"), entry(reference, "/Stm")
        page = page if own_page is None else object_key(own_page)
        if mcid is not None:
            self._add_content(element, page, page if form is None else object_key(form), mcid)

    def _add_content(self, element: Element, page: ObjectKey, holder: ObjectKey, mcid: int) -> None:
        text = self._texts.text(holder, mcid)
        if text is None:
            return
        element.children.append(text)
        element.lacks_picture |= self._texts.lacks_picture(holder, mcid)
        if element.role == "Figure":
            element.picture = self._texts.picture(holder, mcid) or element.picture
        index = self._pages.get(page, -1)
        while element.page < 0 and element.parent is not None:
            element.page = index
            element = element.parent


def _spans(attributes: object) -> tuple[int, int]:
    """Give the columns and rows that a cell spans (14.8.5.7)."""
    every = (attributes, *elements_of(attributes))
    columns = (number_in(entry(each, "/ColSpan")) for each in every)
    rows = (number_in(entry(each, "/RowSpan")) for each in every)
    return next(filter(None, columns), 1), next(filter(None, rows), 1)


def _kids(value: object) -> Iterator[object]:
    if isinstance(value, int):
        return iter((value,))
    return iter(value) if isinstance(value, pikepdf.Array) else iter((value,))


def _role_map(value: object) -> Iterator[tuple[str, str]]:
    """Yield every mapped type with the standard type that the map leads to in the end."""
    if not isinstance(value, pikepdf.Dictionary):
        return
    steps = {key[1:]: name_in(role) for key, role in value.items()}
    for kind in steps:
        role = kind
        for _ in range(_LONGEST_CHAIN):
            role = steps.get(role, "") or role
        yield kind, role
