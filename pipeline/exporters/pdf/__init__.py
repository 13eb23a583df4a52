"""The PDF exporter: tagged pages, PDF/UA-1 and PDF/A-2a at once.

Naming the exporter imports no PDF library: `writer` (reportlab) and `read_back` (pikepdf) are
imported when they are asked for, and neither knows the other.
"""

from pathlib import Path

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionFacts, EditionPlan
from pipeline.exporters.pdf.options import PdfOptions


class PdfExporter:
    """Writes a publication's pages as a PDF file, and reads such files back."""

    suffix = ".pdf"
    options = PdfOptions

    def write(self, plan: EditionPlan, target: Path) -> Diagnostics:
        """Write the edition to `target` in one go; raises OSError where that fails."""
        from pipeline.exporters.pdf.writer import make_edition  # noqa: PLC0415 - loads reportlab

        edition, diagnostics = make_edition(plan)
        target.write_bytes(edition)
        return diagnostics

    def read_back(self, edition: Path) -> EditionFacts:
        """Read a PDF file; raises EditionError where it cannot be read."""
        from pipeline.exporters.pdf.read_back import read_back  # noqa: PLC0415 - loads pikepdf

        return read_back(edition)


exporter = PdfExporter()
