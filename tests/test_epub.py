"""The EPUB edition: the package, the documents, the navigation."""

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from epub_publications import (
    NAMESPACES,
    build,
    hard_publication,
    member,
    parsed,
    publication_of,
    right_to_left_publication,
    texts,
    without_headings,
    written,
)
from publications import paragraph, sample_publication
from validators import epubcheck

from pipeline.exporter import Exporter
from pipeline.exporters.epub import EpubOptions, exporter
from pipeline.model.metadata import Metadata
from pipeline.model.nodes import Figure, Image, Note, NoteReference, Text
from pipeline.model.publication import OutlineEntry, Publication, flatten_outline
from pipeline.verify.compare import told_alike
from pipeline.verify.expected import expect
from pipeline.verify.pictures import Pictures

BUILD_SAMPLE = (
    "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
    "from epub_publications import build; from publications import sample_publication;"
    "build(sample_publication(), Path(sys.argv[2]))"
)

LIST_IMPORTS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from publications import sample_publication
from pipeline.exporter import EditionPlan
from pipeline.exporters.epub import EpubOptions, exporter
from pipeline.theme import THEMES
plan = EditionPlan(sample_publication(), THEMES["report"], EpubOptions(page_list=False), pages=None)
exporter.write(plan, Path(sys.argv[2]))
exporter.read_back(Path(sys.argv[2]))
heavy = ("reportlab", "docx", "PIL", "markdown", "ebooklib")
print([name for name in heavy if name in sys.modules])
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("epub") / "sample.epub"
    assert build(sample_publication(), target) == ()
    return target


def test_the_plugin_keeps_the_contract() -> None:
    assert isinstance(exporter, Exporter)
    assert exporter.suffix == ".epub"
    assert exporter.options is EpubOptions


@pytest.mark.parametrize(
    "publication", [sample_publication(), hard_publication(), right_to_left_publication()]
)
def test_epubcheck_finds_nothing(publication: Publication, tmp_path: Path) -> None:
    assert epubcheck([written(publication, tmp_path)]) == []


@pytest.mark.parametrize(
    "publication",
    [
        sample_publication(),
        hard_publication(),
        right_to_left_publication(),
        publication_of([]),
        without_headings(publication_of([])),
        publication_of([paragraph("no contents")], contents=()),
    ],
)
def test_an_edition_says_what_its_publication_says(
    publication: Publication, tmp_path: Path
) -> None:
    facts = exporter.read_back(written(publication, tmp_path))
    told, expectation = told_alike(expect(publication), facts, Pictures(publication.assets))
    names = {f"#{place.partition('#')[2]}" for place in told.identifiers or ()}
    assert names >= set(expectation.facts.identifiers or ())
    assert replace(told, identifiers=None) == replace(expectation.facts, identifiers=None)


def test_the_first_member_is_the_stored_media_type(sample: Path) -> None:
    with zipfile.ZipFile(sample) as members:
        first = members.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert not first.extra
        assert members.read(first) == b"application/epub+zip"
        assert {m.date_time for m in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_documents_have_readable_names_in_reading_order(sample: Path) -> None:
    with zipfile.ZipFile(sample) as members:
        assert members.namelist()[2:] == [
            "EPUB/content.opf",
            "EPUB/text/title-page.xhtml",
            "EPUB/nav.xhtml",
            "EPUB/text/preamble.xhtml",
            "EPUB/text/chapter-01.xhtml",
            "EPUB/text/chapter-02.xhtml",
            "EPUB/toc.ncx",
            "EPUB/style.css",
            "EPUB/images/bridge.png",
            "EPUB/images/dot.png",
        ]


def test_the_edition_is_the_same_for_every_hash_seed_time_zone_and_folder(tmp_path: Path) -> None:
    editions = []
    for number, zone in enumerate(("Pacific/Auckland", "America/Lima")):
        folder = tmp_path / (f"{number}" * 20)
        folder.mkdir()
        target = folder / "edition.epub"
        environment = {**os.environ, "PYTHONHASHSEED": str(number + 1), "TZ": zone}
        command = [sys.executable, "-c", BUILD_SAMPLE, str(Path(__file__).parent), str(target)]
        subprocess.run(command, check=True, env=environment, cwd=folder)
        editions.append(target.read_bytes())
    assert editions[0] == editions[1]


def test_a_build_imports_no_library_of_another_format(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIST_IMPORTS, str(Path(__file__).parent), str(tmp_path / "x")]
    finished = subprocess.run(command, check=True, capture_output=True, text=True)
    assert finished.stdout.strip() == "['ebooklib']"


def test_knowing_the_plugin_imports_no_library() -> None:
    script = (
        "import sys; import pipeline.exporters.epub;"
        "print([m for m in ('ebooklib', 'lxml', 'PIL') if m in sys.modules])"
    )
    command = [sys.executable, "-c", script]
    finished = subprocess.run(command, check=True, capture_output=True, text=True)
    assert finished.stdout.strip() == "[]"


def test_the_plugin_is_found_by_its_entry_point() -> None:
    (entry,) = entry_points(group="pipeline.exporters", name="epub")
    assert entry.load() is exporter


def test_metadata_is_complete(sample: Path) -> None:
    root = parsed(sample, "content.opf")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert texts(root, "//dc:title") == ["Bridges & Budgets", "A sample"]
    assert texts(root, "//dc:creator") == ["Ada Writer", "Ben Müller"]
    assert texts(root, "//opf:meta[@property='file-as']") == ["Writer, Ada", "Müller, Ben"]
    assert texts(root, "//opf:meta[@property='role']") == ["aut", "aut"]
    assert texts(root, "//opf:meta[@property='dcterms:modified']") == ["2025-02-14T00:00:00Z"]
    assert texts(root, "//dc:identifier") == ["urn:uuid:1b4e28ba-2fa1-5d2e-883f-0016d3cca427"]
    assert texts(root, "//dc:subject") == ["bridges", "budgets"]
    for name, text in {
        "language": "en",
        "publisher": "Town Press",
        "date": "2025-02-14",
        "description": "What a bridge costs.",
        "rights": "CC BY 4.0",
    }.items():
        assert texts(root, f"//dc:{name}") == [text]
    assert texts(root, "//opf:meta[@property='schema:version']") == ["1.0"]
    assert b"enerator" not in member(sample, "content.opf")


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024", ["2024"]),
        ("2024-02", ["2024-02"]),
        ("2024-02-29", ["2024-02-29"]),
        ("2023-02-29", []),
        ("2024-13", []),
        ("spring", []),
        ("", []),
    ],
)
def test_only_dates_that_there_are_are_told(date: str, shown: list[str], tmp_path: Path) -> None:
    metadata = Metadata(title="T", identifier="urn:x:1", date=date)
    edition = written(publication_of([], metadata=metadata), tmp_path)
    assert texts(parsed(edition, "content.opf"), "//dc:date") == shown


