"""The DOCX edition of the sample: what it says, how it is built, who finds it valid."""

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx_editions import PLAIN, W, assert_agrees, members, part, write
from docx_lint import lint
from publications import sample_publication
from validators import absent, openxml_audit

from pipeline.exporter import EditionPlan
from pipeline.exporters.docx import exporter
from pipeline.exporters.docx.options import DocxOptions, PageNumbers
from pipeline.model.metadata import Kind
from pipeline.model.publication import Publication
from pipeline.theme import Theme, theme_for
from pipeline.typesetting import typeset


def book() -> Publication:
    """Give the sample as a book."""
    sample = sample_publication()
    return replace(sample, settings=replace(sample.settings, kind=Kind.BOOK))


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample's edition as users get it."""
    path = tmp_path_factory.mktemp("docx") / "article.docx"
    assert write(sample_publication(), path, DocxOptions()) == ()
    return path


def styles_of(path: Path) -> list[str]:
    """Give the styles of the body's paragraphs in order."""
    root = part(path)
    return [style.get(f"{W}val", "") for style in root.iter(f"{W}pStyle")]


def test_the_edition_says_what_its_publication_says(article: Path) -> None:
    facts = assert_agrees(sample_publication(), article)
    assert [(entry.number, entry.text) for entry in facts.contents] == [
        ("1", "A first chapter"),
        ("", "Details & <signs>"),
        ("2", "Zweites Kapitel: Größe"),
    ]
    assert [note.references for note in facts.notes] == [2, 1]


def test_the_contents_show_the_page_numbers_of_the_printed_edition(article: Path) -> None:
    pages = typeset(sample_publication(), Theme())
    identifiers = ("a-first-chapter", "details--signs", "größe")
    wanted = [pages.label_of(identifier) for identifier in identifiers]
    assert [entry.page for entry in exporter.read_back(article).contents] == wanted


def test_an_open_xml_validator_finds_nothing(article: Path, tmp_path: Path) -> None:
    as_book = tmp_path / "book.docx"
    write(book(), as_book, DocxOptions(page_numbers=PageNumbers.NONE), theme_for("report", "a5"))
    assert openxml_audit(article) == []
    assert openxml_audit(as_book) == []


def test_the_lint_finds_nothing(article: Path) -> None:
    assert lint(article) == []


def test_two_builds_are_equal_byte_for_byte(article: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    write(sample_publication(), again, DocxOptions())
    assert again.read_bytes() == article.read_bytes()


def test_neither_hash_seed_nor_time_zone_nor_folder_changes_a_byte(
    article: Path, tmp_path: Path
) -> None:
    script = """
import sys
from pathlib import Path
from docx_editions import write
from pipeline.exporters.docx.options import DocxOptions
from publications import sample_publication
write(sample_publication(), Path(sys.argv[1]), DocxOptions())
"""
    target = tmp_path / "elsewhere" / "other.docx"
    target.parent.mkdir()
    subprocess.run(
        [sys.executable, "-c", script, str(target)],
        check=True,
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    )
    assert target.read_bytes() == article.read_bytes()


def test_without_a_timestamp_the_edition_carries_no_date(tmp_path: Path) -> None:
    path = tmp_path / "undated.docx"
    write(replace(sample_publication(), timestamp=None), path)
    core = members(path)["docProps/core.xml"].decode()
    assert "dcterms:created" not in core
    assert "dcterms:modified" not in core


def test_python_docx_reads_the_metadata(article: Path) -> None:
    core = docx.Document(str(article)).core_properties
    assert (core.title, core.author, core.language) == (
        "Bridges & Budgets",
        "Ada Writer; Ben Müller",
        "en",
    )
    assert (core.comments, core.keywords) == ("What a bridge costs.", "bridges; budgets")
    assert core.identifier == "urn:uuid:1b4e28ba-2fa1-5d2e-883f-0016d3cca427"
    assert (core.version, str(core.created)) == ("1.0", "2025-02-14 00:00:00+00:00")
    custom = members(article)["docProps/custom.xml"].decode()
    assert "CC BY 4.0" in custom
    assert "Town Press" in custom


def test_every_construct_has_a_style_of_words_own(article: Path) -> None:
    used = set(styles_of(article))
    named = {style.style_id: style.name for style in docx.Document(str(article)).styles}
    assert used >= {
        *("Title", "Subtitle", "Author", "Date", "TOCHeading", "TOC1", "TOC2", "BodyText"),
        *("Heading1", "Heading2", "Heading3", "ListBullet", "ListNumber", "ListParagraph"),
        *("Quote", "Rubric", "SourceCode", "ThematicBreak", "TableText", "TableHeading"),
        *("Figure", "Caption"),
    }
    assert named["Heading1"] == "Heading 1"
    assert named["TOC1"] == "toc 1"
    assert named["FootnoteText"] == "footnote text"
    assert used <= set(named)


def test_headings_are_numbered_by_word_and_not_by_hand(article: Path) -> None:
    root = part(article)
    titles = [
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='Heading1']") is not None
    ]
    assert titles == ["A first chapter", "Zweites Kapitel: Größe"]
    styles = part(article, "word/styles.xml")
    numbered = [
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}numPr") is not None
    ]
    assert numbered == ["Heading1"]


