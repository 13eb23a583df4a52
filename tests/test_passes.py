"""The passes: titles, levels, identifiers, numbers, notes, references, assets."""

import io
from pathlib import Path

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publications import png

from pipeline.diagnostics import Code, Diagnostics
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.dump import dump
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import (
    Block,
    BlockQuote,
    BulletList,
    CrossReference,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Text,
)
from pipeline.model.publication import Publication, body_blocks, flatten_outline
from pipeline.model.slug import slug
from pipeline.passes import Origin, prepare
from pipeline.passes.addresses import address_fault, web_address
from pipeline.passes.metadata import date_timestamp, readable_date

Prepared = tuple[Publication, Diagnostics]


def heading(level: int, text: str, line: int = 0, **more: object) -> Heading:
    return Heading(level, (Text(text),), location=Location("a.md", line), **more)  # type: ignore[arg-type]


def paragraph(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content))


def prepared(
    *blocks: Block,
    notes: tuple[Note, ...] = (),
    metadata: Metadata | None = None,
    settings: Settings | None = None,
    folder: str = "",
) -> Prepared:
    document = Document(
        metadata or Metadata(title="T"),
        settings or Settings(),
        blocks,
        notes,
        folder,
        location=Location("a.md", 1),
    )
    return prepare(document, Origin("stem", "d" * 64))


def shape(publication: Publication) -> list[tuple[int, str, str, str]]:
    return [(e.level, e.number, e.text, e.identifier) for e in flatten_outline(publication.outline)]


def codes(diagnostics: Diagnostics) -> list[tuple[Code, int]]:
    return [(d.code, d.location.line) for d in diagnostics]


# Titles


def test_the_only_first_level_1_heading_is_the_title_and_the_rest_moves_up() -> None:
    publication, said = prepared(
        heading(1, "Whole"), heading(2, "Part"), heading(3, "Piece"), metadata=Metadata()
    )
    assert publication.metadata.title == "Whole"
    assert publication.title_identifier == "whole"
    assert shape(publication) == [(1, "", "Part", "part"), (2, "", "Piece", "piece")]
    assert said == ()


def test_a_level_1_heading_that_does_not_come_first_is_no_title() -> None:
    publication, _ = prepared(heading(2, "Before"), heading(1, "After"), metadata=Metadata())
    assert publication.metadata.title == "stem"
    assert [entry[2] for entry in shape(publication)] == ["Before", "After"]


def test_of_two_level_1_headings_none_is_the_title() -> None:
    publication, _ = prepared(heading(1, "One"), heading(1, "Two"), metadata=Metadata())
    assert publication.metadata.title == "stem"
    assert len(shape(publication)) == 2


def test_a_heading_equal_to_the_title_is_the_title() -> None:
    publication, _ = prepared(
        heading(1, "the  Title"), heading(1, "Other"), metadata=Metadata(title="The title")
    )
    assert shape(publication) == [(1, "", "Other", "other")]


# Levels


def test_a_skipped_level_is_still_a_child_and_is_said() -> None:
    publication, said = prepared(heading(2, "A"), heading(4, "B", 7), heading(2, "C"))
    assert [entry[0] for entry in shape(publication)] == [1, 2, 1]
    assert codes(said) == [(Code.HEADING_LEVEL_SKIPPED, 7)]
    assert "###" in said[0].hint


def test_a_source_that_begins_at_level_2_is_no_skip() -> None:
    publication, said = prepared(heading(2, "A"), heading(3, "B"))
    assert [entry[0] for entry in shape(publication)] == [1, 2]
    assert said == ()


def test_a_heading_in_a_quote_is_a_rubric_and_in_no_outline() -> None:
    publication, _ = prepared(heading(1, "A"), BlockQuote((heading(2, "Said"),)))
    assert len(shape(publication)) == 1
    assert "Rubric identifier='said'" in dump(body_blocks(publication))


