"""What the editions of the sample look like inside, as text that a person can read.

`make accept` renews the files in `tests/golden/`; a difference there is a difference for readers.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree
from publications import sample_publication
from roads import exporters, write_edition

GOLDEN = Path(__file__).parent / "golden"
DOCX_PARTS = ("word/document.xml", "word/footnotes.xml", "word/numbering.xml", "word/settings.xml")


def short_sample() -> Any:
    """Give the sample without most of its filling."""
    sample = sample_publication()
    first, second = sample.sections
    short = (*second.blocks[:2], second.blocks[-1])
    return replace(sample, sections=(first, replace(second, blocks=short)))


def pretty(xml: bytes) -> str:
    """Give XML with a line for each element that holds no text."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
    return str(etree.tostring(etree.fromstring(xml, parser), pretty_print=True, encoding="unicode"))


def zipped(edition: Path, wanted: Callable[[str], bool]) -> str:
    """Give the wanted members of a zip file, each under its name."""
    with zipfile.ZipFile(edition) as archive:
        names = [name for name in archive.namelist() if wanted(name)]
        return "\n".join(f"==> {name}\n{pretty(archive.read(name))}" for name in names)


def tags(element: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """Yield a line for each structure element below one, with what it says of itself."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            said = [f"{key[1:]}={kid[key]}" for key in ("/Alt", "/ID", "/Lang") if key in kid]
            yield " ".join(["  " * depth + str(kid["/S"])[1:], *said])
            yield from tags(kid, depth + 1)


def pdf_text(edition: Path) -> str:
    """Give a PDF's bookmarks, page labels and structure."""
    with pikepdf.open(edition) as pdf, pdf.open_outline() as outline:
        bookmarks = [f"{entry.title}" for entry in outline.root]
        labels = [page.label for page in pdf.pages]
        lines = [f"bookmarks: {bookmarks}", f"pages: {labels}", *tags(pdf.Root.StructTreeRoot)]
    return "\n".join(lines) + "\n"


def page_text(edition: Path) -> str:
    """Give an HTML page without its stylesheet, and without the data of its images."""
    text = re.sub(r"<style>.*</style>", "<style/>", edition.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"base64,[^\"]*", "base64,", text)


READABLE: dict[str, Callable[[Path], str]] = {
    "docx": lambda edition: zipped(edition, lambda name: name in DOCX_PARTS),
    "epub": lambda edition: zipped(edition, lambda name: name.endswith((".xhtml", ".opf", ".ncx"))),
    "html": page_text,
    "pdf": pdf_text,
}


@pytest.mark.parametrize("name", sorted(READABLE))
def test_an_edition_is_inside_what_it_was(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    edition = tmp_path / "sample"
    write_edition(short_sample(), exporters()[name], edition)
    found = READABLE[name](edition)
    golden = GOLDEN / f"sample.{name}.txt"
    if request.config.getoption("--accept"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
