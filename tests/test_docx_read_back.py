"""Reading DOCX files back: what Word would show, and what is said of files that are damaged."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_editions import changed, members, substituted, write
from publications import sample_publication

from pipeline.errors import EditionError
from pipeline.exporter import HeadingFact
from pipeline.exporters.docx import exporter
from pipeline.exporters.docx.read_back.styles import formatted

DOCUMENT, NUMBERING = "word/document.xml", "word/numbering.xml"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample's edition."""
    path = tmp_path_factory.mktemp("docx") / "edition.docx"
    write(sample_publication(), path)
    return path


def numbers(path: Path) -> list[str]:
    """Give the numbers of the headings."""
    return [heading.number for heading in exporter.read_back(path).outline]


def without(source: Path, target: Path, name: str) -> Path:
    """Copy an archive without one member."""
    with zipfile.ZipFile(target, "w") as archive:
        for member, content in members(source).items():
            if member != name:
                archive.writestr(member, content)
    return target


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no DOCX file"),
        (b"%PDF-1.7", "is no DOCX file"),
        (b"PK\x03\x04" + b"\0" * 50, "is no DOCX file"),
    ],
)
def test_what_is_no_archive_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "no.docx"
    path.write_bytes(content)
    with pytest.raises(EditionError, match=sentence) as caught:
        exporter.read_back(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"none\.docx cannot be read: No such file"):
        exporter.read_back(tmp_path / "none.docx")
    with pytest.raises(EditionError, match="cannot be read"):
        exporter.read_back(tmp_path)