def test_an_empty_heading_is_left_out_and_said() -> None:
    publication, said = prepared(heading(1, "A"), heading(2, " ", 9))
    assert len(shape(publication)) == 1
    assert codes(said) == [(Code.HEADING_EMPTY, 9)]


def test_a_heading_of_notes_alone_is_a_paragraph_and_loses_none() -> None:
    empty = Heading(2, (NoteReference("a"),), location=Location("a.md", 9))
    publication, said = prepared(heading(1, "A"), empty, notes=(note("a", "kept"),))
    assert len(shape(publication)) == 1
    assert [n.label for n in publication.notes] == ["a"]
    assert codes(said) == [(Code.HEADING_EMPTY, 9)]


# Identifiers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Simple Words", "simple-words"),
        ("What's new? (2.0)", "whats-new-20"),
        ("Größe & Maß", "größe--maß"),
        ("Обзор", "обзор"),
        ("目录", "目录"),
        ("snake_case-and", "snake_case-and"),
        ("U.S.-Russia", "us-russia"),
        ("🚀", ""),
    ],
)
def test_slugs_are_githubs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_equal_slugs_are_numbered_in_reading_order() -> None:
    publication, said = prepared(heading(1, "A"), heading(1, "A"), heading(1, "A-1"))
    assert [entry[3] for entry in shape(publication)] == ["a", "a-1", "a-1-1"]
    assert said == ()


def test_an_explicit_identifier_wins_over_a_slug_that_came_first() -> None:
    publication, _ = prepared(heading(1, "Setup"), heading(1, "Other", identifier="setup"))
    assert [entry[3] for entry in shape(publication)] == ["setup-1", "setup"]


def test_two_equal_explicit_identifiers_are_an_error_that_names_the_first() -> None:
    publication, said = prepared(
        heading(1, "A", 3, identifier="x"), heading(1, "B", 8, identifier="x")
    )
    assert [entry[3] for entry in shape(publication)] == ["x", "x-1"]
    assert codes(said) == [(Code.IDENTIFIER_DUPLICATE, 8)]
    assert "a.md:3" in said[0].message


# Numbers


def test_numbers_run_down_to_the_depth() -> None:
    publication, _ = prepared(
        heading(1, "A"),
        heading(2, "B"),
        heading(3, "C"),
        heading(1, "D"),
        heading(2, "E"),
        settings=Settings(number_sections=True, number_depth=2),
    )
    assert [entry[1] for entry in shape(publication)] == ["1", "1.1", "", "2", "2.1"]


def test_an_unnumbered_heading_takes_no_number_nor_do_those_below_it() -> None:
    publication, _ = prepared(
        heading(1, "Preface", numbered=False),
        heading(2, "Thanks"),
        heading(1, "One"),
        heading(2, "Two"),
        settings=Settings(number_sections=True),
    )
    assert [entry[1] for entry in shape(publication)] == ["", "", "1", "1.1"]


def test_without_number_sections_there_are_no_numbers() -> None:
    publication, _ = prepared(heading(1, "A"))
    assert shape(publication)[0][1] == ""


# Outline and contents


def test_contents_and_bookmarks_are_cut_at_one_depth() -> None:
    blocks = (heading(1, "A"), heading(2, "B"), heading(3, "C"))
    publication, _ = prepared(*blocks, settings=Settings(toc_depth=2))
    assert len(list(flatten_outline(publication.contents))) == 2
    assert publication.contents == publication.bookmarks
    without, _ = prepared(*blocks, settings=Settings(toc=False))
    assert without.contents == ()
    assert without.bookmarks == publication.bookmarks


# Notes


def note(label: str, *content: Inline | str) -> Note:
    return Note(label, (paragraph(*content),))


def test_notes_are_numbered_by_their_first_references() -> None:
    publication, _ = prepared(
        paragraph(NoteReference("b"), NoteReference("a"), NoteReference("b")),
        notes=(note("a", "first"), note("unused", "never"), note("b", "second")),
    )
    assert [(n.label, n.number, n.references) for n in publication.notes] == [
        ("b", "1", ("fnref-1", "fnref-1-2")),
        ("a", "2", ("fnref-2",)),
    ]