def test_a_note_that_is_referred_to_twice_is_there_once(article: Path) -> None:
    root = part(article)
    references = [r.get(f"{W}id") for r in root.iter(f"{W}footnoteReference")]
    fields = [i.text for i in root.iter(f"{W}instrText") if "NOTEREF" in (i.text or "")]
    assert references == ["1", "2"]
    assert fields == [" NOTEREF _Note1 \\f \\h "]


def test_a_link_in_a_note_belongs_to_the_notes_part(article: Path) -> None:
    relationships = members(article)["word/_rels/footnotes.xml.rels"].decode()
    assert 'Target="https://example.org/note"' in relationships


def test_an_ordered_list_begins_with_its_own_number(article: Path) -> None:
    numbering = part(article, "word/numbering.xml")
    starts = [start.get(f"{W}val") for start in numbering.iter(f"{W}startOverride")]
    assert starts == ["3"]


def test_lines_of_code_are_one_paragraph(article: Path) -> None:
    (code,) = [
        paragraph
        for paragraph in part(article).iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='SourceCode']") is not None
    ]
    texts = [text.text or "" for text in code.iter(f"{W}t")]
    assert texts == ["def f(x):", "    return x & 1 < 2", "", "print('done')"]
    assert len(list(code.iter(f"{W}br"))) == 3


def test_a_book_has_a_title_page_and_chapters_on_new_pages(tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    write(book(), path)
    assert_agrees(book(), path)
    assert lint(path) == []
    styles = part(path, "word/styles.xml")
    breaking = {
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}pageBreakBefore") is not None
    }
    assert breaking == {"Heading1", "TOCHeading"}
    preamble = next(
        paragraph
        for paragraph in part(path).iter(f"{W}p")
        if "Before any" in "".join(paragraph.itertext())
    )
    assert preamble.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_without_page_numbers_nothing_is_typeset(tmp_path: Path) -> None:
    def pages() -> None:
        pytest.fail("pages were typeset")

    path = tmp_path / "bare.docx"
    options = DocxOptions(page_numbers=PageNumbers.NONE, embed_fonts=False)
    plan = EditionPlan(sample_publication(), Theme(), options, pages)  # type: ignore[arg-type]
    exporter.write(plan, path)
    facts = assert_agrees(sample_publication(), path)
    assert {entry.page for entry in facts.contents} == {""}
    assert "TOC \\n " in members(path)["word/document.xml"].decode()


def test_without_contents_there_are_none(tmp_path: Path) -> None:
    publication = replace(sample_publication(), contents=())
    path = tmp_path / "bare.docx"
    write(publication, path)
    assert_agrees(publication, path)
    assert part(path).find(f".//{W}sdt") is None


def test_building_imports_no_library_of_other_formats(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from docx_editions import write
from publications import sample_publication
write(sample_publication(), Path(sys.argv[1]))
assert "docx" in sys.modules
assert not {"reportlab", "ebooklib", "markdown", "PIL"} & set(sys.modules)
"""
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "edition.docx")],
        check=True,
        cwd=Path(__file__).parent,
    )


def test_listing_the_exporter_imports_no_library() -> None:
    script = (
        "import sys; import pipeline.exporters.docx; "
        "sys.exit(bool({'docx', 'lxml', 'reportlab', 'ebooklib'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_reading_back_imports_no_writer(article: Path) -> None:
    script = """
import sys
from pathlib import Path
from pipeline.exporters.docx import exporter
exporter.read_back(Path(sys.argv[1]))
sys.exit(any(n == "docx" or n.startswith("pipeline.exporters.docx.writer") for n in sys.modules))
"""
    subprocess.run([sys.executable, "-c", script, str(article)], check=True)


def test_libreoffice_opens_it_with_contents_and_fonts(article: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        absent("LibreOffice Writer (soffice or libreoffice) is not on PATH")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", str(article)],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
    )
    facts = exporter.read_back(tmp_path / "article.docx")
    own = exporter.read_back(article)
    assert facts.outline == own.outline
    assert facts.words == own.words
    assert facts.notes == own.notes
    assert facts.images == own.images
    assert [(e.text, e.page) for e in facts.contents] == [(e.text, e.page) for e in own.contents]


def test_members_carry_no_time_and_no_system(article: Path) -> None:
    with zipfile.ZipFile(article) as archive:
        marks = {(m.date_time, m.create_system) for m in archive.infolist()}
    assert marks == {((1980, 1, 1, 0, 0, 0), 0)}


def test_options_are_plain_values() -> None:
    assert PLAIN.page_numbers is PageNumbers.PRINT
    assert DocxOptions() == DocxOptions(page_numbers=PageNumbers("print"), embed_fonts=True)
