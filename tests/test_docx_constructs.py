"""The constructs that go beyond plain text: what they are in Word, and what is read of them."""

import re
from pathlib import Path

import pytest
from constructs import constructs_publication
from docx_editions import PLAIN, W, assert_agrees, checked, members, part, publication_of, write
from docx_lint import lint
from lxml import etree
from publications import cells, item, paragraph, png
from validators import openxml_audit

from pipeline.diagnostics import Code
from pipeline.exporters.docx import exporter
from pipeline.exporters.docx.options import DocxOptions, PageNumbers
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import (
    Abbreviation,
    Admonition,
    Alignment,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    CodeSpan,
    CodeToken,
    CrossReference,
    Definition,
    DefinitionItem,
    DefinitionList,
    Deletion,
    Division,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Insertion,
    Keyboard,
    Length,
    Link,
    ListItem,
    Mark,
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Row,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
    TokenKind,
)
from pipeline.model.publication import Asset
from pipeline.theme import Theme
from pipeline.verify.expected import expected_facts

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
START, END = Alignment.START, Alignment.END
TABLE = Table((START, END), (cells("Name", "Count"),), (cells("a", "1"),))


def text(words: str) -> tuple[Text]:
    """Make the content of an inline."""
    return (Text(words),)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the edition of the publication with all constructs."""
    path = tmp_path_factory.mktemp("docx") / "constructs.docx"
    options = DocxOptions(page_numbers=PageNumbers.NONE)
    (said,) = write(constructs_publication(), path, options)
    assert said.code is Code.EXPANSION_HIDDEN
    return path


def written(path: Path, *blocks: Block, cells: bool = True) -> etree._Element:
    """Give the document part of an edition of blocks, which agrees with them and is clean."""
    return part(checked(publication_of(*blocks), path / "edition.docx", cells=cells))


def shown(element: etree._Element) -> str:
    """Give the text of an element."""
    return "".join(piece.text or "" for piece in element.iter(f"{W}t"))


def style(paragraph_element: etree._Element) -> str:
    """Give the id of a paragraph's style."""
    found = paragraph_element.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def paragraphs(root: etree._Element, wanted: str) -> list[etree._Element]:
    """Give the paragraphs of a style."""
    return [p for p in root.iter(f"{W}p") if style(p) == wanted]


def test_the_edition_says_what_its_publication_says(edition: Path) -> None:
    assert_agrees(constructs_publication(), edition)
    assert lint(edition) == []


def test_an_open_xml_validator_finds_nothing(edition: Path) -> None:
    assert openxml_audit(edition) == []


LOOKS: list[tuple[Inline, str]] = [
    (Deletion(text("x")), "<w:strike/>"),
    (Insertion(text("x")), '<w:u w:val="single"/>'),
    (Mark(text("x")), '<w:rStyle w:val="Marked"/>'),
    (Mark((Strong(text("x")),)), f'<w:shd w:val="clear" w:color="auto" w:fill="{"FDF0A6"}"/>'),
    (Superscript(text("x")), '<w:vertAlign w:val="superscript"/>'),
    (Subscript(text("x")), '<w:vertAlign w:val="subscript"/>'),
    (Keyboard(text("x")), '<w:rStyle w:val="HTMLKeyboard"/>'),
    (Span(text("x"), language="fr"), '<w:lang w:val="fr"/>'),
    (Span(text("x"), language="ja"), '<w:lang w:val="ja" w:eastAsia="ja"/>'),
    (Span(text("א"), language="he", direction="rtl"), "<w:rtl/>"),
    (Link((CodeSpan("x"),), "https://e.org/"), '<w:color w:val="1A4F8B"/>'),
]


@pytest.mark.parametrize(("inline", "property_markup"), LOOKS)
def test_an_inline_has_its_look(inline: Inline, property_markup: str, tmp_path: Path) -> None:
    checked(publication_of(paragraph(inline)), tmp_path / "look.docx")
    document = members(tmp_path / "look.docx")["word/document.xml"].decode()
    (run,) = (run for run in re.findall(r"<w:r>.*?</w:r>", document) if ">x" in run or "א" in run)
    assert property_markup in run


