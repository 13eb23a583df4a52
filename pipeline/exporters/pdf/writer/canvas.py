"""reportlab's canvas, made to write tagged, archival files.

This module is the only one that knows reportlab. The seams that it uses, all of reportlab 5.1 and
held by `tests/test_pdf_seams.py`, are:

* `Canvas._make_preamble` and `Canvas._preamble`: what stands first on every page. By default it
  names Helvetica, which is not embedded; here it is empty.
* `Canvas._setAnnotations(page)`: called by `showPage` with the finished page. Here the page gets
  its compressed content, its resources and the entries that tagged pages need.
* `Canvas._doc`: the document, a registry of objects.
* `Canvas._annotationrefs`: the references to the page's annotations.
* `PDFPage.__NoDefault__`, `PDFCatalog.__NoDefault__`: the keys that a page and the catalog write;
  extended on the instance.
* `PDFPage.stream`: the page's content as one string, made by `showPage`.
* `PDFDocument.Reference`, `addAnnotation`, `refAnnotation`, `thisPageName`, `idToObject`,
  `idToObjectNumberAndVersion`, `numberToId`, `Catalog`: the registry itself; an object is given
  its number when it is registered.
* `BasicFonts` in `idToObject`: the font resources that all pages share.
* `pdfdoc.xObjectName(name)`: what `Canvas.doForm(name)` calls an XObject.
* `PDFObject.format(document) -> bytes`: how an object becomes syntax.

reportlab's own file structure (classic cross-reference table, document information with the
clock's time, `endstream` without a line end before it: not allowed by ISO 19005-2, 6.1.7.1) is not
used: `file` writes the registered objects.
"""

import io
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from pipeline.exporters.pdf.writer.syntax import Syntax, dictionary

_MORE_BOXES = ("BleedBox", "TrimBox")
COMPRESSION = 6
"""zlib's level: level 9 takes twice the time for a hundredth of the size."""


class PlainObject(pdfdoc.PDFObject):
    """An object whose syntax is known; it may be replaced until the file is written."""

    def __init__(self, syntax: str = "null") -> None:
        self.syntax = syntax

    def format(self, document: Any) -> bytes:  # noqa: ARG002, ANN401 - reportlab's signature, untyped
        """Give the syntax as bytes."""
        return self.syntax.encode("latin-1")


class Stream(pdfdoc.PDFObject):
    """A stream object (ISO 32000-1, 7.3.8); compressed unless it says how it is coded itself."""

    __RefOnly__ = 1

    def __init__(
        self, content: bytes, entries: dict[str, str] | None = None, *, compressed: bool = True
    ) -> None:
        self._entries = dict(entries or {})
        if compressed and "Filter" not in self._entries:
            self._entries["Filter"] = "/FlateDecode"
            content = zlib.compress(content, COMPRESSION)
        self._content = content

    def format(self, document: Any) -> bytes:  # noqa: ARG002, ANN401 - reportlab's signature, untyped
        """Give what `syntax` gives."""
        return self.syntax()

    def syntax(self) -> bytes:
        """Give the stream's dictionary and bytes."""
        head = dictionary({**self._entries, "Length": str(len(self._content))})
        return b"%b\nstream\n%b\nendstream" % (head.encode("latin-1"), self._content)


class EditionCanvas(Canvas):
    """A canvas whose pages are tagged and whose fonts are all embedded."""

    # reportlab's own, unknown to its published types.
    _doc: Any
    _annotationrefs: list[object]

    def __init__(self) -> None:
        # `invariant` keeps reportlab from asking the clock; it is the time of nothing here.
        super().__init__(io.BytesIO(), pageCompression=0, invariant=1, pdfVersion=(1, 7))
        self._doc.Catalog.Outlines = None
        self._page_numbers: list[int] = []
        self._boxes: Mapping[str, Syntax] = {}

    def register(self, content: pdfdoc.PDFObject, key: str | None = None) -> Syntax:
        """Register an object, once, and give the reference to it ("12 0 R")."""
        return self._reference(self._doc.Reference(content, key).name)

    def _reference(self, key: str) -> Syntax:
        number, generation = self._doc.idToObjectNumberAndVersion[key]
        return Syntax(f"{number} {generation} R")

    def register_image(self, content: Stream, key: str) -> None:
        """Register an image, to be shown by `doForm(key)`."""
        self.register(content, pdfdoc.xObjectName(key))

    def register_font(self, content: pdfdoc.PDFObject, key: str) -> None:
        """Register a font under its resource name."""
        fonts = self._doc.idToObject[pdfdoc.BasicFonts]
        fonts[key] = self._doc.Reference(content)

    def add_link(self, annotation: PlainObject, key: str) -> Syntax:
        """Put a link annotation on the page and give the reference to it."""
        self._doc.addAnnotation(key, annotation)
        self._annotationrefs.append(self._doc.refAnnotation(key))
        return self.register(annotation)

    def set_catalog(self, key: str, value: pdfdoc.PDFObject | Syntax) -> None:
        """Set an entry of the catalog (ISO 32000-1, 7.7.2)."""
        catalog = self._doc.Catalog
        if key not in catalog.__NoDefault__:
            catalog.__NoDefault__ = [*catalog.__NoDefault__, key]
        setattr(catalog, key, value)

    def finish_page(self, boxes: Mapping[str, Syntax]) -> None:
        """End the page, which has these boxes (`MediaBox` and others)."""
        self._boxes = boxes
        self.showPage()

    def _make_preamble(self) -> None:
        self._preamble = ""

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802, ANN401 - reportlab's hook, untyped
        page.Annots = self._annotationrefs
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs", *_MORE_BOXES]
        page.StructParents = PlainObject(str(len(self._page_numbers)))
        # The order of the structure is the order of the tabulator key (ISO 14289-1, 7.18.3).
        page.Tabs = "/S"
        for key, box in self._boxes.items():
            setattr(page, key, PlainObject(box))
        page.Contents = Stream(page.stream.strip(" \n").encode("latin-1"))
        reference = self._doc.Reference(page, self._doc.thisPageName())
        self._page_numbers.append(self._doc.idToObjectNumberAndVersion[reference.name][0])

    def page_reference(self, index: int) -> Syntax:
        """Give the reference to a finished page by its index from 0."""
        return Syntax(f"{self._page_numbers[index]} 0 R")

    def finish(self) -> Syntax:
        """Give the reference to the catalog, from which all other objects are reached."""
        return self.register(self._doc.Catalog)

    def objects(self) -> Iterator[tuple[int, bytes, bool]]:
        """Yield the number and the syntax of every object, and whether it is a stream.

        reportlab's own objects register others while they are formatted.
        """
        number = 1
        while number in self._doc.numberToId:
            content = self._doc.idToObject[self._doc.numberToId[number]]
            yield number, content.format(self._doc), isinstance(content, Stream)
            number += 1
