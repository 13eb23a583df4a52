"""reportlab's private places that the PDF writer relies on are where `writer.canvas` says."""

import importlib.metadata
import inspect
import io
import zlib

import pikepdf
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from pipeline.exporters.pdf.writer import canvas as seams
from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject, Stream
from pipeline.exporters.pdf.writer.file import file_bytes
from pipeline.exporters.pdf.writer.trimming import Trim


def blank_file(canvas: EditionCanvas) -> pikepdf.Pdf:
    information = canvas.register(PlainObject("<<>>"))
    return pikepdf.open(io.BytesIO(file_bytes(canvas, information)))


def test_the_installed_reportlab_is_the_one_that_was_looked_into() -> None:
    assert importlib.metadata.version("reportlab").startswith("5.1.")


def test_every_seam_is_named_in_the_docstring() -> None:
    source = inspect.getsource(seams.EditionCanvas)
    for name in ("_make_preamble", "_preamble", "_setAnnotations", "_annotationrefs", "_doc"):
        assert name in source
        assert name in str(seams.__doc__)


def test_the_canvas_calls_the_hooks_that_are_overridden() -> None:
    assert "self._setAnnotations(page)" in inspect.getsource(Canvas.showPage)
    assert "[self._preamble]" in inspect.getsource(Canvas.showPage)
    assert "self._make_preamble()" in inspect.getsource(Canvas.__init__)
    assert Canvas(io.BytesIO())._annotationrefs == []


def test_pages_and_catalog_write_the_keys_that_they_list() -> None:
    assert "Annots" in pdfdoc.PDFPage.__NoDefault__
    for key in ("Names", "Outlines", "PageLabels", "PageMode", "StructTreeRoot", "MarkInfo"):
        assert key in pdfdoc.PDFCatalog.__NoDefault__
    assert "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__


def test_an_object_has_its_number_as_soon_as_it_is_registered() -> None:
    canvas = EditionCanvas()
    first, second = PlainObject("1"), PlainObject("2")
    assert canvas.register(first) != canvas.register(second)
    assert canvas.register(first) == canvas.register(first)


def test_a_page_has_the_entries_of_a_tagged_page_and_no_others_font() -> None:
    canvas = EditionCanvas()
    canvas.addLiteral("0 0 10 10 re f")
    canvas.finish_page(Trim().boxes(300, 200))
    file = blank_file(canvas)
    page = file.pages[0]
    assert (page.StructParents, page.Tabs) == (0, "/S")
    assert [float(edge) for edge in page.MediaBox] == [0, 0, 300, 200]
    assert page.Contents.read_bytes() == b"0 0 10 10 re f"
    assert list(page.Resources.Font.keys()) == []


def test_an_empty_page_is_a_page() -> None:
    canvas = EditionCanvas()
    canvas.finish_page(Trim().boxes(300, 200))
    file = blank_file(canvas)
    assert file.pages[0].Contents.read_bytes() == b""


def test_forms_are_drawn_under_the_name_that_they_are_registered_by() -> None:
    canvas = EditionCanvas()
    entries = {"Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1"}
    space = {"ColorSpace": "/DeviceGray", "BitsPerComponent": "8"}
    canvas.register_image(Stream(b"\x80", {**entries, **space}), "abc")
    canvas.doForm("abc")
    canvas.finish_page(Trim().boxes(300, 200))
    file = blank_file(canvas)
    page = file.pages[0]
    (key,) = page.Resources.XObject.keys()
    assert page.Contents.read_bytes() == f"{key} Do".encode()
    assert page.Resources.XObject[key].read_bytes() == b"\x80"


def test_a_stream_ends_its_data_with_a_line_end() -> None:
    shown = Stream(b"x\n", {"Length1": "2"}).syntax()
    data = zlib.compress(b"x\n", seams.COMPRESSION)
    assert shown.endswith(b"stream\n" + data + b"\nendstream")
    assert f"/Length {len(data)}>>".encode() in shown


def test_the_clock_is_not_in_the_file() -> None:
    canvas = EditionCanvas()
    canvas.finish_page(Trim().boxes(300, 200))
    file = blank_file(canvas)
    assert list(file.docinfo.keys()) == []
    assert "/Metadata" not in file.Root