def test_a_change_of_the_text_is_no_tracked_change(edition: Path) -> None:
    root = part(edition)
    assert not list(root.iter(f"{W}del", f"{W}ins"))


def test_every_look_at_once_is_valid(tmp_path: Path) -> None:
    content: Inline = Text("x")
    for kind in (Superscript, Keyboard, Mark, Insertion, Deletion, Emphasis, Strong):
        content = kind((content,))
    everything = Span((content, CodeSpan("c")), "name", language="ar", direction="rtl")
    path = checked(publication_of(paragraph(everything)), tmp_path / "all.docx")
    assert openxml_audit(path) == []


def test_formulas_are_words_own_equations(edition: Path) -> None:
    root = part(edition)
    assert len(list(root.iter(f"{M}oMath"))) == 3
    assert len(list(root.iter(f"{M}oMathPara"))) == 1
    (numbered,) = (p for p in paragraphs(root, "Equation") if shown(p))
    assert shown(numbered) == "(1)"
    assert len(list(numbered.iter(f"{W}tab"))) == 2


def test_a_formula_that_nobody_could_read_is_shown_as_it_was_written(tmp_path: Path) -> None:
    root = written(tmp_path, MathBlock("\\odd{x}", identifier="x", number="3"))
    (formula,) = paragraphs(root, "Equation")
    assert shown(formula) == "\\odd{x}(3)"


def test_a_number_stands_at_the_end_of_its_column(tmp_path: Path) -> None:
    formulas = (MathBlock("x", identifier=name, number=name) for name in "12")
    root = written(tmp_path, next(formulas), BulletList((item(*formulas),)))
    first, second = paragraphs(root, "Equation")
    assert first.find(f"{W}pPr/{W}tabs") is None
    stops = [stop.get(f"{W}val") for stop in second.iter(f"{W}tabs").__next__()]
    assert stops == ["clear", "clear", "center", "right"]


CODE = CodeBlock(
    "if x:\n    pass  # no\ny",
    tokens=(
        CodeToken(TokenKind.KEYWORD, "if"),
        CodeToken(TokenKind.PLAIN, " x"),
        CodeToken(TokenKind.OPERATOR, ":"),
        CodeToken(TokenKind.PLAIN, "\n    pass  "),
        CodeToken(TokenKind.COMMENT, "# no"),
        CodeToken(TokenKind.PLAIN, "\ny"),
    ),
)


def test_tokens_of_code_have_styles(tmp_path: Path) -> None:
    root = written(tmp_path, CODE)
    runs = [
        (run.find(f"{W}rPr/{W}rStyle").get(f"{W}val"), shown(run))
        for run in paragraphs(root, "SourceCode")[0].iter(f"{W}r")
        if run.find(f"{W}rPr") is not None
    ]
    assert runs == [("CodeKeyword", "if"), ("CodeOperator", ":"), ("CodeComment", "# no")]
    styles = part(tmp_path / "edition.docx", "word/styles.xml")
    known = {element.get(f"{W}styleId") for element in styles.iter(f"{W}style")}
    assert {name for name, _ in runs} <= known


def test_bold_and_slanted_code_brings_its_faces_along(tmp_path: Path) -> None:
    def faces(*blocks: Block) -> set[str]:
        path = tmp_path / "faces.docx"
        write(publication_of(*blocks), path, DocxOptions(page_numbers=PageNumbers.NONE))
        mono = part(path, "word/fontTable.xml").find(f"{W}font[@{W}name='Source Code Pro']")
        return {etree.QName(child).localname for child in mono} & {
            f"embed{face}" for face in ("Regular", "Bold", "Italic", "BoldItalic")
        }

    assert faces(paragraph(CodeSpan("x"))) == {"embedRegular"}
    assert faces(CODE) == {"embedRegular", "embedBold", "embedItalic"}
    assert faces(paragraph(Emphasis((Strong((CodeSpan("x"),)),)))) == {
        "embedRegular",
        "embedBoldItalic",
    }


