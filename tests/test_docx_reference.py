"""Reference documents: an edition takes on a house's looks, and nothing else of its document."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from commands import pipeline
from constructs import constructs_publication
from docx.shared import Cm, Pt, RGBColor
from docx_editions import W, assert_agrees, changed, members, part, substituted, without, write
from docx_lint import lint
from publications import png, sample_publication
from validators import openxml_audit

from pipeline.exporters.docx import exporter
from pipeline.exporters.docx.options import DocxOptions
from pipeline.exporters.docx.style_uses import STYLE_USES
from pipeline.location import Location
from pipeline.model.metadata import EditionWish, Kind

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
RELATIONS = "word/_rels/document.xml.rels"
W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = "---\ntitle: Lamps\n---\n\n# One\n\nWords.\n"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
REMOTE = 'Target="https://house.invalid/x" TargetMode="External"'


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a house's document: a page, a red heading, a header with a logo."""
    document = docx.Document()
    styles, section = document.styles, document.sections[0]
    styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
    styles["Normal"].font.size = Pt(13)
    section.page_width, section.page_height = Cm(20), Cm(26)
    section.left_margin = Cm(4)
    header = section.header.paragraphs[0]
    header.text = "The House"
    header.add_run().add_picture(io.BytesIO(png(30, 10)), width=Cm(1))
    document.add_paragraph("What is written here stays here.")
    path = tmp_path_factory.mktemp("house") / "house.docx"
    document.save(str(path))
    return path


def edition(house: Path, target: Path, kind: Kind = Kind.ARTICLE) -> Path:
    """Write the sample in a house's looks; it must agree with its source and be clean."""
    sample = sample_publication()
    sample = replace(sample, settings=replace(sample.settings, kind=kind))
    said = write(sample, target, DocxOptions(embed_fonts=False, reference=house))
    assert [diagnostic.message for diagnostic in said] == []
    assert_agrees(sample, target)
    assert lint(target) == []
    return target


def style_of(path: Path, name: str) -> "docx.oxml.styles.CT_Style":
    (found,) = [s for s in docx.Document(str(path)).styles if s.name == name]
    return found


def header_name(path: Path) -> str:
    return next(name for name in members(path) if re.match(r"word/header\d*\.xml", name))


def with_header(house: Path, target: Path, content: str) -> Path:
    """Put content into the first paragraph of a house's header."""
    change = substituted("</w:p>", f"{content}</w:p>".replace("\\", r"\\"))
    return changed(house, target, header_name(house), change)


def test_every_construct_stands_in_a_houses_looks(house: Path, tmp_path: Path) -> None:
    publication, path = constructs_publication(), tmp_path / "a.docx"
    write(publication, path, DocxOptions(embed_fonts=False, reference=house))
    assert_agrees(publication, path)
    assert lint(path) == []
    assert openxml_audit(path) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_styles_page_and_header_are_the_houses(house: Path, tmp_path: Path, kind: Kind) -> None:
    path = edition(house, tmp_path / "a.docx", kind)
    assert style_of(path, "Heading 1").font.color.rgb == RGBColor(0xC0, 0, 0)
    assert style_of(path, "Normal").font.size == Pt(13)
    section = docx.Document(str(path)).sections[-1]
    assert abs(section.page_width - Cm(20)) < Pt(1)
    assert abs(section.left_margin - Cm(4)) < Pt(1)
    assert section.header.paragraphs[0].text == "The House"
    pictures = [name for name in members(path) if name.startswith("word/media/house-")]
    assert len(pictures) == 1
    assert members(path)[pictures[0]] == png(30, 10)
    assert b"stays here" not in members(path)[DOCUMENT]


def test_styles_that_the_house_lacks_are_added(house: Path, tmp_path: Path) -> None:
    path = edition(house, tmp_path / "a.docx")
    names = {style.name for style in docx.Document(str(path)).styles}
    assert {"Source Code", "Code Keyword", "Edition Table", "Intense Quote"} <= names
    # What is added goes with the house: text in its font, further headings in its colour.
    added = part(path, STYLES).find(f"{W}style[@{W}styleId='TableText']/{W}rPr/{W}rFonts")
    assert added is None


