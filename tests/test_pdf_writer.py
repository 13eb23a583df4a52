"""What the PDF writer makes of pages: text, tags, links, bookmarks, labels, metadata."""

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_sheets import Sheets, publication, shape, write_pdf
from pypdf import PdfReader

from pipeline.model.metadata import Metadata
from pipeline.model.publication import OutlineEntry
from pipeline.theme import Family, Theme
from pipeline.typesetting.fonts import load_face
from pipeline.typesetting.pages import Box, Element, Glyph, Role, Run, ShapedWord


def texts(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def kids(element: Any) -> list[Any]:
    if "/K" not in element:
        return []
    return list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]


def tree(element: Any) -> Any:
    """Give an element as its type, or as its type and the elements inside it."""
    inside = [tree(kid) for kid in kids(element) if isinstance(kid, pikepdf.Dictionary)]
    kind = str(element.get("/S", element.get("/Type"))).lstrip("/")
    return (kind, *inside) if inside else kind


def pairs(items: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(items[::2], items[1::2], strict=True))


def tags(file: pikepdf.Pdf) -> Any:
    (document,) = kids(file.Root.StructTreeRoot)
    return tree(document)


def test_spaces_ligatures_and_kerning_leave_the_text_as_it_is(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.block(Role.PARAGRAPH, "AVATAR office ﬂuffy “Größe” To: naïve")
    assert texts(write_pdf(tmp_path / "a.pdf", sheets)) == [
        "AVATAR office ﬂuffy “Größe” To: naïve "
    ]


def test_every_space_of_the_source_is_a_glyph(tmp_path: Path) -> None:
    sheets = Sheets()
    first = sheets.block(Role.PARAGRAPH, "")
    leaf = first.content()
    sheets.write(leaf, "one two")
    sheets.write(leaf, "three")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    font = file.pages[0].Resources.Font["/F1"]
    codes = re.findall(r"<(\w{4})> <0020>", font.ToUnicode.read_bytes().decode())
    shown = b"".join(
        bytes(part)
        for operands, operator in pikepdf.parse_content_stream(file.pages[0])
        if str(operator) == "TJ"
        for part in operands[0]
        if isinstance(part, pikepdf.String)
    )
    pairs = [shown[place : place + 2].hex() for place in range(0, len(shown), 2)]
    assert pairs.count(codes[0]) == 3


def test_one_glyph_may_be_a_hyphen_here_and_a_soft_hyphen_there(tmp_path: Path) -> None:
    sheets = Sheets()
    glyph = sheets.face.glyph_for("-")
    advance = sheets.face.advance(glyph)
    words = tuple(
        ShapedWord(sheets.face, (Glyph(glyph, text, advance),), advance) for text in "-\u00ad"
    )
    leaf = sheets.block(Role.PARAGRAPH, "").content()
    sheets.item(Run(leaf, 80, 400, words, 10, "000000", 3))
    (text,) = texts(write_pdf(tmp_path / "a.pdf", sheets))
    assert text == "- \u00ad"


def test_a_cluster_of_several_glyphs_is_read_as_its_text(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.block(Role.PARAGRAPH, "q̃̈r x")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    content = file.pages[0].Contents.read_bytes()
    said = re.search(rb"/Span<</MCID \d+/ActualText\((.*?)\)>>BDC", content, re.DOTALL)
    assert said
    assert said[1].decode("utf-16") == "q̃̈r"
    assert re.search(rb"-?[\d.]+ Ts", content), "marks stand above each other"


def test_a_character_that_no_glyph_stands_for_is_still_in_the_text(tmp_path: Path) -> None:
    sheets = Sheets()
    word = ShapedWord(sheets.face, (Glyph(0, "ↂ", 500.0), Glyph(0, "\x00", 500.0)), 1000.0)
    leaf = sheets.block(Role.PARAGRAPH, "").content()
    sheets.item(Run(leaf, 80, 400, (word,), 10, "000000"))
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    font = file.pages[0].Resources.Font["/F1"]
    unicode_map = font.ToUnicode.read_bytes()
    assert b"<2182>" in unicode_map
    assert b"<0000>\n" not in unicode_map
    glyphs = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    assert glyphs[:2] == bytes(2)
    assert all(glyphs[place : place + 2] != bytes(2) for place in range(2, len(glyphs), 2))


def test_a_space_of_another_face_stands_in_for_a_missing_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = Sheets()
    mono = load_face(Theme().mono, 400, False)  # noqa: FBT003 - the slope
    paragraph = sheets.block(Role.PARAGRAPH, "serif")
    sheets.write(paragraph.content(), "mono words", mono)
    glyph_for = type(mono).glyph_for
    monkeypatch.setattr(
        type(mono),
        "glyph_for",
        lambda self, c: 0 if self is mono and c == " " else glyph_for(self, c),
    )
    (text,) = texts(write_pdf(tmp_path / "a.pdf", sheets))
    assert text.split() == ["serif", "mono", "words"]
    assert "mono words " in text.replace("\n", "")


def test_the_tree_of_tags_is_the_tree_of_the_structure(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.block(Role.TITLE, "Title")
    quote = sheets.block(Role.QUOTE, "")
    paragraph = sheets.block(Role.PARAGRAPH, "Quoted", quote)
    sheets.block(Role.STRONG, "bold", paragraph)
    figure = sheets.root.add(Element(Role.FIGURE))
    sheets.block(Role.CAPTION, "Caption", figure)
    sheets.block(Role.CODE_BLOCK, "x = 1")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    assert tags(file) == (
        "Document",
        "Title",
        ("BlockQuote", ("P", "Strong")),
        ("FigureGroup", "Caption"),
        ("CodeBlock", "Code"),
    )
    assert file.Root.StructTreeRoot.RoleMap.CodeBlock == "/P"


def test_a_skipped_heading_level_is_skipped_in_looks_only(tmp_path: Path) -> None:
    sheets = Sheets()
    for number, level in enumerate((3, 1, 4, 4, 9, 2)):
        sheets.heading(level, f"h{number}", "Words")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    assert tags(file) == ("Document", "H1", "H1", "H2", "H3", "H4", "H2")


def test_headings_and_notes_are_found_by_their_identifiers(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.heading(1, "größe", "Größe")
    sheets.block(Role.NOTE, "A note without a name")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    names = list(file.Root.StructTreeRoot.IDTree.Names)
    found = {bytes(key).decode(): str(element.S) for key, element in pairs(names)}
    assert found["größe"] == "/H1"
    assert sorted(found.values()) == ["/H1", "/Note"]


def test_content_that_turns_the_page_stays_one_element(tmp_path: Path) -> None:
    sheets = Sheets()
    leaf = sheets.block(Role.PARAGRAPH, "").content()
    sheets.write(leaf, "before")
    sheets.turn()
    sheets.write(leaf, "after")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    (paragraph,) = kids(kids(file.Root.StructTreeRoot)[0])
    first, second = paragraph.K
    assert (first, second.MCID, second.Pg.objgen) == (0, 0, file.pages[1].obj.objgen)
    parents = file.Root.StructTreeRoot.ParentTree.Nums
    assert [parents[1][0].objgen, parents[3][0].objgen] == [paragraph.objgen] * 2


def test_what_is_no_content_is_an_artifact_of_its_kind(tmp_path: Path) -> None:
    sheets = Sheets()
    shape_ = Theme().page
    for y in (842 - shape_.top + 10, 400, shape_.bottom - 20):
        sheets.item(Run(None, 80, y, (shape("word", sheets.face),), 9, "595959"))
    sheets.item(Box(80, 300, 100, 0.5, "b8bec6"))
    sheets.block(Role.PARAGRAPH, "words")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    marks = [
        dict(operands[1])
        for operands, operator in pikepdf.parse_content_stream(file.pages[0])
        if str(operator) == "BDC" and operands[0] == "/Artifact"
    ]
    assert [str(mark.get("/Subtype", "")) for mark in marks] == ["/Header", "", "/Footer", ""]
    assert [str(mark["/Type"]) for mark in marks] == [*["/Pagination"] * 3, "/Layout"]


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a?b=1&c=(2)", "https://example.org/a?b=1&c=(2)"),
        ("https://example.org/größe ok", "https://example.org/gr%C3%B6%C3%9Fe%20ok"),
        ("https://example.org/%20#x", "https://example.org/%20#x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_the_outside_is_a_url_in_ascii(tmp_path: Path, url: str, written: str) -> None:
    sheets = Sheets()
    paragraph = sheets.block(Role.PARAGRAPH, "")
    link = sheets.block(Role.LINK, "the office", paragraph)
    link.url, link.description = url, "the office"
    sheets.link(link)
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    (annotation,) = file.pages[0].Annots
    assert str(annotation.A.URI) == written
    assert (annotation.F, str(annotation.Contents)) == (4, "the office")
    assert tags(file) == ("Document", ("P", ("Link", "OBJR")))


def test_links_inside_lead_to_names_that_are_identifiers(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.heading(1, "größe", "Größe")
    for target in ("größe", "nowhere"):
        link = sheets.block(Role.CROSS_REFERENCE, "see there")
        link.target = target
        sheets.link(link)
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    (annotation,) = file.pages[0].Annots
    key, place = file.Root.Names.Dests.Names
    assert bytes(annotation.Dest) == bytes(key) == "größe".encode()
    assert (place[0].objgen, place[1], place[4]) == (file.pages[0].obj.objgen, "/XYZ", None)
    parents = list(file.Root.StructTreeRoot.ParentTree.Nums)
    assert str(parents[parents.index(annotation.StructParent) + 1].S) == "/Link"


def test_a_link_of_two_lines_is_one_element_with_two_areas(tmp_path: Path) -> None:
    sheets = Sheets()
    link = sheets.block(Role.LINK, "first line")
    link.url = "https://example.org/"
    sheets.link(link)
    sheets.write(link.content(), "second line")
    sheets.link(link)
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    assert tags(file) == ("Document", ("Link", "OBJR", "OBJR"))
    assert [annotation.StructParent for annotation in file.pages[0].Annots] == [1, 2]


def test_contents_entries_and_notes_hold_their_links(tmp_path: Path) -> None:
    sheets = Sheets()
    contents = sheets.root.add(Element(Role.CONTENTS))
    entry = sheets.block(Role.CONTENTS_ENTRY, "Chapter", contents)
    entry.target = "fn-1"
    sheets.link(entry)
    group = contents.add(Element(Role.CONTENTS_GROUP))
    sheets.block(Role.CONTENTS_ENTRY, "Section without a link", group)
    paragraph = sheets.block(Role.PARAGRAPH, "Text")
    mark = sheets.block(Role.NOTE_REFERENCE, "1", paragraph)
    mark.target = "fn-1"
    sheets.link(mark)
    sheets.place("fn-1")
    note = paragraph.add(Element(Role.NOTE, identifier="fn-1"))
    sheets.block(Role.NOTE_MARK, "1", note)
    sheets.block(Role.PARAGRAPH, "Note.", note)
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    assert tags(file) == (
        "Document",
        ("TOC", ("TOCI", ("Reference", ("Link", "OBJR"))), ("TOC", "TOCI")),
        ("P", ("Reference", ("Link", "OBJR")), ("Note", "NoteMark", "P")),
    )


def test_bookmarks_are_nested_as_the_outline_is(tmp_path: Path) -> None:
    sheets = Sheets()
    for identifier in ("a", "b", "c", "d"):
        sheets.heading(1, identifier, identifier)
    deep = OutlineEntry(3, "", "Größe (c)", "c")
    outline = (
        OutlineEntry(1, "1", "First", "a", (OutlineEntry(2, "", "Second", "b", (deep,)),)),
        OutlineEntry(1, "2", "Third", "d"),
    )
    path = write_pdf(tmp_path / "a.pdf", sheets, publication(bookmarks=outline))
    file = pikepdf.open(path)
    with file.open_outline() as shown:
        first, third = shown.root
        assert [first.title, third.title] == ["1 First", "2 Third"]
        (second,) = first.children
        assert (second.title, [child.title for child in second.children]) == (
            "Second",
            ["Größe (c)"],
        )
    assert file.Root.Outlines.First.First.First.Dest == pikepdf.String("c")
    assert (file.Root.Outlines.Count, file.Root.Outlines.First.First.Count) == (3, -1)
    assert file.Root.PageMode == "/UseOutlines"


def test_without_bookmarks_there_is_no_outline(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.block(Role.PARAGRAPH, "words")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    assert "/Outlines" not in file.Root


def test_page_labels_are_those_that_are_printed(tmp_path: Path) -> None:
    labels = ["i", "ii", "1", "2", "A-1", "A-2", "7", "IV", "iix", "9"]
    sheets = Sheets()
    for label in labels:
        sheets.turn(label)
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    assert [page.label for page in file.pages] == labels
    nums = file.Root.PageLabels.Nums
    assert [int(index) for index in list(nums)[::2]] == [0, 2, 4, 5, 6, 7, 8, 9]


METADATA = Metadata(
    title="Bridges & Budgets <1>",
    authors=("Ada Writer", "Ben Müller"),
    date="2025-02-14",
    language="en-GB",
    description="What a bridge\x0b costs (é).",
    keywords=("bridges", "budgets"),
    rights="CC BY 4.0",
    publisher="Town Press",
    identifier="urn:uuid:1b4e28ba-2fa1-5d2e-883f-0016d3cca427",
    version="1.0",
)


def test_the_file_says_what_the_publication_says(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.block(Role.PARAGRAPH, "words")
    said = publication(metadata=METADATA, timestamp=1739491200)
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets, said))
    info = file.docinfo
    assert str(info["/Title"]) == METADATA.title
    assert str(info["/Author"]) == "Ada Writer, Ben Müller"
    assert str(info["/Subject"]) == "What a bridge costs (é)."
    assert str(info["/CreationDate"]) == "D:20250214000000Z"
    with file.open_metadata() as xmp:
        assert xmp["dc:title"] == METADATA.title
        assert xmp["dc:creator"] == ["Ada Writer", "Ben Müller"]
        assert xmp["dc:description"] == "What a bridge costs (é)."
        assert xmp["dc:subject"] == {"bridges", "budgets"}
        assert xmp["dc:language"] == {"en-GB"}
        assert xmp["dc:date"] == ["2025-02-14"]
        assert xmp["dc:publisher"] == {"Town Press"}
        assert xmp["dc:identifier"] == METADATA.identifier
        assert xmp["xmpMM:VersionID"] == "1.0"
        assert xmp["xmp:CreateDate"] == "2025-02-14T00:00:00Z"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
    assert (str(file.Root.Lang), file.Root.ViewerPreferences.DisplayDocTitle) == ("en-GB", True)


def test_without_a_timestamp_there_is_no_date(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.block(Role.PARAGRAPH, "words")
    path = write_pdf(tmp_path / "a.pdf", sheets)
    file = pikepdf.open(path)
    assert not {"/CreationDate", "/ModDate"} & set(file.docinfo.keys())
    assert b"CreateDate" not in file.Root.Metadata.read_bytes()
    assert b"xmp:ModifyDate" not in file.Root.Metadata.read_bytes()


@pytest.mark.parametrize("date", ["14 February", "2025-13", "2025-02-30", "20250214"])
def test_a_date_that_no_program_understands_is_left_out(tmp_path: Path, date: str) -> None:
    sheets = Sheets()
    said = publication(metadata=Metadata(title="T", date=date))
    sheets.turn()
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets, said))
    assert b"dc:date" not in file.Root.Metadata.read_bytes()


def test_a_face_is_embedded_as_a_subset_under_a_name_of_its_own(tmp_path: Path) -> None:
    sheets = Sheets(Family("Source Sans 3", "fontpkg_source_sans_3", ()))
    sheets.block(Role.PARAGRAPH, "few letters")
    file = pikepdf.open(write_pdf(tmp_path / "a.pdf", sheets))
    font = file.pages[0].Resources.Font["/F1"]
    assert re.fullmatch(r"/[A-Z]{6}\+SourceSans3-400", str(font.BaseFont))
    descendant = font.DescendantFonts[0]
    assert len(descendant.FontDescriptor.FontFile2.read_bytes()) < 100_000
    assert descendant.FontDescriptor.Flags == 32