def test_names_sort_by_their_last_word_unless_they_say_otherwise(tmp_path: Path) -> None:
    root = parsed(written(hard_publication(), tmp_path), "content.opf")
    names = texts(root, "//opf:meta[@property='file-as']")
    assert names == ["<B>, A &", "Plato", "Doe, Jane"]


def test_an_isbn_is_said_to_be_one(tmp_path: Path) -> None:
    root = parsed(written(hard_publication(), tmp_path), "content.opf")
    assert texts(root, "//opf:meta[@property='identifier-type']") == ["15"]


def test_characters_that_xml_does_not_have_never_reach_the_file(tmp_path: Path) -> None:
    text = "a\x00\x08\x0b\x1f\ud800\ufffe\uffffb"
    metadata = Metadata(
        title=text,
        subtitle=text,
        authors=(text,),
        identifier=f"urn:x:{text}",
        keywords=(text,),
        description=text,
    )
    blocks = [paragraph(text), Figure(Image(text, text), (Text(text),))]
    edition = written(publication_of(blocks, metadata=metadata), tmp_path)
    facts = exporter.read_back(edition)
    assert (facts.title, facts.authors) == ("ab", ("ab",))
    assert facts.words[:2] == ("One", "ab")
    assert texts(parsed(edition, "content.opf"), "//dc:description") == ["ab"]


def nav_tree(edition: Path) -> list[tuple[int, str, str]]:
    root = parsed(edition, "nav.xhtml")
    links = root.xpath("//h:nav[@epub:type='toc']//h:a", namespaces=NAMESPACES)
    return [
        (len(link.xpath("ancestor::h:li", namespaces=NAMESPACES)), link.get("href"), label)
        for link, label in zip(links, texts(root, "//h:nav[@epub:type='toc']//h:a"), strict=True)
    ]


def ncx_tree(edition: Path) -> list[tuple[int, str, str]]:
    root = parsed(edition, "toc.ncx")
    points = root.xpath("//ncx:navPoint", namespaces=NAMESPACES)
    sources = root.xpath("//ncx:navPoint/ncx:content/@src", namespaces=NAMESPACES)
    depths = [len(p.xpath("ancestor-or-self::ncx:navPoint", namespaces=NAMESPACES)) for p in points]
    return list(zip(depths, sources, texts(root, "//ncx:navPoint/ncx:navLabel"), strict=True))


def test_nav_and_ncx_are_one_tree(sample: Path) -> None:
    assert nav_tree(sample) == ncx_tree(sample)
    bookmarks = flatten_outline(sample_publication().bookmarks)
    assert [(level, label) for level, _, label in nav_tree(sample)] == [
        (entry.level, entry.label) for entry in bookmarks
    ]


def test_the_ncx_tells_its_depth_and_identifier(sample: Path) -> None:
    root = parsed(sample, "toc.ncx")
    metas = root.iterfind(".//ncx:meta", NAMESPACES)
    content = {meta.get("name"): meta.get("content") for meta in metas}
    assert content["dtb:depth"] == "2"
    assert content["dtb:uid"] == "urn:uuid:1b4e28ba-2fa1-5d2e-883f-0016d3cca427"


def test_without_headings_the_navigation_leads_to_the_title_page(tmp_path: Path) -> None:
    edition = written(right_to_left_publication(), tmp_path)
    assert [href for _, href, _ in nav_tree(edition)] == ["text/title-page.xhtml"]
    assert nav_tree(edition) == ncx_tree(edition)


