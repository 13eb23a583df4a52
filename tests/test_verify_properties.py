"""Whatever a document holds, its editions agree: no false alarm, in any format."""

import tempfile
from pathlib import Path

import pytest
from generated import documents
from hypothesis import HealthCheck, given, settings
from roads import exporters, write_edition

from pipeline.model.document import Document
from pipeline.passes import Origin, prepare
from pipeline.verify import compare
from pipeline.verify.report import report_text

HEALTH = [HealthCheck.too_slow, HealthCheck.data_too_large]


def check_editions(document: Document) -> None:
    """Hold that all editions of a document agree with it."""
    publication, _ = prepare(document, Origin("generated"))
    facts = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("pdf", "docx", "epub"):
            target = Path(folder) / f"edition.{name}"
            write_edition(publication, exporters()[name], target)
            facts[name] = exporters()[name].read_back(target)
    comparison = compare(publication, facts)
    assert comparison.agrees, report_text(comparison)


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=HEALTH)
@given(document=documents())
def test_editions_of_anything_agree(document: Document) -> None:
    check_editions(document)


@pytest.mark.long
@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_editions_of_many_things_agree(document: Document) -> None:
    check_editions(document)
