"""Reading DOCX files back: what Word would show, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx_editions import changed, substituted, without, write
from publications import sample_publication

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


VANISH = "<w:rPr><w:vanish/></w:rPr>"
SHOWN = '<w:rPr><w:vanish w:val="0"/></w:rPr>'


def hidden_style(identifier: str) -> Callable[[str], str]:
    """Give a change that makes a style hide its text."""
    return substituted(
        rf'(w:styleId="{identifier}"[^>]*>.*?)(<w:rPr>.*?)(</w:rPr>)', r"\1\2<w:vanish/>\3"
    )


def test_text_that_is_not_shown_is_no_text(edition: Path, tmp_path: Path) -> None:
    def words(name: str, replacement: str) -> tuple[str, ...]:
        other = changed(
            edition,
            tmp_path / name,
            DOCUMENT,
            substituted("<w:r>(<w:t[^>]*>Before any)", rf"<w:r>{replacement}\1"),
        )
        return exporter.read_back(other).words

    everything = exporter.read_back(edition).words
    assert "Before" in everything
    assert "Before" not in words("vanish.docx", VANISH)
    assert words("shown.docx", SHOWN) == everything


def test_styles_hide_text_and_two_of_them_show_it_again(edition: Path, tmp_path: Path) -> None:
    paragraphs = changed(
        edition, tmp_path / "p.docx", "word/styles.xml", hidden_style("SourceCode")
    )
    assert "print('done')" in exporter.read_back(edition).words
    assert "print('done')" not in exporter.read_back(paragraphs).words
    styled = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
    runs = changed(
        changed(edition, tmp_path / "s.docx", "word/styles.xml", hidden_style("Strong")),
        tmp_path / "r.docx",
        DOCUMENT,
        substituted("<w:r>(<w:t[^>]*>def f)", rf"<w:r>{styled}\1"),
    )
    assert "def" not in exporter.read_back(runs).words
    both = changed(runs, tmp_path / "b.docx", "word/styles.xml", hidden_style("SourceCode"))
    assert "def" in exporter.read_back(both).words


def test_notes_and_images_that_are_not_shown_are_none(edition: Path, tmp_path: Path) -> None:
    facts = exporter.read_back(edition)
    hidden_note = changed(
        edition,
        tmp_path / "note.docx",
        DOCUMENT,
        substituted(r'(<w:rStyle w:val="FootnoteReference"/>)', r"\1<w:vanish/>"),
    )
    assert [n.references for n in exporter.read_back(hidden_note).notes] != [
        n.references for n in facts.notes
    ]
    hidden_image = changed(
        edition,
        tmp_path / "image.docx",
        DOCUMENT,
        substituted("<w:r>(<w:drawing>)", f"<w:r>{VANISH}\\1"),
    )
    assert len(exporter.read_back(hidden_image).images) == len(facts.images) - 1
    marked = changed(
        edition,
        tmp_path / "marked.docx",
        DOCUMENT,
        substituted("<wp:docPr ", '<wp:docPr hidden="1" '),
    )
    assert len(exporter.read_back(marked).images) == len(facts.images) - 1


RELATIONSHIPS = "word/_rels/document.xml.rels"
LOSSES: list[tuple[str, str, Callable[[str], str]]] = [
    ("a dangling id", DOCUMENT, substituted(r'r:embed="\w+"', 'r:embed="rIdNone"')),
    ("no picture in it", DOCUMENT, substituted(r"<a:blip [^>]*>", "")),
    ("nothing drawn", DOCUMENT, substituted(r"<a:graphic>.*?</a:graphic>", "")),
    (
        "no relationship",
        RELATIONSHIPS,
        substituted(r'<Relationship Id="rIdImage1"[^>]*>', ""),
    ),
    (
        "another kind of relationship",
        RELATIONSHIPS,
        substituted(r'(Id="rIdImage1" Type="[^"]*/)image"', r'\1header"'),
    ),
    (
        "an image elsewhere",
        RELATIONSHIPS,
        substituted(
            r'(Id="rIdImage1" Type="[^"]*" Target=)"[^"]*"',
            r'\1"https://e.org/x.png" TargetMode="External"',
        ),
    ),
]


@pytest.mark.parametrize(
    ("member", "change"), [loss[1:] for loss in LOSSES], ids=[loss[0] for loss in LOSSES]
)
def test_a_lost_image_is_told(
    edition: Path, tmp_path: Path, member: str, change: Callable[[str], str]
) -> None:
    first, *others = exporter.read_back(edition).images
    lost = changed(edition, tmp_path / "lost.docx", member, change)
    found, *found_others = exporter.read_back(lost).images
    assert found == f"{first} [no image]"
    assert found_others in (others, [*others[:-1], f"{others[-1]} [no image]"])


def test_an_image_whose_file_is_gone_or_empty_is_told(edition: Path, tmp_path: Path) -> None:
    name = "word/media/image1.png"
    gone = without(edition, tmp_path / "gone.docx", name)
    empty = without(edition, tmp_path / "empty.docx", name, instead=b"")
    for lost in (gone, empty):
        assert any(image.endswith(" [no image]") for image in exporter.read_back(lost).images)


def test_the_title_block_is_what_is_seen(edition: Path, tmp_path: Path) -> None:
    facts = exporter.read_back(edition)
    assert facts.title_block == (
        "Bridges & Budgets",
        "A sample",
        "Ada Writer, Ben Müller",
        "14 February 2025",
    )
    other = changed(
        edition, tmp_path / "other.docx", DOCUMENT, substituted("A sample", "A swindle")
    )
    assert "A swindle" in (exporter.read_back(other).title_block or ())


def test_numbers_beyond_all_letters_are_written_in_digits() -> None:
    assert formatted(10**12, "upperRoman") == "1000000000000"
    assert formatted(10**12, "lowerLetter") == "1000000000000"
    assert formatted(0, "lowerLetter") == "0"
