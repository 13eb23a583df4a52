"""Whatever a document holds, its PDF edition says it: written, read back, and compared."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from generated import documents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typeset_checks import check_pages

from pipeline.exporter import EditionPlan
from pipeline.exporters.pdf import PdfOptions, exporter
from pipeline.model.document import Document
from pipeline.passes import Origin, prepare
from pipeline.theme import PageShape, Theme
from pipeline.typesetting import typeset
from pipeline.verify import compare
from pipeline.verify.report import report_text

PAGES = (
    Theme().page,
    PageShape(300, 400, 40, 40, 30, 30),
    PageShape(160, 220, 20, 20, 15, 15),
)


def check_edition(document: Document, shape: PageShape) -> None:
    """Hold that a document's edition says what it should, on pages of a shape."""
    publication, _ = prepare(document, Origin("generated"))
    theme = replace(Theme(), page=shape)
    pages = typeset(publication, theme)
    check_pages(pages, publication, theme)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "edition.pdf"
        exporter.write(EditionPlan(publication, theme, PdfOptions(), lambda: pages), target)
        comparison = compare(publication, {"pdf": exporter.read_back(target)})
    assert comparison.agrees, report_text(comparison)


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(document=documents(), shape=st.sampled_from(PAGES))
def test_an_edition_of_anything_says_what_it_should(document: Document, shape: PageShape) -> None:
    check_edition(document, shape)


@pytest.mark.long
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(documents(), min_size=1, max_size=8), shape=st.sampled_from(PAGES))
def test_a_long_edition_of_anything_says_what_it_should(
    parts: list[Document], shape: PageShape
) -> None:
    blocks = tuple(block for part in parts for block in part.blocks)
    check_edition(replace(parts[0], blocks=blocks), shape)
