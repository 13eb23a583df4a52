"""A small book with all that books have: its editions agree, are valid, say what they should."""

import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from commands import ROOT
from lxml import etree
from validators import epubcheck, openxml_audit, vera_check

from pipeline.build import Reading, Wishes, read_source, write_editions
from pipeline.exporter import EditionFacts
from pipeline.project import find_source
from pipeline.registry import installed_formats, load_exporters
from pipeline.verification import verify_output

HANDBOOK = ROOT / "tests" / "samples" / "handbook"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
FORMATS = tuple(installed_formats())


@cache
def reading() -> Reading:
    return read_source(find_source(str(HANDBOOK)), Wishes())


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write all editions; give their folder."""
    folder = tmp_path_factory.mktemp("handbook")
    assert reading().diagnostics == ()
    assert write_editions(reading(), load_exporters(FORMATS), folder, lambda _: None) == ()
    return folder


@pytest.fixture(scope="module")
def facts(editions: Path) -> Mapping[str, EditionFacts]:
    found = load_exporters(FORMATS)
    return {name: found[name].read_back(editions / f"handbook.{name}") for name in FORMATS}


def test_the_editions_agree(editions: Path) -> None:
    assert verify_output(reading(), load_exporters(FORMATS), editions).agrees


def test_the_editions_are_valid(editions: Path) -> None:
    assert vera_check([editions / "handbook.pdf"]) == []
    assert epubcheck([editions / "handbook.epub"]) == []
    assert openxml_audit(editions / "handbook.docx") == []


OUTLINE = """
1  Preface
2  How to read it
1  Tending the light
2 1 The lamp
3 1.1 Lighting it
3 1.2 Oil and wick
4 1.2.1 Trimming the wick
4 1.2.2 Measuring the oil
2 2 The log
3 2.1 What is written down
3 2.2 Who is on watch
1  Tending the harbour
2 3 The fairway
3 3.1 Depths
1 A Signals
2 A.1 Ice
2 A.2 Fog
1 B Stations
2 B.1 Their fog signals
1  Words of the trade
1  Index
"""


@pytest.mark.parametrize("name", FORMATS)
def test_outlines_have_parts_chapters_and_appendices(
    name: str, facts: Mapping[str, EditionFacts]
) -> None:
    lines = [f"{h.level} {h.number} {h.text}" for h in facts[name].outline]
    assert lines == OUTLINE.strip().split("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_references_have_the_words_of_what_they_lead_to(
    name: str, facts: Mapping[str, EditionFacts]
) -> None:
    links = [(link.text, link.target.partition(" ")[0]) for link in facts[name].links]
    wanted = [
        *(("the lamp", "#The"), ("Section 1.2.1", "#Trimming"), ("Figure 1.1", "#¶")),
        *(("Table 2.1", "#¶"), ("Figure 1.1", "#¶"), ("Oil and wick", "#Oil")),
        *(("Equation 1.1", "#¶"), ("Table 1.1", "#¶"), ("the log", "#What")),
        *(("Listing 2.1", "#¶"), ("Table 2.1", "#¶"), ("The lamp", "#The")),
        *(("Figure 3.1", "#¶"), ("Section A.1", "#Ice"), ("Table A.1", "#¶")),
        *(("Appendix A", "#Signals"), ("Section B.1", "#Their"), ("Section A.2", "#Fog")),
        ("Section 2.1", "#What"),
    ]
    assert links == wanted


@pytest.mark.parametrize("name", FORMATS)
def test_captions_have_their_numbers(name: str, facts: Mapping[str, EditionFacts]) -> None:
    words = " ".join(facts[name].words)
    for caption in (
        "Figure 1.1 The lamp with its glass and pump",
        "Table 1.1 Oil for one night",
        "Listing 2.1 An entry of the log",
        "Table 2.1 The watches of a night",
        "Figure 3.1 The fairway, seen from the gallery",
        "Table A.1 Signals of the mast",
        "(1.1) By Equation 1.1",
    ):
        assert caption in words


@pytest.mark.parametrize("name", FORMATS)
def test_lists_follow_the_contents(name: str, facts: Mapping[str, EditionFacts]) -> None:
    lists = [entry for entry in facts[name].contents if entry.level]
    *_, one, two, three, four, five, six = lists
    assert [entry.text for entry in (one, two, three, four, five, six)] == [
        "Figure 1.1 The lamp with its glass and pump",
        "Figure 3.1 The fairway, seen from the gallery",
        "Table 1.1 Oil for one night",
        "Table 2.1 The watches of a night",
        "Table A.1 Signals of the mast",
        "Listing 2.1 An entry of the log",
    ]
    assert {one.page, six.page} <= {"", "2", "4"}


INDEX = "fairway, lamp, wick, , mantle, oil, ; see also lamp petroleum, see oil"


@pytest.mark.parametrize("name", FORMATS)
def test_the_index_leads_to_its_places(name: str, facts: Mapping[str, EditionFacts]) -> None:
    assert " ".join(facts[name].words).endswith(INDEX)
    found = [entry for entry in facts[name].contents if not entry.level]
    begun = [entry.target.split()[1] for entry in found]
    assert begun == ["Two", "A", "A", "A", "Open", "Table"]
    pages = [entry.page for entry in found]
    assert pages == ([""] * 6 if name in {"epub", "html"} else ["6", "2", "2", "2", "2", "3"])


def test_pages_before_the_first_chapter_have_roman_numbers(
    facts: Mapping[str, EditionFacts],
) -> None:
    for name in ("pdf", "docx"):
        pages = {entry.text: entry.page for entry in facts[name].contents if entry.level}
        assert pages["Preface"] == "iv"
        assert pages["Tending the light"] == "1"
        assert pages["The lamp"] == "2"


def test_word_counts_pages_captions_and_letters_itself(editions: Path) -> None:
    with zipfile.ZipFile(editions / "handbook.docx") as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        numbering = etree.fromstring(archive.read("word/numbering.xml"))
    front, main = document.iter(f"{W}sectPr")
    forms = [s.find(f"{W}pgNumType").attrib for s in (front, main)]
    assert forms == [{f"{W}fmt": "lowerRoman"}, {f"{W}fmt": "decimal", f"{W}start": "1"}]
    fields = [(e.text or "").split() for e in document.iter(f"{W}instrText")]
    counted = [words for words in fields if words[0] == "SEQ"]
    assert [words[1] for words in counted] == [
        *("Figure", "Equation", "Table", "Listing", "Table", "Figure", "Table")
    ]
    assert all(words[-2:] == ["\\r", "1"] for words in counted)
    repeated = [words for words in fields if words[0] == "REF"]
    assert len(repeated) == 14
    marks = {e.get(f"{W}name") for e in document.iter(f"{W}bookmarkStart")}
    assert {words[1] for words in repeated} <= marks
    marked = [words[1] for words in fields if words[:1] == ["XE"]]
    entries = "lamp lamp:wick mantle lamp:wick petroleum oil fairway"
    assert marked == [f'"{entry}"' for entry in entries.split()]
    assert [words for words in fields if words[:1] == ["INDEX"]] != []
    assert [words[-1] for words in fields if words[:1] == ["TOC"]] == [
        *("\\z", '"Figure"', '"Table"', '"Listing"')
    ]
    assert "upperLetter" in [e.get(f"{W}val") for e in numbering.iter(f"{W}numFmt")]
    styles = [e.get(f"{W}val") for e in document.iter(f"{W}pStyle")]
    assert styles.count("Part") == 2
    assert "Heading2Like2" in styles


def test_an_epub_tells_what_its_chapters_are(editions: Path) -> None:
    roles: list[tuple[str, str, str]] = []
    with zipfile.ZipFile(editions / "handbook.epub") as archive:
        for name in sorted(n for n in archive.namelist() if "/chapter-" in n):
            root = etree.fromstring(archive.read(name))
            body, section = root.find("{*}body"), root.find("{*}body/{*}section")
            roles.append((body.get(EPUB_TYPE), section.get(EPUB_TYPE), section.get("role")))
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    assert roles == [
        ("frontmatter", "preface", "doc-preface"),
        ("bodymatter", "part", "doc-part"),
        ("bodymatter", "chapter", "doc-chapter"),
        ("bodymatter", "chapter", "doc-chapter"),
        ("bodymatter", "part", "doc-part"),
        ("bodymatter", "chapter", "doc-chapter"),
        ("backmatter", "appendix", "doc-appendix"),
        ("backmatter", "appendix", "doc-appendix"),
        ("backmatter", "glossary", "doc-glossary"),
        ("backmatter", "index", "doc-index"),
    ]
    landmarks = [
        (link.get(EPUB_TYPE), link.get("href"))
        for link in nav.iter("{*}a")
        if link.get(EPUB_TYPE) is not None
    ]
    assert ("bodymatter", "text/chapter-02.xhtml") in landmarks
    assert ("glossary", "text/chapter-09.xhtml") in landmarks