@pytest.mark.parametrize("name", ["_rels/.rels", DOCUMENT, "word/styles.xml", "word/footnotes.xml"])
def test_a_lost_part_is_named(edition: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(EditionError):
        exporter.read_back(without(edition, tmp_path / "lost.docx", name))


def test_a_part_that_is_no_xml_is_named(edition: Path, tmp_path: Path) -> None:
    broken = changed(edition, tmp_path / "broken.docx", DOCUMENT, lambda text: text[:-40])
    with pytest.raises(EditionError, match=r"broken\.docx is damaged: word/document\.xml"):
        exporter.read_back(broken)


def test_a_truncated_archive_is_refused(edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "half.docx"
    path.write_bytes(edition.read_bytes()[:4000])
    with pytest.raises(EditionError):
        exporter.read_back(path)


def test_a_spoilt_member_is_refused(edition: Path, tmp_path: Path) -> None:
    content = bytearray(edition.read_bytes())
    with zipfile.ZipFile(edition) as archive:
        begin = archive.getinfo(DOCUMENT).header_offset
    content[begin + 100 : begin + 160] = b"\0" * 60
    path = tmp_path / "spoilt.docx"
    path.write_bytes(content)
    with pytest.raises(EditionError):
        exporter.read_back(path)


CHANGES: list[tuple[str, str, Callable[[str], str]]] = [
    ("outline", DOCUMENT, substituted('"Heading2"', '"Heading3"')),
    ("outline", DOCUMENT, substituted("Deeper", "Higher")),
    ("outline", NUMBERING, substituted('w:start w:val="1"', 'w:start w:val="4"')),
    ("contents", DOCUMENT, substituted('"TOC2"', '"TOC1"')),
    ("contents", DOCUMENT, substituted(r'anchor="_Toc000001"', 'anchor="_Toc000003"')),
    ("links", DOCUMENT, substituted(r'anchor="_Ref\d+"', 'anchor="_RefNone"')),
    ("links", "word/_rels/document.xml.rels", substituted(r"a\?b=1", "a?b=2")),
    ("notes", "word/footnotes.xml", substituted("Second note", "Second word")),
    ("notes", DOCUMENT, substituted("NOTEREF _Note1", "NOTEREF _Note2")),
    ("images", DOCUMENT, substituted('descr="dot"', 'descr="spot"')),
    ("words", DOCUMENT, substituted("maintenance", "main tenance")),
    ("words", DOCUMENT, substituted("<w:br/>", "")),
    ("title", "docProps/core.xml", substituted("Bridges", "Ridges")),
    ("authors", "docProps/core.xml", substituted("; Ben", "; Bob")),
    ("language", "docProps/core.xml", substituted(">en<", ">de<")),
]


@pytest.mark.parametrize(("aspect", "name", "change"), CHANGES)
def test_a_change_of_the_file_is_a_change_of_the_facts(
    edition: Path, tmp_path: Path, aspect: str, name: str, change: Callable[[str], str]
) -> None:
    facts = exporter.read_back(edition)
    other = exporter.read_back(changed(edition, tmp_path / "other.docx", name, change))
    assert getattr(facts, aspect) != getattr(other, aspect)


def test_numbers_are_counted_as_word_counts_them(edition: Path, tmp_path: Path) -> None:
    roman = changed(
        edition,
        tmp_path / "roman.docx",
        NUMBERING,
        substituted(r'"decimal"(.*?)w:val="%1"', r'"upperRoman"\1w:val="Chapter %1:"'),
    )
    assert numbers(roman) == ["Chapter I:", "", "", "Chapter II:"]
    unnumbered = changed(
        edition,
        tmp_path / "unnumbered.docx",
        DOCUMENT,
        substituted(
            r'(<w:pStyle w:val="Heading1"/>)',
            r'\1<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>',
        ),
    )
    assert numbers(unnumbered) == ["", "", "", "1"]


def test_levels_and_numbers_that_word_has_not_are_no_stumbling_block(
    edition: Path, tmp_path: Path
) -> None:
    odd = changed(
        edition,
        tmp_path / "odd.docx",
        NUMBERING,
        lambda text: text.replace('w:ilvl="0"', 'w:ilvl="42"').replace('"3"', '"three"'),
    )
    styled = changed(
        odd,
        tmp_path / "styled.docx",
        "word/styles.xml",
        substituted(
            r'<w:numPr><w:numId w:val="1"/>', '<w:numPr><w:ilvl w:val="42"/><w:numId w:val="1"/>'
        ),
    )
    assert numbers(styled) == ["", "", "", ""]


def test_entities_are_not_taken_from_elsewhere(edition: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden")
    declared = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document'
    hostile = changed(
        edition,
        tmp_path / "hostile.docx",
        DOCUMENT,
        lambda text: text.replace("<w:document", declared).replace("Before any", "&x;Before any"),
    )
    assert not any("hidden" in word for word in exporter.read_back(hostile).words)


def test_an_outline_level_of_its_own_makes_a_heading(edition: Path, tmp_path: Path) -> None:
    promoted = changed(
        edition,
        tmp_path / "promoted.docx",
        DOCUMENT,
        substituted(
            '<w:pStyle w:val="Rubric"/>', '<w:pStyle w:val="Rubric"/><w:outlineLvl w:val="4"/>'
        ),
    )
    assert HeadingFact(5, "", "A rubric") in exporter.read_back(promoted).outline


def test_simple_fields_are_fields_too(edition: Path, tmp_path: Path) -> None:
    simple = changed(
        edition,
        tmp_path / "simple.docx",
        DOCUMENT,
        substituted(
            r"<w:r><w:t[^>]*>Before any",
            '<w:fldSimple w:instr="HYPERLINK &quot;https://e.org/&quot; \\\\o &quot;tip&quot;">'
            "<w:r><w:t>field</w:t></w:r></w:fldSimple><w:r><w:t>Before any",
        ),
    )
    first = exporter.read_back(simple).links[0]
    assert (first.text, first.target) == ("field", "https://e.org/")


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "decimal", "4"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (28, "upperLetter", "BB"),
        (3, "lowerLetter", "c"),
        (3, "none", ""),
    ],
)
def test_numbers_have_words_forms(number: int, form: str, shown: str) -> None:
    assert formatted(number, form) == shown
