"""Bleed and crop marks: the boxes of pages, and the marks around them."""

from pathlib import Path

import pikepdf
import pytest
from commands import pipeline
from validators import vera_check

MM = 72 / 25.4
TEXT = "---\ntitle: Lamps\n---\n\n# One\n\nWords, and a [link](#two).\n\n# Two\n\nMore.\n"
A4 = [0.0, 0.0, 210 * MM, 297 * MM]


def build(folder: Path, *options: str) -> Path:
    (folder / "lamps.md").write_text(TEXT, encoding="utf-8")
    words = [word for option in options for word in ("--set", f"editions.pdf.{option}")]
    ended = pipeline(folder, "build", "lamps.md", "--to", "pdf", "-o", "out", *words)
    assert (ended.code, ended.err) == (0, "")
    return folder / "out" / "lamps.pdf"


def boxes_of(path: Path) -> dict[str, list[float]]:
    with pikepdf.open(path) as file:
        page = file.pages[0].obj
        names = ("MediaBox", "BleedBox", "TrimBox")
        return {n: [float(v) for v in page[f"/{n}"]] for n in names if f"/{n}" in page}


def beyond(amount: float) -> object:
    left, bottom, right, top = A4
    return pytest.approx([left - amount, bottom - amount, right + amount, top + amount], abs=0.01)


def test_a_page_is_its_sheet_where_nobody_asks(tmp_path: Path) -> None:
    assert boxes_of(build(tmp_path)) == {"MediaBox": beyond(0.0)}


def test_bleed_makes_the_sheet_larger(tmp_path: Path) -> None:
    edition = build(tmp_path, "bleed=3mm")
    bleed = beyond(3 * MM)
    assert boxes_of(edition) == {"MediaBox": bleed, "BleedBox": bleed, "TrimBox": beyond(0.0)}


@pytest.mark.parametrize("bleed", ["0", "3mm", "8mm"])
def test_marks_stand_outside_of_what_is_printed(bleed: str, tmp_path: Path) -> None:
    edition = build(tmp_path, f"bleed={bleed}", "crop-marks=true")
    boxes = boxes_of(edition)
    assert boxes["TrimBox"] == beyond(0.0)
    left, bottom, right, top = boxes["BleedBox"]
    with pikepdf.open(edition) as file:
        content = pikepdf.parse_content_stream(file.pages[0])
    drawn = [[float(v) for v in operands] for operands, name in content if str(name) == "re"]
    marks = [box for box in drawn if box[0] < 0 or box[1] < 0 or box[0] + box[2] > A4[2]]
    marks += [box for box in drawn if box[1] + box[3] > A4[3]]
    assert len({tuple(mark) for mark in marks}) == 8
    for x, y, width, height in marks:
        assert (
            x + width <= left + 0.01
            or x >= right - 0.01
            or y + height <= bottom + 0.01
            or (y >= top - 0.01)
        )
        assert boxes["MediaBox"][0] < x
        assert boxes["MediaBox"][3] > y + height


def test_a_sheet_with_marks_is_as_accessible_as_any(tmp_path: Path) -> None:
    assert vera_check([build(tmp_path, "bleed=3mm", "crop-marks=true")]) == []


def test_a_bleed_that_is_no_length_is_told(tmp_path: Path) -> None:
    (tmp_path / "lamps.md").write_text(TEXT, encoding="utf-8")
    words = ("--to", "pdf", "-o", "out", "--set", "editions.pdf.bleed=wide")
    ended = pipeline(tmp_path, "build", "lamps.md", *words)
    assert ended.code == 0
    assert "'bleed' of pdf editions is wrong: expected a length such as '3mm'" in ended.err