def test_a_note_that_only_a_note_refers_to_comes_after_those_of_the_text() -> None:
    publication, _ = prepared(
        paragraph(NoteReference("a"), NoteReference("c")),
        notes=(note("a", NoteReference("b")), note("b", "deep"), note("c", "third")),
    )
    assert [n.label for n in publication.notes] == ["a", "c", "b"]


def test_notes_that_refer_to_each_other_end() -> None:
    publication, _ = prepared(
        paragraph(NoteReference("a")),
        notes=(note("a", NoteReference("b")), note("b", NoteReference("a"))),
    )
    assert [n.references for n in publication.notes] == [("fnref-1", "fnref-1-2"), ("fnref-2",)]


def test_no_link_leads_into_a_note_that_the_title_alone_refers_to() -> None:
    anchor = Note("a", (Paragraph((Image("x.png", "x", identifier="spot"),)),))
    title = Heading(1, (Text("Whole"), NoteReference("a")))
    publication, said = prepared(
        title, paragraph(link("#spot")), notes=(anchor,), metadata=Metadata()
    )
    assert publication.notes == ()
    assert codes(said) == [(Code.MARKUP_DROPPED, 0), (Code.LINK_TARGET_MISSING, 5)]


def test_a_heading_called_as_a_note_keeps_its_name_and_the_note_takes_another() -> None:
    publication, _ = prepared(
        heading(1, "fn-1"), paragraph(NoteReference("a")), notes=(note("a", "first"),)
    )
    assert shape(publication)[0][3] == "fn-1"
    assert publication.notes[0].identifier == "fn-1_"


# References


def link(url: str, line: int = 5) -> Link:
    return Link((Text("words"),), url, location=Location("a.md", line))


def body(publication: Publication) -> str:
    return dump(body_blocks(publication))


@pytest.mark.parametrize("url", ["#größe", "#gr%C3%B6%C3%9Fe", "#GRÖSSE", "a.md#größe"])
def test_links_to_headings_become_cross_references(url: str) -> None:
    publication, said = prepared(heading(1, "Größe"), paragraph(link(url)))
    assert "CrossReference identifier='größe'" in body(publication)
    assert said == ()


def test_a_link_to_the_title_leads_to_the_title() -> None:
    publication, said = prepared(
        heading(1, "Whole"), paragraph(link("#whole")), metadata=Metadata()
    )
    assert said == ()
    assert isinstance(publication.preamble[0], Paragraph)
    assert isinstance(publication.preamble[0].content[0], CrossReference)


def test_a_broken_link_keeps_its_words_and_names_what_is_near() -> None:
    publication, said = prepared(heading(1, "Install it"), paragraph(link("#instal-it", 12)))
    assert codes(said) == [(Code.LINK_TARGET_MISSING, 12)]
    assert said[0].hint == "did you mean 'install-it'?"
    assert "Text 'words'\n  Text ' [?]'" in body(publication)


@pytest.mark.parametrize("fragment", ["café", "cafe\u0301", "cafe%CC%81", "CAFE\u0301"], ids=ascii)
def test_accents_may_be_encoded_either_way(fragment: str) -> None:
    publication, said = prepared(heading(1, "Cafe\u0301"), paragraph(link(f"#{fragment}")))
    assert "CrossReference identifier='café'" in body(publication)
    assert said == ()


def test_an_identifier_of_the_author_s_may_be_encoded_either_way() -> None:
    publication, said = prepared(
        heading(1, "A", identifier="cafe\u0301"), paragraph(link("#café"), link("#cafe\u0301"))
    )
    assert body(publication).count("CrossReference identifier='cafe\u0301'") == 2
    assert said == ()


