"""Finding and decoding sources."""

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.project import find_source, read_standard_input


def test_a_folder_with_one_markdown_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "My Report.md").write_text("# A\n")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".hidden.md").write_text("x")
    source = find_source(str(tmp_path))
    assert source.name == "my-report"
    assert source.file.text == "# A\n"
    assert source.file.folder == str(tmp_path.resolve())
    assert source.file.label == str(tmp_path / "My Report.md")


def test_line_ends_and_byte_order_mark_are_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert find_source(str(file)).file.text == "a\nb\nc\n"


def test_a_name_overrides_the_files(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("x")
    assert find_source(str(file), "Größe 1").name == "größe-1"
    assert read_standard_input(b"x").name == "document"
    assert read_standard_input(b"x", "n").name == "n"


@pytest.mark.parametrize(
    ("content", "where"),
    [(b"ab\ncd\xff", ":2: byte 0xff at offset 5"), (b"\xff\xfea\0", "UTF-16")],
)
def test_what_is_not_utf_8_is_said_with_its_place(
    tmp_path: Path, content: bytes, where: str
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=where):
        find_source(str(file))


def test_a_missing_source_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("x")
    with pytest.raises(SourceError, match=r"did you mean .*report\.md"):
        find_source(str(tmp_path / "repotr.md"))


def test_a_folder_without_markdown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no Markdown file"):
        find_source(str(tmp_path))
