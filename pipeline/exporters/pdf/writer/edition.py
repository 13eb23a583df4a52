"""The way of a publication's pages onto the canvas and into the file."""

from pipeline.diagnostics import Code, Diagnostic, Diagnostics, shortened
from pipeline.exporter import EditionPlan
from pipeline.exporters.pdf.options import PdfOptions
from pipeline.exporters.pdf.writer.attachments import register_attachments
from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject
from pipeline.exporters.pdf.writer.colour import register_output_intent
from pipeline.exporters.pdf.writer.drawing import FontShelf, PageDrawing
from pipeline.exporters.pdf.writer.file import file_bytes
from pipeline.exporters.pdf.writer.images import register_images
from pipeline.exporters.pdf.writer.links import link_annotation, register_destinations
from pipeline.exporters.pdf.writer.metadata import instant, register_metadata
from pipeline.exporters.pdf.writer.navigation import register_bookmarks, register_page_labels
from pipeline.exporters.pdf.writer.structure import Annotation, Drawn, Sequence, StructureTree
from pipeline.exporters.pdf.writer.syntax import dictionary
from pipeline.exporters.pdf.writer.trimming import Trim
from pipeline.model.nodes import Image
from pipeline.model.publication import Publication, body_blocks
from pipeline.model.walk import walk
from pipeline.typesetting.pages import Page, Picture

# Parts of ISO 19005: the one for files that hold no others, and the one for those that do.
_ALONE, _WITH_FILES = 2, 3


class EditionWriter:
    """Writes one edition."""

    def __init__(self, plan: EditionPlan) -> None:
        self._publication = plan.publication
        self._shape = plan.theme.page
        self._pages = plan.pages()
        options = plan.options if isinstance(plan.options, PdfOptions) else PdfOptions()
        self._trim = Trim.of(options)
        self._part = _WITH_FILES if options.attach_source else _ALONE
        self._canvas = EditionCanvas()
        self._fonts = FontShelf()
        self._drawn = Drawn()
        self._annotations = 0
        self.diagnostics: Diagnostics = self._pages.diagnostics

    def write(self) -> bytes:
        """Give the file's bytes: the same for the same plan, every time."""
        canvas, places = self._canvas, self._pages.places
        shown = {
            item.asset
            for page in self._pages.pages
            for item in page.items
            if isinstance(item, Picture)
        }
        images = register_images(canvas, self._publication.assets, shown)
        self.diagnostics += _unreadable(self._publication, shown - set(images))
        for page in self._pages.pages:
            self._draw(page, images)
        self._fonts.register(canvas)
        language = self._publication.metadata.language
        StructureTree(canvas, self._drawn, language).register(self._pages.structure)
        self._register_names()
        register_bookmarks(canvas, self._publication.bookmarks, places)
        register_page_labels(canvas, self._pages.pages)
        register_output_intent(canvas)
        information = register_metadata(canvas, self._publication, self._part)
        return file_bytes(canvas, information)

    def _register_names(self) -> None:
        """Put the name trees into the catalog (7.7.4)."""
        canvas, publication = self._canvas, self._publication
        texts = publication.texts if self._part == _WITH_FILES else ()
        trees = {
            "Dests": register_destinations(canvas, self._pages.places),
            "EmbeddedFiles": register_attachments(canvas, texts, instant(publication)),
        }
        if any(trees.values()):
            canvas.set_catalog("Names", PlainObject(dictionary({**trees})))

    def _draw(self, page: Page, images: dict[str, str]) -> None:
        index = len(self._drawn.owners)
        drawing = PageDrawing(self._canvas, self._shape, self._fonts)
        drawing.draw(self._trim.marked_page(page), images)
        self._drawn.owners.append(drawing.owners)
        for content, mcids in drawing.sequences.items():
            found = self._drawn.sequences.setdefault(content, [])
            found += [Sequence(index, mcid) for mcid in mcids]
        for item in page.items:
            if isinstance(item, Picture):
                box = (item.x, item.y, item.x + item.width, item.y + item.height)
                self._drawn.boxes.setdefault(item.content.element, box)
        self._add_links(page, index)
        self._canvas.finish_page(self._trim.boxes(page.width, page.height))

    def _add_links(self, page: Page, index: int) -> None:
        for area in page.links:
            # In the parent tree the pages come first, then the annotations.
            key = len(self._pages.pages) + self._annotations
            annotation = link_annotation(area, key, self._pages.places)
            if annotation:
                self._annotations += 1
                added = Annotation(index, key, self._canvas.add_link(annotation, f"Link{key}"))
                self._drawn.annotations.setdefault(area.element, []).append(added)


def _unreadable(publication: Publication, names: set[str]) -> Diagnostics:
    """Tell of images whose files turned out to be damaged, each where it stands in the source."""
    nodes = walk((*body_blocks(publication), *publication.notes)) if names else ()
    return tuple(
        Diagnostic(
            Code.IMAGE_UNREADABLE, f"'{shortened(node.url)}' cannot be decoded", node.location
        )
        for node in nodes
        if isinstance(node, Image) and node.asset in names
    )