@pytest.mark.parametrize("url", ["./a.md#here", "a.md?plain#here", " #here"])
def test_the_source_s_own_name_may_be_written_in_other_ways(url: str) -> None:
    publication, said = prepared(heading(1, "Here"), paragraph(link(url)))
    assert "CrossReference identifier='here'" in body(publication)
    assert said == ()


def test_a_link_may_lead_into_a_note() -> None:
    publication, said = prepared(
        paragraph(NoteReference("a"), link("#inside")),
        notes=(Note("a", (heading(2, "Inside"), paragraph(link("#inside")))),),
    )
    assert "CrossReference identifier='inside'" in body(publication)
    assert "CrossReference identifier='inside'" in dump(publication.notes)
    assert said == ()


@pytest.mark.parametrize("url", ["#here", "https://example.org/"])
def test_the_mark_of_a_note_goes_behind_its_link(url: str) -> None:
    inner = (Text("out "), Emphasis((NoteReference("a"), Text("in"))), NoteReference("b"))
    publication, _ = prepared(
        heading(1, "Here"),
        paragraph(Link(inner, url, location=Location("a.md", 1)), "."),
        notes=(note("a", "first"), note("b", "second")),
    )
    (block,) = publication.sections[0].blocks
    assert isinstance(block, Paragraph)
    outer, *marks, stop = block.content
    assert isinstance(outer, Link | CrossReference)
    assert outer.content == (Text("out "), Emphasis((Text("in"),)))
    assert [mark.number for mark in marks if isinstance(mark, NoteReference)] == ["1", "2"]
    assert stop == Text(".")


@pytest.mark.parametrize("url", ["", "#", " ", "?", "?a#"])
def test_a_link_to_nothing_says_so(url: str) -> None:
    publication, said = prepared(paragraph(link(url, 2)))
    assert codes(said) == [(Code.LINK_TARGET_MISSING, 2)]
    assert said[0].message == "the link has no target"
    assert "Text 'words'\n  Text ' [?]'" in body(publication)


def test_links_that_lead_out_stay(tmp_path: Path) -> None:
    urls = ("https://example.org/", "mailto:a@example.org", "TEL:+49-1", "irc://example.org/x")
    publication, said = prepared(*(paragraph(link(url)) for url in urls), folder=str(tmp_path))
    assert body(publication).count("Link url=") == len(urls)
    assert said == ()


