"""Writes an HTML edition: one file that asks for no other."""

from pathlib import Path

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.html.options import HtmlOptions
from pipeline.exporters.html.writer.images import embed_images
from pipeline.exporters.html.writer.names import Names
from pipeline.exporters.html.writer.page import page_text
from pipeline.exporters.html.writer.style import page_style
from pipeline.markup import author_style


def write_edition(plan: EditionPlan, target: Path) -> Diagnostics:
    """Write the edition in memory, then the file at once; raises OSError where that fails."""
    images, diagnostics = embed_images(plan.publication)
    names = Names(plan.publication)
    options = plan.options if isinstance(plan.options, HtmlOptions) else HtmlOptions()
    wishes = plan.publication.settings.editions
    own, about_style = author_style(options.stylesheet, wishes, "html")
    page = page_text(plan.publication, names, images, f"{page_style(plan.theme)}{own}")
    target.write_bytes(page.encode())
    return (*diagnostics, *about_style)
