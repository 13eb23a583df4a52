"""Which content documents an EPUB edition has: one a chapter, several for a long one."""

from pathlib import Path

import pytest
from commands import pipeline
from epub_publications import parsed
from validators import epubcheck

from pipeline.exporters.epub import exporter

WORDS = "The keeper trims the wick and sees [the last one](#last).[^{n}] " * 60


def long_book(sections: int) -> str:
    """Give a source whose second chapter is long."""
    parts = "\n\n".join(
        f"## Section {n}\n\n{WORDS.format(n=n)}\n\n[^{n}]: Note {n}." for n in range(sections)
    )
    return (
        "---\ntitle: Lamps\nnumber-sections: true\n---\n\n# Short\n\nSee [](#last).\n\n"
        f"# Long\n\nWords.\n\n{parts}\n\n## Last {{#last}}\n\nEnd.\n\n# After\n\nEnd.\n"
    )


def build(folder: Path, sections: int) -> Path:
    (folder / "a.md").write_text(long_book(sections), encoding="utf-8")
    ended = pipeline(folder, "build", "a.md", "--to", "epub,pdf", "-o", "out")
    assert ended.code == 0, ended.out
    return folder / "out" / "a.epub"


def names(edition: Path) -> list[str]:
    """Name the content documents in reading order."""
    items = parsed(edition, "content.opf").iter("{*}itemref")
    return [item.get("idref", "") for item in items][2:]


@pytest.mark.parametrize("sections", [3, 100])
def test_a_long_chapter_has_as_many_documents_as_it_needs(sections: int, tmp_path: Path) -> None:
    edition = build(tmp_path, sections)
    found = names(edition)
    assert found[:2] == ["chapter-01", "chapter-02"]
    assert found[-1] == "chapter-03"
    assert len(found) == (3 if sections == 3 else 4)
    assert epubcheck([edition]) == []


def test_links_notes_and_contents_hold_across_documents(tmp_path: Path) -> None:
    edition = build(tmp_path, 100)
    facts = exporter.read_back(edition)
    assert {link.target for link in facts.links} == {"#Last"}
    assert len(facts.notes) == 100
    assert [h.number for h in facts.outline][-2:] == ["2.101", "3"]
    second = parsed(edition, "text/chapter-02-2.xhtml")
    (title,) = (e.text for e in second.iter("{*}title"))
    assert title is not None
    assert title.startswith("2.")
    assert "#fnref" in "".join(a.get("href", "") for a in second.iter("{*}a"))
    homes = {link.get("href", "") for link in parsed(edition, "nav.xhtml").iter("{*}a")}
    assert "text/chapter-02-2.xhtml#last" in homes