def test_an_address_is_made_whole_once_for_all_editions() -> None:
    publication, _ = prepared(paragraph(link(" https://example.org/a b?[ö]#c#d ")))
    assert "Link url='https://example.org/a%20b?%5B%C3%B6%5D#c%23d'" in body(publication)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://[bad", "is no address that a program can read"),
        ("https://example.org:99999/", "is no address that a program can read"),
        ("https:///nowhere", "is no address that a program can read"),
        ("file:///etc/passwd", "leads to a file of one machine"),
        ("foo:bar", "has the scheme 'foo:', which readers cannot follow"),
        ("JavaScript:alert(1)", "has the scheme 'javascript:', which readers cannot follow"),
        ("//example.org/x", "does not say how to get there"),
    ],
)
def test_links_that_no_reader_can_follow_lose_their_target(url: str, reason: str) -> None:
    publication, said = prepared(paragraph(link(url, 3)))
    assert codes(said) == [(Code.LINK_UNSAFE, 3)]
    assert said[0].message == f"'{url}' {reason}"
    assert "Link" not in body(publication)
    assert "Text 'words'" in body(publication)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("https://müller.de/ö", "https://müller.de/%C3%B6"),
        ("https://e.org/100%", "https://e.org/100%25"),
        ("https://e.org/%20", "https://e.org/%20"),
        ("https://[::1]:8080/", "https://[::1]:8080/"),
        ("https://127.0.0.1/", "https://127.0.0.1/"),
        ("https://u:p@e.org./", "https://u:p@e.org./"),
        ("https://xn--mller-kva.de", "https://xn--mller-kva.de"),
        ("https://日本。jp/", "https://日本。jp/"),
        ("mailto:?subject=a b", "mailto:?subject=a%20b"),
        ("mailto:", ""),
        ("https://", ""),
        ("https://a..b", ""),
        ("https://[x", ""),
        ("https://[1:2]/", ""),
        ("https://1.2.3.999/", ""),
        ("https://e.org:0/", ""),
        ("https://a b@e.org/", ""),
        ("https://xn--a.org", ""),
        ("https://\u0301a.org", ""),
        ("https://a\uff05b.org", ""),
        ("https://exa\nmple.org", ""),
        (f"https://{'a' * 64}.org", ""),
        ("relative", ""),
        ("#fragment", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_address_is_one_that_readers_can_follow(url: str, address: str) -> None:
    assert web_address(url) == address


@given(st.text(), st.sampled_from(["", "https://", "https://a", "mailto:", "urn:", "http://["]))
def test_a_good_address_stays_as_it_is(text: str, start: str) -> None:
    address = web_address(start + text)
    assert web_address(address) == address
    assert bool(address) != bool(address_fault(start + text))


def test_a_link_to_a_file_that_is_not_published_loses_its_target(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("x")
    publication, said = prepared(
        paragraph(link("other.md#x", 1), link("gone.md", 2)), folder=str(tmp_path)
    )
    assert codes(said) == [(Code.LINK_UNPUBLISHED, 1), (Code.LINK_TARGET_MISSING, 2)]
    assert "Link" not in body(publication)


def entry(url: str, *below: Block) -> ListItem:
    return ListItem((paragraph(link(url)), *below))


def test_a_list_that_repeats_the_headings_is_a_note() -> None:
    headings = (heading(1, "A"), heading(2, "B"), heading(1, "C"))
    contents = BulletList((entry("#a", BulletList((entry("#b"),))), entry("#c")))
    _, said = prepared(contents, *headings)
    assert [d.code for d in said] == [Code.CONTENTS_DUPLICATE]
    _, said = prepared(contents, *headings, settings=Settings(toc=False))
    assert said == ()


def test_a_list_of_links_in_another_order_or_with_more_words_is_no_contents() -> None:
    headings = (heading(1, "A"), heading(1, "B"), heading(1, "C"))
    other_order = BulletList((entry("#b"), entry("#a"), entry("#c")))
    more_words = BulletList((entry("#a"), entry("#b", paragraph("why")), entry("#c")))
    _, said = prepared(other_order, more_words, *headings)
    assert said == ()


# Images


def image(url: str, alternative: str = "what it shows") -> Image:
    return Image(url, alternative, location=Location("a.md", 4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "source"
    (place / "img").mkdir(parents=True)
    (place / "img" / "Bridge 1.png").write_bytes(png(30, 20))
    (place / "same.png").write_bytes(png(30, 20))
    (place / "text.png").write_text("no image")
    (place / "cut.png").write_bytes(png(300, 200)[:80])
    (tmp_path / "secret.png").write_bytes(png(5, 5))
    (place / "escape.png").symlink_to(tmp_path / "secret.png")
    return place


def test_an_image_becomes_an_asset_and_equal_bytes_one_asset(folder: Path) -> None:
    publication, said = prepared(
        paragraph(image("img/Bridge%201.png"), image("same.png")), folder=str(folder)
    )
    assert [(a.name, a.width, a.height) for a in publication.assets] == [("bridge-1.png", 30, 20)]
    assert body(publication).count("asset='bridge-1.png'") == 2
    assert said == ()


def test_a_camera_s_orientation_is_turned_upright_once_for_all_editions(folder: Path) -> None:
    picture = PIL.Image.new("RGB", (40, 20), (200, 30, 30))
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    picture.save(folder / "turned.jpg", exif=exif, dpi=(150, 150))
    publication, _ = prepared(paragraph(image("turned.jpg")), folder=str(folder))
    (asset,) = publication.assets
    assert (asset.width, asset.height, asset.resolution) == (20, 40, 150.0)
    assert not PIL.Image.open(io.BytesIO(asset.content)).getexif()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("gone.png", Code.IMAGE_MISSING),
        ("img", Code.IMAGE_MISSING),
        ("text.png", Code.IMAGE_UNREADABLE),
        ("cut.png", Code.IMAGE_UNREADABLE),
        ("../secret.png", Code.IMAGE_OUTSIDE),
        ("escape.png", Code.IMAGE_OUTSIDE),
        ("https://example.org/a.png", Code.IMAGE_REMOTE),
        ("data:image/png;base64,AAAA", Code.IMAGE_UNREADABLE),
        ("http://[bad", Code.IMAGE_REMOTE),
        ("a\0b.png", Code.IMAGE_MISSING),
        ("x" * 5000, Code.IMAGE_MISSING),
    ],
)
def test_an_image_that_cannot_be_shown_has_a_visible_stand_in(
    folder: Path, url: str, code: Code
) -> None:
    publication, said = prepared(paragraph(image(url)), Figure(image(url)), folder=str(folder))
    assert codes(said) == [(code, 4)] * 2
    assert body(publication).count("Missing image: what it shows") == 2
    assert publication.assets == ()


def test_a_missing_alternative_text_is_the_caption_or_the_file_name(folder: Path) -> None:
    publication, said = prepared(
        Figure(image("same.png", ""), (Text("At night"),)),
        paragraph(image("same.png", " ")),
        folder=str(folder),
    )
    assert codes(said) == [(Code.ALTERNATIVE_MISSING, 4)] * 2
    assert "alternative='At night'" in body(publication)
    assert "alternative='same.png'" in body(publication)


def test_an_address_that_no_program_can_read_stands_for_itself() -> None:
    publication, said = prepared(paragraph(image("http://[bad", "")))
    assert codes(said) == [(Code.ALTERNATIVE_MISSING, 4), (Code.IMAGE_REMOTE, 4)]
    assert "Missing image: http://[bad" in body(publication)


def test_a_cover_is_an_asset_and_a_missing_one_an_error(folder: Path) -> None:
    publication, said = prepared(
        paragraph("x"), metadata=Metadata(title="T", cover_image="same.png"), folder=str(folder)
    )
    assert publication.metadata.cover_image == "same.png"
    assert said == ()
    without, said = prepared(
        paragraph("x"), metadata=Metadata(title="T", cover_image="gone.png"), folder=str(folder)
    )
    assert without.metadata.cover_image == ""
    assert codes(said) == [(Code.IMAGE_MISSING, 1)]


# Metadata


def test_an_identifier_is_made_from_title_authors_and_language() -> None:
    one, _ = prepared(paragraph("x"), metadata=Metadata(title="A"))
    same, _ = prepared(paragraph("y"), metadata=Metadata(title="A"))
    other, _ = prepared(paragraph("x"), metadata=Metadata(title="A", authors=("B",)))
    assert one.metadata.identifier == same.metadata.identifier
    assert one.metadata.identifier != other.metadata.identifier
    assert one.metadata.identifier.startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2025-03-10", "en", "March 10, 2025"),
        ("2025-03-10", "en-GB", "10 March 2025"),
        ("2025-03-10", "de", "10. März 2025"),
        ("2025-03", "de", "März 2025"),
        ("2025", "fr", "2025"),
        ("spring 2025", "en", "spring 2025"),
        ("2025-02-30", "en", "2025-02-30"),
        ("2025-03-10", "xx-nowhere", "March 10, 2025"),
    ],
)
def test_dates_are_written_as_people_write_them(text: str, language: str, expected: str) -> None:
    assert readable_date(text, language) == expected


def test_only_an_iso_date_is_a_timestamp() -> None:
    assert date_timestamp("2025-03-10") == 1741564800
    assert date_timestamp("spring") is None
