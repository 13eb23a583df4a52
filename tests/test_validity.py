"""Judges that nobody here wrote find nothing wrong with any edition of any sample."""

from pathlib import Path

import pytest
from roads import SAMPLES, exporters, sample, write_edition
from validators import epubcheck, openxml_audit, vera_check


def write_all(format_name: str, folder: Path) -> list[Path]:
    """Write the edition of every sample in one format."""
    exporter = exporters()[format_name]
    paths = [folder / f"{name}{exporter.suffix}" for name in SAMPLES]
    for name, path in zip(SAMPLES, paths, strict=True):
        write_edition(sample(name).publication, exporter, path)
    return paths


def test_every_pdf_is_accessible_by_pdf_ua_1_and_archivable_by_pdf_a_2a(tmp_path: Path) -> None:
    assert vera_check(write_all("pdf", tmp_path)) == []


def test_every_epub_passes_epubcheck_without_a_warning(tmp_path: Path) -> None:
    assert epubcheck(write_all("epub", tmp_path)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_docx_is_valid_open_xml(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    write_edition(sample(name).publication, exporters()["docx"], path)
    assert openxml_audit(path) == []
