"""Tagged PDF files that nobody of this house wrote, read back from their tag trees."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from pipeline.errors import EditionError
from pipeline.exporter import ContentsFact, EditionFacts, HeadingFact, LinkFact, NoteFact, PlaceFact
from pipeline.exporters.pdf.read_back import read_back
from pipeline.exporters.pdf.read_back.characters import font_text
from pipeline.exporters.pdf.read_back.content import MarkedTexts
from pipeline.exporters.pdf.read_back.syntax import string_bytes, text_of

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ada Writer</rdf:li><rdf:li>Ben M</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""

ROLES = {"Title": "P", "SectionNumber": "Span", "PageNumber": "Span", "Rubric": "P", "Odd": "Twist"}
ROLES |= {"Twist": "H2", "NoteMark": "Lbl", "Loop": "Pool", "Pool": "Loop", "Cover": "Figure"}
ROLES |= {"Subtitle": "P", "Byline": "P"}


@dataclass
class Tag:
    """A structure element: its type, what is in it (texts, tags), where its link leads."""

    kind: str
    children: tuple["Tag | str", ...] = ()
    page: int = 0
    identifier: str = ""
    leads_to: str = ""
    alt: str | None = None
    draws: str = ""
    clickable: bool = True


def tag(kind: str, *children: "Tag | str", **more: Any) -> Tag:
    return Tag(kind, children, **more)


@dataclass
class TaggedFile:
    """Makes a PDF of tags: one WinAnsi font, one page or more, named destinations."""

    top: Tag
    pages: int = 1
    contents: dict[int, list[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pdf = pikepdf.new()
        self.identified: list[tuple[str, pikepdf.Object]] = []
        self.page_of: dict[str, int] = {}
        for _ in range(self.pages):
            self.pdf.add_blank_page(page_size=(300, 300))
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(self.top, root)
        root.RoleMap = Dictionary({f"/{key}": Name(f"/{role}") for key, role in ROLES.items()})
        root.IDTree = Dictionary(Names=self._name_pairs(self.identified))
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.Lang = String("en-GB")
        self._add_places()
        self._draw()

    def _element(self, what: Tag, parent: pikepdf.Object) -> pikepdf.Object:
        made = self.pdf.make_indirect(
            Dictionary(S=Name(f"/{what.kind}"), P=parent, Pg=self.pdf.pages[what.page].obj)
        )
        kids = Array()
        for child in what.children:
            if isinstance(child, str):
                kids.append(self._marked(child.encode("cp1252"), what))
            else:
                kids.append(self._element(child, made))
        if what.leads_to:
            kids.append(Dictionary(Type=Name.OBJR, Obj=self._annotation(what)))
        if what.alt is not None:
            made.Alt = String(what.alt)
        if what.identifier:
            made.ID = String(what.identifier.encode())
            self.identified.append((what.identifier, made))
            self.page_of[what.identifier] = what.page
        made.K = kids
        return made

    def _marked(self, text: bytes, what: Tag) -> int:
        drawn = self.contents.setdefault(what.page, [])
        escaped = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        picture = b" /%s Do" % what.draws.encode() if what.draws else b""
        drawn.append(b"/P <</MCID %d>> BDC (%s) Tj%s EMC" % (len(drawn), escaped, picture))
        return len(drawn) - 1

    def _annotation(self, what: Tag) -> pikepdf.Object:
        leads = what.leads_to
        made = self.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link))
        if ":" in leads:
            made.A = Dictionary(S=Name.URI, URI=String(leads.encode()))
        else:
            made.Dest = String(leads.encode())
        page = self.pdf.pages[what.page].obj
        page.Annots = page.get("/Annots", Array())
        if what.clickable:
            page.Annots.append(made)
        return made

    def _name_pairs(self, pairs: Iterable[tuple[str, pikepdf.Object]]) -> Array:
        return Array([part for key, value in sorted(pairs) for part in (key.encode(), value)])

    def _add_places(self) -> None:
        pairs = [
            (name, Array([self.pdf.pages[page].obj, Name.XYZ, 0, 300, None]))
            for name, page in self.page_of.items()
        ]
        self.pdf.Root.Names = Dictionary(Dests=Dictionary(Names=self._name_pairs(pairs)))

    def _draw(self) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, Encoding=Name.WinAnsiEncoding)
        for index, page in enumerate(self.pdf.pages):
            picture = Dictionary(Im=Stream(self.pdf, b"", Subtype=Name.Image))
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font), XObject=picture)
            body = b"\n".join(self.contents.get(index, []))
            page.obj.Contents = self.pdf.make_stream(b"BT /F1 10 Tf\n" + body + b"\nET")

    def bookmark(self, title: str, leads_to: str) -> None:
        """Add the only bookmark."""
        item = self.pdf.make_indirect(Dictionary(Title=String(title), Dest=String(leads_to)))
        self.pdf.Root.Outlines = Dictionary(First=item, Last=item)

    def facts(self, path: Path) -> EditionFacts:
        """Save the file and read it back."""
        self.pdf.save(path)
        return read_back(path)


@pytest.fixture
def facts_of(tmp_path: Path) -> Callable[..., EditionFacts]:
    """Give what is read back from a document of these tags."""

    def read(*tags: Tag, pages: int = 1) -> EditionFacts:
        return TaggedFile(tag("Document", *tags), pages).facts(tmp_path / "made.pdf")

    return read


Facts = Callable[..., EditionFacts]


def test_blocks_end_words_and_inlines_do_not(facts_of: Facts) -> None:
    facts = facts_of(
        tag("P", "un", tag("Span", "believ"), "able"),
        tag("Table", tag("TR", tag("TD", "a"), tag("TD", "b"))),
        tag("Code", "x"),
        tag("Code", "y"),
        tag("P", "one (", tag("Code", "two"), ") three"),
    )
    assert facts.words == ("unbelievable", "a", "b", "x", "y", "one", "(two)", "three")


def test_labels_titles_and_contents_are_no_words(facts_of: Facts) -> None:
    facts = facts_of(
        tag("Title", "The title"),
        tag("TOC", tag("TOCI", tag("Reference", tag("Link", "Entry", leads_to="a")))),
        tag("L", tag("LI", tag("Lbl", "1."), tag("LBody", tag("P", "item")))),
        tag("H1", tag("SectionNumber", "1"), "Entry", identifier="a"),
    )
    assert facts.words == ("item", "Entry")


def test_headings_are_told_by_their_standard_role(facts_of: Facts) -> None:
    facts = facts_of(tag("H1", tag("SectionNumber", "1"), "One"), tag("Odd", "Two"), tag("Loop"))
    assert facts.outline == (HeadingFact(1, "1", "One"), HeadingFact(2, "", "Two"))


def test_contents_have_levels_numbers_pages_and_targets(facts_of: Facts) -> None:
    def line(number: str, text: str, page: str, leads_to: str) -> Tag:
        parts = (tag("SectionNumber", number), text, tag("PageNumber", page))
        return tag("TOCI", tag("Reference", tag("Link", *parts, leads_to=leads_to)))

    facts = facts_of(
        tag("TOC", line("1", "One", "1", "a"), tag("TOC", line("1.1", "Two", "2", "b"))),
        tag("H1", tag("SectionNumber", "1"), "One", identifier="a"),
        tag("H2", "Two", identifier="b", page=1),
        pages=2,
    )
    assert facts.contents == (
        ContentsFact(1, "1", "One", "#One", "1"),
        ContentsFact(2, "1.1", "Two", "#Two", "2"),
    )
    assert facts.places == (PlaceFact("#One", "1"), PlaceFact("#Two", "2"))


def test_links_lead_to_what_bears_the_name(facts_of: Facts) -> None:
    facts = facts_of(
        tag("H1", "Same", identifier="a"),
        tag("Rubric", "Same", identifier="b"),
        tag("P", tag("Link", "out", leads_to="https://example.org/ä")),
        tag("P", tag("Link", "first", leads_to="a"), tag("Link", "second", leads_to="b")),
        tag("P", tag("Link", "nowhere", leads_to="c")),
        tag("P", tag("Link", "dead", leads_to="a", clickable=False)),
        tag("P", tag("Link", leads_to="a")),
    )
    assert facts.links == (
        LinkFact("out", "https://example.org/%C3%A4"),
        LinkFact("first", "#Same"),
        LinkFact("second", "#Same (2)"),
        LinkFact("nowhere", "#?"),
        LinkFact("dead", "#?"),
    )


def test_a_destination_on_another_page_than_its_heading_is_broken(tmp_path: Path) -> None:
    link = tag("P", tag("Link", "x", leads_to="a"))
    made = TaggedFile(tag("Document", link, tag("H1", "One", identifier="a", page=1)), 2)
    assert made.facts(tmp_path / "right.pdf").links == (LinkFact("x", "#One"),)
    made.pdf.Root.Names.Dests.Names[1][0] = made.pdf.pages[0].obj
    assert made.facts(tmp_path / "wrong.pdf").links == (LinkFact("x", "#?"),)


def test_notes_are_taken_out_of_the_text(facts_of: Facts) -> None:
    def mark(text: str, leads_to: str) -> Tag:
        return tag("Reference", tag("Link", text, leads_to=leads_to))

    deep = tag("Note", tag("NoteMark", "2"), tag("P", "Deep."), identifier="n2")
    note = tag(
        "Note", tag("NoteMark", "1"), tag("P", "First", mark("2", "n2"), deep), identifier="n1"
    )
    last = tag("Note", tag("NoteMark", "3"), tag("P", "Last."), identifier="n3")
    text = tag("P", "be", mark("1", "n1"), note, "fore", mark("3", "n3"), last, mark("1", "n1"))
    facts = facts_of(text, tag("P", "lost", mark("9", "n9")))
    assert facts.words == ("before", "lost")
    assert facts.notes == (
        NoteFact("1", "First", 2),
        NoteFact("3", "Last.", 1),
        NoteFact("2", "Deep.", 1),
    )
    assert facts.links == ()
    assert facts.marks == ("be|1", "before|3", "before|1", "lost|9", "First|2")


def test_marks_are_told_with_the_word_before_them(facts_of: Facts) -> None:
    def mark(text: str) -> Tag:
        return tag("Reference", tag("Link", text, leads_to="n"))

    heading = tag("H1", tag("SectionNumber", "1"), "Head", mark("1"))
    cells = tag("TR", tag("TD", "one"), tag("TD", mark("2")), tag("TD", tag("Span", "a b"), "c"))
    items = tag(
        "L", tag("LI", tag("Lbl", "1."), tag("LBody", tag("P", mark("3"), "x ", mark("4"))))
    )
    note = tag("Note", tag("NoteMark", "1"), tag("P", "Text"), identifier="n")
    facts = facts_of(heading, tag("Table", cells), tag("P", mark("5")), items, note)
    assert facts.marks == ("Head|1", "|2", "|5", "|3", "x|4")


def test_images_have_alternatives_or_lack_them(facts_of: Facts) -> None:
    facts = facts_of(
        tag("P", "a", tag("Figure", "", alt="Äpfel"), "b"),
        tag("Figure", ""),
        tag("Figure", alt="drawn nowhere"),
    )
    assert facts.images == ("Äpfel", "")
    assert facts.words == ("ab",)


def test_a_picture_that_the_page_has_not_is_no_image(facts_of: Facts) -> None:
    facts = facts_of(
        tag("Figure", "", alt="Here", draws="Im"),
        tag("Figure", "", alt="Gone", draws="Im2"),
        tag("Figure", tag("Span", "", draws="Im2"), alt="Gone within"),
        tag("Figure", "", draws="Im2"),
    )
    assert facts.images == ("Here", "Gone [no image]", "Gone within [no image]", "[no image]")


def test_a_cover_is_neither_an_image_nor_running_text(facts_of: Facts) -> None:
    facts = facts_of(tag("Cover", "Bridges", alt="Cover: Bridges", draws="Im"), tag("P", "text"))
    assert (facts.images, facts.words, facts.links) == ((), ("text",), ())
    assert facts.title_block == ()


def test_the_title_block_is_what_the_page_shows(facts_of: Facts) -> None:
    lines = (tag("Title", "The  title"), tag("Subtitle", "Sub"), tag("Byline", "Ada, Ben"))
    facts = facts_of(*lines, tag("Byline", ""), tag("Byline", "May"), tag("P", "text"))
    assert facts.title_block == ("The title", "Sub", "Ada, Ben", "May")
    assert facts.words == ("text",)


def test_a_bookmark_that_leads_elsewhere_is_told_with_its_target(tmp_path: Path) -> None:
    for title, leads_to, told in (
        ("1 One", "a", "1 One"),
        ("One", "a", "One -> #One"),
        ("2 Two", "a", "2 Two -> #One"),
        ("1 One", "b", "1 One -> #?"),
    ):
        made = TaggedFile(
            tag("Document", tag("H1", tag("SectionNumber", "1"), "One", identifier="a"))
        )
        made.bookmark(title, leads_to)
        assert made.facts(tmp_path / "made.pdf").bookmarks == (HeadingFact(1, "", told),)


def test_metadata_come_from_xmp_and_what_contradicts_it_is_told(tmp_path: Path) -> None:
    made = TaggedFile(tag("Document", tag("P", "x")))
    made.pdf.Root.Metadata = made.pdf.make_stream(XMP.format(title="A &amp; B").encode())
    facts = made.facts(tmp_path / "made.pdf")
    assert (facts.title, facts.language) == ("A & B", "en-GB")
    assert facts.authors == ("Ada Writer", "Ben M")
    made.pdf.docinfo["/Title"] = "A"
    made.pdf.docinfo["/Author"] = "Ada Writer; Ben M"
    facts = made.facts(tmp_path / "made.pdf")
    assert facts.title == "A & B [elsewhere in the file: A]"
    assert facts.authors == ("Ada Writer", "Ben M")


# Damage


def test_a_file_that_is_not_tagged_is_refused(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "plain.pdf")
    with pytest.raises(EditionError, match=r"plain\.pdf .*no structure tree"):
        read_back(tmp_path / "plain.pdf")


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    made = TaggedFile(tag("Document", tag("P", "x")))
    secret = pikepdf.Encryption(owner="a", user="b")
    made.pdf.save(tmp_path / "secret.pdf", encryption=secret)
    with pytest.raises(EditionError, match=r"secret\.pdf is encrypted"):
        read_back(tmp_path / "secret.pdf")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\0" * 2000])
def test_what_is_no_pdf_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(content)
    with pytest.raises(EditionError) as refused:
        read_back(tmp_path / "no.pdf")
    assert str(refused.value).startswith(f"{tmp_path / 'no.pdf'} cannot be read back as PDF: ")
    assert "\n" not in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.pdf", tmp_path):
        with pytest.raises(EditionError):
            read_back(path)


def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    made = TaggedFile(
        tag(
            "Document",
            tag("H1", tag("SectionNumber", "1"), "One", identifier="a"),
            tag("P", tag("Link", "x", leads_to="a"), tag("Figure", "", alt="y")),
            tag("TOC", tag("TOCI", tag("Reference", tag("Link", "One", leads_to="a")))),
        )
    )
    made.bookmark("1 One", "a")
    plain = {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.disable}
    made.pdf.save(tmp_path / "whole.pdf", **plain)
    whole = (tmp_path / "whole.pdf").read_bytes()
    refused = 0
    for place in range(15, len(whole) - 1, 7):
        damaged = bytearray(whole)
        damaged[place] = b"0/(<[x]>)"[place % 9]
        (tmp_path / "damaged.pdf").write_bytes(damaged)
        try:
            read_back(tmp_path / "damaged.pdf")
        except EditionError as error:
            refused += 1
            assert "\n" not in str(error)  # noqa: PT017 - one of many files
    assert refused


def test_a_tree_that_bites_its_tail_ends(tmp_path: Path) -> None:
    made = TaggedFile(tag("Document", tag("P", "x")))
    top = made.pdf.Root.StructTreeRoot.K
    top.K.append(top)
    item = made.pdf.make_indirect(Dictionary(Title=String("x")))
    item.Next = item.First = item
    made.pdf.Root.Outlines = Dictionary(First=item)
    facts = made.facts(tmp_path / "made.pdf")
    assert facts.words == ("x",)
    assert facts.bookmarks == (HeadingFact(1, "", "x -> #?"),)


def test_nesting_may_be_deep(facts_of: Facts) -> None:
    nested = tag("P", "core")
    for _ in range(600):
        nested = tag("Sect", nested)
    # The file is made by recursion, it is read without.
    assert facts_of(nested).words == ("core",)


# Content streams


def texts_of(content: bytes, resources: Dictionary | None = None) -> dict[int, str]:
    """Give the texts of a page's sequences, by MCID."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    page = pdf.pages[0].obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1)
    other = Dictionary(Type=Name.Font, Subtype=Name.Type1, Encoding=Name.MacRomanEncoding)
    page.Contents = Array([pdf.make_stream(part) for part in content.split(b"~~")])
    fonts = Dictionary(Font=Dictionary(F1=font, F2=other))
    fonts.update(resources or Dictionary())
    texts = MarkedTexts()
    texts.read_page(page, fonts)
    found = {mcid: texts.text(page.objgen, mcid) for mcid in range(6)}
    return {mcid: text for mcid, text in found.items() if text is not None}


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"/P<</MCID 0>>BDC[(a)-20.5(b\\)) 3<63 6>]TJ EMC", {0: "ab)c`"}),
        (b"/P <</MCID 0>> BDC (a) Tj (b) ' 1 2 (c(d)e) \" <66> Tj EMC", {0: "abc(d)ef"}),
        (b"/P<</MCID 0>>BDC (a)Tj EMC (no)Tj /P<</MCID 1>>BDC (b)Tj EMC", {0: "a", 1: "b"}),
        (b"/P<</MCID 0>>BDC (a)Tj /Artifact BMC (no)Tj EMC (b)Tj EMC", {0: "ab"}),
        (b"/Artifact<</Type/Layout>>BDC (no)Tj EMC /P<</MCID 2>>BDC EMC", {2: ""}),
        (b"/P<</MCID 0>>BDC (a)Tj~~(b)Tj EMC", {0: "ab"}),
        (b"/P<</MCID 0>>BDC /Span<</ActualText(xy)>>BDC(a)Tj EMC(b)Tj EMC", {0: "xyb"}),
        (b"/S<</ActualText<FEFF00E4>/MCID 3>>BDC(a)Tj EMC", {3: "ä"}),
        (b"/S<</ActualText(/MCID 5)/MCID 3>>BDC(a)Tj EMC", {3: "/MCID 5"}),
        (b"/S<</MCID 0/A<</B(>>)>>>>BDC(a)Tj EMC", {0: "a"}),
        (b"/P<</MCID 0>>BDC q /F2 9 Tf (\\212)Tj Q (\\212)Tj EMC", {0: "äŠ"}),
        (b"/P<</MCID 0>>BDC % (no)Tj\n(a)Tj BI /W 1 ID (no)Tj EI (b)Tj EMC", {0: "ab"}),
        (b"/P<</MCID 0>>BDC[3 2]0 d 1 0 0 rg 0 0 m(a)Tj EMC EMC EMC", {0: "a"}),
        (b"/P<</MCID 0>>BDC (never closed Tj EMC", {0: ""}),
        (b"/P<</MCID 0>>BDC /Gone 9 Tf (a)Tj /Gone Do EMC", {0: "a"}),
    ],
)
def test_a_sequence_has_the_text_that_it_shows(content: bytes, texts: dict[int, str]) -> None:
    assert texts_of(b"/F1 9 Tf " + content) == texts


