"""EPUB 3.3: a content document a chapter, nav and NCX, semantic markup, true metadata."""

from pathlib import Path

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionFacts, EditionPlan
from pipeline.exporters.epub.options import EpubOptions


class EpubExporter:
    """The plugin that writes EPUB editions; EbookLib is imported when one is written."""

    suffix = ".epub"
    options: type = EpubOptions

    def write(self, plan: EditionPlan, target: Path) -> Diagnostics:
        """Write the edition; raises OSError where the file cannot be written."""
        from pipeline.exporters.epub.writer import write_edition  # noqa: PLC0415 - see the class

        return write_edition(plan, target)

    def read_back(self, edition: Path) -> EditionFacts:
        """Read a finished EPUB; raises EditionError where it cannot be read as one."""
        from pipeline.exporters.epub.read_back import read_edition  # noqa: PLC0415 - imports lxml

        return read_edition(edition)


__all__ = ["EpubExporter", "EpubOptions", "exporter"]

exporter = EpubExporter()
