"""The source within the PDF: every file of it, whole, in a file that is PDF/A-3a."""

from pathlib import Path

import pikepdf
from commands import pipeline, write
from validators import vera_check

FRONT = "---\ntitle: T\ndate: 2025-01-01\n---\n\n"
SET = ("--to", "pdf", "--output", "out")
BOOK = '[book]\ntitle = "T"\nlanguage = "en"\n\n[editions.pdf]\nattach-source = true\n'


def attached(path: Path) -> dict[str, str]:
    """Give the files in a PDF; each is a source of the whole (ISO 32000-2, 14.13)."""
    with pikepdf.open(path) as pdf:
        files = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        relations = [str(spec.AFRelationship) for spec in pdf.Root.AF]  # type: ignore[attr-defined]
        assert relations == ["/Source"] * len(files)
        return {name: content.decode() for name, content in files.items()}


def test_a_file_and_what_it_includes_are_attached(tmp_path: Path) -> None:
    text = f"{FRONT}# One\n\n{{{{#include more/öther.txt}}}}\n"
    write(tmp_path / "a.md", text.replace("date", "editions: {pdf: {attach-source: true}}\ndate"))
    write(tmp_path / "more" / "öther.txt", "Ünder.\n")
    finished = pipeline(tmp_path, "build", "a.md", *SET)
    assert (finished.code, finished.err) == (0, "")
    path = tmp_path / "out" / "a.pdf"
    assert attached(path) == {
        "a.md": (tmp_path / "a.md").read_text("utf-8"),
        "more/öther.txt": "Ünder.\n",
    }
    assert vera_check([path], ("ua1", "3a")) == []


def test_a_book_is_attached_with_its_list_and_its_configuration(tmp_path: Path) -> None:
    write(tmp_path / "book.toml", BOOK)
    write(tmp_path / "src" / "SUMMARY.md", "# S\n\n- [One](one.md)\n- [Two](deep/two.md)\n")
    write(tmp_path / "src" / "one.md", "# One\n\nWords.\n")
    write(tmp_path / "src" / "deep" / "two.md", "# Two\n\nWords.\n")
    finished = pipeline(tmp_path, "build", ".", "--name", "a", *SET)
    assert (finished.code, finished.err) == (0, "")
    found = attached(tmp_path / "out" / "a.pdf")
    assert sorted(found) == ["book.toml", "src/SUMMARY.md", "src/deep/two.md", "src/one.md"]
    assert found["book.toml"] == BOOK


def test_without_the_option_nothing_is_attached_and_the_file_is_pdf_a_2(tmp_path: Path) -> None:
    write(tmp_path / "a.md", f"{FRONT}# One\n\nWords.\n")
    assert pipeline(tmp_path, "build", "a.md", *SET).code == 0
    with pikepdf.open(tmp_path / "out" / "a.pdf") as pdf:
        assert not pdf.attachments
        assert "/AF" not in pdf.Root
        assert b"<pdfaid:part>2<" in pdf.Root.Metadata.read_bytes()


def test_standard_input_is_attached_too(tmp_path: Path) -> None:
    front = FRONT.replace("date", "editions: {pdf: {attach-source: true}}\ndate")
    content = f"{front}# One\n\nWords.\n".encode()
    finished = pipeline(tmp_path, "build", "-", "--name", "a", *SET, stdin=content)
    assert (finished.code, finished.err) == (0, "")
    assert list(attached(tmp_path / "out" / "a.pdf").values()) == [content.decode()]
