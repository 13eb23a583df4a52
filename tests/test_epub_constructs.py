"""The EPUB edition of the constructs that go beyond plain text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ace import ace
from constructs import constructs_publication, text
from epub_publications import NAMESPACES, build, member, parsed, publication_of, texts, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publications import item, paragraph, png
from strategies import IMAGE, publications
from validators import epubcheck

from pipeline.exporter import LinkFact
from pipeline.exporters.epub import exporter
from pipeline.exporters.epub.writer.documents import divide
from pipeline.model.nodes import (
    Admonition,
    BulletList,
    CodeBlock,
    CrossReference,
    Definition,
    DefinitionItem,
    DefinitionList,
    Division,
    Heading,
    Image,
    ListItem,
    Math,
    MathBlock,
    Note,
    NoteReference,
    PageBreak,
    Paragraph,
    Span,
    Term,
    Text,
)
from pipeline.model.publication import Asset, Publication, Section
from pipeline.verify import compare
from pipeline.verify.expected import expected_facts
from pipeline.verify.report import report_text

FORMULA = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics><mrow>'
    "<mi>E</mi>\n <mo>=</mo> <mi>m</mi><mo>\u2062</mo><msup><mi>c</mi><mn>2</mn></msup>"
    "<mphantom><mi>unseen</mi></mphantom></mrow>"
    '<annotation encoding="application/x-tex">E = mc^2</annotation></semantics></math>'
)
BLOCK = MathBlock("E = mc^2", "energy", "1", "E=mc2", FORMULA)
INLINE = Math("E = mc^2", "E=mc2", FORMULA.replace(' display="block"', ""))


def differences(publication: Publication, edition: Path) -> str:
    """Give a report of where an edition says otherwise than its publication; "" for nowhere."""
    comparison = compare(publication, {"epub": exporter.read_back(edition)})
    return "" if comparison.agrees else report_text(comparison)


def with_formulas() -> Publication:
    """Give formulas with MathML: within lines, alone, in a heading and in a note."""
    mark = NoteReference("n", "fn-1", "1", "r")
    link = CrossReference(text("it"), "energy")
    blocks = (paragraph("See ", INLINE, mark, "-like, ", link), BLOCK)
    note = Note("n", (Paragraph((INLINE,)),), "fn-1", "1", ("r",))
    publication = publication_of(blocks, notes=(note,))
    heading = Heading(1, (Text("On "), INLINE), "one")
    entries = (replace(publication.outline[0], text="On E=mc2"),)
    return replace(
        publication,
        sections=(Section(heading, blocks),),
        outline=entries,
        bookmarks=entries,
        contents=entries,
    )


def test_every_construct_comes_back_and_is_valid(tmp_path: Path) -> None:
    publication = constructs_publication()
    edition = written(publication, tmp_path)
    assert differences(publication, edition) == ""
    facts = exporter.read_back(edition)
    own = {"pictures": None, "identifiers": None}
    assert replace(facts, **own) == replace(expected_facts(publication), **own)
    assert epubcheck([edition]) == []


def test_formulas_are_mathml_and_the_package_says_where(tmp_path: Path) -> None:
    publication = with_formulas()
    edition = written(publication, tmp_path)
    facts = exporter.read_back(edition)
    assert facts.words == ("On", "E=mc2", "See", "E=mc2-like,", "it", "E=mc2", "(1)")
    assert facts.links == (LinkFact("it", "#¶ E=mc2 (1)"),)
    assert facts.notes[0].text == "E=mc2"
    assert facts.marks == ("E=mc2|1",)
    package = parsed(edition, "content.opf")
    named = package.xpath("//opf:item[@properties='mathml']/@href", namespaces=NAMESPACES)
    assert named == ["text/chapter-01.xhtml"]
    assert differences(publication, edition) == ""
    assert epubcheck([edition]) == []


def features(blocks: tuple[object, ...], folder: Path) -> list[str]:
    """Give the features that an edition of blocks claims for its formulas."""
    edition = written(publication_of(blocks), folder)  # type: ignore[arg-type]  # blocks they are
    said = texts(
        parsed(edition, "content.opf"), "//opf:meta[@property='schema:accessibilityFeature']"
    )
    return [feature for feature in said if feature in {"MathML", "latex"}]


def test_what_is_claimed_of_formulas_is_true_of_all(tmp_path: Path) -> None:
    tex = paragraph(Math("x"))
    assert features((BLOCK, paragraph(INLINE)), tmp_path) == ["MathML"]
    assert features((BLOCK, tex), tmp_path) == ["latex"]
    assert features((paragraph("none"),), tmp_path) == []


def places() -> Iterator[tuple[object, str]]:
    """Yield blocks that hold the place "x", and what links tell of it."""
    image = Image("dot", "dot", asset=IMAGE, identifier="x")
    yield paragraph("The ", Span(text("place"), "x"), " here"), "#¶ The place here"
    yield paragraph(Span((), "x")), "#¶"
    yield paragraph(image), "#¶"
    yield BulletList((ListItem((paragraph(image), paragraph("below"))),)), "#¶"
    yield BulletList((ListItem((paragraph(Span(text("a"), "x")),), checked=True),)), "#¶ a"
    yield CodeBlock("code", title="A title", identifier="x", first_number=7), "#¶ A title"
    yield CodeBlock("a\nb", identifier="x", first_number=7), "#¶ a b"
    yield CodeBlock("", identifier="x"), "#¶"
    yield MathBlock("x^2", "x", "3"), "#¶ x^2 (3)"
    yield Admonition("note", (), (PageBreak(), paragraph("in it")), "x"), "#¶ in it"
    yield Division((BulletList((item("one"),)),), "x"), "#¶ one"
    yield Division((paragraph("\u200b"), paragraph("seen")), "x"), "#¶ seen"
    yield Division((), "x"), "#¶"
    term = Term((Span(text("term"), "x"), Text(" two")))
    defined = DefinitionItem((term,), (Definition((paragraph("d"),)),))
    yield DefinitionList((defined,)), "#¶ term two"


@pytest.mark.parametrize(("block", "told"), list(places()))
def test_a_link_to_a_place_tells_the_text_of_its_block(
    block: object, told: str, tmp_path: Path
) -> None:
    link = paragraph(CrossReference(text("there"), "x"))
    after = (block, paragraph("after"), link)
    dot = Asset(IMAGE, "image/png", png(4, 4), 4, 4)
    publication = publication_of(after, assets=(dot,))  # type: ignore[arg-type]  # blocks they are
    edition = written(publication, tmp_path)
    assert exporter.read_back(edition).links == (LinkFact("there", told),)
    assert differences(publication, edition) == ""


def test_a_place_is_found_in_another_document(tmp_path: Path) -> None:
    two = publication_of([paragraph("One.", CrossReference(text("two"), "far"))])
    second = Section(Heading(1, (Text("Two"),), "two"), (Division((paragraph("Far."),), "far"),))
    entries = (*two.outline, replace(two.outline[0], text="Two", identifier="two"))
    changes = {"outline": entries, "bookmarks": entries, "contents": entries}
    publication = replace(two, sections=(*two.sections, second), **changes)  # type: ignore[arg-type]
    edition = written(publication, tmp_path)
    assert b'href="chapter-02.xhtml#far"' in member(edition, "text/chapter-01.xhtml")
    assert differences(publication, edition) == ""


def test_a_page_break_at_the_end_of_a_document_makes_no_empty_page(tmp_path: Path) -> None:
    inner = Section(Heading(2, (Text("In"),), "in"), (paragraph("x"), PageBreak(), PageBreak()))
    publication = publication_of([paragraph("before"), PageBreak()])
    (first,) = publication.sections
    changed = replace(publication, sections=(replace(first, sections=(inner,)),))
    edition = written(changed, tmp_path)
    assert member(edition, "text/chapter-01.xhtml").count(b"page-break") == 1
    (document,) = divide(publication_of([paragraph("nothing to take out")]))
    assert document.chapter is not None
    assert document.chapter.blocks == (paragraph("nothing to take out"),)


def test_numbers_of_lines_and_boxes_of_tasks_are_no_words(tmp_path: Path) -> None:
    tasks = BulletList((ListItem((paragraph("done"),), checked=True), ListItem((), checked=False)))
    code = CodeBlock("a\n\nb", first_number=97, highlighted=(3,))
    edition = written(publication_of([tasks, code]), tmp_path)
    assert exporter.read_back(edition).words == ("One", "done", "a", "b")


@pytest.mark.long
def test_ace_finds_nothing(tmp_path: Path) -> None:
    for name, publication in (("x", constructs_publication()), ("formulas", with_formulas())):
        (tmp_path / name).mkdir()
        assert ace(written(publication, tmp_path / name), tmp_path / name) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("generated")
    (made / IMAGE).write_bytes(png(4, 8))
    return made


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
def test_whatever_is_nested_in_whatever_comes_back(data: st.DataObject, folder: Path) -> None:
    publication = data.draw(publications(str(folder)))
    target = folder / "edition.epub"
    assert build(publication, target) == ()
    assert differences(publication, target) == ""
