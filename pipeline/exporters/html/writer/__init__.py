"""Writes an HTML edition: one file that asks for no other."""

from pathlib import Path

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.html.writer.images import embed_images
from pipeline.exporters.html.writer.names import Names
from pipeline.exporters.html.writer.page import page_text
from pipeline.exporters.html.writer.style import page_style


def write_edition(plan: EditionPlan, target: Path) -> Diagnostics:
    """Write the edition in memory, then the file at once; raises OSError where that fails."""
    images, diagnostics = embed_images(plan.publication)
    names = Names(plan.publication)
    page = page_text(plan.publication, names, images, page_style(plan.theme))
    target.write_bytes(page.encode())
    return diagnostics
