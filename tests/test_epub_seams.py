"""EbookLib's seams that the EPUB writer uses (see `exporters/epub/writer/container.py`)."""

import inspect
import zipfile
from pathlib import Path
from typing import Any

import pytest
from ebooklib import epub
from epub_publications import publication_of

from pipeline.exporters.epub.writer.container import Item, Meta, pack

SOURCES = Path(__file__).parent.parent / "pipeline"


def test_an_item_is_written_as_the_bytes_that_it_holds(tmp_path: Path) -> None:
    content = b'<svg viewBox="0 0 1 1"><b>a</b><i>b</i>\n</svg>'
    item = Item("x", "x.xhtml", "application/xhtml+xml", content, ["svg"])
    assert isinstance(item, epub.EpubItem)
    assert not isinstance(item, epub.EpubHtml)
    package = pack(publication_of([]), [Meta("title", "T", {})], [item], [])
    target = tmp_path / "x.epub"
    target.write_bytes(package)
    with zipfile.ZipFile(target) as members:
        assert members.read("EPUB/x.xhtml") == content
        manifest = members.read("EPUB/content.opf")
    assert b'properties="svg"' in manifest


def test_metadata_is_written_in_the_order_of_its_dictionary() -> None:
    book = epub.EpubBook()
    assert book.metadata, "the generator and the chance identifier are gone: `metadata = {}` may go"
    book.metadata = {}
    book.add_metadata("DC", "title", "T", {"id": "t"})
    book.add_metadata(None, "meta", "main", {"refines": "#t", "property": "title-type"})
    assert book.metadata == {
        "http://purl.org/dc/elements/1.1/": {"title": [("T", {"id": "t"})]},
        None: {"meta": [("main", {"refines": "#t", "property": "title-type"})]},
    }


def test_the_package_element_is_still_open_when_its_language_is_set() -> None:
    class Writer(epub.EpubWriter):  # type: ignore[misc]
        def _write_opf_file(self, root: Any) -> None:
            seen.append(root.tag)

    seen: list[str] = []
    Writer("unused", epub.EpubBook())._write_opf()
    assert seen == ["package"]


def test_everything_is_written_through_out_writestr() -> None:
    parts = ("_write_container", "_write_opf_file", "_write_items")
    for name in parts:
        assert "self.out.writestr(" in inspect.getsource(getattr(epub.EpubWriter, name))
    written = inspect.getsource(epub.EpubWriter.write)
    calls = ["self._write_container()", "self._write_opf()", "self._write_items()"]
    assert [call for call in calls if call in written] == calls


def test_the_time_of_the_last_change_is_an_option() -> None:
    assert 'self.options["mtime"]' in inspect.getsource(epub.EpubWriter._write_opf_metadata)


@pytest.mark.parametrize("name", ["ebooklib"])
def test_the_library_is_imported_in_one_module_only(name: str) -> None:
    importing = [
        path.relative_to(SOURCES).as_posix()
        for path in sorted(SOURCES.rglob("*.py"))
        if any(
            line.strip().startswith((f"import {name}", f"from {name}"))
            for line in path.read_text("utf-8").splitlines()
        )
    ]
    assert importing == ["exporters/epub/writer/container.py"]