def test_a_judge_finds_no_fault(house: Path, tmp_path: Path) -> None:
    assert openxml_audit(edition(house, tmp_path / "a.docx")) == []


def test_the_same_house_gives_the_same_bytes(house: Path, tmp_path: Path) -> None:
    first, second = (edition(house, tmp_path / f"{name}.docx") for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_an_edition_is_a_reference_too(tmp_path: Path) -> None:
    write(sample_publication(), tmp_path / "own.docx")
    path = edition(tmp_path / "own.docx", tmp_path / "a.docx")
    for name in ("word/header1.xml", "word/footer1.xml"):
        old = docx.Document(str(tmp_path / "own.docx")).part.package.iter_parts()
        assert any(p.partname == f"/{name}" for p in old)
    ours = {s.get(f"{W}styleId") for s in part(tmp_path / "own.docx", STYLES).iter(f"{W}style")}
    assert {s.get(f"{W}styleId") for s in part(path, STYLES).iter(f"{W}style")} == ours


def test_styles_of_a_word_in_another_language_are_known(house: Path, tmp_path: Path) -> None:
    """Word's names stay English, whatever the ids of its styles are."""

    def german(text: str) -> str:
        return text.replace('"Heading1"', '"berschrift1"').replace('"Title"', '"Heading1"')

    foreign = changed(house, tmp_path / "haus.docx", STYLES, german)
    path = edition(foreign, tmp_path / "a.docx")
    assert style_of(path, "Heading 1").style_id == "Heading1"
    assert style_of(path, "Heading 1").font.color.rgb == RGBColor(0xC0, 0, 0)
    assert style_of(path, "Title").style_id == "Title"


def test_numbers_and_levels_are_the_publications(house: Path, tmp_path: Path) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    def counting(text: str) -> str:
        for name in ("Title", "Heading 1", "Heading1", "heading 1"):
            text = re.sub(
                rf'(<w:name w:val="{name}"/>.*?<w:pPr>)(.*?)(</w:pPr>)',
                rf"\1{numbered}\3",
                text,
                count=1,
                flags=re.DOTALL,
            )
        return text

    path = edition(changed(house, tmp_path / "n.docx", STYLES, counting), tmp_path / "a.docx")
    nums = {n.get(f"{W}numId") for n in part(path, "word/numbering.xml").iter(f"{W}num")}
    for style in part(path, STYLES).iter(f"{W}style"):
        for number in style.iter(f"{W}numId"):
            assert number.get(f"{W}val") in {"0", *nums}


LEADING_OUT = {
    "a picture from the web": FIELD.format(
        ' INCLUDEPICTURE "https://house.invalid/a.png" ', "here"
    ),
    "a macro": FIELD.format(" MACROBUTTON Run click ", "here"),
    "a field within a field": FIELD.format(
        f" IF </w:instrText></w:r>{FIELD.format(' DDEAUTO cmd ', 'x')}<w:r><w:instrText>= 1 ", "y"
    ),
    "a simple field": (
        '<w:fldSimple w:instr=" INCLUDETEXT C:\\x.docx "><w:r><w:t>here</w:t></w:r></w:fldSimple>'
    ),
    "a reference to the text": FIELD.format(" REF nowhere \\h ", "here"),
    "a field without an end": '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "an end without a field": '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "a bookmark": '<w:bookmarkStart w:id="1" w:name="_Ref000001"/><w:bookmarkEnd w:id="1"/>',
    "a link to the text": '<w:hyperlink w:anchor="gone"><w:r><w:t>here</w:t></w:r></w:hyperlink>',
    "a lost relationship": '<w:hyperlink r:id="rId99"><w:r><w:t>here</w:t></w:r></w:hyperlink>',
    "an object": '<w:r><w:object><w:control r:id="rId98"/></w:object></w:r>',
    "a dirty field": FIELD.format(" PAGE ", "1").replace('"begin"', '"begin" w:dirty="1"'),
}


@pytest.mark.parametrize("what", LEADING_OUT)
def test_nothing_in_a_header_leads_out(what: str, house: Path, tmp_path: Path) -> None:
    foreign = with_header(house, tmp_path / "h.docx", LEADING_OUT[what])
    path = edition(foreign, tmp_path / "a.docx")
    header = members(path)[header_name(path)].decode()
    for gone in ("house.invalid", "MACROBUTTON", "DDEAUTO", "INCLUDETEXT", "REF", "w:object"):
        assert gone not in header
    assert "The House" in header


def test_a_picture_that_is_linked_stays_away(house: Path, tmp_path: Path) -> None:
    relations = f"{header_name(house).replace('word/', 'word/_rels/')}.rels"
    linked = changed(
        house, tmp_path / "h.docx", relations, substituted(r'Target="media/[^"]+"', REMOTE)
    )
    path = edition(linked, tmp_path / "a.docx")
    assert not [name for name in members(path) if name.startswith("word/media/house-")]
    assert not any(b"house.invalid" in content for content in members(path).values())


def test_no_macro_and_no_template_comes_along(house: Path, tmp_path: Path) -> None:
    contents = members(house)
    contents["word/vbaProject.bin"] = b"Sub AutoOpen"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    macro = (
        '<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="vbaProject.bin"/>'
    )
    template = f'<Relationship Id="rIdT" Type="{kinds}/attachedTemplate" {REMOTE}/>'
    contents[RELATIONS] = contents[RELATIONS].replace(b"</Rel", macro.encode() + b"</Rel", 1)
    contents["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{template}</Relationships>"
    ).encode()
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    foreign = tmp_path / "house.dotm"
    with zipfile.ZipFile(foreign, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    path = edition(foreign, tmp_path / "a.docx")
    whole = members(path)
    assert not any("vba" in name.lower() for name in whole)
    assert not any(b"AutoOpen" in c or b"house.invalid" in c for c in whole.values())


def test_code_is_not_spell_checked_in_a_houses_styles_either(house: Path, tmp_path: Path) -> None:
    code = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Quelltext">'
        '<w:name w:val="Source Code"/><w:basedOn w:val="Normal"/></w:style>'
    )
    foreign = changed(
        house, tmp_path / "h.docx", STYLES, substituted("</w:styles>", f"{code}</w:styles>")
    )
    path = edition(foreign, tmp_path / "a.docx")
    found = part(path, STYLES).find(f"{W}style[@{W}styleId='SourceCode']")
    assert found.find(f"{W}rPr/{W}noProof") is not None
    assert found.find(f"{W}rPr/{W}sz") is None


def test_what_repeats_the_title_shows_it(house: Path, tmp_path: Path) -> None:
    bound = (
        '<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/ns0:coreProperties[1]/'
        'ns1:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>[Document title]</w:t></w:r></w:sdtContent></w:sdt>"
    )
    lost = bound.replace("coreProperties", "other").replace("[Document title]", "kept")
    content = FIELD.format(" TITLE ", "Old title") + bound + lost
    path = edition(with_header(house, tmp_path / "h.docx", content), tmp_path / "a.docx")
    header = part(path, header_name(path))
    shown = [text.text for text in header.iter(f"{W}t")]
    title = sample_publication().metadata.title
    assert shown == ["The House", title, title, "kept"]
    assert len(list(header.iter(f"{W}dataBinding"))) == 1


def test_pages_with_two_sides_stay_so(house: Path, tmp_path: Path) -> None:
    switched = substituted(r"(<w:settings [^>]*>)", r"\1<w:evenAndOddHeaders/>")
    path = edition(changed(house, tmp_path / "h.docx", SETTINGS, switched), tmp_path / "a.docx")
    assert part(path, SETTINGS).find(f"{W}evenAndOddHeaders") is not None
    assert openxml_audit(path) == []


def test_properties_in_another_order_are_put_in_theirs(house: Path, tmp_path: Path) -> None:
    turned = substituted(r"(<w:name w:val=\"Title\"/>.*?<w:rPr>)(.*?)(<w:sz [^>]*>)", r"\1\3\2")
    foreign = changed(house, tmp_path / "h.docx", STYLES, turned)
    assert openxml_audit(edition(foreign, tmp_path / "a.docx")) == []


def test_the_language_is_the_publications(house: Path, tmp_path: Path) -> None:
    spoken = substituted(r"<w:rPr>", '<w:rPr><w:lang w:val="fi-FI"/>')
    foreign = changed(house, tmp_path / "h.docx", STYLES, spoken)
    assert b"fi-FI" not in members(edition(foreign, tmp_path / "a.docx"))[STYLES]


def test_columns_and_numbers_have_room_for_wider_faces(house: Path, tmp_path: Path) -> None:
    write(sample_publication(), tmp_path / "own.docx")
    own = part(tmp_path / "own.docx").find(f".//{W}tblW")
    path = edition(house, tmp_path / "a.docx")
    assert int(part(path).find(f".//{W}tblW").get(f"{W}w")) > int(own.get(f"{W}w")) * 1.1


def strict(text: str) -> str:
    return text.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )


def narrow(text: str) -> str:
    return re.sub(r'w:left="\d+"', 'w:left="90000"', text)


WRONG: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "a text": (lambda _, new: new.write_text("words"), "is no Word document, or a damaged one"),
    "nothing": (lambda _, new: new.touch(), "is no Word document, or a damaged one"),
    "a folder": (lambda _, new: new.mkdir(), "cannot be read"),
    "missing": (lambda _, new: None, "cannot be read: No such file"),  # noqa: ARG005
    "half a file": (
        lambda old, new: new.write_bytes(old.read_bytes()[:9000]),
        "is no Word document, or a damaged one",
    ),
    "an old one": (
        lambda _, new: new.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99),
        "is locked by a password, or of the kind .doc",
    ),
    "another archive": (
        lambda old, new: without(old, new, "_rels/.rels"),
        "is no Word document: it holds no text",
    ),
    "no styles": (lambda old, new: without(old, new, STYLES), "has no styles"),
    "styles that are no XML": (
        lambda old, new: without(old, new, STYLES, instead=b"<w:styles"),
        "is damaged: word/styles.xml is no XML",
    ),
    "a header that is none": (
        lambda old, new: without(old, new, header_name(old), instead=b"<x/>"),
        "is of another kind",
    ),
    "the strict kind": (lambda old, new: changed(old, new, DOCUMENT, strict), "the strict kind"),
    "no room": (lambda old, new: changed(old, new, DOCUMENT, narrow), "no room for text"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_told_in_a_sentence(what: str, house: Path, tmp_path: Path) -> None:
    make, sentence = WRONG[what]
    wrong = tmp_path / "wrong.docx"
    make(house, wrong)
    place = Location("a.md", 3)
    wish = EditionWish("docx", "reference", "wrong.docx", place)
    sample = sample_publication()
    sample = replace(sample, settings=replace(sample.settings, editions=(wish,)))
    options = DocxOptions(embed_fonts=False, reference=wrong)
    (said,) = write(sample, tmp_path / "a.docx", options)
    assert said.message.startswith("the reference document 'wrong.docx' ")
    assert sentence in said.message
    assert said.location == place
    write(sample, tmp_path / "plain.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "plain.docx").read_bytes()


def test_entities_are_not_followed(house: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    content = members(house)[header_name(house)].decode()
    content = content.replace("<w:hdr", f"{doctype}<w:hdr", 1).replace("The House", "The House&e;")
    foreign = without(house, tmp_path / "h.docx", header_name(house), instead=content.encode())
    (said,) = write(sample_publication(), tmp_path / "a.docx", DocxOptions(reference=foreign))
    assert "declares types of its own" in said.message
    assert not any(b"hidden words" in content for content in members(tmp_path / "a.docx").values())


def built(folder: Path, *words: str) -> tuple[int, str, Path]:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    ended = pipeline(folder, "build", "a.md", "--to", "docx", "-o", "out", *words)
    return ended.code, ended.err, folder / "out" / "a.docx"


def is_in_house_looks(path: Path) -> bool:
    return any("/media/house-" in name for name in members(path))


def test_the_command_line_names_a_reference(house: Path, tmp_path: Path) -> None:
    code, said, path = built(tmp_path, "--reference", str(house))
    assert (code, said) == (0, "")
    assert is_in_house_looks(path)


def test_book_toml_names_one_beside_itself(house: Path, tmp_path: Path) -> None:
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "house.docx").write_bytes(house.read_bytes())
    book = '[editions.docx]\nreference = "looks/house.docx"\n'
    (tmp_path / "book.toml").write_text(book, encoding="utf-8")
    code, said, path = built(tmp_path)
    assert (code, said) == (0, "")
    assert is_in_house_looks(path)


def test_a_source_names_none_that_lies_outside(house: Path, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    (tmp_path / "house.docx").write_bytes(house.read_bytes())
    book = '[editions.docx]\nreference = "../house.docx"\n'
    (folder / "book.toml").write_text(book, encoding="utf-8")
    code, said, path = built(folder)
    assert code == 0
    assert "lies outside the folder of the source [value-invalid]" in said
    assert not is_in_house_looks(path)


def test_a_source_is_told_of_a_missing_one(tmp_path: Path) -> None:
    book = '[editions.docx]\nreference = "gone.docx"\n'
    (tmp_path / "book.toml").write_text(book, encoding="utf-8")
    code, said, path = built(tmp_path)
    assert code == 1
    assert "book.toml:2: error: the reference document 'gone.docx' cannot be read" in said
    assert path.is_file()


def test_a_reference_that_is_of_no_use_is_a_usage_error(house: Path, tmp_path: Path) -> None:
    code, said, _ = built(tmp_path, "--reference", "gone.docx")
    assert code == 2
    assert said == "pipeline: there is no file 'gone.docx'; --reference wants a Word document\n"
    code, said, _ = built(tmp_path, "--reference", str(house), "--to", "epub")
    assert code == 2
    assert "add docx to --to" in said


def test_all_styles_are_listed_with_what_they_are_for(tmp_path: Path) -> None:
    told = pipeline(tmp_path, "styles", "docx").out
    assert len(told.splitlines()) == len(STYLE_USES)
    sample = sample_publication()
    settings = replace(sample.settings, kind=Kind.BOOK)
    write(replace(sample, settings=settings), tmp_path / "a.docx")
    used = {
        (style.get(f"{W}type"), style.find(f"{W}name").get(f"{W}val"))
        for style in part(tmp_path / "a.docx", STYLES).iter(f"{W}style")
    }
    listed = {(use.kind, use.name) for use in exporter.styles()}
    patterns = [(use.kind, as_pattern(use.name)) for use in STYLE_USES]
    for kind, name in used:
        assert any(kind == k and pattern.fullmatch(name) for k, pattern in patterns), name
    seldom = {"Cover", "Part", "Heading N like M", "table of figures"}
    for kind, name in listed:
        pattern = as_pattern(name)
        is_used = any(kind == k and pattern.fullmatch(n) for k, n in used)
        assert is_used or name in seldom, name


def as_pattern(name: str) -> re.Pattern[str]:
    """Give the pattern of names that a line of the list stands for."""
    run = re.fullmatch(r"(.*) 1 to \1 6", name)
    if run:
        return re.compile(rf"{run[1]} \d")
    return re.compile(re.sub(r"\b[NM]\b", r"\\d", re.sub(r"\bX$", r"\\w+", name)))


def test_a_format_without_styles_says_so(tmp_path: Path) -> None:
    ended = pipeline(tmp_path, "styles", "pdf")
    assert ended.code == 2
    assert ended.err == "pipeline: editions of the format 'pdf' have no named styles\n"