def test_lines_have_numbers_that_are_no_words(tmp_path: Path) -> None:
    code = CodeBlock("a\n\nb", first_number=99)
    root = written(tmp_path, code)
    lines = [*paragraphs(root, "SourceCode"), *paragraphs(root, "SourceCodeContinued")]
    assert [shown(line) for line in lines] == [" 99  a", "100  ", "101  b"]
    hangings = {line.find(f"{W}pPr/{W}ind").get(f"{W}hanging") for line in lines}
    assert hangings == {str(round(5 * 0.6 * Theme().code.size * 20))}


def test_numbered_lines_with_tabs_begin_at_a_tab_stop(tmp_path: Path) -> None:
    root = written(tmp_path, CodeBlock("a\tb\nc", first_number=1))
    lines = [*paragraphs(root, "SourceCode"), *paragraphs(root, "SourceCodeContinued")]
    assert [shown(line) for line in lines] == ["1   ab", "2   c"]


def test_lines_that_are_pointed_out_have_a_ground_of_their_own(tmp_path: Path) -> None:
    code = CodeBlock("a\nb\nc\nd\ne", highlighted=(2, 3, 99), identifier="code")
    root = written(tmp_path, code, paragraph(CrossReference(text("see"), "code")))
    lines = [*paragraphs(root, "SourceCode"), *paragraphs(root, "SourceCodeContinued")]
    grounds = [
        (shown(line), line.find(f"{W}pPr/{W}shd") is not None, line.find(f"{W}pPr/{W}spacing"))
        for line in lines
    ]
    assert [ground[:2] for ground in grounds] == [("a", False), ("bc", True), ("de", False)]
    assert [spacing is None or spacing.get(f"{W}after") for *_, spacing in grounds] == [
        "0",
        "0",
        True,
    ]
    assert exporter.read_back(tmp_path / "edition.docx").links[0].target == "#¶ a b c d e"


def test_a_title_keeps_with_its_code(edition: Path) -> None:
    (title,) = paragraphs(part(edition), "SourceCodeTitle")
    assert shown(title) == "Listing 1 src/main.rs"
    styles = part(edition, "word/styles.xml")
    (found,) = styles.iterfind(f"{W}style[@{W}styleId='SourceCodeTitle']")
    assert found.find(f"{W}pPr/{W}keepNext") is not None


def test_codes_that_follow_each_other_do_not_touch(tmp_path: Path) -> None:
    root = written(tmp_path, CodeBlock("a"), CodeBlock("b"))
    between = paragraphs(root, "SourceCode")[0].getnext()
    assert style(between) == ""
    assert shown(between) == ""


def test_an_admonition_is_a_table_that_says_what_it_is(edition: Path) -> None:
    frames = [
        (
            frame.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val"),
            frame.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"),
            len(frame.findall(f"{W}tr")),
        )
        for frame in part(edition).iter(f"{W}tbl")
    ]
    assert frames[:6] == [
        ("AdmonitionNote", "Note", 2),
        ("AdmonitionWarning", "Be careful", 2),
        ("AdmonitionTip", "Tip", 1),
        ("AdmonitionPlain", "Linux", 2),
        ("AdmonitionPlain", "More", 2),
        ("AdmonitionDanger", "Inside", 2),
    ]


def test_the_title_of_an_admonition_is_a_header_row(tmp_path: Path) -> None:
    root = written(tmp_path, Admonition("warning", text("Look out"), (paragraph("x"),)))
    title, body = root.iter(f"{W}tr")
    assert title.find(f"{W}trPr/{W}tblHeader") is not None
    assert body.find(f"{W}trPr") is None  # it may go on on the next page
    assert style(next(title.iter(f"{W}p"))) == "AdmonitionTitleWarning"


