"""HTML: one page that holds everything, for every screen, for paper and for screen readers."""

from pathlib import Path

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionFacts, EditionPlan
from pipeline.exporters.html.options import HtmlOptions


class HtmlExporter:
    """The plugin that writes HTML editions, for those who ask for the format by its name."""

    suffix = ".html"
    options: type = HtmlOptions
    on_request = True

    def write(self, plan: EditionPlan, target: Path) -> Diagnostics:
        """Write the edition; raises OSError where the file cannot be written."""
        from pipeline.exporters.html.writer import write_edition  # noqa: PLC0415 - when needed

        return write_edition(plan, target)

    def read_back(self, edition: Path) -> EditionFacts:
        """Read a finished HTML edition; raises EditionError where it cannot be read as one."""
        from pipeline.exporters.html.read_back import read_edition  # noqa: PLC0415 - imports lxml

        return read_edition(edition)


__all__ = ["HtmlExporter", "HtmlOptions", "exporter"]

exporter = HtmlExporter()
