"""The writer of PDF files, by reportlab's canvas.

`drawing` puts the items of the pages on the canvas, with `fonts` and `images`; `structure` makes
the tree of tags, `links` and `navigation` the ways through the file, `metadata` and `colour` what
it says of itself. `canvas` holds reportlab, `file` writes the objects, `syntax` escapes.
"""

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.pdf.writer.edition import EditionWriter


def make_edition(plan: EditionPlan) -> tuple[bytes, Diagnostics]:
    """Give the bytes of a publication's PDF edition, and what could not be done."""
    writer = EditionWriter(plan)
    return writer.write(), writer.diagnostics