def test_forms_show_their_text_where_they_are_shown() -> None:
    pdf = pikepdf.new()
    fonts = Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1))
    form = Stream(pdf, b"/F1 9 Tf (inner) Tj", Subtype=Name.Form, Resources=Dictionary(Font=fonts))
    image = Stream(pdf, b"(no) Tj", Subtype=Name.Image)
    named = Dictionary(XObject=Dictionary(Fm=form, Im=image))
    assert texts_of(b"/P<</MCID 0>>BDC /Fm Do /Im Do EMC", named) == {0: "inner"}


def test_property_lists_may_stand_among_the_resources() -> None:
    named = Dictionary(Properties=Dictionary(M0=Dictionary(MCID=4, ActualText=String("Ω"))))
    assert texts_of(b"/P /M0 BDC (a) Tj EMC", named) == {4: "Ω"}


UNICODE_MAP = b"""
1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <0001> <00660066 0069>
<0002> <D83DDE00> endbfchar
2 beginbfrange <0010> <0012> <0041>
<0020> <0021> [<0078> <0079007A>] endbfrange
1 beginbfrange <0030> <FFFF> <0061FFFE> endbfrange
"""


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (b"<0001>", "ffi"),
        (b"<0002>", "😀"),
        (b"<001000110012>", "ABC"),
        (b"<00200021>", "xyz"),
        (b"<0013>", "\ufffd"),
        (b"(\\000\\001\0\x10)", "ffiA"),
        (b"<0001 00>", "ffi"),
        (b"<>", ""),
    ],
)
def test_codes_mean_what_the_unicode_map_says(codes: bytes, text: str) -> None:
    pdf = pikepdf.new()
    font = Dictionary(Subtype=Name.Type0, ToUnicode=Stream(pdf, UNICODE_MAP))
    assert font_text(font)[codes] == text