NESTED: dict[str, tuple[Block, ...]] = {
    "in-everything": (
        Admonition(
            "note",
            text("Outer"),
            (
                BlockQuote(
                    (BulletList((item("one", Admonition("tip", text("Inner"), (TABLE, TABLE))),)),)
                ),
                DefinitionList(
                    (
                        DefinitionItem(
                            (Term(text("term")),),
                            (
                                Definition((Admonition("danger", (), (CODE,)),)),
                                Definition((TABLE,)),
                            ),
                        ),
                        DefinitionItem((Term(text("next")),), (Definition((TABLE,)),)),
                    )
                ),
            ),
        ),
    ),
    "empty": (
        Admonition("note", (), ()),
        TABLE,
        Admonition("note", (), (), identifier="nothing"),
        TABLE,
        Division((), identifier="empty"),
        TABLE,
        DefinitionList(()),
        TABLE,
        PageBreak(),
        TABLE,
        BulletList((ListItem((PageBreak(),)), ListItem((Division(()),), checked=True))),
        Admonition("note", text("Only a title"), ()),
        DefinitionList((DefinitionItem((), (Definition(()),)), DefinitionItem((), ()))),
        paragraph(CrossReference(text("a"), "nothing"), CrossReference(text("b"), "empty")),
    ),
    "one-after-the-other": (
        Admonition("note", text("A"), (TABLE,)),
        Admonition("tip", text("B"), (Admonition("tip", (), (TABLE,)),)),
        TABLE,
        Division((TABLE,), identifier="d"),
        Admonition("tip", text("C"), (paragraph("x"),)),
    ),
    "first-in-items": (
        BulletList((item(Admonition("note", text("A"), (paragraph("x"),))),)),
        OrderedList((ListItem((Admonition("note", (), (paragraph("x"),)),), checked=True),)),
        BulletList((ListItem((CodeBlock("x", title="t"),), checked=False),)),
        BulletList(
            (item(DefinitionList((DefinitionItem((Term(text("t")),), ()),))),),
        ),
    ),
}


@pytest.mark.parametrize("name", NESTED)
def test_blocks_stand_in_each_other(name: str, tmp_path: Path) -> None:
    path = checked(publication_of(*NESTED[name]), tmp_path / "nested.docx")
    assert openxml_audit(path) == []


def test_however_deep_admonitions_are_there_is_room_for_words(tmp_path: Path) -> None:
    block: Block = paragraph("deepest")
    for level in range(40):
        block = Admonition("note", text(f"level {level}"), (block,))
    root = written(tmp_path, block, BulletList((item(BlockQuote((block,))),)))
    depths = [len(list(cell.iterancestors(f"{W}tbl"))) for cell in root.iter(f"{W}tc")]
    widths = [int(column.get(f"{W}w", "0")) for column in root.iter(f"{W}gridCol")]
    assert max(depths) == 8
    assert min(widths) > 120 * 20


def test_tasks_have_check_boxes_of_words_own(edition: Path) -> None:
    root = part(edition)
    boxes = [control for control in root.iter(f"{W}sdt") if list(control.iter(f"{W14}checkbox"))]
    states = [box.find(f".//{W14}checked").get(f"{W14}val") for box in boxes]
    assert states == ["1", "0", "1"]
    assert [shown(box) for box in boxes] == ["☑", "☐", "☑"]
    first, second, numbered = (box.getparent() for box in boxes)
    assert [p.find(f"{W}pPr/{W}numPr") is not None for p in (first, second, numbered)] == [
        False,
        False,
        True,
    ]


def test_both_boxes_are_in_the_font_that_is_carried(edition: Path) -> None:
    fonts = {
        font.get(f"{W14}font")
        for font in part(edition).iter(f"{W14}checkedState", f"{W14}uncheckedState")
    }
    assert fonts == {Theme().sans.name}


