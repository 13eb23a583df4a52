"""Every installed exporter, every sample: what is read back is what was written.

A format that is installed later is held to the same contract without a line here.
"""

from pathlib import Path

import pytest
from roads import FORMATS, SAMPLES, exporters, sample, write_edition

from pipeline.errors import EditionError
from pipeline.verify import compare
from pipeline.verify.report import report_text


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("format_name", FORMATS)
def test_an_edition_says_what_the_publication_says(
    format_name: str, name: str, tmp_path: Path
) -> None:
    exporter = exporters()[format_name]
    publication = sample(name).publication
    target = tmp_path / f"edition{exporter.suffix}"
    write_edition(publication, exporter, target)
    comparison = compare(publication, {format_name: exporter.read_back(target)})
    assert comparison.agrees, report_text(comparison)


@pytest.mark.parametrize("format_name", FORMATS)
def test_writing_leaves_nothing_beside_the_edition(format_name: str, tmp_path: Path) -> None:
    exporter = exporters()[format_name]
    write_edition(sample("readme").publication, exporter, tmp_path / "edition")
    assert [path.name for path in tmp_path.iterdir()] == ["edition"]


@pytest.mark.parametrize("format_name", FORMATS)
def test_an_edition_that_cannot_be_written_is_an_os_error(format_name: str, tmp_path: Path) -> None:
    exporter = exporters()[format_name]
    publication = sample("no-headings").publication
    with pytest.raises(OSError, match="nowhere"):
        write_edition(publication, exporter, tmp_path / "nowhere" / "edition")


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("content", [b"", b"no edition of any format", b"\0" * 4096])
def test_what_is_no_edition_is_refused_in_one_sentence(
    format_name: str, content: bytes, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(content)
    with pytest.raises(EditionError) as refused:
        exporters()[format_name].read_back(broken)
    assert "broken" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("format_name", FORMATS)
def test_an_edition_cut_short_is_refused(format_name: str, tmp_path: Path) -> None:
    exporter = exporters()[format_name]
    target = tmp_path / "short"
    write_edition(sample("readme").publication, exporter, target)
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(EditionError):
        exporter.read_back(target)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_no_cause_for_complaint(name: str) -> None:
    assert [str(said) for said in sample(name).diagnostics] == []