def test_contents_that_nobody_wants_are_no_page_but_still_navigation(tmp_path: Path) -> None:
    edition = written(publication_of([], contents=()), tmp_path)
    root = parsed(edition, "content.opf")
    assert "nav" not in root.xpath("//opf:itemref/@idref", namespaces=NAMESPACES)
    assert root.xpath("//opf:item[@properties='nav']/@href", namespaces=NAMESPACES) == ["nav.xhtml"]
    assert exporter.read_back(edition).contents == ()
    assert len(exporter.read_back(edition).bookmarks or ()) == 1


def test_landmarks_lead_to_what_is_there(tmp_path: Path) -> None:
    root = parsed(written(hard_publication(), tmp_path), "nav.xhtml")
    landmarks = root.xpath("//h:nav[@epub:type='landmarks']//h:a", namespaces=NAMESPACES)
    kinds = {a.get(f"{{{NAMESPACES['epub']}}}type"): a.get("href") for a in landmarks}
    assert kinds == {
        "cover": "text/cover.xhtml",
        "titlepage": "text/title-page.xhtml",
        "toc": "nav.xhtml#contents",
        "bodymatter": "text/chapter-01.xhtml",
    }


def test_a_right_to_left_book_says_so_everywhere(tmp_path: Path) -> None:
    edition = written(right_to_left_publication(), tmp_path)
    root = parsed(edition, "content.opf")
    spine = root.find("opf:spine", NAMESPACES)
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    for name in ("nav.xhtml", "text/title-page.xhtml", "text/preamble.xhtml"):
        document = parsed(edition, name)
        assert (document.get("lang"), document.get("dir")) == ("ar", "rtl")
        assert document.xpath("h:body/@dir", namespaces=NAMESPACES) == ["rtl"]
    code = parsed(edition, "text/preamble.xhtml").xpath("//h:pre/@dir", namespaces=NAMESPACES)
    assert code == ["ltr"]


def test_a_note_stands_where_it_is_first_referred_to_and_knows_every_way_back(
    tmp_path: Path,
) -> None:
    sample = sample_publication()
    first, second = sample.sections
    again = NoteReference("a", "fn-1", "1", "fnref-1-3")
    second = replace(second, blocks=(*second.blocks, paragraph("Once more", again)))
    note = replace(sample.notes[0], references=("fnref-1", "fnref-1-2", "fnref-1-3"))
    publication = replace(sample, sections=(first, second), notes=(note, sample.notes[1]))
    edition = written(publication, tmp_path)
    chapter = parsed(edition, "text/chapter-01.xhtml")
    back = chapter.xpath("//h:aside[@id='fn-1']//h:a[@role='doc-backlink']", namespaces=NAMESPACES)
    assert [a.get("href") for a in back] == [
        "#fnref-1",
        "#fnref-1-2",
        "chapter-02.xhtml#fnref-1-3",
    ]
    assert len({a.get("aria-label") for a in back}) == 3
    later = parsed(edition, "text/chapter-02.xhtml")
    assert later.xpath("//h:a[@id='fnref-1-3']/@href", namespaces=NAMESPACES) == [
        "chapter-01.xhtml#fn-1"
    ]
    assert not later.xpath("//h:aside", namespaces=NAMESPACES)


def test_a_note_that_only_a_note_refers_to_stands_beside_it(tmp_path: Path) -> None:
    edition = written(hard_publication(), tmp_path)
    chapter = parsed(edition, "text/chapter-01.xhtml")
    assert chapter.xpath("//h:aside/@id", namespaces=NAMESPACES) == ["fn-1", "fn-2"]


def test_an_edition_without_a_time_has_a_fixed_one(tmp_path: Path) -> None:
    root = parsed(written(publication_of([]), tmp_path), "content.opf")
    modified = texts(root, "//opf:meta[@property='dcterms:modified']")
    assert modified == ["1970-01-01T00:00:00Z"]


def test_a_hundred_chapters_sort_as_they_are_read(tmp_path: Path) -> None:
    section = publication_of([]).sections[0]
    sections = tuple(
        replace(section, heading=replace(section.heading, identifier=f"s{n}")) for n in range(100)
    )
    entries = tuple(OutlineEntry(1, "", "One", f"s{n}") for n in range(100))
    publication = publication_of([], sections=sections, outline=entries, bookmarks=entries)
    with zipfile.ZipFile(written(publication, tmp_path)) as members:
        names = [name for name in members.namelist() if "chapter" in name]
    assert names[0] == "EPUB/text/chapter-001.xhtml"
    assert names == sorted(names)
    assert len(names) == 100


def test_nothing_is_written_where_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        build(publication_of([]), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_unreferred_note_is_not_lost(tmp_path: Path) -> None:
    note = Note("n", (paragraph("Nobody refers to me."),), "fn-1", "1")
    edition = written(publication_of([], notes=(note,)), tmp_path)
    assert [fact.text for fact in exporter.read_back(edition).notes] == ["Nobody refers to me."]
