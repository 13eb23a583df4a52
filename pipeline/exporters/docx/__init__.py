"""The DOCX exporter: a WordprocessingML document with nothing faked in it."""

from pathlib import Path

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionFacts, EditionPlan, StyleUse
from pipeline.exporters.docx.options import DocxOptions

# Writer and reader are imported when they are needed: they bring python-docx and lxml.


class DocxExporter:
    """Writes and reads DOCX editions (ECMA-376, transitional)."""

    suffix = ".docx"
    options = DocxOptions

    def write(self, plan: EditionPlan, target: Path) -> Diagnostics:
        """Write the edition: the same bytes for the same plan.

        Raises OSError where writing fails, PluginError where a font package is missing.
        """
        from pipeline.exporters.docx.writer.edition import build_edition  # noqa: PLC0415 - lazy

        content, diagnostics = build_edition(plan)
        target.write_bytes(content)
        return diagnostics

    def styles(self) -> tuple[StyleUse, ...]:
        """Give the styles that the editions use, and that a reference document can set."""
        from pipeline.exporters.docx.style_uses import STYLE_USES  # noqa: PLC0415 - lazy

        return STYLE_USES

    def read_back(self, edition: Path) -> EditionFacts:
        """Read a DOCX file without the code that wrote it.

        Raises EditionError where the file is no DOCX file or is damaged.
        """
        from pipeline.exporters.docx.read_back import read_back  # noqa: PLC0415 - lazy

        return read_back(edition)


exporter = DocxExporter()