def test_simple_fonts_have_codes_of_one_byte() -> None:
    pdf = pikepdf.new()
    unicode_map = Stream(pdf, b"1 beginbfchar <41> <03A9> endbfchar")
    font = Dictionary(Subtype=Name.TrueType, ToUnicode=unicode_map)
    assert font_text(font)[b"(AB)"] == "Ω\ufffd"


@pytest.mark.parametrize(
    ("written", "content"),
    [
        (rb"(a\(b\)\\c)", b"a(b)\\c"),
        (rb"(\n\r\t\b\f\x)", b"\n\r\t\b\fx"),
        (rb"(\101\1018\7\400)", b"AA8\x07\x00"),
        (b"(a\\\nb\\\r\nc\rd\r\ne)", b"abc\nd\ne"),
        (b"<41 4>", b"A@"),
        (b"()", b""),
    ],
)
def test_strings_are_unescaped(written: bytes, content: bytes) -> None:
    assert string_bytes(written) == content


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xfe\xff\x00\xe4", "ä"),
        (b"\xef\xbb\xbf\xc3\xa4", "ä"),
        (b"\xe4\x84", "ä—"),
        (b"\xfe\xff\xd8", "\ufffd"),
    ],
)
def test_text_strings_are_decoded(content: bytes, text: str) -> None:
    assert text_of(content) == text
