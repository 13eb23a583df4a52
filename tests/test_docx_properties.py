"""Whatever a document is made of, its DOCX edition says the same and has no fault."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx_editions import checked
from generated import documents
from hypothesis import HealthCheck, given, settings

from pipeline.exporters.docx.options import DocxOptions, PageNumbers
from pipeline.model.document import Document
from pipeline.passes import Origin, prepare

WITHOUT_PAGES = DocxOptions(page_numbers=PageNumbers.NONE, embed_fonts=False)


@pytest.mark.parametrize("language", ["en", "ar"])
@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(document=documents())
def test_any_document_is_written_as_it_is(language: str, document: Document) -> None:
    document = replace(document, metadata=replace(document.metadata, language=language))
    publication, _ = prepare(document, Origin("any"))
    with tempfile.TemporaryDirectory() as folder:
        checked(publication, Path(folder) / "any.docx", WITHOUT_PAGES)