def test_terms_and_definitions_have_styles(edition: Path) -> None:
    root = part(edition)
    assert [shown(p) for p in paragraphs(root, "DefinitionTerm")] == ["Apple", "Bank", "bench"]
    assert [shown(p) for p in paragraphs(root, "Definition")] == [
        "A fruit.",
        "Money.",
        "A second paragraph.",
        "A seat.",
    ]


def test_a_page_break_is_a_property_of_what_follows(tmp_path: Path) -> None:
    blocks = (
        paragraph("a"),
        PageBreak(),
        paragraph("b"),
        BlockQuote((paragraph("c"), PageBreak())),
        Heading(1, text("d"), "d"),
        BulletList((item("e", PageBreak()),)),
        PageBreak(),
        Heading(1, text("f"), "f"),
        PageBreak(),
        TABLE,
    )
    root = written(tmp_path, *blocks)
    breaking = [
        shown(p) for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert breaking == ["b", "d", "f", ""]


SPANNING = Table(
    (START, END, END),
    (
        Row((Cell(text("Region"), rows=2), Cell(text("Sales"), columns=2))),
        Row((Cell(text("2024")), Cell(text("2025")))),
    ),
    (
        Row((Cell(text("North"), is_header=True), Cell(text("1")), Cell(text("2")))),
        Row((Cell(text("South"), is_header=True, rows=2), Cell(text("3"), columns=2))),
        Row((Cell(text("4"), alignment=Alignment.CENTER), Cell(text("5")))),
    ),
    caption=text("Sales by region"),
)


def test_cells_span_rows_and_columns(tmp_path: Path) -> None:
    root = written(tmp_path, SPANNING, cells=False)
    rows = [
        [
            (
                shown(cell),
                int(cell.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val"))
                if cell.find(f"{W}tcPr/{W}gridSpan") is not None
                else 1,
                cell.find(f"{W}tcPr/{W}vMerge").get(f"{W}val")
                if cell.find(f"{W}tcPr/{W}vMerge") is not None
                else "",
            )
            for cell in row.iterfind(f"{W}tc")
        ]
        for row in root.iter(f"{W}tr")
    ]
    assert rows == [
        [("Region", 1, "restart"), ("Sales", 2, "")],
        [("", 1, "continue"), ("2024", 1, ""), ("2025", 1, "")],
        [("North", 1, ""), ("1", 1, ""), ("2", 1, "")],
        [("South", 1, "restart"), ("3", 2, "")],
        [("", 1, "continue"), ("4", 1, ""), ("5", 1, "")],
    ]
    headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in root.iter(f"{W}tr")]
    assert headers == [True, True, False, False, False]
    look = next(root.iter(f"{W}tblLook"))
    assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
    assert [shown(p) for p in paragraphs(root, "TableHeading") if shown(p)][-2:] == [
        "North",
        "South",
    ]
    (centred,) = (
        p
        for p in paragraphs(root, "TableText")
        if p.find(f"{W}pPr/{W}jc[@{W}val='center']") is not None
    )
    assert shown(centred) == "4"


def test_a_caption_stands_above_its_table_and_names_it(tmp_path: Path) -> None:
    root = written(tmp_path, SPANNING, cells=False)
    (caption,) = paragraphs(root, "TableCaption")
    assert caption.getnext().tag == f"{W}tbl"
    assert next(root.iter(f"{W}tblCaption")).get(f"{W}val") == "Sales by region"


def test_spans_that_contradict_each_other_lose_no_words(tmp_path: Path) -> None:
    rows = (
        Row((Cell(text("a")), Cell(text("b"), rows=3), Cell(text("c"), columns=3))),
        Row((Cell(text("d"), columns=4, rows=2),)),
        Row((Cell(text("e")), Cell(text("f"), columns=9), Cell(text("g")))),
        Row(()),
    )
    publication = publication_of(Table((START,), rows[1:], rows))
    path = tmp_path / "edition.docx"
    write(publication, path, PLAIN)
    assert exporter.read_back(path).words == expected_facts(publication).words
    assert lint(path) == []


def test_images_are_as_large_as_their_author_wants(tmp_path: Path) -> None:
    asset = Asset("dot.png", "image/png", png(96, 48), 96, 48)  # 72 by 36 points

    def size(width: Length | None, height: Length | None, *, alone: bool) -> tuple[int, int]:
        image = Image("dot.png", "dot", asset="dot.png", width=width, height=height)
        block = Figure(image) if alone else paragraph(image)
        path = checked(publication_of(block, assets=(asset,)), tmp_path / "size.docx")
        extent = next(part(path).iter(f"{WP}extent"))
        return round(int(extent.get("cx")) / 12700), round(int(extent.get("cy")) / 12700)

    measure = round(Theme().page.measure)
    assert size(None, None, alone=True) == (72, 36)
    assert size(Length(100), None, alone=True) == (100, 50)
    assert size(None, Length(10), alone=True) == (20, 10)
    assert size(Length(10), Length(10), alone=True) == (10, 10)
    assert size(Length(share=0.5), None, alone=True) == (round(measure / 2), round(measure / 4))
    assert size(Length(99999), None, alone=True)[0] == measure
    assert size(Length(100), None, alone=False) == (100, 50)
    assert size(None, None, alone=False)[1] < 15


def test_a_division_tells_its_language_direction_and_alignment(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        Division((paragraph("سلام."),), language="fa", direction="rtl", identifier="fa"),
        Division((paragraph("centred"), TABLE, CODE), alignment=Alignment.CENTER),
        paragraph(CrossReference(text("see"), "fa")),
    )
    persian, centred, *_ = paragraphs(root, "BodyText")
    assert persian.find(f"{W}pPr/{W}bidi").get(f"{W}val") == "1"
    assert persian.find(f"{W}r/{W}rPr/{W}lang").get(f"{W}bidi") == "fa"
    assert centred.find(f"{W}pPr/{W}jc").get(f"{W}val") == "center"
    assert next(root.iter(f"{W}tblPr")).find(f"{W}jc").get(f"{W}val") == "center"
    assert paragraphs(root, "SourceCode")[0].find(f"{W}pPr/{W}jc") is None


def test_a_part_in_the_other_direction_of_one_in_the_other_direction_is_as_all(
    tmp_path: Path,
) -> None:
    inner = Division((paragraph("english"), BlockQuote((paragraph("q"),))), direction="ltr")
    outer = Division(
        (
            BlockQuote((paragraph("نقل"),)),
            Admonition("note", text("یاد"), (paragraph("x"),)),
            inner,
        ),
        direction="rtl",
    )
    root = written(tmp_path, outer)
    turned, plain = paragraphs(root, "Quote")
    assert [edge.tag for edge in turned.find(f"{W}pPr/{W}pBdr")] == [f"{W}left", f"{W}right"]
    assert plain.find(f"{W}pPr/{W}pBdr") is None
    assert paragraphs(root, "BodyText")[-1].find(f"{W}pPr/{W}bidi") is None
    borders = next(root.iter(f"{W}tblBorders"))
    assert borders.find(f"{W}left").get(f"{W}val") == "nil"


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_the_rule_of_a_frame_stands_where_lines_begin(
    language: str, side: str, tmp_path: Path
) -> None:
    metadata = Metadata(title="T", language=language, identifier="urn:x:1")
    path = tmp_path / "frame.docx"
    block = Admonition("note", text("N"), (paragraph("x"),))
    checked(publication_of(block, metadata=metadata), path)
    styles = part(path, "word/styles.xml")
    (found,) = styles.iterfind(f"{W}style[@{W}styleId='AdmonitionNote']")
    assert [edge.tag for edge in found.find(f"{W}tblPr/{W}tblBorders")] == [f"{W}{side}"]


def test_a_heading_that_is_not_listed_is_none_that_words_contents_look_for(tmp_path: Path) -> None:
    blocks = (
        Heading(1, text("One"), "one", number="1"),
        Heading(2, text("Not listed"), "two", number="1.1", listed=False),
        Heading(1, text("Not listed too"), "three", number="2", listed=False),
    )
    settings = Settings(number_sections=True, number_depth=2)
    publication = publication_of(*blocks, settings=settings)
    path = checked(publication, tmp_path / "unlisted.docx")
    assert [shown(p) for p in paragraphs(part(path), "Heading2Unlisted")] == ["Not listed"]
    numbers = [heading.number for heading in exporter.read_back(path).outline]
    assert numbers == ["1", "1.1", "2"]
    fields = "".join(i.text or "" for i in part(path).iter(f"{W}instrText"))
    assert "\\u" not in fields


def test_places_of_all_kinds_are_found(tmp_path: Path) -> None:
    image = Image("gone.png", "dot", identifier="inner-image")
    asset = Asset("dot.png", "image/png", png(4, 4), 4, 4)
    image = Image("dot.png", "dot", asset="dot.png", identifier="inner-image")
    named: dict[str, Block] = {
        "span": paragraph("before ", Span(text("named"), identifier="span")),
        "code": CodeBlock("a\nb", title="", identifier="code", first_number=1),
        "titled": CodeBlock("a", title="main.py", identifier="titled"),
        "formula": MathBlock("x", identifier="formula", number="1"),
        "admonition": Admonition("note", (), (TABLE,), identifier="admonition"),
        "division": Division((PageBreak(), paragraph(""), item_list()), identifier="division"),
        "table": Table((START,), (), (cells(""), cells("cell")), identifier="table"),
        "figure": Figure(image, text("caption"), identifier="figure"),
        "inner-image": paragraph("x"),
        "blank": Division((), identifier="blank"),
    }
    links = [paragraph(CrossReference(text(name), name)) for name in named]
    publication = publication_of(*links, *named.values(), assets=(asset,))
    path = checked(publication, tmp_path / "places.docx")
    assert [link.target for link in exporter.read_back(path).links] == [
        "#¶ before named",
        "#¶ a b",
        "#¶ main.py",
        "#¶ x (1)",
        "#¶ Name",
        "#¶ one",
        "#¶ cell",
        "#¶ caption",
        "#¶ caption",
        "#¶",
    ]


def item_list() -> BulletList:
    """Make a list of one item."""
    return BulletList((item("one"),))


def test_without_embedded_fonts_nothing_else_changes(tmp_path: Path) -> None:
    bare, full = tmp_path / "bare.docx", tmp_path / "full.docx"
    publication = publication_of(CODE, paragraph("x"))
    write(publication, bare, PLAIN)
    write(publication, full, DocxOptions())
    assert members(bare)["word/document.xml"] == members(full)["word/document.xml"]


def test_abbreviations_that_word_cannot_spell_out_are_told(tmp_path: Path) -> None:
    html = Abbreviation(text("HTML"), "Hypertext Markup Language")
    css = Abbreviation(text("CSS"), "Cascading Style Sheets")
    publication = publication_of(paragraph("Of "), Paragraph((html, css, html)))
    (said,) = write(publication, tmp_path / "short.docx")
    assert said.code is Code.EXPANSION_HIDDEN
    assert "'HTML' and 1 more stand for" in said.message


def test_an_abstract_has_a_style_of_its_own(tmp_path: Path) -> None:
    blocks = (paragraph("In short."), BlockQuote((paragraph("quoted"),)))
    abstract = Admonition("abstract", (Text("Abstract"),), blocks)
    note = Admonition("note", (Text("Note"),), (paragraph("A note."),))
    path = checked(publication_of(abstract, note, paragraph("x")), tmp_path / "a.docx")
    styles = {
        "".join(p.itertext()): p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for p in part(path).iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle") is not None
    }
    assert styles["In short."] == "Abstract"
    assert styles["quoted"] == "Quote"
    assert styles["A note."] == "BodyText"
    assert openxml_audit(path) == []
